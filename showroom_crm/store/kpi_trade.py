"""What is counted of selling: leads, visits, test drives, orders, deliveries, losses."""

from __future__ import annotations

from showroom_crm.store.kpi_topics import Topic, there_is

_IN_MONTH = "BETWEEN :start AND :end"

_REGISTERED = there_is("kpi_customer", "registered_on")
_VISITS = f"({there_is('visit')} OR {there_is('kpi_customer', 'first_visit_on')})"
_SECOND = f"({there_is('visit')} OR {there_is('kpi_customer', 'second_visit_on')})"
_SOURCES = there_is("kpi_customer", "source_l1")
_DRIVES = f"({there_is('test_drive')} OR {there_is('kpi_customer', 'test_drive_on')})"
_LOGGED = """EXISTS (SELECT 1 FROM kpi_customer c JOIN contact k ON k.customer_id = c.id
    AND k.level_after = 'O' WHERE c.level IN ('O', 'D'))"""
_ORDERED = f"({there_is('deal', 'ordered_on')} OR {_LOGGED})"
_STANDS_ORDERED = "EXISTS (SELECT 1 FROM kpi_customer WHERE level = 'O')"
_OPEN = f"({there_is('deal', 'ordered_on')} OR {_STANDS_ORDERED})"
DELIVERED = (
    f"({there_is('deal', 'delivered_on')} OR {there_is('vehicle', 'delivered_on', 'purchased_on')})"
)
_REFERRED = f"({there_is('referral')} OR {there_is('kpi_customer', 'referrer')})"
_TRADED = there_is("kpi_customer", "traded")
_LOST = there_is("kpi_customer", "lost_on")
_REASONS = there_is("kpi_customer", "lost_reason")

# The first and the second day on which a customer came, as far as the days are all known: a source
# that counts more visits than it dates leaves the second one open. (A plus before a column and a
# cross join keep the database from reading every row in the order of an index.)
_COMING = Topic(
    f"""
    WITH came AS (
        SELECT id AS customer_id FROM kpi_customer
        WHERE first_visit_on {_IN_MONTH} OR second_visit_on {_IN_MONTH}
            OR last_visit_on {_IN_MONTH}
        UNION
        SELECT +customer_id FROM visit
        WHERE arrived_at >= :start AND arrived_at < :tomorrow
    ),
    days AS (
        SELECT c.id AS customer_id, c.first_visit_on AS day FROM came
            CROSS JOIN kpi_customer c ON c.id = came.customer_id WHERE c.first_visit_on IS NOT NULL
        UNION
        SELECT c.id, c.second_visit_on FROM came
            CROSS JOIN kpi_customer c ON c.id = came.customer_id WHERE c.second_visit_on IS NOT NULL
        UNION
        SELECT c.id, c.last_visit_on FROM came
            CROSS JOIN kpi_customer c ON c.id = came.customer_id WHERE c.last_visit_on IS NOT NULL
        UNION
        SELECT v.customer_id, date(v.arrived_at) FROM came
            CROSS JOIN visit v ON v.customer_id = came.customer_id
    ),
    placed AS (
        SELECT customer_id, day, row_number() OVER (PARTITION BY customer_id ORDER BY day) AS place,
            count(*) OVER (PARTITION BY customer_id) AS known
        FROM days
    ),
    visits AS (
        SELECT customer_id, max(CASE WHEN place = 1 THEN day END) AS first_on,
            max(CASE WHEN place = 2 THEN day END) AS second_on, max(known) AS known
        FROM placed GROUP BY customer_id
    )
    SELECT c.id AS customer_id, NULL AS staff_id, NULL AS model,
        v.first_on {_IN_MONTH} AND (c.first_visit_on IS NOT NULL
            OR v.known >= coalesce(c.visit_count, 0)) AS walk_ins,
        CASE WHEN c.second_visit_on IS NOT NULL THEN c.second_visit_on {_IN_MONTH}
            ELSE v.second_on {_IN_MONTH} AND v.known >= coalesce(c.visit_count, 0)
        END AS second_visits
    FROM visits v JOIN kpi_customer c ON c.id = v.customer_id
    UNION ALL
    SELECT NULL, staff_id, NULL, 1, 0 FROM visit
    WHERE customer_id IS NULL AND arrived_at >= :start AND arrived_at < :tomorrow
    """,  # noqa: S608
    {
        "walk_ins": "EXISTS (SELECT 1 FROM visit WHERE customer_id IS NULL)",
        "second_visits": _SECOND,
    },
)

