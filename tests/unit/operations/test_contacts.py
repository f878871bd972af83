"""Logging contacts, and what they do to the day's agenda."""

import datetime as dt
from dataclasses import replace

import pytest

from showroom_crm.errors import InvalidInput, NotFound
from showroom_crm.operations import agenda, contacts, customers, history, opening
from showroom_crm.operations.desk import Desk
from showroom_crm.store import customers as stored
from showroom_crm.values.contacts import ContactEntry
from showroom_crm.values.followups import Urgency
from tests.unit.operations.conftest import TODAY


def entry(desk: Desk, **changes: object) -> ContactEntry:
    given = ContactEntry(
        at=desk.now(),
        channel="电话",
        result="reached",
        topic="routine",
        note="等置换评估价",
        level_after="A",
        next_on=TODAY + dt.timedelta(days=5),
        next_topic="test_drive",
    )
    return replace(given, **changes)  # type: ignore[arg-type]  # fields of the entry


@pytest.fixture
def customer(desk: Desk) -> int:
    number, _changes = customers.register(
        desk, {"name": "张三", "mobile": "19400000001", "level": "H"}
    )
    return number


def test_a_contact_writes_log_level_note_and_next_date(desk: Desk, customer: int) -> None:
    changes, _hints = contacts.log(desk, customer, entry(desk))
    line = stored.card(desk.store, customer, desk.today).line
    assert changes.customers == frozenset({customer})
    assert (line.level, line.next_follow_up_on) == ("A", TODAY + dt.timedelta(days=5))
    assert line.last_contact_on == TODAY
    assert "等置换评估价" in (line.last_contact_note or "")
    kinds = [each.kind for each in stored.card(desk.store, customer, desk.today).timeline]
    assert "contact" in kinds


def test_undo_takes_log_and_level_back(desk: Desk, customer: int) -> None:
    before = stored.card(desk.store, customer, desk.today)
    contacts.log(desk, customer, entry(desk))
    history.undo(desk)
    after = stored.card(desk.store, customer, desk.today)
    assert (after.line, after.values) == (before.line, before.values)


@pytest.mark.parametrize(
    "wrong",
    [{"channel": "smoke"}, {"result": ""}, {"level_after": None}, {"next_on": None}],
    ids=str,
)
def test_what_is_missing_is_told_and_nothing_is_written(
    desk: Desk, customer: int, wrong: dict[str, object]
) -> None:
    before = stored.card(desk.store, customer, desk.today)
    with pytest.raises(InvalidInput):
        contacts.log(desk, customer, entry(desk, **wrong))
    assert stored.card(desk.store, customer, desk.today) == before


def test_nobody_is_contacted_who_is_not_there(desk: Desk) -> None:
    with pytest.raises(NotFound):
        contacts.log(desk, 99, entry(desk))


def test_a_lost_customer_who_is_pursued_again_is_no_longer_lost(desk: Desk, customer: int) -> None:
    contacts.log(
        desk, customer, entry(desk, level_after="F", next_on=None, result="bought_elsewhere")
    )
    assert stored.card(desk.store, customer, desk.today).values["lost_on"] == TODAY
    contacts.log(desk, customer, entry(desk, level_after="B"))
    assert stored.card(desk.store, customer, desk.today).values["lost_on"] is None


def test_the_agenda_follows_the_next_date(desk: Desk, customer: int) -> None:
    contacts.log(desk, customer, entry(desk))
    later = replace(desk, clock=lambda: dt.datetime(2026, 11, 25, 9))
    (item,) = agenda.today(later).items
    assert item.name == "张三"
    assert any("11-25" in reason for reason in item.reasons)
    assert agenda.today(later, by="没有这个人").items == ()
    sheet = agenda.follow_up_sheet(later)
    assert any("张三" in cell for row in sheet.rows for cell in row)


def test_what_fell_due_while_nobody_looked_comes_first(desk: Desk, customer: int) -> None:
    contacts.log(desk, customer, entry(desk))
    opening.start_day(desk)
    later = replace(desk, clock=lambda: dt.datetime(2026, 11, 28, 9))
    opening.start_day(later)
    assert [item.urgency for item in agenda.today(later).items] == [Urgency.MISSED]


def test_a_reminder_that_was_answered_does_not_come_back(desk: Desk) -> None:
    owner, _changes = customers.register(
        desk,
        {
            "name": "李四",
            "mobile": "19400000002",
            "level": "D",
            "plate": "宁ZA1234",
            "last_contact_on": dt.date(2026, 9, 1),
            "delivered_on": dt.date(2024, 1, 10),
            "insurance_end": TODAY + dt.timedelta(days=30),
        },
    )

    def keys() -> list[str]:
        mine = [item for item in agenda.today(desk).items if item.customer_id == owner]
        return [key for item in mine for key in item.reminder_ids]

    (renewal,) = [key for key in keys() if key.startswith("insurance")]
    contacts.answer(desk, owner, renewal, "done")
    assert renewal not in keys()
