"""Old backups are thinned out so that there is always one near any day of the last months."""

import datetime as dt
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from showroom_crm.store.retention import keep

NOW = dt.datetime(2026, 11, 20, 18, 0)
PAST = st.datetimes(dt.datetime(2024, 1, 1), NOW)


def back(**ago: float) -> dt.datetime:
    return NOW - dt.timedelta(**ago)


def test_everything_of_today_and_yesterday_is_kept() -> None:
    moments = [back(minutes=30 * number) for number in range(80)]  # 40 hours

    assert keep(moments, NOW) == {m for m in moments if m.date() >= dt.date(2026, 11, 19)}


def test_of_an_earlier_day_the_newest_is_kept() -> None:
    morning, evening = dt.datetime(2026, 11, 15, 9), dt.datetime(2026, 11, 15, 18)

    assert keep([morning, evening], NOW) == {evening}


def test_twelve_days_ten_weeks_nine_months() -> None:
    daily = [back(days=number) for number in range(900)]

    kept = sorted(keep(daily, NOW), reverse=True)

    assert len(kept) == 2 + 12 + 10 + 9
    assert kept[13] == back(days=13)
    weeks = kept[14:24]
    assert len({moment.isocalendar()[:2] for moment in weeks}) == 10
    assert len({(moment.year, moment.month) for moment in kept[24:]}) == 9


def test_a_backup_from_a_wrong_clock_is_kept() -> None:
    assert keep([back(days=-400)], NOW) == {back(days=-400)}


@given(st.lists(PAST, max_size=80))
def test_the_newest_is_always_kept_and_nothing_is_invented(moments: list[dt.datetime]) -> None:
    kept = keep(moments, NOW)

    assert kept <= set(moments)
    assert not moments or max(moments) in kept
    assert keep(kept, NOW) == kept


def test_thinned_out_day_by_day_no_gap_grows_beyond_its_span() -> None:
    kept: frozenset[dt.datetime] = frozenset()
    start = dt.datetime(2025, 1, 1, 18)
    for day in range(600):
        now = start + dt.timedelta(days=day)
        kept = keep(kept | {now, now - dt.timedelta(hours=8)}, now)

    ages = sorted((now - moment).days for moment in kept)
    gaps = [(later - sooner, later) for sooner, later in pairwise(ages)]
    assert all(gap <= 1 for gap, age in gaps if age <= 12)
    assert all(gap <= 7 for gap, age in gaps if age <= 80)
    assert all(gap <= 62 for gap, _age in gaps)
    assert ages[-1] > 300
