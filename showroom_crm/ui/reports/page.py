"""The place of the indicators: a month in numbers, the course of one, the report as a workbook."""

from __future__ import annotations

import datetime as dt
from functools import partial
from pathlib import Path

from PySide6.QtCore import QModelIndex, QSignalBlocker, QTimer
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from showroom_crm.errors import UserError
from showroom_crm.i18n import N_, _
from showroom_crm.operations import insights
from showroom_crm.operations.desk import Desk
from showroom_crm.paths import documents_dir
from showroom_crm.store.kpi_topics import months_before
from showroom_crm.ui import export_style, place, theme
from showroom_crm.ui.commands import Command
from showroom_crm.ui.place import Go
from showroom_crm.ui.reports import reading
from showroom_crm.ui.reports.model import (
    CHANGE,
    FORMULA,
    NAME,
    PARTS,
    VALUE,
    IndicatorModel,
)
from showroom_crm.ui.reports.reading import MONTHS, Indicators
from showroom_crm.ui.tasks import Job, Tasks
from showroom_crm.ui.widgets.buttons import ActionButton, IconButton, PrimaryButton
from showroom_crm.ui.widgets.empty import EmptyState, NobodyYet
from showroom_crm.ui.widgets.labels import Text, clear
from showroom_crm.ui.widgets.plain_table import PlainTable
from showroom_crm.ui.widgets.progress import Progress
from showroom_crm.ui.widgets.skeleton import SkeletonRows
from showroom_crm.values.insight import ChartData
from showroom_crm.values.operations import Changes

_LOADING, _TABLE, _TROUBLE, _NOBODY = range(4)
_PAUSE = 200  # milliseconds


