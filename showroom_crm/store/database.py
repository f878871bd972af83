"""The store: one encrypted file, opened by its key, read and written through here alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from threading import Thread
from typing import Any, TypeAlias

import sqlcipher3.dbapi2 as sqlcipher
from filelock import FileLock, Timeout
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

from showroom_crm.errors import InvalidInput, NotFound, StoreLocked, UserError
from showroom_crm.i18n import _
from showroom_crm.store import driver, failures, upgrade
from showroom_crm.store.adding import Adding
from showroom_crm.store.changes import Writing

Connected: TypeAlias = Connection  # for rooms that may hold a connection but not speak SQL
DATABASE = "showroom.db"
_LOCK = "in-use.lock"
_LARGE = 1000  # changes


class Store:
    """An open store; `folder` holds the database, its key file, its lock and its backups."""

    def __init__(self, folder: Path, key: bytes, engine: Engine, lock: FileLock) -> None:
        """Keep what `open_store` or `create_store` opened."""
        self.folder = folder
        self.key = key
        self._engine = engine
        self._lock = lock
        self._journal: Thread | None = None

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
            with connection.begin(), Adding(connection) as adding:
                writing = Writing(adding, kind, name, staff_id, at, undoes)
                yield writing
                writing.finish()
                large = writing.changed > _LARGE
                driver.put_away_with_commits(adding.connection.connection, not large)
        if large:
            self._put_away_meanwhile()

    @contextmanager
    def rehearse(
        self, kind: str, name: str, staff_id: int | None, at: dt.datetime, undoes: int | None = None
    ) -> Iterator[Writing]:
        """Run an operation as `write` does, to see what it would do; nothing of it is kept."""
        with failures.told_plainly(), self._engine.connect() as connection:
            connection.execution_options(immediate=True)
            trial = connection.begin()
            try:
                with Adding(connection) as adding:
                    yield Writing(adding, kind, name, staff_id, at, undoes)
            finally:
                trial.rollback()

    @contextmanager
    def derive(self) -> Iterator[Adding]:
        """Give what may rewrite derived content (scores), which is never logged."""
        with failures.told_plainly(), self._engine.connect() as connection:
            connection.execution_options(immediate=True)
            with connection.begin(), Adding(connection) as adding:
                yield adding

    def driver_connection(self) -> Any:
        """Return a bare driver connection of its own, for backups and checks; close it."""
        return driver.connect(self.folder / DATABASE, self.key)

    def _put_away_meanwhile(self) -> None:
        """Bring a long journal into the file while nobody waits for it.

        What does not succeed is done by a later commit, or when the store is closed.
        """

        def put_away() -> None:
            with suppress(UserError), closing(self.driver_connection()) as connection:
                driver.put_away(connection)

        self.wait_for_journal()
        self._journal = Thread(target=put_away, name="journal")
        self._journal.start()

    def wait_for_journal(self) -> None:
        """Wait until the journal of the last large write is in the file."""
        if self._journal is not None:
            self._journal.join()

    def close(self) -> None:
        """Close all connections and let others open the store."""
        self.wait_for_journal()
        self._engine.dispose()
        self._lock.release()


def create_store(folder: Path, key: bytes) -> Store:
    """Make an empty store in `folder` (made where missing) and open it.

    Raises InvalidInput where one is there, StoreLocked, NoPermission, DiskFull.
    """
    with failures.disk_told_plainly():
        folder.mkdir(parents=True, exist_ok=True)
    if (folder / DATABASE).exists():
        raise InvalidInput(
            _("There is already a showroom in {folder}. Open it or choose another folder.").format(
                folder=folder
            )
        )
    return _open(folder, key, upgrade.make)


def open_store(folder: Path, key: bytes) -> Store:
    """Open the store in `folder`, bringing an older one up to date after a copy.

    Raises NotFound, StoreLocked, StoreDamaged, NewerStore, NoPermission, DiskFull.
    """
    if not (folder / DATABASE).is_file():
        raise NotFound(
            _("There is no showroom in {folder}. Choose another folder.").format(folder=folder)
        )
    if not any(file.stat().st_size for file in folder.glob(DATABASE + "*")):
        raise upgrade.empty()  # the database itself would fill it with a new header
    return _open(folder, key, upgrade.bring_up_to_date)


def take_lock(folder: Path) -> FileLock:
    """Keep everybody else out of the store in `folder`, until the lock is released.

    Raises StoreLocked where another program is in it, NoPermission, DiskFull.
    """
    # Held by the process, not by the thread that happened to open the store.
    lock = FileLock(folder / _LOCK, timeout=0, thread_local=False)
    try:
        with failures.disk_told_plainly():
            lock.acquire()
    except Timeout:
        raise StoreLocked(
            _("This showroom is already open in another window or program. Close it there first.")
        ) from None
    return lock


def _open(folder: Path, key: bytes, prepare: Callable[[Engine, Path, bytes], None]) -> Store:
    lock = take_lock(folder)
    engine = _engine(folder / DATABASE, key)
    try:
        with failures.told_plainly(), failures.disk_told_plainly():
            prepare(engine, folder / DATABASE, key)
    except BaseException:
        engine.dispose()
        lock.release()
        raise
    return Store(folder, key, engine, lock)


def _engine(path: Path, key: bytes) -> Engine:
    engine = create_engine(
        "sqlite://",
        module=sqlcipher,
        creator=lambda: driver.connect(path, key),
        poolclass=QueuePool,
        pool_size=4,
        pool_use_lifo=True,  # the connection used last is warm; each warm one holds a cache
        hide_parameters=True,  # an error must not carry names and numbers into a log
    )
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    # The driver itself begins nothing: reads see one snapshot, writes take the lock at once.
    immediate = connection.get_execution_options().get("immediate")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")
