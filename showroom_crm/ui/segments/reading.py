"""What the place Segments asks of the store, in one look for the reading lane."""

from __future__ import annotations

from dataclasses import dataclass

from showroom_crm.operations import insights
from showroom_crm.operations.desk import Desk
from showroom_crm.store import counts
from showroom_crm.values.insight import ChartData


@dataclass(frozen=True, slots=True)
class Numbers:
    """The charts, and how many customers there are at all."""

    charts: tuple[ChartData, ...]
    customers: int


def numbers(desk: Desk) -> Numbers:
    """Return what is shown; loads the chart library on the way, off the window's thread."""
    import showroom_crm.ui.charts.card  # noqa: F401 - heavy, wanted as soon as the numbers are

    return Numbers(insights.charts(desk), counts.customers(desk.store))
