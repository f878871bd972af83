"""What the one who calls must know of a customer is told by the contacts there were."""

import datetime as dt
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from showroom_crm.store import agenda
from showroom_crm.store.database import Store

NOW = dt.datetime(2026, 11, 20, 9, 30)
_MAYBE = st.sampled_from([True, False, None])
_LEVELS = st.sampled_from(["H", "A", None])
CONTACTS = st.lists(st.tuples(_MAYBE, _MAYBE, _LEVELS, _LEVELS), max_size=8)


def added(store: Store, table: str, rows: list[dict[str, Any]]) -> list[int]:
    with store.write("import", "History", None, NOW) as writing:
        return list(writing.insert(table, rows))


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(told=CONTACTS)
def test_the_last_contacts_are_told_as_one_would_walk_through_them(
    store: Store, told: list[tuple[bool | None, bool | None, str | None, str | None]]
) -> None:
    (customer,) = added(store, "customer", [{"name": "张伟", "level": "A"}])
    days = [NOW - dt.timedelta(days=len(told) - place) for place in range(len(told))]
    success_on = marketing_on = level_since = None
    failed = 0
    for at, (success, marketing, before, after) in zip(days, told, strict=True):
        if marketing:
            marketing_on = at.date()
        if success:
            success_on, failed = at.date(), 0
        elif success is False:
            failed += 1
        if after is not None and after != before:
            level_since = at.date()
    rows = [
        {
            "customer_id": customer,
            "at": at,
            "success": success,
            "marketing": marketing,
            "level_before": before,
            "level_after": after,
        }
        for at, (success, marketing, before, after) in zip(days, told, strict=True)
    ]
    added(store, "contact", rows)
    found = agenda.briefs(store, [customer])[customer]
    assert found.last_success_on == success_on
    assert found.failed_in_a_row == failed
    assert found.level_since == level_since
    assert found.standing.last_marketing_on == marketing_on


def test_planned_contacts_come_with_what_they_are_ordered_by(store: Store) -> None:
    (staff,) = added(store, "staff", [{"name": "王芳", "role": "salesperson", "active": True}])
    rows = [
        {"name": "张伟", "level": "H", "salesperson_id": staff, "next_follow_up_on": NOW.date()},
        {"name": "李静", "next_follow_up_on": NOW.date() + dt.timedelta(days=9)},
    ]
    customer, _later = added(store, "customer", rows)
    (due,) = agenda.follow_ups(store, NOW.date())
    who = due.customer
    assert (who.customer_id, who.level, who.salesperson) == (customer, "H", "王芳")
    assert due.due_on == NOW.date()
    assert agenda.briefs(store, [customer])[customer].name == "张伟"
