"""The foot of every page: who printed it, that it is internal, and the number of the page."""

from typing import Protocol

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter

from showroom_crm.ui.printing.paper import Paper, Type

_SIDE = 0.4  # of the width, for what stands at the left


class Footed(Protocol):
    """A sheet whose pages have a foot."""

    @property
    def footer(self) -> str:
        """Who printed it and when."""

    @property
    def confidential(self) -> str:
        """What becomes of the paper."""


def paint_foot(painter: QPainter, paper: Paper, sheet: Footed, number: str) -> None:
    """Paint the foot of a page in the pen now chosen."""
    small, base = paper.small, paper.height - paper.mm(0.8)
    painter.setFont(small.font)
    side = paper.width * _SIDE
    paint_text(painter, small, sheet.footer, (0, base), side)
    middle = (paper.width - small.width(sheet.confidential)) / 2
    paint_text(painter, small, sheet.confidential, (middle, base), paper.width - 2 * side)
    painter.drawText(QPointF(paper.width - small.width(number), base), number)


def paint_text(
    painter: QPainter, kind: Type, text: str, at: tuple[float, float], width: float
) -> None:
    """Paint one line of text, cut to `width` dots, from a point on its base line."""
    for part in kind.lines(text, width, 1):
        painter.drawText(QPointF(*at), part)
