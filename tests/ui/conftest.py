"""What every test of the window stands on: the real look of the program, a real store."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from showroom_crm.operations import opening
from showroom_crm.operations.desk import Desk
from showroom_crm.preferences import Theme
from showroom_crm.ui.appearance import Appearance
from showroom_crm.ui.tasks import Tasks

DAY = dt.date(2026, 11, 21)


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
