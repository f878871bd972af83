"""The customer list as it is painted: search, order, scrolling and a customer's form."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache
from itertools import cycle
from pathlib import Path

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from benchmarks import listing
from benchmarks.lines import Bench, Case, Line, Unit
from showroom_crm.operations.desk import Desk
from showroom_crm.preferences import Theme
from showroom_crm.ui.appearance import Appearance
from showroom_crm.ui.customers.page import CustomersPage
from showroom_crm.ui.place import Go
from showroom_crm.ui.remembered import Remembered
from showroom_crm.ui.tasks import Tasks

_SIZE = (1440, 860)
_WAITING = QEventLoop.ProcessEventsFlag.WaitForMoreEvents  # sleeps instead of spinning
_WHEEL = 3  # rows a step


class _List:
    """The customers place of a showroom, shown on a screen that nobody sees."""

    def __init__(self, desk: Desk, folder: Path) -> None:
        """Open the place and wait for its first rows."""
        self._app = application()
        self.tasks = Tasks()
        self.page = CustomersPage(desk, self.tasks, Go(), Remembered(folder / "preferences.toml"))
        self.page.resize(*_SIZE)
        self.page.show()
        self.answer()
        self.bar = self.page.table.verticalScrollBar()

    def rest(self) -> None:
        """Let everything end that an earlier step has set going: the detail follows later."""
        while self.tasks.busy or self.page.detail_place.waits:
            self._app.processEvents(_WAITING)
        self._app.processEvents()

    def answer(self) -> None:
        """Wait for the rows that were asked for, and paint them."""
        while self.page._job is not None:
            self._app.processEvents(_WAITING)
        self.paint()

    def settle(self) -> None:
        """Wait for all that is under way, and paint."""
        while self.tasks.busy:
            self._app.processEvents(_WAITING)
        self.paint()

    def events(self) -> None:
        """Let Qt do what is due, such as painting what came into sight."""
        self._app.processEvents()

    def paint(self) -> None:
        """Paint the rows in sight, now."""
        self.page.table.viewport().repaint()


@cache
def application() -> QApplication:
    """Return the one application, on a screen that nobody sees unless one is named."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance()
    app = app if isinstance(app, QApplication) else QApplication([])
    Appearance(app, Theme.LIGHT, 100)
    return app


@cache
def _list(desk: Desk, folder: Path) -> _List:
    return _List(desk, folder)


def _searching(bench: Bench) -> Case:
    shown = _list(bench.desk, bench.folder)
    typed = cycle(listing.TYPED)

    def work() -> None:
        shown.page.search_box.setText(next(typed))
        shown.page.search_box._search()
        shown.answer()

    return Case(work, before=shown.rest, repeat=3 * len(listing.TYPED))


def _ordering(bench: Bench) -> Case:
    shown = _list(bench.desk, bench.folder)
    shown.page.show_all()
    orders = cycle(
        [(field, down) for field in listing.SORTED_BY for down in (False, True)],
    )

    def work() -> None:
        shown.page._sorted(*next(orders))
        shown.answer()

    return Case(work, before=shown.rest, repeat=6 * len(listing.SORTED_BY))


def _scrolled(step: Callable[[_List], None], repeat: int) -> Callable[[Bench], Case]:
    def prepare(bench: Bench) -> Case:
        shown = _list(bench.desk, bench.folder)
        shown.page.show_all()
        shown.rest()
        shown.bar.setValue(0)
        return Case(lambda: step(shown), before=shown.rest, repeat=repeat)

    return prepare


def _wheel(shown: _List) -> None:
    at = shown.bar.value() + _WHEEL * shown.bar.singleStep()
    shown.bar.setValue(at if at < shown.bar.maximum() else 0)
    shown.events()  # what stays in sight is moved, only the rows that come into it are painted


def _far(shown: _List) -> None:
    shown.bar.setValue((shown.bar.value() + shown.bar.maximum() * 7 // 19) % shown.bar.maximum())
    shown.settle()


def _form(bench: Bench) -> Case:
    shown = _list(bench.desk, bench.folder)
    ids = cycle(shown.page.list.ids[:: bench.size.rows // 20])

    def work() -> None:
        shown.page.detail_place.enter(next(ids))
        shown.settle()
        shown.page.detail.repaint()

    return Case(work, before=shown.rest, repeat=40)


_MS = Unit.MILLISECONDS
LINES = (
    Line("text in the search box to painted rows", _searching, 40, _MS, percentile=95),
    Line("another order to painted rows", _ordering, 150, _MS, percentile=95),
    Line("a step of the wheel", _scrolled(_wheel, 200), 12, _MS, percentile=99),
    Line("a far page of the list, painted", _scrolled(_far, 40), 45, _MS),
    Line("a customer's form with timeline, painted", _form, 80, _MS, percentile=95),
)
