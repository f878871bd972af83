"""What the child process is asked for and what it sends back while it parses a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:  # the child starts the sooner the less it loads
    from showroom_crm.values.sheets import CellValue, EncodingGuess

Rows: TypeAlias = "list[list[CellValue]]"
"""Rows of cells from column A on; they may differ in length."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to parse; `careful` reads an .xlsx row by row, where a stray cell far out costs little.

    `encoding` overrules the guess for text.
    """

    path: str
    password: str | None = None
    encoding: str | None = None
    careful: bool = False


class Failure(StrEnum):
    """Why a file could not be parsed."""

    GONE = "gone"
    DAMAGED = "damaged"
    PASSWORD_NEEDED = "password_needed"
    WRONG_PASSWORD = "wrong_password"
    UNSUPPORTED = "unsupported"
    TOO_LARGE = "too_large"
    TOO_SLOW = "too_slow"
    TOO_MANY_CELLS = "too_many_cells"
    ARCHIVE = "archive"
    DOCUMENT = "document"
    NO_TABLE = "no_table"
    NOT_TEXT = "not_text"
    NO_ENCODING = "no_encoding"


class Unparsed(Exception):
    """Ends the parsing of a file; `failure` says why."""

    def __init__(self, failure: Failure) -> None:
        """Keep the reason."""
        super().__init__(failure)
        self.failure = failure


@dataclass(frozen=True, slots=True)
class SheetStart:
    """Announces a sheet; its rows follow as lists until the next announcement."""

    name: str
    hidden: bool = False
    merges: tuple[tuple[int, int, int, int], ...] = ()


class Told(StrEnum):
    """What a file says beside its cells, or what became of some of them."""

    HIDDEN_ROWS = "hidden_rows"
    FILTERED_ROWS = "filtered_rows"
    HIDDEN_COLUMNS = "hidden_columns"
    ERROR_CELLS = "error_cells"
    NO_RESULT = "no_result"
    CUT_CELLS = "cut_cells"
    FAR_CELLS = "far_cells"
    LOST_CHARACTERS = "lost_characters"
    CUT_OFF = "cut_off"


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to tell about a sheet, with how many of it there are; "" is the whole file."""

    what: Told
    count: int
    sheet: str = ""


Patterns = Mapping[int, Mapping[int, str]]
"""By row and column from 0 on: the zeros a number is shown with, such as 000000 or 000-0000."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a workbook says beside its cells; `patterns` by the name of the sheet."""

    epoch_1904: bool = False
    remarks: tuple[Remark, ...] = ()
    patterns: Mapping[str, Patterns] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Finished:
    """Ends the transfer of a file, with its kind and what it says beside its cells.

    `encoding` and `encodings` are those of a text.
    """

    kind: str = ""
    epoch_1904: bool = False
    remarks: tuple[Remark, ...] = ()
    encoding: str | None = None
    encodings: tuple[EncodingGuess, ...] = ()


Message: TypeAlias = "SheetStart | Finished | Failure | Remark | Rows"
"""A remark on its way is gathered and told with `Finished`."""
