"""Painted signs: the letter badge of a level, the icon of a segment, the ring of a score."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QWidget

from showroom_crm.ui import fonts, icons, theme

_FULL_TURN = 360 * 16
_TOP = 90 * 16


class Badge(QWidget):
    """A letter on a tinted ground, such as an intent level."""

    def __init__(self, letter: str = "", colour: str = "", parent: QWidget | None = None) -> None:
        """Show `letter` in `colour` (#RRGGBB); an empty letter shows nothing."""
        super().__init__(parent)
        self._letter, self._colour = letter, colour
        self.setFixedSize(self.sizeHint())

    def show_letter(self, letter: str, colour: str) -> None:
        """Change letter and colour."""
        self._letter, self._colour = letter, colour
        self.setVisible(bool(letter))
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of a badge beside a heading."""
        return QSize(theme.px(30), theme.px(24))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground and the letter."""
        if not self._letter:
            return
        painter = QPainter(self)
        paint_badge(painter, QRectF(self.rect()), self._letter, self._colour)
        painter.end()


class ScoreRing(QWidget):
    """A score of 0-100 as a ring with the number inside."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show an empty ring."""
        super().__init__(parent)
        self._score: int | None = None
        self._colour = theme.tokens().line
        self.setFixedSize(theme.px(76), theme.px(76))

    def show_score(self, score: int | None, colour: str) -> None:
        """Show `score`, its arc in `colour`; None shows a dash."""
        self._score, self._colour = score, colour
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint ring and number."""
        look, width = theme.tokens(), theme.px(7)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inside = QRectF(self.rect()).adjusted(width, width, -width, -width)
        pen = QPen(QColor(look.line), width)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawEllipse(inside)
        if self._score:
            pen.setColor(QColor(self._colour))
            painter.setPen(pen)
            painter.drawArc(inside, _TOP, -_FULL_TURN * self._score // 100)
        painter.setPen(QColor(look.text))
        painter.setFont(fonts.bold(fonts.FIGURE))
        text = "–" if self._score is None else str(self._score)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, text)
        painter.end()


class IconLabel(QLabel):
    """An icon of the family in a given colour."""

    def __init__(
        self, icon: str, colour: str, size: int = icons.NORMAL, parent: QWidget | None = None
    ) -> None:
        """Show `icon` in `colour` (#RRGGBB), `size` pixels at 100 % text size."""
        super().__init__(parent)
        self._icon, self._size = icon, size
        self._colour, self._token = colour, theme.token_of(colour)
        self._tint()

    def changeEvent(self, event: QEvent) -> None:
        """Wear the same token's colour in the new look."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and hasattr(self, "_token"):
            self._colour = getattr(theme.tokens(), self._token, self._colour)
            self._tint()

    def _tint(self) -> None:
        ratio = self.devicePixelRatioF()
        self.setPixmap(icons.pixmap(self._icon, self._colour, self._size, ratio))


def paint_badge(painter: QPainter, box: QRectF, letter: str, colour: str) -> None:
    """Paint `letter` on its tinted ground into `box`."""
    ground, ink = theme.badge(colour, theme.tokens())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(box, 6, 6)
    painter.setPen(QColor(ink))
    painter.setFont(fonts.bold())
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, letter)


def level_colour(code: str | None) -> str:
    """Return the colour of an intent level; unknown codes are grey."""
    look = theme.tokens()
    return look.level.get(code or "", look.faint)
