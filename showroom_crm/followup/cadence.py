"""When the next contact is due, and how late it is."""

import datetime as dt

from showroom_crm.followup.levels import limits
from showroom_crm.i18n import _, ngettext
from showroom_crm.values.levels import Level

_DAY = dt.timedelta(days=1)


def next_date(
    level: Level | None,
    last_contact: dt.date | None,
    today: dt.date,
    *,
    since: dt.date | None = None,
    visited: bool = False,
) -> dt.date | None:
    """Return the proposed day of the next contact, never before `today`; None where none is due.

    The level's cadence counts from `last_contact` (from `today` where there was none). A level
    without cadence is called `check_after` days after `since`, the day it was set; on the day of
    a call the next one is later. After a visit to the showroom the call is on the day after,
    whatever the level (dealer practice: the call after leaving the shop).
    """
    if level is None:
        return today
    if level.closed and not level.check_after:
        return None
    if visited and not level.closed:
        return max(today, (last_contact or today) + limits().after_visit_days * _DAY)
    if level.cadence is not None:
        return max(today, (last_contact or today) + level.cadence * _DAY)
    return _next_check(level, last_contact, today, since or last_contact or today)


def overdue_days(due_on: dt.date, today: dt.date) -> int:
    """Return by how many days `due_on` has passed; 0 until the day after it."""
    return max(0, (today - due_on).days)


def is_alarming(level: Level | None, due_on: dt.date, today: dt.date) -> bool:
    """Tell whether a contact is late beyond the patience of its level."""
    patience = level.patience if level is not None and level.patience is not None else 0
    return overdue_days(due_on, today) > patience


def quick_dates(today: dt.date, days: tuple[int, ...] = ()) -> tuple[tuple[str, dt.date], ...]:
    """Return label and date of the buttons beside the next date; `days` replaces the shipped."""
    return tuple((_in_days(count), today + count * _DAY) for count in days or limits().quick_days)


def _next_check(
    level: Level, last_contact: dt.date | None, today: dt.date, since: dt.date
) -> dt.date | None:
    """Return the first check day not yet behind `today`, or behind a contact made meanwhile."""
    done = max(filter(None, (last_contact, since)))
    for days in level.check_after:
        check = since + days * _DAY
        if check > done:
            return max(check, today)
    return None


def _in_days(count: int) -> str:
    if count == 0:
        return _("Today")
    if count == 1:
        return _("Tomorrow")
    return ngettext("In {count} day", "In {count} days", count).format(count=count)
