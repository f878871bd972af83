"""Takes the cells out of workbooks: by the fast parser, or row by row where that is safer."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeGuard

from showroom_crm.importing.parsed import (
    Failure,
    Message,
    Patterns,
    Remark,
    Rows,
    SheetStart,
    Told,
    Unparsed,
)

if TYPE_CHECKING:
    from showroom_crm.values.sheets import CellValue

_ZEROS = re.compile(r"0[0\- ]*0")
LONGEST = 32_767  # characters of a cell, in Excel and here
PORTION = 2000  # rows sent at a time
_SHARED = frozenset({str, dt.date})  # kinds of which equal cells are the same in every way
FAR_COLUMN = 2000  # no customer list is wider; a stray cell out there is left out


def sheets(book: Any, patterns: Mapping[str, Patterns]) -> Iterator[Message]:
    """Yield the sheets of a workbook the fast parser (calamine) has opened.

    Numbers are given the zeros that `patterns`, by the name of the sheet, show before them.
    Raises `Unparsed` where two sheets have one name: the parser would give the first one twice.
    """
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    if len(set(book.sheet_names)) < len(book.sheet_names):
        raise Unparsed(Failure.DAMAGED)
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
        first = 0
        for portion, far in _portions(sheet):
            if shown := patterns.get(meta.name):
                _with_zeros(portion, first, shown)
            first += len(portion)
            yield portion
            if far:
                yield Remark(Told.FAR_CELLS, far, meta.name)


def _with_zeros(portion: Rows, first: int, shown: Patterns) -> None:
    """Put the zeros of its pattern before each number; the rows are those from `first` on."""
    for i, row in enumerate(portion, first):
        for column, zeros in shown.get(i, {}).items():
            cell = row[column] if column < len(row) else None
            if _is_whole(cell):
                row[column] = zero_filled(int(cell), zeros)


def _is_whole(cell: CellValue) -> TypeGuard[float]:
    """Tell whether a cell is a whole number none of whose digits are lost."""
    if isinstance(cell, bool) or not isinstance(cell, float | int):
        return False
    return 0 <= cell < 1e15 and cell == int(cell)


def zeros_of(code: str) -> str:
    """Return the zeros a number format of nothing else shows, such as 000000; "" for others."""
    plain = code.split(";", maxsplit=1)[0].replace('"', "").replace("\\", "")
    return plain if _ZEROS.fullmatch(plain) else ""


def zero_filled(number: int, zeros: str) -> str:
    """Return a number as a pattern of zeros shows it: 57188880001 in 0000-00000000."""
    digits = list(str(number).rjust(zeros.count("0"), "0"))
    behind = "".join(digits.pop() if sign == "0" else sign for sign in reversed(zeros))
    return "".join(digits) + behind[::-1]


def _portions(sheet: Any) -> Iterator[tuple[Rows, int]]:
    """Yield the rows from column A on, and how many cells were too far to the right.

    Equal texts become one object and travel as one, and so do equal days.
    """
    before: list[CellValue] = [""] * min((sheet.start or (0, 0))[1], FAR_COLUMN)
    width = FAR_COLUMN - len(before)
    same: dict[Any, Any] = {}
    portion: Rows = []
    far = 0
    for row in sheet.iter_rows():
        near = row
        if len(row) > width:
            near = row[:width]
            far += sum(not _blank(cell) for cell in row[width:])
        shared: list[CellValue] = [
            same.setdefault(c, c) if c.__class__ in _SHARED else c for c in near
        ]
        if near.count("") == len(near):
            shared.clear()
        portion.append(before + shared if before and shared else shared)
        if len(portion) == PORTION:
            yield portion, far
            portion, far = [], 0
            same.clear()
    if portion:
        yield portion, far


def _blank(cell: object) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def sheets_by_row(source: io.BytesIO) -> Iterator[Message]:
    """Yield the sheets of an .xlsx without laying out the cells between the filled ones."""
    from openpyxl import load_workbook

    book = load_workbook(source, read_only=True, data_only=True)
    for sheet in book.worksheets:
        yield SheetStart(sheet.title, sheet.sheet_state != "visible")
        sheet.reset_dimensions()
        rows: Rows = []
        far = 0
        for found in sheet.iter_rows(values_only=True):
            row: list[Any] = ["" if cell is None else cell for cell in found[:FAR_COLUMN]]
            while row and row[-1] == "":
                row.pop()
            far += sum(not _blank(cell) for cell in found[FAR_COLUMN:])
            rows.append(row)
        while rows and not rows[-1]:
            rows.pop()
        yield from in_portions(rows)
        if far:
            yield Remark(Told.FAR_CELLS, far, sheet.title)


def shortened(rows: Rows) -> int:
    """Cut cells down to the longest Excel knows, in place; return how many there were.

    Longer ones come from broken quotes or with the intent to keep a program busy.
    """
    count = 0
    short: dict[str, str] = {}
    for row in rows:
        for i, cell in enumerate(row):
            if isinstance(cell, str) and len(cell) > LONGEST:
                row[i] = short.setdefault(cell, cell[:LONGEST])
                count += 1
    return count


def in_portions(rows: Rows) -> Iterator[Rows]:
    """Yield rows in portions small enough not to hold up the window."""
    yield from (rows[i : i + PORTION] for i in range(0, len(rows), PORTION))
