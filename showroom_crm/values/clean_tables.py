"""A table cleaned into stored values, what was repaired and is wrong, and what decides it."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from showroom_crm.values.customers import Value
from showroom_crm.values.fields import Subject
from showroom_crm.values.levels import Level
from showroom_crm.values.own_fields import OwnField
from showroom_crm.values.questions import Question
from showroom_crm.values.value_lists import ValueList


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
    `written_on` is the day from which words such as 昨天 count, where a person told it.
    """

    today: dt.date
    file_year: int
    levels: Sequence[Level]
    staff: Mapping[str, int]
    lists: Mapping[str, ValueList]
    epoch_1904: bool = False
    own: Mapping[str, OwnField] = field(default_factory=dict)
    file_month: int = 0
    year_told: bool = True
    written_on: dt.date | None = None


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
    columns: Mapping[str, list[Value]]
    phones: list[tuple[str, ...]]
    repairs: Sequence[Repair] = ()
    problems: Sequence[Problem] = ()
    questions: tuple[Question, ...] = ()
    own: Mapping[str, int] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)
    subject: Subject = Subject.CUSTOMERS
    calculates: bool = False
