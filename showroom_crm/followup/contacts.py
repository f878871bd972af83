"""The rules of logging a contact: what must be filled in, what is proposed, what it changes."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from showroom_crm.errors import InvalidInput
from showroom_crm.followup.cadence import next_date
from showroom_crm.followup.defaults import name_of, pick, read
from showroom_crm.followup.levels import limits
from showroom_crm.followup.suggestions import suggest
from showroom_crm.i18n import _
from showroom_crm.values.contacts import Choice, ContactEntry, ContactLists, ContactOutcome
from showroom_crm.values.customers import Value
from showroom_crm.values.followups import CustomerBrief
from showroom_crm.values.levels import Level
from showroom_crm.values.reminders import Purpose

_IN_THE_SHOWROOM, _BY_PHONE, _LOST = "展厅接待", "电话", "F"
_NUMBER_WORKS = "正常"


@cache
def lists() -> ContactLists:
    """Return the channels, results and topics of the contact form."""
    data = read("contacts")
    return ContactLists(
        channels=tuple(_choice(row) for row in data["channel"]),
        results=tuple(_choice(row) for row in data["result"]),
        topics=tuple(_choice(row) for row in data["topic"]),
    )


def propose(
    level: Level | None, channel: str, success: bool, on: dt.date, since: dt.date | None = None
) -> tuple[dt.date | None, str]:
    """Return the proposed date and topic (a key) of the contact after one made on day `on`.

    A customer who was not reached is tried again on the next day; `since` is the day the level
    was set. A closed level gets no date.
    """
    topic: str = read("contacts")["next_topic"].get(level.code if level else "", "routine")
    if level is not None and level.closed:
        return None, topic
    visited = channel == _IN_THE_SHOWROOM
    date = next_date(level, on, on, since=since or on, visited=visited)
    if not success:
        date = min(filter(None, (date, on + dt.timedelta(days=1))))
    return date, "after_visit" if visited else topic


def check(entry: ContactEntry, levels: Mapping[str, Level]) -> None:
    """Raise InvalidInput for the first thing that is missing or does not fit.

    Every contact states channel, result and the level after it and, unless that level is closed,
    the date and topic of the next one (dealer practice: no customer without a next step).
    """
    if entry.channel not in _keys(lists().channels):
        raise InvalidInput(_("Choose how the customer was contacted."))
    if entry.result not in _keys(lists().results):
        raise InvalidInput(_("Choose the result of the contact."))
    level = levels.get(entry.level_after or "")
    if level is None:
        raise InvalidInput(_("Choose the level after this contact."))
    if level.closed:
        return
    if entry.next_on is None:
        raise InvalidInput(_("Enter the date of the next contact."))
    if entry.next_on < entry.at.date():
        raise InvalidInput(_("The next contact cannot be before this one."))
    if not entry.next_topic:
        raise InvalidInput(_("Choose the topic of the next contact."))


def outcome(
    entry: ContactEntry,
    customer: CustomerBrief,
    contact_count: int | None,
    levels: Mapping[str, Level],
) -> ContactOutcome:
    """Return what the entry writes; raises InvalidInput as `check` does.

    An entry made later for a day before the customer's last contact adds its row and to the
    count, but does not turn back level, note and next date.
    """
    check(entry, levels)
    row = _row(entry, customer, levels)
    changes = _findings(entry, customer) | {"contact_count": (contact_count or 0) + 1}
    on = entry.at.date()
    if customer.last_contact_on is None or on >= customer.last_contact_on:
        changes |= {
            "level": row["level_after"],
            "last_contact_on": on,
            "last_contact_note": row["content"],
            "next_follow_up_on": row["next_on"],
            "next_follow_up_topic": row["next_topic"],
        }
        if entry.level_after == _LOST and customer.level != _LOST:
            changes["lost_on"] = on
    later = _after(customer, changes, on, bool(row["success"]))
    return ContactOutcome(row, changes, suggest(later, levels, on, limits()))


def _row(
    entry: ContactEntry, customer: CustomerBrief, levels: Mapping[str, Level]
) -> dict[str, Value]:
    closed = levels[entry.level_after or ""].closed
    return {
        "at": entry.at,
        "channel": entry.channel,
        "topic": _topic_name(entry.topic) or None,
        "success": _by_key(lists().results, entry.result).success,
        "content": _content(entry),
        "level_before": customer.level,
        "level_after": entry.level_after,
        "next_on": None if closed else entry.next_on,
        "next_topic": None if closed else _topic_name(entry.next_topic),
        "marketing": entry.purpose is Purpose.MARKETING,
    }


def _findings(entry: ContactEntry, customer: CustomerBrief) -> dict[str, Value]:
    """Return what the result says about the customer: refuses contact, number dead or alive."""
    found: dict[str, Value] = dict(read("contacts")["sets"].get(entry.result, {}))
    reached = _by_key(lists().results, entry.result).success
    if reached and customer.standing.number_invalid and entry.channel == _BY_PHONE:
        found["number_status"] = _NUMBER_WORKS
    return found


def _after(
    customer: CustomerBrief, changes: Mapping[str, Value], on: dt.date, success: bool
) -> CustomerBrief:
    """Return the customer as known once the contact is logged, for the hints it gives."""
    if "level" not in changes:
        return customer
    level = str(changes["level"])
    return replace(
        customer,
        level=level,
        level_since=customer.level_since if level == customer.level else on,
        last_contact_on=on,
        last_success_on=on if success else customer.reached_on,
        failed_in_a_row=0 if success else customer.failed_in_a_row + 1,
    )


def _content(entry: ContactEntry) -> str:
    """Return the note with the result before it, so that the next reader sees both."""
    result = name_of(_by_key(lists().results, entry.result))
    note = entry.note.strip()
    return pick("{}：{}", "{}: {}").format(result, note) if note else result


def _topic_name(key: str | None) -> str:
    """Return the name of a topic from the list, or the words a person wrote instead."""
    for choice in lists().topics:
        if choice.key == key:
            return name_of(choice)
    return key or ""


def _keys(choices: tuple[Choice, ...]) -> set[str]:
    return {choice.key for choice in choices}


def _by_key(choices: tuple[Choice, ...], key: str) -> Choice:
    return next(choice for choice in choices if choice.key == key)


def _choice(row: Mapping[str, Any]) -> Choice:
    return Choice(row["key"], row["zh"], row["en"], row.get("success"))
