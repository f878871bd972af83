"""All data of a customer as a form made from the data dictionary; each field is kept on leaving."""

from collections.abc import Iterator
from functools import partial
from itertools import groupby

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from showroom_crm.errors import UserError
from showroom_crm.i18n import _
from showroom_crm.operations.desk import Desk
from showroom_crm.ui.customers import reading
from showroom_crm.ui.customers.actions import CustomerActions
from showroom_crm.ui.customers.field_editor import FieldEditor
from showroom_crm.ui.customers.own_section import OwnSection
from showroom_crm.ui.customers.reading import Choices
from showroom_crm.ui.tasks import Tasks
from showroom_crm.ui.widgets.column import Column
from showroom_crm.ui.widgets.labels import Text
from showroom_crm.values.customers import CustomerCard, Value
from showroom_crm.values.fields import FIELDS, Entity, Field, FieldKind
from showroom_crm.values.groups import GROUP_LABELS, Group
from showroom_crm.values.own_fields import is_own

_SHOWN = (Entity.CUSTOMER, Entity.CONTACT_WAY, Entity.CONSENT)
_FIXED = frozenset({"customer_no", "contact_count", "last_contact_on", "last_contact_note"})


class CustomerForm(Column):
    """Builds itself group by group when first shown, so that nothing stands still."""

    def __init__(self, desk: Desk, tasks: Tasks, actions: CustomerActions) -> None:
        """Be empty until a customer is shown."""
        super().__init__()
        self._desk, self._tasks, self._actions = desk, tasks, actions
        self._card: CustomerCard | None = None
        self._choices: Choices | None = None
        self.editors: dict[str, FieldEditor] = {}
        self._groups: Iterator[tuple[Group, list[Field]]] = iter(_groups())
        self.lines.setContentsMargins(0, 4, 6, 8)
        self.lines.setSpacing(4)
        self.lines.addStretch(1)
        self.own = OwnSection(desk, tasks, self)
        self.own.hide()
        self.own.committed.connect(self._keep)
        self._built = False
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.timeout.connect(self._build_next)

    def show_card(self, card: CustomerCard) -> None:
        """Show the data of a customer; what is being typed stays."""
        other = self._card is None or self._card.line.id != card.line.id
        self._card = card
        if self._choices is None:
            self._tasks.read(partial(reading.choices, self._desk), self._begin, urgent=True)
        for editor in self.editors.values():
            editor.show_value(card.values, self._desk.today, keep_typed=not other)
        if self._built:
            self.own.show_card(card)

    def _begin(self, choices: Choices) -> None:
        if self._choices is None:
            self._choices = choices
            self._build_next()

    def _build_next(self) -> None:
        group = next(self._groups, None)
        if group is None or self._choices is None:
            self._add_own()
            return
        title = Text(_(GROUP_LABELS[group[0]]), "strong")
        title.setContentsMargins(0, 10, 0, 2)
        self._insert(title)
        for field in group[1]:
            editor = FieldEditor(field, self._choices.of(field), self._desk.today)
            editor.committed.connect(self._keep)
            self.editors[field.key] = editor
            self._insert(editor)
            if self._card is not None:
                editor.show_value(self._card.values, self._desk.today)
        self._next.start(0)

    def _add_own(self) -> None:
        self._built = True
        self._insert(self.own)
        if self._card is not None:
            self.own.show_card(self._card)

    def _insert(self, widget: QWidget) -> None:
        self.lines.insertWidget(self.lines.count() - 1, widget)

    def _keep(self, key: str, values: dict[str, Value]) -> None:
        if self._card is not None:
            refused = partial(self._refused, self._card.line.id, key)
            self._actions.edit(self._card.line.id, values, refused)

    def _refused(self, customer_id: int, key: str, error: UserError) -> None:
        if self._card is not None and self._card.line.id == customer_id:
            editors = self.own.editors if is_own(key) else self.editors
            if key in editors:
                editors[key].complain(error.text)


def _groups() -> list[tuple[Group, list[Field]]]:
    fields = [
        field
        for field in FIELDS
        if field.entity in _SHOWN
        and field.key not in _FIXED
        and field.kind is not FieldKind.INSTANT
    ]
    return [(group, list(members)) for group, members in groupby(fields, key=lambda f: f.group)]