class ReportsPage(QWidget):
    """Shows the month that runs; earlier ones by the arrows."""

    def __init__(self, desk: Desk, tasks: Tasks, go: Go, parent: QWidget | None = None) -> None:
        """Begin to read."""
        super().__init__(parent)
        self.setObjectName("page")
        self._desk, self._tasks, self._go = desk, tasks, go
        self._job: Job | None = None
        self.model = IndicatorModel()
        self.table = PlainTable()
        self.table.setAccessibleName(_("Reports"))
        self.months = QComboBox()
        for back in reversed(range(MONTHS * 2)):
            self._offer(months_before(desk.today, back))
        self.months.setCurrentIndex(0)
        self.months.setAccessibleName(_("Month"))
        self.months.currentIndexChanged.connect(self._read)
        self.progress = Progress()
        self._pause = QTimer(self)  # walking through the table reads only where it stops
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._read_course)
        self._chart = QWidget()
        self._stack = QStackedWidget()
        self._trouble = EmptyState("warning-circle", _("The indicators cannot be shown"))
        self._build()
        self._read()

    @property
    def month(self) -> dt.date:
        """The first day of the month shown."""
        shown: dt.date = self.months.currentData()
        return shown

    def refresh(self, _changes: Changes | None) -> None:
        """Read the month again; where a new one has begun, it can be chosen."""
        newest = months_before(self._desk.today, 0)
        if self.months.findData(newest) < 0:
            self._offer(newest)
        self._read()

    def commands(self) -> tuple[Command, ...]:
        """Return what can be done here."""
        here = N_("Reports")
        return (
            Command(N_("Save the report"), self.save, "Ctrl+S", "export", here),
            Command(N_("Month before"), partial(self.step, 1), "Alt+Left", "caret-left", here),
            Command(N_("Month after"), partial(self.step, -1), "Alt+Right", "caret-right", here),
        )

    def step(self, back: int) -> None:
        """Go so many months back."""
        wanted = self.months.currentIndex() + back
        if 0 <= wanted < self.months.count():
            self.months.setCurrentIndex(wanted)

    def save(self) -> None:
        """Ask where, and write the report of the month as a workbook."""
        name = _("Report {month}").format(month=f"{self.month:%Y-%m}")
        first = str(documents_dir() / f"{name}.xlsx")
        target, _kind = QFileDialog.getSaveFileName(
            self, _("Save the report"), first, _("Excel (*.xlsx)")
        )
        if target:
            self.save_to(Path(target))

    def save_to(self, target: Path) -> None:
        """Write the report of the month to `target`."""
        style = export_style.report_style()
        work = partial(insights.write_report, self._desk, target, self.month, style)
        job = self._tasks.write(work, partial(self._saved, target))
        self.progress.follow(job, _("Writing the report…"), can_stop=False)

    def _build(self) -> None:
        self._prepare_table()
        chart = QVBoxLayout(self._chart)
        chart.setContentsMargins(0, 0, 0, 0)
        self._chart.setFixedHeight(theme.px(264))
        filled = QWidget()
        column = QVBoxLayout(filled)
        column.setContentsMargins(0, 0, 0, 12)
        column.setSpacing(12)
        column.addWidget(self.table, 1)
        column.addWidget(self._chart)
        again = PrimaryButton(_("Try again"), "arrows-clockwise")
        again.clicked.connect(self._read)
        self._trouble.add_way(again)
        nobody = NobodyYet()
        nobody.import_wanted.connect(partial(self._go.place.emit, place.IMPORT))
        nobody.register_wanted.connect(self._go.register)
        for page in (SkeletonRows(), filled, self._trouble, nobody):
            self._stack.addWidget(page)
        around = QVBoxLayout(self)
        around.setContentsMargins(24, 16, 24, 0)
        around.setSpacing(12)
        around.addLayout(self._head())
        around.addWidget(self._stack, 1)

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(Text(_("Reports"), "heading"))
        row.addSpacing(theme.px(16))
        before = IconButton("caret-left", _("Month before"), "Alt+Left")
        after = IconButton("caret-right", _("Month after"), "Alt+Right")
        before.clicked.connect(partial(self.step, 1))
        after.clicked.connect(partial(self.step, -1))
        for widget in (before, self.months, after):
            row.addWidget(widget)
        row.addStretch(1)
        self.progress.setFixedWidth(theme.px(220))
        row.addWidget(self.progress)
        export = ActionButton(_("Save as Excel"), "export", "Ctrl+S")
        export.clicked.connect(self.save)
        row.addWidget(export)
        return row

    def _prepare_table(self) -> None:
        table = self.table
        table.setModel(self.model)
        for column, width in ((NAME, 190), (VALUE, 90), (PARTS, 110), (CHANGE, 80)):
            table.setColumnWidth(column, theme.px(width))
        header = table.horizontalHeader()
        header.setSectionResizeMode(FORMULA, QHeaderView.ResizeMode.Stretch)
        table.selectionModel().currentRowChanged.connect(self._choose)

    def _offer(self, month: dt.date) -> None:
        """Put a month before the others; the one that is shown stays."""
        with QSignalBlocker(self.months):
            self.months.insertItem(0, f"{month:%Y-%m}", month)

    def _read(self, *_index: object) -> None:
        work = partial(reading.indicators, self._desk, self.month)
        self._tasks.read(work, self._show, self._failed)

    def _show(self, found: Indicators) -> None:
        if found.month != self.month:
            return  # another month was asked for meanwhile
        row = max(0, self.table.currentIndex().row())
        self.model.show(found.values, found.before)
        self._stack.setCurrentIndex(_TABLE if found.known else _NOBODY)
        if self.model.rowCount():
            self.table.setCurrentIndex(self.model.index(row, NAME))

    def _failed(self, error: UserError) -> None:
        self._trouble.say(_("The indicators cannot be shown"), error.text)
        self._stack.setCurrentIndex(_TROUBLE)

    def _choose(self, index: QModelIndex, _before: QModelIndex) -> None:
        if not index.isValid():
            return
        if self._job is not None:
            self._job.cancel()
        self._pause.start()

    def _read_course(self) -> None:
        row = self.table.currentIndex().row()
        if row < 0 or not self.isVisible():
            return
        kpi = self.model.value_at(row).kpi
        self._job = Job(self._tasks)
        work = partial(reading.course, self._desk, kpi, self.month, self._job.report)
        self._tasks.read(work, self._draw, job=self._job)

    def _draw(self, chart: ChartData) -> None:
        from showroom_crm.ui.charts.card import ChartCard

        clear(self._chart)
        layout = self._chart.layout()
        if layout is not None:
            layout.addWidget(ChartCard(chart))

    def _saved(self, target: Path, _nothing: object) -> None:
        self._go.saved.emit(_("Saved as {name}").format(name=target.name), target)
