"""Whom to contact today and this week: planned contacts and reminders, one entry per customer."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from showroom_crm.followup import cadence, festivals, levels, playbook
from showroom_crm.followup.reminders import WEEK_AHEAD
from showroom_crm.followup.suggestions import suggest
from showroom_crm.i18n import N_, _, language
from showroom_crm.values.followups import (
    Agenda,
    AgendaItem,
    CustomerBrief,
    FollowUpDue,
    Reminder,
    Standing,
    Urgency,
)
from showroom_crm.values.levels import Level
from showroom_crm.values.reminders import FollowUpLimits, Purpose

URGENCY_LABELS = {
    Urgency.MISSED: N_("Missed while away"),
    Urgency.OVERDUE: N_("Overdue"),
    Urgency.TODAY: N_("Today"),
    Urgency.THIS_WEEK: N_("This week"),
}
_RANK = {urgency: rank for rank, urgency in enumerate(URGENCY_LABELS)}
_FESTIVALS_AHEAD = 3  # days in which greetings can be prepared
_NO_STANDING = Standing()


@dataclass(frozen=True, slots=True)
class AgendaSetup:
    """What the agenda goes by: levels, hottest first, limits, and the last day it was looked at."""

    levels: Mapping[str, Level]
    limits: FollowUpLimits
    away_since: dt.date | None = None


def setup(away_since: dt.date | None = None) -> AgendaSetup:
    """Return the shipped levels and limits, with the last day on which the agenda was looked at."""
    return AgendaSetup(levels.by_code(levels.load()), levels.limits(), away_since)


def today(
    follow_ups: Iterable[FollowUpDue],
    reminders: Iterable[Reminder],
    day: dt.date,
    by: str | None = None,
    settings: AgendaSetup | None = None,
) -> Agenda:
    """Return whom to contact on `day` and in the six days after it, ordered by urgency.

    All that is due of one customer becomes one entry, as urgent as its most urgent part. Within a
    group the hottest level comes first, then the higher score. `by` keeps what falls to one
    salesperson (reminders: to the one they are assigned to). What became due after
    `away_since` and before `day` was missed while nobody looked.
    """
    chosen = settings or setup()
    tasks: dict[int, list[_Task]] = {}
    for task in _tasks(follow_ups, reminders, by):
        if (task.due_on - day).days <= WEEK_AHEAD or (task.shown_from - day).days <= WEEK_AHEAD:
            tasks.setdefault(task.customer.customer_id, []).append(task)
    items = [_item(of_one, day, chosen) for of_one in tasks.values()]
    rank = {code: place for place, code in enumerate(chosen.levels)}
    items.sort(
        key=lambda item: (
            _RANK[item.urgency],
            rank.get(item.level or "", len(rank)),
            -(item.score or 0),
            item.due_on,
            item.customer_id,
        )
    )
    return Agenda(day, by, tuple(items), festivals.upcoming(day, _FESTIVALS_AHEAD))


class _Task(NamedTuple):
    due_on: dt.date
    shown_from: dt.date
    customer: CustomerBrief
    topic: str
    reason: str
    purpose: Purpose
    occasion: str
    reminder_id: str


def _tasks(
    follow_ups: Iterable[FollowUpDue], reminders: Iterable[Reminder], by: str | None
) -> Iterator[_Task]:
    planned, with_topic = _("Planned follow-up"), _("Planned for {date}: {topic}")
    without_topic = _("Planned for {date}")
    for due in follow_ups:
        customer = due.customer
        if (by is None or customer.salesperson == by) and not customer.standing.deceased:
            text = with_topic if due.topic else without_topic
            yield _Task(
                due.due_on,
                due.due_on,
                customer,
                due.topic or planned,
                text.format(date=due.due_on, topic=due.topic),
                Purpose.CONTRACT,
                playbook.occasion_of(customer.level),
                "",
            )
    for found in reminders:
        if by is None or found.assigned_to == by:
            yield _Task(
                found.due_on,
                found.shown_from,
                found.customer,
                found.topic,
                found.reason,
                found.purpose,
                found.occasion,
                found.id,
            )


def _item(tasks: list[_Task], day: dt.date, settings: AgendaSetup) -> AgendaItem:
    tasks.sort(key=lambda task: task.due_on)
    first, customer = tasks[0], tasks[0].customer
    level = settings.levels.get(customer.level or "")
    marketing = any(task.purpose is Purpose.MARKETING for task in tasks)
    return AgendaItem(
        customer_id=customer.customer_id,
        customer_no=customer.customer_no,
        name=customer.name,
        level=customer.level,
        tier=customer.tier,
        segment=customer.segment,
        score=customer.score,
        mobile=customer.mobile,
        model=customer.model,
        color=customer.color,
        salesperson=customer.salesperson,
        urgency=_urgency(first.due_on, day, settings.away_since),
        due_on=first.due_on,
        days_overdue=cadence.overdue_days(first.due_on, day),
        alarming=cadence.is_alarming(level, first.due_on, day),
        reasons=tuple(task.reason for task in tasks),
        topic=_("; ").join(dict.fromkeys(task.topic for task in tasks)),
        purpose=Purpose.MARKETING if marketing else first.purpose,
        occasion=first.occasion,
        reminder_ids=tuple(task.reminder_id for task in tasks if task.reminder_id),
        suggestions=suggest(customer, settings.levels, day, settings.limits),
        cautions=_cautions(customer.standing),
        last_contact_on=customer.last_contact_on,
        last_contact_note=customer.last_contact_note,
        concerns=customer.concerns,
        competitor=customer.competitor,
        expected_on=customer.expected_on,
        playbook=_line(customer, first.occasion),
    )


def _urgency(due_on: dt.date, day: dt.date, away_since: dt.date | None) -> Urgency:
    if due_on > day:
        return Urgency.THIS_WEEK
    if due_on == day:
        return Urgency.TODAY
    return Urgency.MISSED if away_since and due_on > away_since else Urgency.OVERDUE


def _line(customer: CustomerBrief, occasion: str) -> str:
    shown = language()
    address = playbook.salutation(customer.name, customer.gender, customer.salutation, shown)
    return playbook.line(
        customer.segment,
        occasion,
        {
            "salutation": address,
            "name": customer.name,
            "model": customer.model or "",
            "salesperson": customer.salesperson or "",
            "competitor": customer.competitor or "",
            "concern": customer.concerns or "",
        },
        shown,
    )


def _cautions(standing: Standing) -> tuple[str, ...]:
    """Return what to mind before dialling, worded."""
    if standing == _NO_STANDING:
        return ()
    checks = (
        (standing.open_complaint, _("Complaint open: settle it first")),
        (standing.number_invalid, _("Number invalid: find another")),
        (standing.no_call, _("Wants no calls")),
        (standing.no_marketing or standing.consent is False, _("Wants no marketing")),
    )
    return tuple(text for applies, text in checks if applies)
