"""A column for a scroll area that is always as high as what stands in it."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget


class Column(QWidget):
    """Put things into `lines`; wrapped texts get the height that the width asks for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Be empty."""
        super().__init__(parent)
        self.lines = QVBoxLayout(self)

    def event(self, event: QEvent) -> bool:
        """Grow with what stands in it."""
        if event.type() is QEvent.Type.LayoutRequest:
            self._grow()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Grow as texts wrap."""
        super().resizeEvent(event)
        self._grow()

    def _grow(self) -> None:
        if self.lines.hasHeightForWidth():
            height = self.lines.totalHeightForWidth(self.width())
        else:
            height = self.lines.totalMinimumSize().height()
        self.setMinimumHeight(height)
