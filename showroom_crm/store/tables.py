"""The tables by name, and how a cell travels to the change log and back."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from sqlalchemy import Table
from sqlalchemy.types import Date, DateTime

from showroom_crm.models import Base
from showroom_crm.values.customers import Value

# Derived content is rewritten at will and stays out of the change log.
DERIVED_COLUMNS = frozenset({"name_sort"})
BY_NAME: dict[str, Table] = dict(Base.metadata.tables)


@cache
def has_customer(table: str) -> bool:
    """Tell whether rows of `table` belong to a customer by `customer_id`."""
    return "customer_id" in BY_NAME[table].c


def customer_of(table: str, row_id: int, row: Mapping[str, Value]) -> int | None:
    """Return the id of the customer a row belongs to, or None."""
    if table == "customer":
        return row_id
    owner = row.get("customer_id") if has_customer(table) else None
    return owner if isinstance(owner, int) else None


def to_json(value: Any) -> str:
    """Write a cell, or a whole row as a mapping, as JSON; dates as ISO text."""
    return json.dumps(value, ensure_ascii=False, default=_iso, separators=(",", ":"))


def cell_from_json(table: str, column: str, text: str | None) -> Value:
    """Read one cell back with the type its column has."""
    if text is None:
        return None
    return _typed(table, column, json.loads(text))


def row_from_json(table: str, text: str) -> dict[str, Value]:
    """Read a whole row back with the types its columns have."""
    return {name: _typed(table, name, cell) for name, cell in json.loads(text).items()}


def _typed(table: str, column: str, value: Any) -> Value:
    if isinstance(value, str):
        kind = BY_NAME[table].c[column].type
        if isinstance(kind, DateTime):
            return dt.datetime.fromisoformat(value)
        if isinstance(kind, Date):
            return dt.date.fromisoformat(value)
    return value  # type: ignore[no-any-return]  # JSON holds only cell values


def _iso(value: Any) -> str:
    if isinstance(value, dt.date):
        return value.isoformat()
    raise TypeError(type(value))
