"""When the next contact is due."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from showroom_crm.followup import cadence, levels

TODAY = dt.date(2026, 11, 21)
LEVELS = levels.by_code(levels.load())
DAYS = st.dates(dt.date(2000, 1, 1), dt.date(2090, 1, 1))


def day(offset: int) -> dt.date:
    return TODAY + dt.timedelta(days=offset)


@pytest.mark.parametrize(
    ("code", "days"), [("O", 7), ("H", 2), ("A", 5), ("B", 10), ("C", 30), ("N", 1), ("S", 90)]
)
def test_the_cadence_of_the_level_counts_from_today_s_contact(code: str, days: int) -> None:
    assert cadence.next_date(LEVELS[code], TODAY, TODAY) == day(days)


def test_a_neglected_customer_is_due_today() -> None:
    assert cadence.next_date(LEVELS["H"], day(-20), TODAY) == TODAY
    assert cadence.next_date(None, None, TODAY) == TODAY


def test_after_a_visit_the_call_is_on_the_next_day() -> None:
    assert cadence.next_date(LEVELS["C"], TODAY, TODAY, visited=True) == day(1)
    assert cadence.next_date(LEVELS["D"], TODAY, TODAY, visited=True) is None


def test_a_lost_customer_is_checked_twice() -> None:
    lost = LEVELS["F"]
    assert cadence.next_date(lost, TODAY, TODAY, since=TODAY) == day(30)
    assert cadence.next_date(lost, day(30), day(30), since=TODAY) == day(90)
    assert cadence.next_date(lost, day(90), day(90), since=TODAY) is None


def test_a_check_that_was_missed_is_due_at_once() -> None:
    assert cadence.next_date(LEVELS["F"], day(-60), TODAY, since=day(-60)) == TODAY


def test_one_who_cannot_be_reached_is_tried_on_three_days() -> None:
    tries, last = [], TODAY
    while (last := cadence.next_date(LEVELS["L"], last, last, since=TODAY) or dt.date.max) < day(
        99
    ):
        tries.append(last)
    assert tries == [day(1), day(3), day(7)]


@given(code=st.sampled_from("".join(LEVELS)), last=st.none() | DAYS, today=DAYS, since=DAYS)
def test_no_date_lies_in_the_past(
    code: str, last: dt.date | None, today: dt.date, since: dt.date
) -> None:
    found = cadence.next_date(LEVELS[code], last, today, since=since)
    assert found is None or found >= today


@given(due=DAYS, today=DAYS)
def test_days_late_and_date_agree(due: dt.date, today: dt.date) -> None:
    late = cadence.overdue_days(due, today)
    assert (late == 0) == (due >= today)
    if late:
        assert due + dt.timedelta(days=late) == today


def test_a_level_has_patience() -> None:
    assert not cadence.is_alarming(LEVELS["B"], day(-4), TODAY)
    assert cadence.is_alarming(LEVELS["B"], day(-5), TODAY)
    assert cadence.is_alarming(None, day(-1), TODAY)


def test_the_buttons_say_when() -> None:
    assert cadence.quick_dates(TODAY) == (
        ("Tomorrow", day(1)),
        ("In 3 days", day(3)),
        ("In 7 days", day(7)),
        ("In 15 days", day(15)),
    )
    assert cadence.quick_dates(TODAY, (0,)) == (("Today", TODAY),)
