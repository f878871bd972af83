"""The fields of the showroom's own: names, order, how much stands in them, and new ones."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLineEdit, QWidget

from showroom_crm.errors import UserError
from showroom_crm.i18n import _, ngettext
from showroom_crm.operations import own_fields
from showroom_crm.operations.desk import Desk
from showroom_crm.operations.own_fields import Usage
from showroom_crm.ui import theme
from showroom_crm.ui.settings.section import Section
from showroom_crm.ui.tasks import Tasks
from showroom_crm.ui.widgets.buttons import ActionButton, IconButton
from showroom_crm.ui.widgets.labels import Text, clear
from showroom_crm.values.own_fields import KIND_LABELS, LONGEST_LABEL, OwnField


class OwnFieldsSection(Section):
    """Every change is one operation that can be undone."""

    def __init__(self, desk: Desk, tasks: Tasks) -> None:
        """Begin to read."""
        super().__init__(
            _("Own fields"),
            _("What this showroom keeps beside the usual. A column of a spreadsheet that nobody "
              "knows can become one during the import."),
        )  # fmt: skip
        self._desk, self._tasks = desk, tasks
        self.names: dict[str, QLineEdit] = {}
        self.ups: dict[str, IconButton] = {}
        self.removes: dict[str, IconButton] = {}
        self.none = Text(_("No field of our own yet. Name the first one here:"), "muted")
        self._lines = QWidget()
        self._grid = QGridLayout(self._lines)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(0, 1)
        self.column.addWidget(self.none)
        self.column.addWidget(self._lines)
        self.column.addSpacing(8)
        self.column.addLayout(self._adding())
        self.column.addStretch(1)
        self.refresh()

    def refresh(self) -> None:
        """Read the fields again."""
        self._tasks.read(partial(own_fields.listed, self._desk), self._show)

    def _adding(self) -> QHBoxLayout:
        self.new_name, self.new_kind = QLineEdit(), QComboBox()
        self.new_name.setPlaceholderText(_("Name of a new field"))
        self.new_name.setAccessibleName(self.new_name.placeholderText())
        self.new_name.setMaxLength(LONGEST_LABEL)
        self.new_kind.setAccessibleName(_("Kind"))
        for kind, label in KIND_LABELS.items():
            self.new_kind.addItem(_(label), kind)
        self.add = ActionButton(_("Add"))
        self.add.clicked.connect(self._add)
        self.new_name.returnPressed.connect(self._add)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.new_name, 1)
        row.addWidget(self.new_kind)
        row.addWidget(self.add)
        return row

    def _show(self, usages: Sequence[Usage]) -> None:
        clear(self._lines)
        for made in (self.names, self.ups, self.removes):
            made.clear()
        self.none.setVisible(not usages)
        self._lines.setVisible(bool(usages))
        for line, usage in enumerate(usages):
            self._add_line(line, usage)

    def _add_line(self, line: int, usage: Usage) -> None:
        field = usage.field
        name = QLineEdit(field.label)
        name.setMaxLength(LONGEST_LABEL)
        name.setAccessibleName(_("Name of {field}").format(field=field.label))
        name.editingFinished.connect(partial(self._rename, field, name))
        count = ngettext("{count} customer", "{count} customers", usage.values)
        up = IconButton("caret-up", _("Further up"))
        up.setEnabled(line > 0)
        up.clicked.connect(partial(self._move, field, line - 1))
        remove = IconButton("trash", _("Remove {name}").format(name=field.label))
        remove.clicked.connect(partial(self._remove, usage))
        self.names[field.key], self.ups[field.key] = name, up
        self.removes[field.key] = remove
        values = Text(count.format(count=f"{usage.values:,}"), "muted")
        values.setMinimumWidth(theme.px(96))
        for column, widget in enumerate(
            (name, Text(_(KIND_LABELS[field.kind]), "muted"), values, up, remove)
        ):
            self._grid.addWidget(widget, line, column)

    def _add(self) -> None:
        label, kind = self.new_name.text(), self.new_kind.currentData()
        told = _("Added {name}").format(name=label.strip())
        work = partial(own_fields.added, self._desk, label, kind)
        self._tasks.write(work, self._added, self.refused, told=told)

    def _added(self, _changes: object) -> None:
        self.accepted()
        self.new_name.clear()
        self.refresh()

    def _rename(self, field: OwnField, edit: QLineEdit) -> None:
        if edit.text().strip() in ("", field.label):
            edit.setText(field.label)
            return
        work = partial(own_fields.rename, self._desk, field, edit.text())
        self._tasks.write(work, self._changed, self._not_renamed, told=_("Renamed"))

    def _not_renamed(self, error: UserError) -> None:
        self.refused(error)
        self.refresh()

    def _move(self, field: OwnField, place: int, *_clicked: bool) -> None:
        work = partial(own_fields.move, self._desk, field, place)
        self._tasks.write(work, self._changed, self.refused)

    def _remove(self, usage: Usage, *_clicked: bool) -> None:
        told = ngettext(
            "{name} removed with the value of {count} customer",
            "{name} removed with the values of {count} customers",
            usage.values,
        ).format(name=usage.field.label, count=f"{usage.values:,}")
        work = partial(own_fields.remove, self._desk, usage.field)
        self._tasks.write(work, self._changed, self.refused, told=told)

    def _changed(self, _changes: object) -> None:
        self.accepted()
        self.refresh()
