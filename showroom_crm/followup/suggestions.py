"""Hints that a level may no longer fit; a person decides, nothing is changed by itself."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

from showroom_crm.followup.cadence import next_date
from showroom_crm.followup.dates import short
from showroom_crm.i18n import _, ngettext
from showroom_crm.values.followups import CustomerBrief, Suggestion
from showroom_crm.values.levels import Level
from showroom_crm.values.reminders import FollowUpLimits

_ORDERED, _HOT, _NEW, _UNREACHABLE = "O", "H", "N", "L"


def suggest(
    customer: CustomerBrief, levels: Mapping[str, Level], today: dt.date, limits: FollowUpLimits
) -> tuple[Suggestion, ...]:
    """Return the hints for one customer, the most pressing first (dealer practice).

    Levels that are closed, and customers without a level, give none.
    """
    level = levels.get(customer.level or "")
    if level is None or level.closed:
        return ()
    found = (
        _lost_touch(customer, level, today, limits),
        _not_reached(customer, level, today, limits),
        _expected_passed(customer, today),
        _level_too_old(customer, today, limits),
    )
    return tuple(_offered(hint, levels) for hint in found if hint is not None)


def _offered(hint: Suggestion, levels: Mapping[str, Level]) -> Suggestion:
    """Return the hint with only those levels that the showroom has."""
    known = tuple(code for code in hint.levels if code in levels)
    return hint if known == hint.levels else replace(hint, levels=known)


def _lost_touch(
    customer: CustomerBrief, level: Level, today: dt.date, limits: FollowUpLimits
) -> Suggestion | None:
    failed = customer.failed_in_a_row
    if level.code == _UNREACHABLE:
        since = customer.level_since
        if since is None or next_date(level, customer.last_contact_on, today, since=since):
            return None
        return Suggestion("give_up", _("Still not reached: rest the case?"), ("S", "F"))
    if failed < limits.failed_contacts:
        return None
    text = ngettext(
        "Not reached in {count} attempt: mark as unreachable?",
        "Not reached in {count} attempts: mark as unreachable?",
        failed,
    )
    return Suggestion("lost_touch", text.format(count=failed), (_UNREACHABLE,))


def _not_reached(
    customer: CustomerBrief, level: Level, today: dt.date, limits: FollowUpLimits
) -> Suggestion | None:
    reached = customer.reached_on
    if reached is None or level.cadence is None:
        return None
    days = (today - reached).days
    if days <= limits.unreached_cadences * level.cadence:
        return None
    text = ngettext("Not spoken to for {count} day", "Not spoken to for {count} days", days)
    return Suggestion("not_reached", text.format(count=days), ())


def _expected_passed(customer: CustomerBrief, today: dt.date) -> Suggestion | None:
    expected = customer.expected_on
    if expected is None or expected >= today or customer.level == _ORDERED:
        return None
    text = _("Expected to buy by {date}: does the level still fit?").format(
        date=short(expected, today)
    )
    return Suggestion("expected_passed", text, ())


def _level_too_old(
    customer: CustomerBrief, today: dt.date, limits: FollowUpLimits
) -> Suggestion | None:
    if customer.level_since is None:
        return None
    days = (today - customer.level_since).days
    if customer.level == _HOT and days > limits.hot_days:
        text = _("Level H for {count} days without an order: still hot?").format(count=days)
        return Suggestion("hot_too_long", text, ("A", "F"))
    if customer.level == _NEW and days > limits.new_days:
        return Suggestion("not_levelled", _("New: judge the level"), ("H", "A", "B", "C"))
    if days > limits.unchanged_days:
        text = _("Level unchanged for {count} days: review it").format(count=days)
        return Suggestion("unchanged", text, ())
    return None
