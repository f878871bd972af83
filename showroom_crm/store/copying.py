"""A whole copy of an encrypted file, checked and safely on the disk before it gets its name."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from showroom_crm.errors import StoreDamaged
from showroom_crm.i18n import _
from showroom_crm.store import driver, failures

_HALF = ".half"  # the ending of a file that is not whole yet
_STEP = 1024  # pages of 4 KB copied before others get their turn
_PAUSE = 0.005  # seconds
_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
Progress = Callable[[int, int], None]


def copy(file: Path, key: bytes, target: Path, progress: Progress | None = None) -> None:
    """Copy the database as of one moment while others go on writing to it.

    The copy is opened, checked and counted against the original, then renamed to `target`; on any
    failure nothing of it stays. `progress` hears of pages done and pages in all.
    Raises StoreDamaged where the original or the copy is not sound, DiskFull, NoPermission.
    """
    half = target.with_name(target.name + _HALF)
    try:
        with failures.told_plainly(), failures.disk_told_plainly():
            half.unlink(missing_ok=True)
            counts = _transfer(file, key, half, progress)
            if counts is None or _counts(half, key) != counts:
                raise _why(file, key)
            sync(half)
            half.replace(target)
            sync_folder(target.parent)
    finally:
        half.unlink(missing_ok=True)


def examine(file: Path, key: bytes) -> dict[str, int]:
    """Check a database that nobody has open and return the number of rows by table.

    Raises StoreDamaged where it is not sound, or no showroom's.
    """
    counts = _counts(file, key)
    if counts is None:
        raise StoreDamaged(
            _("“{file}” is not a whole showroom. Choose another backup.").format(file=file.name)
        )
    return counts


def _counts(file: Path, key: bytes) -> dict[str, int] | None:
    connection = driver.connect_plainly(file, key)
    try:
        with failures.told_plainly():
            connection.execute("PRAGMA journal_mode=DELETE")  # one file, with nothing beside it
            return _counts_if_sound(connection)
    finally:
        connection.close()


def _why(file: Path, key: bytes) -> StoreDamaged:
    """Return why a copy is not sound, or not the same: the original is damaged, or it is not."""
    connection = driver.connect(file, key)
    try:
        with failures.told_plainly():
            sound = _counts_if_sound(connection) is not None
    finally:
        connection.close()
    if sound:
        return StoreDamaged(_("The copy came out different from the original. Try again."))
    return StoreDamaged(
        _(
            "The showroom's data is damaged, so it was not copied; earlier backups were"
            " kept. Restore the latest one."
        )
    )


def copy_file(file: Path, target: Path) -> None:
    """Copy any file so that `target` is whole or not there at all."""
    half = target.with_name(target.name + _HALF)
    try:
        with failures.disk_told_plainly():
            shutil.copyfile(file, half)
            sync(half)
            half.replace(target)
            sync_folder(target.parent)
    finally:
        half.unlink(missing_ok=True)


def sync(file: Path) -> None:
    """Make sure that a file is on the disk and not only on its way."""
    with file.open("rb+") as handle:
        os.fsync(handle.fileno())


def sync_folder(folder: Path) -> None:
    """Make sure that the names in a folder are on the disk, where the system can do that."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _transfer(
    file: Path, key: bytes, half: Path, progress: Progress | None
) -> dict[str, int] | None:
    """Copy, and return the number of rows by table, None where the original is no showroom's.

    Whether it is sound, the copy tells: every page is the same in it.
    """
    source = driver.connect(file, key)
    target = driver.connect_plainly(half, key)
    try:
        source.execute("BEGIN")  # one moment of the store, whatever others write meanwhile
        counts = _row_counts(source)
        source.backup(target, pages=_STEP, sleep=_PAUSE, progress=_told(progress))
        source.execute("ROLLBACK")
        return counts
    finally:
        target.close()
        source.close()


def _told(progress: Progress | None) -> Callable[[int, int, int], None] | None:
    if progress is None:
        return None
    return lambda _status, left, total: progress(total - left, total)


def _counts_if_sound(connection: Any) -> dict[str, int] | None:
    """Return the number of rows by table, or None where anything is wrong."""
    if connection.execute("PRAGMA quick_check(1)").fetchall() != [("ok",)]:
        return None
    return _row_counts(connection)


def _row_counts(connection: Any) -> dict[str, int] | None:
    """Return the number of rows by table, None where the tables are not those of a showroom."""
    names = [row[0] for row in connection.execute(_TABLES)]
    if "alembic_version" not in names:
        return None
    return {
        name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608
        for name in names
    }
