"""A field with its name above and, below, a hint or what is wrong with it; a line for passwords."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from showroom_crm.i18n import _
from showroom_crm.ui import icons
from showroom_crm.ui.widgets.labels import Text, restyle


class LabelledField(QWidget):
    """`edit` with its name above it; a complaint takes the place of the hint."""

    def __init__(
        self, label: str, edit: QWidget, hint: str = "", parent: QWidget | None = None
    ) -> None:
        """Show `edit` below `label` (already translated) and above `hint`."""
        super().__init__(parent)
        self.edit = edit
        self._hint = hint
        self._label, self._below = Text(label, "muted"), Text(hint, "faint", wrap=True)
        self._label.setBuddy(edit)
        edit.setAccessibleName(label)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._label)
        column.addWidget(edit)
        column.addWidget(self._below)
        self._below.setVisible(bool(hint))  # a shown widget without a parent would be a window

    def complain(self, text: str) -> None:
        """Mark the field as wrong and say why; "" takes it back."""
        self.edit.setProperty("wrong", "true" if text else "false")
        restyle(self.edit)
        self._below.setText(text or self._hint)
        self._below.set_tone("danger" if text else "faint")
        self._below.setVisible(bool(text or self._hint))

    def hint(self, text: str) -> None:
        """Change the hint."""
        self._hint = text
        self.complain("")


class PasswordEdit(QLineEdit):
    """A line that hides what is typed; the eye at its end shows it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Hide."""
        super().__init__(parent)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData)
        self._eye = QAction(_("Show the password"), self)
        self._eye.setCheckable(True)
        self._eye.toggled.connect(self._show)
        self.addAction(self._eye, QLineEdit.ActionPosition.TrailingPosition)
        self._show(False)

    def _show(self, on: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if on else QLineEdit.EchoMode.Password
        self.setEchoMode(mode)
        self._eye.setIcon(icons.icon("eye-slash" if on else "eye"))
