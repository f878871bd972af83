"""The report and the summary: figures as numbers, charts that read them, one page to print."""

import datetime as dt
import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from showroom_crm.exporting import report, summary
from showroom_crm.exporting.look import TableLook
from showroom_crm.exporting.report import ChartKind, Report
from showroom_crm.exporting.summary import Section
from showroom_crm.values.insight import Bar, ChartData, Kpi, KpiValue, Series

KPI = Kpi("close_rate", "Close rate", ("orders",), ("leads",), "orders / leads")
FEBRUARY, MARCH = dt.date(2026, 2, 1), dt.date(2026, 3, 1)
LOYAL, HIGH = Bar("忠诚粉丝", "loyal", 12, "loyal"), Bar("高价值", "high", 5, "")
SEGMENTS = ChartData(
    "segments", "27 at risk", (Series("Customers", "", (LOYAL, HIGH)),), "customers", "As of today"
)
A = (Bar("2026-02", "2026-02", 3, "A"), Bar("2026-03", "2026-03", 4, "A"))
B = (Bar("2026-03", "2026-03", 9.5, "B"),)
TIERS = ChartData(
    "tiers",
    "More A than in February",
    (Series("A", "A", A, "A"), Series("B", "B", B, "B")),
    "customers",
)


@pytest.fixture
def written(tmp_path: Path, look: TableLook) -> Path:
    path = tmp_path / "报表.xlsx"
    kpis = [
        KpiValue(KPI, FEBRUARY, "", 3, 20, 15.0),
        KpiValue(KPI, MARCH, "", 5, 20, 25.0),
        KpiValue(KPI, MARCH, "王芳", 0, 0, None),
    ]
    charts = [(SEGMENTS, ChartKind.ROWS), (TIERS, ChartKind.LINES)]
    colours = {"loyal": "#E05C8A", "A": "#D9A521"}
    report.write(path, Report("March 2026", kpis, charts, colours, look.note), look.palette)
    return path


@pytest.fixture
def book(written: Path) -> Workbook:
    return openpyxl.load_workbook(written)


def test_kpis_stand_in_columns_by_month(book: Workbook) -> None:
    rows = [[cell.value for cell in row] for row in book["KPIs"].iter_rows()]
    assert rows == [
        ["Indicator", "By", "2026-02", "2026-03", "Formula"],
        ["Close rate", None, 15, 25, "orders / leads"],
        ["Close rate", "王芳", None, None, "orders / leads"],
    ]
    assert book["KPIs"]["C2"].number_format == '0.0"%"'


def test_charts_read_the_figures(written: Path) -> None:
    with zipfile.ZipFile(written) as archive:
        first = archive.read("xl/charts/chart1.xml").decode()
        second = archive.read("xl/charts/chart2.xml").decode()
    assert "27 at risk" in first
    assert "<c:f>Figures!$B$3:$B$4</c:f>" in first
    assert "<c:v>12</c:v>" in first
    assert "E05C8A" in first
    assert second.count("<c:ser>") == 2
    assert "D9A521" in second


def test_figures_line_up_by_label(book: Workbook) -> None:
    rows = [[cell.value for cell in row][:3] for row in book["Figures"].iter_rows()]
    assert rows[0:4] == [
        ["27 at risk", None, None],
        ["customers", "Customers", None],
        ["忠诚粉丝", 12, None],
        ["高价值", 5, None],
    ]
    assert rows[4][0] == "As of today"
    assert rows[6:10] == [
        ["More A than in February", None, None],
        ["customers", "A", "B"],
        ["2026-02", 3, None],
        ["2026-03", 4, 9.5],
    ]


def test_a_report_without_figures_is_still_a_workbook(tmp_path: Path, look: TableLook) -> None:
    path = tmp_path / "empty.xlsx"
    report.write(path, Report("March", [], [], {}, look.note), look.palette)
    assert openpyxl.load_workbook(path).sheetnames == ["KPIs", "Charts", "Figures"]


def test_summary_is_one_page_of_labels_and_values(tmp_path: Path, look: TableLook) -> None:
    path = tmp_path / "汇总.xlsx"
    sections = [
        Section("Import", [("Inserted", 1320), ("Updated", 57), ("Share", 0.5)]),
        Section("Follow-up", [("First day", dt.date(2026, 3, 1)), ("Busiest", "=王芳")]),
    ]
    summary.write(path, "三月汇总", sections, note=look.note, palette=look.palette)
    sheet = openpyxl.load_workbook(path).worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows == [
        ["三月汇总", None],
        ["Exported by 王芳 on 2026-03-06 09:30 · monthly review", None],
        [None, None],
        ["Import", None],
        ["Inserted", 1320],
        ["Updated", 57],
        ["Share", 0.5],
        [None, None],
        ["Follow-up", None],
        ["First day", dt.datetime(2026, 3, 1)],
        ["Busiest", "=王芳"],
    ]
    assert sheet["B5"].number_format == "#,##0"
    assert sheet["B11"].data_type == "s"
    assert sheet.page_setup.fitToHeight in (1, None)
    assert sheet.page_setup.orientation != "landscape"
