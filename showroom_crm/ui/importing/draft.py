"""One file on its way in: what was read of it, how its columns are taken, and the plan so far."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from showroom_crm.errors import FileUnreadable
from showroom_crm.importing.column_rules import question_key
from showroom_crm.operations import imports
from showroom_crm.operations.desk import Desk
from showroom_crm.store import staff
from showroom_crm.values.fields import BY_KEY
from showroom_crm.values.imports import (
    Action,
    Choices,
    ImportPlan,
    Question,
    Sheet,
    Workbook,
)
from showroom_crm.values.imports import Mapping as ColumnMappings

_NOTHING = ImportPlan(())


@dataclass(frozen=True, slots=True)
class Draft:
    """What the review shows; without a `proposal`, `trouble` says what is still missing."""

    path: Path
    book: Workbook
    sheet: Sheet
    mapping: ColumnMappings
    choices: Choices
    staff: Mapping[int, str]
    proposal: imports.Proposal | None = None
    trouble: str = ""

    @property
    def plan(self) -> ImportPlan:
        """The plan; empty as long as something is missing."""
        return self.proposal.plan if self.proposal else _NOTHING

    @property
    def customers(self) -> int:
        """How many rows will be written."""
        return self.plan.count(Action.INSERT) + self.plan.count(Action.UPDATE)

    @property
    def row_questions(self) -> tuple[Question, ...]:
        """Questions about rows and values, those about columns left out."""
        of_columns = {question.key for question in self.mapping.questions}
        return tuple(q for q in self.plan.questions if q.key not in of_columns)

    @property
    def open_questions(self) -> int:
        """How many questions nobody has answered yet."""
        asked = (*self.mapping.questions, *self.row_questions)
        return sum(question.key not in self.choices.answers for question in asked)


def begin(
    desk: Desk,
    path: Path,
    password: str | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Draft:
    """Read `path` and plan its likeliest sheet; raises what `imports.read` raises."""
    return on_sheet(desk, imports.read(path, password, cancelled), path, None)


def on_sheet(desk: Desk, book: Workbook, path: Path, sheet: str | None) -> Draft:
    """Plan one sheet of a workbook, its columns as suggested."""
    page, header = imports.table_of(book, sheet)
    found = imports.suggest(desk, page, header)
    return _planned(desk, Draft(path, book, page, found, Choices(), {}))


def with_field(desk: Desk, draft: Draft, column: str, field: str) -> Draft:
    """Plan anew with one column going to `field`; "" leaves it out."""
    mapping = imports.with_field(draft.mapping, column, field or None)
    return _planned(desk, replace(draft, mapping=mapping))


def with_answer(desk: Desk, draft: Draft, question: str, value: str) -> Draft:
    """Plan anew with a question answered; one about a column puts the column to that field."""
    for each in draft.mapping.columns:
        if question_key(each.column.key) == question:
            return with_field(desk, draft, each.column.key, value if value in BY_KEY else "")
    choices = replace(draft.choices, answers={**draft.choices.answers, question: value})
    return _planned(desk, replace(draft, choices=choices))


def with_switched(desk: Desk, draft: Draft, off: frozenset[int]) -> Draft:
    """Plan anew with the rows in `off` left out."""
    return _planned(desk, replace(draft, choices=replace(draft.choices, skip=off)))


def _planned(desk: Desk, draft: Draft) -> Draft:
    people = {member.id: member.name for member in staff.everyone(desk.store)}
    try:
        proposal = imports.propose(
            desk, draft.book, draft.path, draft.sheet.name, draft.mapping, draft.choices
        )
    except FileUnreadable as error:
        return replace(draft, staff=people, proposal=None, trouble=error.text)
    names = people | {number: name for name, number in proposal.new_staff.items()}
    return replace(draft, staff=names, proposal=proposal, trouble="")
