"""Making, renaming, ordering and removing the fields of the showroom's own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from showroom_crm.errors import InvalidInput, NotFound
from showroom_crm.i18n import _
from showroom_crm.importing import own_columns
from showroom_crm.operations.desk import Desk, changes_of
from showroom_crm.store import own_fields as stored
from showroom_crm.store.changes import Writing
from showroom_crm.values.customers import Value
from showroom_crm.values.fields import FieldKind
from showroom_crm.values.operations import Changes
from showroom_crm.values.own_fields import KIND_LABELS, OwnField, is_own, key_of, tidy

_KIND = "own_field"


@dataclass(frozen=True, slots=True)
class Usage:
    """A field of the showroom's own, and how many customers have a value in it."""

    field: OwnField
    values: int


def listed(desk: Desk) -> tuple[Usage, ...]:
    """Return all fields of the showroom's own in their order."""
    counts = stored.counts(desk.store)
    return tuple(Usage(field, counts.get(field.id, 0)) for field in stored.everything(desk.store))


def named(desk: Desk, name: str) -> OwnField:
    """Return the field with this key or label; raises NotFound."""
    key = key_of(name) if is_own(name) else name
    for field in stored.everything(desk.store):
        if key in (field.key, field.label):
            return field
    raise NotFound(_("There is no field “{field}”.").format(field=name))


def add(desk: Desk, label: str, kind: FieldKind = FieldKind.TEXT) -> tuple[OwnField, Changes]:
    """Make a field; raises InvalidInput for a name that is taken, known or never kept."""
    known = stored.everything(desk.store)
    title = _checked(label, known)
    if kind not in KIND_LABELS:
        raise InvalidInput(_("A field of our own cannot be of this kind."))
    made = OwnField(-1, _free_key(title, known), title, kind, _next_position(known))
    with desk.write(_KIND, _("Add the field {name}").format(name=title)) as writing:
        (number,) = insert(writing, [made])
    return OwnField(number, made.key, title, kind, made.position), _told(writing)


def added(desk: Desk, label: str, kind: FieldKind) -> Changes:
    """Make a field as `add` does, for who only wants to know what changed."""
    return add(desk, label, kind)[1]


def rename(desk: Desk, field: OwnField, label: str) -> Changes:
    """Call a field otherwise; its key, and so what files call it, stays. Raises InvalidInput."""
    others = [each for each in stored.everything(desk.store) if each.id != field.id]
    title = _checked(label, others)
    name = _("Rename the field {old} to {new}").format(old=field.label, new=title)
    with desk.write(_KIND, name) as writing:
        writing.update("custom_field", {field.id: {"label": title}})
    return _told(writing)


def move(desk: Desk, field: OwnField, place: int) -> Changes:
    """Put a field to another place in the order, counted from 0."""
    order = [each for each in stored.everything(desk.store) if each.id != field.id]
    order.insert(max(0, min(place, len(order))), field)
    with desk.write(_KIND, _("Move the field {name}").format(name=field.label)) as writing:
        writing.update(
            "custom_field", {each.id: {"position": place} for place, each in enumerate(order)}
        )
    return _told(writing)


def remove(desk: Desk, field: OwnField) -> Changes:
    """Take a field out with everything customers have in it; one step that can be undone."""
    with desk.write(_KIND, _("Remove the field {name}").format(name=field.label)) as writing:
        writing.delete("custom_field", [field.id])
    return _told(writing)


def put(writing: Writing, customer: int, values: Mapping[str, Value]) -> None:
    """Set what a customer has in fields of the showroom's own, by field key; None takes it out.

    Raises InvalidInput for a field that is not there.
    """
    ids = {field.field_key: field.id for field in stored.of(writing.connection)}
    for key in values:
        if key not in ids:
            raise InvalidInput(_("There is no field “{field}”.").format(field=key))
    stored.put(writing, customer, {ids[key]: value for key, value in values.items()})


def insert(writing: Writing, fields: Sequence[OwnField]) -> list[int]:
    """Add fields as part of an operation; return their ids in the order given."""
    return writing.insert(
        "custom_field",
        [
            {"key": each.key, "label": each.label, "kind": each.kind, "position": each.position}
            for each in fields
        ],
    )


def _told(writing: Writing) -> Changes:
    return replace(changes_of(writing, _KIND), settings=True)


def _next_position(known: Sequence[OwnField]) -> int:
    return max((each.position for each in known), default=-1) + 1


def _free_key(label: str, known: Sequence[OwnField]) -> str:
    key, taken = key_of(label), {each.key for each in known}
    number = 2
    while key in taken:
        key, number = f"{key_of(label)}_{number}", number + 1
    return key


def _checked(label: str, others: Sequence[OwnField]) -> str:
    title = tidy(label)
    if not key_of(title):
        raise InvalidInput(_("Give the field a name with letters or digits."))
    if reason := own_columns.refusal(title):
        raise InvalidInput(
            _("“{name}” cannot be a field: {reason}.").format(name=title, reason=reason)
        )
    if own_columns.is_taken(title) or any(
        own_columns.comparable(each.label) == own_columns.comparable(title) for each in others
    ):
        raise InvalidInput(_("There is a field “{name}” already.").format(name=title))
    return title
