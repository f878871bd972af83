"""Where a click on a bar leads: the customers it counts, as a view of the list."""

from __future__ import annotations

from dataclasses import dataclass

from showroom_crm.i18n import _
from showroom_crm.values.insight import ChartData
from showroom_crm.values.queries import Condition, CustomerQuery, Op, SavedView

_LEADS = "leads"


@dataclass(frozen=True, slots=True)
class Target:
    """A title and the conditions of the customers meant."""

    title: str
    conditions: tuple[Condition, ...]

    def view(self) -> SavedView:
        """Return the customers as a view, the best score first."""
        query = CustomerQuery(conditions=self.conditions, sort="score", descending=True)
        return SavedView("chart", self.title, "chart-pie-slice", query)


def target(chart: ChartData, series: str, bar: str) -> Target:
    """Return what a click on `bar` of `series` (both by key) of `chart` leads to."""
    label = _label(chart, series, bar)
    match chart.key:
        case "segments":
            return Target(label, (_is("segment", bar),))
        case "tiers_by_level":
            layer = (_is("tier", series),) if series else ()
            if not series:
                label = _("Level {level}").format(level=bar)
            return Target(label, (_is("level", bar), *layer))
        case "tiers_over_time":
            return Target(label, (_is("tier", series),))
        case "funnel":
            steps = () if bar == _LEADS else (Condition("reached", Op.IN, (bar,)),)
            return Target(label, steps)
    return Target(label, ())


def _is(field: str, value: str) -> Condition:
    return Condition(field, Op.IN, (value,)) if value else Condition(field, Op.EMPTY)


def _label(chart: ChartData, series: str, bar: str) -> str:
    line = next((line for line in chart.series if line.key == series), chart.series[0])
    name = next((each.label for each in line.bars if each.key == bar), "")
    return " · ".join(dict.fromkeys((line.name, name))) if len(chart.series) > 1 else name
