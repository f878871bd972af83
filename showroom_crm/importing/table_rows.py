"""Which rows below a header are data; the others are told, each with the word for it."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import islice

from showroom_crm.i18n import N_
from showroom_crm.importing.column_rules import names_people
from showroom_crm.importing.evidence import profile
from showroom_crm.importing.lines import (
    cell_at,
    filled,
    has_mobile,
    is_blank,
    is_data,
    is_mobile,
    is_word,
    known_words,
    text_of,
)
from showroom_crm.importing.vocabulary import normalise, vocabulary
from showroom_crm.values.mappings import HeaderColumn
from showroom_crm.values.sheets import CellValue, Sheet

TOTAL, NOTE, HEADER, EXAMPLE, NUMBER = "total", "note", "header", "example", "number"
WORDS: Mapping[str, str] = {
    TOTAL: N_("sums up other rows"),
    NOTE: N_("a note or caption"),
    HEADER: N_("repeats the header"),
    EXAMPLE: N_("an example to be written over"),
    NUMBER: N_("nothing but a line number"),
}
"""Why a row inside a table is no data, as told to a person."""

Skipped = tuple[int, str]
"""Index of a row, and why it is no data."""

_COUNT = re.compile(r"共\s*\d+\s*[条行位个人台笔名].*|第\s*\d+\s*页.*|page \d+.*", re.IGNORECASE)
EXAMPLE_TEXT = re.compile(
    r"[(（\[【]?\s*(?:填写)?(?:示例|样例|范例|例子|举例|例[:：)）]|example|sample|e\.g\.)"
    r"|.{0,8}[(（\[【](?:示例|样例|范例|例|example|sample)[)）\]】]",
    re.IGNORECASE,
)
_INSTRUCTION = re.compile(
    r"必填|选填|非必填|请(?:填|选|输|按|勿)|格式|下拉|不超过|字符|例如|如[:：]|勿|填写"
    r"|required|optional|mandatory|please|format|e\.g\.|choose|max\.? ?\d",
    re.IGNORECASE,
)
_LABELLED = re.compile(r"[^:：]{1,12}[:：].*", re.DOTALL)
_SECTION = re.compile(
    r".{3,}(?:客户|级|组|部|店|月份?|季度?|年|名单|明细|列表|部分|类|如下|[:：])$"
)
_BLANK = ("", None)
_BEGINNING = 6  # cells, of which mostly three are filled
_EARLY = 3  # rows below the header in which an instruction may stand
_EXAMPLES = 5  # rows below the header in which an example may stand
_SAMPLE = 60  # rows looked at to learn what the columns hold
_CAPTIONS = 3  # rows above a repeated header in which its title may stand
_LATE = 3  # rows at the end in which a total without a word may stand
_SHORT = 20  # characters of a text that marks a row as an example
_NEARLY_ALWAYS, _MOSTLY = 0.9, 0.6  # shares of the cells of a column
_LONG = 25  # characters; more in a nearly empty row is prose


def data_rows(
    sheet: Sheet, columns: tuple[HeaderColumn, ...], bottom: int, end: int
) -> tuple[tuple[int, ...], tuple[Skipped, ...]]:
    """Return the indexes of the data rows from below `bottom` up to `end`, and the rows skipped.

    Each filled row is in one of the two; blank rows are in none.
    """
    judge = _Judge(sheet, columns, bottom, end)
    data: list[int] = []
    skipped: list[Skipped] = []
    for index, row in enumerate(islice(sheet.rows, bottom + 1, end), bottom + 1):
        cells: list[CellValue] = [cell for cell in row[:_BEGINNING] if cell not in _BLANK]
        if len(cells) < 3:
            cells = [cell for cell in row if cell not in _BLANK]
        first = cells[:3]
        if all(map(is_blank, first)):
            first = filled(row)[:3]
        if not first:
            judge.after_gap = True
            continue
        if why := judge.why_no_data(index, row, first):
            if why == HEADER:
                skipped += ((row, NOTE) for row in _captions(sheet, data, index))
            skipped.append((index, why))
        else:
            data.append(index)
    _totals_without_words(sheet, data, skipped)
    skipped.sort()
    return tuple(data), tuple(skipped)


def _captions(sheet: Sheet, data: list[int], header: int) -> list[int]:
    """Take the titles directly above a repeated header out of the data; return their indexes."""
    found: list[int] = []
    while data and header - data[-1] <= _CAPTIONS:
        row = sheet.rows[data[-1]]
        if len(filled(row)) > 1 or has_mobile(row):
            break
        found.append(data.pop())
    return found


class _Judge:
    """Tells rows that sum up, explain or repeat the header from rows of data."""

    def __init__(
        self, sheet: Sheet, columns: tuple[HeaderColumn, ...], bottom: int, end: int
    ) -> None:
        self.after_gap = self._below_note = False
        self._header = frozenset(text for c in columns for text in (c.text, c.group) if text)
        self._width = len(columns)
        self._bottom = bottom
        self._wide = _wide_merges(sheet, self._width)
        self._totals: dict[str, bool] = {}  # the same first cells come again and again
        self._kinds = _with_digits(sheet, columns, bottom + 2, end, _NEARLY_ALWAYS)
        self._people = frozenset(c.index for c in columns if names_people(c))
        lines = vocabulary().line_numbers
        self._numbers = frozenset(c.index for c in columns if normalise(c.text) in lines)
        self._numbered = self._numbers & _with_digits(sheet, columns, bottom + 1, end, _MOSTLY)

    def why_no_data(self, index: int, row: Sequence[CellValue], first: list[CellValue]) -> str:
        """Say why a row is no data, in a word; an empty text for data."""
        texts = [cell.strip() for cell in first if isinstance(cell, str)]
        if len(first) == 1 and is_data(first[0]) and self._only(row) in self._numbers:
            return NUMBER
        if not texts:
            return NOTE if index in self._wide else ""
        if texts[0] in self._header and self._repeats(row):
            return HEADER
        if index - self._bottom <= _EXAMPLES and any(map(_is_example, texts)):
            return EXAMPLE
        why = ""
        if any(map(self._sums_up, texts)):
            why = TOTAL
        elif index in self._wide or self._explains(row, texts, len(first)):
            why = NOTE
        elif any(_is_wordy(row[i]) for i in self._numbered if i < len(row)):
            why = NOTE  # a word where each row has its number
        elif index - self._bottom <= _EARLY:
            why = NOTE if self._instructs(row) else ""
        if why and has_mobile(row):
            return ""
        self._below_note = self.after_gap and why == NOTE
        return why

    def _sums_up(self, text: str) -> bool:
        if len(text) > 40:
            return False
        found = self._totals.get(text)
        if found is None:
            found = bool(_total().fullmatch(text) or _COUNT.fullmatch(text))
            self._totals[text] = found
        return found

    def _repeats(self, row: Sequence[CellValue]) -> bool:
        """Tell whether a row is the header once more, as on each page of a printed list."""
        cells = [text_of(cell) for cell in row if not is_blank(cell)]
        return len(cells) > 1 and sum(cell in self._header for cell in cells) >= 0.8 * len(cells)

    def _instructs(self, row: Sequence[CellValue]) -> bool:
        """Tell whether a row says how to fill the columns instead of filling them."""
        cells = [(i, cell) for i, cell in enumerate(row) if not is_blank(cell)]
        if has_mobile(row):
            return False
        told = sum(isinstance(c, str) and bool(_INSTRUCTION.search(c)) for _, c in cells)
        if told >= 2 and told >= 0.3 * len(cells):
            return True
        if profile([cell for i, cell in cells if i in self._people]).share("name"):
            return False
        typed = [(i, cell) for i, cell in cells if i in self._kinds]
        wrong = sum(isinstance(c, str) and not any(map(str.isdigit, c)) for _, c in typed)
        return wrong == len(typed) and wrong + bool(told) >= 2

    def _explains(self, row: Sequence[CellValue], texts: list[str], first: int) -> bool:
        """Tell whether a nearly empty row is a caption, a footer or a signature."""
        if self._width <= 2:
            return False
        few, footer = first < 3, _footer().match(texts[0]) is not None
        if few and (len(texts[0]) > _LONG or footer):
            return True
        if footer or _LABELLED.fullmatch(texts[0]):
            cells = [cell.strip() for cell in row if isinstance(cell, str) and cell.strip()]
            labelled = sum(bool(_LABELLED.fullmatch(cell)) for cell in cells)
            if (footer and 2 * labelled >= len(cells)) or 1 < labelled == len(filled(row)):
                return True
        if first == 1:
            before = self._only(row) < min(self._people, default=0)
            return before or bool(_SECTION.fullmatch(texts[0]))
        return few and self.after_gap and not self._fits(row)

    def _only(self, row: Sequence[CellValue]) -> int:
        return next(i for i, cell in enumerate(row) if not is_blank(cell))

    def _fits(self, row: Sequence[CellValue]) -> bool:
        """Tell whether a row after a gap says who it speaks of; below a note, by a real name."""
        cells = [row[i] for i in self._people if i < len(row) and not is_blank(row[i])]
        if self._below_note:
            return profile(cells).share("name") > 0
        return bool(cells)


def _is_example(text: str) -> bool:
    return len(text) <= _SHORT and EXAMPLE_TEXT.match(text) is not None


@cache
def _total() -> re.Pattern[str]:
    words = vocabulary().totals
    chinese = "|".join(re.escape(word) for word in words if not word.isascii())
    latin = "|".join(re.escape(word) for word in words if word.isascii())
    return re.compile(
        rf".{{0,10}}?(?:{chinese})(?:[^一-鿿].{{0,20}})?|(?:.{{0,10}} )?(?:{latin})\W*[\d.,]*",
        re.IGNORECASE,
    )


@cache
def _footer() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, vocabulary().footers)), re.IGNORECASE)


def _is_wordy(cell: CellValue) -> bool:
    return isinstance(cell, str) and len(cell.strip()) > 1 and not any(map(str.isdigit, cell))


def _wide_merges(sheet: Sheet, width: int) -> frozenset[int]:
    """Return the rows in which one cell spreads over half the table: captions, not customers."""
    return frozenset(
        top
        for top, left, bottom, right in sheet.merges
        if top == bottom and width > 3 and right - left + 1 >= width / 2
    )


def _with_digits(
    sheet: Sheet, columns: tuple[HeaderColumn, ...], start: int, end: int, least: float
) -> frozenset[int]:
    """Return the columns that hold digits in at least that share: numbers, dates, phones."""
    rows = range(start, min(start + _SAMPLE, end))
    found = set()
    for column in columns:
        cells = [c for i in rows if not is_blank(c := cell_at(sheet, i, column.index))]
        with_digits = sum(any(map(str.isdigit, str(cell))) for cell in cells)
        if len(cells) >= 3 and with_digits >= least * len(cells):
            found.add(column.index)
    return frozenset(found)


def _totals_without_words(sheet: Sheet, data: list[int], skipped: list[Skipped]) -> None:
    """Take rows at the end out that hold nothing but the sums of their columns."""
    for index in data[-_LATE:]:
        cells = [(i, c) for i, c in enumerate(sheet.rows[index]) if not is_blank(c)]
        numbers = [(i, c) for i, c in cells if isinstance(c, int | float) and not is_mobile(c)]
        above = [row for row in data if row < index]
        if len(numbers) == len(cells) and len(above) > 1 and numbers:
            sums = [sum(_number(cell_at(sheet, row, i)) for row in above) for i, _ in numbers]
            if all(abs(s - c) < 0.01 for s, (_, c) in zip(sums, numbers, strict=True)):
                data.remove(index)
                skipped.append((index, TOTAL))


def _number(cell: CellValue) -> float:
    return cell if isinstance(cell, int | float) else 0.0


def reads_like_header(row: Sequence[CellValue]) -> bool:
    """Tell whether a row in the middle of a sheet can only be the header of a table."""
    cells = filled(row)
    if len(cells) < 2 or not all(isinstance(cell, str) for cell in cells):
        return False
    if not any(is_word(str(cell)) for cell in cells[:3]):
        return False
    words = known_words(cells)
    return (words >= 3 and words >= 0.6 * len(cells)) or words == len(cells)
