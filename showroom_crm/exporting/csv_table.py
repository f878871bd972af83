"""The customer table as CSV: UTF-8 with the mark Excel needs, the same columns as the workbook."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from showroom_crm.exporting.columns import (
    CellKind,
    ExportColumn,
    Line,
    Words,
    as_text,
    columns,
    row_reader,
)
from showroom_crm.exporting.target import all_there, replacing
from showroom_crm.values.customers import Value

RUNS_IN_A_SPREADSHEET = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_LONGEST_CELL = 1 << 30  # characters; the usual bound is less than a merged remark may have
_TEXTS = frozenset({CellKind.TEXT, CellKind.LONG_TEXT, CellKind.CODE, CellKind.LEVEL})


def write(
    path: Path,
    lines: Iterable[Line],
    chosen: Sequence[ExportColumn] | None = None,
    *,
    words: Words,
    masked: bool = True,
) -> int:
    """Write the table as CSV and return how many customers were read back from it.

    A text that a spreadsheet would run as a formula gets a leading apostrophe, the spreadsheet's
    own sign for text, which an import takes off again; everything else stands as it is: dates
    ISO, money in yuan, phones as digits.
    Raises TargetInUse, DiskFull, NoPermission, NotFound.
    """
    picked = tuple(chosen) if chosen is not None else columns()
    read = row_reader(picked, words, masked=masked)
    kinds = [column.kind for column in picked]
    rows = 0
    with replacing(path) as draft:
        with draft.open("w", encoding="utf-8-sig", newline="") as stream:
            out = csv.writer(stream)
            out.writerow([cell(column.header, CellKind.TEXT) for column in picked])
            for line in lines:
                out.writerow(map(cell, read(line), kinds))
                rows += 1
        return all_there(sum(1 for _row in read_back(draft)) - 1, rows)


def cell(value: Value, kind: CellKind) -> str:
    """Return one value as it stands in the file."""
    text = as_text(value, kind)
    is_text = kind in _TEXTS or isinstance(value, str)  # what does not fit its field stays text
    return "'" + text if is_text and text.startswith(RUNS_IN_A_SPREADSHEET) else text


def read_back(draft: Path) -> Iterator[list[str]]:
    """Yield the rows of a file written here, however long the cells in it are."""
    csv.field_size_limit(_LONGEST_CELL)
    with draft.open(encoding="utf-8-sig", newline="") as stream:
        yield from csv.reader(stream)
