"""What every test of the window stands on: the real look of the program, a real store."""

import datetime as dt
import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from showroom_crm.operations import opening
from showroom_crm.operations.desk import Desk
from showroom_crm.preferences import Theme
from showroom_crm.ui.appearance import Appearance
from showroom_crm.ui.tasks import Tasks

DAY = dt.date(2026, 11, 21)
_QT_S_OWN = ("QTipLabel",)


@pytest.fixture(autouse=True)
def nothing_left() -> Iterator[None]:
    """Fail where a test leaves a window open or work under way: the next one would pay for it."""
    before = _windows()
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    if left := _windows() - before:
        gc.collect()  # widgets that hold one another live on until somebody looks
        left = _windows() - before
    assert not left
    assert not [tasks for tasks in gc.get_objects() if type(tasks) is Tasks and tasks.busy]


def _windows() -> set[QWidget]:
    if not isinstance(QApplication.instance(), QApplication):
        return set()
    tops = QApplication.topLevelWidgets()
    return {each for each in tops if not each.parent() and not each.inherits(*_QT_S_OWN)}


@pytest.fixture(scope="session")
def appearance(qapp: QApplication) -> Iterator[Appearance]:
    """Dress the application once, light, at 100 %."""
    yield Appearance(qapp, Theme.LIGHT, 100)
    qapp.setStyleSheet("")


@pytest.fixture
def tasks(qtbot: QtBot) -> Iterator[Tasks]:
    """Give the two lanes; nothing may be under way when the test is over."""
    made = Tasks()
    yield made
    assert made.wait_for_done()


@pytest.fixture
def desk(tasks: Tasks, tmp_path: Path) -> Iterator[Desk]:
    """Give a desk in an empty showroom whose clock stands at one day."""
    made = opening.create_sample(tmp_path / "showroom", "East", "Wang Fang", DAY)
    yield made
    assert tasks.wait_for_done()
    opening.close(made)
