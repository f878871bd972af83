"""One chart on pyqtgraph: hovering tells the numbers, a click says which bar was meant."""

from __future__ import annotations

from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QFontMetricsF, QMouseEvent
from PySide6.QtWidgets import QWidget

from showroom_crm.ui import fonts, theme
from showroom_crm.ui.charts import colours, shapes
from showroom_crm.ui.charts.shapes import Form, Mark
from showroom_crm.values.insight import ChartData

_AROUND_NAME = 12  # pixels between the edge, the name of a bar and the bar
_ROOM = 1.16  # free space behind the longest bar, for its number
_LEAST_LABEL = 15  # pixels of height a layer must have to carry its number
_CENTRE, _LEFT, _BELOW = (0.5, 0.5), (0.0, 0.5), (0.5, 1.0)


class ChartPlot(pg.PlotWidget):  # type: ignore[misc]
    """Draws one chart; `clicked` gives series and bar, `pointed` the text for what is under it."""

    clicked = Signal(int, int)
    pointed = Signal(str)

    def __init__(self, chart: ChartData, parent: QWidget | None = None) -> None:
        """Draw `chart` in the colours now shown."""
        super().__init__(parent, background=theme.tokens().surface, enableMenu=False)
        menu = self.plotItem.ctrlMenu
        menu.setParent(self, menu.windowFlags())  # alone it would outlive the chart
        self.chart = chart
        self.setMouseEnabled(x=False, y=False)
        self.hideButtons()
        self.setMouseTracking(True)
        self.setFrameShape(pg.PlotWidget.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(chart.title)
        self.marks = shapes.marks(chart)
        self._under: Mark | None = None
        self._glow = pg.QtWidgets.QGraphicsRectItem()
        self._glow.setPen(pg.mkPen(theme.tokens().text, width=1.5))
        self._glow.hide()
        self._draw()
        self.addItem(self._glow, ignoreBounds=True)

    def sizeHint(self) -> QSize:
        """Return a size of which four fit on a small screen."""
        return QSize(theme.px(360), theme.px(180))

    def mark_at(self, point: QPointF) -> Mark | None:
        """Return the bar or point under `point` of the widget."""
        there = self.plotItem.vb.mapSceneToView(self.mapToScene(point.toPoint()))
        form = shapes.form_of(self.chart)
        for mark in reversed(self.marks):
            x, y = there.x(), there.y()
            if form is Form.BARS:
                x = min(max(x, mark.left), mark.left + mark.width)  # the whole row answers
            if mark.holds(x, y):
                return mark
        return None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell what is under the pointer and put a line around it."""
        mark = self.mark_at(event.position())
        if mark != self._under:
            self._under = mark
            self._point(mark)

    def leaveEvent(self, event: Any) -> None:
        """Tell that nothing is pointed at any more."""
        self._under = None
        self._point(None)
        super().leaveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell which bar was clicked."""
        mark = self.mark_at(event.position())
        if mark is not None and event.button() is Qt.MouseButton.LeftButton:
            self.clicked.emit(mark.series, mark.bar)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the press, so that nothing is dragged."""
        event.accept()

    def resizeEvent(self, event: Any) -> None:
        """Write numbers into the layers that now have the room."""
        super().resizeEvent(event)
        if hasattr(self, "_inside"):
            self._fit_labels()

    def _draw(self) -> None:
        self._inside: list[tuple[Any, Mark]] = []
        self._axes()
        match shapes.form_of(self.chart):
            case Form.BARS:
                self._bars()
            case Form.STACKS:
                self._stacks()
            case Form.LINES:
                self._lines()

    def _axes(self) -> None:
        form, labels = shapes.form_of(self.chart), shapes.labels(self.chart)
        ticks = list(enumerate(labels))
        named, bare = ("left", "bottom") if form is Form.BARS else ("bottom", "left")
        self.hideAxis(bare)
        axis = self.getAxis(named)
        axis.setTicks([ticks])
        axis.setStyle(
            tickLength=0,
            tickFont=fonts.font(fonts.SMALL),
            tickTextOffset=6,
            hideOverlappingLabels=False,
        )
        if form is Form.BARS:  # left to itself the axis drops a name wider than the last one
            widths = map(QFontMetricsF(axis.style["tickFont"]).horizontalAdvance, labels)
            axis.setWidth(max(widths, default=0.0) + theme.px(_AROUND_NAME))
        axis.setTextPen(theme.tokens().muted if form is not Form.BARS else theme.tokens().text)
        axis.setPen(pg.mkPen(None) if form is Form.BARS else pg.mkPen(theme.tokens().line))
        room, count = shapes.highest(self.chart), len(labels)
        box = self.plotItem.vb
        box.setDefaultPadding(0)
        if form is Form.BARS:
            box.invertY(True)
            box.setRange(xRange=(0, room * 1.28), yRange=(-0.5, max(count, 4) - 0.5), padding=0)
        else:
            right = count - 0.5 + (count * 0.14 if form is Form.LINES else 0.2)
            low = -room * 0.04 if form is Form.LINES else 0
            box.setRange(xRange=(-0.5, right), yRange=(low, room * _ROOM), padding=0)

    def _bars(self) -> None:
        for row, mark in enumerate(self.marks):
            self._bar(mark)
            bar = shapes.bar_of(self.chart, mark)
            text = f"{number(bar.value)}   {bar.note}" if bar.note else number(bar.value)
            self._label(text, mark.width, row, _LEFT, theme.tokens().text)

    def _stacks(self) -> None:
        for mark in self.marks:
            self._bar(mark)
            ground = self._colour(mark)
            ink = "#FFFFFF" if theme.contrast("#FFFFFF", ground) >= 3 else "#1B1F24"
            name = self.chart.series[mark.series].name
            label = self._label(
                f"{name} {number(mark.height)}",
                mark.left + mark.width / 2,
                mark.bottom + mark.height / 2,
                _CENTRE,
                ink,
            )
            self._inside.append((label, mark))
        for at, total in enumerate(shapes.totals(self.chart)):
            self._label(number(total), at, total, _BELOW, theme.tokens().text)
        self._fit_labels()

    def _lines(self) -> None:
        ends: list[tuple[float, str, str]] = []
        for index, series in enumerate(self.chart.series):
            colour = colours.of_series(series, index)
            values = [bar.value for bar in series.bars]
            self.plot(
                list(range(len(values))),
                values,
                pen=pg.mkPen(colour, width=2),
                symbol="o",
                symbolSize=6,
                symbolBrush=colour,
                symbolPen=None,
                antialias=True,
            )
            if values:
                name = series.name if len(self.chart.series) > 1 else ""
                ends.append((values[-1], f"{name} {number(values[-1])}".strip(), colour))
        count = len(shapes.labels(self.chart))
        for place, (_value, text, colour) in _apart(ends, shapes.highest(self.chart) * 0.085):
            ink = theme.readable(colour, theme.tokens().surface)
            self._label(text, count - 1 + 0.12, place, _LEFT, ink)

    def _bar(self, mark: Mark) -> None:
        self.addItem(
            pg.BarGraphItem(
                x0=mark.left,
                y0=mark.bottom,
                width=mark.width,
                height=mark.height,
                brush=self._colour(mark),
                pen=pg.mkPen(None),
            )
        )

    def _label(self, text: str, x: float, y: float, anchor: tuple[float, float], ink: str) -> Any:
        label = pg.TextItem(text, color=ink, anchor=anchor)
        label.setFont(fonts.font(fonts.SMALL))
        label.setPos(x, y)
        self.addItem(label, ignoreBounds=True)
        return label

    def _fit_labels(self) -> None:
        """Write into each layer as much as it has room for."""
        wide, tall = self.plotItem.vb.viewPixelSize()
        metrics = QFontMetrics(fonts.font(fonts.SMALL))
        for label, mark in self._inside:
            value = number(mark.height)
            full = f"{self.chart.series[mark.series].name} {value}"
            room = mark.width / wide if wide else 0
            label.setText(full if metrics.horizontalAdvance(full) + 6 <= room else value)
            high = mark.height / tall if tall else 0
            fits = metrics.horizontalAdvance(value) <= room
            label.setVisible(fits and high >= theme.px(_LEAST_LABEL))

    def _colour(self, mark: Mark) -> str:
        return colours.of_bar(self.chart, mark.series, shapes.bar_of(self.chart, mark))

    def _point(self, mark: Mark | None) -> None:
        self._glow.setVisible(mark is not None)
        self.setCursor(
            Qt.CursorShape.ArrowCursor if mark is None else Qt.CursorShape.PointingHandCursor
        )
        if mark is None:
            self.pointed.emit("")
            return
        self._glow.setRect(QRectF(mark.left, mark.bottom, mark.width, mark.height))
        self._glow.setBrush(QColor(0, 0, 0, 0))
        self.pointed.emit(told(self.chart, mark))


def told(chart: ChartData, mark: Mark) -> str:
    """Return the numbers of a bar in words."""
    series, bar = chart.series[mark.series], shapes.bar_of(chart, mark)
    names = (bar.label, series.name) if len(chart.series) > 1 else (bar.label,)
    value = f"{number(bar.value)} {chart.unit}".strip()
    return " · ".join(part for part in (*names, value, bar.note) if part)


def number(value: float) -> str:
    """Return `value` as it is written beside a bar."""
    return f"{value:,.0f}" if value == round(value) else f"{value:,.1f}"


def _apart(
    ends: list[tuple[float, str, str]], room: float
) -> list[tuple[float, tuple[float, str, str]]]:
    """Return the ends of lines from below, each with a height at least `room` above the last."""
    placed: list[tuple[float, tuple[float, str, str]]] = []
    for end in sorted(ends):
        lowest = placed[-1][0] + room if placed else end[0]
        placed.append((max(end[0], lowest), end))
    return placed
