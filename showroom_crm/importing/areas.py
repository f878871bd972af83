"""Several tables on one sheet: where each begins and ends, below and beside the others."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from showroom_crm.importing.column_rules import names_people
from showroom_crm.importing.header_lines import HeaderLines
from showroom_crm.importing.lines import cell_at, filled, has_mobile, is_blank, is_word, text_of
from showroom_crm.importing.table_rows import EXAMPLE_TEXT
from showroom_crm.importing.vocabulary import normalise
from showroom_crm.values.mappings import HeaderColumn
from showroom_crm.values.sheets import Sheet

_EXAMPLE_ROWS = 3  # rows an example may have
_HALF, _NEARLY = 0.5, 0.8  # of the rows of the longer table; more where a header comes again
_FULL = 0.8  # share of filled cells from which a small table is one
_SAME = 0.8  # share of texts at the same place by which a header is the one above
_PEEK = 300  # rows looked at to see which columns are used


class Area(NamedTuple):
    """Indexes of the rows that belong to a table: from its title to before the next table."""

    start: int
    end: int


def stacked(sheet: Sheet, lines: Sequence[HeaderLines]) -> list[tuple[HeaderLines, Area]]:
    """Return each header with the rows that belong to it.

    Captions directly above a header go with it, not with the table before. A few rows under a
    header of their own that call themselves an example are no table.
    """
    lines = _without_repeats(sheet, _without_examples(sheet, lines))
    starts = [0, *(_caption(sheet, line.first, before.last) for before, line in pairwise(lines))]
    ends = [*starts[1:], len(sheet.rows)]
    return [(line, Area(start, end)) for line, start, end in zip(lines, starts, ends, strict=True)]


def is_example(sheet: Sheet, start: int, index: int) -> bool:
    """Tell whether a row, or a caption above it, calls itself an example."""
    return any(
        EXAMPLE_TEXT.match(text)
        for row in sheet.rows[max(start, index - _EXAMPLE_ROWS) : index + 1]
        for cell in row[:4]
        if (text := text_of(cell)) and len(text) <= 20
    )


def beside_each_other(
    sheet: Sheet, columns: tuple[HeaderColumn, ...], area: Area
) -> list[tuple[HeaderColumn, ...]]:
    """Return the columns of each table under one header line, mostly all of them as one."""
    if period := _period(columns):
        width = len(columns)
        return [renamed(columns[i : i + period]) for i in range(0, width, period)]
    parts = _parts(sheet, columns, area)
    if len(parts) == 1 or not _separate(sheet, parts, area):
        return [columns]
    return [renamed(part) for part in parts]


def renamed(columns: Sequence[HeaderColumn]) -> tuple[HeaderColumn, ...]:
    """Give columns the keys they have in a table of their own."""
    taken: dict[str, int] = {}
    found = []
    for column in columns:
        name = normalise(column.text) or column.letters.lower()
        taken[name] = taken.get(name, 0) + 1
        key = name if taken[name] == 1 else f"{name}#{taken[name]}"
        found.append(replace(column, key=key))
    return tuple(found)


def cut(sheet: Sheet, columns: Sequence[HeaderColumn], area: Area) -> Sheet:
    """Return the sheet with the cells of these columns only in an area, each at its place."""
    inside = {column.index for column in columns}
    if not inside or inside.issuperset(range(width(sheet, area.start, area.end))):
        return sheet
    first, last = min(inside), max(inside)
    blank: list[None] = [None] * first
    merges = tuple(m for m in sheet.merges if first <= m[1] <= last)
    rows = sheet.rows.copy()
    rows[area.start : area.end] = [
        [*blank, *row[first : last + 1]] for row in rows[area.start : area.end]
    ]
    return replace(sheet, rows=rows, merges=merges)


def width(sheet: Sheet, start: int, end: int) -> int:
    """Return how many columns some rows of the sheet have."""
    return max((len(row) for row in sheet.rows[start:end]), default=0)


def _caption(sheet: Sheet, first: int, after: int) -> int:
    """Return where the caption of a header begins: short lines directly above it."""
    start = first
    while start - 1 > after and start > first - 3:
        cells = filled(sheet.rows[start - 1])
        if len(cells) > 2 or has_mobile(cells) or (start < first and not cells):
            break
        start -= 1
    return start


def _without_examples(sheet: Sheet, lines: Sequence[HeaderLines]) -> list[HeaderLines]:
    """Leave out headers of an example that stands before the next header."""
    kept = []
    for line, following in pairwise(lines):
        rows = [i for i in range(line.last + 1, following.first) if len(filled(sheet.rows[i])) > 1]
        start = max(0, line.first - 2)
        if len(rows) > _EXAMPLE_ROWS or not any(is_example(sheet, start, i) for i in rows):
            kept.append(line)
    return [*kept, *lines[-1:]]


def _without_repeats(sheet: Sheet, lines: Sequence[HeaderLines]) -> list[HeaderLines]:
    """Leave out headers that are the one above once more, as on each page of a printed list."""
    kept: list[HeaderLines] = []
    before: set[tuple[int, str]] = set()
    for line in lines:
        cells = enumerate(sheet.rows[line.bottom])
        texts = {(i, text) for i, cell in cells if (text := text_of(cell))}
        if not kept or len(texts & before) < _SAME * len(texts | before):
            kept.append(line)
            before = texts
    return kept


def _period(columns: Sequence[HeaderColumn]) -> int:
    """Return after how many columns the header begins anew; 0 for a table that is not folded."""
    texts = [(column.group, column.text) for column in columns]
    while texts and not texts[-1][1]:
        texts.pop()
    for period in range(2, len(texts) // 2 + 1):
        if len(texts) % period == 0 and all(
            texts[i] == texts[i - period] for i in range(period, len(texts))
        ):
            known = [column for column in columns[:period] if is_word(column.text)]
            return period if len(known) >= 2 and any(map(names_people, known)) else 0
    return 0


def _parts(
    sheet: Sheet, columns: Sequence[HeaderColumn], area: Area
) -> list[tuple[HeaderColumn, ...]]:
    """Split the columns where one without header and content lies between them."""
    rows = range(area.start, min(area.end, area.start + _PEEK))
    parts: list[list[HeaderColumn]] = [[]]
    for column in columns:
        used = column.text or any(not is_blank(cell_at(sheet, i, column.index)) for i in rows)
        if used:
            parts[-1].append(column)
        elif parts[-1]:
            parts.append([])
    return [tuple(part) for part in parts if any(column.text for column in part)]


def _separate(sheet: Sheet, parts: Sequence[tuple[HeaderColumn, ...]], area: Area) -> bool:
    """Tell whether parts are tables of their own rather than one with an empty column inside.

    They are where one names again what another has, or ends long before it.
    """
    texts = [{normalise(c.text) for c in part if is_word(c.text)} for part in parts]
    people = [any(map(names_people, part)) for part in parts]
    if sum(people) > 1 and any(one & other for one, other in pairwise(texts)):
        return True
    if not any(people):
        return False
    again = any(one & other for one, other in pairwise(texts))
    most = max(
        len(_rows(sheet, part, area)) for part, has in zip(parts, people, strict=True) if has
    )
    return most >= _EXAMPLE_ROWS and any(
        not has and _is_summary(sheet, part, area, most * (_NEARLY if again else _HALF))
        for part, has in zip(parts, people, strict=True)
    )


def _is_summary(sheet: Sheet, part: Sequence[HeaderColumn], area: Area, most: float) -> bool:
    """Tell whether a part is a small full table beside a longer one, not columns rarely filled."""
    rows = sorted(_rows(sheet, part, area))
    if len(part) < 2 or len(rows) > most:
        return False
    cells = sum(not is_blank(cell_at(sheet, i, c.index)) for i in rows for c in part)
    return rows[-1] - rows[0] == len(rows) - 1 and cells >= _FULL * len(rows) * len(part)


def _rows(sheet: Sheet, part: Sequence[HeaderColumn], area: Area) -> set[int]:
    rows = range(area.start, min(area.end, area.start + _PEEK))
    return {i for i in rows if any(not is_blank(cell_at(sheet, i, c.index)) for c in part)}
