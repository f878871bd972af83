"""The rejected rows as the user's own file: same columns and headers, red cells, and why."""

from __future__ import annotations

import copy
import warnings
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

from showroom_crm.exporting.target import all_there, replacing
from showroom_crm.exporting.workbook import fitted, sheet_name, text_width
from showroom_crm.i18n import _
from showroom_crm.values.computed import BY_KEY as COMPUTED
from showroom_crm.values.imports import CellValue, Header, Sheet

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.styles import Font
    from openpyxl.worksheet.worksheet import Worksheet

_FORMATS_KEPT_UP_TO = 5_000_000  # bytes; beyond, opening the file for its formats takes too long
_BAD_GROUND, _BAD_TEXT = "FFFFC7CE", "FF9C0006"  # Excel's own look of a bad cell


@dataclass(frozen=True, slots=True)
class Reject:
    """One reason: `row` as the spreadsheet numbers it, `column` its letters, None for the row."""

    row: int
    column: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class RejectedSheet:
    """The rejects of one sheet, with the sheet as it was read and where its header lies."""

    sheet: Sheet
    header: Header
    rejects: Sequence[Reject]


def write(path: Path, source: Path, sheets: Sequence[RejectedSheet]) -> int:
    """Write the rejected rows of a file as .xlsx; return how many, read back from the disk.

    Rows above and of the header stay, so that the repaired file imports as it is; formats and
    column widths stay where the source is an .xlsx of ordinary size. The last column says why;
    the importer leaves it out. Nothing is written when there are no rejects.
    Raises TargetInUse, DiskFull, NoPermission, NotFound.
    """
    from openpyxl import Workbook

    wanted = [each for each in sheets if each.rejects]
    if not wanted:
        return 0
    with replacing(path) as draft:
        original = _open_for_formats(source)
        workbook = Workbook()
        workbook.remove(workbook.worksheets[0])
        for each in wanted:
            target = workbook.create_sheet(sheet_name(each.sheet.name))
            _Page(each, original).write(target)
        workbook.save(draft)
        found = _count(draft, [each.header.last_row for each in wanted])
        return all_there(found, sum(len(_by_row(each.rejects)) for each in wanted))


class _Page:
    """One sheet of the file to give back."""

    def __init__(self, rejected: RejectedSheet, original: Workbook | None) -> None:
        self._rejected = rejected
        self._source = _sheet_of(original, rejected.sheet.name)
        self._reasons = _by_row(rejected.rejects)

    def write(self, target: Worksheet) -> None:
        """Copy header and rejected rows, mark the cells, add the column of reasons."""
        from openpyxl.utils import column_index_from_string

        head = self._rejected.header.last_row
        for number in range(1, head + 1):
            self._copy_row(number, target, number)
        numbers = sorted(self._reasons)
        for line, number in enumerate(numbers, head + 1):
            self._copy_row(number, target, line)
        column = COMPUTED["reject_reason"]
        title = _(column.label)
        place = _reason_column(target, head, title)
        if head:
            _mark(target, head, place, title)
        for line, number in enumerate(numbers, head + 1):
            reasons = self._reasons[number]
            for reason in reasons:
                if reason.column:
                    _redden(_cell(target, line, column_index_from_string(reason.column)))
            text = "；".join(dict.fromkeys(reason.reason for reason in reasons))
            _mark(target, line, place, text)
        self._dress(target, head, place)

    def _copy_row(self, number: int, target: Worksheet, line: int) -> None:
        if self._source is not None:
            for cell in self._source[number]:
                if cell.column and (cell.value is not None or cell.has_style):
                    _copy_cell(cell, _cell(target, line, cell.column))
            return
        sheet = self._rejected.sheet
        values = sheet.rows[number - 1] if number <= len(sheet.rows) else []
        for column, value in enumerate(values, 1):
            if value not in (None, ""):
                _put(_cell(target, line, column), _plain(value))

    def _dress(self, target: Worksheet, head: int, place: int) -> None:
        from openpyxl.utils import get_column_letter

        target.freeze_panes = f"A{head + 1}" if head else None
        if self._source is not None:
            for letter, size in self._source.column_dimensions.items():
                target.column_dimensions[letter].width = size.width
            for area in self._source.merged_cells.ranges:
                if area.max_row <= head:
                    target.merge_cells(area.coord)
        widest = max(text_width(str(cell.value or "")) for cell in target[get_column_letter(place)])
        target.column_dimensions[get_column_letter(place)].width = fitted(widest)


def _reason_column(sheet: Worksheet, head: int, title: str) -> int:
    """Return the column after the last filled one; a file given back before has its own already."""
    filled = (cell.column or 0 for row in sheet for cell in row if cell.value is not None)
    last = max(filled, default=0)
    again = head and last and sheet.cell(head, last).value == title
    return last if again else last + 1


def _by_row(rejects: Sequence[Reject]) -> dict[int, list[Reject]]:
    found: dict[int, list[Reject]] = {}
    for reject in rejects:
        found.setdefault(reject.row, []).append(reject)
    return found


def _open_for_formats(source: Path) -> Workbook | None:
    """Open the source for its formats; None when it is no ordinary .xlsx and only values remain."""
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    if source.suffix.lower() not in (".xlsx", ".xlsm") or not zipfile.is_zipfile(source):
        return None
    if source.stat().st_size > _FORMATS_KEPT_UP_TO:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return load_workbook(source, data_only=True)
    except (InvalidFileException, KeyError, ValueError, TypeError, AttributeError):
        return None  # a file of another program's making that openpyxl does not understand


def _sheet_of(original: Workbook | None, name: str) -> Worksheet | None:
    from openpyxl.worksheet.worksheet import Worksheet

    if original is None or name not in original.sheetnames:
        return None
    found: object = original[name]
    return found if isinstance(found, Worksheet) else None


def _count(draft: Path, headers: Sequence[int]) -> int:
    """Read the file back and count the rows that say why, over all sheets."""
    from python_calamine import load_workbook

    workbook = load_workbook(draft)
    try:
        return sum(
            bool(row and row[-1] != "")
            for number, head in enumerate(headers)
            for row in workbook.get_sheet_by_index(number).to_python(skip_empty_area=False)[head:]
        )
    finally:
        workbook.close()


def _cell(sheet: Worksheet, row: int, column: int) -> Cell:
    return cast("Cell", sheet.cell(row, column))


def _mark(sheet: Worksheet, row: int, column: int, text: str) -> None:
    cell = _cell(sheet, row, column)
    _put(cell, text)
    _redden(cell)


def _copy_cell(cell: Cell | MergedCell, target: Cell) -> None:
    _put(target, cell.value, cell.data_type)
    if cell.has_style:
        for part in ("font", "fill", "border", "alignment", "number_format"):
            setattr(target, part, copy.copy(getattr(cell, part)))


def _put(target: Cell, value: object, data_type: str = "s") -> None:
    """Set a value; a text stays a text, even one that begins like a formula."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    if isinstance(value, str):
        target.value = ILLEGAL_CHARACTERS_RE.sub("", value)
        target.data_type = "e" if data_type == "e" else "s"
    else:
        target.value = value  # type: ignore[assignment]


def _plain(value: CellValue) -> CellValue:
    """Turn the float every number comes as back into a whole number where it is one."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _redden(cell: Cell) -> None:
    from openpyxl.styles import PatternFill

    cell.fill = PatternFill("solid", start_color=_BAD_GROUND, end_color=_BAD_GROUND)
    font = cast("Font", copy.copy(cell.font))
    font.color = _BAD_TEXT
    cell.font = font
