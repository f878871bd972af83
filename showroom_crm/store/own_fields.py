"""The fields of the showroom's own, and what customers have in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Float, case, cast, func, select, type_coerce

from showroom_crm.store import tables
from showroom_crm.store.changes import Writing
from showroom_crm.store.database import Store
from showroom_crm.values.customers import Value
from showroom_crm.values.fields import FieldKind
from showroom_crm.values.own_fields import OwnField, as_kept, from_kept

FIELD = tables.BY_NAME["custom_field"]
VALUE = tables.BY_NAME["custom_value"]
_CUSTOMER = tables.BY_NAME["customer"]


def everything(store: Store) -> tuple[OwnField, ...]:
    """Return all fields of the showroom's own, in their order."""
    with store.read() as connection:
        return of(connection)


def of(connection: Connection) -> tuple[OwnField, ...]:
    """Return all fields of the showroom's own, in their order."""
    c = FIELD.c
    statement = select(c.id, c.key, c.label, c.kind, c.position).order_by(c.position, c.id)
    return tuple(
        OwnField(row.id, row.key, row.label, FieldKind(row.kind), row.position)
        for row in connection.execute(statement)
    )


def counts(store: Store) -> dict[int, int]:
    """Return by field id how many customers have a value in it."""
    statement = select(VALUE.c.field_id, func.count()).group_by(VALUE.c.field_id)
    with store.read() as connection:
        return {int(row[0]): int(row[1]) for row in connection.execute(statement)}


def offered(store: Store, limit: int = 100) -> dict[str, tuple[str, ...]]:
    """Return by field key what customers have in fields of the kind choice, most frequent first."""
    statement = (
        select(FIELD.c.id, VALUE.c.value)
        .join_from(VALUE, FIELD, FIELD.c.id == VALUE.c.field_id)
        .where(FIELD.c.kind == FieldKind.CHOICE)
        .group_by(FIELD.c.id, VALUE.c.value)
        .order_by(func.count().desc(), VALUE.c.value)
    )
    found: defaultdict[int, list[str]] = defaultdict(list)
    with store.read() as connection:
        known = {field.id: field.field_key for field in of(connection)}
        for field, value in connection.execute(statement):
            if len(found[field]) < limit:
                found[field].append(value)
    return {known[field]: tuple(values) for field, values in found.items()}


def values_of(connection: Connection, customers: Sequence[int]) -> dict[int, dict[str, Value]]:
    """Return by customer what they have in the showroom's own fields, by field key."""
    known = {field.id: (field.field_key, field.kind) for field in of(connection)}
    if not known:
        return {}
    c = VALUE.c
    mine = select(c.customer_id, c.field_id, c.value).where(tables.among(c.customer_id, customers))
    found: dict[int, dict[str, Value]] = {}
    for customer, field, text in connection.execute(mine):
        key, kind = known[field]
        found.setdefault(customer, {})[key] = from_kept(kind, text)
    return found


def column(key: str) -> ColumnElement[Any]:
    """Return what a customer has in the field `key`, to list and order by; numbers as numbers."""
    field, kind = (
        select(part).where(FIELD.c.key == key).scalar_subquery()  # looked up once, not per row
        for part in (FIELD.c.id, FIELD.c.kind)
    )
    number = cast(VALUE.c.value, Float)
    value = case((kind == FieldKind.DECIMAL, number), else_=VALUE.c.value)
    return (
        select(type_coerce(value, VALUE.c.value.type))
        .where(VALUE.c.customer_id == _CUSTOMER.c.id, VALUE.c.field_id == field)
        .scalar_subquery()
    )


def put(writing: Writing, customer: int, values: Mapping[int, Value]) -> None:
    """Set by field id what a customer has in fields of the showroom's own; None takes it out."""
    mine = select(VALUE.c.field_id, VALUE.c.id).where(VALUE.c.customer_id == customer)
    present = {int(row[0]): int(row[1]) for row in writing.connection.execute(mine)}
    for field, value in values.items():
        text = as_kept(value)
        if text is None:
            writing.delete("custom_value", [present[field]] if field in present else [])
        elif field in present:
            writing.update("custom_value", {present[field]: {"value": text}})
        else:
            row: dict[str, Value] = {"customer_id": customer, "field_id": field, "value": text}
            writing.insert("custom_value", [row])
