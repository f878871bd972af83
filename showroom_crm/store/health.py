"""Whether the store is sound, and what can still be read of one that is not."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher

from showroom_crm.errors import NotFound, StoreDamaged
from showroom_crm.i18n import _
from showroom_crm.store import copying, driver, failures, history, search_index, tables
from showroom_crm.store.database import DATABASE, Store
from showroom_crm.values.safety import Health, SalvagedTable

_PROBLEMS_TOLD = 20
_CHUNK = 1000  # ids read in one go from a damaged table
_PATIENCE = 64  # ids in a row that cannot be read before larger stretches are given up at once
_HOPELESS = 500  # as many before anything was read: the table's root is gone
_NO_END = 10_000_000  # where a table's highest id cannot be read either

_STRAY_INDEX = """
    SELECT (SELECT count(*) FROM customer WHERE id NOT IN (SELECT rowid FROM customer_search))
         + (SELECT count(*) FROM customer_search WHERE rowid NOT IN (SELECT id FROM customer))
"""


def quick_check(store: Store) -> bool:
    """Tell whether the whole file can be read and hangs together."""
    connection = store.driver_connection()
    try:
        return bool(connection.execute("PRAGMA quick_check(1)").fetchall() == [("ok",)])
    except sqlcipher.DatabaseError:
        return False
    finally:
        connection.close()


def check(store: Store) -> Health:
    """Examine everything: the file, pointers between rows, the search index, the change log."""
    connection = store.driver_connection()
    try:
        with failures.told_plainly():
            problems = _problems(connection)
            loose = len(connection.execute("PRAGMA foreign_key_check").fetchall())
            (stray,) = connection.execute(_STRAY_INDEX).fetchone()
            counts = {
                name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608
                for name in tables.IN_ORDER
            }
    finally:
        connection.close()
    return Health(problems, loose, stray, history.verify_chain(store), counts)


def mend_search(store: Store) -> None:
    """Write the search index anew; it is made of the other tables only."""
    with store.derive() as adding:
        search_index.rebuild(adding)


def salvage(folder: Path, key: bytes) -> Iterator[SalvagedTable]:
    """Yield, table by table, all rows that can still be read of a damaged store.

    Works on a copy; the damaged file is not touched. Scores and the search index are left out, as
    they are made of the rest. Raises NotFound, and StoreDamaged where not even the list of tables
    can be read.
    """
    if not (folder / DATABASE).is_file():
        raise NotFound(
            _("There is no showroom in {folder}. Choose another folder.").format(folder=folder)
        )
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        for ending in ("", "-wal"):
            beside = folder / (DATABASE + ending)
            if beside.exists():
                copying.copy_file(beside, Path(place) / beside.name)
        wreck = _Wreck(Path(place) / DATABASE, key)
        try:
            yield from _tables(wreck)
        finally:
            wreck.close()


def _problems(connection: Any) -> tuple[str, ...]:
    try:
        rows = connection.execute(f"PRAGMA integrity_check({_PROBLEMS_TOLD})").fetchall()
    except sqlcipher.DatabaseError as error:
        return (str(error),)
    return tuple(row[0] for row in rows if row != ("ok",))


def _tables(wreck: _Wreck) -> Iterator[SalvagedTable]:
    found = wreck.ask("SELECT name FROM sqlite_master WHERE type = 'table'")
    present = {row[0] for row in found or ()}
    wanted = [name for name in tables.IN_ORDER if name in present - tables.DERIVED_TABLES]
    if not wanted:
        raise StoreDamaged(
            _("Nothing of this file can be read any more. Restore the latest backup.")
        )
    for name in wanted:
        columns = wreck.columns(name)
        yield SalvagedTable(name, columns, _rows(wreck, name, columns) if columns else [])


def _rows(wreck: _Wreck, table: str, columns: tuple[str, ...]) -> list[tuple[Any, ...]]:
    """Read a table in stretches of ids; what cannot be read is narrowed down to single rows."""
    names = ", ".join(f'"{name}"' for name in columns)
    statement = f'SELECT {names} FROM "{table}" WHERE id BETWEEN ? AND ?'  # noqa: S608
    last = wreck.last_id(table)
    waiting = [(low, min(low + _CHUNK - 1, last)) for low in range(1, last + 1, _CHUNK)][::-1]
    rows: list[tuple[Any, ...]] = []
    misses = 0
    while waiting:
        low, high = waiting.pop()
        found = wreck.ask(statement, (low, high))
        if found is not None:
            rows += found
            misses = 0
            continue
        misses += 1
        if not rows and misses > _HOPELESS:
            break
        # The longer nothing can be read, the larger the stretches that are given up at once.
        grain = 1 if misses < _PATIENCE else misses * misses // _PATIENCE
        if high - low >= grain:
            middle = (low + high) // 2
            waiting += [(middle + 1, high), (low, middle)]
    return rows


class _Wreck:
    """A damaged file, opened anew after each failure: the cipher remembers the first one."""

    def __init__(self, file: Path, key: bytes) -> None:
        self._file = file
        self._key = key
        self._connection: Any = None

    def ask(self, statement: str, values: tuple[Any, ...] = ()) -> list[tuple[Any, ...]] | None:
        """Return the rows, or None where they cannot be read."""
        try:
            if self._connection is None:
                self._connection = driver.connect_plainly(self._file, self._key)
                # Lets a file be read that is shorter than it says.
                self._connection.execute("PRAGMA writable_schema=ON")
            return list(self._connection.execute(statement, values))
        except sqlcipher.DatabaseError:
            self.close()
            return None

    def columns(self, table: str) -> tuple[str, ...]:
        """Return the columns of a table as this file has them."""
        return tuple(row[1] for row in self.ask(f'PRAGMA table_info("{table}")') or ())

    def last_id(self, table: str) -> int:
        """Return the highest id a table can have."""
        for statement in (
            f"SELECT seq FROM sqlite_sequence WHERE name = '{table}'",  # noqa: S608
            f'SELECT max(id) FROM "{table}"',  # noqa: S608
        ):
            found = self.ask(statement)
            if found and found[0][0] is not None:
                return int(found[0][0])
        return 0 if self.ask(f'SELECT id FROM "{table}" LIMIT 1') == [] else _NO_END  # noqa: S608

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None
