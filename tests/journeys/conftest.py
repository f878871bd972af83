"""Whole jobs in the real window: they need a screen, which `make test` gives them."""

import os
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from showroom_crm import paths, preferences
from showroom_crm.app import Program
from showroom_crm.preferences import Preferences, Theme

pytest.register_assert_rewrite("tests.journeys.hands", "tests.journeys.papers")
from tests.journeys.hands import Person  # noqa: E402 - only now do its asserts tell values

Start = Callable[[], Person]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test here, and leave it out where nothing can be shown."""
    for item in items:
        if "journeys" not in item.path.parts:
            continue
        item.add_marker(pytest.mark.journey)
        if os.environ["QT_QPA_PLATFORM"] == "offscreen":
            item.add_marker(pytest.mark.skip(reason="needs a screen: make test"))


@pytest.fixture
def start(qapp: QApplication, qtbot: QtBot) -> Iterator[Start]:
    """Start the program as a double click does, in English and light; once closed, again."""
    chosen = Preferences(language="en", theme=Theme.LIGHT)
    preferences.save(chosen, paths.preferences_file())
    running: list[Program] = []

    def begin() -> Person:
        program = Program(qapp)
        running.append(program)
        program.start()
        qtbot.waitExposed(program.window)
        program.window.activateWindow()
        person = Person(program)
        person.wait()
        return person

    yield begin
    for dialog in filter(None, iter(QApplication.activeModalWidget, None)):
        dialog.close()
    for program in running:
        program.window.close()
        assert program.tasks.wait_for_done()
        program.window.deleteLater()
        program.deleteLater()
    qapp.setStyleSheet("")