_NEW = Topic(
    f"""
    WITH new AS (
        SELECT c.id AS customer_id,
            c.first_visit_on {_IN_MONTH} OR c.second_visit_on {_IN_MONTH}
                OR c.last_visit_on {_IN_MONTH}
                OR EXISTS (SELECT 1 FROM visit v WHERE v.customer_id = c.id
                    AND v.arrived_at >= :start AND v.arrived_at < :tomorrow) AS visited,
            c.source_l1 NOT IN ('来店', '路过', '展厅活动')
                AND NOT coalesce(c.unreachable, 0) AS lead,
            coalesce(o.latest, '') >= :start AS ordered
        FROM kpi_customer c LEFT JOIN kpi_first_order o ON o.customer_id = c.id
        WHERE c.registered_on {_IN_MONTH}
    )
    SELECT customer_id, NULL AS staff_id, NULL AS model, 1 AS new_prospects,
        coalesce(visited, 0) AS records_made, coalesce(lead, 0) AS valid_leads,
        coalesce(lead AND visited, 0) AS invited_visits, ordered AS orders_of_new
    FROM new
    """,  # noqa: S608
    {
        "new_prospects": _REGISTERED,
        "records_made": f"{_REGISTERED} AND {_VISITS}",
        "valid_leads": f"{_REGISTERED} AND {_SOURCES}",
        "invited_visits": f"{_REGISTERED} AND {_SOURCES} AND {_VISITS}",
        "orders_of_new": f"{_REGISTERED} AND {_ORDERED}",
    },
)

_DRIVEN = Topic(
    f"""
    WITH drives AS (
        SELECT customer_id, min(day) AS day FROM (
            SELECT customer_id, "on" AS day FROM test_drive WHERE "on" {_IN_MONTH}
            UNION ALL
            SELECT id, test_drive_on FROM kpi_customer WHERE test_drive_on {_IN_MONTH}
        ) d GROUP BY customer_id
    )
    SELECT d.customer_id, NULL AS staff_id, NULL AS model, 1 AS test_drives,
        coalesce(o.latest, '') >= d.day AS test_drive_orders
    FROM drives d LEFT JOIN kpi_first_order o ON o.customer_id = d.customer_id
    """,  # noqa: S608
    {"test_drives": _DRIVES, "test_drive_orders": f"{_DRIVES} AND {_ORDERED}"},
)

# A level of ordered, delivered or lost without its day cannot be told from one of long ago.
_CARRIED = Topic(
    """
    SELECT c.id AS customer_id, NULL AS staff_id, NULL AS model, 1 AS carried_over,
        coalesce(o.latest, '') >= :start AS orders_of_carried,
        c.registered_on >= :ninety AS carried_over_90,
        c.registered_on >= :ninety AND coalesce(o.latest, '') >= :start AS orders_of_carried_90
    FROM kpi_customer c LEFT JOIN kpi_first_order o ON o.customer_id = c.id
    WHERE c.registered_on < :start
        AND NOT (coalesce(c.lost_on, :start) < :start
            AND coalesce(c.level, 'F') IN ('O', 'D', 'F'))
        AND (coalesce(c.level, '') NOT IN ('O', 'D', 'F') OR o.day IS NOT NULL
            OR c.lost_on >= :start)
        AND NOT EXISTS (SELECT 1 FROM deal d WHERE d.customer_id = c.id
            AND coalesce(d.ordered_on, d.invoiced_on, d.delivered_on) < :start
            AND coalesce(d.cancelled_on, :start) >= :start)
        AND NOT EXISTS (SELECT 1 FROM kpi_owner w WHERE w.customer_id = c.id
            AND w.since < :start)
    """,
    {
        "carried_over": _REGISTERED,
        "orders_of_carried": f"{_REGISTERED} AND {_ORDERED}",
        "carried_over_90": _REGISTERED,
        "orders_of_carried_90": f"{_REGISTERED} AND {_ORDERED}",
    },
)

