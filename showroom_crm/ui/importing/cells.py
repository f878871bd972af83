"""What a planned row would write, as cells a person can read: field, old, new."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from showroom_crm.i18n import _
from showroom_crm.operations import value_lists
from showroom_crm.store.records import CONTACT_WAYS
from showroom_crm.ui import shown
from showroom_crm.ui.importing import event_words
from showroom_crm.values.customers import Value
from showroom_crm.values.fields import (
    BY_KEY,
    EVENT_FIELDS,
    EVENT_TABLES,
    FIELDS,
    Entity,
    Field,
    FieldKind,
)
from showroom_crm.values.import_plans import PlannedRecord, PlannedRow
from showroom_crm.values.own_fields import OwnField, from_kept

_BY_COLUMN = {(field.entity.value, field.stored_as): field for field in (*EVENT_FIELDS, *FIELDS)}
_WAYS = {way: key for key, way in CONTACT_WAYS.items()}


@dataclass(frozen=True, slots=True)
class CellChange:
    """One cell: the field's label and both values as text; `old` is "" where nothing was."""

    label: str
    old: str
    new: str

    def __str__(self) -> str:
        """Return the cell in one line."""
        return f"{self.label} {self.old} → {self.new}" if self.old else f"{self.label} {self.new}"


@dataclass(frozen=True, slots=True)
class Reader:
    """What is needed to put values into words: today, staff and the showroom's own fields by id."""

    today: dt.date
    staff: Mapping[int, str]
    own: Mapping[int, OwnField] = field(default_factory=dict)

    def changes(self, row: PlannedRow) -> tuple[CellChange, ...]:
        """Return the cells `row` would write, an event first, then the customer's own.

        A new customer's name is left out: it stands beside them already.
        """
        name = BY_KEY["name"]
        known = CellChange(_(name.label), "", row.name)
        ordered = sorted(row.records, key=lambda record: record.table not in EVENT_TABLES)
        cells = (cell for record in ordered for cell in self._of(record))
        return tuple(cell for cell in cells if cell != known)

    def _of(self, record: PlannedRecord) -> Iterator[CellChange]:
        if record.table == Entity.CONTACT_WAY:
            yield from self._way(record)
            return
        if record.table == Entity.OWN:
            yield from self._own(record)
            return
        events = record.table in EVENT_TABLES and record.row_id is None
        if events and (record.table != Entity.DEAL or event_words.says_all(record.values)):
            name = event_words.name(record.table, record.values)
            yield CellChange(name, "", event_words.told(record.values))
            return
        for column, new in record.values.items():
            field = _BY_COLUMN.get((record.table, column))
            if field is None or new is None or new == record.old.get(column):
                continue
            yield CellChange(
                _(field.label), self._text(field, record.old.get(column)), self._text(field, new)
            )

    def _way(self, record: PlannedRecord) -> Iterator[CellChange]:
        way = {**record.old, **record.values}
        kind = (str(way.get("kind", "phone")), int(str(way.get("position") or 0)))
        field = BY_KEY[_WAYS.get(kind, "mobile" if kind[0] == "phone" else kind[0])]
        if new := record.values.get("value"):
            old = record.old.get("value")
            yield CellChange(_(field.label), self._text(field, old), self._text(field, new))

    def _own(self, record: PlannedRecord) -> Iterator[CellChange]:
        number = record.values.get("field_id") or record.old.get("field_id")
        known = self.own.get(number) if isinstance(number, int) else None
        if known is None:
            return
        old, new = (
            self._own_text(known, each.get("value")) for each in (record.old, record.values)
        )
        yield CellChange(known.label, old, new)

    def _own_text(self, known: OwnField, kept: Value) -> str:
        value = from_kept(known.kind, kept) if isinstance(kept, str) else None
        return shown.value(known.field_key, value, self.today)

    def _text(self, field: Field, value: Value) -> str:
        if field.kind is FieldKind.STAFF and isinstance(value, int):
            return self.staff.get(value, "")
        if field.kind is FieldKind.CHOICE and field.value_list and isinstance(value, str):
            return value_lists.word(field.value_list, value)
        return shown.value(field.key, value, self.today)
