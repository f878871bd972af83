"""Splits tables kept as text: finds delimiter and quoting by looking at the content."""

import csv
import io
import re
from collections import Counter

from showroom_crm.importing import aligned_tables
from showroom_crm.importing.parsed import Failure, Rows, Unparsed

_RUNS = frozenset("=+-@\t\r\n＝＋－＠")  # what a spreadsheet takes for the start of a formula
_END_MARKS = "\x1a\x00"  # what old programs put behind the last line
_DECLARED = re.compile(r'"?sep=([^\r\n])"?(?:\r\n|\n|\r)', re.IGNORECASE)
_DELIMITERS = (",", "\t", ";", "|", "，")
_SELDOM = 0.3  # share of lines that have a delimiter, below which blanks may be what cuts them
_LONGEST_CELL = 1 << 20
_RUNAWAY_LINES = 200  # a quoted cell with more line breaks has a quote that never closes


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
    rows = _split(text, delimiter)
    if any(cell.count("\n") > _RUNAWAY_LINES for row in rows for cell in row if "\n" in cell):
        rows = _split(text, delimiter, quoted=False)
    return [[_unwrapped(cell) for cell in row] for row in rows]


def _split(text: str, delimiter: str, *, quoted: bool = True) -> list[list[str]]:
    csv.field_size_limit(_LONGEST_CELL * 100)
    reader = csv.reader(
        io.StringIO(text, newline=""),
        delimiter=delimiter,
        quoting=csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE,
        skipinitialspace=True,
    )
    same: dict[str, str] = {}
    try:
        return [[same.setdefault(cell, cell) for cell in row] for row in reader]
    except csv.Error:
        raise Unparsed(Failure.DAMAGED) from None


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
