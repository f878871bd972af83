"""One row of the file, cell by cell: what stands there, what was typed, what is wrong."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from showroom_crm.i18n import _
from showroom_crm.importing.cells import shown
from showroom_crm.ui.importing.draft import Draft
from showroom_crm.values.clean_tables import Problem, Repair
from showroom_crm.values.import_plans import Action
from showroom_crm.values.mappings import HeaderColumn

PERSON = ("name", "mobile")  # of which a row needs one
Entry = TypeVar("Entry", Repair, Problem)


@dataclass(frozen=True, slots=True)
class RowCell:
    """A cell: its column, `text` as the file has it or as `typed` over it, and what is said of it.

    `bad` says whether something is `wrong`; without, `wrong` tells what cleaning made of it.
    """

    column: HeaderColumn
    field: str | None
    text: str
    typed: bool
    wrong: str
    bad: bool


def cells_of(draft: Draft, row: int) -> tuple[RowCell, ...]:
    """Return the cells of the row with this number, the columns in the order of the file."""
    problems: dict[str, str] = {}
    for problem in _of_row(draft.plan.problems, row):
        problems.setdefault(problem.column, problem.message)
    repairs = {each.column: each for each in _of_row(draft.plan.repairs, row)}
    returned = any(each.row == row for each in draft.rows.get(Action.REJECT, ()))
    cells = []
    for mapped in draft.mapping.columns:
        column, title = mapped.column, mapped.column.title
        typed = draft.choices.edits.get((row, column.key))
        wrong = problems.get(title, "")
        repair = repairs.get(title)
        if not wrong and repair is not None:
            wrong = f"→ {repair.after} · {repair.reason}" if repair.after else repair.reason
        text = original(draft, row, column) if typed is None else typed
        missing = returned and mapped.field in PERSON and not text.strip()
        cells.append(
            RowCell(
                column=column,
                field=mapped.field,
                text=text,
                typed=typed is not None,
                wrong=_("a name or a phone is needed") if missing else wrong,
                bad=missing or title in problems,
            )
        )
    return tuple(cells)


def _of_row(entries: Sequence[Entry], row: int) -> Sequence[Entry]:
    """Return the entries of one row; they stand in the order of the rows."""
    first = bisect_left(entries, row, key=_row_of)
    return entries[first : bisect_right(entries, row, first, key=_row_of)]


def _row_of(entry: Repair | Problem) -> int:
    return entry.row


def original(draft: Draft, row: int, column: HeaderColumn) -> str:
    """Return what the file has in a cell, as a spreadsheet shows it."""
    index = index_of(draft, row)
    cells = draft.sheet.rows[index] if index is not None else []
    return shown(cells[column.index]) if column.index < len(cells) else ""


def to_keep(draft: Draft, row: int, key: str, text: str) -> str | None:
    """Return what was typed, or None where it is just what the file has."""
    column = next((c.column for c in draft.mapping.columns if c.column.key == key), None)
    return None if column is None or text == original(draft, row, column) else text


def index_of(draft: Draft, row: int) -> int | None:
    """Return where the row with this number stands in the sheet."""
    sheet = draft.sheet
    if sheet.numbers:
        return sheet.numbers.index(row) if row in sheet.numbers else None
    return row - 1 if 0 < row <= len(sheet.rows) else None
