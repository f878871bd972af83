"""The colour of a bar: a tier, segment, level or token of the theme by name, else one in turn."""

from showroom_crm.ui import theme
from showroom_crm.values.insight import Bar, ChartData, Series
from showroom_crm.values.levels import Tier


def named(key: str) -> str | None:
    """Return the colour (#RRGGBB) the theme has under `key`, or None."""
    look = theme.tokens()
    kind, _colon, name = key.rpartition(":")
    if kind != "level" and name in set(Tier):
        return look.tier[Tier(name)]
    token = getattr(look, name, None) if name else None
    return (
        look.segment.get(name)
        or look.level.get(name)
        or (token if isinstance(token, str) else None)
    )


def of_bar(chart: ChartData, series: int, bar: Bar) -> str:
    """Return the colour of `bar`: its own, its series', or one in turn; grey without a key."""
    if not bar.colour and not chart.series[series].colour:
        return theme.tokens().faint
    return named(bar.colour) or of_series(chart.series[series], series)


def of_series(series: Series, index: int) -> str:
    """Return the colour of a layer or line."""
    turn = theme.tokens().chart
    return named(series.colour) or turn[index % len(turn)]
