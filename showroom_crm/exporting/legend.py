"""The sheet behind a coloured table: what the colours and letters mean, who exported and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from showroom_crm.exporting.cells import write_text
from showroom_crm.exporting.columns import CellKind
from showroom_crm.exporting.look import TableLook
from showroom_crm.exporting.styles import Styles
from showroom_crm.exporting.workbook import page_setup
from showroom_crm.i18n import _

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

_WIDTHS = (22, 60)


def add(workbook: Workbook, styles: Styles, look: TableLook, rows: int) -> None:
    """Add the legend sheet: note, tiers with their tint, levels with their badge."""
    sheet = workbook.add_worksheet(_("About this list"))
    sheet.hide_gridlines(2)
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    row = _note(sheet, styles, look, rows)
    if look.tier_names:
        row = _heading(sheet, styles, row + 1, _("Tier"))
        for tier, name in look.tier_names.items():
            sheet.write_string(row, 0, str(tier), styles.cell(tier, CellKind.TIER))
            write_text(sheet, row, 1, name, styles.cell(tier, CellKind.TEXT))
            row += 1
    if look.level_names:
        row = _heading(sheet, styles, row + 1, _("Level"))
        for code, name in look.level_names.items():
            sheet.write_string(row, 0, code, styles.badge(code, None))
            write_text(sheet, row, 1, name, styles.cell(None, CellKind.TEXT))
            row += 1
    page_setup(sheet, look.title, look.note.sentence(), landscape=False)


def _note(sheet: Worksheet, styles: Styles, look: TableLook, rows: int) -> int:
    note = look.note
    facts = (
        (_("List"), look.title),
        (_("Filter"), note.filtered_by),
        (_("Customers"), str(rows)),
        (_("Exported by"), note.who),
        (_("Exported on"), note.when.strftime("%Y-%m-%d %H:%M")),
        (_("Purpose"), note.purpose),
        (_("Personal data"), _("Masked") if look.masked else _("Shown in full")),
    )
    row = 0
    for label, value in facts:
        if value:
            sheet.write_string(row, 0, label, styles.cell(None, CellKind.TEXT))
            write_text(sheet, row, 1, value, styles.cell(None, CellKind.TEXT))
            row += 1
    return row


def _heading(sheet: Worksheet, styles: Styles, row: int, text: str) -> int:
    sheet.write_string(row, 0, text, styles.header())
    sheet.write_blank(row, 1, None, styles.header())
    return row + 1
