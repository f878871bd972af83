"""What the child process is asked for and what it sends back while it parses a file."""

from dataclasses import dataclass
from enum import StrEnum

from showroom_crm.values.imports import CellValue, EncodingGuess

Rows = list[list[CellValue]]
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


@dataclass(frozen=True, slots=True)
class Finished:
    """Ends the transfer of a file, with its kind and what it says beside its cells.

    `encoding` and `encodings` are those of a text, `lost_characters` what it could not tell.
    """

    kind: str = ""
    epoch_1904: bool = False
    hidden_rows: int = 0
    error_cells: int = 0
    cut_cells: int = 0
    lost_characters: int = 0
    encoding: str | None = None
    encodings: tuple[EncodingGuess, ...] = ()


Message = SheetStart | Finished | Failure | Rows
