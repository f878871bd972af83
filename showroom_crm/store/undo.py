"""Taking an operation back: what it inserted, changed and deleted, unless later edits forbid."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from sqlalchemy import Connection, func, select, text

from showroom_crm.errors import InvalidInput
from showroom_crm.i18n import _
from showroom_crm.store import effects, history, obstacles, reversal, tables
from showroom_crm.store.changes import Writing
from showroom_crm.store.database import Store
from showroom_crm.store.reversal import Held, Reversal
from showroom_crm.values.operations import UndoConflict, UndoPreview

_CHANGE = tables.BY_NAME["change"]
_OPERATION = tables.BY_NAME["operation"]
_AT_ONCE = 2000  # rows


def preview(store: Store, operation_id: int) -> UndoPreview:
    """Tell what an undo of the operation would do now.

    Raises NotFound, and InvalidInput where it is undone already or changed nothing.
    """
    with store.read() as connection:
        return _previewed(connection, operation_id, _reversal(connection, operation_id))


def apply(writing: Writing, operation_id: int) -> UndoPreview:
    """Take the operation back, as far as no later edit stands in the way; tell what was done.

    `writing` is an operation of the kind `history.UNDO` that `undoes` this one. Raises NotFound,
    and InvalidInput where it is undone already, or nothing of it can be undone any more.
    """
    connection = writing.connection
    found = _reversal(connection, operation_id)
    done = _previewed(connection, operation_id, found)
    if not (done.removes or done.restores or done.resets):
        raise InvalidInput(
            _("Everything this operation did was changed again later, so nothing can be undone.")
        )
    # Rows may point at each other in a circle of steps; all fits together at the end.
    connection.execute(text("PRAGMA defer_foreign_keys=ON"))
    for table, cells in found.resets.items():
        for part in _parts(cells):
            writing.update(table, {row: cells[row] for row in part})
    for table in reversed(tables.IN_ORDER):
        for part in _parts(sorted(found.removes.get(table, ()))):
            writing.delete(table, part)
    for table in tables.IN_ORDER:
        rows = found.restores.get(table, {})
        for part in _parts(rows):
            writing.restore(table, [rows[row] for row in part])
    # Marks are logged as all else is: who takes this back sets them as they were before.
    found.marks[operation_id] = {_OPERATION.c.undone_by.name: writing.operation_id}
    writing.update(_OPERATION.name, found.marks)
    return done


def _parts(ids: Iterable[int]) -> Iterator[list[int]]:
    """Yield ids some thousands at a time: what is done with all at once holds other threads up."""
    left = iter(ids)
    while part := list(islice(left, _AT_ONCE)):
        yield part


def apply_all(writing: Writing, operations: Collection[int]) -> tuple[UndoPreview, ...]:
    """Take several operations back, the last one first; tell what was done of each.

    `writing` is the one operation that undoes them all; of them it is said to undo the last.
    Raises InvalidInput, naming the operation, where one of them cannot be undone.
    """
    done = []
    for operation_id in sorted(operations, reverse=True):
        try:
            done.append(apply(writing, operation_id))
        except InvalidInput as error:
            if len(operations) == 1:
                raise
            name = history.named(writing.connection, operation_id).name
            sentence = _("“{name}” stands in the way, so nothing was undone. {reason}")
            raise InvalidInput(sentence.format(name=name, reason=error.text)) from error
    return tuple(done)


def _reversal(connection: Connection, operation_id: int) -> Reversal:
    operation = history.named(connection, operation_id)
    if operation.undone_by is not None:
        raise InvalidInput(_("“{name}” is undone already.").format(name=operation.name))
    if not operation.changes:
        raise InvalidInput(_("“{name}” changed nothing.").format(name=operation.name))
    done = effects.of_operation(connection, operation_id)
    found = reversal.of(done)
    obstacles.hold_back(connection, operation_id, done, found)
    # What this one took back is marked so, also where older logs do not tell it.
    c = _OPERATION.c
    undone = connection.scalars(select(c.id).where(c.undone_by == operation_id))
    found.marks = {each: {c.undone_by.name: None} for each in undone}
    found.marks |= found.resets.pop(_OPERATION.name, {})
    found.held = [each for each in found.held if each.table != _OPERATION.name]
    return found


def _previewed(connection: Connection, operation_id: int, found: Reversal) -> UndoPreview:
    removes, restores, resets = found.counts()
    return UndoPreview(
        operation=history.named(connection, operation_id),
        removes=removes,
        restores=restores,
        resets=resets,
        conflicts=tuple(_conflicts(connection, operation_id, found.held)),
    )


def _conflicts(
    connection: Connection, operation_id: int, held: Iterable[Held]
) -> Iterator[UndoConflict]:
    by_table: defaultdict[str, list[Held]] = defaultdict(list)
    for one in held:
        by_table[one.table].append(one)
    for table, group in by_table.items():
        ids = {one.row_id for one in group}
        owners = _owners(connection, operation_id, table, ids)
        names = _names(connection, owners.values())
        present = _present(connection, table, ids)
        later = _later(connection, operation_id, table, ids)
        for one in group:
            row = present.get(one.row_id, {})
            yield UndoConflict(
                table=table,
                row_id=one.row_id,
                field=one.field,
                customer=names.get(owners.get(one.row_id, 0), ""),
                current=row.get(one.field) if one.field else None,
                later_operation=later.get(one) or later.get(one._replace(field=None), ""),
            )


def _owners(
    connection: Connection, operation_id: int, table: str, ids: Collection[int]
) -> dict[int, int]:
    """Return the customers of these rows at the time of the operation."""
    c = _CHANGE.c
    rows = connection.execute(
        select(c.row_id, c.customer_id)
        .where(c.operation_id == operation_id, c.table == table, c.customer_id.is_not(None))
        .where(tables.among(c.row_id, ids))
    )
    return {row_id: customer for row_id, customer in rows}  # noqa: C416  rows are not pairs yet


def _names(connection: Connection, customers: Iterable[int]) -> dict[int, str]:
    c = tables.BY_NAME["customer"].c
    rows = connection.execute(
        select(c.id, c.name, c.customer_no).where(tables.among(c.id, customers))
    )
    return {row_id: name or number for row_id, name, number in rows}


def _present(
    connection: Connection, table: str, ids: Collection[int]
) -> dict[int, Mapping[Any, Any]]:
    source = tables.BY_NAME[table]
    rows = connection.execute(select(source).where(tables.among(source.c.id, ids)))
    return {row["id"]: row for row in rows.mappings()}


def _later(
    connection: Connection, operation_id: int, table: str, ids: Collection[int]
) -> dict[Held, str]:
    """Return the name of the last operation in force that touched these rows since, or a cell.

    A customer counts as touched where any row that belongs to it was.
    """
    c = _CHANGE.c
    row_id = c.customer_id if table == "customer" else c.row_id
    statement = (
        select(row_id, c.table, c.field, _OPERATION.c.name)
        .join_from(_CHANGE, _OPERATION, _OPERATION.c.id == c.operation_id)
        .where(c.operation_id > operation_id, tables.among(row_id, ids))
        .where(_OPERATION.c.undone_by.is_(None))
        .where(func.coalesce(_OPERATION.c.undoes, 0) < operation_id)
        .order_by(c.id)
    )
    if table != "customer":
        statement = statement.where(c.table == table)
    last: dict[Held, str] = {}
    for touched, where, name, operation in connection.execute(statement):
        last[Held(table, touched, None)] = operation
        if where == table:
            last[Held(table, touched, name)] = operation
    return last