_LOSSES = Topic(
    f"""
    SELECT id AS customer_id, NULL AS staff_id, NULL AS model, 1 AS lost,
        lost_reason IS NOT NULL AS lost_with_reason
    FROM kpi_customer WHERE lost_on {_IN_MONTH}
    """,  # noqa: S608
    {"lost": _LOST, "lost_with_reason": f"{_LOST} AND {_REASONS}"},
)

_ORDERS_TAKEN = Topic(
    "SELECT customer_id, staff_id, model, 1 AS orders FROM kpi_order WHERE day <= :end",
    {"orders": _ORDERED},
)

# A deal is handed over when it says so, when its car was, or when a car of the customer that
# belongs to no deal was from the order on. A level of ordered without a deal is as old as the last
# contact at least.
_ORDERS_OPEN = Topic(
    """
    SELECT d.customer_id, d.salesperson_id AS staff_id, d.model, 1 AS open_orders
    FROM deal d JOIN kpi_customer c ON c.id = d.customer_id
    WHERE d.ordered_on <= :end AND (d.cancelled_on IS NULL OR d.cancelled_on > :end)
        AND (d.delivered_on IS NULL OR d.delivered_on > :end)
        AND NOT EXISTS (SELECT 1 FROM vehicle v WHERE v.customer_id = d.customer_id
            AND coalesce(v.delivered_on, v.purchased_on) <= :end
            AND (v.id = d.vehicle_id OR (d.vehicle_id IS NULL
                AND coalesce(v.delivered_on, v.purchased_on) >= d.ordered_on
                AND NOT EXISTS (SELECT 1 FROM deal o WHERE o.vehicle_id = v.id))))
        AND NOT (coalesce(c.level, '') = 'D' AND d.delivered_on IS NULL
            AND NOT EXISTS (SELECT 1 FROM vehicle v WHERE v.customer_id = c.id
                AND coalesce(v.delivered_on, v.purchased_on) IS NOT NULL))
    UNION ALL
    SELECT c.id, NULL, NULL, 1 FROM kpi_customer c
    WHERE c.level = 'O' AND (:running OR c.last_contact_on <= :end)
        AND NOT EXISTS (SELECT 1 FROM deal d WHERE d.customer_id = c.id)
    """,
    {"open_orders": _OPEN},
)

_HANDED_OVER = Topic(
    f"""
    WITH handed AS (
        SELECT k.customer_id, k.staff_id, k.model, c.traded IS NOT NULL AS traded,
            c.referrer IS NOT NULL OR EXISTS (SELECT 1 FROM referral r
                WHERE r.referred_id = c.id) AS referred,
            o.since < k.day AS again
        FROM kpi_car k JOIN kpi_customer c ON c.id = k.customer_id
        JOIN kpi_owner o ON o.customer_id = k.customer_id
        WHERE k.day {_IN_MONTH} AND k.sold_here
    )
    SELECT customer_id, staff_id, model, 1 AS deliveries, referred AS referred_deliveries,
        NOT referred AND traded AS trade_in_deliveries,
        NOT referred AND NOT traded AND again AS further_deliveries
    FROM handed
    """,  # noqa: S608
    {
        "deliveries": DELIVERED,
        "referred_deliveries": f"{DELIVERED} AND {_REFERRED}",
        "trade_in_deliveries": f"{DELIVERED} AND {_TRADED}",
        "further_deliveries": DELIVERED,
    },
    owners=True,
)

TOPICS = (
    _COMING,
    _NEW,
    _DRIVEN,
    _CARRIED,
    _LOSSES,
    _ORDERS_TAKEN,
    _ORDERS_OPEN,
    _HANDED_OVER,
)
