"""Takes the cells out of workbooks: by the fast parser, or row by row where that is safer."""

import io
from collections.abc import Iterator
from typing import Any

from showroom_crm.importing.parsed import Message, Rows, SheetStart
from showroom_crm.values.imports import CellValue

PORTION = 2000  # rows sent at a time
FAR_COLUMN = 2000  # no customer list is wider; a stray cell out there is left out
_LONGEST_GAP = 2000  # blank rows after which nothing of a table is expected any more


def sheets(book: Any) -> Iterator[Message]:
    """Yield the sheets of a workbook the fast parser (calamine) has opened."""
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    for meta in book.sheets_metadata:
        if meta.typ is not SheetTypeEnum.WorkSheet:
            continue
        sheet = book.get_sheet_by_name(meta.name)
        merges = tuple(
            (*first, *last)
            for first, last in sheet.merged_cell_ranges or ()
            if first[1] < FAR_COLUMN
        )
        yield SheetStart(meta.name, meta.visible is not SheetVisibleEnum.Visible, merges)
        yield from _portions(sheet)


def _portions(sheet: Any) -> Iterator[Rows]:
    """Yield the rows from column A on; equal texts become one object and travel as one."""
    before: list[CellValue] = [""] * min((sheet.start or (0, 0))[1], FAR_COLUMN)
    width = FAR_COLUMN - len(before)
    same: dict[str, str] = {}
    portion: Rows = []
    for row in sheet.iter_rows():
        near = row if len(row) <= width else row[:width]
        shared = [same.setdefault(c, c) if c.__class__ is str else c for c in near]
        portion.append(before + shared if before else shared)
        if len(portion) == PORTION:
            yield portion
            portion = []
            same.clear()
    if portion:
        yield portion


def sheets_by_row(source: io.BytesIO) -> Iterator[Message]:
    """Yield the sheets of an .xlsx without laying out the cells between the filled ones."""
    from openpyxl import load_workbook

    book = load_workbook(source, read_only=True, data_only=True)
    for sheet in book.worksheets:
        yield SheetStart(sheet.title, sheet.sheet_state != "visible")
        sheet.reset_dimensions()
        rows: Rows = []
        blank = 0
        for found in sheet.iter_rows(values_only=True):
            row: list[Any] = ["" if cell is None else cell for cell in found[:FAR_COLUMN]]
            while row and row[-1] == "":
                row.pop()
            blank = 0 if row else blank + 1
            if blank > _LONGEST_GAP:
                break
            rows.append(row)
        while rows and not rows[-1]:
            rows.pop()
        yield from in_portions(rows)


def in_portions(rows: Rows) -> Iterator[Rows]:
    """Yield rows in portions small enough not to hold up the window."""
    yield from (rows[i : i + PORTION] for i in range(0, len(rows), PORTION))
