"""The program starts with its window, opens the store behind it, and leaves it in order."""

import datetime as dt
import logging
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt, QTimer, qInstallMessageHandler
from PySide6.QtWidgets import (
    QApplication,
    QDialogButtonBox,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
)
from pytestqt.qtbot import QtBot

from showroom_crm import app, i18n
from showroom_crm.operations import customers, opening, safety
from showroom_crm.operations.desk import Desk
from showroom_crm.store import listing, scores
from showroom_crm.ui.customers.page import CustomersPage
from showroom_crm.ui.errors import ReportDialog
from showroom_crm.ui.faults import FaultReporter, report
from showroom_crm.ui.shell.side import Side
from showroom_crm.values.queries import CustomerQuery


def finish(program: app.Program, qtbot: QtBot, until: Callable[[], bool]) -> None:
    """Let the program work until something is true."""

    def done() -> bool:
        return until() and not program.tasks.busy

    qtbot.waitUntil(done, timeout=20_000)


def test_window_first_then_the_store_and_a_backup_at_the_end(
    qtbot: QtBot, qapp: QApplication, desk: Desk
) -> None:
    customers.register(desk, {"name": "张欣然", "mobile": "13800000001"})
    folder = desk.store.folder
    opening.close(desk)
    program = app.Program(qapp, folder)
    qtbot.addWidget(program.window)
    program.start()
    assert program.window.isVisible()
    assert program.window.here == ""
    finish(program, qtbot, lambda: program.window.here != "")
    program.window.go_to("customers")
    finish(program, qtbot, lambda: True)
    program.window.close()
    again = opening.unlock_open(folder)
    try:
        assert listing.count(again.store, CustomerQuery(), again.today) == 1
        assert safety.last_backup(again) is not None
    finally:
        opening.close(again)


def test_a_window_left_open_over_night_begins_the_new_day(
    qtbot: QtBot, qapp: QApplication, desk: Desk
) -> None:
    customers.register(desk, {"name": "张欣然", "mobile": "13800000001"})
    folder = desk.store.folder
    opening.close(desk)
    program = app.Program(qapp, folder)
    qtbot.addWidget(program.window)
    program.start()
    finish(program, qtbot, lambda: program.desk is not None)
    assert program.desk is not None
    tomorrow = dt.datetime.combine(program.desk.today, dt.time(8)) + dt.timedelta(days=1)
    program.desk = replace(program.desk, clock=lambda: tomorrow)
    for clock in program.findChildren(QTimer, options=Qt.FindChildOption.FindDirectChildrenOnly):
        clock.timeout.emit()
    finish(program, qtbot, lambda: True)
    with program.desk.store.read() as connection:
        basis = scores.basis(connection)
    assert basis is not None
    assert basis.day == tomorrow.date()
    program.window.close()


def test_a_backup_that_fails_by_itself_is_said_once_and_stays_at_the_side(
    qtbot: QtBot, qapp: QApplication, desk: Desk
) -> None:
    customers.register(desk, {"name": "张欣然", "mobile": "13800000001"})
    folder = desk.store.folder
    (folder / "backups").touch()  # a file where the folder should be
    opening.close(desk)
    program = app.Program(qapp, folder)
    qtbot.addWidget(program.window)
    program.start()
    finish(program, qtbot, lambda: program.desk is not None)
    side = program.window.findChild(Side)
    assert side is not None
    qtbot.waitUntil(lambda: side.backup.text() == "The last backup failed", timeout=20_000)
    here = Qt.FindChildOption.FindDirectChildrenOnly
    look = program.findChildren(QTimer, options=here)
    for told in (True, False):
        for clock in look:
            clock.timeout.emit()
        finish(program, qtbot, lambda: True)
        assert program.window.trouble_bar.isVisible() is told
        program.window.trouble_bar.hide()
    (folder / "backups").unlink()
    for clock in look:
        clock.timeout.emit()
    finish(program, qtbot, lambda: True)
    qtbot.waitUntil(lambda: side.backup.text() == "Backup just now", timeout=20_000)
    program.window.close()


