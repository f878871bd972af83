"""The filters of the customer list, declared, and the choices with counts that each offers."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from showroom_crm.followup import levels
from showroom_crm.i18n import N_, _
from showroom_crm.operations.desk import Desk
from showroom_crm.store import listing
from showroom_crm.ui import shown, theme
from showroom_crm.ui.customers.columns import BY_KEY
from showroom_crm.ui.widgets.chips import Choice
from showroom_crm.values.customers import Flag
from showroom_crm.values.levels import Stage, Tier
from showroom_crm.values.queries import Condition, CustomerQuery, Op

Offer = Callable[[Desk, "Filter", CustomerQuery], list[Choice]]
_MOST = 60
_WEEK = 6


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter chip: `offer` returns what can be checked; `always` chips are always in the row.

    Of a `single` one only one choice can hold.
    """

    field: str
    title: str
    offer: Offer
    always: bool = False
    single: bool = False


def without(query: CustomerQuery, field: str) -> CustomerQuery:
    """Return `query` without its conditions on `field`, to count what else could be chosen."""
    kept = tuple(condition for condition in query.conditions if condition.field != field)
    return replace(query, conditions=kept)


def _counted(desk: Desk, field: str, query: CustomerQuery) -> dict[str, int]:
    return listing.distinct(desk.store, field, without(query, field), desk.today)


def _levels(desk: Desk, wanted: Filter, query: CustomerQuery) -> list[Choice]:
    counts = _counted(desk, wanted.field, query)
    return [
        Choice(level.code, levels.label(level), counts.get(level.code, 0))
        for level in levels.load()
    ]


def _segments(desk: Desk, wanted: Filter, query: CustomerQuery) -> list[Choice]:
    counts, look = _counted(desk, wanted.field, query), theme.tokens()
    return [
        Choice(key, _(sign.label), counts.get(key, 0), sign.icon, look.segment[key])
        for key, sign in theme.SEGMENTS.items()
    ]


def _tiers(desk: Desk, wanted: Filter, query: CustomerQuery) -> list[Choice]:
    counts = _counted(desk, wanted.field, query)
    return [Choice(tier, tier, counts.get(tier, 0)) for tier in Tier]


def _stages(desk: Desk, wanted: Filter, query: CustomerQuery) -> list[Choice]:
    counts = _counted(desk, wanted.field, query)
    return [Choice(stage, _(theme.STAGES[stage]), counts.get(stage, 0)) for stage in Stage]


def _values(desk: Desk, wanted: Filter, query: CustomerQuery) -> list[Choice]:
    counts = _counted(desk, wanted.field, query)
    return [Choice(value, value, count) for value, count in list(counts.items())[:_MOST]]


def _flags(desk: Desk, wanted: Filter, query: CustomerQuery) -> list[Choice]:
    rest, look = without(query, wanted.field), theme.tokens()
    asked = [
        replace(rest, conditions=(*rest.conditions, Condition("flag", Op.IN, (flag,))))
        for flag in Flag
    ]
    counts = listing.counts(desk.store, asked, desk.today)
    return [
        Choice(flag, _(sign.label), count, sign.icon, look.flag[flag])
        for (flag, sign), count in zip(theme.FLAGS.items(), counts, strict=True)
    ]


def _due(desk: Desk, wanted: Filter, query: CustomerQuery) -> list[Choice]:
    rest = without(query, wanted.field)
    asked = [
        replace(rest, conditions=(*rest.conditions, condition(desk.today)))
        for condition in _DUE.values()
    ]
    counts = listing.counts(desk.store, asked, desk.today)
    return [
        Choice(key, _(_DUE_WORDS[key]), count)
        for key, count in zip(_DUE_WORDS, counts, strict=True)
    ]


def _next(op: Op, days: int, today: dt.date) -> Condition:
    values = () if op is Op.EMPTY else (today + dt.timedelta(days=days),)
    return Condition("next_follow_up_on", op, values)


_DUE: dict[str, Callable[[dt.date], Condition]] = {
    "overdue": partial(_next, Op.LESS, 0),
    "today": partial(_next, Op.IS, 0),
    "by_today": partial(_next, Op.AT_MOST, 0),
    "week": partial(_next, Op.AT_MOST, _WEEK),
    "none": partial(_next, Op.EMPTY, 0),
}
_DUE_WORDS = {
    "overdue": N_("Overdue"),
    "today": N_("Today"),
    "by_today": N_("Today and overdue"),
    "week": N_("Within 7 days"),
    "none": N_("No date set"),
}

FILTERS: tuple[Filter, ...] = (
    Filter("level", N_("Level"), _levels, always=True),
    Filter("segment", N_("Segment"), _segments, always=True),
    Filter("tier", N_("Tier"), _tiers, always=True),
    Filter("model", N_("Model"), _values, always=True),
    Filter("salesperson", N_("Salesperson"), _values, always=True),
    Filter("next_follow_up_on", N_("Due"), _due, always=True, single=True),
    Filter("flag", N_("Signs"), _flags),
    Filter("stage", N_("Stage"), _stages),
    Filter("source", N_("Source"), _values),
    Filter("city", N_("City"), _values),
    Filter("vehicle_model", N_("Car"), _values),
    Filter("birth_month", N_("Month of birth"), _values),
    Filter("competitor", N_("Competitor"), _values),
)
BY_FIELD = {entry.field: entry for entry in FILTERS}


def checked(wanted: Filter, condition: Condition | None, today: dt.date) -> tuple[str, ...]:
    """Return the keys of the choices that `condition` stands for."""
    if condition is None:
        return ()
    if wanted.field == "next_follow_up_on":
        return tuple(key for key, make in _DUE.items() if make(today) == condition)
    return tuple(str(value) for value in condition.values) if condition.op is Op.IN else ()


def condition_of(wanted: Filter, keys: tuple[str, ...], today: dt.date) -> Condition | None:
    """Return the condition that the checked choices stand for, None for none."""
    if not keys:
        return None
    if wanted.field == "next_follow_up_on":
        return _DUE[keys[-1]](today)
    return Condition(wanted.field, Op.IN, keys)


_WORDS = {
    Op.NOT_IN: N_("not {values}"),
    Op.LESS: N_("before {values}"),
    Op.AT_MOST: N_("up to {values}"),
    Op.MORE: N_("after {values}"),
    Op.AT_LEAST: N_("from {values}"),
    Op.EMPTY: N_("empty"),
    Op.FILLED: N_("filled in"),
}


def worded(condition: Condition, today: dt.date) -> str:
    """Return what the chip of `condition` says behind its title."""
    if condition.field == "next_follow_up_on":
        for key, make in _DUE.items():
            if make(today) == condition:
                return _(_DUE_WORDS[key])
    values = _(", ").join(_word(condition.field, value, today) for value in condition.values)
    return _(_WORDS.get(condition.op, "{values}")).format(values=values)


def title_of(field: str) -> str:
    """Return the title of a filter or column in the language shown."""
    if field == "operation":
        return _("Changed by")
    entry = BY_FIELD.get(field) or BY_KEY.get(field)
    return _(entry.title) if entry else field


def _word(field: str, value: object, today: dt.date) -> str:
    match field:
        case "operation":
            return _("operation {number}").format(number=value)
        case "segment" if str(value) in theme.SEGMENTS:
            return _(theme.SEGMENTS[str(value)].label)
        case "flag":
            return _(theme.FLAGS[Flag(str(value))].label)
        case "stage":
            return _(theme.STAGES[Stage(str(value))])
    return shown.day(value, today) if isinstance(value, dt.date) else str(value)
