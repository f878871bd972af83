"""The preview before printing."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QTimer
from PySide6.QtPrintSupport import QPrinterInfo
from pytestqt.qtbot import QtBot

from showroom_crm.ui.printing.preview import PreviewDialog
from showroom_crm.ui.tasks import Tasks
from showroom_crm.values.followups import FollowUpSheet, SheetColumn

SHEET = FollowUpSheet(
    title="今日跟进清单",
    subtitle="2026-11-21",
    columns=(SheetColumn("name", "姓名", 1), SheetColumn("result", "结果", 3, blank=True)),
    rows=tuple((f"客户{number}", "") for number in range(40)),
    printed_by="王芳",
    printed_at=dt.datetime(2026, 11, 21, 9, 5),
    footer="王芳",
    confidential="内部资料",
)


@pytest.fixture
def dialog(qtbot: QtBot, appearance: object, tasks: Tasks) -> PreviewDialog:
    made = PreviewDialog(SHEET, tasks)
    qtbot.addWidget(made)
    return made


@pytest.fixture
def long(qtbot: QtBot, appearance: object, tasks: Tasks) -> PreviewDialog:
    rows = tuple((f"客户{number}", "") for number in range(1000))
    made = PreviewDialog(replace(SHEET, rows=rows), tasks)
    qtbot.addWidget(made)
    return made


def test_it_shows_how_many_pages_there_are(dialog: PreviewDialog) -> None:
    assert dialog.windowTitle() == "今日跟进清单"
    assert dialog.pages.text() == "3 pages"


def test_of_very_many_pages_the_first_are_shown_and_all_are_saved(
    long: PreviewDialog, tmp_path: Path, qtbot: QtBot
) -> None:
    assert long.pages.text() == "59 pages, the first 20 shown"
    with qtbot.waitSignal(long.saved):
        long.save(tmp_path / "all.pdf")
    assert len(pypdfium2.PdfDocument(tmp_path / "all.pdf")) == 59


def test_it_saves_and_says_where(dialog: PreviewDialog, tmp_path: Path, qtbot: QtBot) -> None:
    target = tmp_path / "list.pdf"
    with qtbot.waitSignal(dialog.saved) as told:
        dialog.save(target)
    assert told.args == [target]
    assert target.read_bytes().startswith(b"%PDF")
    assert dialog.pages.text() == "Saved as list.pdf"


def test_without_a_printer_the_button_says_so(dialog: PreviewDialog) -> None:
    there = bool(QPrinterInfo.availablePrinterNames())
    assert dialog.print_button.isEnabled() == there
    assert bool(dialog.print_button.toolTip()) != there


def test_the_window_lives_on_while_it_is_saved_and_esc_stops_it(
    long: PreviewDialog, tasks: Tasks, tmp_path: Path, qtbot: QtBot
) -> None:
    long.show()
    target = tmp_path / "all.pdf"
    long.save(target)
    assert not long.save_button.isEnabled()
    QTimer.singleShot(0, long.reject)  # a turn of the window, amid the saving
    qtbot.waitUntil(long.save_button.isEnabled)
    assert not target.exists()
    assert long.isVisible()
    long.reject()
    assert not long.isVisible()


def test_printing_is_told_when_it_is_done(
    dialog: PreviewDialog, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog.printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    dialog.show()
    with qtbot.waitSignal(dialog.printed):
        dialog.print_out()
    assert len(pypdfium2.PdfDocument(tmp_path / "printed.pdf")) == 3
    assert not dialog.isVisible()