def test_another_language_is_spoken_at_once_at_the_same_place(
    qtbot: QtBot, qapp: QApplication, desk: Desk
) -> None:
    customers.register(desk, {"name": "张欣然", "mobile": "13800000001"})
    second, _changes = customers.register(desk, {"name": "李梅", "mobile": "13800000002"})
    folder = desk.store.folder
    opening.close(desk)
    program = app.Program(qapp, folder)
    program.start()
    finish(program, qtbot, lambda: program.desk is not None)
    try:
        english = program.window
        page = english.go_to("customers")
        finish(program, qtbot, lambda: True)
        assert isinstance(page, CustomersPage)
        page.table.select(second)
        english.go_to("settings")
        finish(program, qtbot, lambda: True)
        program.go.language.emit("zh_CN")
        qtbot.waitUntil(lambda: program.window is not english)
        finish(program, qtbot, lambda: True)
        qtbot.addWidget(program.window)
        assert program.window.isVisible()
        assert program.window.here == "settings"
        titles = {command.title for command in program.window.commands()}
        assert "Register visitor" in titles
        texts = {button.text() for button in program.window.findChildren(QPushButton)}
        assert any("设置" in text for text in texts)
        page = program.window.go_to("customers")
        finish(program, qtbot, lambda: True)
        assert isinstance(page, CustomersPage)
        assert page.current() == second
        note = QLineEdit(page)
        note.setText("half")
        note.setModified(True)
        chinese = program.window
        program.go.language.emit("en")
        QCoreApplication.processEvents()
        assert program.window is chinese
    finally:
        program.window.close()
        app.use_language(qapp, "en")


def test_qts_own_dialogs_speak_the_language_too(qapp: QApplication) -> None:
    try:
        app.use_language(qapp, "zh_CN")
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        assert box.buttons()[0].text() == "取消"
    finally:
        app.use_language(qapp, "en")
    assert i18n.language() == "en"
    english = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    assert "Cancel" in english.buttons()[0].text()


def test_the_log_is_kept_and_bounded(tmp_path: Path) -> None:
    root = logging.getLogger()
    before = list(root.handlers)
    try:
        root.handlers.clear()
        app.keep_log(tmp_path / "logs")
        logging.getLogger("showroom_crm").warning("something")
        assert "something" in (tmp_path / "logs" / "showroom-crm.log").read_text("utf-8")
    finally:
        for handler in set(root.handlers) - set(before):
            handler.close()
        root.handlers[:] = before
        qInstallMessageHandler(None)


def test_a_report_names_lines_and_no_customer(qtbot: QtBot, qapp: QApplication) -> None:
    try:
        raise ValueError("张欣然 13800000001")
    except ValueError as error:
        text = report(error, error.__traceback__)
    assert "ValueError" in text
    assert "test_app.py" in text
    assert "张欣然" not in text
    assert "13800000001" not in text
    dialog = ReportDialog(text)
    qtbot.addWidget(dialog)
    shown = dialog.findChild(QPlainTextEdit)
    assert shown is not None
    assert shown.toPlainText() == text


def test_faults_are_shown_one_at_a_time(
    qtbot: QtBot, qapp: QApplication, caplog: pytest.LogCaptureFixture
) -> None:
    reporter = FaultReporter()
    for _again in range(2):
        try:
            raise ZeroDivisionError
        except ZeroDivisionError as error:
            reporter.caught(ZeroDivisionError, error, error.__traceback__)
    QCoreApplication.sendPostedEvents(reporter)
    dialogs = [w for w in QApplication.topLevelWidgets() if isinstance(w, ReportDialog)]
    assert len([dialog for dialog in dialogs if dialog.isVisible()]) == 1
    assert len(caplog.records) == 2
    dialogs[0].accept()
