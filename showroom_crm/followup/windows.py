"""Which dates can make anything due, so that only those customers need to be looked at."""

import datetime as dt
from collections.abc import Iterable, Iterator

from showroom_crm.followup import rules
from showroom_crm.followup.reminders import WEEK_AHEAD
from showroom_crm.values.reminders import Anchor, ReminderSettings, Span, SpanUnit

Ranges = tuple[tuple[dt.date, dt.date], ...]
_DAY = dt.timedelta(days=1)


def windows(
    settings: ReminderSettings, today: dt.date, horizon: int = WEEK_AHEAD
) -> dict[str, Ranges]:
    """Return, by field of ReminderAnchors and OwnedVehicle, the ranges (both ends included).

    A customer with none of these dates in a range of its own has nothing due until `horizon` days
    after `today`; one with such a date may have.
    """
    found: dict[str, set[dt.date]] = {}
    for anchor, table in rules.unroll(settings, today, horizon).items():
        for field, days in _fields(anchor, frozenset(table), settings):
            found.setdefault(field, set()).update(days)
    return {field: _ranges(days) for field, days in found.items()}


def _fields(
    anchor: Anchor, dates: frozenset[dt.date], settings: ReminderSettings
) -> Iterator[tuple[str, Iterable[dt.date]]]:
    """Yield the fields from which `anchor` follows, with the days that lead to `dates`."""
    if not dates:
        return
    match anchor:
        case Anchor.FIRST_SERVICE:
            yield "next_service_on", dates
            for months in {row.first_months for row in settings.intervals}:
                yield "delivered_on", _back(dates, Span(months, SpanUnit.MONTHS))
        case Anchor.NEXT_SERVICE:
            yield "next_service_on", dates
            yield "last_service_on", _served_before(dates, settings)
        case Anchor.WARRANTY_END:
            yield "warranty_end", dates
            yield "delivered_on", _back(dates, settings.warranty)
        case Anchor.IN_SHOP:
            yield "last_service_on", dates
            yield "delivered_on", dates
        case _:
            yield anchor.value, dates


def _back(dates: Iterable[dt.date], span: Span) -> Iterator[dt.date]:
    for date in dates:
        yield from rules.anchors_of(span, date)


def _served_before(dates: frozenset[dt.date], settings: ReminderSettings) -> Iterator[dt.date]:
    """Yield the days of a last service whose next one, by km at the earliest, falls on `dates`."""
    months = max((row.months for row in settings.intervals), default=0)
    day = Span(-months, SpanUnit.MONTHS).after(min(dates)) - 3 * _DAY  # months differ in length
    while day <= max(dates):
        yield day
        day += _DAY


def _ranges(days: set[dt.date]) -> Ranges:
    found: list[tuple[dt.date, dt.date]] = []
    for day in sorted(days):
        if found and found[-1][1] + _DAY == day:
            found[-1] = (found[-1][0], day)
        else:
            found.append((day, day))
    return tuple(found)
