"""The preview before printing."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtPrintSupport import QPrinterInfo
from pytestqt.qtbot import QtBot

from showroom_crm.ui.printing.preview import PreviewDialog
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
def dialog(qtbot: QtBot, appearance: object) -> PreviewDialog:
    made = PreviewDialog(SHEET)
    qtbot.addWidget(made)
    return made


def test_it_shows_how_many_pages_there_are(dialog: PreviewDialog) -> None:
    assert dialog.windowTitle() == "今日跟进清单"
    assert dialog.pages.text() == "3 pages"


def test_of_very_many_pages_the_first_are_shown_and_all_are_saved(
    qtbot: QtBot, appearance: object, tmp_path: Path
) -> None:
    rows = tuple((f"客户{number}", "") for number in range(1000))
    dialog = PreviewDialog(replace(SHEET, rows=rows))
    qtbot.addWidget(dialog)
    assert dialog.pages.text() == "59 pages, the first 20 shown"
    dialog.save(tmp_path / "all.pdf")
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
