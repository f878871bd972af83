"""The tables by name, and how a cell travels to the change log and back."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

import orjson
from sqlalchemy import ColumnElement, Index, Table, UniqueConstraint, func, select
from sqlalchemy.types import Date, DateTime

from showroom_crm.models import Base
from showroom_crm.values.customers import Value

# Derived content is rewritten at will and stays out of the change log.
DERIVED_COLUMNS = frozenset({"name_sort"})
DERIVED_TABLES = frozenset({"score"})
# Month ends are rewritten outside the change log, but go and come back with their customers.
REWRITTEN_TABLES = DERIVED_TABLES | {"score_snapshot"}
BY_NAME: dict[str, Table] = dict(Base.metadata.tables)
IN_ORDER = tuple(table.name for table in Base.metadata.sorted_tables)  # what is pointed at first


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


def customers_of(table: str, rows: Sequence[Mapping[str, Any]]) -> list[int | None]:
    """Return what `customer_of` does for each of many rows that bear their ids."""
    if table == "customer" or has_customer(table):
        key = "id" if table == "customer" else "customer_id"
        return [row.get(key) for row in rows]
    return [None] * len(rows)


def among(column: ColumnElement[Any], values: Iterable[Value]) -> ColumnElement[bool]:
    """Return the condition that a column has one of any number of integers or texts.

    One parameter of JSON costs a hundredth of what thousands of single ones cost.
    """
    each = func.json_each(to_json(list(values))).table_valued("value")
    return column.in_(select(each.c.value))


@cache
def references(table: str) -> tuple[tuple[str, str], ...]:
    """Return (column, table it points at) of `table`."""
    return tuple(
        (column.name, key.column.table.name)
        for column in BY_NAME[table].c
        for key in column.foreign_keys
    )


@cache
def unique(table: str) -> tuple[tuple[str, ...], ...]:
    """Return the groups of columns whose values no two rows of `table` share."""
    kinds = [*BY_NAME[table].constraints, *BY_NAME[table].indexes]
    return tuple(
        tuple(column.name for column in kind.columns)
        for kind in kinds
        if isinstance(kind, UniqueConstraint) or (isinstance(kind, Index) and kind.unique)
    )


@cache
def referring(table: str) -> tuple[tuple[str, str, str | None], ...]:
    """Return (table, column, ON DELETE rule) of all that points at `table`, leaves first."""
    return tuple(
        (other.name, column.name, key.ondelete)
        for other in reversed(Base.metadata.sorted_tables)
        for column in other.c
        for key in column.foreign_keys
        if key.column.table.name == table
    )


def as_kept(table: str, rows: Sequence[Mapping[str, Value]]) -> list[dict[str, Any]]:
    """Return rows as they are written as JSON: filled cells only, instants as they are kept."""
    instants = _instants(table) & set[str]().union(*rows)
    found = []
    for row in rows:
        bare: dict[str, Any] = dict(row)
        if None in row.values():
            bare = {name: cell for name, cell in row.items() if cell is not None}
        for name in instants:
            if name in bare:
                bare[name] = _instant(bare[name])
        found.append(bare)
    return found


@cache
def _instants(table: str) -> frozenset[str]:
    """Return the columns of instants; days JSON knows how to write."""
    columns = BY_NAME[table].c
    return frozenset(column.name for column in columns if isinstance(column.type, DateTime))


def _instant(at: dt.datetime) -> str:
    return at.isoformat(" ", "microseconds")


def to_json(value: Any) -> str:
    """Write a cell, or a whole row as a mapping, as JSON; dates as ISO text.

    Raises UnicodeEncodeError for a text with half a sign in it.
    """
    try:
        return orjson.dumps(value).decode()
    except orjson.JSONEncodeError:
        json.dumps(value, ensure_ascii=False, default=str).encode()  # says so of half a sign
        raise


def each_to_json(values: Iterable[Any]) -> list[str]:
    """Write many cells, or many rows, as JSON: what `to_json` gives for each."""
    return list(map(to_json, values))


def both(row: str, more: str) -> str:
    """Return the JSON of a row with that of more of its cells; neither is without any."""
    return f"{row[:-1]},{more[1:]}"


def cell_from_json(table: str, column: str, text: str | None) -> Value:
    """Read one cell back with the type its column has."""
    if text is None:
        return None
    return _typed(table, column, orjson.loads(text))


def row_from_json(table: str, text: str) -> dict[str, Value]:
    """Read a whole row back with the types its columns have."""
    return {name: _typed(table, name, cell) for name, cell in orjson.loads(text).items()}


def _typed(table: str, column: str, value: Any) -> Value:
    if isinstance(value, str):
        kind = BY_NAME[table].c[column].type
        if isinstance(kind, DateTime):
            return dt.datetime.fromisoformat(value)
        if isinstance(kind, Date):
            return dt.date.fromisoformat(value)
    return value  # type: ignore[no-any-return]  # JSON holds only cell values
