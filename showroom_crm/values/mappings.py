"""Where a table lies in its sheet, and to which field each of its columns goes."""

from collections.abc import Sequence
from dataclasses import dataclass

from showroom_crm.values.fields import Subject
from showroom_crm.values.questions import Question


@dataclass(frozen=True, slots=True)
class HeaderColumn:
    """One column: `text` as written, `group` the line above it, `key` unique in the table.

    `index` counts within the rows of the sheet, `letters` as the spreadsheet shows it.
    """

    index: int
    letters: str
    text: str
    group: str
    key: str

    @property
    def label(self) -> str:
        """Return what messages call the column."""
        return self.text or self.group or self.letters

    @property
    def title(self) -> str:
        """Return a column's name where one looks for it: its letters and its header."""
        return f"{self.letters} {self.label}" if self.text or self.group else self.letters


@dataclass(frozen=True, slots=True)
class Header:
    """Where a table lies: row numbers are those of the spreadsheet, `data` indexes of sheet rows.

    `skipped` are rows inside the table that are no data, each with the word for it: total, note,
    header, example, number. A table without header line has `first_row` 0. `end_row` is the last
    row that belongs to it, blank rows included.
    """

    first_row: int
    last_row: int
    columns: tuple[HeaderColumn, ...]
    data: Sequence[int]
    skipped: tuple[tuple[int, str], ...] = ()
    title: str = ""
    end_row: int = 0


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """Which field a column goes to, how surely (0-1) and why; `unit` is 10000 for amounts in 万.

    `refusal` says why nothing of the column may be kept; `spare` columns tell nothing of their
    own: empty ones, line numbers, copies of another column.
    """

    column: HeaderColumn
    field: str | None
    confidence: float
    why: str
    samples: tuple[str, ...] = ()
    unit: int = 1
    refusal: str = ""
    spare: bool = False


@dataclass(frozen=True, slots=True)
class ColumnMappings:
    """All columns of a table; `fingerprint` is that of its layout, `source` who gave its ids.

    `subject` says what each row tells.
    """

    fingerprint: str
    columns: tuple[ColumnMapping, ...]
    questions: tuple[Question, ...] = ()
    source: str = ""
    subject: Subject = Subject.CUSTOMERS

    @property
    def fields(self) -> frozenset[str]:
        """Return the keys of all fields that get a column."""
        return frozenset(c.field for c in self.columns if c.field)
