"""A chart on its card: the finding as title, the plot, and what it leads to."""

from pathlib import Path

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMenu, QToolTip, QVBoxLayout, QWidget

from showroom_crm.i18n import _
from showroom_crm.paths import documents_dir
from showroom_crm.ui import icons, theme
from showroom_crm.ui.charts import shapes
from showroom_crm.ui.charts.colour_key import ColourKey
from showroom_crm.ui.charts.plot import ChartPlot
from showroom_crm.ui.charts.shapes import Form
from showroom_crm.ui.widgets.labels import Card, Text
from showroom_crm.ui.widgets.tips import plain
from showroom_crm.values.insight import ChartData

_LEAST_HEIGHT = 150


class ChartCard(Card):
    """Shows `chart`; `chosen` gives it with the keys of the series and bar clicked."""

    chosen = Signal(object, str, str)  # ChartData, series key, bar key

    def __init__(self, chart: ChartData, parent: QWidget | None = None) -> None:
        """Show the chart."""
        super().__init__()
        if parent is not None:
            self.setParent(parent)
        self.chart = chart
        self.plot = ChartPlot(chart)
        self.plot.setMinimumHeight(theme.px(_LEAST_HEIGHT))
        self.plot.clicked.connect(self._clicked)
        self.plot.pointed.connect(self._tell)
        self.body.setContentsMargins(16, 14, 16, 12)
        self.body.setSpacing(6)
        self.body.addWidget(Text(chart.title, "title", wrap=True))
        if shapes.form_of(chart) is Form.STACKS:
            self.body.addWidget(ColourKey(chart))
        self.body.addWidget(self.plot, 1)
        if chart.note:
            self.body.addWidget(Text(chart.note, "faint", wrap=True))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._menu)

    def copy(self) -> None:
        """Put the picture on the clipboard."""
        QGuiApplication.clipboard().setPixmap(self.grab())

    def save(self) -> None:
        """Ask where, and save the picture."""
        name, _kind = QFileDialog.getSaveFileName(
            self,
            _("Save the picture"),
            str(documents_dir() / f"{self.chart.key}.png"),
            _("Picture (*.png)"),
        )
        if name:
            self.grab().save(str(Path(name).with_suffix(".png")))

    def _menu(self, point: QPoint) -> None:
        menu = QMenu(self)
        menu.addAction(icons.icon("copy"), _("Copy the picture"), self.copy)
        menu.addAction(icons.icon("image"), _("Save the picture…"), self.save)
        menu.exec(self.mapToGlobal(point))
        menu.deleteLater()

    def _clicked(self, series: int, bar: int) -> None:
        line = self.chart.series[series]
        self.chosen.emit(self.chart, line.key, line.bars[bar].key)

    def _tell(self, text: str) -> None:
        if text:
            QToolTip.showText(self.cursor().pos(), plain(text), self.plot)
        else:
            QToolTip.hideText()


def framed(chart: ChartData) -> QWidget:
    """Return the card alone on the page's ground, for a picture."""
    ground = QWidget()
    ground.setObjectName("page")
    column = QVBoxLayout(ground)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(ChartCard(chart))
    return ground
