"""What the columns of a table are called, joined from the lines of its header."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from showroom_crm.importing.lines import cell_at, is_blank, is_word, text_of
from showroom_crm.importing.vocabulary import normalise
from showroom_crm.values.mappings import HeaderColumn
from showroom_crm.values.sheets import CellValue, Sheet, column_letters

_WIDTH_SEARCHED = 50  # rows below the header that tell how wide the table is


def columns_of(sheet: Sheet, top: int, bottom: int) -> tuple[HeaderColumn, ...]:
    """Join the header lines column by column; columns without a word get their letters as key.

    The lowest line names the column, the next one above it that says something else its group.
    """
    width = max((len(row) for row in sheet.rows[top : bottom + _WIDTH_SEARCHED]), default=0)
    texts = [_title(cell_at(sheet, bottom, i)) for i in range(width)]
    groups = [""] * width
    for line in range(bottom - 1, top - 1, -1):
        above = _spread(sheet, line, width, texts)
        for i, group in enumerate(above):
            if not texts[i]:
                texts[i] = group
            elif group != texts[i] and not groups[i]:
                groups[i] = group
    return _keyed(texts, groups)


def lettered(width: int) -> tuple[HeaderColumn, ...]:
    """Return the columns of a table without a header."""
    return _keyed([""] * width, [""] * width)


def further(
    columns: tuple[HeaderColumn, ...], sheet: Sheet, start: int, end: int
) -> tuple[HeaderColumn, ...]:
    """Add the columns right of the header in which some row below has a cell."""
    width = len(columns)
    rows = (row for row in sheet.rows[start:end] if len(row) > width)
    places = {i for row in rows for i in range(width, len(row)) if not is_blank(row[i])}
    if not places:
        return columns
    every = lettered(max(places) + 1)
    return (*columns, *(every[i] for i in sorted(places)))


def called_by(
    columns: tuple[HeaderColumn, ...], row: Sequence[CellValue]
) -> tuple[HeaderColumn, ...]:
    """Call columns by their translation where only that is a word the trade knows."""
    said = {i: text_of(cell) for i, cell in enumerate(row)}
    return tuple(
        replace(column, text=said[column.index])
        if is_word(said.get(column.index, "")) and not is_word(column.text)
        else column
        for column in columns
    )


def known_in(sheet: Sheet, top: int, bottom: int) -> int:
    """Return how many different words for columns the lines give together."""
    words = set()
    for column in columns_of(sheet, top, bottom):
        forms = (column.text, column.group + column.text, column.text + column.group)
        words |= {normalise(form) for form in forms[: 1 if top == bottom else 3] if is_word(form)}
    return len(words)


def _keyed(texts: Sequence[str], groups: Sequence[str]) -> tuple[HeaderColumn, ...]:
    taken: dict[str, int] = {}
    columns = []
    for index, (text, group) in enumerate(zip(texts, groups, strict=True)):
        letters = column_letters(index)
        name = normalise(text) or letters.lower()
        taken[name] = taken.get(name, 0) + 1
        key = name if taken[name] == 1 else f"{name}#{taken[name]}"
        columns.append(HeaderColumn(index, letters, text, group, key))
    return tuple(columns)


def _title(cell: CellValue) -> str:
    """Return the text of a header cell; days of a calendar and years count as words too."""
    if isinstance(cell, float | int) and not isinstance(cell, bool):
        return str(int(cell)) if cell == int(cell) else ""
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, dt.date) else text_of(cell)


def _spread(sheet: Sheet, line: int, width: int, lower: Sequence[str]) -> list[str]:
    """Return the group of each column: as far as its cells are merged, else up to the next one."""
    groups = [text_of(cell_at(sheet, line, i)) for i in range(width)]
    merged = [(left, right) for top, left, _, right in sheet.merges if top == line and right > left]
    for left, right in merged:
        for index in range(left + 1, min(right + 1, width)):
            groups[index] = groups[index] or groups[left]
    if not merged:
        for index in range(1, width):
            if not groups[index] and lower[index] and lower[index - 1]:
                groups[index] = groups[index - 1]
    return groups
