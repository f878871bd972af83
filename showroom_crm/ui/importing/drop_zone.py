"""Where spreadsheets are dropped: a dashed field that says so, and the ways around it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from showroom_crm.i18n import _
from showroom_crm.ui import icons, theme
from showroom_crm.ui.widgets.badges import IconLabel
from showroom_crm.ui.widgets.buttons import ActionButton, PrimaryButton, QuietButton
from showroom_crm.ui.widgets.labels import Text

_ROUND = 10
_CENTRE = Qt.AlignmentFlag.AlignHCenter


class DropZone(QWidget):
    """Says that files may be dropped, which the window takes anywhere, and offers other ways."""

    choose_wanted = Signal()
    paste_wanted = Signal()
    template_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Wait for files."""
        super().__init__(parent)
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
        template = QuietButton(_("Save an empty template"), "tray-arrow-down")
        self.paste = ActionButton(_("Paste from Excel"), "clipboard-text", "Ctrl+V")
        self.choose.clicked.connect(self.choose_wanted)
        self.paste.clicked.connect(self.paste_wanted)
        template.clicked.connect(self.template_wanted)
        row.addWidget(self.choose)
        row.addWidget(self.paste)
        column.addLayout(row)
        column.setAlignment(row, _CENTRE)
        column.addWidget(template, 0, _CENTRE)
        column.addStretch(1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the dashed field."""
        look = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(QColor(look.faint), 1.4, Qt.PenStyle.DashLine)
        pen.setDashPattern([5, 4])
        painter.setPen(pen)
        painter.setBrush(QColor(look.surface))
        inside = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(inside, _ROUND, _ROUND)
        painter.end()
