"""Numbers for charts and KPI tables: what the store counts, and what is shown of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from showroom_crm.values.levels import Tier


@dataclass(frozen=True, slots=True)
class SegmentCount:
    """Customers of one segment (None: not classified yet), counted as of one moment."""

    segment: str | None
    count: int


@dataclass(frozen=True, slots=True)
class LevelTierCount:
    """Customers of one level and tier; None where there is none."""

    level: str | None
    tier: Tier | None
    count: int


@dataclass(frozen=True, slots=True)
class TierSnapshot:
    """Customers of one tier at the end of the month that begins on `month`."""

    month: dt.date
    tier: Tier | None
    count: int


@dataclass(frozen=True, slots=True)
class FunnelCounts:
    """Of the customers registered in a period, how many ever reached each step.

    `leads` are all of them, `contacted` those with a level, a contact or a visit, `owners` those
    with a delivered car.
    """

    leads: int
    contacted: int
    visited: int
    test_driven: int
    ordered: int
    owners: int


@dataclass(frozen=True, slots=True)
class KpiCount:
    """One counted number of a month; `breakdown` is a salesperson, model or source, "" for all."""

    month: dt.date
    quantity: str
    count: float
    breakdown: str = ""


@dataclass(frozen=True, slots=True)
class SegmentName:
    """How a segment is called in the language now shown; charts follow the order of these."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar, point or slice; `key` is what a click filters by.

    `colour` names what the theme has a colour for: "tier:A", "segment:churn_risk", "" for none.
    """

    label: str
    key: str
    value: float
    colour: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """Bars that belong together: one stack layer, one line, or the only row of bars."""

    name: str
    key: str
    bars: tuple[Bar, ...]
    colour: str = ""


@dataclass(frozen=True, slots=True)
class ChartData:
    """All a chart needs: a title that states the finding, the series, the unit and a footnote."""

    key: str
    title: str
    series: tuple[Series, ...]
    unit: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Quantity:
    """Something counted by month for the indicators; `meaning` tells exactly what is counted."""

    key: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Kpi:
    """One indicator: `numerator` / `denominator` are quantities summed with their signs.

    `scale` is 100 for percentages; `name` and `formula` are texts to be translated when shown.
    A leading "-" on a quantity subtracts it.
    """

    key: str
    name: str
    numerator: tuple[str, ...]
    denominator: tuple[str, ...]
    formula: str
    scale: int = 100


@dataclass(frozen=True, slots=True)
class KpiValue:
    """One indicator of one month: the value in percent (None when nothing to divide by)."""

    kpi: Kpi
    month: dt.date
    breakdown: str
    numerator: float | None
    denominator: float | None
    value: float | None
