"""Indicators by month from counted quantities, and how they are written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from showroom_crm.i18n import _
from showroom_crm.values.insight import Bar, ChartData, Kpi, KpiCount, KpiValue, Series
from showroom_crm.values.kpis import KPIS

NOTHING = "–"


def compute(counts: Iterable[KpiCount], kpis: Sequence[Kpi] = KPIS) -> tuple[KpiValue, ...]:
    """Return each indicator for each month and breakdown that was counted, in order.

    An indicator of which a quantity was not counted has no numerator or denominator; without
    them, or with a denominator of 0, it has no value.
    """
    groups: dict[tuple[dt.date, str], dict[str, float]] = {}
    for each in counts:
        groups.setdefault((each.month, each.breakdown), {})[each.quantity] = each.count
    return tuple(
        _value(kpi, month, breakdown, groups[month, breakdown])
        for kpi in kpis
        for month, breakdown in sorted(groups)
    )


def written(value: KpiValue) -> str:
    """Return the value with its parts: "32.5 % (13 / 40)", "8.4", "–" where there is none."""
    number = _number(value)
    if value.numerator is None or value.denominator is None or value.kpi.scale != 100:
        return number
    return f"{number} ({value.numerator:g} / {value.denominator:g})"


def course(values: Iterable[KpiValue], kpi: Kpi) -> ChartData:
    """Return one indicator of the whole shop over the months that have a value, as a chart."""
    known = sorted(
        (v for v in values if v.kpi.key == kpi.key and not v.breakdown and v.value is not None),
        key=lambda v: v.month,
    )
    bars = tuple(
        Bar(f"{v.month:%Y-%m}", f"{v.month:%Y-%m}", round(v.value or 0.0, 1), "", written(v))
        for v in known
    )
    return ChartData(
        key=kpi.key,
        title=_course_title(_(kpi.name), known),
        series=(Series(_(kpi.name), kpi.key, bars),),
        unit="%" if kpi.scale == 100 else "",
        note=_(kpi.formula),
    )


def _value(kpi: Kpi, month: dt.date, breakdown: str, counts: Mapping[str, float]) -> KpiValue:
    above, below = _sum(kpi.numerator, counts), _sum(kpi.denominator, counts)
    value = kpi.scale * above / below if above is not None and below else None
    return KpiValue(kpi, month, breakdown, above, below, value)


def _sum(quantities: Sequence[str], counts: Mapping[str, float]) -> float | None:
    total = 0.0
    for quantity in quantities:
        count = counts.get(quantity.removeprefix("-"))
        if count is None:
            return None
        total += -count if quantity.startswith("-") else count
    return total


def _number(value: KpiValue) -> str:
    if value.value is None:
        return NOTHING
    text = f"{value.value:.1f}"
    return _("{percent} %").format(percent=text) if value.kpi.scale == 100 else text


def _course_title(name: str, known: Sequence[KpiValue]) -> str:
    if not known:
        return _("{name}: nothing counted yet").format(name=name)
    last = known[-1]
    if len(known) == 1:
        return _("{name}: {value}").format(name=name, value=_number(last))
    change = round((last.value or 0.0) - (known[-2].value or 0.0), 1)
    if change > 0:
        text = _("{name}: {value}, {change} more than the month before")
    elif change < 0:
        text = _("{name}: {value}, {change} less than the month before")
    else:
        text = _("{name}: {value}, as the month before")
    amount = _("{count:g} percentage points") if last.kpi.scale == 100 else "{count:g}"
    difference = amount.format(count=abs(change))
    return text.format(name=name, value=_number(last), change=difference)
