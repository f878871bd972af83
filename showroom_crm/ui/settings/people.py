"""The showroom and its people: name, staff with roles, passwords."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QHBoxLayout, QLineEdit, QWidget

from showroom_crm.errors import UserError
from showroom_crm.i18n import N_, _
from showroom_crm.operations import opening, showroom
from showroom_crm.operations.desk import Desk
from showroom_crm.store import staff
from showroom_crm.ui import theme
from showroom_crm.ui.settings.section import LINES, Section
from showroom_crm.ui.tasks import Tasks
from showroom_crm.ui.widgets.buttons import ActionButton, IconButton
from showroom_crm.ui.widgets.fields import PasswordEdit
from showroom_crm.ui.widgets.labels import Text, clear
from showroom_crm.values.customers import Staff

ROLE_WORDS = {
    "salesperson": N_("Salesperson"),
    "manager": N_("Manager"),
    "service": N_("Service"),
    "admin": N_("Administration"),
}


class PeopleSection(Section):
    """Every change is one operation that can be undone, except passwords."""

    def __init__(self, desk: Desk, tasks: Tasks) -> None:
        """Begin to read."""
        super().__init__(_("Showroom and staff"))
        self._desk, self._tasks = desk, tasks
        self.name = QLineEdit()
        self.name.setMaximumWidth(theme.px(260))
        rename = ActionButton(_("Save"))
        rename.clicked.connect(self._rename)
        self.name.returnPressed.connect(self._rename)
        self.add_line(_("Name of the showroom"), self.name, rename).setStretch(1, 3)
        self.column.addSpacing(8)
        self.column.addWidget(Text(_("Staff"), "strong"))
        self._lines = QWidget()
        self._grid = QGridLayout(self._lines)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self.column.addWidget(self._lines)
        self.column.addWidget(self._giving())
        self.column.addLayout(self._adding())
        self.column.addSpacing(8)
        self.column.addWidget(Text(_("Your password"), "strong"))
        self.column.addLayout(self._changing())
        self.column.addStretch(1)
        self.refresh()

    def refresh(self) -> None:
        """Read name and staff again."""
        self._tasks.read(partial(opening.showroom_name, self._desk), self.name.setText)
        self._tasks.read(partial(staff.everyone, self._desk.store), self._show)

    def _giving(self) -> QWidget:
        """Return the line that gives a member of staff a password, hidden until it is wanted."""
        self._for = ""
        self.given = PasswordEdit()
        save = ActionButton(_("Save"))
        save.clicked.connect(self._give)
        self.given.returnPressed.connect(self._give)
        self.giving = QWidget()
        row = QHBoxLayout(self.giving)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.given, 1)
        row.addWidget(save)
        self.giving.hide()
        return self.giving

    def _ask_password(self, name: str, *_clicked: bool) -> None:
        self._for = name
        self.given.clear()
        self.given.setPlaceholderText(_("New password for {name}").format(name=name))
        self.giving.show()
        self.given.setFocus()

    def _give(self) -> None:
        work = partial(showroom.set_password, self._desk, self._for, self.given.text())
        self._tasks.write(work, self._given, self.refused)

    def _given(self, _nothing: object) -> None:
        self.accepted()
        self.giving.hide()

    def _adding(self) -> QHBoxLayout:
        self.new_name, self.new_role, self.new_password = QLineEdit(), _roles(), PasswordEdit()
        self.new_name.setPlaceholderText(_("Name of a new member of staff"))
        self.new_password.setPlaceholderText(_("Password (may be given later)"))
        for field in (self.new_name, self.new_password):
            field.setAccessibleName(field.placeholderText())
        add = ActionButton(_("Add"), "user-plus")
        add.clicked.connect(self._add)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.new_name, 2)
        row.addWidget(self.new_role)
        row.addWidget(self.new_password, 2)
        row.addWidget(add)
        return row

    def _changing(self) -> QHBoxLayout:
        self.old, self.new = PasswordEdit(), PasswordEdit()
        self.old.setPlaceholderText(_("Password so far"))
        self.new.setPlaceholderText(_("New password"))
        for field in (self.old, self.new):
            field.setAccessibleName(field.placeholderText())
        change = ActionButton(_("Change the password"), "key")
        change.clicked.connect(self._change_password)
        row = QHBoxLayout()
        row.setSpacing(8)
        for widget in (self.old, self.new):
            row.addWidget(widget, 1)
        row.addWidget(change)
        return row

    def _show(self, members: Sequence[Staff]) -> None:
        clear(self._lines)
        self._grid.setColumnStretch(0, 1)
        self._lines.setMaximumWidth(theme.px(LINES))
        for line, member in enumerate(members):
            self._grid.addWidget(Text(member.name), line, 0)
            role = _roles()
            role.setCurrentIndex(role.findData(member.role))
            role.setAccessibleName(_("Role of {name}").format(name=member.name))
            works = QCheckBox(_("Works here"))
            works.setChecked(member.active)
            change = partial(self._change, member.id, role, works)
            role.activated.connect(change)
            works.toggled.connect(change)
            self._grid.addWidget(role, line, 1)
            self._grid.addWidget(works, line, 2)
            password = IconButton("key", _("Set a password"))
            password.clicked.connect(partial(self._ask_password, member.name))
            self._grid.addWidget(password, line, 3)

    def _rename(self) -> None:
        work = partial(showroom.rename, self._desk, self.name.text())
        self._tasks.write(work, self.accepted, self.refused, told=_("Renamed"))

    def _add(self) -> None:
        work = partial(
            showroom.add_staff,
            self._desk,
            self.new_name.text(),
            self.new_role.currentData(),
            self.new_password.text(),
        )
        told = _("Added {name}").format(name=self.new_name.text().strip())
        self._tasks.write(work, self._added, self.refused, told=told)

    def _added(self, _changes: object) -> None:
        self.accepted()
        self.new_name.clear()
        self.new_password.clear()
        self.refresh()

    def _change(self, member: int, role: QComboBox, works: QCheckBox, *_event: object) -> None:
        work = partial(
            showroom.change_staff, self._desk, member, role.currentData(), works.isChecked()
        )
        self._tasks.write(work, self.accepted, self._unchanged, told=_("Staff changed"))

    def _unchanged(self, error: UserError) -> None:
        self.refused(error)
        self._tasks.read(partial(staff.everyone, self._desk.store), self._show)

    def _change_password(self) -> None:
        work = partial(opening.change_password, self._desk, self.old.text(), self.new.text())
        self._tasks.write(work, self._password_changed, self.refused)

    def _password_changed(self, _nothing: object) -> None:
        self.accepted()
        self.old.clear()
        self.new.clear()


def _roles() -> QComboBox:
    box = QComboBox()
    for role in showroom.ROLES:
        box.addItem(_(ROLE_WORDS[role]), role)
    return box
