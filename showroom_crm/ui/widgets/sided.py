"""Lines of a list with a second, quieter text at their right end."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from showroom_crm.ui import fonts, theme

ASIDE = int(Qt.ItemDataRole.UserRole) + 1  # the role of the second text
_PAD, _GAP = 10, 16


class SidedDelegate(QStyledItemDelegate):
    """Paints the text of `ASIDE` at the right, and as much of the line's own as there is room."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint a line."""
        super().paint(painter, option, index)
        aside = str(index.data(ASIDE) or "")
        painter.save()
        painter.setFont(fonts.font(fonts.SMALL))
        painter.setPen(theme.tokens().muted)
        box = option.rect.adjusted(0, 0, -theme.px(_PAD), 0)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(box, int(right), aside)
        painter.restore()

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Cut the line's own text before the second one begins."""
        super().initStyleOption(option, index)
        if aside := str(index.data(ASIDE) or ""):
            taken = QFontMetrics(fonts.font(fonts.SMALL)).horizontalAdvance(aside)
            icon = option.decorationSize.width() if not option.icon.isNull() else 0
            room = option.rect.width() - taken - icon - theme.px(2 * _PAD + _GAP)
            metrics = QFontMetrics(option.font)
            option.text = metrics.elidedText(option.text, Qt.TextElideMode.ElideRight, room)
