"""The titles of the customer list, with the arrow of the order beside the word it belongs to."""

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from showroom_crm.ui import fonts, icons, theme

_BEFORE, _GAP, _ARROW = 8, 5, 10  # pixels at 100 %: before the word, behind it, the arrow


class Titles(QHeaderView):
    """Paints the arrow itself: the style would put it at the far edge of the column."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Stand above the columns."""
        super().__init__(Qt.Orientation.Horizontal, parent)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Paint the title, and the arrow where the list is ordered by it."""
        painter.save()
        super().paintSection(painter, rect, section)
        painter.restore()
        if self.isSortIndicatorShown() and section == self.sortIndicatorSection():
            rising = self.sortIndicatorOrder() is Qt.SortOrder.AscendingOrder
            name = "caret-up" if rising else "caret-down"
            arrow = icons.pixmap(name, theme.tokens().text, _ARROW, self.devicePixelRatioF())
            painter.drawPixmap(self._place(rect, section), arrow)

    def _place(self, rect: QRect, section: int) -> QPoint:
        """Return where the arrow begins: behind the word, within the column."""
        title = str(self.model().headerData(section, self.orientation()))
        word = QFontMetrics(fonts.font(fonts.SMALL)).horizontalAdvance(title)
        size = theme.px(_ARROW)
        left = rect.left() + theme.px(_BEFORE) + word + theme.px(_GAP)
        last = rect.right() - size
        return QPoint(min(left, last), rect.center().y() - size // 2 + 1)
