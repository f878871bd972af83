"""What an export asks before it writes: numbers covered or in full, and then what for."""

from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from showroom_crm.i18n import _, ngettext
from showroom_crm.operations.exports import Disclosure
from showroom_crm.ui import theme
from showroom_crm.ui.widgets.buttons import ActionButton, PrimaryButton
from showroom_crm.ui.widgets.fields import LabelledField
from showroom_crm.ui.widgets.labels import Text


class ExportDialog(QDialog):
    """Accepted when a file may be chosen; `disclosure` says how numbers are written."""

    def __init__(self, count: int, parent: QWidget) -> None:
        """Ask about `count` customers."""
        super().__init__(parent)
        self.setWindowTitle(_("Export customers"))
        self.setMinimumWidth(theme.px(440))
        self._full = QCheckBox(_("Phone numbers, plates and addresses in full"))
        self._purpose = QLineEdit()
        self._why = LabelledField(
            _("What the full numbers are needed for"), self._purpose, _("Kept in the history")
        )
        self._why.hide()
        said = ngettext(
            "{count} customer as a coloured workbook",
            "{count} customers as a coloured workbook",
            count,
        ).format(count=f"{count:,}")
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        column.addWidget(Text(said, "title"))
        column.addWidget(
            Text(_("Private numbers are covered, as in the list: 138****8000."), "muted", wrap=True)
        )
        column.addWidget(self._full)
        column.addWidget(self._why)
        column.addLayout(self._buttons())
        self._full.toggled.connect(self._toggled)

    @property
    def disclosure(self) -> Disclosure:
        """How numbers are to be written, and what for."""
        full = self._full.isChecked()
        return Disclosure(full, self._purpose.text().strip() if full else "")

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(0, 8, 0, 0)
        row.addStretch(1)
        cancel, go = ActionButton(_("Cancel")), PrimaryButton(_("Choose file…"), "export")
        cancel.clicked.connect(self.reject)
        go.clicked.connect(self._finish)
        go.setDefault(True)
        row.addWidget(cancel)
        row.addWidget(go)
        return row

    def _toggled(self, full: bool) -> None:
        self._why.setVisible(full)
        if full:
            self._purpose.setFocus()

    def _finish(self) -> None:
        if self._full.isChecked() and not self._purpose.text().strip():
            self._why.complain(_("Say what the full numbers are needed for."))
            self._purpose.setFocus()
            return
        self.accept()
