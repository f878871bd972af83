"""Finds the table in a sheet: title lines, one or two header lines, data, totals, footers."""

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import islice

from showroom_crm.importing.vocabulary import known, normalise, vocabulary
from showroom_crm.values.imports import (
    CellValue,
    Header,
    HeaderColumn,
    Sheet,
    Workbook,
    column_letters,
)

_SEARCHED = 60  # rows in which a header may stand
_LONGEST_HEADER = 30  # characters of a header word; more is a sentence
_PEEK = 300  # data rows looked at to see whether a column without header is used
_MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
_DATA = re.compile(r"\d{4,}|\d+[-/.年]\d+|^\W*[√✓○×]\W*$|^\d+(\.\d+)?$|@")
_COUNT = re.compile(r"共\s*\d+\s*[条行位个人台笔名].*|第\s*\d+\s*页.*|page \d+.*", re.IGNORECASE)
_BLANK = ("", None)
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?=\D|\d{2}(?:\D|$)|\d{4}(?:\D|$)|$)")


def find(sheet: Sheet) -> Header | None:
    """Return where the table of the sheet lies, or None when nothing looks like one.

    The header line is the one with the most words the trade uses for columns; the line above or
    below joins it where groups such as "客户信息 / 姓名" are spread over two lines, and the line
    below where it says the same in another language.
    """
    first = _best_line(sheet)
    if first is None:
        return None
    top, bottom = _with_neighbour(sheet, first)
    columns = _columns(sheet, top, bottom)
    last = bottom
    if _is_translation(sheet, bottom):
        last = bottom + 1
        columns = _with_known_words(columns, sheet.rows[last])
    if _reads_downwards(sheet, columns, last):
        return None
    data, skipped = _data(sheet, columns, last)
    return Header(
        first_row=sheet.row_number(top),
        last_row=sheet.row_number(last),
        columns=_used(sheet, columns, data),
        data=data,
        skipped=skipped,
        title=_title(sheet, top),
    )


def year(book: Workbook, sheet: Sheet, header: Header, today: dt.date) -> int:
    """Return the year of dates without one: that of the title, the sheet's or the file's name."""
    for text in (header.title, sheet.name, book.name):
        years = [int(found) for found in _YEAR.findall(text)]
        if likely := [y for y in years if today.year - 20 <= y <= today.year + 1]:
            return max(likely)  # of a range, its end
    return today.year


