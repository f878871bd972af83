"""The steps from lead to owner as conditions: the one definition for funnel and list."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, and_, exists, or_

from showroom_crm.store import tables

_CUSTOMER = tables.BY_NAME["customer"]
_VEHICLE = tables.BY_NAME["vehicle"]
_DEAL = tables.BY_NAME["deal"]
_CONTACT = tables.BY_NAME["contact"]
_VISIT = tables.BY_NAME["visit"]
_DRIVE = tables.BY_NAME["test_drive"]


def reached() -> dict[str, ColumnElement[bool]]:
    """Return by step whether a customer ever came so far, in the order of the steps."""
    c = _CUSTOMER.c
    visited = or_(
        c.first_visit_on.is_not(None), c.last_visit_on.is_not(None), c.visit_count > 0, _has(_VISIT)
    )
    owns = or_(_has(_DEAL, _DEAL.c.delivered_on.is_not(None)), c.level == "D", _owns())
    return {
        "leads": c.id > 0,
        "contacted": or_(
            c.level.not_in(("N",)), c.last_contact_on.is_not(None), _has(_CONTACT), visited
        ),
        "visited": visited,
        "test_driven": or_(c.test_drive_done.is_(True), c.test_drive_on.is_not(None), _has(_DRIVE)),
        "ordered": or_(c.level == "O", _has(_DEAL, _DEAL.c.ordered_on.is_not(None)), owns),
        "owners": owns,
    }


def _has(table: Any, *where: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(table.c.customer_id == _CUSTOMER.c.id, *where)


def _owns() -> ColumnElement[bool]:
    dated = or_(_VEHICLE.c.delivered_on.is_not(None), _VEHICLE.c.purchased_on.is_not(None))
    return _has(_VEHICLE, and_(dated, _VEHICLE.c.transferred_on.is_(None)))
