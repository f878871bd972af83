"""What every dialog keeps to: where typing begins, what Enter and Esc do, and how Tab walks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from showroom_crm.operations import customers, sample
from showroom_crm.operations.desk import Desk
from showroom_crm.ui import place
from showroom_crm.ui.appearance import Appearance
from showroom_crm.ui.commands import Command
from showroom_crm.ui.customers import reading
from showroom_crm.ui.customers.contact_dialog import ContactDialog
from showroom_crm.ui.customers.export_dialog import ExportDialog
from showroom_crm.ui.customers.register import RegisterDialog
from showroom_crm.ui.errors import MessageDialog, ReportDialog
from showroom_crm.ui.opening.dialog import OpeningDialog
from showroom_crm.ui.printing.preview import PreviewDialog
from showroom_crm.ui.remembered import Remembered
from showroom_crm.ui.shell.command_list import CommandList
from showroom_crm.ui.shell.guide import Guide
from showroom_crm.ui.shell.shortcut_sheet import ShortcutSheet
from showroom_crm.ui.tasks import Tasks
from showroom_crm.ui.widgets.buttons import PrimaryButton
from showroom_crm.values.followups import FollowUpSheet, SheetColumn
from showroom_crm.values.queries import CustomerQuery

Maker = Callable[[Desk, Tasks, QWidget, Path], QDialog]
_ONE_LINE = 24  # pixels: what stands beside each other is not quite level
_COMMANDS = (Command("Print", lambda: None, "Ctrl+P"),)
_SHEET = FollowUpSheet(
    title="今日跟进清单",
    subtitle="2026-11-21",
    columns=(SheetColumn("name", "姓名", 1),),
    rows=(("张三",),),
    printed_by="王芳",
    printed_at=dt.datetime(2026, 11, 21, 9, 5),
    footer="",
    confidential="",
)


def _export(_desk: Desk, _tasks: Tasks, over: QWidget, folder: Path) -> QDialog:
    return ExportDialog(CustomerQuery(), (1, 2), ("name",), folder / "list.xlsx", over)


def _register(desk: Desk, tasks: Tasks, over: QWidget, _folder: Path) -> QDialog:
    return RegisterDialog(desk, tasks, lambda _customer: None, over)


def _contact(desk: Desk, _tasks: Tasks, over: QWidget, _folder: Path) -> QDialog:
    number, _changes = customers.register(desk, {"name": "张三", "mobile": "13800000001"})
    return ContactDialog(reading.contact_start(desk, number), desk.now, over)


def _message(_desk: Desk, _tasks: Tasks, over: QWidget, _folder: Path) -> QDialog:
    made = MessageDialog("The file is open elsewhere.", "Close it there.", over)
    made.buttons.addWidget(PrimaryButton("OK"))
    return made


def _opening(_desk: Desk, tasks: Tasks, over: QWidget, folder: Path) -> QDialog:
    made = OpeningDialog(tasks, Remembered(folder / "preferences.json"), sample.make, over)
    made.begin(folder / "nothing here")
    assert tasks.wait_for_done()
    return made


MAKERS: dict[type[QDialog], Maker] = {
    ExportDialog: _export,
    RegisterDialog: _register,
    ContactDialog: _contact,
    MessageDialog: _message,
    ReportDialog: lambda _desk, _tasks, over, _folder: ReportDialog("details", over),
    OpeningDialog: _opening,
    PreviewDialog: lambda _desk, tasks, over, _folder: PreviewDialog(_SHEET, tasks, over),
    CommandList: lambda _desk, _tasks, over, _folder: CommandList(_COMMANDS, over),
    Guide: lambda _desk, _tasks, over, _folder: Guide(place.IMPORT, over),
    ShortcutSheet: lambda _desk, _tasks, over, _folder: ShortcutSheet(_COMMANDS, over),
}
TYPED = (ExportDialog, MessageDialog, ReportDialog, OpeningDialog, PreviewDialog)
"""Dialogs in which Enter presses a button; in the others the fields themselves listen to it."""

CLOSED = tuple(kind for kind in MAKERS if kind is not OpeningDialog)

pytestmark = pytest.mark.qt_log_ignore("does not support")  # the test screen has no real popups


@pytest.fixture
def shown(
    qtbot: QtBot,
    appearance: Appearance,
    desk: Desk,
    tasks: Tasks,
    tmp_path: Path,
    request: pytest.FixtureRequest,
) -> Iterator[QDialog]:
    """Give a dialog on the screen."""
    over = QWidget()
    qtbot.addWidget(over)
    over.show()
    made = MAKERS[request.param](desk, tasks, over, tmp_path)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.close()
    assert tasks.wait_for_done()


def _front(dialog: QDialog) -> QWidget:
    """Return what the keys of a dialog go to."""
    found: QWidget | None = dialog.focusWidget()
    return dialog if found is None else found


def test_no_dialog_is_forgotten() -> None:
    ours = {kind for kind in QDialog.__subclasses__() if kind.__module__.startswith("showroom_crm")}
    assert ours == set(MAKERS)


@pytest.mark.parametrize("shown", CLOSED, indirect=True)
def test_esc_closes(shown: QDialog) -> None:
    QTest.keyClick(_front(shown), Qt.Key.Key_Escape)
    assert not shown.isVisible()


@pytest.mark.parametrize("shown", [OpeningDialog], indirect=True)
def test_esc_does_not_give_up_the_way_in(shown: QDialog) -> None:
    QTest.keyClick(_front(shown), Qt.Key.Key_Escape)
    assert shown.isVisible()


@pytest.mark.parametrize("shown", TYPED, indirect=True)
def test_enter_does_the_one_thing_to_do(shown: QDialog) -> None:
    default = [button for button in shown.findChildren(QPushButton) if button.isDefault()]
    primary = [button for button in shown.findChildren(PrimaryButton) if button.isEnabled()]
    assert len(default) == 1
    assert default == primary or not primary  # there may be no printer


@pytest.mark.parametrize("shown", list(MAKERS), indirect=True)
def test_the_cursor_stands_in_the_first_field(shown: QDialog) -> None:
    found: list[QLineEdit | QPlainTextEdit] = list(shown.findChildren(QLineEdit))
    found += shown.findChildren(QPlainTextEdit)
    fields = [field for field in found if field.isVisible() and not field.isReadOnly()]
    if not fields:
        return
    first = min(fields, key=lambda field: field.mapTo(shown, QPoint()).y())
    assert shown.focusWidget() in (first, first.parent())


@pytest.mark.parametrize("shown", list(MAKERS), indirect=True)
def test_tab_walks_from_top_to_bottom(shown: QDialog) -> None:
    stops: list[QWidget] = []
    here = shown.nextInFocusChain()
    while here is not shown and here is not None:
        tab = here.focusPolicy() & Qt.FocusPolicy.TabFocus
        if shown.isAncestorOf(here) and here.isVisible() and tab and not here.focusProxy():
            stops.append(here)
        here = here.nextInFocusChain()
    heights = [stop.mapTo(shown, QPoint(0, stop.height() // 2)).y() for stop in stops]
    for above, below in pairwise(heights):
        assert below >= above - _ONE_LINE, list(zip(heights, stops, strict=True))
