"""The place Segments: numbers that matter, then charts that lead into the list."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from showroom_crm.errors import UserError
from showroom_crm.i18n import N_, _
from showroom_crm.operations.desk import Desk
from showroom_crm.ui import place
from showroom_crm.ui.commands import Command
from showroom_crm.ui.place import Go
from showroom_crm.ui.segments import reading
from showroom_crm.ui.segments.figure_card import FigureCard
from showroom_crm.ui.segments.figures import figures
from showroom_crm.ui.segments.leading import Target, target
from showroom_crm.ui.segments.reading import Numbers
from showroom_crm.ui.tasks import Tasks
from showroom_crm.ui.widgets.buttons import PrimaryButton
from showroom_crm.ui.widgets.empty import EmptyState
from showroom_crm.ui.widgets.labels import Text, clear
from showroom_crm.ui.widgets.skeleton import SkeletonRows
from showroom_crm.values.insight import ChartData
from showroom_crm.values.operations import Changes
from showroom_crm.values.queries import CustomerQuery

_LOADING, _CHARTS, _EMPTY, _TROUBLE = range(4)
_COLUMNS = 2


class SegmentsPage(QWidget):
    """Shows the charts of the whole showroom; `query_requested` tells what was clicked."""

    query_requested = Signal(CustomerQuery)

    def __init__(self, desk: Desk, tasks: Tasks, go: Go, parent: QWidget | None = None) -> None:
        """Begin to read."""
        super().__init__(parent)
        self.setObjectName("page")
        self._desk, self._tasks, self._go = desk, tasks, go
        self._numbers: Numbers | None = None
        self.cards: list[QWidget] = []
        self._figures, self._charts = QWidget(), QWidget()
        self._row = QHBoxLayout(self._figures)
        self._grid = QGridLayout(self._charts)
        self._stack = QStackedWidget()
        self._trouble = EmptyState("warning-circle", _("The charts cannot be shown"))
        self._next = QTimer(self)  # one chart a turn, so that the window answers in between
        self._next.setInterval(0)
        self._next.timeout.connect(self._draw_next)
        self._left: list[ChartData] = []
        self._build()
        self.refresh(None)

    def refresh(self, _changes: Changes | None) -> None:
        """Read the numbers again."""
        self._tasks.read(partial(reading.numbers, self._desk), self._show, self._failed)

    def commands(self) -> tuple[Command, ...]:
        """Return what can be done here."""
        return (Command(N_("Show the charts anew"), self._again, "F5", "", N_("Segments")),)

    def changeEvent(self, event: QEvent) -> None:
        """Draw in the new colours."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and getattr(self, "_numbers", None):
            QTimer.singleShot(0, self._redraw)

    def _build(self) -> None:
        for layout in (self._row, self._grid):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(12)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 16)
        column.setSpacing(12)
        column.addWidget(self._figures)
        column.addWidget(self._charts, 1)
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        again = PrimaryButton(_("Try again"), "arrows-clockwise")
        again.clicked.connect(self._again)
        self._trouble.add_way(again)
        for page in (SkeletonRows(), area, self._nobody(), self._trouble):
            self._stack.addWidget(page)
        around = QVBoxLayout(self)
        around.setContentsMargins(24, 16, 16, 0)
        around.setSpacing(12)
        around.addWidget(Text(_("Segments"), "heading"))
        around.addWidget(self._stack, 1)

    def _nobody(self) -> EmptyState:
        empty = EmptyState(
            "chart-pie-slice",
            _("No customers yet"),
            _("As soon as there are customers, this page shows who is worth your time."),
        )
        load = PrimaryButton(_("Import a spreadsheet"), "download-simple")
        load.clicked.connect(partial(self._go.place.emit, place.IMPORT))
        empty.add_way(load)
        return empty

    def _show(self, numbers: Numbers) -> None:
        if numbers == self._numbers and self.cards:
            return
        self._numbers = numbers
        if not numbers.customers:
            self._stack.setCurrentIndex(_EMPTY)
            return
        self._redraw()
        self._stack.setCurrentIndex(_CHARTS)

    def _redraw(self) -> None:
        if self._numbers is None:
            return
        clear(self._figures)
        clear(self._charts)
        self.cards.clear()
        for figure in figures(self._numbers):
            card = FigureCard(figure)
            card.chosen.connect(self._lead)
            self._row.addWidget(card, 1)
        self._left = list(self._numbers.charts)
        self._next.start()

    def _draw_next(self) -> None:
        from showroom_crm.ui.charts.card import ChartCard

        if not self._left:
            self._next.stop()
            return
        card = ChartCard(self._left.pop(0))
        card.chosen.connect(self._clicked)
        row, column = divmod(len(self.cards), _COLUMNS)
        self._grid.addWidget(card, row, column)
        self._grid.setColumnStretch(column, 1)
        self._grid.setRowStretch(row, 1)
        self.cards.append(card)

    def _clicked(self, chart: ChartData, series: str, bar: str) -> None:
        self._lead(target(chart, series, bar))

    def _lead(self, wanted: Target) -> None:
        view = wanted.view()
        self.query_requested.emit(view.query)
        self._go.view.emit(view)

    def _again(self) -> None:
        self._numbers = None
        self._stack.setCurrentIndex(_LOADING)
        self.refresh(None)

    def _failed(self, error: UserError) -> None:
        self._trouble.say(_("The charts cannot be shown"), error.text)
        self._stack.setCurrentIndex(_TROUBLE)
