"""The rejected rows as the user's own file: same columns and headers, red cells, and why."""

from __future__ import annotations

import copy
import csv
import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, cast

from showroom_crm.exporting import source_formats
from showroom_crm.exporting.csv_table import RUNS_IN_A_SPREADSHEET, read_back
from showroom_crm.exporting.target import all_there, replacing
from showroom_crm.exporting.workbook import fitted, sheet_name, text_width
from showroom_crm.i18n import _
from showroom_crm.values.computed import BY_KEY as COMPUTED
from showroom_crm.values.mappings import Header
from showroom_crm.values.sheets import CellValue, Sheet

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.styles import Font
    from openpyxl.worksheet.worksheet import Worksheet

_BANNER_ROWS = 20  # a header further down stands below something that is no banner
_COMPARED = 200  # characters; longer cells may have been cut
_BAD_GROUND, _BAD_TEXT = "FFFFC7CE", "FF9C0006"  # Excel's own look of a bad cell


@dataclass(frozen=True, slots=True)
class Reject:
    """One reason: `row` as the spreadsheet numbers it, `column` its letters, None for the row."""

    row: int
    column: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class RejectedSheet:
    """The rejects of one sheet, with the sheet as it was read and where its header lies.

    `edits` are texts typed over cells, by row number and index of the column.
    """

    sheet: Sheet
    header: Header
    rejects: Sequence[Reject]
    edits: Mapping[tuple[int, int], str] = field(default_factory=dict)


def write(path: Path, source: Path, sheets: Sequence[RejectedSheet]) -> int:
    """Write the rejected rows of a file; return how many, read back from the disk.

    Rows above and of the header stay, so that the repaired file imports as it is; formats, widths
    and drop-downs stay where the source is a workbook of this kind and of ordinary size. The last
    column says why; the importer leaves it out. A `path` ending in .csv gets the cells alone.
    Nothing is written when there are no rejects. Raises TargetInUse, DiskFull, NoPermission,
    NotFound.
    """
    wanted = [each for each in sheets if each.rejects]
    if not wanted:
        return 0
    rows = sum(len(_by_row(each.rejects)) for each in wanted)
    with replacing(path) as draft:
        if path.suffix.lower() == ".csv":
            return all_there(_write_text(draft, wanted), rows)
        return all_there(_write_workbook(draft, source, wanted), rows)


def _write_workbook(draft: Path, source: Path, wanted: Sequence[RejectedSheet]) -> int:
    from openpyxl import Workbook

    original = source_formats.opened(source)
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    places = []
    for each in wanted:
        target = workbook.create_sheet(sheet_name(each.sheet.name))
        places.append(_Page(each, original).write(target))
    workbook.save(draft)
    return _count(draft, places)


def _write_text(draft: Path, wanted: Sequence[RejectedSheet]) -> int:
    """Write the cells as CSV, one sheet after another; return how many rows say why."""
    title = _(COMPUTED["reject_reason"].label)
    with draft.open("w", encoding="utf-8-sig", newline="") as stream:
        out = csv.writer(stream)
        for each in wanted:
            lines = [*_head_lines(each), *_returned_lines(each)]
            last = max(len(cells) for cells, _reason in lines)
            again = last and title in (cells[-1] for cells, _reason in lines if len(cells) == last)
            width = last - bool(again)
            for cells, reason in lines:
                filled = [*cells[:width], *[""] * (width - len(cells))]
                out.writerow([*map(_as_text, filled), reason])
    return sum(bool(row and row[-1] not in ("", title)) for row in read_back(draft))


def _head_lines(rejected: RejectedSheet) -> list[tuple[list[CellValue], str]]:
    """Return the cells above the returned rows, with the title of the reasons in the last line."""
    rows = [_cells(rejected, number) for number in _head_rows(rejected)]
    if rejected.sheet.numbers:
        rows = [_titles(rejected.header)]
    title = _(COMPUTED["reject_reason"].label)
    return [(row, title if place == len(rows) else "") for place, row in enumerate(rows, 1)]


def _returned_lines(rejected: RejectedSheet) -> list[tuple[list[CellValue], str]]:
    reasons = _by_row(rejected.rejects)
    return [(_cells(rejected, number), _told(reasons[number])) for number in sorted(reasons)]


