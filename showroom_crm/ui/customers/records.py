"""The cars, orders and service visits of a customer, one card a row, declared by table."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QGridLayout, QWidget

from showroom_crm.i18n import N_, _
from showroom_crm.ui import shown
from showroom_crm.ui.widgets.column import Column
from showroom_crm.ui.widgets.labels import Card, Text, clear
from showroom_crm.values.customers import Value
from showroom_crm.values.fields import FIELDS, Entity, Field, FieldKind, Privacy
from showroom_crm.values.groups import Group

Row = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Table:
    """How rows of a table are shown: columns of the headline, fields below, word for "none"."""

    headline: tuple[str, ...]
    fields: tuple[Field, ...]
    none: str


def _of(entity: Entity) -> tuple[Field, ...]:
    return tuple(field for field in FIELDS if field.entity is entity)


def _visit(column: str, label: str, kind: FieldKind) -> Field:
    return Field(column, label, kind, Entity.SERVICE_VISIT, Group.SERVICE, Privacy.NONE)


VEHICLES = Table(
    ("model", "plate"),
    _of(Entity.VEHICLE),
    N_("No car yet. Importing orders, policies or service visits brings it."),
)
DEALS = Table(
    ("model", "order_no"),
    _of(Entity.DEAL),
    N_("No order yet. Importing a list of orders brings it."),
)
SERVICE_VISITS = Table(
    ("in_on", "kind"),
    (
        _visit("amount", N_("Amount"), FieldKind.MONEY),
        _visit("km", N_("Mileage (km)"), FieldKind.INTEGER),
        _visit("advisor", N_("Service advisor"), FieldKind.TEXT),
        _visit("next_on", N_("Next service"), FieldKind.DATE),
        _visit("note", N_("Note"), FieldKind.LONG_TEXT),
    ),
    N_("No service visit yet. Importing the list of the workshop brings it."),
)


class Records(Column):
    """One card for each row of a table."""

    def __init__(self, table: Table, parent: QWidget | None = None) -> None:
        """Be empty."""
        super().__init__(parent)
        self._table = table
        self.lines.setContentsMargins(0, 4, 6, 4)
        self.lines.setSpacing(8)

    def show_rows(self, rows: Sequence[Row], today: dt.date) -> None:
        """Show `rows`, the newest first."""
        clear(self)
        for row in reversed(rows):
            self.lines.addWidget(self._card(row, today))
        if not rows:
            self.lines.addWidget(Text(_(self._table.none), "muted", wrap=True))
        self.lines.addStretch(1)

    def _card(self, row: Row, today: dt.date) -> Card:
        card = Card()
        heads = [_text(name, row.get(name), today) for name in self._table.headline]
        card.body.addWidget(Text(" · ".join(filter(None, heads)) or "–", "strong"))
        lines = QGridLayout()
        lines.setHorizontalSpacing(12)
        lines.setVerticalSpacing(2)
        lines.setColumnStretch(1, 1)
        for field in self._table.fields:
            kept = row.get(field.stored_as)
            if field.stored_as not in self._table.headline and kept not in (None, ""):
                number = lines.rowCount()
                lines.addWidget(Text(_(field.label), "muted"), number, 0)
                lines.addWidget(Text(_shown(field, kept, today), wrap=True), number, 1)
        card.body.addLayout(lines)
        return card


def _shown(field: Field, kept: Value, today: dt.date) -> str:
    if field.kind is FieldKind.MONEY and isinstance(kept, int):
        return shown.money(kept)
    return _text(field.key, kept, today)


def _text(key: str, kept: Value, today: dt.date) -> str:
    return shown.value(key, kept, today)
