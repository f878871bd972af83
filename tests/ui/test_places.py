"""Every place builds, shows and fits, in an empty showroom and in one with people."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtWidgets import QLabel, QScrollArea, QScrollBar, QWidget
from pytestqt.qtbot import QtBot

from showroom_crm.operations import customers
from showroom_crm.operations.desk import Desk
from showroom_crm.preferences import Theme
from showroom_crm.ui import snapshot
from showroom_crm.ui.appearance import Appearance
from showroom_crm.ui.place import PLACES, Page
from showroom_crm.ui.snapshot import Stage

KEYS = [place.key for place in PLACES]
SMALL = (1280, 720)


@pytest.fixture(params=["nobody", "people"])
def stage(
    request: pytest.FixtureRequest,
    desk: Desk,
    tmp_path: Path,
    qtbot: QtBot,
    appearance: Appearance,
) -> Iterator[Stage]:
    """Give the window on an empty showroom, then on one with people."""
    if request.param == "people":
        for number, level in enumerate("OHABCNDFSLT"):
            values = {"name": f"客户{number}", "mobile": f"1390000{number:04}", "level": level}
            customers.register(desk, {**values, "next_follow_up_on": desk.today})
    made = Stage(tmp_path / "preferences.json", desk)
    yield made
    made.close()


def unnamed(page: QWidget) -> list[str]:
    """Return the widgets one can reach by keys of which a screen reader would say nothing."""
    return [
        f"{type(widget).__name__} {widget.objectName()}"
        for widget in page.findChildren(QWidget)
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if not isinstance(widget, QScrollBar | QScrollArea) and widget.focusProxy() is None
        if not QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
    ]


def cut(page: QWidget) -> list[str]:
    """Return the sentences that need more lines than there is room for."""
    return [
        label.text()
        for label in page.findChildren(QLabel)
        if label.isVisible() and label.wordWrap()
        if label.heightForWidth(label.width()) > label.height()
    ]


@pytest.mark.parametrize("key", KEYS)
def test_place_builds_shows_and_fits(key: str, stage: Stage) -> None:
    page = stage.window.go_to(key)
    assert isinstance(page, QWidget)
    assert isinstance(page, Page)
    picture = stage.picture(SMALL)
    assert (picture.width(), picture.height()) == SMALL
    assert colours(picture) > 20
    assert not unnamed(page)
    least = page.minimumSizeHint()
    side = SMALL[0] - page.width()
    assert (least.width() <= SMALL[0] - side, least.height() <= SMALL[1]) == (True, True), least
    assert not cut(page)
    page.refresh(None)
    snapshot.settle(stage.tasks)
    assert all(command.title for command in page.commands())


@pytest.mark.parametrize("key", KEYS)
def test_place_fits_in_large_text_and_in_the_dark(
    key: str, stage: Stage, appearance: Appearance
) -> None:
    page = stage.window.go_to(key)
    assert isinstance(page, QWidget)
    snapshot.settle(stage.tasks)
    try:
        appearance.choose(Theme.DARK, 175)
        dark = stage.picture(SMALL)
        least = stage.window.minimumSizeHint()
        assert dark.pixelColor(2, 2).lightness() < 80
    finally:
        appearance.choose(Theme.LIGHT, 100)
    assert (least.width() <= SMALL[0], least.height() <= SMALL[1]) == (True, True), least


def colours(picture: QImage) -> int:
    """Return how many colours a coarse net over the picture meets."""
    net = range(0, picture.width(), 3), range(0, picture.height(), 3)
    return len({picture.pixel(x, y) for x in net[0] for y in net[1]})
