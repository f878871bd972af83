"""A draft that is not shown any more is freed a few rows in each turn of the window."""

import gc
from pathlib import Path

from openpyxl import Workbook
from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from showroom_crm.operations.desk import Desk
from showroom_crm.ui.appearance import Appearance
from showroom_crm.ui.importing import draft as drafts
from showroom_crm.ui.importing.leaving import Leaving
from showroom_crm.ui.importing.page import ImportPage
from showroom_crm.ui.importing.session import Step
from showroom_crm.ui.place import Go
from showroom_crm.ui.tasks import Tasks
from showroom_crm.values.import_plans import PlannedRow

ROWS = 1200  # more than one turn frees


def listed(folder: Path) -> Path:
    book = Workbook()
    book.worksheets[0].append(("客户姓名", "手机号码"))
    for number in range(ROWS):
        book.worksheets[0].append((f"张{number}", f"139{number:08d}"))
    book.save(folder / "列表.xlsx")
    return folder / "列表.xlsx"


def alive() -> int:
    gc.collect()  # what earlier tests left
    return sum(type(each) is PlannedRow for each in gc.get_objects())


def test_rows_go_in_several_turns_once_another_draft_is_shown(
    desk: Desk, qapp: QApplication, tmp_path: Path
) -> None:
    before = alive()
    draft = drafts.begin(desk, listed(tmp_path))
    parent = QObject()
    leaving = Leaving(parent)
    leaving.take(draft)
    del draft
    assert alive() - before == ROWS
    leaving.begin()
    left = [ROWS]
    while left[-1] and len(left) < ROWS:
        QCoreApplication.processEvents()
        left.append(alive() - before)
    assert left[-1] == 0
    assert any(0 < count < ROWS for count in left)


def test_nothing_of_earlier_plans_stays(
    desk: Desk, tasks: Tasks, qtbot: QtBot, appearance: Appearance, tmp_path: Path
) -> None:
    before = alive()
    page = ImportPage(desk, tasks, Go())
    qtbot.addWidget(page)
    page.open_files((listed(tmp_path),))
    qtbot.waitUntil(lambda: page.session.step is Step.REVIEW, timeout=10_000)
    for off in (frozenset({3}), frozenset({4})):
        page.session.plan_anew(drafts.with_switched, off)
        qtbot.waitUntil(lambda: page.session.under_way is None, timeout=10_000)
    qtbot.waitUntil(lambda: alive() - before == ROWS)
