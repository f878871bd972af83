"""Paints the cells a row would write: field muted, old value crossed out, new value plain."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from showroom_crm.ui import fonts, theme
from showroom_crm.ui.importing.cells import CellChange
from showroom_crm.ui.importing.rows_model import CHANGES, Index

_GAP, _WORD = 18, 6


class CellsDelegate(QStyledItemDelegate):
    """One line of cells, as many as there is room for, then how many are left."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the cells, or the sentence where there are none."""
        changes: tuple[CellChange, ...] = index.data(CHANGES) or ()
        if not changes:
            super().paint(painter, option, index)
            return
        painter.save()
        box: QRect = option.rect
        painter.setClipRect(box)
        x, end = box.left() + theme.px(8), box.right() - theme.px(56)
        for place, change in enumerate(changes):
            if x > end - theme.px(40) and place:
                rest = f"+{len(changes) - place}"
                _word(painter, rest, QRect(x, box.top(), box.right() - x, box.height()))
                break
            x = self._cell(painter, change, x, box) + theme.px(_GAP)
        painter.restore()

    def _cell(self, painter: QPainter, change: CellChange, x: int, box: QRect) -> int:
        """Paint one cell from `x` on; return where it ends."""
        look, end = theme.tokens(), box.right()
        parts = [(change.label, look.muted, False)]
        if change.old:
            parts += [(change.old, look.faint, True), ("→", look.muted, False)]
        parts.append((change.new, look.text, False))
        for text, colour, crossed in parts:
            room = QRect(x, box.top(), max(0, min(end - x, theme.px(220))), box.height())
            x += _word(painter, text, room, colour, crossed) + theme.px(_WORD)
        return x - theme.px(_WORD)


def _word(
    painter: QPainter, text: str, room: QRect, colour: str = "", crossed: bool = False
) -> int:
    """Paint `text` at the left of `room`; return its width."""
    font: QFont = fonts.font()
    font.setStrikeOut(crossed)
    painter.setFont(font)
    painter.setPen(QColor(colour or theme.tokens().muted))
    metrics = QFontMetrics(font)
    cut = metrics.elidedText(text.replace("\n", " "), Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, cut)
    return min(metrics.horizontalAdvance(cut), room.width())