def _head_rows(rejected: RejectedSheet) -> range:
    """Return the numbers of the rows to keep above the returned ones.

    A table far down the sheet comes without what stands above it, which may be another table.
    """
    header = rejected.header
    if rejected.sheet.numbers:
        return range(0)
    first = 1 if header.first_row <= _BANNER_ROWS else header.first_row
    return range(first, header.last_row + 1)


def _titles(header: Header) -> list[CellValue]:
    titles: list[CellValue] = [""] * (max((c.index for c in header.columns), default=-1) + 1)
    for column in header.columns:
        titles[column.index] = column.label
    return titles


def _cells(rejected: RejectedSheet, number: int) -> list[CellValue]:
    """Return the cells of a row as the import took them: merged ones filled, others as typed."""
    sheet = rejected.sheet
    index = sheet.numbers.index(number) if sheet.numbers else number - 1
    cells = list(sheet.rows[index]) if index < len(sheet.rows) else []
    over: dict[int, CellValue] = {}
    if number > rejected.header.last_row:
        for top, left, bottom, right in sheet.merges:
            beneath = cells[left] if left < len(cells) else None
            if top < index <= bottom and left == right and left < len(sheet.rows[top]):
                over[left] = sheet.rows[top][left] if beneath in (None, "") else beneath
    over |= {column: text for (row, column), text in rejected.edits.items() if row == number}
    for column, value in over.items():
        cells += [""] * (column + 1 - len(cells))
        cells[column] = value
    return cells


def _told(reasons: Sequence[Reject]) -> str:
    return "；".join(dict.fromkeys(reason.reason for reason in reasons))


def _as_text(value: CellValue) -> str:
    """Return a cell as a text table has it; one a spreadsheet would run is marked as text."""
    if value is None:
        return ""
    if isinstance(value, str):
        return "'" + value if value.startswith(RUNS_IN_A_SPREADSHEET) else value
    if isinstance(value, dt.datetime) and value.time() == dt.time.min:
        return value.date().isoformat()
    return str(_plain(value))


class _Page:
    """One sheet of the file to give back."""

    def __init__(self, rejected: RejectedSheet, original: Workbook | None) -> None:
        self._rejected = rejected
        self._source = _sheet_of(original, rejected)
        self._reasons = _by_row(rejected.rejects)

    def write(self, target: Worksheet) -> tuple[int, int]:
        """Copy header and rejected rows, mark the cells, add the column of reasons.

        Returns how many rows stand above the returned ones, and the column of the reasons.
        """
        from openpyxl.utils import column_index_from_string

        head = self._write_head(target)
        numbers = sorted(self._reasons)
        for line, number in enumerate(numbers, head + 1):
            self._copy_row(number, target, line)
        title = _(COMPUTED["reject_reason"].label)
        place = _reason_column(target, head, title)
        if head:
            _mark(target, head, place, title)
        for line, number in enumerate(numbers, head + 1):
            for reason in self._reasons[number]:
                if reason.column:
                    _redden(_cell(target, line, column_index_from_string(reason.column)))
            _mark(target, line, place, _told(self._reasons[number]))
        self._dress(target, head, place)
        return head, place

    def _write_head(self, target: Worksheet) -> int:
        rows = _head_rows(self._rejected)
        for line, number in enumerate(rows, 1):
            self._copy_row(number, target, line)
        if not self._rejected.sheet.numbers:
            return len(rows)
        for column, text in enumerate(_titles(self._rejected.header), 1):
            _put(_cell(target, 1, column), text)
        return 1

    def _copy_row(self, number: int, target: Worksheet, line: int) -> None:
        values = _cells(self._rejected, number)
        if self._source is None:
            for column, value in enumerate(values, 1):
                if value not in (None, ""):
                    _put_plain(_cell(target, line, column), _plain(value))
            return
        for cell in self._source[number]:
            if cell.column and (cell.value is not None or cell.has_style):
                _copy_cell(cell, _cell(target, line, cell.column))
        for column, value in self._differing(number, values):
            _put(_cell(target, line, column + 1), value)
        if height := self._source.row_dimensions[number].height:
            target.row_dimensions[line].height = height

    def _differing(self, number: int, values: list[CellValue]) -> list[tuple[int, CellValue]]:
        """Return what was typed or merged into a row, which the file itself has not."""
        sheet = self._rejected.sheet
        known = sheet.rows[number - 1] if number <= len(sheet.rows) else []
        return [
            (column, value)
            for column, value in enumerate(values)
            if column >= len(known) or known[column] != value
        ]

    def _dress(self, target: Worksheet, head: int, place: int) -> None:
        from openpyxl.utils import get_column_letter

        target.freeze_panes = f"A{head + 1}" if head else None
        if self._source is not None:
            self._dress_like(self._source, target, head)
        widest = max(text_width(str(cell.value or "")) for cell in target[get_column_letter(place)])
        target.column_dimensions[get_column_letter(place)].width = fitted(widest)

    def _dress_like(self, source: Worksheet, target: Worksheet, head: int) -> None:
        """Give the columns their widths and drop-downs, and merge what is merged above."""
        from openpyxl.worksheet.cell_range import CellRange, MultiCellRange

        for letter, size in source.column_dimensions.items():
            found = target.column_dimensions[letter]
            found.width, found.hidden = size.width, size.hidden
            found.min, found.max = size.min, size.max
        first = _head_rows(self._rejected).start
        for area in source.merged_cells.ranges:
            if first <= area.min_row and area.max_row <= self._rejected.header.last_row:
                lifted = copy.copy(area)
                lifted.shift(row_shift=1 - first)
                target.merge_cells(lifted.coord)
        last = head + len(self._reasons)
        for rule in source.data_validations.dataValidation:
            if rule.sqref is None or "!" in str(rule.formula1 or ""):
                continue  # a list on another sheet, which does not come along
            kept = copy.copy(rule)
            kept.sqref = MultiCellRange(
                [
                    CellRange(None, area.min_col, head + 1, area.max_col, last)
                    for area in rule.sqref.ranges
                ]
            )
            target.add_data_validation(kept)


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


