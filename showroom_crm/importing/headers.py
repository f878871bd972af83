"""Finds the tables in a sheet: title lines, header lines, data, totals, footers."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from showroom_crm.importing import areas, header_lines, naming, table_rows
from showroom_crm.importing.areas import Area
from showroom_crm.importing.column_rules import names_people
from showroom_crm.importing.evidence import Profile, profile
from showroom_crm.importing.header_lines import HeaderLines
from showroom_crm.importing.lines import (
    cell_at,
    filled,
    has_mobile,
    is_blank,
    is_word,
    text_of,
)
from showroom_crm.importing.table_rows import EXAMPLE, NOTE, Skipped
from showroom_crm.values.mappings import Header, HeaderColumn
from showroom_crm.values.places import Place
from showroom_crm.values.sheets import CellValue, Sheet, column_letters

_PEEK = 300  # data rows looked at to see whether a column without header is used
_FIRST = 10  # data rows that tell a card from a table
_OBVIOUS = 0.8  # share of mobile numbers, of names, by which columns need no header


def find(sheet: Sheet, place: Place | None = None) -> Header | None:
    """Return where the likeliest table of the sheet lies, or None when nothing looks like one.

    `place` says where it lies, as corrected by a person.
    """
    return next(iter(tables(sheet, place)), None)


def tables(sheet: Sheet, place: Place | None = None) -> tuple[Header, ...]:
    """Return all tables of a sheet, below and beside each other, the likeliest first.

    A header line is one with the most words the trade uses for columns; the line above or below
    joins it where groups such as "客户信息 / 姓名" are spread over two lines, or where it says the
    same in another language. The likeliest table has a column for people, and the most rows.
    """
    if place is not None:
        found = [_at(sheet, place)]
    elif lines := header_lines.header_lines(sheet):
        found = [
            table
            for header, area in areas.stacked(sheet, lines)
            for table in _side_by_side(sheet, header, area)
        ]
    else:
        found = _without_header(sheet)
    return tuple(sorted(found, key=lambda table: (not speaks_of_people(table), -len(table.data))))


def speaks_of_people(header: Header) -> bool:
    """Tell whether the words of a header, or the lack of any, promise a name or a phone."""
    return header.first_row == 0 or any(map(names_people, header.columns))


def place_of(header: Header) -> Place:
    """Return where a table lies, in the form in which a person may correct it."""
    indexes = [column.index for column in header.columns] or [0]
    return Place(header.first_row, header.last_row, min(indexes), max(indexes), header.end_row)


def _side_by_side(sheet: Sheet, lines: HeaderLines, area: Area) -> list[Header]:
    columns = naming.columns_of(sheet, lines.top, lines.bottom)
    columns = naming.further(columns, sheet, area.start, area.end)
    if lines.other >= 0:
        columns = naming.called_by(columns, sheet.rows[lines.other])
    parts = areas.beside_each_other(sheet, columns, area)
    found = [_table(sheet, lines, part, area) for part in parts]
    return [table for table in found if not _reads_downwards(sheet, table)]


def _table(
    sheet: Sheet, lines: HeaderLines, columns: tuple[HeaderColumn, ...], area: Area
) -> Header:
    part = areas.cut(sheet, columns, area)
    data, skipped = table_rows.data_rows(part, columns, lines.last, area.end)
    above = _above(sheet, area.start, lines.first)
    return Header(
        first_row=sheet.row_number(lines.first),
        last_row=sheet.row_number(lines.last),
        columns=_used(sheet, columns, data),
        data=data,
        skipped=_numbered(sheet, (*above, *skipped)),
        title=_title(sheet, area.start, lines.first),
        end_row=sheet.row_number(area.end - 1),
    )


def _at(sheet: Sheet, place: Place) -> Header:
    """Return the table a person pointed at, whatever stands there."""
    rows = len(sheet.rows)
    end = min(place.last_data_row or rows, rows)
    bottom = max(min(place.last_row, rows) - 1, 0)
    top = min(max(place.first_row - 1, 0), bottom)
    if place.first_row:
        lines = header_lines.as_told(sheet, top, bottom)
        columns = naming.further(naming.columns_of(sheet, top, bottom), sheet, bottom, end)
    else:
        above = min(place.last_row, rows)
        lines = HeaderLines(above, above - 1, 0, 0)
        columns = naming.lettered(areas.width(sheet, above, end))
    left = place.first_column or 0
    last = max((column.index for column in columns), default=0)
    right = place.last_column if place.last_column is not None else last
    chosen = areas.renamed([c for c in columns if left <= c.index <= right])
    table = _table(sheet, lines, chosen, Area(0, max(end, lines.last + 1)))
    if place.first_row:
        return table
    return replace(table, first_row=0, last_row=place.last_row)


def _without_header(sheet: Sheet) -> list[Header]:
    """Return the tables without a header line whose columns can be nothing else."""
    rows = [i for i, row in enumerate(sheet.rows) if len(filled(row)) > 1]
    people = [i for i in rows if has_mobile(sheet.rows[i])]
    if len(people) < 2 or len(people) < _OBVIOUS * len(rows):
        return []
    columns = naming.lettered(areas.width(sheet, people[0], len(sheet.rows)))
    sorts = [profile([cell_at(sheet, i, c.index) for i in people[:_PEEK]]) for c in columns]
    phones = [c for c, seen in zip(columns, sorts, strict=True) if _obviously("mobile", seen)]
    names = [c for c, seen in zip(columns, sorts, strict=True) if _obviously("name", seen)]
    both = [c for c, seen in zip(columns, sorts, strict=True) if _obviously("called", seen)]
    if not (phones and names) and not both:
        return []
    before = people[0] - 1
    return [
        _untitled(sheet, part, before) for part in _lists(columns, names or both, phones or both)
    ]


def _obviously(sort: str, seen: Profile) -> bool:
    return seen.filled > 1 and seen.share(sort) >= _OBVIOUS


def _lists(
    columns: tuple[HeaderColumn, ...],
    names: Sequence[HeaderColumn],
    phones: Sequence[HeaderColumn],
) -> list[tuple[HeaderColumn, ...]]:
    """Split columns where name and phone come once more: lists of people beside each other."""
    if len(names) != len(phones) or len(names) < 2:
        return [columns]
    firsts = [min(n.index, p.index) for n, p in zip(names, phones, strict=True)]
    lasts = [max(n.index, p.index) for n, p in zip(names, phones, strict=True)]
    if any(last >= first for last, first in zip(lasts, firsts[1:], strict=False)):
        return [columns]
    starts = [0, *firsts[1:], len(columns)]
    return [areas.renamed(columns[start:end]) for start, end in pairwise(starts)]


def _untitled(sheet: Sheet, columns: tuple[HeaderColumn, ...], before: int) -> Header:
    part = areas.cut(sheet, columns, Area(0, len(sheet.rows)))
    data, skipped = table_rows.data_rows(part, columns, before, len(sheet.rows))
    return Header(
        first_row=0,
        last_row=before + 1,
        columns=_used(sheet, columns, data),
        data=data,
        skipped=_numbered(sheet, skipped),
        title=_title(sheet, 0, before + 1),
        end_row=sheet.row_number(len(sheet.rows) - 1),
    )


def _reads_downwards(sheet: Sheet, table: Header) -> bool:
    """Tell whether what stands below known words are such words again: a card, not a table."""
    places = [column.index for column in table.columns if is_word(column.text)]
    below = [
        cell
        for row in table.data[:_FIRST]
        for place in places
        if not is_blank(cell := cell_at(sheet, row, place))
    ]
    words = [text_of(cell) for cell in below if isinstance(cell, str) and is_word(cell)]
    return len(set(words)) >= 2 and len(words) >= 0.5 * len(below)  # 微信 thrice is a source


def _above(sheet: Sheet, start: int, first: int) -> tuple[Skipped, ...]:
    """Return the rows above a header that hold people: an example, or what nobody would expect."""
    return tuple(
        (index, EXAMPLE if areas.is_example(sheet, start, index) else NOTE)
        for index in range(start, first)
        if has_mobile(sheet.rows[index]) and len(filled(sheet.rows[index])) > 1
    )


def _used(
    sheet: Sheet, columns: tuple[HeaderColumn, ...], data: Sequence[int]
) -> tuple[HeaderColumn, ...]:
    """Leave out columns without a word in the header and without content."""
    rows = [sheet.rows[i] for i in data]
    return tuple(
        column for column in columns if column.text or any(map(_filled_at(column.index), rows))
    )


def _filled_at(index: int) -> Callable[[Sequence[CellValue]], bool]:
    return lambda row: index < len(row) and not is_blank(row[index])


def _numbered(sheet: Sheet, skipped: Sequence[Skipped]) -> tuple[tuple[int, str], ...]:
    return tuple((sheet.row_number(index), why) for index, why in skipped)


def _title(sheet: Sheet, start: int, first: int) -> str:
    texts = [text_of(cell) for row in sheet.rows[start:first] for cell in row if not is_blank(cell)]
    return " ".join(text for text in texts if text)


def described(header: Header) -> str:
    """Return where a table lies as a spreadsheet writes it, such as B3:K90."""
    place = place_of(header)
    left, right = map(column_letters, (place.first_column or 0, place.last_column or 0))
    return f"{left}{place.first_row or place.last_row + 1}:{right}{place.last_data_row}"
