"""The only presenter of messages: a mistake is one sentence, a fault is a report one can copy."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from showroom_crm.errors import UserError
from showroom_crm.i18n import _
from showroom_crm.ui import icons, theme
from showroom_crm.ui.widgets.badges import IconLabel
from showroom_crm.ui.widgets.buttons import ActionButton, PrimaryButton
from showroom_crm.ui.widgets.labels import Text


class MessageDialog(QDialog):
    """One sentence, a second one, and buttons below."""

    def __init__(self, text: str, hint: str = "", parent: QWidget | None = None) -> None:
        """Show `text` and `hint` (already translated) with nothing to press yet."""
        super().__init__(parent)
        self.setWindowTitle(_("Showroom CRM"))
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(20, 20, 20, 16)
        self.column.setSpacing(8)
        self._text = Text(text, "strong", wrap=True)
        self._text.setMinimumWidth(theme.px(380))
        self.column.addWidget(self._text)
        if hint:
            self.column.addWidget(Text(hint, "muted", wrap=True))
        self.buttons = QHBoxLayout()
        self.buttons.setContentsMargins(0, 8, 0, 0)
        self.buttons.addStretch(1)
        self.column.addLayout(self.buttons)


def tell(error: UserError, parent: QWidget | None = None) -> None:
    """Show the sentence of `error` in a dialog, where there is no window with a bar for it."""
    dialog = MessageDialog(error.text, error.hint, parent)
    close = PrimaryButton(_("OK"))
    close.clicked.connect(dialog.accept)
    dialog.buttons.addWidget(close)
    dialog.exec()


class ReportDialog(QDialog):
    """Says that the program made a mistake, that nothing is lost, and shows what to pass on."""

    def __init__(self, details: str, parent: QWidget | None = None) -> None:
        """Show `details`, which hold no customer's data."""
        super().__init__(parent)
        self.setWindowTitle(_("Something went wrong"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(theme.px(560), theme.px(360))
        self._details = details
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(IconLabel("warning-circle", theme.tokens().danger, icons.NORMAL + 3))
        head.addWidget(Text(_("The program made a mistake; your data is safe."), "title"), 1)
        column.addLayout(head)
        column.addWidget(
            Text(
                _("What you did last may not have been saved. The report names no customer."),
                "muted",
                wrap=True,
            )
        )
        text = QPlainTextEdit(details)
        text.setReadOnly(True)
        column.addWidget(text, 1)
        column.addLayout(self._buttons())

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addStretch(1)
        copy, close = ActionButton(_("Copy report"), "copy"), PrimaryButton(_("Go on working"))
        copy.clicked.connect(self._copy)
        close.clicked.connect(self.accept)
        close.setDefault(True)
        row.addWidget(copy)
        row.addWidget(close)
        return row

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._details)
