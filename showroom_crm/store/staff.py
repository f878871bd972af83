"""The members of staff as the store knows them."""

from __future__ import annotations

from sqlalchemy import select

from showroom_crm.store import tables
from showroom_crm.store.database import Store
from showroom_crm.values.customers import Staff

_STAFF = tables.BY_NAME["staff"]


def everyone(store: Store) -> tuple[Staff, ...]:
    """Return all members of staff, the active ones first, by name."""
    statement = select(_STAFF.c.id, _STAFF.c.name, _STAFF.c.role, _STAFF.c.active)
    with store.read() as connection:
        rows = connection.execute(statement.order_by(_STAFF.c.active.desc(), _STAFF.c.name))
        return tuple(Staff(*row) for row in rows)


def named(store: Store, name: str) -> Staff | None:
    """Return the member of staff with this name, or None."""
    return next((member for member in everyone(store) if member.name == name), None)
