"""A text of one line that ends in … where there is no room, and then tells all in its tooltip."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QStyle, QStyleOption, QWidget

from showroom_crm.ui.widgets.labels import Text, Tone
from showroom_crm.ui.widgets.tips import plain

_LEAST = 24


class ElidedText(Text):
    """A label that never asks for more room than there is."""

    def __init__(self, text: str = "", tone: Tone = "body", parent: QWidget | None = None) -> None:
        """Show `text` (already translated), line breaks as spaces."""
        super().__init__(" ".join(text.split("\n")), tone, parent=parent)

    def minimumSizeHint(self) -> QSize:
        """Return the room of a letter or two."""
        return QSize(_LEAST, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint as much of the text as there is room for."""
        painter, option = QPainter(self), QStyleOption()
        option.initFrom(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_Widget, option, painter, self)
        box = self.contentsRect()
        cut = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, box.width())
        self.setToolTip(plain(self.text()) if cut != self.text() else "")
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(box, int(self.alignment() | Qt.AlignmentFlag.AlignVCenter), cut)
        painter.end()
