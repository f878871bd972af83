"""The salespeople whom only a file knows, and who join the staff with its import."""

from __future__ import annotations

import re

from showroom_crm.importing import choices
from showroom_crm.operations.desk import Desk
from showroom_crm.store import staff
from showroom_crm.values.mappings import ColumnMappings, Header
from showroom_crm.values.sheets import Sheet

_STAFF = frozenset({"salesperson", "event_staff"})
_LONGEST_NAME, _LONGEST_LATIN = 12, 40


def named(desk: Desk, sheet: Sheet, header: Header, columns: ColumnMappings) -> dict[str, int]:
    """Return the salespeople whom only the file knows, each with a number below zero."""
    places = [c.column.index for c in columns.columns if c.field in _STAFF]
    known = {choices.staff_key(member.name) for member in staff.everyone(desk.store)}
    cells = dict.fromkeys(
        cell
        for place in places
        for row in header.data
        if place < len(sheet.rows[row]) and isinstance(cell := sheet.rows[row][place], str)
    )
    fresh: dict[str, str] = {}
    for name in map(choices.staff_name, cells):
        if _is_name(name) and choices.staff_key(name) not in known:
            fresh.setdefault(choices.staff_key(name), name)
    return {name: -number for number, name in enumerate(fresh.values(), 1)}


def _is_name(text: str) -> bool:
    longest = _LONGEST_LATIN if text.isascii() else _LONGEST_NAME
    return 1 < len(text) <= longest and re.sub(r"[\s.'’·\-]", "", text).isalpha()
