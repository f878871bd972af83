"""The follow-up list as a workbook: what the paper has, to be filled in on a screen or printed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from showroom_crm.exporting.cells import write_text
from showroom_crm.exporting.columns import CellKind
from showroom_crm.exporting.look import Palette
from showroom_crm.exporting.styles import Styles
from showroom_crm.exporting.target import all_there, replacing
from showroom_crm.exporting.workbook import (
    count_rows,
    fitted,
    new_workbook,
    page_setup,
    text_cells,
    text_width,
)
from showroom_crm.i18n import _
from showroom_crm.values.followups import FollowUpSheet, SheetColumn

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_BOX = "□ "
_LETTERS_A_WEIGHT = 0.62
_ROW_PIXELS, _LINE_PIXELS = 24, 18


def write(path: Path, sheet: FollowUpSheet, palette: Palette) -> int:
    """Write the list as .xlsx; return how many customers were read back from it.

    Raises TargetInUse, DiskFull, NoPermission, NotFound.
    """
    with replacing(path) as draft:
        with new_workbook(draft, sheet.title, sheet.printed_by) as workbook:
            page = workbook.add_worksheet(_("Follow-ups"))
            _write_rows(page, Styles(workbook, palette), sheet)
            for place, column in enumerate(sheet.columns):
                page.set_column(place, place, _width(column))
            page.freeze_panes(1, 0)
            text_cells(page, range(len(sheet.columns)), len(sheet.rows) + len(sheet.sections) + 1)
            page_setup(page, f"{sheet.title}  {sheet.subtitle}", _foot(sheet))
        found = count_rows(draft) - 1 - len(sheet.sections)
        return all_there(found, len(sheet.rows))


def _write_rows(page: Worksheet, styles: Styles, sheet: FollowUpSheet) -> None:
    for place, column in enumerate(sheet.columns):
        write_text(page, 0, place, column.title, styles.header())
    headings = dict(sheet.sections)
    looks = [_look(styles, column) for column in sheet.columns]
    height = _ROW_PIXELS + (max(column.lines for column in sheet.columns) - 1) * _LINE_PIXELS
    row = 1
    for index, texts in enumerate(sheet.rows):
        if index in headings:
            write_text(page, row, 0, headings[index], styles.heading())
            for place in range(1, len(sheet.columns)):
                write_text(page, row, place, "", styles.heading())
            row += 1
        page.set_row_pixels(row, height)
        for place, (column, text) in enumerate(zip(sheet.columns, texts, strict=True)):
            write_text(page, row, place, _BOX + text if column.box else text, looks[place])
        row += 1


def _look(styles: Styles, column: SheetColumn) -> Format:
    if column.bold:
        return styles.cell(None, CellKind.TIER)
    return styles.wrapped() if column.lines > 1 else styles.cell(None, CellKind.TEXT)


def _width(column: SheetColumn) -> float:
    return fitted(max(column.weight * _LETTERS_A_WEIGHT, text_width(column.title)))


def _foot(sheet: FollowUpSheet) -> str:
    return "  ".join(text for text in (sheet.footer, sheet.confidential) if text)
