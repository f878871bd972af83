"""Which backups are kept as they grow old."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Hashable

_ALL_DAYS = 2  # today and yesterday: all
_DAILY, _WEEKLY, _MONTHLY = 12, 10, 9


def keep(moments: Collection[dt.datetime], now: dt.datetime) -> frozenset[dt.datetime]:
    """Return the backups to keep: all of two days, 12 daily, 10 weekly, 9 monthly.

    Of each day, week (from Monday) and month the newest one is kept; what a longer span is chosen
    from begins where the shorter ones end. Backups from the future, after a wrong clock, are kept.
    """
    first_day = now.date() - dt.timedelta(days=_ALL_DAYS - 1)
    kept = {moment for moment in moments if moment.date() >= first_day}
    rest = sorted(set(moments) - kept, reverse=True)
    for count, span in ((_DAILY, _day), (_WEEKLY, _week), (_MONTHLY, _month)):
        chosen, rest = _newest_of_each(rest, span, count)
        kept |= chosen
    return frozenset(kept)


def _newest_of_each(
    moments: list[dt.datetime], span: Callable[[dt.datetime], Hashable], count: int
) -> tuple[set[dt.datetime], list[dt.datetime]]:
    """Return the newest of each of the first `count` spans, and what lies before them."""
    chosen: dict[Hashable, dt.datetime] = {}
    for place, moment in enumerate(moments):
        if span(moment) in chosen:
            continue
        if len(chosen) == count:
            return set(chosen.values()), moments[place:]
        chosen[span(moment)] = moment
    return set(chosen.values()), []


def _day(moment: dt.datetime) -> Hashable:
    return moment.date()


def _week(moment: dt.datetime) -> Hashable:
    return moment.isocalendar()[:2]


def _month(moment: dt.datetime) -> Hashable:
    return moment.year, moment.month
