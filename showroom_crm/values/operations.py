"""The change log as values: operations, the cells they changed, and what an undo would do."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from showroom_crm.values.customers import Value


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing a person did: `kind` is its sort (import, edit, log_contact, undo, ...)."""

    id: int
    kind: str
    name: str
    staff: str | None
    at: dt.datetime
    undone_by: int | None
    undoes: int | None
    changes: int


@dataclass(frozen=True, slots=True)
class Change:
    """One changed cell; without a field: a row inserted (`new`) or deleted (`old`)."""

    operation_id: int
    table: str
    row_id: int
    field: str | None
    old: Value
    new: Value


@dataclass(frozen=True, slots=True)
class Changes:
    """What an operation touched, for the screens that care.

    `customers` are the ids touched; None stands for "any of them" (an import, a rescoring of all).
    `name` is what the history calls the operation, `undone` tells that it
    took something back, which may be done again.
    """

    operation: int | None
    kind: str
    customers: frozenset[int] | None
    settings: bool = False
    name: str = ""
    undone: bool = False


@dataclass(frozen=True, slots=True)
class UndoConflict:
    """A later edit that stands in the way of an undo: it stays as it is."""

    table: str
    row_id: int
    field: str | None
    customer: str
    current: Value
    later_operation: str


@dataclass(frozen=True, slots=True)
class UndoPreview:
    """What an undo will do: rows taken out, put back, cells set back, and what stays."""

    operation: Operation
    removes: int
    restores: int
    resets: int
    conflicts: tuple[UndoConflict, ...]
