"""What is counted of ownership: owners, their returns to the workshop, first services, policies."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from sqlalchemy import Connection

from showroom_crm.store.kpi_topics import Month, Topic, execute, grouped, months_before, there_is
from showroom_crm.store.kpi_trade import DELIVERED
from showroom_crm.values.reminders import ServiceInterval, Span, SpanUnit

_SERVICES = there_is("service_visit")
_SERVED = f"({_SERVICES} OR {there_is('vehicle', 'last_service_on')})"
_STANDS_OWNER = "EXISTS (SELECT 1 FROM kpi_customer WHERE level = 'D')"
_OWNERS = f"({DELIVERED} OR {_STANDS_OWNER})"
FIRST_SERVICES: Mapping[str, str] = dict.fromkeys(
    ("first_services_due", "first_services_done"), f"{DELIVERED} AND {_SERVED}"
)
_STAGES = {
    True: "(SELECT customer_id, stage FROM score)",
    False: "(SELECT customer_id, stage FROM score_snapshot WHERE month = :start)",
}

_OWNING = Topic(
    """
    SELECT customer_id, NULL AS staff_id, NULL AS model, at_start AS owners_at_start,
        since BETWEEN :start AND :end AS new_owners, at_end AS owners_of_year,
        at_end AND latest > :year_ago AND since < latest AS repurchases_of_year
    FROM kpi_owner
    """,
    {
        "owners_at_start": _OWNERS,
        "new_owners": DELIVERED,
        "owners_of_year": _OWNERS,
        "repurchases_of_year": DELIVERED,
    },
    owners=True,
)


def active(month: Month) -> Topic:
    """Return the topic of owners who are not dormant at the month's end.

    The present scores tell it of the month that runs, those kept at its end of an earlier one.
    """
    stages = _STAGES[month.running]
    units = f"""
    SELECT s.customer_id, NULL AS staff_id, NULL AS model, 1 AS owners_active_at_end
    FROM {stages} s CROSS JOIN kpi_owner o ON o.customer_id = s.customer_id
    WHERE s.stage <> 'dormant' AND o.at_end
    """  # noqa: S608
    kept = {"owners_active_at_end": f"{_OWNERS} AND EXISTS {stages}"}
    return Topic(units, kept, owners=True)


# Only visits of the workshop's own record: a car's last service hides every one before it, so
# whoever came back would be missing among those served then.
_RETURNS = Topic(
    """
    SELECT s.customer_id, NULL AS staff_id, NULL AS model, 1 AS served_half_year_ago,
        EXISTS (SELECT 1 FROM service_visit l WHERE l.customer_id = s.customer_id
                AND l.in_on > :half_end AND l.in_on <= :end)
            OR EXISTS (SELECT 1 FROM vehicle v WHERE v.customer_id = s.customer_id
                AND v.last_service_on > :half_end AND v.last_service_on <= :end) AS served_again
    FROM (SELECT DISTINCT +customer_id AS customer_id FROM service_visit
        WHERE in_on BETWEEN :half_start AND :half_end) s
    """,
    {"served_half_year_ago": _SERVICES, "served_again": _SERVICES},
    owners=True,
)

_WORKSHOP = Topic(
    """
    SELECT s.customer_id, NULL AS staff_id, v.model, 1 AS service_visits
    FROM service_visit s LEFT JOIN vehicle v ON v.id = s.vehicle_id
    WHERE s.in_on BETWEEN :start AND :end
    UNION ALL
    SELECT v.customer_id, NULL, v.model, 1 FROM vehicle v
    WHERE v.last_service_on BETWEEN :start AND :end
        AND NOT EXISTS (SELECT 1 FROM service_visit s WHERE s.customer_id = v.customer_id
            AND v.last_service_on IN (s.in_on, s.out_on)
            AND coalesce(s.vehicle_id, v.id) = v.id)
    """,
    {"service_visits": _SERVED},
    owners=True,
)

# A policy is followed by one of the same car that ends later and begins within a quarter; a car
# without any policy on record counts by the end of insurance it states.
_POLICIES = Topic(
    """
    SELECT p.customer_id, NULL AS staff_id, v.model, 1 AS policies_ending,
        EXISTS (SELECT 1 FROM insurance_policy n WHERE n.customer_id = p.customer_id
            AND n.id <> p.id AND n.here AND n.ends_on > p.ends_on
            AND (n.vehicle_id = p.vehicle_id OR n.vehicle_id IS NULL OR p.vehicle_id IS NULL)
            AND coalesce(n.starts_on, p.ends_on) <= date(p.ends_on, '+92 days')
        ) AS policies_renewed
    FROM insurance_policy p LEFT JOIN vehicle v ON v.id = p.vehicle_id
    WHERE p.ends_on BETWEEN :start AND :last
        AND (v.transferred_on IS NULL OR v.transferred_on > p.ends_on)
    UNION ALL
    SELECT v.customer_id, NULL, v.model, 1, 0 FROM vehicle v
    WHERE v.insurance_end BETWEEN :start AND :last
        AND (v.transferred_on IS NULL OR v.transferred_on > v.insurance_end)
        AND NOT EXISTS (SELECT 1 FROM insurance_policy p WHERE p.customer_id = v.customer_id
            AND coalesce(p.vehicle_id, v.id) = v.id)
    """,
    {
        "policies_ending": f"({there_is('insurance_policy', 'ends_on')} "
        f"OR {there_is('vehicle', 'insurance_end')})",
        "policies_renewed": there_is("insurance_policy", "here"),
    },
    owners=True,
)

TOPICS = (_OWNING, _RETURNS, _WORKSHOP, _POLICIES)

_YOUNG_CARS = """
    SELECT v.customer_id, NULL AS staff_id, v.model,
        coalesce(v.delivered_on, v.purchased_on) AS day, v.transferred_on AS gone,
        coalesce(v.last_service_on > coalesce(v.delivered_on, v.purchased_on)
                AND v.last_service_on <= :end, 0)
            OR EXISTS (SELECT 1 FROM service_visit s WHERE s.customer_id = v.customer_id
                AND coalesce(s.vehicle_id, v.id) = v.id AND s.in_on <= :end
                AND s.in_on > coalesce(v.delivered_on, v.purchased_on)) AS done
    FROM vehicle v
    WHERE coalesce(v.delivered_on, v.purchased_on) BETWEEN :oldest AND :youngest
    """


def first_services(
    connection: Connection,
    month: Month,
    breakdown: str | None,
    intervals: Sequence[ServiceInterval],
) -> dict[tuple[str | None, str], float]:
    """Count the cars whose first service fell due up to the month's end, and those that had it.

    It is due so many months after the delivery as the interval of the longest name says that the
    car's model contains. A car that changed hands before is left out.
    """
    months = {each.first_months for each in intervals} or {0}
    parameters = month.parameters() | {
        "oldest": months_before(month.start, max(months)).isoformat(),
        "youngest": month.end.isoformat(),
    }
    statement = grouped(_YOUNG_CARS, breakdown, "u.model, u.day, u.gone, u.done", owners=True)
    due, done = FIRST_SERVICES
    found: dict[tuple[str | None, str], float] = {}
    for part, model, day, gone, served in execute(connection, statement, parameters):
        due_on = _due(model or "", dt.date.fromisoformat(day), intervals)
        if due_on is None or not month.start <= due_on <= month.end:
            continue
        if gone is None or gone > due_on.isoformat():
            for name, more in ((due, 1), (done, served)):
                found[part or None, name] = found.get((part or None, name), 0) + more
    return found


def _due(model: str, delivered: dt.date, intervals: Sequence[ServiceInterval]) -> dt.date | None:
    fitting = [each for each in intervals if each.model.lower() in model.lower()]
    interval = max(fitting, key=lambda each: len(each.model), default=None)
    if interval is None:
        return None
    return Span(interval.first_months, SpanUnit.MONTHS).after(delivered)
