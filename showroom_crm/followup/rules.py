"""The reminder rules as data: read from the defaults, checked, and unrolled over the calendar."""

import calendar
import datetime as dt
import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import Any, NamedTuple

from showroom_crm.errors import InvalidInput
from showroom_crm.followup.defaults import read
from showroom_crm.i18n import _
from showroom_crm.values.reminders import (
    Anchor,
    Closing,
    Purpose,
    QuietPeriods,
    ReminderRule,
    ReminderSettings,
    ServiceInterval,
    Span,
    SpanUnit,
)

_SPAN = re.compile(r"([+-]?\d{1,4})([dmy])")
_DAY = dt.timedelta(days=1)


class Node(NamedTuple):
    """One due day that a rule gives to an anchor's date."""

    rule: ReminderRule
    due_on: dt.date
    shown_from: dt.date


Calendar = Mapping[Anchor, Mapping[dt.date, tuple[tuple[Node, ...], ...]]]


@cache
def load() -> ReminderSettings:
    """Return the shipped rules, service intervals and quiet periods."""
    return parse(read("reminders"))


def parse(data: Mapping[str, Any]) -> ReminderSettings:
    """Return the settings that `data`, shaped as the shipped file, describes.

    Raises InvalidInput where a rule cannot be understood.
    """
    return ReminderSettings(
        rules=tuple(_rule(row) for row in data["rule"]),
        intervals=tuple(ServiceInterval(**row) for row in data["interval"]),
        quiet=QuietPeriods(**data["quiet"]),
        warranty=span(data["warranty"]),
    )


def span(text: str) -> Span:
    """Return the length of time written as `-45d`, `36m` or `2y`; raises InvalidInput."""
    match = _SPAN.fullmatch(text)
    if match is None:
        raise InvalidInput(
            _("“{text}” is not a length of time; write for example 3d, 6m or 2y.").format(text=text)
        )
    return Span(int(match[1]), SpanUnit(match[2]))


def steps(rule: ReminderRule) -> tuple[Span, ...]:
    """Return every distance from the anchor at which `rule` is due."""
    if rule.every is None:
        return rule.offsets
    first = rule.every_from or rule.every
    repeats = (
        Span(first.count + rule.every.count * number, rule.every.unit)
        for number in range(rule.times)
    )
    return (*rule.offsets, *repeats)


@lru_cache(maxsize=4)
def unroll(settings: ReminderSettings, today: dt.date, horizon: int) -> Calendar:
    """Return, for every anchor, the dates that make something due now or within `horizon` days.

    Each date holds one tuple per rule: the latest node already shown, then the next one coming.
    """
    found: dict[Anchor, dict[dt.date, list[tuple[Node, ...]]]] = {}
    for rule in settings.rules:
        if rule.active:
            for date, nodes in _nodes(rule, today, horizon).items():
                dates = found.setdefault(rule.anchor, {})
                dates.setdefault(date, []).append(_current_and_next(nodes, today))
    return {
        anchor: {date: tuple(rules) for date, rules in dates.items()}
        for anchor, dates in found.items()
    }


def anchors_of(step: Span, due_on: dt.date) -> Iterator[dt.date]:
    """Yield every date that `step` moves to `due_on`: up to four at the end of a month."""
    try:
        date = Span(-step.count, step.unit).after(due_on)
    except (ValueError, OverflowError):
        return  # before the year 1
    at_end = due_on.day == calendar.monthrange(due_on.year, due_on.month)[1]
    for days in range(4 if at_end and step.unit is not SpanUnit.DAYS else 1):
        candidate = date + days * _DAY
        if step.after(candidate) == due_on:
            yield candidate


def _nodes(rule: ReminderRule, today: dt.date, horizon: int) -> dict[dt.date, list[Node]]:
    earliest, latest = today - rule.keep * _DAY, _latest_due(rule, today + horizon * _DAY)
    days = [earliest + n * _DAY for n in range((latest - earliest).days + 1)]
    found: dict[dt.date, list[Node]] = {}
    for step in steps(rule):
        for due_on in days:
            node = Node(rule, due_on, _shown_from(rule, due_on))
            for date in anchors_of(step, due_on):
                found.setdefault(date, []).append(node)
    return found


def _shown_from(rule: ReminderRule, due_on: dt.date) -> dt.date:
    if rule.lead_months is None:
        return due_on - rule.lead * _DAY
    return Span(-rule.lead_months, SpanUnit.MONTHS).after(due_on.replace(day=1))


def _latest_due(rule: ReminderRule, shown_by: dt.date) -> dt.date:
    """Return the last due day that is shown on or before `shown_by`."""
    if rule.lead_months is None:
        return shown_by + rule.lead * _DAY
    after = Span(rule.lead_months + 1, SpanUnit.MONTHS).after(shown_by.replace(day=1))
    return after - _DAY


def _current_and_next(nodes: list[Node], today: dt.date) -> tuple[Node, ...]:
    nodes = sorted(nodes, key=lambda node: node.due_on)
    shown = [node for node in nodes if node.shown_from <= today]
    coming = [node for node in nodes if node.shown_from > today]
    return (*shown[-1:], *coming[:1])


def _rule(row: Mapping[str, Any]) -> ReminderRule:
    every = span(row["every"]) if "every" in row else None
    every_from = span(row["from"]) if "from" in row else None
    if every and (every.count < 1 or (every_from and every_from.unit is not every.unit)):
        raise InvalidInput(
            _("The reminder “{name}” repeats in a way that cannot be understood.").format(
                name=row["key"]
            )
        )
    return ReminderRule(
        key=row["key"],
        name_zh=row["zh"],
        name_en=row["en"],
        text_zh=row["text_zh"],
        text_en=row["text_en"],
        anchor=Anchor(row["anchor"]),
        offsets=tuple(span(text) for text in row.get("offsets", ())),
        every=every,
        every_from=every_from,
        times=row.get("times", 1),
        lead=row.get("lead", 0),
        lead_months=row.get("lead_months"),
        keep=row["keep"],
        closes=Closing(row.get("closes", "shown")),
        channels=tuple(row["channels"]),
        owner=row.get("owner", "salesperson"),
        purpose=Purpose(row["purpose"]),
        occasion=row["occasion"],
        active=row.get("active", True),
    )
