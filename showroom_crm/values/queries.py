"""What to list: search text, filters, order; one description for list, export and charts."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum


class Op(StrEnum):
    """How a field is compared in a filter."""

    IS = "is"
    IN = "in"
    NOT_IN = "not_in"
    LESS = "less"
    AT_MOST = "at_most"
    MORE = "more"
    AT_LEAST = "at_least"
    CONTAINS = "contains"
    EMPTY = "empty"
    FILLED = "filled"


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition on a list field; `values` are compared as stored (dates, fen, codes)."""

    field: str
    op: Op
    values: tuple[str | int | float | dt.date, ...] = ()


@dataclass(frozen=True, slots=True)
class CustomerQuery:
    """Search text and conditions (all must hold), with the order of the result."""

    search: str = ""
    conditions: tuple[Condition, ...] = ()
    sort: str = "next_follow_up_on"
    descending: bool = False


@dataclass(frozen=True, slots=True)
class SavedView:
    """A named query with columns; `builtin` ones come with the program and may not be deleted."""

    key: str
    name: str
    icon: str
    query: CustomerQuery
    columns: tuple[str, ...] = ()
    builtin: bool = False
    urgent: bool = field(default=False)
