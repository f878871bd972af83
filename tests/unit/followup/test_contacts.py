"""Logging a contact."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from showroom_crm.errors import InvalidInput
from showroom_crm.followup import contacts, levels
from showroom_crm.values.contacts import ContactEntry
from showroom_crm.values.followups import CustomerBrief, Standing
from showroom_crm.values.reminders import Purpose

AT = dt.datetime(2026, 11, 21, 10, 30)
TODAY = AT.date()
LEVELS = levels.by_code(levels.load())
CUSTOMER = CustomerBrief(
    1,
    "C000001",
    "张伟",
    "B",
    last_contact_on=dt.date(2026, 11, 1),
    level_since=dt.date(2026, 10, 1),
)
ENTRY = ContactEntry(
    at=AT,
    channel="电话",
    result="considering",
    topic="routine",
    note=" 周末带家人来 ",
    level_after="A",
    next_on=dt.date(2026, 11, 26),
    next_topic="test_drive",
)


def day(offset: int) -> dt.date:
    return TODAY + dt.timedelta(days=offset)


def test_what_a_contact_writes() -> None:
    made = contacts.outcome(ENTRY, CUSTOMER, 3, LEVELS)
    assert made.contact == {
        "at": AT,
        "channel": "电话",
        "topic": "Routine follow-up",
        "success": True,
        "content": "Considering: 周末带家人来",
        "level_before": "B",
        "level_after": "A",
        "next_on": dt.date(2026, 11, 26),
        "next_topic": "Invitation to a test drive",
        "marketing": False,
    }
    assert made.customer == {
        "level": "A",
        "last_contact_on": TODAY,
        "last_contact_note": "Considering: 周末带家人来",
        "next_follow_up_on": dt.date(2026, 11, 26),
        "next_follow_up_topic": "Invitation to a test drive",
        "contact_count": 4,
    }


@pytest.mark.parametrize(
    ("missing", "sentence"),
    [
        ({"channel": ""}, "how the customer was contacted"),
        ({"result": ""}, "result"),
        ({"level_after": None}, "level"),
        ({"level_after": "Z"}, "level"),
        ({"next_on": None}, "date of the next contact"),
        ({"next_on": dt.date(2026, 11, 20)}, "before this one"),
        ({"next_topic": None}, "topic"),
    ],
)
def test_what_must_not_be_missing(missing: dict[str, object], sentence: str) -> None:
    entry = replace(ENTRY, **missing)  # type: ignore[arg-type]
    with pytest.raises(InvalidInput, match=sentence):
        contacts.outcome(entry, CUSTOMER, 0, LEVELS)


def test_a_lost_customer_needs_no_next_step() -> None:
    entry = replace(
        ENTRY, level_after="F", result="bought_elsewhere", next_on=None, next_topic=None
    )
    changes = contacts.outcome(entry, CUSTOMER, None, LEVELS).customer
    assert changes["lost_on"] == TODAY
    assert changes["next_follow_up_on"] is None
    assert changes["contact_count"] == 1
    again = contacts.outcome(entry, replace(CUSTOMER, level="F"), 1, LEVELS).customer
    assert "lost_on" not in again


def test_a_late_entry_does_not_turn_back_the_clock() -> None:
    entry = replace(ENTRY, at=dt.datetime(2026, 10, 30, 9, 0))
    made = contacts.outcome(entry, CUSTOMER, 3, LEVELS)
    assert made.customer == {"contact_count": 4}
    assert made.contact["at"] == entry.at


def test_the_third_attempt_without_answer_hints_at_unreachable() -> None:
    entry = replace(ENTRY, result="no_answer", level_after="B", note="")
    made = contacts.outcome(entry, replace(CUSTOMER, failed_in_a_row=2), 2, LEVELS)
    assert made.contact["success"] is False
    assert made.contact["content"] == "No answer"
    assert "lost_touch" in [hint.kind for hint in made.suggestions]
    reached = contacts.outcome(ENTRY, replace(CUSTOMER, failed_in_a_row=2), 2, LEVELS)
    assert reached.suggestions == ()


def test_who_wants_no_more_contact_gets_no_more_marketing() -> None:
    entry = replace(ENTRY, result="refused", level_after="F", next_on=None, next_topic=None)
    assert contacts.outcome(entry, CUSTOMER, 0, LEVELS).customer["no_marketing"] is True


def test_a_number_is_found_dead_or_alive() -> None:
    dead = replace(ENTRY, result="wrong_number")
    assert contacts.outcome(dead, CUSTOMER, 0, LEVELS).customer["number_status"] == "空号"
    doubted = replace(CUSTOMER, standing=Standing(number_invalid=True))
    assert contacts.outcome(ENTRY, doubted, 0, LEVELS).customer["number_status"] == "正常"


def test_marketing_is_remembered_as_such() -> None:
    entry = replace(ENTRY, purpose=Purpose.MARKETING)
    assert contacts.outcome(entry, CUSTOMER, 0, LEVELS).contact["marketing"] is True


def test_words_of_one_s_own_are_a_topic_too() -> None:
    entry = replace(ENTRY, next_topic="送合同")
    assert contacts.outcome(entry, CUSTOMER, 0, LEVELS).customer["next_follow_up_topic"] == "送合同"


@pytest.mark.parametrize(
    ("level", "channel", "success", "proposed"),
    [
        ("H", "电话", True, (day(2), "invitation")),
        ("C", "微信", True, (day(30), "routine")),
        ("C", "展厅接待", True, (day(1), "after_visit")),
        ("C", "电话", False, (day(1), "routine")),
        ("D", "电话", True, (None, "after_sales")),
        ("F", "电话", True, (None, "lost_check")),
    ],
)
def test_what_is_proposed(
    level: str, channel: str, success: bool, proposed: tuple[dt.date | None, str]
) -> None:
    assert contacts.propose(LEVELS[level], channel, success, TODAY) == proposed


@given(
    level=st.sampled_from("".join(LEVELS)),
    channel=st.sampled_from([choice.key for choice in contacts.lists().channels]),
    result=st.sampled_from(contacts.lists().results),
    before=st.sampled_from([*LEVELS, None]),
)
def test_what_is_proposed_can_always_be_saved(
    level: str, channel: str, result: object, before: str | None
) -> None:
    choice = next(found for found in contacts.lists().results if found is result)
    on, topic = contacts.propose(LEVELS[level], channel, bool(choice.success), TODAY)
    entry = replace(
        ENTRY, channel=channel, result=choice.key, level_after=level, next_on=on, next_topic=topic
    )
    made = contacts.outcome(entry, replace(CUSTOMER, level=before), 0, LEVELS)
    assert made.customer["level"] == level
    assert (made.customer["next_follow_up_on"] is None) == LEVELS[level].closed
