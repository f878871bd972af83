"""Which form a chart takes, and where its bars and points lie, in the numbers of its axes."""

from dataclasses import dataclass
from enum import Enum, auto

from showroom_crm.values.insight import Bar, ChartData

_THICK, _STACK = 0.62, 0.74  # of the room between two bars, two stacks


class Form(Enum):
    """Bars that lie, stacks that stand, or lines over time."""

    BARS = auto()
    STACKS = auto()
    LINES = auto()


@dataclass(frozen=True, slots=True)
class Mark:
    """One bar or point: its corners on the axes, and which bar of which series it shows."""

    left: float
    bottom: float
    width: float
    height: float
    series: int
    bar: int

    def holds(self, x: float, y: float) -> bool:
        """Return whether a point of the axes lies inside."""
        return (
            self.left <= x <= self.left + self.width
            and self.bottom <= y <= self.bottom + self.height
        )


def form_of(chart: ChartData) -> Form:
    """Return the form that suits the data: one row of numbers, layers, or a course in time."""
    first = chart.series[0].bars if chart.series else ()
    if len(first) > 1 and all(_is_month(bar.key) for bar in first):
        return Form.LINES
    if len(chart.series) <= 1 or all(len(line.bars) <= 1 for line in chart.series):
        return Form.BARS
    return Form.STACKS


def marks(chart: ChartData) -> tuple[Mark, ...]:
    """Return every bar or point of `chart` with a value, in drawing order."""
    match form_of(chart):
        case Form.BARS:
            return tuple(
                Mark(0, row - _THICK / 2, chart.series[series].bars[at].value, _THICK, series, at)
                for row, (series, at) in enumerate(_rows(chart))
            )
        case Form.STACKS:
            return _stacked(chart)
        case Form.LINES:
            tall = highest(chart)
            return tuple(
                Mark(at - 0.3, bar.value - tall * 0.03, 0.6, tall * 0.06, series, at)
                for series, line in enumerate(chart.series)
                for at, bar in enumerate(line.bars)
            )


def labels(chart: ChartData) -> list[str]:
    """Return what stands beside the bars or below the stacks and points, in order."""
    if form_of(chart) is not Form.BARS:
        return [bar.label for bar in chart.series[0].bars]
    alone = len(chart.series) == 1
    return [
        chart.series[series].bars[at].label if alone else chart.series[series].name
        for series, at in _rows(chart)
    ]


def highest(chart: ChartData) -> float:
    """Return the largest length any bar, stack or line reaches; at least 1."""
    if form_of(chart) is Form.STACKS:
        return max([1.0, *totals(chart)])
    return max([1.0, *(bar.value for line in chart.series for bar in line.bars)])


def totals(chart: ChartData) -> list[float]:
    """Return the height of each stack."""
    return [sum(bar.value for bar in column) for column in _columns(chart)]


def bar_of(chart: ChartData, mark: Mark) -> Bar:
    """Return what `mark` shows."""
    return chart.series[mark.series].bars[mark.bar]


def _rows(chart: ChartData) -> list[tuple[int, int]]:
    """Return series and bar of each bar that lies, from above."""
    return [(n, at) for n, line in enumerate(chart.series) for at in range(len(line.bars))]


def _stacked(chart: ChartData) -> tuple[Mark, ...]:
    found = []
    for at, column in enumerate(_columns(chart)):
        height = 0.0
        for series, bar in enumerate(column):
            if bar.value:
                found.append(Mark(at - _STACK / 2, height, _STACK, bar.value, series, at))
            height += bar.value
    return tuple(found)


def _columns(chart: ChartData) -> list[tuple[Bar, ...]]:
    return list(zip(*(line.bars for line in chart.series), strict=True))


def _is_month(key: str) -> bool:
    year, dash, month = key[:7].partition("-")
    return dash == "-" and year.isdigit() and month.isdigit()
