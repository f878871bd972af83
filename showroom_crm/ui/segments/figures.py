"""The first row: the numbers that matter, each with its change since last month."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from showroom_crm.i18n import _
from showroom_crm.ui.segments.leading import Target, target
from showroom_crm.ui.segments.reading import Numbers
from showroom_crm.values.insight import Bar, ChartData
from showroom_crm.values.levels import Tier

_WATCHED = ("churn_risk", "potential_buyer", "loyal_fan")
_HOT = "H"


@dataclass(frozen=True, slots=True)
class Figure:
    """One number: `note` is its change, `good` says whether that is good news, None neither."""

    label: str
    value: int
    note: str
    good: bool | None
    target: Target


def figures(numbers: Numbers) -> Iterator[Figure]:
    """Return the numbers of the first row, as far as there are any."""
    charts = {chart.key: chart for chart in numbers.charts}
    yield Figure(_("Customers"), numbers.customers, "", None, Target(_("Customers"), ()))
    if levels := charts.get("tiers_by_level"):
        yield from _hot(levels)
    if segments := charts.get("segments"):
        bars = {bar.key: bar for line in segments.series for bar in line.bars}
        for key in _WATCHED:
            if bar := bars.get(key):
                yield _of_bar(segments, bar)
    if months := charts.get("tiers_over_time"):
        yield from _best(months)


def _of_bar(chart: ChartData, bar: Bar) -> Figure:
    up, risk = bar.note.startswith("+"), bar.key == "churn_risk"
    down = bar.note.startswith("−")
    good = None if not (up or down) else up is not risk
    found = target(chart, chart.series[0].key, bar.key)
    return Figure(bar.label, round(bar.value), bar.note, good, found)


def _hot(chart: ChartData) -> Iterator[Figure]:
    hot = sum(bar.value for line in chart.series for bar in line.bars if bar.key == _HOT)
    found = target(chart, "", _HOT)
    yield Figure(found.title, round(hot), "", None, found)


def _best(chart: ChartData) -> Iterator[Figure]:
    for line in chart.series:
        if line.key == Tier.A and line.bars:
            now = round(line.bars[-1].value)
            change = now - round(line.bars[-2].value) if len(line.bars) > 1 else 0
            note = f"{change:+d}".replace("-", "−") if change else ""
            good = change > 0 if change else None
            yield Figure(line.name, now, note, good, target(chart, line.key, line.bars[-1].key))
