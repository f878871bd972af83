"""The charts of the whole showroom, counted and painted, against bare statements and plots."""

from __future__ import annotations

import pyqtgraph
from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QHBoxLayout, QWidget

from benchmarks.lines import Bench, Case, Line
from benchmarks.window import application
from showroom_crm.ui.place import Go
from showroom_crm.ui.segments.page import SegmentsPage
from showroom_crm.ui.tasks import Tasks

_SIZE = (1440, 860)
_WAITING = QEventLoop.ProcessEventsFlag.WaitForMoreEvents
_COUNTED = (
    "SELECT segment, count(*) FROM score GROUP BY 1",
    "SELECT c.level, s.tier, count(*) FROM customer c LEFT JOIN score s ON s.customer_id = c.id"
    " GROUP BY 1, 2",
    "SELECT month, tier, count(*) FROM score_snapshot GROUP BY 1, 2"
    " UNION ALL SELECT '', tier, count(*) FROM score GROUP BY 2",
    "SELECT count(*), count(last_contact_on), count(first_visit_on), count(test_drive_on),"
    " (SELECT count(DISTINCT customer_id) FROM deal), sum(level = 'D') FROM customer",
)


def _charts(bench: Bench) -> Case:
    app, tasks, connection = application(), Tasks(), bench.desk.store.driver_connection()

    def painted(window: QWidget) -> None:
        window.resize(*_SIZE)
        window.show()
        app.processEvents()
        window.grab()
        window.close()
        window.deleteLater()

    def bare() -> None:
        window = QWidget()
        row = QHBoxLayout(window)
        for statement in _COUNTED:
            counts = [line[-1] or 0 for line in connection.execute(statement).fetchall()]
            plot = pyqtgraph.PlotWidget()
            plot.addItem(pyqtgraph.BarGraphItem(x=range(len(counts)), height=counts, width=0.8))
            row.addWidget(plot)
        painted(window)

    def work() -> None:
        page = SegmentsPage(bench.desk, tasks, Go())
        while tasks.busy or len(page.cards) < len(_COUNTED):
            app.processEvents(_WAITING)
        painted(page)

    return Case(work, bare)


LINES = (
    Line(
        "the charts of all segments, counted and painted",
        _charts,
        1.5,
        floor="the same counts in bare statements, bare plots of them",
    ),
)
