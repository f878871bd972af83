"""Grey rows that stand where a list is about to be."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from showroom_crm.ui import theme

_ROW = 34
_WIDTHS = (0.10, 0.06, 0.12, 0.10, 0.14, 0.10, 0.26)
_GAP = 0.016


class SkeletonRows(QWidget):
    """Rows of grey bars, painted once, without motion."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Fill the height with rows that fade downwards."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        look, row = theme.tokens(), theme.px(_ROW)
        painter.fillRect(self.rect(), QColor(look.surface))
        painter.setBrush(QColor(look.line))
        for number in range(self.height() // row + 1):
            painter.setOpacity(max(0.15, 1 - number * 0.06))
            left = self.width() * 0.03
            for share in _WIDTHS:
                width = (
                    self.width() * share * (0.7 + 0.3 * ((number * 7 + int(share * 100)) % 3) / 2)
                )
                painter.drawRoundedRect(
                    QRectF(left, number * row + row * 0.36, width, row * 0.28), 4, 4
                )
                left += self.width() * (share + _GAP)
        painter.end()
