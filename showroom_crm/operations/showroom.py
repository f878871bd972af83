"""The showroom itself: its name, its people, the days of its levels."""

from __future__ import annotations

from collections.abc import Mapping

from showroom_crm.errors import InvalidInput
from showroom_crm.i18n import _
from showroom_crm.operations.desk import Desk
from showroom_crm.operations.levels import DAYS
from showroom_crm.operations.opening import SHORTEST_PASSWORD
from showroom_crm.store import keys, settings, staff
from showroom_crm.values.operations import Changes

ROLES = ("salesperson", "manager", "service", "admin")
_KIND = "settings"


def rename(desk: Desk, name: str) -> Changes:
    """Call the showroom `name`; raises InvalidInput for an empty one."""
    if not name.strip():
        raise InvalidInput(_("Enter the name of the showroom."))
    title = _("Call the showroom {name}").format(name=name.strip())
    return _put(desk, title, "showroom", name.strip())


def add_staff(desk: Desk, name: str, role: str, password: str = "") -> Changes:
    """Add a member of staff; with a `password` they may open the showroom themselves.

    Raises InvalidInput for an empty or known name, an unknown role or a short password.
    """
    name = name.strip()
    if not name or role not in ROLES:
        raise InvalidInput(_("Enter a name and choose a role."))
    if staff.named(desk.store, name) is not None:
        raise InvalidInput(_("There is somebody called {name} already.").format(name=name))
    if password:
        _check(password)
    with desk.write("staff", _("Add {name}").format(name=name)) as writing:
        writing.insert("staff", [{"name": name, "role": role, "active": True}])
    if password:
        keys.add_password(desk.store.folder, desk.store.key, name, password)
    return Changes(writing.operation_id, "staff", frozenset(), settings=True)


def change_staff(desk: Desk, staff_id: int, role: str, active: bool) -> Changes:
    """Change the role of a member of staff, or whether they still work here.

    Who works here no more cannot open the showroom either. Raises InvalidInput for oneself.
    """
    if staff_id == desk.staff.id and not active:
        raise InvalidInput(_("You cannot take yourself off the staff."))
    with desk.write("staff", _("Change the staff")) as writing:
        writing.update("staff", {staff_id: {"role": role, "active": active}})
    if not active:
        members = {member.id: member.name for member in staff.everyone(desk.store)}
        keys.remove_password(desk.store.folder, members[staff_id])
    return Changes(writing.operation_id, "staff", frozenset(), settings=True)


def set_password(desk: Desk, name: str, password: str) -> None:
    """Give a member of staff a password, in place of an earlier one; raises InvalidInput."""
    _check(password)
    keys.add_password(desk.store.folder, desk.store.key, name, password)


def set_level_days(desk: Desk, days: Mapping[str, Mapping[str, int | None]]) -> Changes:
    """Set by level letter the `cadence` and `patience` in days that differ from the shipped."""
    for code, own in days.items():
        if any(value is not None and value < 1 for value in own.values()):
            raise InvalidInput(_("Level {code} needs at least one day.").format(code=code))
    plain = {code: dict(own) for code, own in days.items()}
    return _put(desk, _("Change the days of the levels"), DAYS, plain)


def _put(desk: Desk, title: str, key: str, value: object) -> Changes:
    with desk.write(_KIND, title) as writing:
        settings.put(writing, key, value)
    return Changes(writing.operation_id, _KIND, frozenset(), settings=True)


def _check(password: str) -> None:
    if len(password) < SHORTEST_PASSWORD:
        raise InvalidInput(
            _("The password needs at least {count} characters.").format(count=SHORTEST_PASSWORD)
        )
