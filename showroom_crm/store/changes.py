"""The one change log: every write is an operation, written with its changes in one transaction."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from itertools import chain
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, insert, select, text, update

from showroom_crm.models import Base
from showroom_crm.store import search, tables
from showroom_crm.values.customers import Value

_CHUNK = 500  # bound variables of one IN list
_OPERATION = tables.BY_NAME["operation"]
_CHANGE = tables.BY_NAME["change"]

Row = Mapping[str, Value]


class Writing:
    """What one operation may do to the store; made by `Store.write`.

    `touched` are the customers whose rows changed and `removed` those that are gone, so that
    scores and the search index can follow in the same transaction.
    """

    def __init__(
        self,
        connection: Connection,
        kind: str,
        name: str,
        staff_id: int | None,
        at: dt.datetime,
        undoes: int | None = None,
    ) -> None:
        """Open the operation in the log."""
        self.connection = connection
        self.at = at
        self.touched: set[int] = set()
        self.removed: set[int] = set()
        self._log: list[dict[str, Any]] = []
        head = {"kind": kind, "name": name, "staff_id": staff_id, "at": at, "undoes": undoes}
        self._head = head
        self.operation_id = int(
            connection.execute(
                insert(_OPERATION).values(**head, changes=0, hash="").returning(_OPERATION.c.id)
            ).scalar_one()
        )

    def insert(self, table: str, rows: Sequence[Row]) -> list[int]:
        """Add rows and return their new ids, in the order given; a customer gets its number."""
        if not rows:
            return []
        first = self._next_id(table)
        numbered = [{**row, "id": first + place} for place, row in enumerate(rows)]
        if table == "customer":
            for row in numbered:
                row["customer_no"] = row.get("customer_no") or f"C{row['id']:06d}"
        self.restore(table, numbered)
        return [first + place for place in range(len(rows))]

    def restore(self, table: str, rows: Sequence[Row]) -> None:
        """Add rows that already have an id: put back what was deleted."""
        names = dict.fromkeys(chain.from_iterable(rows))
        self.connection.execute(
            insert(tables.BY_NAME[table]), [{name: row.get(name) for name in names} for row in rows]
        )
        for row in rows:
            kept = {name: cell for name, cell in row.items() if cell is not None}
            self._note(table, int(row["id"]), row, new=tables.to_json(kept))  # type: ignore[arg-type]

    def update(self, table: str, changes: Mapping[int, Row]) -> int:
        """Set cells by row id and column; return how many really changed."""
        before = self._rows(table, changes, {name for row in changes.values() for name in row})
        by_columns: dict[tuple[str, ...], list[dict[str, Value]]] = defaultdict(list)
        count = 0
        for row_id, row in changes.items():
            old = before.get(row_id)
            if old is None:
                continue
            changed = {name: cell for name, cell in row.items() if old[name] != cell}
            for name, cell in changed.items():
                self._note_cell(table, row_id, old, name, cell)
            if changed:
                count += len(changed)
                by_columns[tuple(changed)].append({**changed, "_id": row_id})
        self._apply(table, by_columns)
        return count

    def delete(self, table: str, ids: Iterable[int]) -> int:
        """Take rows out, first those of other tables that belong to them; return how many."""
        wanted = list(ids)
        for child, column in _children(table):
            self.delete(child, self._ids_where(child, column, wanted))
        columns = {column.name for column in tables.BY_NAME[table].c} - tables.DERIVED_COLUMNS
        rows = self._rows(table, wanted, columns)
        for row_id, row in rows.items():
            kept = {name: cell for name, cell in row.items() if cell is not None}
            self._note(table, row_id, row, old=tables.to_json(kept))
            if table == "customer":
                self.removed.add(row_id)
        target = tables.BY_NAME[table]
        for part in _chunks(list(rows)):
            self.connection.execute(delete(target).where(target.c.id.in_(part)))
        return len(rows)

    def finish(self) -> None:
        """Write the log and bring the search index up to date; called by `Store.write`."""
        self.touched -= self.removed
        search.remove(self.connection, self.removed)
        search.refresh(self.connection, self.touched)
        if self._log:
            self.connection.execute(insert(_CHANGE), self._log)
        self.connection.execute(
            update(_OPERATION)
            .where(_OPERATION.c.id == self.operation_id)
            .values(changes=len(self._log), hash=self._hash())
        )
        if self._head["undoes"] is not None:
            self.connection.execute(
                update(_OPERATION)
                .where(_OPERATION.c.id == self._head["undoes"])
                .values(undone_by=self.operation_id)
            )

    @property
    def changed(self) -> int:
        """How many changes the operation has logged so far."""
        return len(self._log)

    def _hash(self) -> str:
        last = self.connection.execute(
            select(_OPERATION.c.hash)
            .where(_OPERATION.c.id < self.operation_id)
            .order_by(_OPERATION.c.id.desc())
            .limit(1)
        ).scalar()
        return chained(last or "", self.operation_id, self._head, self._log)

    def _next_id(self, table: str) -> int:
        # Numbers are given by hand so that rows of other tables can point at them in one go;
        # AUTOINCREMENT's own counter makes sure that none is ever given twice.
        last = self.connection.execute(
            text("SELECT seq FROM sqlite_sequence WHERE name = :name"), {"name": table}
        ).scalar()
        if last is None:
            last = self.connection.execute(select(func.max(tables.BY_NAME[table].c.id))).scalar()
        return (last or 0) + 1

    def _rows(
        self, table: str, ids: Iterable[int], columns: Iterable[str]
    ) -> dict[int, dict[str, Any]]:
        source = tables.BY_NAME[table]
        owner = {"customer_id"} if tables.has_customer(table) else set()
        wanted = [source.c[name] for name in sorted({"id", *columns} | owner)]
        found: dict[int, dict[str, Any]] = {}
        for part in _chunks(list(ids)):
            result = self.connection.execute(select(*wanted).where(source.c.id.in_(part)))
            found.update((row["id"], dict(row)) for row in result.mappings())
        return found

    def _ids_where(self, table: str, column: str, owners: Sequence[int]) -> list[int]:
        source = tables.BY_NAME[table]
        found: list[int] = []
        for part in _chunks(owners):
            found += self.connection.scalars(
                select(source.c.id).where(source.c[column].in_(part)).order_by(source.c.id)
            )
        return found

    def _apply(
        self, table: str, by_columns: Mapping[tuple[str, ...], list[dict[str, Value]]]
    ) -> None:
        target = tables.BY_NAME[table]
        for names, rows in by_columns.items():
            self.connection.execute(
                update(target)
                .where(target.c.id == bindparam("_id"))
                .values({name: bindparam(name) for name in names}),
                rows,
            )

    def _note_cell(
        self, table: str, row_id: int, row: Mapping[str, Any], name: str, cell: Value
    ) -> None:
        if name in tables.DERIVED_COLUMNS:
            return
        old = row[name]
        self._note(
            table,
            row_id,
            row,
            field=name,
            old=None if old is None else tables.to_json(old),
            new=None if cell is None else tables.to_json(cell),
        )

    def _note(
        self,
        table: str,
        row_id: int,
        row: Mapping[str, Any],
        field: str | None = None,
        old: str | None = None,
        new: str | None = None,
    ) -> None:
        customer = tables.customer_of(table, row_id, row)
        if customer is not None:
            self.touched.add(customer)
        self._log.append(
            {
                "operation_id": self.operation_id,
                "table": table,
                "row_id": row_id,
                "customer_id": customer,
                "field": field,
                "old": old,
                "new": new,
            }
        )


def chained(
    last: str, operation_id: int, head: Mapping[str, Any], log: Iterable[Mapping[str, Any]]
) -> str:
    """Return the hash of an operation: over the hash before it, its own row and its changes."""
    digest = sha256(last.encode())
    digest.update(tables.to_json([operation_id, *(head[name] for name in sorted(head))]).encode())
    for row in log:
        cells = (row["table"], row["row_id"], row["field"], row["old"], row["new"])
        digest.update("\x1f".join(map(str, cells)).encode())
    return digest.hexdigest()


def _children(table: str) -> list[tuple[str, str]]:
    """Return (table, column) of the rows that go when a row of `table` goes."""
    return [
        (other.name, column.name)
        for other in Base.metadata.sorted_tables
        for column in other.c
        for key in column.foreign_keys
        if key.column.table.name == table and key.ondelete == "CASCADE"
        if other.name not in ("score", "score_snapshot", "change")
    ]


def _chunks(items: Sequence[int]) -> Iterable[Sequence[int]]:
    return (items[start : start + _CHUNK] for start in range(0, len(items), _CHUNK))
