"""Making, unlocking and leaving a showroom's store."""

from __future__ import annotations

import datetime as dt
import logging
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from showroom_crm.errors import InvalidInput, StoreDamaged, UserError
from showroom_crm.i18n import _
from showroom_crm.operations import rescoring, safety
from showroom_crm.operations.desk import Desk
from showroom_crm.store import database, keys, scores, settings, staff
from showroom_crm.store.database import Store
from showroom_crm.values.customers import Staff

SHORTEST_PASSWORD = 8
_log = logging.getLogger(__name__)
_SAMPLE_DAY = "sample_day"
_MANAGER = "manager"
Progress = Callable[[int, int], None]


def exists(folder: Path) -> bool:
    """Tell whether there is a showroom in `folder`."""
    return (folder / database.DATABASE).is_file()


def describe(folder: Path) -> keys.KeyFile:
    """Return name, people and whether a password is needed; raises NotFound, StoreDamaged."""
    return keys.describe(folder)


def create(folder: Path, showroom: str, user: str, password: str) -> tuple[Desk, str]:
    """Make an encrypted store with its first person, a manager; return it with the recovery code.

    Raises InvalidInput for an empty name or a password shorter than eight characters, or where a
    showroom is already there.
    """
    showroom, user = showroom.strip(), user.strip()
    if not showroom or not user:
        raise InvalidInput(_("Enter the name of the showroom and your own name."))
    if len(password) < SHORTEST_PASSWORD:
        raise InvalidInput(
            _("The password needs at least {count} characters.").format(count=SHORTEST_PASSWORD)
        )
    key, code = keys.new_key(), keys.new_recovery_code()
    store = _new_store(folder, showroom, key)
    keys.add_password(folder, key, user, password)
    keys.add_recovery(folder, key, code)
    return _first_desk(store, user), code


def create_sample(folder: Path, showroom: str, user: str, day: dt.date) -> Desk:
    """Make a store that needs no password and whose clock stands at `day`."""
    key = keys.new_key()
    store = _new_store(folder, showroom, key)
    keys.leave_open(folder, key)
    desk = _first_desk(store, user, _stopped(day))
    with desk.write("settings", _("Set up the sample showroom")) as writing:
        settings.put(writing, _SAMPLE_DAY, day.isoformat())
    return desk


def unlock(folder: Path, user: str, password: str) -> Desk:
    """Open the store as `user`; raises WrongPassword, StoreLocked, StoreDamaged, NewerStore."""
    return _open(folder, keys.unlock(folder, user, password), user)


def unlock_with_code(folder: Path, code: str, user: str, new_password: str) -> Desk:
    """Open the store by its recovery code and give `user` a new password."""
    key = keys.unlock_with_code(folder, code)
    if len(new_password) < SHORTEST_PASSWORD:
        raise InvalidInput(
            _("The password needs at least {count} characters.").format(count=SHORTEST_PASSWORD)
        )
    desk = _open(folder, key, user)
    try:
        keys.add_password(folder, key, user, new_password)
    except BaseException:
        desk.store.close()
        raise
    return desk


def unlock_open(folder: Path) -> Desk:
    """Open a store that needs no password; raises WrongPassword where one is needed."""
    return _open(folder, keys.unlock_open(folder), None)


def change_password(desk: Desk, old: str, new: str) -> None:
    """Give the present person another password; raises WrongPassword, InvalidInput."""
    folder = desk.store.folder
    key = keys.unlock(folder, desk.staff.name, old)
    if len(new) < SHORTEST_PASSWORD:
        raise InvalidInput(
            _("The password needs at least {count} characters.").format(count=SHORTEST_PASSWORD)
        )
    keys.add_password(folder, key, desk.staff.name, new)


def start_day(desk: Desk) -> bool:
    """Score everyone anew on the first opening of a day; return whether that was due.

    At the first opening of a month the scores of the month before are kept for the charts.
    """
    with desk.store.read() as connection:
        basis = scores.basis(connection)
    if basis is not None and basis.day == desk.today:
        return False
    with desk.store.derive() as adding:
        if basis is not None and (basis.day.year, basis.day.month) != _month(desk.today):
            scores.snapshot(adding.connection, basis.day.replace(day=1))
        rescoring.everyone(adding, desk.today)
    return True


def close(desk: Desk) -> None:
    """Back the store up where something changed, and leave it so that others may open it.

    A backup that fails is noted in the log and does not hold anybody back.
    """
    try:
        safety.backup_if_changed(desk)
    except UserError as error:
        _log.warning("no backup on closing: %s", type(error).__name__)
    finally:
        desk.store.close()


def showroom_name(desk: Desk) -> str:
    """Return the name of the showroom."""
    return str(settings.value(desk.store, "showroom") or keys.describe(desk.store.folder).showroom)


def _month(day: dt.date) -> tuple[int, int]:
    return day.year, day.month


def _new_store(folder: Path, showroom: str, key: bytes) -> Store:
    if exists(folder) or (folder / keys.KEY_FILE).exists():
        raise InvalidInput(
            _("There is already a showroom in {folder}. Open it or choose another folder.").format(
                folder=folder
            )
        )
    fresh = not folder.exists()
    try:
        keys.create(folder, showroom)
        return database.create_store(folder, key)
    except BaseException:
        if fresh:
            shutil.rmtree(folder, ignore_errors=True)
        else:
            (folder / keys.KEY_FILE).unlink(missing_ok=True)
        raise


def _first_desk(
    store: Store, user: str, clock: Callable[[], dt.datetime] = dt.datetime.now
) -> Desk:
    nobody = Desk(store, Staff(0, "", _MANAGER, active=True), clock)
    with store.write("staff", _("Add {name}").format(name=user), None, nobody.now()) as writing:
        (number,) = writing.insert("staff", [{"name": user, "role": _MANAGER, "active": True}])
    return replace(nobody, staff=Staff(number, user, _MANAGER, active=True))


def _open(folder: Path, key: bytes, user: str | None) -> Desk:
    if not exists(folder):  # but its key file is: nobody must be led to begin anew over it
        raise StoreDamaged(
            _("The showroom's file is gone from {folder}. Restore the latest backup.").format(
                folder=folder
            )
        )
    store = database.open_store(folder, key)
    try:
        who = _who(store, user)
        day = settings.value(store, _SAMPLE_DAY)
    except BaseException:
        store.close()
        raise
    return Desk(store, who, _stopped(dt.date.fromisoformat(day)) if day else dt.datetime.now)


def _who(store: Store, user: str | None) -> Staff:
    everyone = staff.everyone(store)
    found = next((member for member in everyone if user in (None, member.name)), None)
    if found is None:
        raise InvalidInput(_("“{name}” is not on the staff of this showroom.").format(name=user))
    if user is None:
        return next((member for member in everyone if member.role == _MANAGER), found)
    return found


def _stopped(day: dt.date) -> Callable[[], dt.datetime]:
    """Return a clock whose day stands still, so that sample data never grow old."""
    return lambda: dt.datetime.combine(day, dt.datetime.now().time())
