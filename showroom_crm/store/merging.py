"""Everything kept of a few customers, and writing what merging them gives."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from sqlalchemy import Connection, or_, select

from showroom_crm.errors import NotFound
from showroom_crm.i18n import _
from showroom_crm.store import own_fields, tables
from showroom_crm.store.changes import Writing
from showroom_crm.store.database import Store
from showroom_crm.values.duplicates import Hanging, MergePlan, Records, Row


def records(store: Store, customers: Sequence[int]) -> Records:
    """Return everything kept of these customers, in the order given; raises NotFound."""
    hanging = how_tables_hang()
    with store.read() as connection:
        people = {row["id"]: row for row in _rows(connection, "customer", ("id",), customers)}
        if len(people) < len(set(customers)):
            raise NotFound(_("This customer is no longer there."))
        rows = {
            name: _rows(connection, name, columns, customers)
            for name, columns in hanging.owners.items()
        }
        pointing = {}
        for name, pointers in hanging.pointers.items():
            inside = {row["id"] for row in rows.get(name, ())}
            found = [
                row
                for column, parent in pointers
                for row in _rows(connection, name, (column,), [r["id"] for r in rows[parent]])
                if row["id"] not in inside
            ]
            pointing[name] = found
        own = {field.id: field for field in own_fields.of(connection)}
    return Records(tuple(people[each] for each in customers), rows, hanging, pointing, own)


def carry_out(writing: Writing, plan: MergePlan) -> None:
    """Write a merge: rows go over to the survivor, then the other records go."""
    survivor, *others = plan.customers
    for table, changes in plan.updates.items():
        writing.update(table, changes)
    for table, rows in plan.inserts.items():
        writing.insert(table, rows)
    writing.update("customer", {survivor: plan.cells})
    writing.delete("customer", others)


@cache
def how_tables_hang() -> Hanging:
    """Return which tables belong to customers, and how they point at each other.

    Read from the tables themselves, so that none that is added later can be forgotten. Scores are
    left out: they are computed anew.
    """
    owners: dict[str, tuple[str, ...]] = {}
    for table, column, rule in tables.referring("customer"):
        if rule == "CASCADE" and table not in tables.DERIVED_TABLES:
            owners[table] = (*owners.get(table, ()), column)
    order = tuple(name for name in tables.IN_ORDER if name in owners)
    pointers = {
        name: found
        for name in tables.IN_ORDER
        if (found := tuple(each for each in tables.references(name) if each[1] in owners))
    }
    return Hanging(order, owners, pointers, {name: tables.unique(name) for name in order})


def _rows(
    connection: Connection, name: str, columns: Iterable[str], values: Sequence[object]
) -> list[Row]:
    table = tables.BY_NAME[name]
    ids = [int(str(value)) for value in values]
    belongs = or_(*(tables.among(table.c[column], ids) for column in columns))
    statement = select(table).where(belongs).order_by(table.c.id)
    return [dict(row) for row in connection.execute(statement).mappings()]
