"""The names of the layers of a stacked chart, each behind a square of its colour."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from showroom_crm.ui import fonts, theme
from showroom_crm.ui.charts import colours
from showroom_crm.values.insight import ChartData

_SQUARE, _GAP, _APART = 9, 6, 16


class ColourKey(QWidget):
    """One line, in the order of the layers."""

    def __init__(self, chart: ChartData) -> None:
        """Name the layers of `chart`."""
        super().__init__()
        self._chart = chart
        self.setFont(fonts.font(fonts.SMALL))

    def sizeHint(self) -> QSize:
        """Return one line of text."""
        return QSize(theme.px(200), theme.px(18))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint squares and names."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side, left = theme.px(_SQUARE), 0.0
        for index, series in enumerate(self._chart.series):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.of_series(series, index)))
            painter.drawRoundedRect(QRectF(left, (self.height() - side) / 2, side, side), 2, 2)
            left += side + theme.px(_GAP)
            width = painter.fontMetrics().horizontalAdvance(series.name)
            painter.setPen(QColor(theme.tokens().muted))
            box = QRectF(left, 0, width + 2, self.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, series.name)
            left += width + theme.px(_APART)
        painter.end()
