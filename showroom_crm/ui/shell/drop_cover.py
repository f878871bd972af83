"""What lies over the whole window while files are dragged over it."""

from PySide6.QtCore import QMimeData, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from showroom_crm.i18n import _
from showroom_crm.ui import fonts, theme

_ROUND, _MARGIN = 12, 14


class DropCover(QWidget):
    """A dashed frame and a word; the window under it takes the files."""

    def __init__(self, over: QWidget) -> None:
        """Be ready to lie over `over`."""
        super().__init__(over)
        self._over = over
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def lie(self) -> None:
        """Cover the window."""
        self.setGeometry(self._over.rect())
        self.raise_()
        self.show()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the frame over a ground that lets the window shine through a little."""
        look = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QColor(look.bg)
        ground.setAlphaF(0.88)
        painter.fillRect(self.rect(), ground)
        pen = QPen(QColor(look.accent), 2, Qt.PenStyle.DashLine)
        pen.setDashPattern([5, 4])
        painter.setPen(pen)
        painter.setBrush(QColor(look.accent_bg))
        gap = theme.px(_MARGIN)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(gap, gap, -gap, -gap), _ROUND, _ROUND)
        painter.setPen(QColor(look.accent_text))
        painter.setFont(fonts.bold())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, _("Drop to import"))
        painter.end()


def has_files(mime: QMimeData) -> bool:
    """Tell whether something dragged or copied is files or folders of this computer."""
    return any(url.isLocalFile() for url in mime.urls())
