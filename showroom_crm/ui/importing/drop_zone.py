"""Where spreadsheets are dropped: a dashed field that says so, and the ways around it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from showroom_crm.i18n import _
from showroom_crm.ui import icons, theme
from showroom_crm.ui.widgets.badges import IconLabel
from showroom_crm.ui.widgets.buttons import ActionButton, PrimaryButton
from showroom_crm.ui.widgets.labels import Text

_ROUND = 10
_CENTRE = Qt.AlignmentFlag.AlignHCenter


class DropZone(QWidget):
    """Tells the files dropped, and that files or the template are wanted."""

    dropped = Signal(object)  # tuple of Path
    choose_wanted = Signal()
    template_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Wait for files."""
        super().__init__(parent)
        self.setAcceptDrops(True)
        self._over = False
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(8)
        column.addStretch(1)
        column.addWidget(IconLabel("file-xls", theme.tokens().accent, icons.LARGE), 0, _CENTRE)
        column.addWidget(Text(_("Drop spreadsheets here"), "title"), 0, _CENTRE)
        kinds = _("Excel, WPS and CSV: exports of the DMS, leads, service lists, your own lists.")
        column.addWidget(Text(kinds, "muted"), 0, _CENTRE)
        safe = _("Nothing is written before you have seen it, and an import can be undone.")
        column.addWidget(Text(safe, "muted"), 0, _CENTRE)
        row = QHBoxLayout()
        row.setContentsMargins(0, 8, 0, 0)
        row.setSpacing(8)
        self.choose = PrimaryButton(_("Choose files"), "folder-open", "Ctrl+O")
        template = ActionButton(_("Save an empty template"), "tray-arrow-down")
        self.choose.clicked.connect(self.choose_wanted)
        template.clicked.connect(self.template_wanted)
        row.addWidget(self.choose)
        row.addWidget(template)
        column.addLayout(row)
        column.setAlignment(row, _CENTRE)
        column.addStretch(1)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Show that files may be dropped."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()
            self._light(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Go back to rest."""
        self._light(False)
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell the files."""
        self._light(False)
        files = (Path(url.toLocalFile()) for url in event.mimeData().urls())
        self.dropped.emit(tuple(file for file in files if file.is_file()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the dashed field."""
        look = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(QColor(look.accent if self._over else look.faint), 1.4, Qt.PenStyle.DashLine)
        pen.setDashPattern([5, 4])
        painter.setPen(pen)
        painter.setBrush(QColor(look.accent_bg if self._over else look.surface))
        inside = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(inside, _ROUND, _ROUND)
        painter.end()

    def _light(self, on: bool) -> None:
        self._over = on
        self.update()
