"""One number of the first row; a click leads to the customers it counts."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout

from showroom_crm.i18n import _
from showroom_crm.ui.segments.figures import Figure
from showroom_crm.ui.widgets.elided import ElidedText
from showroom_crm.ui.widgets.labels import Card, Text, Tone

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class FigureCard(Card):
    """Shows a figure with its change."""

    chosen = Signal(object)  # Target

    def __init__(self, figure: Figure) -> None:
        """Show `figure`."""
        super().__init__()
        self.figure = figure
        self.setProperty("card", "figure")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setToolTip(_("Show them in the list"))
        self.setAccessibleName(f"{figure.label} {figure.value} {figure.note}")
        self.body.setContentsMargins(16, 10, 16, 10)
        self.body.setSpacing(0)
        self.body.addWidget(ElidedText(figure.label, "muted"))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(Text(f"{figure.value:,}", "figure"))
        tone: Tone = "muted" if figure.good is None else "gain" if figure.good else "loss"
        note = Text(figure.note, tone)
        note.setToolTip(_("Change since last month"))
        row.addWidget(note, 0, Qt.AlignmentFlag.AlignBottom)
        row.addStretch(1)
        self.body.addLayout(row)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Lead to the customers."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.chosen.emit(self.figure.target)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Lead to the customers with Enter."""
        if event.key() in _ENTER:
            self.chosen.emit(self.figure.target)
        else:
            super().keyPressEvent(event)
