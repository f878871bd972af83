"""The facts that scorecards speak of, computed in SQL and delivered as one frame.

What each column means stands in `values.facts`. "Kept" sorts of record are those the shop has
recorded at least once: only there does the absence of a record mean "no" rather than "not known".
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, bindparam, text

from showroom_crm.values.facts import STORED

if TYPE_CHECKING:
    import pandas as pd

_CHUNK = 500
_MONTH, _YEAR = 30.4375, 365  # days


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
_WHO, _PURSUED, _OWNED = 4, 4, 4  # how many required fields each group has; a phone adds one
REQUIRED_FIELDS = _WHO + 1 + _PURSUED  # of a prospect; an owner has as many

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
    joined = _read(connection, today, customers)
    facts = _combine(joined, today, settings)
    found = frozenset(kept) if kept is not None else _kept_in(facts)
    for name in _KEPT_FACTS:
        if name in found:
            facts[name] = facts[name].fillna(0.0)
    _spending_unknown(facts, joined)
    return facts[list(STORED)], found


def _read(
    connection: Connection, today: dt.date, customers: Collection[int] | None
) -> pd.DataFrame:
    """Return what the tables say, a row a customer, every column but the level a number."""
    import numpy as np
    import pandas as pd

    names, rows = _rows(connection, _CUSTOMER, "id", today, customers)
    rows.sort(key=itemgetter(0))
    ids = np.array([row[0] for row in rows], dtype="int64")
    columns: dict[str, Any] = {"level": np.array([row[1] for row in rows], dtype=object)}
    for place, name in enumerate(names[2:], start=2):
        columns[name] = np.array([row[place] for row in rows], dtype="float64")
    for statement in _TOPICS.values():
        names, rows = _rows(connection, statement, "customer_id", today, customers)
        at = np.searchsorted(ids, np.array([row[0] for row in rows], dtype="int64"))
        for place, name in enumerate(names[1:], start=1):
            columns[name] = np.full(len(ids), np.nan)
            columns[name][at] = np.array([row[place] for row in rows], dtype="float64")
    return pd.DataFrame(columns, index=pd.Index(ids, name="customer_id"))


def _rows(
    connection: Connection,
    statement: str,
    key: str,
    today: dt.date,
    customers: Collection[int] | None,
) -> tuple[list[str], list[Any]]:
    rows: list[Any] = []
    names: list[str] = []
    for where, ids in _parts(key, customers):
        query = text(statement.format(where=where))
        parameters: dict[str, Any] = {}
        if ids is not None:
            query = query.bindparams(bindparam("ids", expanding=True))
            parameters["ids"] = ids
        if ":today" in statement:
            parameters["today"] = _julian(today)
        result = connection.execute(query, parameters)
        names = list(result.keys())
        rows += result.fetchall()
    return names, rows


def _julian(day: dt.date) -> float:
    """Return a day as the database's julianday() counts it."""
    return day.toordinal() + 1721424.5


def _parts(key: str, customers: Collection[int] | None) -> Iterable[tuple[str, list[int] | None]]:
    if customers is None:
        yield "1", None
        return
    wanted = sorted(customers)
    for start in range(0, len(wanted), _CHUNK):
        yield f"{key} IN :ids", wanted[start : start + _CHUNK]


def _combine(j: pd.DataFrame, today: dt.date, settings: FactSettings) -> pd.DataFrame:
    import pandas as pd

    day = _julian(today)
    owner = (j[["is_level_d", "owned", "delivered"]].max(axis=1) > 0).astype("float64")
    facts = pd.DataFrame(index=j.index)
    facts["level"] = j["level"]
    facts["is_owner"] = owner
    facts["open_deal"] = j["open_deal"].fillna(0.0)
    facts["days_since_registered"] = j["days_since_registered"]
    facts["completeness"] = _completeness(j, owner)
    facts["satisfaction_last"] = j["satisfaction_last"]
    facts["open_complaints"] = j["open_complaints"].fillna(0.0)
    _pursue(facts, j, day, settings)
    _own(facts, j, day, settings)
    _serve(facts, j, day, settings)
    return facts


def _pursue(facts: pd.DataFrame, j: pd.DataFrame, day: float, settings: FactSettings) -> None:
    facts["visit_count"] = j[["visit_count", "visits"]].max(axis=1).replace(0.0, float("nan"))
    facts["days_since_last_visit"] = day - j[["last_visit", "visited"]].max(axis=1)
    facts["test_drive_done"] = j[["test_drive_done", "driven"]].max(axis=1)
    facts["quote_given"] = j[["quote_given", "quoted"]].max(axis=1)
    facts["has_trade_in"] = j["has_trade_in"]
    facts["budget"] = j["budget"]
    facts["days_to_expected_purchase"] = j["days_to_expected_purchase"]
    facts["cadence_days"] = j["level"].map(dict(settings.cadences)).astype("float64")
    facts["days_since_last_contact"] = day - j[["last_contact", "contacted"]].max(axis=1)
    facts["days_overdue"] = j["days_overdue"]


def _own(facts: pd.DataFrame, j: pd.DataFrame, day: float, settings: FactSettings) -> None:
    vehicles = j["vehicle_count"].fillna(0.0)
    since_delivery = day - j[["car_delivered", "deal_delivered"]].max(axis=1)
    facts["vehicle_count"] = vehicles
    facts["days_since_delivery"] = since_delivery
    facts["car_age_months"] = (day - j["oldest"]) / _MONTH
    facts["months_to_warranty_end"] = settings.warranty_months - since_delivery / _MONTH
    facts["deal_count"] = j["deals"].fillna(vehicles)
    facts["deal_price"] = j["deal_price"]
    facts["insurance_here"] = j["here"].where(j["here_stated"] > 0)
    facts["loan"] = j["loan"].where(j["loan"] > 0)
    facts["referral_count"] = j["referrals"]


def _serve(facts: pd.DataFrame, j: pd.DataFrame, day: float, settings: FactSettings) -> None:
    claimed = (day - j["car_serviced"] <= _YEAR).astype("float64")
    facts["service_count"] = j[["services", "claimed_services"]].max(axis=1)
    facts["service_visits_12m"] = j["services_12m"].fillna(claimed.where(j["car_serviced"].notna()))
    facts["service_amount_12m"] = j["amount_12m"]
    facts["service_amount_total"] = j[["amount_total", "claimed_amount"]].max(axis=1)
    facts["days_since_last_service"] = day - j[["serviced", "car_serviced"]].max(axis=1)
    facts["service_interval_months"] = j["purchase_interval"].fillna(settings.service_months)
    facts["usual_interval_months"] = j["purchase_interval"]


def _completeness(j: pd.DataFrame, owner: pd.Series[float]) -> pd.Series[float]:
    who = j["who_filled"] + j["has_phone"].fillna(0.0)
    pursued = (who + j["intent_filled"]) / (_WHO + 1 + _PURSUED)
    owned = (who + j["car_filled"].fillna(0.0)) / (_WHO + 1 + _OWNED)
    return (pursued.where(owner == 0, owned) * 100).round()


def _kept_in(facts: pd.DataFrame) -> frozenset[str]:
    return frozenset(name for name in _KEPT_FACTS if facts[name].notna().any())


def _spending_unknown(facts: pd.DataFrame, joined: pd.DataFrame) -> None:
    """Unset the year's spending of those who came but whose amounts nobody wrote down."""
    came = (joined["services_12m"] > 0) | (facts["service_visits_12m"] > 0)
    facts.loc[came & joined["amount_12m"].isna(), "service_amount_12m"] = float("nan")
