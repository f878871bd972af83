"""Asks for the password of a spreadsheet that has one of its own."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from showroom_crm.i18n import _
from showroom_crm.ui import icons, theme
from showroom_crm.ui.widgets.badges import IconLabel
from showroom_crm.ui.widgets.buttons import ActionButton, PrimaryButton
from showroom_crm.ui.widgets.fields import LabelledField, PasswordEdit
from showroom_crm.ui.widgets.labels import Text
from showroom_crm.ui.widgets.progress import Progress


class PasswordView(QWidget):
    """Tells the password typed, or that the file is left out."""

    typed = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Name no file yet."""
        super().__init__(parent)
        self.name, self.password = Text("", "title", wrap=True), PasswordEdit()
        self.field = LabelledField(
            _("Password of the file"), self.password, _("It is used this once and not kept.")
        )
        self.progress = Progress()
        self.password.returnPressed.connect(self._tell)
        go = PrimaryButton(_("Open the file"), keys="Enter")
        go.clicked.connect(self._tell)
        leave = ActionButton(_("Leave the file out"), keys="Esc")
        leave.clicked.connect(self.left)
        middle = QWidget()
        middle.setFixedWidth(theme.px(380))
        column = QVBoxLayout(middle)
        column.setSpacing(10)
        column.addStretch(2)
        column.addWidget(IconLabel("lock", theme.tokens().accent, icons.LARGE))
        column.addWidget(self.name)
        column.addWidget(self.field)
        column.addWidget(self.progress)
        row = QHBoxLayout()
        row.addWidget(go)
        row.addWidget(leave)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(3)
        around = QHBoxLayout(self)
        around.addStretch(1)
        around.addWidget(middle)
        around.addStretch(1)

    def ask(self, path: Path, complaint: str = "") -> None:
        """Ask for the password of `path`; `complaint` says why the last one was not right."""
        self.name.setText(_("{name} has a password").format(name=path.name))
        self.field.complain(complaint)
        self.password.clear()
        self.password.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell(self) -> None:
        self.typed.emit(self.password.text())
