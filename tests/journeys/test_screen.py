"""The screen the journeys run on shows windows, and Chinese in them."""

from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot


def test_a_window_shows_chinese(qtbot: QtBot) -> None:
    label = QLabel("客户")
    qtbot.addWidget(label)
    with qtbot.waitExposed(label):
        label.show()

    assert QFontMetrics(label.font()).inFont("客")
