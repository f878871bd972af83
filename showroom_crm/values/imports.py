"""What an import passes from step to step: cells, header, mapping, clean table, matches, plan."""

import datetime as dt
from collections.abc import Mapping as MappingOf
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple
from uuid import uuid4

from showroom_crm.values.customers import Value
from showroom_crm.values.fields import Subject
from showroom_crm.values.levels import Level
from showroom_crm.values.own_fields import OwnField
from showroom_crm.values.places import Place
from showroom_crm.values.questions import Question
from showroom_crm.values.value_lists import ValueList

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
class Mapping:
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


@dataclass(frozen=True, slots=True)
class Repair:
    """A cell whose content was really changed by cleaning; `column` is its label with letters."""

    row: int
    column: str
    before: str
    after: str
    reason: str


@dataclass(frozen=True, slots=True)
class Problem:
    """A cell to be looked at: `kept` says whether its value is imported all the same."""

    row: int
    column: str
    value: str
    message: str
    kept: bool = False


@dataclass(frozen=True, slots=True)
class Conventions:
    """What a cell cannot tell: today, the year of dates without one, levels, staff, value lists.

    `staff` gives the id for each name, `own` the showroom's own fields by field key.
    `epoch_1904` comes from the workbook, `file_month` and `year_told` from its title or names.
    """

    today: dt.date
    file_year: int
    levels: Sequence[Level]
    staff: MappingOf[str, int]
    lists: MappingOf[str, ValueList]
    epoch_1904: bool = False
    own: MappingOf[str, OwnField] = field(default_factory=dict)
    file_month: int = 0
    year_told: bool = True


@dataclass(frozen=True, slots=True)
class CleanTable:
    """A table in the form of the store: per stored key one list of values, aligned with `rows`.

    `rows` are row numbers as shown. Money is fen, a range stands under `<key>_min` and `<key>_max`.
    `phones` holds for each row all its numbers, the mobile first. `own` gives the ids of the
    showroom's own fields among the columns; one below zero is made with the import. `titles` are
    those of the columns by field. `subject` says what each row tells, and `calculates` that no
    column of the file is an amount, so that it may be worked out.
    """

    rows: Sequence[int]
    columns: MappingOf[str, list[Value]]
    phones: list[tuple[str, ...]]
    repairs: Sequence[Repair] = ()
    problems: Sequence[Problem] = ()
    questions: tuple[Question, ...] = ()
    own: MappingOf[str, int] = field(default_factory=dict)
    titles: MappingOf[str, str] = field(default_factory=dict)
    subject: Subject = Subject.CUSTOMERS
    calculates: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """Which customers of the store have a key, newest last; phones are digits.

    `aliases` are numbers as other systems give them, by source, `numbers` the showroom's own, which
    may stand in a file of any source. `other_names` are names a customer was joined under, `apart`
    those of whom somebody has said that they are not the same person.
    """

    aliases: MappingOf[tuple[str, str], int] = field(default_factory=dict)
    vins: MappingOf[str, Sequence[int]] = field(default_factory=dict)
    plates: MappingOf[str, Sequence[int]] = field(default_factory=dict)
    phones: MappingOf[str, Sequence[int]] = field(default_factory=dict)
    id_nos: MappingOf[str, Sequence[int]] = field(default_factory=dict)
    names: MappingOf[int, str] = field(default_factory=dict)
    other_names: MappingOf[int, Sequence[str]] = field(default_factory=dict)
    apart: MappingOf[int, Sequence[int]] = field(default_factory=dict)
    numbers: MappingOf[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class KnownCustomer:
    """One customer the file speaks of: columns as stored, and the rows of the other tables.

    `rows` is keyed by table name; each row is a mapping of its columns with `id`.
    """

    values: MappingOf[str, Value]
    rows: MappingOf[str, Sequence[MappingOf[str, Value]]] = field(default_factory=dict)


class Policy(StrEnum):
    """What a filled cell does to a filled field; an empty cell never does anything."""

    FILL = "fill"
    OVERWRITE = "overwrite"
    APPEND = "append"
    FORWARD = "forward"  # only to a later date or a larger number


EVERY_FIELD = "*"


@dataclass(frozen=True, slots=True)
class Choices:
    """What the user decided: answers by question key, rows switched off, policies by field key.

    The policy under `EVERY_FIELD` holds for all fields without one of their own.

    `edits` gives what was typed in place of a cell, by row number and column key; `place` where
    the table lies, None for where it was found; `subject` what each row tells (customers, orders,
    services, visits, payments), None for what was recognised; `profile` the name of the source
    whose profile helps and under which the layout is remembered, None for as recognised.
    """

    answers: MappingOf[str, str] = field(default_factory=dict)
    skip: frozenset[int] = frozenset()
    policies: MappingOf[str, Policy] = field(default_factory=dict)
    edits: MappingOf[tuple[int, str], str] = field(default_factory=dict)
    place: Place | None = None
    subject: str | None = None
    profile: str | None = None


class Verdict(StrEnum):
    """What matching found for a row."""

    NEW = "new"
    SAME = "same"
    ASIDE = "aside"


@dataclass(frozen=True, slots=True)
class Match:
    """Whom a row speaks of: `customer` is an id of the store, or negative for one new in this file.

    `key` names what decided (source_id, vin, phone, id_no, plate), `question` the open question of
    a row set aside, `note` a sentence worth showing. `taken` are keys of the row that belong to
    somebody else and must not be written (source_id, vin, plate, id_no). `apart` are customers who
    were said not to be this one, each with what they are: family or different.
    """

    row: int
    verdict: Verdict
    customer: int
    key: str = ""
    question: Question | None = None
    note: str = ""
    taken: tuple[str, ...] = ()
    apart: tuple[tuple[int, str], ...] = ()


class Action(StrEnum):
    """What happens with a row of the file."""

    INSERT = "insert"
    UPDATE = "update"
    UNCHANGED = "unchanged"
    SKIP = "skip"
    REJECT = "reject"


_NOTHING: MappingOf[str, Value] = MappingProxyType(
    {}
)  # one for the hundred thousands of rows to insert


class PlannedRecord(NamedTuple):
    """A row to insert (`row_id` None) or to update; `old` holds what the changed columns held.

    A negative `customer_id` in `values` stands for the customer record whose `ref` it is.
    """

    table: str
    row_id: int | None
    values: dict[str, Value]
    old: MappingOf[str, Value] = _NOTHING
    ref: int = 0


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """What one row of the file leads to; `merged_into` is the row that carries its values.

    `copy_of` is an earlier row that says exactly the same.
    """

    row: int
    action: Action
    customer: int | None
    name: str
    records: tuple[PlannedRecord, ...] = ()
    reason: str = ""
    merged_into: int | None = None
    copy_of: int | None = None


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """Everything an import would do; nothing of it has been done yet."""

    rows: tuple[PlannedRow, ...]
    repairs: Sequence[Repair] = ()
    problems: Sequence[Problem] = ()
    questions: tuple[Question, ...] = ()
    notes: tuple[str, ...] = ()

    def count(self, action: Action) -> int:
        """Return how many rows have this action; over all actions they add up to the rows read."""
        return sum(row.action is action for row in self.rows)
