"""The cells of the columns of a table: those of its data rows, merged ones in each of theirs."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import itemgetter

from showroom_crm.importing.lines import is_blank
from showroom_crm.values.mappings import Header
from showroom_crm.values.sheets import CellValue, Sheet

_NUMBERS = frozenset({float, int})
_HUGE = 1e300


def data_lines(sheet: Sheet, header: Header) -> list[Sequence[CellValue]]:
    """Return the rows of the table's data, for `column_values`."""
    return [sheet.rows[i] for i in header.data]


def column_values(lines: Sequence[Sequence[CellValue]], index: int) -> list[CellValue]:
    """Return the cells of one column in the given rows.

    Numbers no spreadsheet can hold, such as infinity in a file made by hand, are empty.
    """
    try:
        column = list(map(itemgetter(index), lines))
    except IndexError:  # a row may end early
        column = [row[index] if index < len(row) else None for row in lines]
    if _NUMBERS.isdisjoint(map(type, column)):
        return column
    return [None if isinstance(c, float | int) and not -_HUGE < c < _HUGE else c for c in column]


class ColumnCells:
    """Gives the cells of any column of a table; one merged over several rows counts for each."""

    def __init__(self, sheet: Sheet, header: Header) -> None:
        self._header = header
        self._lines = data_lines(sheet, header)
        self._merges = sheet.merges

    def of(self, index: int) -> list[CellValue]:
        """Return the cells of the column at 0-based `index`, one for each data row."""
        cells = column_values(self._lines, index)
        spans = sorted(
            (top, bottom)
            for top, left, bottom, right in self._merges
            if left == right == index and bottom > top
        )
        data, end = self._header.data, -1
        for top, bottom in spans:
            place = bisect_left(data, top)
            if top <= end or place == len(data) or data[place] != top:
                continue  # no workbook lets two merged cells overlap
            end = bottom
            for i in range(place + 1, bisect_right(data, bottom)):
                if is_blank(cells[i]):  # what another program left beneath is a cell of its own
                    cells[i] = cells[place]
        return cells
