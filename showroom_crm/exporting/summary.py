"""The one-page summary: what came of a month's start, as a sheet a manager prints or forwards."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from showroom_crm.exporting.cells import write_text, writer
from showroom_crm.exporting.columns import CellKind, amount_kind, as_text
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
from showroom_crm.values.customers import Value

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_SMALLEST_LABEL_WIDTH, _SMALLEST_VALUE_WIDTH = 40.0, 22.0


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the lines below it: what, and how much or which."""

    title: str
    lines: Sequence[tuple[str, Value]]


def write(
    path: Path, title: str, sections: Sequence[Section], *, note: ExportNote, palette: Palette
) -> None:
    """Write the sections below each other on one A4 page; numbers stay numbers.

    Raises TargetInUse, DiskFull, NoPermission, NotFound.
    """
    with replacing(path) as draft:
        with new_workbook(draft, title, note.who) as workbook:
            styles = Styles(workbook, palette)
            sheet = workbook.add_worksheet(_("Summary"))
            sheet.set_row_pixels(0, 44)
            write_text(sheet, 0, 0, title, styles.title())
            write_text(sheet, 1, 0, note.sentence(), styles.note())
            row = 2
            for section in sections:
                row = _write_section(sheet, styles, section, row + 1)
            _dress(sheet, title, note, sections)
        lines = sum(1 + len(section.lines) for section in sections)
        all_there(count_rows(draft) - 2, lines)


def _write_section(sheet: Worksheet, styles: Styles, section: Section, row: int) -> int:
    """Write one section from `row` on; return the row after it."""
    write_text(sheet, row, 0, section.title, styles.header())
    sheet.write_blank(row, 1, None, styles.header())
    for line, (label, value) in enumerate(section.lines, row + 1):
        write_text(sheet, line, 0, label, styles.cell(None, CellKind.TEXT))
        kind = _kind(value)
        writer(kind)(sheet, line, 1, value, styles.figure(kind))
    return row + 1 + len(section.lines)


def _kind(value: Value) -> CellKind:
    if isinstance(value, bool):
        return CellKind.YES_NO
    if isinstance(value, int | float):
        return amount_kind(value)
    if isinstance(value, dt.datetime):
        return CellKind.INSTANT
    return CellKind.DATE if isinstance(value, dt.date) else CellKind.TEXT


def _dress(sheet: Worksheet, title: str, note: ExportNote, sections: Sequence[Section]) -> None:
    lines = [line for section in sections for line in section.lines]
    labels = (text_width(label) for label, _value in lines)
    values = (text_width(as_text(value, _kind(value))) for _label, value in lines)
    sheet.set_column(0, 0, fitted(max(_SMALLEST_LABEL_WIDTH, *labels)))
    sheet.set_column(1, 1, fitted(max(_SMALLEST_VALUE_WIDTH, *values)))
    sheet.hide_gridlines(2)
    page_setup(sheet, title, note.sentence(), landscape=False)
    sheet.fit_to_pages(1, 1)
    sheet.center_horizontally()
