"""Data safety: backups, restoring, checking, and saving what a damaged store still holds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from showroom_crm.errors import InvalidInput, NotFound, UserError, WrongPassword
from showroom_crm.i18n import _
from showroom_crm.operations.desk import Desk
from showroom_crm.store import backup as backups
from showroom_crm.store import health, keys, settings
from showroom_crm.values.operations import Changes
from showroom_crm.values.safety import BackupInfo, Health, SalvagedTable

SECOND_FOLDER = "backup_folder"
Progress = Callable[[int, int], None]


def backup(desk: Desk, folder: Path | None = None, progress: Progress | None = None) -> Path:
    """Make a backup in `folder`, or in the store's own and the second folder; return its file.

    `progress` hears of pages done and pages in all. Raises StoreDamaged, DiskFull, NoPermission;
    where only the second folder fails, the error says that the first backup was made. What fails
    without `folder` is kept for `backup_failure` until all of it succeeds.
    """
    if folder is not None:
        return backups.back_up(desk.store, desk.now(), folder, progress).file
    with _failure_kept(desk):
        made = backups.back_up(desk.store, desk.now(), None, progress)
        if second := second_folder(desk):
            _copy_to(made, second, desk.now())
    backups.forget_failure(desk.store)
    return made.file


def backup_failure(desk: Desk) -> str:
    """Return in a sentence why the last backup failed, "" where it did not."""
    return backups.failure(desk.store)


@contextmanager
def _failure_kept(desk: Desk) -> Iterator[None]:
    """Keep why a backup fails, so that it stays in sight until one succeeds."""
    try:
        yield
    except UserError as error:
        backups.note_failure(desk.store, error.text)
        raise


def _backup_here(desk: Desk) -> None:
    """Make a backup in the store's own folder alone."""
    with _failure_kept(desk):
        backups.back_up(desk.store, desk.now())
    if second_folder(desk) is None:
        backups.forget_failure(desk.store)


def backup_if_changed(desk: Desk) -> Path | None:
    """Make a backup on closing, unless nothing changed since the last."""
    last = last_backup(desk)
    return backup(desk) if backups.changed_since(desk.store, last) else None


def backup_before(desk: Desk) -> None:
    """Make a backup here before something big, unless nothing changed since the last.

    The second folder gets the next one: a disk that is not connected must not stop anybody.
    """
    if backups.changed_since(desk.store, last_backup(desk)):
        _backup_here(desk)


@contextmanager
def backed_up_meanwhile(desk: Desk) -> Iterator[Callable[[], object]]:
    """Make the backup of `backup_before` while something big is written; give what waits for it.

    It shows what was committed when it began. Who waits for it inside the transaction, and lets
    out what the wait raises, therefore keeps nothing that has no backup of the state before.
    """
    if not backups.changed_since(desk.store, last_backup(desk)):
        yield lambda: None
        return
    with ThreadPoolExecutor(1, "backup") as beside:
        yield beside.submit(_backup_here, desk).result


def backup_if_due(desk: Desk) -> Path | None:
    """Make a backup where something changed and the last one is half an hour old."""
    return backup(desk) if backups.due(desk.store, desk.now()) else None


def last_backup(desk: Desk) -> BackupInfo | None:
    """Return the newest backup in the store's own folder, or None."""
    return backups.latest(desk.store.folder / backups.FOLDER)


def all_backups(folder: Path) -> tuple[BackupInfo, ...]:
    """Return the backups of the store in `folder`, or those lying in `folder`, newest first."""
    own = folder / backups.FOLDER
    return backups.listed(own if own.is_dir() else folder)


def second_folder(desk: Desk) -> Path | None:
    """Return the folder that gets a copy of each backup, or None."""
    chosen = settings.value(desk.store, SECOND_FOLDER)
    return Path(chosen) if chosen else None


def set_second_folder(desk: Desk, folder: Path | None) -> Changes:
    """Choose the folder that gets a copy of each backup; raises InvalidInput, NotFound."""
    if folder is not None and not folder.is_dir():
        raise NotFound(_("“{path}” is not there. Is the disk connected?").format(path=folder))
    if folder is not None and folder.resolve() == (desk.store.folder / backups.FOLDER).resolve():
        raise InvalidInput(_("Choose another folder, best on another disk."))
    with desk.write("settings", _("Choose the second backup folder")) as writing:
        settings.put(writing, SECOND_FOLDER, str(folder) if folder else None)
    return Changes(writing.operation_id, "settings", frozenset(), settings=True)


def quick_check(desk: Desk) -> bool:
    """Tell whether the whole file can be read and hangs together."""
    return health.quick_check(desk.store)


def check(desk: Desk, mend: bool = True) -> Health:
    """Examine everything; with `mend`, a search index that is not right is written anew.

    The report tells what was found before.
    """
    found = health.check(desk.store)
    if mend and found.not_indexed and not found.problems:
        health.mend_search(desk.store)
    return found


def restore(
    folder: Path, file: Path, user: str | None, secret: str, now: dt.datetime
) -> Path | None:
    """Put a backup in the place of the store in `folder`, which must be closed.

    `user` and `secret` are name and password; without a user, `secret` is the recovery code, and
    empty for a store that needs no password. Passwords of the store count, then those of the time
    of the backup. Returns the file that keeps what was there, None where nothing was.
    Raises NotFound, WrongPassword, StoreLocked, StoreDamaged, DiskFull, NoPermission.
    """
    beside = backups.keys_beside(file)
    if (folder / keys.KEY_FILE).is_file():
        key = _key(folder, user, secret)
        if key is not None and backups.opens(file, key):
            return backups.restore(folder, file, key, now)
    if beside is not None:
        key = _key(beside, user, secret)
        if key is not None:
            return backups.restore(folder, file, key, now, beside)
    raise WrongPassword(_("The name or the password is not right. Please try again."))


def salvage(folder: Path, user: str | None, secret: str) -> Iterator[SalvagedTable]:
    """Yield, table by table, what can still be read of a damaged store, which must be closed.

    Name and secret as in `restore`. Raises NotFound, WrongPassword, StoreDamaged.
    """
    key = _key(folder, user, secret)
    if key is None:
        raise WrongPassword(_("The name or the password is not right. Please try again."))
    return health.salvage(folder, key)


def _key(place: Path, user: str | None, secret: str) -> bytes | None:
    try:
        if user is not None:
            return keys.unlock(place, user, secret)
        return keys.unlock_with_code(place, secret) if secret else keys.unlock_open(place)
    except WrongPassword:
        return None


def _copy_to(made: BackupInfo, folder: Path, now: dt.datetime) -> None:
    try:
        backups.copy_to(made, folder, now)
    except UserError as error:
        raise type(error)(
            _("The backup was made on this computer, but not in the second folder. {why}").format(
                why=error.text
            )
        ) from error
