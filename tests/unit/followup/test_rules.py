"""The reminder rules as data and as a calendar."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from showroom_crm.errors import InvalidInput
from showroom_crm.followup import rules
from showroom_crm.followup.defaults import read
from showroom_crm.values.reminders import Anchor, Purpose, ReminderRule, Span, SpanUnit

TODAY = dt.date(2026, 11, 21)
SHIPPED = rules.load()
BY_KEY = {rule.key: rule for rule in SHIPPED.rules}
DATES = st.dates(dt.date(1950, 1, 1), dt.date(2060, 12, 31))


def dues(rule: ReminderRule, anchor: dt.date) -> list[dt.date]:
    return [step.after(anchor) for step in rules.steps(rule)]


def test_every_rule_has_a_key_of_its_own_and_a_playbook_line() -> None:
    lines = {row["occasion"] for row in read("playbook")["line"]}
    assert len(BY_KEY) == len(SHIPPED.rules)
    assert {rule.occasion for rule in SHIPPED.rules} <= lines


def test_greetings_and_offers_need_consent_and_duties_do_not() -> None:
    marketing = {rule.key for rule in SHIPPED.rules if rule.purpose is Purpose.MARKETING}
    assert marketing == {"trade_in", "inactive", "churn", "birthday", "car_birthday"}


def test_the_insurance_days_count_back_from_its_end() -> None:
    end = dt.date(2027, 1, 31)
    found = [(end - due).days for due in dues(BY_KEY["insurance"], end)]
    assert found == [45, 33, 30, 15, 7, 1]


def test_inspection_falls_in_the_years_of_the_rule_of_2022() -> None:
    licensed = dt.date(2020, 5, 20)
    years = {
        key: [due.year - 2020 for due in dues(BY_KEY[key], licensed)]
        for key in ("inspection_mark", "inspection_test")
    }
    assert years["inspection_mark"] == [2, 4, 8]
    assert years["inspection_test"][:5] == [6, 10, 11, 12, 13]
    assert len(years["inspection_test"]) == 32


def test_a_birthday_on_29_february_is_kept_on_the_28th() -> None:
    found = dues(BY_KEY["birthday"], dt.date(2000, 2, 29))
    assert found[0] == dt.date(2001, 2, 28)
    assert found[3] == dt.date(2004, 2, 29)


def test_inspection_shows_from_the_first_day_two_months_before() -> None:
    licensed = dt.date(2025, 1, 20)
    on_the_eve, on_the_day = dt.date(2026, 10, 31), dt.date(2026, 11, 1)
    assert licensed not in rules.unroll(SHIPPED, on_the_eve, 0)[Anchor.LICENSED]
    ((node, *_),) = rules.unroll(SHIPPED, on_the_day, 0)[Anchor.LICENSED][licensed]
    assert (node.due_on, node.shown_from) == (dt.date(2027, 1, 20), on_the_day)


def test_spans_are_read_and_written_alike() -> None:
    for text in ("-45d", "36m", "2y", "0d"):
        assert str(rules.span(text)) == text
    with pytest.raises(InvalidInput, match="3 weeks"):
        rules.span("3 weeks")


@given(day=DATES, count=st.integers(-600, 600), unit=st.sampled_from(SpanUnit))
def test_a_span_of_months_never_leaves_its_month(day: dt.date, count: int, unit: SpanUnit) -> None:
    span = Span(count if unit is not SpanUnit.YEARS else count // 12, unit)
    found = span.after(day)
    if unit is SpanUnit.DAYS:
        assert (found - day).days == count
    else:
        months = span.count * (12 if unit is SpanUnit.YEARS else 1)
        assert (found.year * 12 + found.month) - (day.year * 12 + day.month) == months
        assert found.day == day.day or (found + dt.timedelta(days=1)).day == 1


@given(key=st.sampled_from(sorted(BY_KEY)), today=DATES, horizon=st.integers(0, 30), data=st.data())
def test_the_calendar_finds_exactly_what_the_rule_says(
    key: str, today: dt.date, horizon: int, data: st.DataObject
) -> None:
    """Unrolled from the due days backwards, the same comes out as from the anchor forwards."""
    rule = BY_KEY[key]
    span = data.draw(st.sampled_from(rules.steps(rule)))
    near = Span(-span.count, span.unit).after(today)
    anchor = near + dt.timedelta(days=data.draw(st.integers(-100, 100)))
    last = today + dt.timedelta(days=horizon)
    only = replace(SHIPPED, rules=(rule,))
    found = rules.unroll(only, today, horizon).get(rule.anchor, {}).get(anchor, ())
    expected = sorted(
        {
            due
            for due in dues(rule, anchor)
            if due + dt.timedelta(days=rule.keep) >= today and shown(rule, due) <= last
        }
    )
    current = [due for due in expected if shown(rule, due) <= today][-1:]
    coming = [due for due in expected if shown(rule, due) > today][:1]
    assert [node.due_on for nodes in found for node in nodes] == current + coming


def shown(rule: ReminderRule, due: dt.date) -> dt.date:
    if rule.lead_months is None:
        return due - dt.timedelta(days=rule.lead)
    month = due.year * 12 + due.month - 1 - rule.lead_months
    return dt.date(month // 12, month % 12 + 1, 1)


def test_a_rule_switched_off_finds_nothing() -> None:
    off = replace(SHIPPED, rules=(replace(BY_KEY["deliver_3"], active=False),))
    assert rules.unroll(off, TODAY, 6) == {}


def test_a_repetition_that_makes_no_sense_is_refused() -> None:
    data = read("reminders")
    row = dict(data["rule"][0]) | {"every": "0d"}
    with pytest.raises(InvalidInput, match=row["key"]):
        rules.parse(data | {"rule": [row]})
