"""What a file holds as it was read: sheets of cells."""

import datetime as dt
from dataclasses import dataclass, field
from uuid import uuid4

CellValue = str | int | float | bool | dt.date | dt.datetime | dt.time | dt.timedelta | None
"""A cell as the file gives it; an empty one is "" or None, a number nearly always a float."""


def column_letters(index: int) -> str:
    """Return the letters a spreadsheet shows for the 0-based column `index`."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_index(letters: str) -> int:
    """Return the 0-based column above which a spreadsheet shows `letters`."""
    index = 0
    for letter in letters.upper():
        index = index * 26 + ord(letter) - 64
    return index - 1


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Sheet:
    """All cells of one sheet from A1 on; rows may differ in length.

    `merges` are (first row, first column, last row, last column), indexes into `rows`. `numbers`
    are those of the rows where they are not counted from 1: people on cards, in their order.
    `ticked` are headings whose columns to be ticked were read as one, each with its words.
    """

    name: str
    hidden: bool
    rows: list[list[CellValue]]
    merges: tuple[tuple[int, int, int, int], ...] = ()
    numbers: tuple[int, ...] = ()
    ticked: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def row_number(self, index: int) -> int:
        """Return the number the spreadsheet shows beside `rows[index]`."""
        return self.numbers[index] if self.numbers else index + 1


@dataclass(frozen=True, slots=True)
class EncodingGuess:
    """One way to read a text file: the name of the encoding, and a few cells as they then read."""

    name: str
    samples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Workbook:
    """A file as read: `kind` is xlsx, xlsb, xls, ods, csv or html; `notes` tell the user more.

    `encoding` is that of a text file, `encodings` the plausible ones with it as the first, each
    with the same cells. `epoch_1904` says that bare day numbers count from 1904. `run` tells this
    reading from any other, also of the same file.
    """

    name: str
    kind: str
    sheets: tuple[Sheet, ...]
    encoding: str | None = None
    epoch_1904: bool = False
    notes: tuple[str, ...] = ()
    encodings: tuple[EncodingGuess, ...] = ()
    run: str = field(default_factory=lambda: uuid4().hex, compare=False)
