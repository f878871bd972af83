"""The one change log: every write is an operation, written with its changes in one transaction."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from hashlib import sha256
from itertools import islice
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, bindparam, delete, insert, select, text, update

from showroom_crm.store import families, search, search_index, tables
from showroom_crm.store.adding import Adding
from showroom_crm.values.customers import Value

if TYPE_CHECKING:
    from hashlib import _Hash as Digest

_OPERATION = tables.BY_NAME["operation"]
_LINES_IN_MEMORY = 50_000
_AT_ONCE = 1000  # lines of the log taken into the hash together
_LOG_COLUMNS = ("operation_id", "table", "row_id", "customer_id", "field", "old", "new")
Row = Mapping[str, Value]
StandsFor = Mapping[str, Mapping[int, int]]
"""By column, the ids that numbers stand for."""

LogLine = tuple[str, int, int | None, str | None, str | None, str | None]
"""Table, row id, customer id, field, old and new value as JSON."""
_NONE: StandsFor = {}

Families = dict[int, dict[str, list[str]]]
"""By new customer and table, the JSON of the rows that came along with the customer."""
_NO_FAMILIES: Families = {}


class Writing:
    """What one operation may do to the store; made by `Store.write`.

    `touched` are the customers whose rows changed and `removed` those that are gone, so that
    scores and the search index can follow in the same transaction; `adding` adds what is not
    logged.
    """

    def __init__(
        self,
        adding: Adding,
        kind: str,
        name: str,
        staff_id: int | None,
        at: dt.datetime,
        undoes: int | None = None,
    ) -> None:
        """Open the operation in the log."""
        self.adding = adding
        self.at = at
        self.touched: set[int] = set()
        self.removed: set[int] = set()
        self._told_anew: set[int] = set()  # whose entry in the search index is out of date
        self._indexing = search_index.Indexing(adding)
        self._log: list[LogLine] = []
        self._logged = 0
        self._families: Families = {}
        self._finished = False
        self._next_ids: dict[str, int] = {}
        head = {"kind": kind, "name": name, "staff_id": staff_id, "at": at, "undoes": undoes}
        self.operation_id = int(
            self.connection.execute(
                insert(_OPERATION).values(**head, changes=0, hash="").returning(_OPERATION.c.id)
            ).scalar_one()
        )
        self._digest = chain_start(self._last_hash(), self.operation_id, head)

    def insert(self, table: str, rows: Sequence[Row], stands_for: StandsFor = _NONE) -> list[int]:
        """Add rows and return their new ids, in the order given; a customer gets its number.

        In the columns of `stands_for`, numbers stand for ids that became known only now.
        """
        if not rows:
            return []
        first = self._next_id(table)
        self._next_ids[table] = first + len(rows)
        kept = tables.as_kept(table, rows)
        named = set[str]().union(*kept)
        standing = [(column, ids) for column, ids in stands_for.items() if ids and column in named]
        for row_id, row in enumerate(kept, first):
            row["id"] = row_id
            for column, ids in standing:
                if column in row:
                    row[column] = ids.get(row[column], row[column])
        if table == "customer":
            for row in kept:
                row["customer_no"] = row.get("customer_no") or f"C{row['id']:06d}"
                if "name" in row:
                    row["name_sort"] = search.sort_key(row["name"])
            self._families |= {row["id"]: {} for row in kept}
        self._add(table, kept, together=self._families)
        return list(range(first, first + len(rows)))

    def restore(self, table: str, rows: Sequence[Row]) -> None:
        """Add rows that already have an id: put back what was deleted."""
        self._add(table, tables.as_kept(table, rows))

    def _add(
        self, table: str, rows: list[dict[str, Any]], together: Families = _NO_FAMILIES
    ) -> None:
        """Write and log rows; those of the customers in `together` are logged with them."""
        filled = set[str]().union(*rows)
        names = [column.name for column in tables.BY_NAME[table].c if column.name in filled]
        derived = [
            {name: row.pop(name, None) for name in filled & tables.DERIVED_COLUMNS} for row in rows
        ]
        told = tables.each_to_json(rows)
        whole = map(tables.both, told, tables.each_to_json(derived)) if any(derived) else told
        self.adding.encoded(table, names, whole)
        owners = tables.customers_of(table, rows)
        lines = []
        for row, owner, kept in zip(rows, owners, told, strict=True):
            if owner in together and table != "customer":
                together[owner].setdefault(table, []).append(kept)
            else:
                lines.append((table, row["id"], owner, None, None, kept))
        self._logged += len(rows) - len(lines)
        self._note(lines)

    def update(self, table: str, changes: Mapping[int, Row]) -> int:
        """Set cells by row id and column; return how many really changed."""
        before = self._rows(table, changes, {name for row in changes.values() for name in row})
        by_columns: dict[tuple[str, ...], list[dict[str, Value]]] = defaultdict(list)
        cells: list[tuple[int, str, Value, Value]] = []
        for row_id, row in changes.items():
            old = before.get(row_id)
            if old is None:
                continue
            changed = {name: cell for name, cell in row.items() if old[name] != cell}
            if changed:
                cells += [(row_id, name, old[name], cell) for name, cell in changed.items()]
                by_columns[tuple(changed)].append({**changed, "_id": row_id})
        self._note_cells(table, before, cells)
        self._apply(table, by_columns)
        return len(cells)

    def delete(self, table: str, ids: Iterable[int]) -> int:
        """Take rows out, first those of other tables that belong to them; return how many.

        Rows that only point at them stay and lose the pointer.
        """
        wanted = list(ids)
        if not wanted:
            return 0
        for child, column in _referring(table, "CASCADE"):
            self.delete(child, self._ids_where(child, column, wanted))
        for other, column in _referring(table, "SET NULL"):
            loose = self._ids_where(other, column, wanted)
            self.update(other, {row_id: {column: None} for row_id in loose})
        columns = {column.name for column in tables.BY_NAME[table].c} - tables.DERIVED_COLUMNS
        rows = self._rows(table, wanted, columns)
        kept = [{n: cell for n, cell in row.items() if cell is not None} for row in rows.values()]
        self._note(
            (table, row_id, tables.customer_of(table, row_id, row), None, text, None)
            for (row_id, row), text in zip(rows.items(), tables.each_to_json(kept), strict=True)
        )
        if table == "customer":
            self.removed.update(rows)
        target = tables.BY_NAME[table]
        self.connection.execute(delete(target).where(tables.among(target.c.id, rows)))
        return len(rows)

    def end_part(self) -> None:
        """Log what was added so far and begin to index the new customers, beside what follows.

        What comes along with those customers later is logged on lines of its own.
        """
        self._told_anew -= self._families.keys()
        self._indexing.add(self._families)
        self._write_log()

    def finish(self) -> None:
        """Write the log and bring the search index up to date; the operation ends with it.

        Called by `Store.write`, unless it was before, by those whose own work can go on meanwhile.
        """
        if self._finished:
            return
        self._finished = True
        self.end_part()
        self.touched -= self.removed
        self._indexing.finish(self._told_anew - self.removed, self.removed)
        done = "UPDATE operation SET changes = ?, hash = ? WHERE id = ?"
        self.adding.run(done, self._logged, self._digest.hexdigest(), self.operation_id)

    @property
    def connection(self) -> Connection:
        """The connection of the transaction, after all that was written before."""
        return self.adding.connection

    @property
    def changed(self) -> int:
        """How many changes the operation has logged so far."""
        return self._logged + len(self._log)

    def _last_hash(self) -> str:
        last = self.connection.execute(
            select(_OPERATION.c.hash)
            .where(_OPERATION.c.id < self.operation_id)
            .order_by(_OPERATION.c.id.desc())
            .limit(1)
        ).scalar()
        return last or ""

    def _write_log(self) -> None:
        if self._log:
            self._log = [self._with_family(line) for line in self._log]
            lines = ((self.operation_id, *line) for line in self._log)
            self.adding.rows("change", _LOG_COLUMNS, lines)
            chain_on(self._digest, self._log)
            self._logged += len(self._log)
            self._log = []
            self._families = {}

    def _with_family(self, line: LogLine) -> LogLine:
        """Return the line of a new customer with all that came along with them."""
        table, row_id, owner, field, old, new = line
        if table != "customer" or field is not None or new is None:
            return line
        family = self._families.pop(row_id, {})
        return (table, row_id, owner, field, old, families.joined(new, family))

    def _next_id(self, table: str) -> int:
        # Numbers are given by hand so that rows of other tables can point at them in one go;
        # AUTOINCREMENT's own counter makes sure that none is ever given twice.
        if not self._next_ids:
            given = self.connection.execute(text("SELECT name, seq FROM sqlite_sequence"))
            self._next_ids = {each.name: each.seq + 1 for each in given}
        return self._next_ids.get(table, 1)

    def _rows(
        self, table: str, ids: Iterable[int], columns: Iterable[str]
    ) -> dict[int, dict[str, Any]]:
        source = tables.BY_NAME[table]
        owner = {"customer_id"} if tables.has_customer(table) else set()
        wanted = [source.c[name] for name in sorted({"id", *columns} | owner)]
        names = [column.name for column in wanted]
        place = names.index("id")
        result = self.connection.execute(select(*wanted).where(tables.among(source.c.id, ids)))
        return {row[place]: dict(zip(names, row, strict=True)) for row in result}

    def _ids_where(self, table: str, column: str, owners: Sequence[int]) -> list[int]:
        source = tables.BY_NAME[table]
        owned = tables.among(source.c[column], owners)
        return list(self.connection.scalars(select(source.c.id).where(owned).order_by(source.c.id)))

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

    def _note_cells(
        self,
        table: str,
        rows: Mapping[int, Mapping[str, Any]],
        cells: Iterable[tuple[int, str, Value, Value]],
    ) -> None:
        """Log cells given as (row id, column, old, new); `rows` are as they were before."""
        logged = [cell for cell in cells if cell[1] not in tables.DERIVED_COLUMNS]
        for _row_id, name, _old, new in logged:
            if name == "customer_id" and isinstance(new, int):
                self.touched.add(new)  # the row goes over to this customer
                self._told_anew.add(new)
        olds = tables.each_to_json([cell[2] for cell in logged])
        news = tables.each_to_json([cell[3] for cell in logged])
        told = zip(logged, olds, news, strict=True)
        self._note(
            (
                table,
                row_id,
                tables.customer_of(table, row_id, rows[row_id]),
                name,
                None if old is None else old_text,
                None if new is None else new_text,
            )
            for (row_id, name, old, new), old_text, new_text in told
        )

    def _note(self, lines: Iterable[LogLine]) -> None:
        start = len(self._log)
        self._log += lines
        for table, _row_id, owner, field, _old, _new in islice(self._log, start, None):
            if owner is not None:
                self.touched.add(owner)
                if search_index.tells(table, field):
                    self._told_anew.add(owner)
        if len(self._log) >= _LINES_IN_MEMORY:
            self._write_log()


def chain_start(last: str, operation_id: int, head: Mapping[str, Any]) -> Digest:
    """Begin the hash of an operation: over the hash before it and its own row."""
    digest = sha256(last.encode())
    digest.update(tables.to_json([operation_id, *(head[name] for name in sorted(head))]).encode())
    return digest


def chain_on(digest: Digest, log: Iterable[LogLine]) -> None:
    """Take lines of the log into the hash; separators that JSON never contains keep them apart."""
    lines = iter(log)
    while part := list(islice(lines, _AT_ONCE)):
        told = [
            f"{table}\x1f{row_id}\x1f{customer}\x1f{field}\x1f{old}\x1f{new}\x1e"
            for table, row_id, customer, field, old, new in part
        ]
        digest.update("".join(told).encode())


@cache
def _referring(table: str, on_delete: str) -> tuple[tuple[str, str], ...]:
    """Return (table, column) of what the database would change when a row of `table` goes."""
    return tuple(
        (other, column)
        for other, column, rule in tables.referring(table)
        if rule == on_delete and other not in tables.DERIVED_TABLES
    )
