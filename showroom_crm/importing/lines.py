"""What a line of a sheet looks like: blank, a header, data, or words for people to read."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from showroom_crm.importing.cells import seen
from showroom_crm.importing.vocabulary import known, normalise
from showroom_crm.values.sheets import CellValue, Sheet

LONGEST_HEADER = 30  # characters of a header word; more is a sentence
_MOBILE = re.compile(r"(?<!\d)1[3-9]\d(?:[ -]?\d{4}){2}(?!\d)")
_DATA = re.compile(r"\d{4,}|\d+[-/.年]\d+|^\W*[√✓○×]\W*$|^\d+(\.\d+)?$|@")
_IDENTIFIER = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[_.-]?[A-Za-z0-9]+)*")
_SHORTEST_RUN = 5  # days side by side that make a calendar


@lru_cache(maxsize=20_000)
def is_word(text: str) -> bool:
    """Tell whether a text is a word the trade uses for a column; the same texts come again."""
    return known(text)


def is_blank(cell: CellValue) -> bool:
    """Tell whether a cell holds nothing but blanks."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def text_of(cell: CellValue) -> str:
    """Return a header cell as one line of text."""
    return " ".join(seen(cell).split()) if isinstance(cell, str) else ""


def filled(row: Sequence[CellValue]) -> list[CellValue]:
    """Return the cells of a row that hold something."""
    return [cell for cell in row if not is_blank(cell)]


def cell_at(sheet: Sheet, row: int, column: int) -> CellValue:
    """Return a cell by the indexes of its row and column; None beyond the end of the row."""
    cells = sheet.rows[row]
    return cells[column] if column < len(cells) else None


def is_data(cell: CellValue) -> bool:
    """Tell whether a cell can hardly be a header: a number, a date, a phone, a tick, a sentence."""
    if not isinstance(cell, str):
        return not is_blank(cell)
    text = cell.strip()
    if is_word(text):
        return False
    return len(text) > LONGEST_HEADER or bool(_DATA.search(text))


def data_cells(row: Sequence[CellValue]) -> int:
    """Return how many cells of a row can hardly be headers; the days of a calendar can."""
    cells = filled(row)
    return sum(map(is_data, cells)) - _days(cells)


def known_words(row: Iterable[CellValue]) -> int:
    """Return how many different words for columns a row holds."""
    return len({normalise(c) for c in row if isinstance(c, str) and c.strip() and is_word(c)})


def may_be_header(row: Sequence[CellValue]) -> bool:
    """Tell whether nothing in a row speaks against a header."""
    return bool(filled(row)) and data_cells(row) == 0


def is_technical(row: Sequence[CellValue]) -> bool:
    """Tell whether a row holds names of fields as programs write them, such as CUST_NAME."""
    cells = filled(row)
    texts = [cell.strip() for cell in cells if isinstance(cell, str)]
    if len(texts) < max(3, len(cells)) or not all(map(_IDENTIFIER.fullmatch, texts)):
        return False
    marked = sum("_" in text or re.search(r"[a-z][A-Z]", text) is not None for text in texts)
    return marked >= 2 or marked >= 0.3 * len(texts)


def has_mobile(row: Sequence[CellValue]) -> bool:
    """Tell whether a row holds a mobile number, as text or as a number."""
    return any(
        _MOBILE.search(cell) if isinstance(cell, str) else 1.3e10 <= cell < 2e10
        for cell in row
        if isinstance(cell, str | float | int)
    )


def is_mobile(cell: CellValue) -> bool:
    """Tell whether a cell holds a mobile number."""
    return has_mobile((cell,))


def _days(cells: Sequence[CellValue]) -> int:
    """Return the length of a run 1, 2, 3 ... among the cells, as above a calendar; 0 for none."""
    texts = [str(cell).removesuffix(".0").strip() for cell in cells]
    numbers = [int(text) if len(text) < 3 and text.isdecimal() else -1 for text in texts]
    longest = run = 0
    for before, number in zip([-1, *numbers], numbers, strict=False):
        run = run + 1 if number == before + 1 and 1 <= number <= 31 and run else int(number == 1)
        longest = max(longest, run)
    return longest if longest >= _SHORTEST_RUN else 0
