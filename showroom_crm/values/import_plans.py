"""What an import would do, row by row and record by record."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from showroom_crm.values.clean_tables import Problem, Repair
from showroom_crm.values.customers import Value
from showroom_crm.values.questions import Question


class Action(StrEnum):
    """What happens with a row of the file."""

    INSERT = "insert"
    UPDATE = "update"
    UNCHANGED = "unchanged"
    SKIP = "skip"
    REJECT = "reject"


# One for the hundred thousands of rows to insert.
_NOTHING: Mapping[str, Value] = MappingProxyType({})


class PlannedRecord(NamedTuple):
    """A row to insert (`row_id` None) or to update; `old` holds what the changed columns held.

    A negative `customer_id` in `values` stands for the customer record whose `ref` it is.
    """

    table: str
    row_id: int | None
    values: dict[str, Value]
    old: Mapping[str, Value] = _NOTHING
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
