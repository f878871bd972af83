"""The days of customers, orders and cars that the indicators stand on, laid out for one count.

They are temporary tables of one connection: they go when its transaction is rolled back.
"""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection

from showroom_crm.store.kpi_topics import execute

# Of the wide rows of customers only what is counted, so that each look reads little.
_CUSTOMERS = """
    INSERT INTO kpi_customer
    SELECT id, salesperson_id, model, source_l1, level, registered_on, first_visit_on,
        second_visit_on, last_visit_on, visit_count, test_drive_on, lost_on,
        nullif(lost_reason, ''), last_contact_on, next_follow_up_on,
        number_status IN ('空号', '停机', '错号'), nullif(referrer, ''),
        CASE WHEN trade_in_plate IS NOT NULL OR trade_in_value IS NOT NULL THEN 1 END
    FROM customer
    """

# Deals, and customers who stand as ordered or delivered without a deal: a logged contact tells
# the day (the cross join looks up contacts of these few alone). Only orders from the month's begin
# on are told; one that was cancelled by its end is not.
_ORDERS = """
    INSERT INTO kpi_order
    SELECT d.customer_id, d.salesperson_id, coalesce(d.model, v.model), d.ordered_on
    FROM deal d LEFT JOIN vehicle v ON v.id = d.vehicle_id
    WHERE d.ordered_on >= :start AND (d.cancelled_on IS NULL OR d.cancelled_on > :end)
    UNION ALL
    SELECT c.id, NULL, NULL, date(min(k.at)) FROM kpi_customer c
    CROSS JOIN contact k ON k.customer_id = c.id AND k.level_after = 'O'
    WHERE c.level IN ('O', 'D') AND c.last_contact_on >= :start
        AND NOT EXISTS (SELECT 1 FROM deal d WHERE d.customer_id = c.id)
    GROUP BY c.id HAVING date(min(k.at)) >= :start
    """

_FIRST_ORDERS = """
    INSERT INTO kpi_first_order
    SELECT customer_id, min(day), max(CASE WHEN day <= :end THEN day ELSE '' END)
    FROM kpi_order GROUP BY customer_id
    """

# Every car that was handed over or came for service, with the day of delivery where it is known,
# and deals handed over of which no car is recorded.
_CARS = """
    INSERT INTO kpi_car
    SELECT v.customer_id, d.salesperson_id, coalesce(v.model, d.model),
        coalesce(d.delivered_on, v.delivered_on, v.purchased_on), v.transferred_on,
        coalesce(v.sold_here, 1)
    FROM vehicle v LEFT JOIN (SELECT vehicle_id, max(id) AS id FROM deal
        WHERE vehicle_id IS NOT NULL AND cancelled_on IS NULL GROUP BY vehicle_id) l
        ON l.vehicle_id = v.id LEFT JOIN deal d ON d.id = l.id
    WHERE v.delivered_on IS NOT NULL OR v.purchased_on IS NOT NULL OR d.delivered_on IS NOT NULL
        OR v.last_service_on IS NOT NULL
        OR EXISTS (SELECT 1 FROM service_visit s WHERE s.vehicle_id = v.id)
    UNION ALL
    SELECT d.customer_id, d.salesperson_id, d.model, d.delivered_on, NULL, 1
    FROM deal d
    WHERE d.delivered_on IS NOT NULL AND d.cancelled_on IS NULL AND d.vehicle_id IS NULL
        AND NOT EXISTS (SELECT 1 FROM vehicle v WHERE v.customer_id = d.customer_id
            AND coalesce(v.delivered_on, v.purchased_on)
                BETWEEN date(d.delivered_on, '-31 days') AND date(d.delivered_on, '+31 days')
            AND NOT EXISTS (SELECT 1 FROM deal o WHERE o.vehicle_id = v.id))
    """

# `since` is empty where a car has no known delivery: its owner is one from before.
_OWNERS = """
    INSERT INTO kpi_owner
    SELECT customer_id, min(coalesce(day, '')), max(CASE WHEN day <= :end THEN day ELSE '' END),
        max(coalesce(day, '') < :start AND (transferred_on IS NULL OR transferred_on >= :start)),
        max(coalesce(day, '') <= :end AND (transferred_on IS NULL OR transferred_on > :end))
    FROM kpi_car GROUP BY customer_id
    """
# Who stands as delivered without a car on record is an owner from before too.
_OWNERS_BY_LEVEL = """
    INSERT INTO kpi_owner SELECT id, NULL, '', 1, 1 FROM kpi_customer c WHERE c.level = 'D'
        AND NOT EXISTS (SELECT 1 FROM kpi_owner o WHERE o.customer_id = c.id)
    """

_TABLES = {
    "kpi_customer": (
        "id INTEGER PRIMARY KEY, salesperson_id, model, source_l1, level, registered_on, "
        "first_visit_on, second_visit_on, last_visit_on, visit_count, test_drive_on, lost_on, "
        "lost_reason, last_contact_on, next_follow_up_on, unreachable, referrer, traded",
        _CUSTOMERS,
    ),
    "kpi_order": ("customer_id, staff_id, model, day", _ORDERS),
    "kpi_first_order": ("customer_id INTEGER PRIMARY KEY, day, latest", _FIRST_ORDERS),
    "kpi_car": ("customer_id, staff_id, model, day, transferred_on, sold_here", _CARS),
    "kpi_owner": ("customer_id INTEGER PRIMARY KEY, since, latest, at_start, at_end", _OWNERS),
}


def lay(connection: Connection, parameters: Mapping[str, str | bool]) -> None:
    """Lay out the tables named above for a month.

    In `kpi_first_order` are the first order from the month's begin on and the latest of the month.
    """
    for name, (columns, filling) in _TABLES.items():
        connection.exec_driver_sql(f"CREATE TEMP TABLE {name} ({columns})")
        execute(connection, filling, parameters)
    execute(connection, _OWNERS_BY_LEVEL, parameters)
