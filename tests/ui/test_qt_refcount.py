"""The installed Qt binding leaves the reference count of None alone."""

import sys

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

CALLS = 1_000


def test_a_thousand_void_calls_cost_no_reference_to_none(qtbot: QtBot) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)

    for number in range(CALLS):
        label.setText(str(number))

    assert sys.getrefcount(None) > before - CALLS / 10
