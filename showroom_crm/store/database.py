"""The store: one encrypted file, opened by its key, read and written through here alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeAlias

import sqlcipher3.dbapi2 as sqlcipher
from filelock import FileLock, Timeout
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

from showroom_crm.errors import NotFound, StoreLocked
from showroom_crm.i18n import _
from showroom_crm.store import failures, upgrade
from showroom_crm.store.changes import Writing

Connected: TypeAlias = Connection  # for rooms that may hold a connection but not speak SQL
DATABASE = "showroom.db"
_LOCK = "in-use.lock"
_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA busy_timeout=10000",
    "PRAGMA cache_size=-65536",  # 64 MB: a first scan decrypts each page once, not each time
    "PRAGMA temp_store=MEMORY",
)


class Store:
    """An open store; `folder` holds the database, its key file, its lock and its backups."""

    def __init__(self, folder: Path, key: bytes, engine: Engine, lock: FileLock) -> None:
        """Keep what `open_store` or `create_store` opened."""
        self.folder = folder
        self.key = key
        self._engine = engine
        self._lock = lock

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Give a connection that sees one moment of the store and cannot change it."""
        with failures.told_plainly(), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def write(
        self, kind: str, name: str, staff_id: int | None, at: dt.datetime, undoes: int | None = None
    ) -> Iterator[Writing]:
        """Run one named operation in one transaction; an error inside leaves no trace."""
        with failures.told_plainly(), self._engine.connect() as connection:
            connection.execution_options(immediate=True)
            with connection.begin():
                writing = Writing(connection, kind, name, staff_id, at, undoes)
                yield writing
                writing.finish()

    @contextmanager
    def derive(self) -> Iterator[Connection]:
        """Give a connection that may rewrite derived content (scores), which is never logged."""
        with failures.told_plainly(), self._engine.connect() as connection:
            connection.execution_options(immediate=True)
            with connection.begin():
                yield connection

    def driver_connection(self) -> Any:
        """Return a bare driver connection of its own, for backups and checks; close it."""
        return connect(self.folder / DATABASE, self.key)

    def close(self) -> None:
        """Close all connections and let others open the store."""
        self._engine.dispose()
        self._lock.release()


def create_store(folder: Path, key: bytes) -> Store:
    """Make an empty store in `folder` (made where missing) and open it."""
    folder.mkdir(parents=True, exist_ok=True)
    return _open(folder, key)


def open_store(folder: Path, key: bytes) -> Store:
    """Open the store in `folder`, bringing an older one up to date after a copy.

    Raises NotFound, StoreLocked, StoreDamaged, NewerStore, NoPermission.
    """
    if not (folder / DATABASE).is_file():
        raise NotFound(
            _("There is no showroom in {folder}. Choose another folder.").format(folder=folder)
        )
    return _open(folder, key)


def _open(folder: Path, key: bytes) -> Store:
    lock = _take_lock(folder)
    engine = _engine(folder / DATABASE, key)
    try:
        with failures.told_plainly():
            upgrade.bring_up_to_date(engine, folder / DATABASE)
    except BaseException:
        engine.dispose()
        lock.release()
        raise
    return Store(folder, key, engine, lock)


def _take_lock(folder: Path) -> FileLock:
    # Opened on one thread and closed on another: a lock kept per thread would never be released.
    lock = FileLock(folder / _LOCK, timeout=0, thread_local=False)
    try:
        lock.acquire()
    except Timeout:
        raise StoreLocked(
            _("This showroom is already open in another window or program. Close it there first.")
        ) from None
    return lock


def connect(path: Path, key: bytes) -> Any:
    """Open the encrypted file with its raw key; raises the house's errors."""
    try:
        connection = sqlcipher.connect(str(path), check_same_thread=False, isolation_level=None)
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        for pragma in _PRAGMAS:
            connection.execute(pragma)
    except sqlcipher.DatabaseError as error:
        raise failures.from_driver(error) or error from error
    return connection


def _engine(path: Path, key: bytes) -> Engine:
    engine = create_engine(
        "sqlite://",
        module=sqlcipher,
        creator=lambda: connect(path, key),
        poolclass=QueuePool,
        pool_size=4,
    )
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    # The driver itself begins nothing: reads see one snapshot, writes take the lock at once.
    immediate = connection.get_execution_options().get("immediate")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")
