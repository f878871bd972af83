"""What every test of the window stands on: the real look of the program on the test screen."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from showroom_crm.preferences import Theme
from showroom_crm.ui.appearance import Appearance


@pytest.fixture(scope="session")
def appearance(qapp: QApplication) -> Iterator[Appearance]:
    """Dress the application once, light, at 100 %."""
    yield Appearance(qapp, Theme.LIGHT, 100)
    qapp.setStyleSheet("")
