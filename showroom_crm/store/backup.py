"""Backups: made while others work, checked before they count, thinned out, restored."""

from __future__ import annotations

import datetime as dt
import re
from contextlib import suppress
from pathlib import Path

from sqlalchemy import text

from showroom_crm.errors import NotFound, StoreDamaged, UserError
from showroom_crm.i18n import _
from showroom_crm.store import copying, driver, failures, keys, retention
from showroom_crm.store.copying import Progress
from showroom_crm.store.database import DATABASE, Store, take_lock
from showroom_crm.values.safety import BackupContent, BackupInfo

FOLDER = "backups"  # in the folder of the store
_NAME = "showroom-%Y-%m-%d-%H%M%S.db"
_KEPT = "showroom-before-restore-%Y-%m-%d-%H%M%S"
_PATTERN = re.compile(r"showroom-(\d{4}-\d\d-\d\d)-(\d{6})\.db")
_KEYS_ENDING = ".keys.json"
_END_OF_LOG = "SELECT id, hash FROM operation ORDER BY id DESC LIMIT 1"
_FAILED = "backup-failed.txt"  # in the folder of the store; says why
_EVERY = dt.timedelta(minutes=30)
_BESIDE = ("-wal", "-shm", "-journal")  # what SQLite keeps beside a file


def back_up(
    store: Store, now: dt.datetime, folder: Path | None = None, progress: Progress | None = None
) -> BackupInfo:
    """Make a backup with its key file in `folder` (the store's own) and thin the old ones out.

    Nothing is thinned out, and no file left, where the store is not sound. Raises StoreDamaged,
    DiskFull, NoPermission, NotFound (a folder on a disk that is not there).
    """
    place = folder or store.folder / FOLDER
    with failures.disk_told_plainly():
        place.mkdir(parents=folder is None, exist_ok=True)
        at = _free_second(place, now)
    target = place / at.strftime(_NAME)
    copying.copy(store.folder / DATABASE, store.key, target, progress)
    _finish(store.folder / keys.KEY_FILE, target, now)
    return _info(target, at)


def _free_second(folder: Path, now: dt.datetime) -> dt.datetime:
    """Return the first second from `now` on whose name is free: no backup takes another's place."""
    at = now
    while (folder / at.strftime(_NAME)).exists():
        at += dt.timedelta(seconds=1)
    return at


def copy_to(backup: BackupInfo, folder: Path, now: dt.datetime) -> BackupInfo:
    """Copy a finished backup with its key file to a second folder and thin that one out too.

    Raises NotFound where the folder's disk is not there, DiskFull, NoPermission.
    """
    target = folder / backup.file.name
    with failures.disk_told_plainly():
        folder.mkdir(exist_ok=True)
    copying.copy_file(backup.file, target)
    _finish(_keys_of(backup.file), target, now)
    return _info(target, backup.at)


def listed(folder: Path) -> tuple[BackupInfo, ...]:
    """Return the backups in a folder, newest first; none where it is not there."""
    with failures.disk_told_plainly():
        found = [(file, _moment(file)) for file in folder.glob("*.db")]
        infos = [_info(file, at) for file, at in found if at is not None]
    return tuple(sorted(infos, key=lambda info: info.at, reverse=True))


def latest(folder: Path) -> BackupInfo | None:
    """Return the newest backup in a folder, or None."""
    return next(iter(listed(folder)), None)


def due(store: Store, now: dt.datetime) -> bool:
    """Tell whether something changed since the last backup and that one is half an hour old."""
    last = latest(store.folder / FOLDER)
    if last is not None and dt.timedelta() <= now - last.at < _EVERY:
        return False
    return changed_since(store, last)


def changed_since(store: Store, last: BackupInfo | None) -> bool:
    """Tell whether anything was done since this backup (ever, where there is none).

    The end of its change log tells, not the clock, which may have been wrong.
    """
    with store.read() as connection:
        end = connection.execute(text(_END_OF_LOG)).first()
    if last is None or end is None:
        return end is not None
    return tuple(end) != _end_of_log(last.file, store.key)


def _end_of_log(file: Path, key: bytes) -> tuple[int, str] | None:
    """Return number and hash of the last operation in a backup, None where it cannot be read."""
    connection = driver.connect_plainly(file, key)
    try:
        with failures.told_plainly():
            end: tuple[int, str] | None = connection.execute(_END_OF_LOG).fetchone()
    except UserError:
        return None
    finally:
        connection.close()
    return end


