"""What later edits keep an undo from taking back, told by comparing the log with the present."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, select, text

from showroom_crm.store import tables
from showroom_crm.store.effects import Effect
from showroom_crm.store.reversal import Held, Reversal, Row
from showroom_crm.values.customers import Value

RowKey = tuple[str, int]


def hold_back(
    connection: Connection, operation_id: int, effects: Mapping[str, Effect], reversal: Reversal
) -> None:
    """Take out of `reversal` what must stay because it was edited after the operation.

    A row that was inserted stays where it was changed or others point at it; so do all rows the
    operation inserted for the same customer. A deleted row stays away where what it belongs to is
    gone. A cell stays where it no longer holds what the operation wrote.
    """
    statement = text('SELECT DISTINCT "table" FROM change WHERE operation_id > :operation')
    later = set(connection.scalars(statement, {"operation": operation_id}))
    if reversal.removes.get("staff"):
        later.add("operation")  # the log itself points at those who acted
    if not later:
        return
    if "customer" in later:  # whose rows in other tables may have come along with them
        later.update(name for name in tables.BY_NAME if tables.has_customer(name))
    for table in tables.IN_ORDER:
        if reversal.restores.get(table):
            _hold_restores(connection, table, reversal)
    for table in reversal.resets:
        _hold_resets(connection, table, effects[table], reversal)
    stays = _changed_since(connection, operation_id, effects, reversal)
    stays |= _pointed_at(connection, later, reversal)
    if stays:
        _keep_together(stays, effects, reversal)


def _hold_restores(connection: Connection, table: str, reversal: Reversal) -> None:
    rows = reversal.restores[table]
    refused = set(_current(connection, table, rows, ())) | _taken(connection, table, rows, reversal)
    for column, parent in tables.references(table):
        wanted = {row_id: row[column] for row_id, row in rows.items() if row.get(column)}
        refused |= _dangling(connection, wanted, parent, reversal)
    for row_id in refused:
        del rows[row_id]
    reversal.held += [Held(table, row_id, None) for row_id in sorted(refused)]


def _hold_resets(connection: Connection, table: str, effect: Effect, reversal: Reversal) -> None:
    rows = reversal.resets[table]
    columns = {name for cells in rows.values() for name in cells}
    present = _current(connection, table, rows, columns)
    for row_id in [row_id for row_id in rows if row_id not in present]:
        del rows[row_id]
        reversal.held.append(Held(table, row_id, None))
    for row_id, cells in rows.items():
        for name in list(cells):
            now = present[row_id][name]
            if now == cells[name]:
                del cells[name]  # somebody has set it back already
            elif now != tables.cell_from_json(table, name, effect.changed[row_id][name][1]):
                _hold_cell(table, row_id, name, reversal)
    _hold_pointers(connection, table, reversal)
    for row_id in [row_id for row_id, cells in rows.items() if not cells]:
        del rows[row_id]


def _hold_pointers(connection: Connection, table: str, reversal: Reversal) -> None:
    """Leave cells alone whose old value points at a row that is gone, or that others took."""
    rows = reversal.resets[table]
    for column, parent in tables.references(table):
        wanted = {row_id: cells[column] for row_id, cells in rows.items() if cells.get(column)}
        for row_id in _dangling(connection, wanted, parent, reversal):
            _hold_cell(table, row_id, column, reversal)
    for row_id in _taken(connection, table, rows, reversal):
        for column in [name for names in tables.unique(table) for name in names]:
            if column in rows[row_id]:
                _hold_cell(table, row_id, column, reversal)


def _hold_cell(table: str, row_id: int, name: str, reversal: Reversal) -> None:
    del reversal.resets[table][row_id][name]
    reversal.held.append(Held(table, row_id, name))


def _changed_since(
    connection: Connection, operation_id: int, effects: Mapping[str, Effect], reversal: Reversal
) -> set[RowKey]:
    """Return the inserted rows that no longer are as the operation left them."""
    stays = set()
    for table, inserted in reversal.removes.items():
        ids = _touched_again(connection, operation_id, table, inserted)
        columns = set(tables.BY_NAME[table].c.keys()) - tables.DERIVED_COLUMNS
        present = _current(connection, table, ids, columns)
        reversal.removes[table] -= ids - present.keys()  # taken out by somebody already
        for row_id, row in present.items():
            kept = {name: cell for name, cell in row.items() if cell is not None}
            if kept != effects[table].left(table, row_id):
                stays.add((table, row_id))
    return stays


def _touched_again(
    connection: Connection, operation_id: int, table: str, ids: Collection[int]
) -> set[int]:
    """Return those of the inserted rows that later operations touched."""
    if not ids:
        return set()
    c = tables.BY_NAME["change"].c
    later = select(c.row_id).where(c.table == table, c.operation_id > operation_id).distinct()
    return set(connection.scalars(later.where(tables.among(c.row_id, ids))))


def _pointed_at(connection: Connection, later: set[str], reversal: Reversal) -> set[RowKey]:
    """Return the inserted rows that rows of others belong to now."""
    stays = set()
    for table, ids in reversal.removes.items():
        for other, column, _rule in tables.referring(table) if ids else ():
            if other not in later or other in tables.REWRITTEN_TABLES:
                continue
            source = tables.BY_NAME[other]
            pointer = source.c[column]
            rows = connection.execute(
                select(source.c.id, pointer).where(tables.among(pointer, ids))
            )
            for row_id, target in rows:
                if row_id in reversal.removes.get(other, ()):
                    continue
                if column not in reversal.resets.get(other, {}).get(row_id, ()):
                    stays.add((table, target))
    return stays


def _keep_together(stays: set[RowKey], effects: Mapping[str, Effect], reversal: Reversal) -> None:
    """Let stay what staying rows belong to, and all inserted rows of customers that stay."""
    customers = reversal.removes.get("customer", set())
    inserted = set(customers)
    by_customer: defaultdict[int, list[RowKey]] = defaultdict(list)
    for table, ids in reversal.removes.items():
        for row_id in ids if tables.has_customer(table) else ():
            owner = effects[table].left(table, row_id).get("customer_id")
            if isinstance(owner, int):
                by_customer[owner].append((table, row_id))
    told: dict[Held, None] = {}
    waiting = sorted(stays)
    for key in waiting:
        told[_told_as(key, effects, inserted)] = None
    while waiting:
        table, row_id = waiting.pop()
        if row_id not in reversal.removes[table]:
            continue
        reversal.removes[table].discard(row_id)
        row = effects[table].left(table, row_id)
        waiting += [
            (parent, target)
            for column, parent in tables.references(table)
            if isinstance(target := row.get(column), int)
            and target in reversal.removes.get(parent, ())
        ]
        if table == "customer":
            waiting += by_customer[row_id]
    reversal.held += told


def _told_as(key: RowKey, effects: Mapping[str, Effect], inserted: set[int]) -> Held:
    """Tell of a staying row by its customer where that one was inserted and so stays too."""
    table, row_id = key
    owner = row_id
    if table != "customer":
        owner = effects[table].left(table, row_id).get("customer_id")  # type: ignore[assignment]
    return Held("customer", owner, None) if owner in inserted else Held(table, row_id, None)


def _current(
    connection: Connection, table: str, ids: Iterable[int], columns: Iterable[str]
) -> dict[int, dict[str, Any]]:
    """Return the rows that are there now, with these columns."""
    source = tables.BY_NAME[table]
    wanted = [source.c[name] for name in ("id", *sorted(set(columns) - {"id"}))]
    rows = connection.execute(select(*wanted).where(tables.among(source.c.id, ids)))
    return {row["id"]: dict(row) for row in rows.mappings()}


def _dangling(
    connection: Connection, wanted: Mapping[int, Value], parent: str, reversal: Reversal
) -> set[int]:
    """Return the rows whose target among the rows of `parent` is neither there nor put back."""
    targets = {target for target in wanted.values() if isinstance(target, int)}
    there = set(_current(connection, parent, targets, ())) | set(reversal.restores.get(parent, ()))
    return {row_id for row_id, target in wanted.items() if target not in there}


def _taken(
    connection: Connection, table: str, rows: Mapping[int, Row], reversal: Reversal
) -> set[int]:
    """Return the rows that cannot have their unique values because other rows have them now."""
    refused: set[int] = set()
    source = tables.BY_NAME[table]
    for names in tables.unique(table):
        wanted = {
            row_id: tuple(row[name] for name in names)
            for row_id, row in rows.items()
            if all(row.get(name) is not None for name in names)
        }
        columns = [source.c[name] for name in names]
        last = {values[-1] for values in wanted.values()}
        found = connection.execute(
            select(source.c.id, *columns).where(tables.among(columns[-1], last))
        )
        others = {
            tuple(values): row_id
            for row_id, *values in found
            if row_id not in reversal.removes.get(table, ())
        }
        refused |= {i for i, values in wanted.items() if others.get(values, i) != i}
    return refused
