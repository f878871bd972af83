"""The report as a workbook: KPIs by month, charts a reader can change, the figures behind them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from showroom_crm.exporting.cells import write_text
from showroom_crm.exporting.columns import CellKind, amount_kind
from showroom_crm.exporting.look import ExportNote, Palette
from showroom_crm.exporting.styles import Styles
from showroom_crm.exporting.target import all_there, replacing
from showroom_crm.exporting.workbook import (
    count_rows,
    fitted,
    new_workbook,
    page_setup,
    text_width,
)
from showroom_crm.i18n import _
from showroom_crm.values.insight import ChartData, KpiValue, Series

if TYPE_CHECKING:
    from xlsxwriter.chart import Chart
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

_CHART_SIZE = {"width": 620, "height": 320}
_CHARTS_ABREAST, _COLUMNS_A_CHART, _ROWS_A_CHART = 2, 10, 17
_FORMULA_WIDTH = 60.0


class ChartKind(StrEnum):
    """How a chart is drawn."""

    COLUMNS = "columns"
    ROWS = "rows"  # horizontal bars, the first on top: segments, funnel
    STACKED = "stacked"
    LINES = "lines"


@dataclass(frozen=True, slots=True)
class Report:
    """What stands in the report; `colours` gives "#RRGGBB" for the colour keys of the charts."""

    title: str
    kpis: Sequence[KpiValue]
    charts: Sequence[tuple[ChartData, ChartKind]]
    colours: Mapping[str, str]
    note: ExportNote


@dataclass(frozen=True, slots=True)
class _Block:
    """Where the figures of a chart stand: the header's row, and how many labels there are."""

    data: ChartData
    kind: ChartKind
    row: int


def write(path: Path, report: Report, palette: Palette) -> None:
    """Write the report as .xlsx: sheets KPIs, Charts and Figures.

    Raises TargetInUse, DiskFull, NoPermission, NotFound.
    """
    with replacing(path) as draft:
        with new_workbook(draft, report.title, report.note.who, rows_on_disk=False) as workbook:
            styles = Styles(workbook, palette)
            kpis = workbook.add_worksheet(_("KPIs"))
            rows = _write_kpis(kpis, styles, report.kpis)
            charts = workbook.add_worksheet(_("Charts"))
            figures = workbook.add_worksheet(_("Figures"))
            for place, block in enumerate(_write_figures(figures, styles, report.charts)):
                chart = _chart(workbook, block, figures.get_name(), report.colours)
                row, column = divmod(place, _CHARTS_ABREAST)
                charts.insert_chart(row * _ROWS_A_CHART + 1, column * _COLUMNS_A_CHART, chart)
            charts.hide_gridlines(2)
            for sheet in (kpis, charts, figures):
                page_setup(sheet, report.title, report.note.sentence())
        all_there(count_rows(draft) - 1, rows)


def _write_kpis(sheet: Worksheet, styles: Styles, kpis: Sequence[KpiValue]) -> int:
    """Write one row for each indicator and breakdown, one column a month; return the rows."""
    months = sorted({each.month for each in kpis})
    rows: dict[tuple[str, str], dict[dt.date, KpiValue]] = {}
    for each in kpis:
        rows.setdefault((each.kpi.key, each.breakdown), {})[each.month] = each
    headers = [_("Indicator"), _("By"), *(f"{month:%Y-%m}" for month in months), _("Formula")]
    for column, header in enumerate(headers):
        sheet.write_string(0, column, header, styles.header())
    widest = text_width(headers[0])
    for row, (key, found) in enumerate(rows.items(), 1):
        kpi = next(iter(found.values())).kpi
        name = _(kpi.name)
        widest = max(widest, text_width(name))
        plain = styles.cell(None, CellKind.TEXT)
        write_text(sheet, row, 0, name, plain)
        write_text(sheet, row, 1, key[1], plain)
        kind = CellKind.RATE if kpi.scale == 100 else CellKind.DECIMAL
        for column, month in enumerate(months, 2):
            value = found[month].value if month in found else None
            _write_number(sheet, (row, column), value, styles, kind)
        write_text(sheet, row, len(headers) - 1, _(kpi.formula), plain)
    sheet.set_column(0, 0, fitted(widest))
    sheet.set_column(1, len(headers) - 2, 12)
    sheet.set_column(len(headers) - 1, len(headers) - 1, _FORMULA_WIDTH)
    sheet.freeze_panes(1, 2)
    return len(rows)


