"""Paints the cells a row would write: field muted, old value crossed out, new value plain."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from showroom_crm.ui import fonts, theme
from showroom_crm.ui.importing.cells import CellChange
from showroom_crm.ui.importing.rows_model import CHANGES, Index

_GAP, _WORD = 18, 6
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_KEPT = 4096  # words measured once, as the same come again in every row and painting


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
        words = _Words(painter, box)
        x, end = box.left() + theme.px(8), box.right() - theme.px(56)
        least, gap = theme.px(40), theme.px(_GAP)
        for place, change in enumerate(changes):
            if x > end - least and place:
                words.paint(f"+{len(changes) - place}", x, box.right() - x)
                break
            x = words.cell(change, x) + gap
        painter.restore()


class _Words:
    """Paints words one after another into `box`."""

    def __init__(self, painter: QPainter, box: QRect) -> None:
        self._painter, self._box, self._look = painter, box, theme.tokens()
        self._font = fonts.font()
        self._crossed = QFont(self._font)
        self._crossed.setStrikeOut(True)
        self._most, self._gap = theme.px(220), theme.px(_WORD)

    def cell(self, change: CellChange, x: int) -> int:
        """Paint one cell from `x` on; return where it ends."""
        look = self._look
        parts = [(change.label, look.muted, False)]
        if change.old:
            parts += [(change.old, look.faint, True), ("→", look.muted, False)]
        parts.append((change.new, look.text, False))
        for text, colour, crossed in parts:
            room = max(0, min(self._box.right() - x, self._most))
            x += self.paint(text, x, room, colour, crossed) + self._gap
        return x - self._gap

    def paint(self, text: str, x: int, room: int, colour: str = "", crossed: bool = False) -> int:
        """Paint `text` from `x` on, cut to `room`; return its width."""
        cut, width = _measured(text, room, self._font.key())
        painter = self._painter
        painter.setPen(QColor(colour or self._look.muted))
        painter.setFont(self._crossed if crossed else self._font)
        painter.drawText(QRect(x, self._box.top(), room, self._box.height()), _LEFT, cut)
        return min(width, room)


@lru_cache(_KEPT)
def _measured(text: str, room: int, font: str) -> tuple[str, int]:
    """Return `text` cut to `room`, and the width of that; `font` is the key of the UI font now."""
    metrics = QFontMetrics(fonts.font())
    cut = metrics.elidedText(text.replace("\n", " "), Qt.TextElideMode.ElideRight, room)
    return cut, metrics.horizontalAdvance(cut)
