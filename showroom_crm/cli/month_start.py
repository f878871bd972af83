"""The month-start job in one go: import, score, and everything the month needs into one folder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from showroom_crm.cli import import_report, importing, painting
from showroom_crm.cli.importing import Wishes
from showroom_crm.exporting import summary
from showroom_crm.exporting.look import ExportNote
from showroom_crm.exporting.summary import Section
from showroom_crm.i18n import _
from showroom_crm.operations import agenda, exports, insights, scoring
from showroom_crm.operations.desk import Desk
from showroom_crm.ui import export_style
from showroom_crm.values.customers import Value
from showroom_crm.values.queries import CustomerQuery


def run(desk: Desk, files: Sequence[Path], out: Path) -> None:
    """Import the files and write workbook, list, charts, rejected rows and summary into `out`.

    A file that cannot be imported is told and left out; the others go on.
    """
    out.mkdir(parents=True, exist_ok=True)
    reports = _import(desk, files, out)
    scoring.rescore(desk)
    month = f"{desk.today:%Y-%m}"
    table = out / (_("Customers {month}").format(month=month) + ".xlsx")
    shown = exports.Disclosure(unmasked=True, purpose=_("Month start {month}").format(month=month))
    wish = exports.Wish(disclosure=shown)
    written = exports.customer_table(desk, table, CustomerQuery(), export_style.style(), wish)
    sheet = agenda.follow_up_sheet(desk)
    paper = out / (_("Follow-up list {date}").format(date=desk.today.isoformat()) + ".pdf")
    painting.follow_up_pdf(sheet, paper)
    agenda.note_print(desk, len(sheet.rows))
    charts = insights.charts(desk)
    pictures = painting.chart_pictures(charts, out)
    page = out / (_("Summary {month}").format(month=month) + ".xlsx")
    results: list[tuple[str, Value]] = [
        (_("Customers"), written.customers),
        (_("To contact today or overdue"), len(sheet.rows)),
        *((_("Finding"), chart.title) for chart in charts),
    ]
    sections = [Section(_("Result"), results), *(_section(report) for report in reports)]
    note = ExportNote(desk.staff.name, desk.now(), shown.purpose)
    title = _("Month start {month}").format(month=month)
    summary.write(page, title, sections, note=note, palette=export_style.palette())
    for label, file in (
        (_("Customer table"), table),
        (_("Follow-up list"), paper),
        (_("Summary"), page),
    ):
        print(_("{name}: {value}").format(name=label, value=file))
    print(_("Charts: {files}").format(files=_(", ").join(str(picture) for picture in pictures)))


def _import(desk: Desk, files: Sequence[Path], out: Path) -> list[dict[str, Any]]:
    rejects = out / (_("Returned rows") + ".xlsx")
    reports = []
    for report in importing.all_files(desk, files, Wishes(rejects=rejects)):
        import_report.tell(report)
        reports.append(report)
    for file in sorted(out.glob(f"{rejects.stem}*{rejects.suffix}")):
        print("  " + _("Returned rows: {file}").format(file=file))
    return reports


def _section(report: dict[str, Any]) -> Section:
    if "error" in report:
        return Section(_title(report), [(_("Not imported"), report["error"])])
    lines = [
        (_("Rows read"), report["rows_read"]),
        (_("New"), report["inserted"]),
        (_("Updated"), report["updated"]),
        (_("Unchanged"), report["unchanged"]),
        (_("Set aside"), report["skipped"]),
        (_("Rejected"), report["rejected"]),
        (_("Cells repaired"), len(report["repairs"])),
        (_("Cells to look at"), len(report["problems"])),
    ]
    return Section(_title(report), lines)


def _title(report: dict[str, Any]) -> str:
    sheet = report["sheet"]
    return f"{report['file']} · {sheet}" if sheet else str(report["file"])