def note_failure(store: Store, why: str) -> None:
    """Keep why a backup failed, until one succeeds; where nothing can be written, do nothing."""
    with suppress(OSError):
        (store.folder / _FAILED).write_text(why, "utf-8")


def forget_failure(store: Store) -> None:
    """Take the note of an earlier failure away."""
    with suppress(OSError):
        (store.folder / _FAILED).unlink(missing_ok=True)


def failure(store: Store) -> str:
    """Return why the last backup failed, "" where it did not."""
    try:
        return (store.folder / _FAILED).read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def content(file: Path, key: bytes) -> BackupContent:
    """Look into a backup without touching it; raises StoreDamaged."""
    connection = driver.connect_plainly(file, key)
    try:
        with failures.told_plainly():
            (customers,) = connection.execute("SELECT count(*) FROM customer").fetchone()
            (contacts,) = connection.execute("SELECT count(*) FROM contact").fetchone()
            last = connection.execute(
                "SELECT name, at FROM operation WHERE changes > 0 ORDER BY id DESC LIMIT 1"
            ).fetchone()
    finally:
        connection.close()
    name, at = last or ("", None)
    return BackupContent(customers, contacts, name, at and dt.datetime.fromisoformat(at))


def opens(file: Path, key: bytes) -> bool:
    """Tell whether a backup is there and this is its key; raises NotFound."""
    if not file.is_file():
        raise NotFound(_("There is no backup “{file}”.").format(file=file))
    try:
        content(file, key)
    except StoreDamaged:
        return False
    return True


def restore(
    folder: Path, file: Path, key: bytes, now: dt.datetime, key_file: Path | None = None
) -> Path | None:
    """Put a backup in the place of the store in `folder`, which nobody may have open.

    The backup is copied and checked first; what was there is kept beside it with a dated name,
    which is returned (None where nothing was there). `key_file` takes the place of the store's,
    which is kept too. Raises NotFound, StoreLocked, StoreDamaged, DiskFull, NoPermission.
    """
    if not file.is_file():
        raise NotFound(_("There is no backup “{file}”.").format(file=file))
    present, fresh = folder / DATABASE, folder / (DATABASE + ".restored")
    with failures.disk_told_plainly():
        folder.mkdir(parents=True, exist_ok=True)
    lock = take_lock(folder)
    try:
        with failures.disk_told_plainly():
            copying.copy_file(file, fresh)
            copying.examine(fresh, key)
            kept = _keep_present(present, now)
            if key_file is not None:
                _change_keys(folder / keys.KEY_FILE, key_file, now)
            fresh.replace(present)
            copying.sync_folder(folder)
    finally:
        fresh.unlink(missing_ok=True)
        lock.release()
    return kept


def keys_beside(file: Path) -> Path | None:
    """Return the key file that belongs to a backup, or None where there is none."""
    beside = _keys_of(file)
    return beside if beside.is_file() else None


def _change_keys(present: Path, key_file: Path, now: dt.datetime) -> None:
    if present.exists():
        copying.copy_file(present, present.with_name(now.strftime(_KEPT) + _KEYS_ENDING))
    copying.copy_file(key_file, present)


def _keep_present(present: Path, now: dt.datetime) -> Path | None:
    """Give the present file a second, dated name, with all that SQLite keeps beside it.

    Its log goes along whole: read together with another file it would spoil that one.
    """
    if not present.exists():
        return None
    kept = present.with_name(now.strftime(_KEPT) + ".db")
    copying.copy_file(present, kept)
    for ending in _BESIDE:
        beside = present.with_name(present.name + ending)
        if beside.exists():
            beside.replace(kept.with_name(kept.name + ending))
    return kept


def _finish(key_file: Path, target: Path, now: dt.datetime) -> None:
    if key_file.is_file():
        copying.copy_file(key_file, _keys_of(target))
    kept = retention.keep([info.at for info in listed(target.parent)], now)
    with failures.disk_told_plainly():
        for info in listed(target.parent):
            if info.at not in kept:
                info.file.unlink(missing_ok=True)
                _keys_of(info.file).unlink(missing_ok=True)


def _info(file: Path, at: dt.datetime) -> BackupInfo:
    return BackupInfo(file, at.replace(microsecond=0), file.stat().st_size)


def _moment(file: Path) -> dt.datetime | None:
    found = _PATTERN.fullmatch(file.name)
    try:
        return dt.datetime.fromisoformat("T".join(found.groups())) if found else None
    except ValueError:
        return None


def _keys_of(file: Path) -> Path:
    return file.with_name(file.stem + _KEYS_ENDING)
