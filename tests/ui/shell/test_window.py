"""The window leads to the places, counts beside them, undoes, and hears of every write."""

import datetime as dt
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from showroom_crm.errors import UserError
from showroom_crm.operations import agenda, customers
from showroom_crm.operations.desk import Desk
from showroom_crm.preferences import Theme
from showroom_crm.store import listing
from showroom_crm.ui import place, places, snapshot
from showroom_crm.ui.appearance import Appearance
from showroom_crm.ui.commands import Command, matching
from showroom_crm.ui.main_window import MainWindow
from showroom_crm.ui.place import PLACES, Go, Numbers
from showroom_crm.ui.remembered import Remembered
from showroom_crm.ui.shell.command_list import CommandList
from showroom_crm.ui.shell.shortcut_sheet import ShortcutSheet
from showroom_crm.ui.shell.side import Side, ago
from showroom_crm.ui.tasks import Tasks
from showroom_crm.values.followups import Urgency
from showroom_crm.values.queries import CustomerQuery

Settle = Callable[[], None]


@pytest.fixture
def settle(tasks: Tasks) -> Settle:
    """Wait until nothing is under way or about to begin, and the window has shown it."""
    return partial(snapshot.settle, tasks)


@pytest.fixture
def remembered(tmp_path: Path) -> Remembered:
    """Give preferences of their own."""
    return Remembered(tmp_path / "preferences.json")


@pytest.fixture
def window(
    qtbot: QtBot, appearance: Appearance, desk: Desk, tasks: Tasks, remembered: Remembered
) -> Iterator[MainWindow]:
    """Give the window with the real places of a small showroom."""
    customers.register(desk, {"name": "张欣然", "mobile": "13800000001", "level": "H"})
    go = Go()
    made = MainWindow(tasks, go, remembered)
    qtbot.addWidget(made)
    made.show()
    made.open_showroom(places.showroom(desk, tasks, go, remembered))
    yield made
    assert tasks.wait_for_done()


def test_every_place_opens_by_its_key_and_is_remembered(
    window: MainWindow, settle: Settle, remembered: Remembered
) -> None:
    for number, entry in enumerate(PLACES, 1):
        QTest.keyClick(window, Qt.Key(Qt.Key.Key_0 + number), Qt.KeyboardModifier.ControlModifier)
        settle()
        if window.has(entry.key):
            assert remembered.now.place == entry.key
            assert window.here == entry.key


def test_it_fits_a_small_screen(window: MainWindow, settle: Settle) -> None:
    for entry in PLACES:
        window.go_to(entry.key)
        settle()
    assert window.minimumSizeHint().width() <= 1280
    assert window.minimumSizeHint().height() <= 720


def test_another_text_size_makes_wider_pages(
    window: MainWindow, settle: Settle, appearance: Appearance
) -> None:
    window.go_to(place.CUSTOMERS)
    settle()
    before = window.findChild(Side)
    assert before is not None
    narrow = before.width()
    try:
        appearance.choose(Theme.LIGHT, 150)
        window.rebuild()
        settle()
        assert window.here == place.CUSTOMERS
        assert before.width() == round(narrow * 1.5)
    finally:
        appearance.choose(Theme.LIGHT, 100)


def test_a_write_is_told_counted_and_undone(
    window: MainWindow, settle: Settle, tasks: Tasks, desk: Desk
) -> None:
    def everyone() -> int:
        return listing.count(desk.store, CustomerQuery(), desk.today)

    work = partial(customers.register, desk, {"name": "李华静", "mobile": "13800000002"})
    tasks.write(work, told="Registered 李华静")
    settle()
    assert everyone() == 2
    assert window.undo_bar.isVisible()
    window.undo_bar.undo_button.click()
    settle()
    assert everyone() == 1
    assert window.undo_bar.undo_button.isHidden()  # Ctrl+Z would undo what was done before
    window.undo_bar.redo_button.click()
    settle()
    assert everyone() == 2
    assert window.undo_bar.redo_button.isHidden()


