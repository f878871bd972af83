"""The operations as the log tells them, newest first, and whether the log is still whole."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, or_, select, text

from showroom_crm.errors import NotFound
from showroom_crm.i18n import _
from showroom_crm.store import tables
from showroom_crm.store.changes import chain_on, chain_start
from showroom_crm.store.database import Store
from showroom_crm.values.customers import Value
from showroom_crm.values.operations import Change, Operation

_OPERATION = tables.BY_NAME["operation"]
_STAFF = tables.BY_NAME["staff"]
_CHANGE = tables.BY_NAME["change"]
UNDO = "undo"  # the kind of an operation that takes another one back


def recent(
    store: Store, limit: int = 100, kinds: Collection[str] | None = None
) -> tuple[Operation, ...]:
    """Return the newest operations, newest first; with `kinds` only those."""
    statement = _operations().order_by(_OPERATION.c.id.desc()).limit(limit)
    if kinds is not None:
        statement = statement.where(_OPERATION.c.kind.in_(kinds))
    with store.read() as connection:
        return _listed(connection, statement)


def last_undoable(store: Store) -> Operation | None:
    """Return the newest operation that changed something and is in force, itself no undo."""
    statement = (
        _operations()
        .where(_OPERATION.c.undone_by.is_(None))
        .where(_OPERATION.c.changes > 0)
        .where(_OPERATION.c.kind != UNDO)
        .order_by(_OPERATION.c.id.desc())
        .limit(1)
    )
    with store.read() as connection:
        return next(iter(_listed(connection, statement)), None)


def operation(store: Store, operation_id: int) -> Operation:
    """Return one operation; raises NotFound."""
    with store.read() as connection:
        return named(connection, operation_id)


def turned_by(store: Store, operation_id: int) -> tuple[Operation, ...]:
    """Return what this undo, or undo of an undo, took back or put in force, the last first."""
    marked = select(_CHANGE.c.row_id).where(
        _CHANGE.c.operation_id == operation_id, _CHANGE.c.table == _OPERATION.name
    )
    turned = or_(_OPERATION.c.undone_by == operation_id, _OPERATION.c.id.in_(marked))
    statement = _operations().where(turned, _OPERATION.c.kind != UNDO)
    with store.read() as connection:
        return _listed(connection, statement.order_by(_OPERATION.c.id.desc()))


def last_change(connection: Connection) -> int:
    """Return the id of the last operation that changed anything, 0 for none."""
    statement = select(_CHANGE.c.operation_id).order_by(_CHANGE.c.id.desc()).limit(1)
    return int(connection.scalar(statement) or 0)


def tables_of(store: Store, operation_id: int) -> frozenset[str]:
    """Return the names of the tables an operation changed."""
    statement = select(_CHANGE.c.table).where(_CHANGE.c.operation_id == operation_id).distinct()
    with store.read() as connection:
        return frozenset(connection.scalars(statement))


def named(connection: Connection, operation_id: int) -> Operation:
    """Return one operation as this connection sees it; raises NotFound."""
    found = _listed(connection, _operations().where(_OPERATION.c.id == operation_id))
    if not found:
        raise NotFound(_("There is no operation {number}.").format(number=operation_id))
    return found[0]


def changes_of(store: Store, operation_id: int, limit: int = 1000) -> tuple[Change, ...]:
    """Return the first changes of an operation, in the order they were made.

    A whole row (no field) is given as the JSON text of the log.
    """
    c = _CHANGE.c
    statement = (
        select(c.operation_id, c.table, c.row_id, c.field, c.old, c.new)
        .where(c.operation_id == operation_id)
        .order_by(c.id)
        .limit(limit)
    )
    with store.read() as connection:
        return tuple(
            Change(operation, table, row_id, field, *_values(table, field, old, new))
            for operation, table, row_id, field, old, new in connection.execute(statement)
        )


def verify_chain(store: Store) -> int | None:
    """Return the first operation from which on the log was tampered with, or None.

    An operation is broken where its row, its changes or an operation before it were altered or
    removed. Operations removed from the end show by the numbers given out.
    """
    with store.read() as connection:
        last, expected = "", 1
        for head, lines in _with_changes(connection):
            covered = {name: head[name] for name in ("kind", "name", "staff_id", "at", "undoes")}
            digest = chain_start(last, head["id"], covered)
            chain_on(digest, (line[1:] for line in lines))
            if head["id"] != expected or digest.hexdigest() != head["hash"]:
                return expected
            last, expected = head["hash"], expected + 1
        given = connection.scalar(text("SELECT seq FROM sqlite_sequence WHERE name = 'operation'"))
        return expected if expected <= (given or 0) else None


def _with_changes(
    connection: Connection,
) -> Iterator[tuple[RowMapping, Iterable[tuple[Any, ...]]]]:
    """Yield every operation with its lines of the log, holding none of them in memory."""
    columns = 'operation_id, "table", row_id, customer_id, field, old, new'
    rows = connection.exec_driver_sql(
        f"SELECT {columns} FROM change ORDER BY operation_id, id"  # noqa: S608
    )
    groups = groupby(map(tuple, rows), key=itemgetter(0))
    upcoming = next(groups, None)
    for head in connection.execute(select(_OPERATION).order_by(_OPERATION.c.id)).mappings():
        if upcoming is not None and upcoming[0] == head["id"]:
            yield head, upcoming[1]
            upcoming = next(groups, None)
        else:
            yield head, ()


def _operations() -> Select[Any]:
    c = _OPERATION.c
    return select(
        c.id, c.kind, c.name, _STAFF.c.name, c.at, c.undone_by, c.undoes, c.changes
    ).join_from(_OPERATION, _STAFF, _STAFF.c.id == c.staff_id, isouter=True)


def _listed(connection: Connection, statement: Select[Any]) -> tuple[Operation, ...]:
    return tuple(Operation(*row) for row in connection.execute(statement))


def _values(table: str, field: str | None, old: str | None, new: str | None) -> tuple[Value, Value]:
    if field is None:
        return old, new
    return tables.cell_from_json(table, field, old), tables.cell_from_json(table, field, new)
