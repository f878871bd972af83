"""Words for days gone by, counted from the day on which they were written."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from showroom_crm.importing import past_days

WEDNESDAY = dt.date(2026, 11, 18)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("今天", WEDNESDAY),
        ("昨天", dt.date(2026, 11, 17)),
        ("昨天下午", dt.date(2026, 11, 17)),
        ("前天", dt.date(2026, 11, 16)),
        ("大前天", dt.date(2026, 11, 15)),
        ("3天前", dt.date(2026, 11, 15)),
        ("两天前", dt.date(2026, 11, 16)),
        ("3 days ago", dt.date(2026, 11, 15)),
        ("Yesterday", dt.date(2026, 11, 17)),
        ("上周五", dt.date(2026, 11, 13)),
        ("上週五", dt.date(2026, 11, 13)),
        ("上上星期日", dt.date(2026, 11, 8)),
        ("本周一", dt.date(2026, 11, 16)),
        ("本周五", None),  # still to come
        ("上周", None),
        ("明天", None),
        ("前期已沟通", None),
        ("2026年3月5日", None),
    ],
)
def test_words_mean_a_day(text: str, day: dt.date | None) -> None:
    assert past_days.meant(text, WEDNESDAY) == day


WORDS = ("今天", "昨天", "前天", "大前天", "7天前", "上周一", "上周日", "上上周三", "这周一")


@given(st.sampled_from(WORDS), st.dates(dt.date(2000, 1, 1), dt.date(2090, 1, 1)))
def test_no_word_leads_into_the_future_or_far_back(text: str, base: dt.date) -> None:
    day = past_days.meant(text, base)
    assert day is not None
    assert dt.timedelta() <= base - day <= dt.timedelta(days=20)