def _sheet_of(original: Workbook | None, rejected: RejectedSheet) -> Worksheet | None:
    """Return the sheet in the source, unless that was changed since it was read."""
    from openpyxl.worksheet.worksheet import Worksheet

    name = rejected.sheet.name
    if original is None or rejected.sheet.numbers or name not in original.sheetnames:
        return None
    found: object = original[name]
    if not isinstance(found, Worksheet):
        return None
    rows = [*_head_rows(rejected), *_by_row(rejected.rejects)]
    return found if all(_is_same(found, rejected.sheet, number) for number in rows) else None


def _is_same(source: Worksheet, sheet: Sheet, number: int) -> bool:
    """Tell whether the texts of a row stand in the source as they were read."""
    known = sheet.rows[number - 1] if number <= len(sheet.rows) else []
    return all(
        _alike(source.cell(number, column).value, value)
        for column, value in enumerate(known, 1)
        if isinstance(value, str) and 0 < len(value) < _COMPARED
    )


def _alike(found: object, read: str) -> bool:
    """Compare texts; a number may have been read with the zeros its format shows."""
    if found is None or isinstance(found, str):
        return "".join((found or "").split()) == "".join(read.split())
    return True


def _count(draft: Path, places: Sequence[tuple[int, int]]) -> int:
    """Read the file back and count the rows that say why, over all sheets."""
    from python_calamine import load_workbook

    workbook = load_workbook(draft)
    try:
        return sum(
            len(row) >= column and row[column - 1] != ""
            for number, (head, column) in enumerate(places)
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


def _put_plain(target: Cell, value: CellValue) -> None:
    """Set a value that has no format of its own; digits in a text stay a text when typed over."""
    _put(target, value)
    if isinstance(value, str) and value.isdigit():
        target.number_format = "@"


def _plain(value: CellValue) -> CellValue:
    """Turn the float every number comes as back into a whole number where it is one."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _redden(cell: Cell) -> None:
    from openpyxl.styles import PatternFill

    cell.fill = PatternFill("solid", start_color=_BAD_GROUND, end_color=_BAD_GROUND)
    font = cast("Font", copy.copy(cell.font))
    font.color = _BAD_TEXT
    cell.font = font
