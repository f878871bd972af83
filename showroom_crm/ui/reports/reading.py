"""What the place of the indicators asks of the store, for the reading lane."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from showroom_crm.insight import kpis as rules
from showroom_crm.operations import insights
from showroom_crm.operations.desk import Desk
from showroom_crm.store import listing
from showroom_crm.store.kpi_topics import months_before
from showroom_crm.values.insight import ChartData, Kpi, KpiValue
from showroom_crm.values.queries import CustomerQuery

MONTHS = 12  # of a course
Report = Callable[[float, float], None]


@dataclass(frozen=True, slots=True)
class Indicators:
    """The indicators of a month, with those of the month before by key."""

    month: dt.date
    values: tuple[KpiValue, ...]
    before: Mapping[str, KpiValue]
    known: bool = True  # whether there is any customer at all


def indicators(desk: Desk, month: dt.date) -> Indicators:
    """Return the indicators of the whole shop for the month that begins on `month`."""
    earlier = insights.indicators(desk, months_before(month, 1))
    found = sorted(insights.indicators(desk, month), key=_unknown)
    known = listing.count(desk.store, CustomerQuery(), desk.today) > 0
    return Indicators(month, tuple(found), {value.kpi.key: value for value in earlier}, known)


def course(desk: Desk, kpi: Kpi, month: dt.date, report: Report) -> ChartData:
    """Return the course of one indicator over the months up to `month`, reporting each."""
    import showroom_crm.ui.charts.card  # noqa: F401 - heavy, wanted as soon as the numbers are

    values: list[KpiValue] = []
    for back in range(MONTHS):
        report(back, MONTHS)
        values += insights.indicators(desk, months_before(month, back))
    return rules.course(values, kpi)


def _unknown(value: KpiValue) -> bool:
    """Sort what the shop does not keep below what it does."""
    return value.value is None
