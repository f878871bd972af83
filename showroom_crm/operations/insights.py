"""The numbers behind charts and indicators, and the report made of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from showroom_crm.exporting import report
from showroom_crm.exporting.look import ExportNote, Palette
from showroom_crm.exporting.report import ChartKind
from showroom_crm.followup import reminders
from showroom_crm.i18n import _, language
from showroom_crm.insight import charts as rules
from showroom_crm.insight import kpis as kpi_rules
from showroom_crm.operations import levels, scoring
from showroom_crm.operations.desk import Desk
from showroom_crm.store import counts, kpis
from showroom_crm.values.insight import ChartData, KpiValue, SegmentName
from showroom_crm.values.scores import Scorecard

CHART_KINDS: Mapping[str, ChartKind] = {
    "segments": ChartKind.ROWS,
    "tiers_by_level": ChartKind.STACKED,
    "tiers_over_time": ChartKind.LINES,
    "funnel": ChartKind.ROWS,
}


@dataclass(frozen=True, slots=True)
class ReportStyle:
    """How the report looks: the palette of tables, and "#RRGGBB" for the charts' colour keys."""

    palette: Palette
    colours: Mapping[str, str]


def charts(desk: Desk) -> tuple[ChartData, ...]:
    """Return the segment charts: sizes, tiers by level, tiers over time, the life-cycle funnel."""
    card, store = scoring.current(desk), desk.store
    codes = [level.code for level in levels.current(store)]
    before = counts.segments_before(store, desk.today.replace(day=1))
    return (
        rules.segment_sizes(counts.segments(store), before, segment_names(card)),
        rules.tiers_by_level(counts.levels_and_tiers(store), codes),
        rules.tiers_over_time(counts.tiers_by_month(store, desk.today)),
        rules.funnel(counts.funnel(store)),
    )


def segment_names(card: Scorecard) -> list[SegmentName]:
    """Return the segments of a scorecard by name in the language now shown, in their order."""
    chinese = language().startswith("zh")
    return [
        SegmentName(each.key, each.name.zh if chinese else each.name.en) for each in card.segments
    ]


def indicators(desk: Desk, month: dt.date, breakdown: str | None = None) -> tuple[KpiValue, ...]:
    """Return the indicators of the month that begins on `month`."""
    intervals = reminders.load().intervals
    counted = kpis.counted(desk.store, month, desk.today, breakdown, intervals)
    return kpi_rules.compute(counted)


def write_report(desk: Desk, path: Path, month: dt.date, style: ReportStyle) -> None:
    """Write indicators, charts and their figures as .xlsx, and note it in the history.

    Raises TargetInUse, DiskFull, NoPermission.
    """
    drawn = [(chart, CHART_KINDS[chart.key]) for chart in charts(desk)]
    content = report.Report(
        title=_("Report {month}").format(month=f"{month:%Y-%m}"),
        kpis=indicators(desk, month),
        charts=drawn,
        colours=style.colours,
        note=ExportNote(desk.staff.name, desk.now()),
    )
    report.write(path, content, style.palette)
    with desk.write("export", _("Write the report {file}").format(file=path.name)):
        pass
