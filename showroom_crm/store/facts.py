"""The facts that scorecards speak of, computed in SQL and delivered as one frame.

What each column means stands in `values.facts`. "Kept" sorts of record are those the shop has
recorded at least once: only there does the absence of a record mean "no" rather than "not known".
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection

from showroom_crm.store import tables
from showroom_crm.values.facts import STORED
from showroom_crm.values.fields import PURCHASE

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class FactSettings:
    """What facts depend on beside the records: cadences in days, intervals in months."""

    cadences: Mapping[str, int]
    service_months: int
    warranty_months: int


_CUSTOMER = """
    SELECT c.id AS customer_id, c.level,
        coalesce(c.level = 'D', 0) AS is_level_d,
        :today - julianday(c.registered_on) AS days_since_registered,
        max(coalesce(c.visit_count, 0),
            CASE WHEN c.second_visit_on IS NOT NULL THEN 2
                 WHEN c.first_visit_on IS NOT NULL OR c.last_visit_on IS NOT NULL THEN 1
                 ELSE 0 END) AS visit_count,
        julianday(nullif(max(coalesce(c.last_visit_on, ''), coalesce(c.second_visit_on, ''),
            coalesce(c.first_visit_on, '')), '')) AS last_visit,
        CASE WHEN c.test_drive_on IS NOT NULL OR c.test_drive_done THEN 1
             WHEN c.test_drive_done = 0 THEN 0 END AS test_drive_done,
        CASE WHEN c.quote_on IS NOT NULL OR c.quote_amount IS NOT NULL THEN 1 END AS quote_given,
        CASE WHEN c.trade_in_plate IS NOT NULL OR c.trade_in_value IS NOT NULL
                  OR c.owned_car IS NOT NULL THEN 1 END AS has_trade_in,
        coalesce(c.budget_max, c.budget_min) AS budget,
        julianday(c.expected_on) - :today AS days_to_expected_purchase,
        julianday(c.last_contact_on) AS last_contact,
        max(0, :today - julianday(c.next_follow_up_on)) AS days_overdue,
        c.purchase_interval,
        (c.name IS NOT NULL) + (c.gender IS NOT NULL) + (c.source_l1 IS NOT NULL)
            + (c.salesperson_id IS NOT NULL) AS who_filled,
        (c.level IS NOT NULL) + (c.model IS NOT NULL) + (c.registered_on IS NOT NULL)
            + (c.next_follow_up_on IS NOT NULL) AS intent_filled
    FROM customer c WHERE {where}
    """
# Who it is has four required fields and a phone; a purchase in view has four, and so has a car.
REQUIRED_FIELDS = 9

_AT_ONCE = 2000  # rows
_OWNER = "customer_id"
_KINDS, _NUMBER = {_OWNER: "int64", "level": "object"}, "float64"  # of columns
_AMONG = " IN (SELECT value FROM json_each(:ids))"

_TOPICS = {
    "ways": "SELECT customer_id, 1 AS has_phone FROM contact_way WHERE kind = 'phone' AND {where} "
    "GROUP BY customer_id",
    "visits": "SELECT customer_id, count(*) AS visits, julianday(date(max(arrived_at))) AS visited "
    "FROM visit WHERE {where} GROUP BY customer_id",
    "drives": "SELECT customer_id, 1 AS driven FROM test_drive WHERE {where} GROUP BY customer_id",
    "quotes": "SELECT customer_id, 1 AS quoted FROM quote WHERE {where} GROUP BY customer_id",
    "contacts": """
        SELECT customer_id, julianday(date(coalesce(max(CASE WHEN success THEN at END),
            CASE WHEN max(success) IS NULL THEN max(at) END))) AS contacted
        FROM contact WHERE {where} GROUP BY customer_id""",
    "vehicles": """
        SELECT customer_id, count(*) AS vehicle_count,
            max(delivered_on IS NOT NULL OR purchased_on IS NOT NULL
                OR last_service_on IS NOT NULL) AS owned,
            julianday(max(coalesce(delivered_on, purchased_on))) AS car_delivered,
            julianday(min(coalesce(licensed_on, delivered_on, purchased_on))) AS oldest,
            julianday(max(last_service_on)) AS car_serviced,
            max(service_count) AS claimed_services, sum(service_amount) AS claimed_amount,
            max(insurer IS NOT NULL) AS insured,
            max((vin IS NOT NULL) + (plate IS NOT NULL) + (model IS NOT NULL)
                + (coalesce(delivered_on, purchased_on) IS NOT NULL)) AS car_filled
        FROM vehicle WHERE transferred_on IS NULL AND {where} GROUP BY customer_id""",
    "deals": """
        SELECT customer_id,
            sum(ordered_on IS NOT NULL OR invoiced_on IS NOT NULL
                OR delivered_on IS NOT NULL) AS deals,
            max(delivered_on IS NOT NULL) AS delivered,
            max((ordered_on IS NOT NULL OR deposit IS NOT NULL)
                AND delivered_on IS NULL) AS open_deal,
            julianday(max(delivered_on)) AS deal_delivered, max(price) AS deal_price,
            max(lender IS NOT NULL OR coalesce(loan_amount, 0) > 0) AS loan
        FROM deal WHERE cancelled_on IS NULL AND {where} GROUP BY customer_id""",
    "services": """
        SELECT customer_id, count(*) AS services, sum(amount) AS amount_total,
            sum(julianday(in_on) > :today - 365) AS services_12m,
            sum(CASE WHEN julianday(in_on) > :today - 365 THEN amount END) AS amount_12m,
            julianday(max(in_on)) AS serviced
        FROM service_visit WHERE {where} GROUP BY customer_id""",
    "goods": """
        SELECT customer_id, sum(coalesce(amount, 0) >= 0) AS goods_12m,
            sum(amount) AS goods_amount_12m
        FROM payment WHERE kind = :purchase AND julianday(paid_on) > :today - 365
            AND {where} GROUP BY customer_id""",
    "policies": """
        SELECT customer_id, max(here AND julianday(ends_on) >= :today) AS here,
            max(here IS NOT NULL) AS here_stated
        FROM insurance_policy WHERE {where} GROUP BY customer_id""",
    "referrals": "SELECT customer_id, count(*) AS referrals FROM referral WHERE {where} "
    "GROUP BY customer_id",
    "surveys": """
        SELECT s.customer_id, s.score AS satisfaction_last FROM survey s
        WHERE {where} AND s.id = (SELECT id FROM survey WHERE customer_id = s.customer_id
            ORDER BY "on" DESC, id DESC LIMIT 1)""",
    "complaints": "SELECT customer_id, count(*) AS open_complaints FROM complaint "
    "WHERE closed_on IS NULL AND {where} GROUP BY customer_id",
}

# Facts of which absence means "no" once the shop keeps such records, with the value it then has.
_KEPT_FACTS = (
    "visit_count",
    "test_drive_done",
    "quote_given",
    "has_trade_in",
    "insurance_here",
    "loan",
    "referral_count",
    "service_count",
    "service_visits_12m",
    "service_amount_12m",
    "service_amount_total",
    "goods_count_12m",
    "goods_amount_12m",
)


def frame(
    connection: Connection,
    today: dt.date,
    settings: FactSettings,
    customers: Collection[int] | None = None,
    kept: Collection[str] | None = None,
) -> tuple[pd.DataFrame, frozenset[str]]:
    """Return the facts of these customers (None: all), a row a customer, and what the shop keeps.

    `kept` is what an earlier look at all customers found; without it this look decides.
    """
    import pandas as pd

    from showroom_crm.store import fact_columns

    ids, told = _read(connection, today, customers)
    months = (settings.service_months, settings.warranty_months)
    facts = fact_columns.combined(told, _julian(today), settings.cadences, months, REQUIRED_FIELDS)
    if kept is None:
        kept = [name for name in _KEPT_FACTS if fact_columns.is_told(facts[name])]
    for name in kept:
        facts[name] = fact_columns.told_or(facts[name], 0.0)
    fact_columns.unset_unknown_spending(facts, told)
    del told  # before all is copied once more: it is as large as the facts
    index = pd.Index(ids, name="customer_id")
    return pd.DataFrame({name: facts[name] for name in STORED}, index=index), frozenset(kept)


def _read(
    connection: Connection, today: dt.date, customers: Collection[int] | None
) -> tuple[Any, dict[str, Any]]:
    """Return ids, and by name what the tables say of them: every column but the level a number."""
    import numpy as np

    owners, told = _columns(connection, _CUSTOMER, "id", today, customers)
    order = np.argsort(owners)
    ids = owners[order]
    columns = {name: cells[order] for name, cells in told.items()}
    for statement in _TOPICS.values():
        owners, told = _columns(connection, statement, "customer_id", today, customers)
        at = np.searchsorted(ids, owners)
        for name, cells in told.items():
            columns[name] = np.full(len(ids), np.nan)
            columns[name][at] = cells
    return ids, columns


def _columns(
    connection: Connection,
    statement: str,
    key: str,
    today: dt.date,
    customers: Collection[int] | None,
) -> tuple[Any, dict[str, Any]]:
    """Return the customers a statement tells of, and by name what it tells of each.

    Some thousand rows are read and taken apart at a time: all at once hold every other thread.
    """
    import numpy as np

    where = "1" if customers is None else key + _AMONG
    ids = tables.to_json(sorted(customers or ()))
    parameters = {"today": _julian(today), "ids": ids, "purchase": PURCHASE}
    # The bare driver hands over a hundred thousand rows in two thirds of the time.
    cursor = connection.connection.cursor()
    cursor.execute(statement.format(where=where), parameters)
    names = [column[0] for column in cursor.description]
    parts = {name: [np.empty(0, _KINDS.get(name, _NUMBER))] for name in names}
    while rows := cursor.fetchmany(_AT_ONCE):
        for (name, part), cells in zip(parts.items(), zip(*rows, strict=True), strict=True):
            part.append(np.array(cells, dtype=_KINDS.get(name, _NUMBER)))
    cursor.close()
    whole = {name: np.concatenate(part) for name, part in parts.items()}
    return whole.pop(_OWNER), whole


def _julian(day: dt.date) -> float:
    """Return a day as the database's julianday() counts it."""
    return day.toordinal() + 1721424.5
