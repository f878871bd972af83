"""Of a row of tabs exactly one looks chosen, wherever the keys are."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from showroom_crm.ui import theme
from showroom_crm.ui.appearance import Appearance
from showroom_crm.ui.widgets.tabs import SegmentedTabs


@pytest.fixture
def tabs(qtbot: QtBot, appearance: Appearance) -> Iterator[SegmentedTabs]:
    made = SegmentedTabs(["New", "Updates", "Returned"])
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    yield made
    made.hide()


def buttons(tabs: SegmentedTabs) -> list[QAbstractButton]:
    return tabs.findChildren(QAbstractButton)


def underlined(tabs: SegmentedTabs) -> list[str]:
    """Return the words whose lowest line has the colour of the mark."""
    wanted, found = QColor(theme.tokens().accent), []
    for button in buttons(tabs):
        image = button.grab().toImage()
        if image.pixelColor(image.width() // 2, image.height() - 1) == wanted:
            found.append(button.text())
    return found


def test_focus_on_another_tab_does_not_look_chosen(tabs: SegmentedTabs, qtbot: QtBot) -> None:
    buttons(tabs)[2].setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(buttons(tabs)[2].hasFocus)
    assert underlined(tabs) == ["New"]


def test_keys_stay_with_the_tab_that_somebody_else_chose(tabs: SegmentedTabs, qtbot: QtBot) -> None:
    tabs.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(buttons(tabs)[0].hasFocus)
    tabs.choose(1)
    assert QApplication.focusWidget() is buttons(tabs)[1]
    assert underlined(tabs) == ["Updates"]
    qtbot.keyClick(buttons(tabs)[1], Qt.Key.Key_Right)  # type: ignore[no-untyped-call]
    assert tabs.current == 2
    assert QApplication.focusWidget() is buttons(tabs)[2]
