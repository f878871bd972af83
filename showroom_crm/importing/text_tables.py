"""Splits tables kept as text: finds delimiter and quoting by looking at the content."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from functools import partial

from showroom_crm.importing import aligned_tables
from showroom_crm.importing.parsed import Failure, Rows, Unparsed

_RUNS = frozenset("=+-@\t\r\n＝＋－＠")  # what a spreadsheet takes for the start of a formula
_END_MARKS = "\x1a\x00"  # what old programs put behind the last line
_DECLARED = re.compile(r'"?sep=([^\r\n])"?(?:\r\n|\n|\r)', re.IGNORECASE)
_DELIMITERS = (",", "\t", ";", "|", "，")
_SELDOM = 0.3  # share of lines that have a delimiter, below which blanks may be what cuts them
_LONGEST_CELL = 1 << 20
_LONGEST_ROW = 200  # lines; one with more has a quote that never closes


def table(text: str) -> Rows:
    """Split a text into rows and cells, with quotes and line breaks inside quotes respected."""
    declared = ""
    text = text.rstrip(_END_MARKS)
    if found := _DECLARED.match(text):
        declared, text = found[1], text[found.end() :]
    delimiter = declared or _delimiter(text)
    if not declared and _evenness(_sample(text), delimiter)[0] < _SELDOM:
        aligned = aligned_tables.split(text)
        if aligned is not None:
            return [[_unwrapped(cell) for cell in row] for row in aligned]
    return [[_unwrapped(cell) for cell in row] for row in _split(text, delimiter)]


def _split(text: str, delimiter: str) -> list[list[str]]:
    csv.field_size_limit(_LONGEST_CELL * 100)
    same: dict[str, str] = {}
    rows = _Rows(text, delimiter)
    try:
        return [[same.setdefault(cell, cell) for cell in row] for row in rows]
    except csv.Error:
        raise Unparsed(Failure.DAMAGED) from None


class _Rows:
    """The rows of a text; a quote that does not close as it should ends with its line.

    Else the rows up to the next quote, or to the end, would come in as one cell of one row.
    """

    def __init__(self, text: str, delimiter: str) -> None:
        self._lines = [*io.StringIO(text, newline="")]
        self._reader = partial(csv.reader, delimiter=delimiter, skipinitialspace=True)
        self._begun = self._taken = 0  # lines, up to the present row and in all

    def __iter__(self) -> Iterator[list[str]]:
        while self._begun < len(self._lines):
            try:
                for row in self._reader(self._further(), strict=True):
                    self._begun = self._taken
                    yield row
            except csv.Error:
                yield next(self._reader([self._lines[self._begun].rstrip("\r\n")]))
                self._begun += 1

    def _further(self) -> Iterator[str]:
        """Yield the lines from the present row on, as long as one row may have so many."""
        self._taken = self._begun
        while self._taken < min(len(self._lines), self._begun + _LONGEST_ROW):
            self._taken += 1
            yield self._lines[self._taken - 1]


def _delimiter(text: str) -> str:
    """Return the delimiter that cuts the first lines into the most even rows."""
    sample = _sample(text)
    return max(_DELIMITERS, key=lambda delimiter: _evenness(sample, delimiter))


def _sample(text: str) -> str:
    return "".join(text.splitlines(keepends=True)[:60])


def _evenness(sample: str, delimiter: str) -> tuple[float, int]:
    widths = Counter(len(row) for row in _split(sample, delimiter) if row)
    wide = Counter({width: n for width, n in widths.items() if width > 1})
    if not wide:
        return 0.0, 1
    width, count = wide.most_common(1)[0]
    return count / max(1, sum(widths.values())), width


def _unwrapped(cell: str) -> str:
    """Take a cell out of what keeps Excel from changing it: ="001", ' before number or formula."""
    if cell.startswith('="') and cell.endswith('"'):
        return cell[2:-1]
    held = cell[:1] == "'" and (cell[1:2] in _RUNS or cell[1:].isdigit())
    return cell[1:] if held else cell