def _write_figures(
    sheet: Worksheet, styles: Styles, charts: Sequence[tuple[ChartData, ChartKind]]
) -> list[_Block]:
    """Write the figures of all charts below each other; return where each begins."""
    blocks = []
    row = 0
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 20, 14)
    for data, kind in charts:
        write_text(sheet, row, 0, data.title, styles.cell(None, CellKind.TIER))
        block = _Block(data, kind, row + 1)
        blocks.append(block)
        _write_block(sheet, styles, block)
        row += len(_labels(data)) + 2
        if data.note:
            write_text(sheet, row, 0, data.note, styles.cell(None, CellKind.TEXT))
            row += 1
        row += 1
    return blocks


def _write_block(sheet: Worksheet, styles: Styles, block: _Block) -> None:
    labels = _labels(block.data)
    write_text(sheet, block.row, 0, block.data.unit, styles.header())
    for row, label in enumerate(labels, block.row + 1):
        write_text(sheet, row, 0, label, styles.cell(None, CellKind.TEXT))
    for column, series in enumerate(block.data.series, 1):
        write_text(sheet, block.row, column, series.name, styles.header())
        values = {bar.label: bar.value for bar in series.bars}
        for row, label in enumerate(labels, block.row + 1):
            value = values.get(label)
            _write_number(sheet, (row, column), value, styles, amount_kind(value or 0))


def _write_number(
    sheet: Worksheet, place: tuple[int, int], value: float | None, styles: Styles, kind: CellKind
) -> None:
    if value is None:
        sheet.write_blank(*place, None, styles.cell(None, kind))
    else:
        sheet.write_number(*place, value, styles.cell(None, kind))


def _labels(data: ChartData) -> list[str]:
    """Return the labels of all series in the order they first appear."""
    return list(dict.fromkeys(bar.label for series in data.series for bar in series.bars))


def _chart(workbook: Workbook, block: _Block, sheet: str, colours: Mapping[str, str]) -> Chart:
    kinds: dict[ChartKind, dict[str, str]] = {
        ChartKind.COLUMNS: {"type": "column"},
        ChartKind.ROWS: {"type": "bar"},
        ChartKind.STACKED: {"type": "column", "subtype": "stacked"},
        ChartKind.LINES: {"type": "line"},
    }
    chart = workbook.add_chart(kinds[block.kind])
    last = block.row + len(_labels(block.data))
    for column, series in enumerate(block.data.series, 1):
        look = _series_look(series, block.kind, colours)
        look["name"] = [sheet, block.row, column]
        look["categories"] = [sheet, block.row + 1, 0, last, 0]
        look["values"] = [sheet, block.row + 1, column, last, column]
        chart.add_series(look)
    chart.set_title({"name": block.data.title, "name_font": {"size": 12}, "overlay": False})
    if len(block.data.series) < 2:
        chart.set_legend({"none": True})
    else:
        chart.set_legend({"position": "bottom"})
    chart.set_y_axis({"major_gridlines": {"visible": False}, "name": block.data.unit})
    chart.set_x_axis({"major_gridlines": {"visible": False}})
    if block.kind is ChartKind.ROWS:
        chart.set_y_axis({"reverse": True, "major_gridlines": {"visible": False}})
        chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}})
    chart.set_size(_CHART_SIZE)
    return chart


def _series_look(series: Series, kind: ChartKind, colours: Mapping[str, str]) -> dict[str, Any]:
    """Return colours and direct labels; a lone row of bars takes each bar's own colour."""
    look: dict[str, Any] = {"data_labels": {"value": True}}
    own = colours.get(series.colour)
    if kind is ChartKind.LINES:
        look["marker"] = {"type": "circle", "size": 5}
        if own:
            look["line"] = {"color": own, "width": 2}
            look["marker"] |= {"fill": {"color": own}, "border": {"color": own}}
        return look
    look["gap"] = 60
    if own:
        look["fill"] = {"color": own}
    else:
        fills = (colours.get(bar.colour) for bar in series.bars)
        look["points"] = [{"fill": {"color": fill}} if fill else None for fill in fills]
    return look
