"""Which lines of a sheet are headers: one, two or three lines, in one language or two."""

from collections.abc import Sequence
from typing import NamedTuple

from showroom_crm.importing.lines import (
    data_cells,
    filled,
    is_data,
    is_technical,
    is_word,
    known_words,
    may_be_header,
    text_of,
)
from showroom_crm.importing.naming import known_in
from showroom_crm.importing.table_rows import reads_like_header
from showroom_crm.values.sheets import CellValue, Sheet

_SEARCHED = 60  # rows in which a header is looked for, line by line
_FURTHER = 2_000  # rows in which an unmistakable one is looked for where those have none
_TITLES = ("报表", "明细", "清单", "一览", "统计", "店", "公司", "报告", "系统", "导出", "名单")


class HeaderLines(NamedTuple):
    """Indexes of rows: all that belongs to the header, and within it the lines that name columns.

    `other` is the line that says the same in another language or for programs, or -1.
    """

    first: int
    last: int
    top: int
    bottom: int
    other: int = -1


def header_lines(sheet: Sheet) -> list[HeaderLines]:
    """Return the headers of all tables in a sheet that stand below each other, from the top."""
    best = _best_line(sheet)
    if best is None:
        return []
    found = [around(sheet, best)]
    taken = set(range(found[0].first, found[0].last + 1))
    for line in _further_lines(sheet):
        if line not in taken:
            found.append(around(sheet, line, alone=True))
            taken.update(range(found[-1].first, found[-1].last + 1))
    return sorted(found)


def around(sheet: Sheet, line: int, *, alone: bool = False) -> HeaderLines:
    """Return the header of which `line` says most; `alone` looks for groups by merges only."""
    top, bottom = _with_neighbour(sheet, line, alone)
    told = as_told(sheet, top, bottom)
    if told.other < 0 and top == bottom and top > 0 and _is_other(sheet, top, top - 1):
        return told._replace(first=top - 1, other=top - 1)
    return told


def as_told(sheet: Sheet, top: int, bottom: int) -> HeaderLines:
    """Return the header of these lines, with the one below where it says the same once more."""
    if bottom + 1 < len(sheet.rows) and _is_other(sheet, bottom, bottom + 1):
        return HeaderLines(top, bottom + 1, top, bottom, bottom + 1)
    return HeaderLines(top, bottom, top, bottom)


def _is_other(sheet: Sheet, line: int, other: int) -> bool:
    row, beside = sheet.rows[line], sheet.rows[other]
    return _says_the_same(row, beside) or _for_programs(row, beside)


def _best_line(sheet: Sheet) -> int | None:
    """Return the index of the line with the most known words, else the first that may be one."""
    best, most = None, 0.0
    for index, row in enumerate(sheet.rows[:_SEARCHED]):
        cells = filled(row)
        words = known_words(cells)
        if words == 0 or (words == 1 and len(cells) == 1 and len(sheet.rows) == 1):
            continue
        worth = words - data_cells(row)
        if worth > most and not _is_title(sheet, index, cells):
            best, most = index, worth
    if best is not None:
        return best
    far = range(_SEARCHED, min(len(sheet.rows), _FURTHER))
    return next((i for i in far if reads_like_header(sheet.rows[i])), _line_above_data(sheet))


def _further_lines(sheet: Sheet) -> list[int]:
    """Return the lines that can only be headers, anywhere in the sheet; of equal ones the first."""
    return [
        index
        for index, row in enumerate(sheet.rows)
        if row and _may_be_words(row) and reads_like_header(row)
        if index == 0 or row != sheet.rows[index - 1]
    ]


def _may_be_words(row: Sequence[CellValue]) -> bool:
    """Tell quickly whether a row may consist of words: most rows of data hold a number."""
    return not any(
        cell[-1:].isdigit() if isinstance(cell, str) else cell is not None for cell in row
    )


def _is_title(sheet: Sheet, index: int, cells: list[CellValue]) -> bool:
    """Tell whether a line has one text only while the lines below have several."""
    if len(cells) > 1:
        return False
    below = sheet.rows[index + 1 : index + 6]
    return any(len(filled(row)) > 1 for row in below)


def _line_above_data(sheet: Sheet) -> int | None:
    """Return the first line of several short texts followed by a line that holds data."""
    for index, row in enumerate(sheet.rows[:_SEARCHED]):
        cells = filled(row)
        if len(cells) < 2 or any(map(is_data, cells)):
            continue
        below = [filled(r) for r in sheet.rows[index + 1 : index + 4]]
        if any(sum(map(is_data, cells)) for cells in below):
            return index
        return None
    return None


def _with_neighbour(sheet: Sheet, line: int, alone: bool) -> tuple[int, int]:
    """Return the first and last line that name the columns, around the line that says most."""
    top = bottom = line
    words = known_in(sheet, line, line)
    below = line + 1
    if below < len(sheet.rows) and may_be_header(sheet.rows[below]):
        together = known_in(sheet, line, below)
        if together > words or (_has_groups(sheet, line) and together == words):
            bottom = below
    while top > 0 and top > line - 2 and _is_group_line(sheet, top - 1, alone or top < line):
        top -= 1
    return top, bottom


def _has_groups(sheet: Sheet, line: int) -> bool:
    return any(top == line == last and right > left for top, left, last, right in sheet.merges)


def _is_group_line(sheet: Sheet, line: int, by_merges: bool) -> bool:
    """Tell whether a line above the header names groups of columns rather than the whole table."""
    cells = filled(sheet.rows[line])
    if len(cells) < 2 or any(map(is_data, cells)) or (by_merges and not _has_groups(sheet, line)):
        return False
    texts = [text_of(cell) for cell in cells]
    if _says_the_same(sheet.rows[line + 1], sheet.rows[line]) or is_technical(sheet.rows[line]):
        return False
    if _has_groups(sheet, line):
        return all(":" not in text and "：" not in text for text in texts)
    return not any(t.endswith(_TITLES) or ":" in t or "：" in t for t in texts)


def _says_the_same(row: Sequence[CellValue], other: Sequence[CellValue]) -> bool:
    """Tell whether another line is one more of header words, and not the same ones."""
    above = {text_of(cell) for cell in row}
    cells = filled(other)
    words = known_words(cells)
    return (
        words >= max(2, 0.6 * len(cells))
        and not any(map(is_data, cells))
        and sum(text_of(cell) in above for cell in cells) < 0.5 * len(cells)
        and _stands_above(other, row)
        and _stands_above(row, other)
    )


def _for_programs(row: Sequence[CellValue], other: Sequence[CellValue]) -> bool:
    """Tell whether another line gives the names of the same columns as programs know them."""
    return (
        is_technical(other)
        and not is_technical(row)
        and any(is_word(text_of(cell)) for cell in row)
        and _stands_above(other, row)
    )


def _stands_above(one: Sequence[CellValue], other: Sequence[CellValue]) -> bool:
    """Tell whether nearly every filled cell of one line has a filled one in the other."""
    places = [i for i, cell in enumerate(one) if text_of(cell)]
    with_partner = sum(i < len(other) and text_of(other[i]) != "" for i in places)
    return with_partner >= 0.8 * len(places)
