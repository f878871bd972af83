"""Registering and editing customers: each field goes to the table it lives in."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping

from showroom_crm.errors import InvalidInput
from showroom_crm.followup import cadence
from showroom_crm.followup import levels as level_rules
from showroom_crm.i18n import _
from showroom_crm.operations import levels, own_fields
from showroom_crm.operations.desk import Desk, changes_of
from showroom_crm.store import customers as stored
from showroom_crm.store import matching, records, staff
from showroom_crm.store.changes import Row, Writing
from showroom_crm.values import masking
from showroom_crm.values.customers import NO_NUMBER, OLD_NUMBER, CustomerLine, Value
from showroom_crm.values.fields import BY_KEY, Entity, FieldKind
from showroom_crm.values.matches import KnownCustomer
from showroom_crm.values.operations import Changes
from showroom_crm.values.own_fields import is_own

Values = Mapping[str, Value]
_RANGE_ENDS = {"budget_min", "budget_max"}
_NEW_LEVEL = "N"  # newly met, to be levelled within a day (dealer practice)
_BY_HAND = "manual"
_HINT_FROM = 7  # digits of a phone from which similar customers are worth looking for


def register(desk: Desk, values: Values) -> tuple[int, Changes]:
    """Add a customer who has come in or called, by field key; return the id and what changed.

    Level, salesperson, dates and the visit of today are filled in where not given.
    Raises InvalidInput without a name and a phone.
    """
    given = {key: value for key, value in values.items() if value not in (None, "")}
    if not given.get("name") and not given.get("mobile"):
        raise InvalidInput(_("Enter a name or a phone number."))
    filled = _defaults(desk, given) | given
    called = given.get("name") or masking.phone(str(given["mobile"]))
    title = _("Register {name}").format(name=called)
    with desk.write("register", title) as writing:
        (customer,) = writing.insert("customer", [_own(desk, filled)])
        row: Row = {"customer_id": customer, "arrived_at": desk.now(), "staff_id": desk.staff.id}
        writing.insert("visit", [row])
        _write_others(desk, writing, customer, filled, KnownCustomer({}))
    return customer, changes_of(writing, "register")


def edit(desk: Desk, customer: int, values: Values) -> Changes:
    """Set fields of a customer by key; an empty value clears a field.

    A new level brings its own next date, unless one is set in the same edit.
    Raises NotFound, InvalidInput.
    """
    card = stored.card(desk.store, customer, desk.today)
    known = matching.current(desk.store, [customer], OLD_NUMBER)[customer]
    wanted: dict[str, Value] = {
        key: None if value == "" else value for key, value in values.items()
    }
    _refuse_nameless(card.values, wanted)
    level = wanted.get("level")
    if level and level != card.line.level and "next_follow_up_on" not in wanted:
        wanted |= _next_date(desk, str(level), card.line.last_contact_on)
    with desk.write("edit", _("Edit {name}").format(name=card.line.name)) as writing:
        writing.update("customer", {customer: _own(desk, wanted)})
        _write_others(desk, writing, customer, wanted, known)
    return changes_of(writing, "edit")


def remove(desk: Desk, customers: list[int]) -> Changes:
    """Take customers out with everything kept of them; one step that can be undone."""
    lines = stored.lines(desk.store, customers, desk.today)
    if len(lines) == 1:
        name = _("Remove {name}").format(name=lines[0].name)
    else:
        name = _("Remove {count} customers").format(count=len(lines))
    with desk.write("remove", name) as writing:
        writing.delete("customer", customers)
    return changes_of(writing, "remove")


def similar(desk: Desk, phone: str) -> list[CustomerLine]:
    """Return customers who have a phone that begins with these digits; needs seven of them."""
    digits = "".join(ch for ch in phone if ch.isdigit())
    if len(digits) < _HINT_FROM:
        return []
    return stored.lines(desk.store, stored.with_phone(desk.store, digits), desk.today)


def _defaults(desk: Desk, given: Values) -> dict[str, Value]:
    level = str(given.get("level") or _NEW_LEVEL)
    return {
        "level": level,
        "kind": "person",
        "registered_on": desk.today,
        "first_visit_on": desk.today,
        "last_visit_on": desk.today,
        "visit_count": 1,
        "salesperson": desk.staff.id,
        "last_contact_on": desk.today,
        **_next_date(desk, level, desk.today),
    }


def _next_date(desk: Desk, code: str, last_contact: dt.date | None) -> dict[str, Value]:
    level = level_rules.by_code(levels.current(desk.store)).get(code)
    if level is None:
        raise InvalidInput(_("There is no level “{code}”.").format(code=code))
    return {"next_follow_up_on": cadence.next_date(level, last_contact, desk.today)}


def _refuse_nameless(before: Values, wanted: Values) -> None:
    after = {**before, **wanted}
    if not after.get("name") and not after.get("mobile"):
        raise InvalidInput(_("A customer needs a name or a phone number."))


def _own(desk: Desk, values: Values) -> dict[str, Value]:
    """Return the cells of the customer's own row."""
    cells: dict[str, Value] = {}
    for key, value in values.items():
        field = BY_KEY.get(key)
        if key in _RANGE_ENDS:
            cells[key] = value
        elif is_own(key):
            continue
        elif field is None:
            raise InvalidInput(_("There is no field “{field}”.").format(field=key))
        elif field.entity is Entity.CUSTOMER and field.kind is FieldKind.STAFF:
            cells[field.stored_as] = _staff_id(desk, value)
        elif field.entity is Entity.CUSTOMER:
            cells[field.stored_as] = value
    return cells


