"""The showroom's own fields in a customer's form: made anew when the fields change."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from showroom_crm.i18n import _
from showroom_crm.operations.desk import Desk
from showroom_crm.ui.customers import reading
from showroom_crm.ui.customers.field_editor import FieldEditor
from showroom_crm.ui.customers.reading import OwnFields
from showroom_crm.ui.tasks import Tasks
from showroom_crm.ui.widgets.column import Column
from showroom_crm.ui.widgets.labels import Text, clear
from showroom_crm.values.customers import CustomerCard
from showroom_crm.values.groups import GROUP_LABELS, Group
from showroom_crm.values.own_fields import OwnField


class OwnSection(Column):
    """Shows what a customer has in own fields; tells `committed` as a `FieldEditor` does."""

    committed = Signal(str, object)  # field key, values by key

    def __init__(self, desk: Desk, tasks: Tasks, parent: QWidget | None = None) -> None:
        """Be empty until a customer is shown."""
        super().__init__(parent)
        self._desk, self._tasks = desk, tasks
        self._card: CustomerCard | None = None
        self._fields: tuple[OwnField, ...] = ()
        self.editors: dict[str, FieldEditor] = {}
        self.lines.setContentsMargins(0, 0, 0, 0)
        self.lines.setSpacing(4)

    def show_card(self, card: CustomerCard) -> None:
        """Show what the customer has, in the fields there are now; what is being typed stays."""
        other = self._card is None or self._card.line.id != card.line.id
        self._card = card
        for editor in self.editors.values():
            editor.show_value(card.values, self._desk.today, keep_typed=not other)
        self._tasks.read(partial(reading.own_fields, self._desk, self._fields), self._build)

    def _build(self, found: OwnFields | None) -> None:
        """Make the editors anew; None where the fields are those shown."""
        if found is None:
            return
        clear(self)
        self.editors.clear()
        self._fields = found.fields
        title = Text(_(GROUP_LABELS[Group.OWN]), "strong")
        title.setContentsMargins(0, 10, 0, 2)
        self.lines.addWidget(title)
        for own in found.fields:
            self._add(own, found.offered)
        self.setVisible(bool(found.fields))

    def _add(self, own: OwnField, offered: Mapping[str, tuple[str, ...]]) -> None:
        words = [(value, value) for value in offered.get(own.field_key, ())]
        editor = FieldEditor(own.field, words, self._desk.today)
        editor.committed.connect(self.committed)
        self.editors[own.field_key] = editor
        self.lines.addWidget(editor)
        if self._card is not None:
            editor.show_value(self._card.values, self._desk.today)