def is_blank(cell: CellValue) -> bool:
    """Tell whether a cell holds nothing but blanks."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def text_of(cell: CellValue) -> str:
    """Return a header cell as one line of text."""
    return " ".join(cell.split()) if isinstance(cell, str) else ""


def _filled(row: Sequence[CellValue]) -> list[CellValue]:
    return [cell for cell in row if not is_blank(cell)]


def _is_data(cell: CellValue) -> bool:
    """Tell whether a cell can hardly be a header: a number, a date, a phone, a tick, a sentence."""
    if not isinstance(cell, str):
        return not is_blank(cell)
    text = cell.strip()
    if known(text):
        return False
    return len(text) > _LONGEST_HEADER or bool(_DATA.search(text))


def _known_words(row: Iterable[CellValue]) -> int:
    return len({normalise(c) for c in row if isinstance(c, str) and c.strip() and known(c)})


def _best_line(sheet: Sheet) -> int | None:
    """Return the index of the line with the most known words, else the first that may be one."""
    best, most = None, 0.0
    for index, row in enumerate(sheet.rows[:_SEARCHED]):
        filled = _filled(row)
        words = _known_words(filled)
        if words == 0 or (words == 1 and len(filled) == 1 and len(sheet.rows) == 1):
            continue
        worth = words - sum(map(_is_data, filled))
        if worth > most and not _is_title(sheet, index, filled):
            best, most = index, worth
    return best if best is not None else _line_above_data(sheet)


def _is_title(sheet: Sheet, index: int, filled: list[CellValue]) -> bool:
    """Tell whether a line has one text only while the lines below have several."""
    if len(filled) > 1:
        return False
    below = sheet.rows[index + 1 : index + 6]
    return any(len(_filled(row)) > 1 for row in below)


def _line_above_data(sheet: Sheet) -> int | None:
    """Return the first line of several short texts followed by a line that holds data."""
    for index, row in enumerate(sheet.rows[:_SEARCHED]):
        filled = _filled(row)
        if len(filled) < 2 or any(map(_is_data, filled)):
            continue
        below = [_filled(r) for r in sheet.rows[index + 1 : index + 4]]
        if any(sum(map(_is_data, cells)) for cells in below):
            return index
        return None
    return None


def _with_neighbour(sheet: Sheet, line: int) -> tuple[int, int]:
    """Return the first and last line of the header around its best line."""
    alone = _known_in(sheet, line, line)
    below = line + 1
    if below < len(sheet.rows) and _may_be_header(sheet.rows[below]):
        together = _known_in(sheet, line, below)
        if together > alone or (_has_groups(sheet, line) and together == alone):
            return line, below
    above = line - 1
    if above >= 0 and _is_group_line(sheet, above):
        return above, line
    return line, line


def _is_translation(sheet: Sheet, bottom: int) -> bool:
    """Tell whether the line below the header is one more of header words, and not the same."""
    if bottom + 1 >= len(sheet.rows):
        return False
    above = {text_of(cell) for cell in sheet.rows[bottom]}
    filled = _filled(sheet.rows[bottom + 1])
    words = _known_words(filled)
    return (
        words >= max(2, 0.6 * len(filled))
        and not any(map(_is_data, filled))
        and sum(text_of(cell) in above for cell in filled) < 0.5 * len(filled)
    )


def _with_known_words(
    columns: tuple[HeaderColumn, ...], row: Sequence[CellValue]
) -> tuple[HeaderColumn, ...]:
    """Call columns by their translation where that is the word the trade knows."""
    said = {i: text_of(cell) for i, cell in enumerate(row)}
    return tuple(
        replace(column, text=said[column.index])
        if known(said.get(column.index, "")) and not known(column.text)
        else column
        for column in columns
    )


def _reads_downwards(sheet: Sheet, columns: tuple[HeaderColumn, ...], last: int) -> bool:
    """Tell whether what stands below known words are such words again: a card, not a table."""
    places = [column.index for column in columns if known(column.text)]
    below = [
        cell
        for row in range(last + 1, min(last + 11, len(sheet.rows)))
        for place in places
        if not is_blank(cell := _cell(sheet, row, place))
    ]
    words = sum(isinstance(cell, str) and known(cell) for cell in below)
    return words >= 2 and words >= 0.5 * len(below)


def _may_be_header(row: Sequence[CellValue]) -> bool:
    filled = _filled(row)
    return bool(filled) and not any(map(_is_data, filled))


def _has_groups(sheet: Sheet, line: int) -> bool:
    return any(top == line == last and right > left for top, left, last, right in sheet.merges)


def _is_group_line(sheet: Sheet, line: int) -> bool:
    """Tell whether a line above the header names groups of columns rather than the whole table."""
    row = sheet.rows[line]
    filled = _filled(row)
    if len(filled) < 2 or any(map(_is_data, filled)):
        return False
    return all(":" not in text_of(c) and "：" not in text_of(c) for c in filled)


def _known_in(sheet: Sheet, top: int, bottom: int) -> int:
    words = set()
    for column in _columns(sheet, top, bottom):
        forms = (column.text, column.group + column.text, column.text + column.group)
        words |= {normalise(form) for form in forms[: 1 if top == bottom else 3] if known(form)}
    return len(words)


def _columns(sheet: Sheet, top: int, bottom: int) -> tuple[HeaderColumn, ...]:
    """Join the header lines column by column; columns without a word get their letters as key."""
    width = max((len(row) for row in sheet.rows[: bottom + 50]), default=0)
    lower = [text_of(_cell(sheet, bottom, i)) for i in range(width)]
    groups = _spread(sheet, top, width, lower) if top < bottom else [""] * width
    taken: dict[str, int] = {}
    columns = []
    for index in range(width):
        text, group = lower[index], groups[index]
        if not text:
            text, group = group, ""
        if text == group:
            group = ""
        name = normalise(text) or column_letters(index).lower()
        taken[name] = taken.get(name, 0) + 1
        key = name if taken[name] == 1 else f"{name}#{taken[name]}"
        columns.append(HeaderColumn(index, column_letters(index), text, group, key))
    return tuple(columns)


def _spread(sheet: Sheet, line: int, width: int, lower: list[str]) -> list[str]:
    """Return the group of each column: as far as its cells are merged, else up to the next one."""
    groups = [text_of(_cell(sheet, line, i)) for i in range(width)]
    merged = [(left, right) for top, left, _, right in sheet.merges if top == line and right > left]
    for left, right in merged:
        for index in range(left + 1, min(right + 1, width)):
            groups[index] = groups[left]
    if not merged:
        for index in range(1, width):
            if not groups[index] and lower[index] and lower[index - 1]:
                groups[index] = groups[index - 1]
    return groups


def _cell(sheet: Sheet, row: int, column: int) -> CellValue:
    cells = sheet.rows[row]
    return cells[column] if column < len(cells) else None


def _used(
    sheet: Sheet, columns: tuple[HeaderColumn, ...], data: Sequence[int]
) -> tuple[HeaderColumn, ...]:
    """Leave out columns without a word in the header and without content."""
    sample = data[:_PEEK]
    return tuple(
        column
        for column in columns
        if column.text or any(not is_blank(_cell(sheet, i, column.index)) for i in sample)
    )


def _data(
    sheet: Sheet, columns: tuple[HeaderColumn, ...], bottom: int
) -> tuple[tuple[int, ...], tuple[tuple[int, str], ...]]:
    """Return the indexes of the data rows, and the rows between them that are none, with why."""
    header = [column.text for column in columns]
    wide = _wide_merges(sheet, len(columns))
    data: list[int] = []
    skipped: list[tuple[int, str]] = []
    judge = _Judge(header, len(columns))
    for index, row in enumerate(islice(sheet.rows, bottom + 1, None), bottom + 1):
        first: list[CellValue] = [*islice((cell for cell in row if cell not in _BLANK), 3)]
        if all(map(is_blank, first)):
            first = _filled(row)[:3]
        if not first:
            continue
        why = judge.why_no_data(row, first) or ("note" if index in wide else "")
        if why:
            skipped.append((sheet.row_number(index), why))
        else:
            data.append(index)
    return tuple(data), tuple(skipped)


def _wide_merges(sheet: Sheet, width: int) -> set[int]:
    """Return the rows in which one cell spreads over half the table: captions, not customers."""
    return {
        top
        for top, left, bottom, right in sheet.merges
        if top == bottom and width > 3 and right - left + 1 >= width / 2
    }


class _Judge:
    """Tells rows that sum up, explain or repeat the header from rows of data."""

    def __init__(self, header: list[str], width: int) -> None:
        words = vocabulary()
        chinese = "|".join(re.escape(word) for word in words.totals if not word.isascii())
        latin = "|".join(re.escape(word) for word in words.totals if word.isascii())
        total = (
            rf".{{0,10}}?(?:{chinese})(?:[^一-鿿].{{0,20}})?|(?:.{{0,10}} )?(?:{latin})\W*[\d.,]*"
        )
        footer = "|".join(re.escape(word) for word in words.footers)
        self._total = re.compile(total, re.IGNORECASE)
        self._footer = re.compile(rf"(?:{footer})", re.IGNORECASE)
        self._header = header
        self._width = width
        self._totals: dict[str, bool] = {}  # the same first cells come again and again

    def why_no_data(self, row: Sequence[CellValue], first: list[CellValue]) -> str:
        """Say why a row is no data: total, note or header; an empty text for data."""
        texts = [cell.strip() for cell in first if isinstance(cell, str)]
        if not texts:
            return ""
        if any(map(self._sums_up, texts)):
            return "" if _has_mobile(row) else "total"
        if texts[0] in self._header and _repeats(row, self._header):
            return "header"
        few = self._width > 2 and len(first) < 3
        if few and (len(texts[0]) > 25 or self._footer.match(texts[0])):
            return "" if _has_mobile(row) else "note"
        return ""

    def _sums_up(self, text: str) -> bool:
        if len(text) > 40:
            return False
        found = self._totals.get(text)
        if found is None:
            found = bool(self._total.fullmatch(text) or _COUNT.fullmatch(text))
            self._totals[text] = found
        return found


def _has_mobile(row: Sequence[CellValue]) -> bool:
    return any(
        _MOBILE.search(cell) if isinstance(cell, str) else 1.3e10 <= cell < 2e10
        for cell in row
        if isinstance(cell, str | float | int)
    )


def _repeats(row: Sequence[CellValue], header: list[str]) -> bool:
    """Tell whether a row is the header once more, as on each page of a printed list."""
    filled = [text_of(cell) for cell in row if not is_blank(cell)]
    return len(filled) > 1 and sum(cell in header for cell in filled) >= 0.8 * len(filled)


def _title(sheet: Sheet, top: int) -> str:
    texts = [text_of(cell) for row in sheet.rows[:top] for cell in row if not is_blank(cell)]
    return " ".join(text for text in texts if text)
