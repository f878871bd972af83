"""One keyed connection of the bare driver, which everything that opens the file goes through."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher

from showroom_crm.store import failures

_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA busy_timeout=10000",
    "PRAGMA cache_size=-65536",  # 64 MB: a first scan decrypts each page once, not each time
    "PRAGMA temp_store=MEMORY",
)

_LONG = 1000  # pages of a journal, as the database itself would have it


def connect(path: Path, key: bytes) -> Any:
    """Open the encrypted file with its raw key for work; one that is missing is made.

    Raises StoreDamaged, also for a key that is not the file's, StoreLocked, NoPermission, DiskFull.
    """
    connection = connect_plainly(path, key)
    try:
        with failures.told_plainly():
            for pragma in _PRAGMAS:
                connection.execute(pragma)
    except BaseException:
        connection.close()
        raise
    return connection


def connect_plainly(path: Path, key: bytes) -> Any:
    """Open the file with its key and touch nothing in it: for copies and examinations."""
    with failures.told_plainly():
        connection = sqlcipher.connect(str(path), check_same_thread=False, isolation_level=None)
        connection.execute("PRAGMA cipher_log_level=NONE")  # it would write to the terminal
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    return connection


def put_away_with_commits(connection: Any, wanted: bool) -> None:
    """Tell whether a commit that makes the journal long takes its pages into the file as well."""
    connection.cursor().execute(f"PRAGMA wal_autocheckpoint={_LONG if wanted else 0}")


def put_away(connection: Any) -> None:
    """Take the pages of the journal into the file, as far as nobody reads or writes them."""
    with failures.told_plainly():
        connection.execute("PRAGMA wal_checkpoint(PASSIVE)")
