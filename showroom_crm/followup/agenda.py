"""Whom to contact today and this week: planned contacts and reminders, one entry per customer."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter, itemgetter

from showroom_crm.followup import cadence, festivals, levels, playbook
from showroom_crm.followup.dates import short
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
_URGENCIES = tuple(Urgency)
_MISSED, _OVERDUE, _TODAY, _THIS_WEEK = range(len(_URGENCIES))
_due_on = attrgetter("due_on")
_first = itemgetter(0)
_FESTIVALS_AHEAD = 3  # days in which greetings can be prepared


@dataclass(frozen=True, slots=True)
class AgendaSetup:
    """What the agenda goes by: levels, hottest first, limits, and the last day it was looked at.

    `most` keeps only that many entries; the totals still count all. `briefs` tells by id all of
    the customers whose entries are kept, where planned contacts come with less.
    """

    levels: Mapping[str, Level]
    limits: FollowUpLimits
    away_since: dt.date | None = None
    most: int | None = None
    briefs: Callable[[Sequence[int]], Mapping[int, CustomerBrief]] = lambda _customers: {}


def setup(away_since: dt.date | None = None, most: int | None = None) -> AgendaSetup:
    """Return the shipped levels and limits, with the last day on which the agenda was looked at."""
    return AgendaSetup(levels.by_code(levels.load()), levels.limits(), away_since, most)


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
    groups = _groups(follow_ups, reminders, day, by)
    ordered = _ordered(groups.values(), day, chosen)
    worded = _Words(day, chosen)
    kept = [(group[0].customer, group) for _key, group in ordered[: chosen.most]]
    known = chosen.briefs([customer.customer_id for customer, _group in kept])
    return Agenda(
        day=day,
        by=by,
        items=tuple(
            worded.item(known.get(customer.customer_id, customer), group)
            for customer, group in kept
        ),
        festivals=festivals.upcoming(day, _FESTIVALS_AHEAD),
        totals=_totals(ordered),
    )


_Group = list[FollowUpDue | Reminder]
_Key = tuple[int, int, int, dt.date, int]


def _groups(
    follow_ups: Iterable[FollowUpDue], reminders: Iterable[Reminder], day: dt.date, by: str | None
) -> dict[int, _Group]:
    """Return what is due by the end of the week, gathered per customer."""
    last = day + dt.timedelta(days=WEEK_AHEAD)
    groups: dict[int, _Group] = {}
    for due in follow_ups:
        customer = due.customer
        mine = by is None or customer.salesperson == by
        if mine and due.due_on <= last and not customer.standing.deceased:
            groups.setdefault(customer.customer_id, []).append(due)
    for found in reminders:
        if found.shown_from <= last and (by is None or found.assigned_to == by):
            groups.setdefault(found.customer.customer_id, []).append(found)
    return groups


def _ordered(
    groups: Iterable[_Group], day: dt.date, settings: AgendaSetup
) -> list[tuple[_Key, _Group]]:
    """Return the groups, each in order of its days, by urgency, level and score."""
    rank = {code: place for place, code in enumerate(settings.levels)}
    keyed: list[tuple[_Key, _Group]] = []
    for group in groups:
        if len(group) > 1:
            group.sort(key=_due_on)
        first = group[0]
        customer, due_on = first.customer, first.due_on
        key = (
            _urgency(due_on, day, settings.away_since),
            rank.get(customer.level or "", len(rank)),
            -(customer.score or 0),
            due_on,
            customer.customer_id,
        )
        keyed.append((key, group))
    keyed.sort(key=_first)
    return keyed


def _totals(ordered: list[tuple[_Key, _Group]]) -> dict[Urgency, int]:
    counts = Counter(key[0] for key, _group in ordered)
    return {urgency: counts[rank] for rank, urgency in enumerate(_URGENCIES)}


class _Words:
    """Puts groups of due things into words; the sentences are looked up once."""

    def __init__(self, day: dt.date, settings: AgendaSetup) -> None:
        self._day = day
        self._settings = settings
        self._language = language()
        self._joint = _("; ")
        self._planned = _("Planned follow-up")
        self._planned_for = _("{topic} · {date}")

    def item(self, customer: CustomerBrief, group: _Group) -> AgendaItem:
        """Return the entry of one customer."""
        first, day, settings = group[0], self._day, self._settings
        level = settings.levels.get(customer.level or "")
        found = [due for due in group if isinstance(due, Reminder)]
        occasion = (
            first.occasion if isinstance(first, Reminder) else playbook.occasion_of(customer.level)
        )
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
            urgency=_URGENCIES[_urgency(first.due_on, day, settings.away_since)],
            due_on=first.due_on,
            days_overdue=cadence.overdue_days(first.due_on, day),
            alarming=cadence.is_alarming(level, first.due_on, day),
            reasons=tuple(self._reason(due) for due in group),
            topic=self._joint.join(dict.fromkeys(self._topic(due) for due in group)),
            purpose=_purpose(found),
            occasion=occasion,
            reminder_ids=tuple(reminder.id for reminder in found),
            suggestions=suggest(customer, settings.levels, day, settings.limits),
            cautions=_cautions(customer.standing),
            last_contact_on=customer.last_contact_on,
            last_contact_note=customer.last_contact_note,
            concerns=customer.concerns,
            competitor=customer.competitor,
            expected_on=customer.expected_on,
            playbook=self._line(customer, occasion),
        )

    def _topic(self, due: FollowUpDue | Reminder) -> str:
        return due.topic or self._planned

    def _reason(self, due: FollowUpDue | Reminder) -> str:
        if isinstance(due, Reminder):
            return due.reason
        return self._planned_for.format(topic=self._topic(due), date=short(due.due_on, self._day))

    def _line(self, customer: CustomerBrief, occasion: str) -> str:
        shown = self._language
        address = playbook.salutation(customer.name, customer.gender, customer.salutation, shown)
        values = {
            "salutation": address,
            "name": customer.name,
            "model": customer.model or "",
            "salesperson": customer.salesperson or "",
            "competitor": customer.competitor or "",
            "concern": customer.concerns or "",
        }
        return playbook.line(customer.segment, occasion, values, shown)


def _purpose(reminders: list[Reminder]) -> Purpose:
    """Return marketing where any part is, so that the customer rests afterwards."""
    purposes = [reminder.purpose for reminder in reminders] or [Purpose.CONTRACT]
    return Purpose.MARKETING if Purpose.MARKETING in purposes else purposes[0]


def _urgency(due_on: dt.date, day: dt.date, away_since: dt.date | None) -> int:
    """Return the place of the group in the order of urgency."""
    if due_on > day:
        return _THIS_WEEK
    if due_on == day:
        return _TODAY
    return _MISSED if away_since and due_on > away_since else _OVERDUE


def _cautions(standing: Standing) -> tuple[str, ...]:
    """Return what to mind before dialling, worded."""
    checks = (
        (standing.open_complaint, N_("Complaint open: settle it first")),
        (standing.number_invalid, N_("Number invalid: find another")),
        (standing.no_call, N_("Wants no calls")),
        (standing.no_marketing or standing.consent is False, N_("Wants no marketing")),
    )
    return tuple(_(text) for applies, text in checks if applies)
