"""The place before a file has come: the drop zone and the imports of the past."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from showroom_crm.i18n import _
from showroom_crm.ui.importing.drop_zone import DropZone
from showroom_crm.ui.importing.history import ImportHistory
from showroom_crm.ui.widgets.buttons import LinkButton
from showroom_crm.ui.widgets.labels import Card, Text
from showroom_crm.ui.widgets.progress import Progress


class StartView(QWidget):
    """Why a file did not open, where one did not, above the drop zone; the history below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show an empty history."""
        super().__init__(parent)
        self.zone, self.history, self.progress = DropZone(), ImportHistory(), Progress()
        self.take_up = LinkButton("")
        self.take_up.hide()
        self.trouble, self._refused = Text("", wrap=True), Card("trouble")
        self._refused.body.addWidget(self.trouble)
        self._refused.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(Text(_("Import"), "heading"))
        column.addWidget(self._refused)
        column.addWidget(self.zone, 1)
        column.addWidget(self.take_up, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.progress)
        column.addWidget(self.history)

    def complain(self, text: str) -> None:
        """Say why a file did not open; "" takes it back."""
        self.trouble.setText(text)
        self._refused.setVisible(bool(text))

    def offer(self, name: str) -> None:
        """Offer to take up the file `name` again that was left out; "" offers nothing."""
        self.take_up.say(_("Take up {name} again").format(name=name))
        self.take_up.setVisible(bool(name))
