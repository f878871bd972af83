"""Words for days to come, counted from the day they were said."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from showroom_crm.importing.coming_days import meant, tells

BASE = dt.date(2026, 11, 18)  # a Wednesday


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("3个月内", "2027-02-18"), ("三个月内", "2027-02-18"), ("1-3个月", "2027-02-18"),
        ("1个月内购车", "2026-12-18"), ("半年后", "2027-05-18"), ("半年内", "2027-05-18"),
        ("一年以上", "2027-11-18"), ("半个月", "2026-12-03"), ("一个半月", "2027-01-02"),
        ("7天内", "2026-11-25"), ("0-7天", "2026-11-25"), ("30–90天", "2027-02-16"),
        ("90天以上", "2027-02-16"), ("两周内", "2026-12-02"), ("within 3 months", "2027-02-18"),
        ("in 2 weeks", "2026-12-02"), ("30 days", "2026-12-18"), ("6+ months", "2027-05-18"),
        ("今天", "2026-11-18"), ("马上", "2026-11-18"), ("ASAP", "2026-11-18"),
        ("明天", "2026-11-19"),
        ("本周", "2026-11-22"), ("下周", "2026-11-29"), ("next week", "2026-11-29"),
        ("下周三", "2026-11-25"), ("周六", "2026-11-21"), ("周一", "2026-11-23"),
        ("这周末", "2026-11-22"),
        ("本月", "2026-11-30"), ("月底", "2026-11-30"), ("下月", "2026-12-31"),
        ("下个月", "2026-12-31"),
        ("next month", "2026-12-31"), ("下个月中旬", "2026-12-20"), ("12月", "2026-12-31"),
        ("3月份", "2027-03-31"), ("明年3月初", "2027-03-10"), ("27年1月底", "2027-01-31"),
        ("明年一季度", "2027-03-31"), ("Q1", "2027-03-31"), ("下季度", "2027-03-31"),
        ("年底", "2026-12-31"), ("明年", "2027-12-31"), ("明年上半年", "2027-06-30"),
        ("end of year", "2026-12-31"), ("五一前", "2027-05-01"), ("国庆后", "2027-10-08"),
        ("元旦", "2027-01-01"), ("春节前", "2027-02-06"), ("年前", "2027-02-06"),
        ("大概3个月左右", "2027-02-18"),
        ("不急", None), ("不确定", None), ("再说", None), ("看情况", None), ("", None), ("3", None),
        ("张伟", None), ("年", None), ("后", None),
    ],
)  # fmt: skip
def test_words_and_the_day_they_mean(text: str, day: str | None) -> None:
    found = meant(text, BASE)
    assert (found.isoformat() if found else None) == day
    assert tells(text) == (day is not None)


def test_a_call_is_due_when_the_week_or_month_named_begins() -> None:
    assert meant("下周", BASE, early=True) == dt.date(2026, 11, 23)
    assert meant("本周", BASE, early=True) == BASE
    assert meant("下月", BASE, early=True) == dt.date(2026, 12, 1)
    assert meant("3天内", BASE, early=True) == dt.date(2026, 11, 21)


@given(st.text(max_size=12), st.dates(dt.date(2020, 1, 1), dt.date(2040, 12, 31)))
def test_no_text_means_a_day_that_is_past_for_long(text: str, base: dt.date) -> None:
    day = meant(text, base)
    assert day is None or day >= base.replace(month=1, day=1)


@given(st.dates(dt.date(2020, 1, 1), dt.date(2040, 12, 31)), st.integers(1, 60))
def test_months_end_where_the_month_is_shorter(base: dt.date, months: int) -> None:
    day = meant(f"{months}个月内", base)
    assert day is not None
    assert (day.year - base.year) * 12 + day.month - base.month == months
    assert day.day == base.day or (day + dt.timedelta(days=1)).day == 1
