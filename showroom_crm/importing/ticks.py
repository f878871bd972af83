"""Columns to be ticked, such as H A B C under one heading, turned into one column of words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from showroom_crm.importing.lines import (
    cell_at,
    filled,
    is_blank,
    is_data,
    is_word,
    known_words,
    text_of,
)
from showroom_crm.values.sheets import CellValue, Sheet

LEVEL = "意向级别"  # what columns of letters are about where no heading says it
_SEARCHED = 60  # rows in which a header is looked for
_PEEK = 500  # rows of data looked at
_LONGEST = 12  # characters of an option
_TICK = re.compile(r"\W*[√✓✔☑✅○●◯⭕vVyYxX1是有]\W*|[√✓✔☑✅○●◯⭕■◆★]+")
_LETTER = re.compile(r"[OHABCNDF](?:级|类)?")
_SEVERAL = "、"


class Ticked(NamedTuple):
    """Columns to be ticked: indexes of the rows of heading and options, and of the columns."""

    heading: int
    options: int
    first: int
    last: int
    title: str
    words: tuple[str, ...]


def turn(sheet: Sheet) -> Sheet | None:
    """Return the sheet with one column for each group to be ticked, or None where there is none.

    The first column of a group gets the words of those that are ticked; what else somebody wrote
    into the cells stays beside them.
    """
    groups = tuple(_groups(sheet))
    if not groups:
        return None
    rows = [list(row) for row in sheet.rows]
    for group in groups:
        _rewrite(rows, group)
    gone = {(group.heading, group.first) for group in groups}
    merges = tuple(m for m in sheet.merges if (m[0], m[1]) not in gone)
    told = tuple((group.title, group.words) for group in groups)
    return replace(sheet, rows=rows, merges=merges, ticked=told)


def _groups(sheet: Sheet) -> Iterator[Ticked]:
    for row in range(min(len(sheet.rows), _SEARCHED)):
        if known_words(filled(sheet.rows[row])) < 2:
            continue
        for group in (*_under_headings(sheet, row), *_letters(sheet, row)):
            if _is_ticked(sheet, group):
                yield group


def _under_headings(sheet: Sheet, row: int) -> Iterator[Ticked]:
    """Yield headings with blank cells beside them and a word for each column below."""
    if row + 1 >= len(sheet.rows):
        return
    width = max(len(sheet.rows[row]), len(sheet.rows[row + 1]))
    for first in range(width):
        title = text_of(cell_at(sheet, row, first))
        if not title or not _option(cell_at(sheet, row + 1, first)):
            continue
        last = first
        while (
            last + 1 < width
            and is_blank(cell_at(sheet, row, last + 1))
            and _option(cell_at(sheet, row + 1, last + 1))
        ):
            last += 1
        words = [text_of(cell_at(sheet, row + 1, i)) for i in range(first, last + 1)]
        if len(set(words)) == len(words) > 1:
            yield Ticked(row, row + 1, first, last, title, tuple(words))


def _letters(sheet: Sheet, row: int) -> Iterator[Ticked]:
    """Yield columns of the header that are called by the letters of levels."""
    texts = [text_of(cell).upper() for cell in sheet.rows[row]]
    first = 0
    while first < len(texts):
        last = first
        while last < len(texts) and _LETTER.fullmatch(texts[last]):
            last += 1
        words = texts[first:last]
        if len(set(words)) == len(words) > 2:
            yield Ticked(row, row, first, last - 1, LEVEL, tuple(words))
        first = last + 1


def _option(cell: CellValue) -> bool:
    text = text_of(cell)
    return 0 < len(text) <= _LONGEST and not is_word(text) and not is_data(cell)


def _is_ticked(sheet: Sheet, group: Ticked) -> bool:
    """Tell whether the cells below are blank or ticked, mostly one in a row."""
    rows = [
        [c for c in sheet.rows[i][group.first : group.last + 1] if not is_blank(c)]
        for i in range(group.options + 1, min(len(sheet.rows), group.options + _PEEK))
    ]
    used = [cells for cells in rows if cells and not _are_sums(cells)]
    ticked = sum(all(map(_is_tick, cells)) for cells in used)
    alone = sum(len(cells) == 1 for cells in used)
    return bool(used) and ticked >= 0.9 * len(used) and alone >= 0.5 * len(used)


def _are_sums(cells: Sequence[CellValue]) -> bool:
    return len(cells) > 1 and all(isinstance(cell, int | float) for cell in cells)


def _is_tick(cell: CellValue) -> bool:
    if isinstance(cell, bool | int | float):
        return cell in (True, 1)
    return isinstance(cell, str) and _TICK.fullmatch(cell.strip()) is not None


def _rewrite(rows: list[list[CellValue]], group: Ticked) -> None:
    places = range(group.first, group.last + 1)
    for i in range(group.heading, len(rows)):
        row = rows[i]
        cells = [row[place] if place < len(row) else None for place in places]
        if i > group.options and len(rows[i]) > 2 and known_words(filled(rows[i])) > 2:
            return  # the next table
        kept = [cell for cell in cells if not is_blank(cell)]
        if not kept or (_are_sums(kept) and i > group.options):
            continue  # sums below the table
        for place in places:
            if place < len(row):
                row[place] = None
        if i == group.heading:
            row[group.first] = group.title
        elif i > group.options:
            row[group.first] = _said(cells, group.words)


def _said(cells: Sequence[CellValue], words: Sequence[str]) -> CellValue:
    """Return the words ticked, and what was written instead of a tick as it is."""
    said = [
        word if _is_tick(cell) else cell
        for word, cell in zip(words, cells, strict=True)
        if not is_blank(cell) and cell is not False
    ]
    return said[0] if len(said) == 1 else _SEVERAL.join(map(str, said)) or None