def test_a_mistake_is_one_sentence_in_the_window(
    window: MainWindow, settle: Settle, tasks: Tasks
) -> None:
    def mistake() -> None:
        raise UserError("The file is open elsewhere.", "Close it there.")

    tasks.read(mistake)
    settle()
    assert window.trouble_bar.isVisible()
    assert window.trouble_bar.text() == "The file is open elsewhere."


def test_files_dropped_anywhere_go_to_the_import(
    window: MainWindow, settle: Settle, tmp_path: Path
) -> None:
    file = tmp_path / "list.xlsx"
    file.touch()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    window.dropEvent(
        QDropEvent(
            QPointF(5, 5),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )
    assert window.here == place.IMPORT or not window.has(place.IMPORT)


def test_a_written_file_is_offered_to_be_opened(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    file, bar = tmp_path / "list.xlsx", window.undo_bar
    bar.tell_file("Saved as list.xlsx", file)
    assert not bar.undo_button.isVisible()
    bar.open_button.click()
    bar.folder_button.click()
    assert opened == [str(file), str(tmp_path)]
    bar.tell("Copied")
    assert not bar.open_button.isVisible()


def test_the_side_counts_views_and_tells_a_failed_backup(
    qtbot: QtBot, appearance: Appearance, window: MainWindow, settle: Settle
) -> None:
    settle()
    side = window.findChild(Side)
    assert side is not None
    now = dt.datetime(2026, 11, 21, 12)
    last = now - dt.timedelta(minutes=12)
    side.show_numbers(Numbers({place.CUSTOMERS: 1234}, (), now, last))
    assert side.backup.text() == "Backup 12 min ago"
    side.show_numbers(Numbers({}, (), now, last, backup_failed="The disk is full."))
    assert side.backup.text() == "The last backup failed"
    assert "The disk is full." in side.backup.toolTip()
    side.show_numbers(Numbers({}, (), now, last))
    assert side.backup.text() == "Backup 12 min ago"
    assert not side.backup.toolTip()


@pytest.mark.parametrize(
    ("passed", "said"),
    [
        (dt.timedelta(seconds=20), "just now"),
        (dt.timedelta(minutes=59), "59 min ago"),
        (dt.timedelta(hours=23), "23 h ago"),
        (dt.timedelta(days=3), "3 days ago"),
    ],
)
def test_how_long_ago(passed: dt.timedelta, said: str) -> None:
    assert ago(passed) == said


def test_commands_are_found_by_parts_of_their_name() -> None:
    commands = [Command(title, lambda: None) for title in ("Export this list", "Show the list")]
    assert [found.title for found in matching(commands, "list sh")] == ["Show the list"]
    assert matching(commands, "nothing") == []


@pytest.mark.qt_log_ignore("does not support")  # the test screen has no real popups
def test_the_command_list_runs_what_is_chosen(qtbot: QtBot, appearance: Appearance) -> None:
    done: list[str] = []
    commands = [
        Command("Export this list", partial(done.append, "export"), "Ctrl+E"),
        Command("Print", partial(done.append, "print")),
    ]
    chooser = CommandList(commands)
    qtbot.addWidget(chooser)
    chooser.show()
    QTest.keyClicks(chooser.box, "prin")
    QTest.keyClick(chooser.box, Qt.Key.Key_Return)
    assert chooser.chosen is commands[1]


def test_the_sheet_shows_every_key(qtbot: QtBot, window: MainWindow) -> None:
    sheet = ShortcutSheet(window.commands())
    qtbot.addWidget(sheet)
    shown = " ".join(
        label.text() for label in sheet.findChildren(QWidget) if hasattr(label, "text")
    )
    for command in window.commands():
        assert command.keys in shown


def test_the_side_counts_what_today_counts(window: MainWindow, desk: Desk, settle: Settle) -> None:
    window.go_to(place.TODAY)
    settle()
    side = window.findChild(Side)
    assert side is not None
    totals = agenda.today(desk).totals
    due = sum(totals.values()) - totals[Urgency.THIS_WEEK]
    assert side.counted(place.TODAY) == due
    side.show_numbers(Numbers({place.TODAY: due + 99}, (), dt.datetime(2026, 11, 21)))
    assert side.counted(place.TODAY) == due