def _staff_id(desk: Desk, value: Value) -> int | None:
    if value is None or isinstance(value, int):
        return value
    found = staff.named(desk.store, str(value))
    if found is None:
        raise InvalidInput(_("“{name}” is not on the staff of this showroom.").format(name=value))
    return found.id


def _write_others(
    desk: Desk, writing: Writing, customer: int, values: Values, known: KnownCustomer
) -> None:
    rows: dict[Entity, dict[str, Value]] = defaultdict(dict)
    for key, value in values.items():
        field = BY_KEY.get(key)
        if field is None or field.entity is Entity.CUSTOMER:
            continue
        if field.entity is Entity.CONTACT_WAY:
            _write_way(writing, customer, key, value, known)
        else:
            rows[field.entity][field.stored_as] = value
    for entity, cells in rows.items():
        _write_row(desk, writing, customer, entity, cells, known)
    if own := {key: value for key, value in values.items() if is_own(key)}:
        own_fields.put(writing, customer, own)


def _write_way(
    writing: Writing, customer: int, key: str, value: Value, known: KnownCustomer
) -> None:
    kind, position = records.CONTACT_WAYS[key]
    present = [
        row["id"]
        for row in known.rows.get("contact_way", ())
        if (row["kind"], row["position"]) == (kind, position)
    ]
    ids = [row_id for row_id in present if isinstance(row_id, int)]
    if value is None:
        writing.delete("contact_way", ids)
        writing.update("contact_way", _closed_up(known, kind, position))
    elif ids:
        writing.update("contact_way", {ids[0]: {"value": value}})
    else:
        row: Row = {"customer_id": customer, "kind": kind, "value": value, "position": position}
        writing.insert("contact_way", [row])


def _closed_up(known: KnownCustomer, kind: str, gone: int) -> dict[int, dict[str, Value]]:
    """Return how the ways behind one that is taken out move up: the second phone is then first."""
    return {
        row_id: {"position": position - 1}
        for row in known.rows.get("contact_way", ())
        if row["kind"] == kind
        and isinstance(row_id := row["id"], int)
        and isinstance(position := row["position"], int)
        and position > gone
    }


# What a new row of these tables says beside the fields given.
_STAMPED = {
    Entity.SURVEY: {"on": "day"},
    Entity.COMPLAINT: {"opened_on": "day"},
    Entity.CONSENT: {"on": "day", "channel": "by"},
    Entity.ALIAS: {"source": "by"},
}
_KEPT_AS_ONE = (Entity.VEHICLE, Entity.DEAL, Entity.ALIAS)


def _write_row(
    desk: Desk,
    writing: Writing,
    customer: int,
    entity: Entity,
    cells: Values,
    known: KnownCustomer,
) -> None:
    """Change the customer's row of a table that is shown, or add one: events are always added.

    The number of another system that is cleared goes with its row.
    """
    present = [
        row_id
        for row in known.rows.get(entity, ())
        if isinstance(row_id := row["id"], int) and row_id and row.get("source") not in NO_NUMBER
    ]
    if entity in _KEPT_AS_ONE and present:
        shown = present[0] if entity is Entity.VEHICLE else present[-1]
        if entity is Entity.ALIAS and not any(cells.values()):
            writing.delete(entity, [shown])
        else:
            writing.update(entity, {shown: cells})
    elif any(value is not None for value in cells.values()):
        stamps: dict[str, Value] = {"day": desk.today, "by": _BY_HAND}
        stamp = {name: stamps[what] for name, what in _STAMPED.get(entity, {}).items()}
        writing.insert(entity, [{"customer_id": customer, **stamp, **cells}])
