"""Several sheets of a file, and a table a person has to point at, in the Import place."""

from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook
from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt
from PySide6.QtWidgets import QCheckBox, QWidget
from pytestqt.qtbot import QtBot

from showroom_crm.operations import customers as editing
from showroom_crm.operations import history as undoing
from showroom_crm.operations.desk import Desk
from showroom_crm.store import batches, listing
from showroom_crm.ui.importing.page import ImportPage
from showroom_crm.ui.importing.session import Step
from showroom_crm.ui.importing.source_pane import SourcePane
from showroom_crm.ui.tasks import Tasks
from showroom_crm.ui.widgets.buttons import LinkButton
from showroom_crm.ui.widgets.labels import Text
from showroom_crm.values.operations import Changes
from showroom_crm.values.queries import CustomerQuery

HEAD = ("客户姓名", "手机号码", "意向级别")
Rows = Sequence[Sequence[object]]


def people(*numbers: int) -> list[tuple[object, ...]]:
    return [(f"赵小{chr(0x4E00 + n)}", f"1390077{n:04}", "B") for n in numbers]


def book(path: Path, **sheets: Rows) -> Path:
    made = Workbook()
    made.remove(made.worksheets[0])
    for name, rows in sheets.items():
        page = made.create_sheet(name)
        for row in rows:
            page.append(list(row))
    made.save(path)
    return path


def months(folder: Path) -> Path:
    return book(
        folder / "months.xlsx",
        一月=[HEAD, *people(1, 2, 3)],
        二月=[HEAD, *people(3, 4)],
        选项=[("级别", "来源"), ("H", "车展"), ("A", "来店")],
        三月=[HEAD, *people(5)],
    )


def review(page: ImportPage, tasks: Tasks, file: Path) -> SourcePane:
    page.open_files((file,))
    assert tasks.wait_for_done()
    assert step(page) is Step.REVIEW, page.session.unread
    return page.review.mapping.source


def step(page: ImportPage) -> Step:
    return page.session.step


def finish(page: ImportPage, tasks: Tasks) -> None:
    page.review.go.click()
    for _turn in range(12):
        assert tasks.wait_for_done()


def count(desk: Desk) -> int:
    return listing.count(desk.store, CustomerQuery(), desk.today)


def checked(pane: SourcePane) -> dict[str, bool]:
    return {offer.name: check.isChecked() for offer, check in pane.checks.items()}


def box(pane: SourcePane, name: str) -> QCheckBox:
    return next(check for offer, check in pane.checks.items() if offer.name == name)


def test_all_likely_sheets_are_chosen_and_come_in_with_one_press(
    page: ImportPage, desk: Desk, tasks: Tasks, tmp_path: Path
) -> None:
    pane = review(page, tasks, months(tmp_path))
    assert checked(pane) == {"一月": True, "二月": True, "选项": False, "三月": True}
    assert "2 more sheets follow" in page.review.told.text()
    finish(page, tasks)
    assert step(page) is Step.RESULT
    assert count(desk) == 5
    assert page.session.result is not None
    assert (page.session.result.read, page.session.result.inserted) == (6, 5)
    assert [past.batch.sheet for past in batches.recent(desk.store)] == ["三月", "二月", "一月"]
    assert "3 sheets" in page.result.file.text()


def test_undo_takes_all_sheets_of_the_file_back(
    page: ImportPage, desk: Desk, tasks: Tasks, tmp_path: Path
) -> None:
    review(page, tasks, months(tmp_path))
    finish(page, tasks)
    page.result.undo.click()
    assert tasks.wait_for_done()
    assert count(desk) == 0
    assert all(past.undone for past in batches.recent(desk.store))


def test_undo_of_all_sheets_says_first_what_would_stay_and_is_redone_at_once(
    page: ImportPage, desk: Desk, tasks: Tasks, tmp_path: Path
) -> None:
    review(page, tasks, months(tmp_path))
    finish(page, tasks)
    first = min(listing.ids(desk.store, CustomerQuery(), desk.today))
    editing.edit(desk, first, {"city": "苏州"})
    page.result.undo.click()
    assert tasks.wait_for_done()
    assert count(desk) == 5
    assert page.undo_now.isVisible()
    assert "赵小" in page.undo_now.conflicts.text()
    told: list[Changes] = []
    tasks.written.connect(lambda changes, _told: told.append(changes))
    page.undo_now.undo.click()
    assert tasks.wait_for_done()
    assert count(desk) == 1
    [changes] = told
    undoing.undo(desk, changes.operation)
    assert count(desk) == 5


def test_a_sheet_that_cannot_be_undone_keeps_all_and_is_named(
    page: ImportPage, desk: Desk, tasks: Tasks, tmp_path: Path
) -> None:
    review(page, tasks, months(tmp_path))
    finish(page, tasks)
    last = max(listing.ids(desk.store, CustomerQuery(), desk.today))
    editing.edit(desk, last, {"city": "苏州"})
    page.result.undo.click()
    assert tasks.wait_for_done()
    assert count(desk) == 5
    assert "“Import months.xlsx · 三月” stands in the way" in page.undo_now.effect.text()
    assert not page.undo_now.undo.isEnabled()
    assert not any(past.undone for past in batches.recent(desk.store))


def names(history: QWidget, start: str) -> list[str]:
    """Return the names of files in the history that begin so, once it is in sight."""
    shown = (each for each in history.findChildren(Text) if each.isVisible())
    return [each.text() for each in shown if each.text().startswith(start)]


def test_the_history_takes_a_file_of_several_sheets_back_in_one(
    page: ImportPage, desk: Desk, tasks: Tasks, tmp_path: Path, qtbot: QtBot
) -> None:
    review(page, tasks, months(tmp_path))
    finish(page, tasks)
    page.session.next()
    assert tasks.wait_for_done()
    history = page.start.history
    qtbot.waitUntil(lambda: names(history, "months") == ["months.xlsx · 3 sheets"])
    (link,) = (each for each in history.findChildren(LinkButton) if each.isVisible())
    link.click()
    assert tasks.wait_for_done()
    page.undo_past.undo.click()
    assert tasks.wait_for_done()
    assert count(desk) == 0
    assert all(past.undone for past in batches.recent(desk.store))


def test_two_files_of_one_name_are_two_lines_of_the_history(
    page: ImportPage, desk: Desk, tasks: Tasks, tmp_path: Path, qtbot: QtBot
) -> None:
    """Two branches send 客户.xlsx on the same morning, each with sheets of its own."""
    for number, sheets in enumerate((("一月", "二月"), ("三月",)), 1):
        folder = tmp_path / str(number)
        folder.mkdir()
        rows = {name: [HEAD, *people(number * 10 + len(name))] for name in sheets}
        review(page, tasks, book(folder / "客户.xlsx", **rows))
        finish(page, tasks)
        page.session.next()
    assert tasks.wait_for_done()
    told = ["客户.xlsx", "客户.xlsx · 2 sheets"]
    qtbot.waitUntil(lambda: names(page.start.history, "客户") == told)


def test_a_sheet_switched_off_stays_out(
    page: ImportPage, desk: Desk, tasks: Tasks, tmp_path: Path
) -> None:
    pane = review(page, tasks, months(tmp_path))
    box(pane, "二月").click()
    assert checked(pane)["二月"] is False
    finish(page, tasks)
    assert count(desk) == 4


def test_a_sheet_laid_out_otherwise_stops_for_a_look(
    page: ImportPage, desk: Desk, tasks: Tasks, tmp_path: Path
) -> None:
    other = [("车主", "电话", "车牌号"), ("钱一", "13900770031", "浙A12345")]
    review(page, tasks, book(tmp_path / "two.xlsx", 潜客=[HEAD, *people(1)], 车主=other))
    finish(page, tasks)
    assert step(page) is Step.REVIEW
    assert page.draft is not None
    assert page.draft.sheet.name == "车主"
    assert count(desk) == 1
    assert page.review.leave.accessibleName() == "Leave the sheet out"
    page.session.leave()
    assert tasks.wait_for_done()
    assert step(page) is Step.RESULT
    assert count(desk) == 1


def test_another_sheet_can_be_looked_at_first(
    page: ImportPage, tasks: Tasks, tmp_path: Path
) -> None:
    pane = review(page, tasks, months(tmp_path))
    link = next(each for each in pane.findChildren(LinkButton) if "三月" in each.text())
    link.click()
    assert tasks.wait_for_done()
    assert page.draft is not None
    assert page.draft.sheet.name == "三月"
    assert [offer.name for offer in page.session.tables.following(page.draft.offer)] == [
        "一月",
        "二月",
    ]


def test_one_sheet_shows_no_list_of_sheets(page: ImportPage, tasks: Tasks, tmp_path: Path) -> None:
    pane = review(page, tasks, book(tmp_path / "one.xlsx", 客户=[HEAD, *people(1)]))
    assert not any(check.isVisible() for check in pane.checks.values())
    assert not pane.grid.isVisible()
    assert pane.where.text() == "Header in row 1"


def test_the_header_is_clicked(page: ImportPage, tasks: Tasks, tmp_path: Path) -> None:
    odd = [("甲", "乙", "丙"), ("名", "号", "度"), *people(1, 2, 3)]
    pane = review(page, tasks, book(tmp_path / "odd.xlsx", 表=odd))
    pane.correct.click()
    assert pane.grid.isVisible()
    pane.grid.setCurrentIndex(pane.grid.cells.index(1, 0))
    pane.grid.clicked.emit(pane.grid.currentIndex())
    assert tasks.wait_for_done()
    assert page.draft is not None
    assert page.draft.header is not None
    assert page.draft.header.first_row == 2
    assert [c.column.text for c in page.draft.mapping.columns] == ["名", "号", "度"]
    pane.as_found.click()
    assert tasks.wait_for_done()
    assert page.draft is not None
    assert page.draft.header is not None
    assert page.draft.header.first_row == 1


def test_enter_on_a_line_says_that_it_is_the_header(
    page: ImportPage, tasks: Tasks, tmp_path: Path, qtbot: QtBot
) -> None:
    odd = [("甲", "乙", "丙"), ("名", "号", "度"), *people(1, 2, 3)]
    pane = review(page, tasks, book(tmp_path / "odd.xlsx", 表=odd))
    page.correct_table()
    pane.grid.setCurrentIndex(pane.grid.cells.index(1, 1))
    qtbot.keyClick(pane.grid, Qt.Key.Key_Return)  # type: ignore[no-untyped-call]
    assert tasks.wait_for_done()
    assert page.draft is not None
    assert page.draft.header is not None
    assert page.draft.header.first_row == 2


def test_marked_cells_are_the_table(page: ImportPage, tasks: Tasks, tmp_path: Path) -> None:
    pane = review(page, tasks, book(tmp_path / "one.xlsx", 客户=[HEAD, *people(1, 2, 3, 4)]))
    pane.correct.click()
    cells, flag = pane.grid.cells, QItemSelectionModel.SelectionFlag.ClearAndSelect
    marked = QItemSelection(cells.index(1, 0), cells.index(2, 1))
    pane.grid.selectionModel().select(marked, flag)
    assert pane.range.isEnabled()
    pane.range.click()
    assert tasks.wait_for_done()
    assert page.draft is not None
    assert page.draft.header is not None
    assert (page.draft.header.first_row, page.draft.header.end_row) == (1, 3)
    assert [c.column.text for c in page.draft.mapping.columns] == ["客户姓名", "手机号码"]
    assert page.draft.customers == 2


def test_a_sheet_without_a_table_opens_where_one_can_point_at_it(
    page: ImportPage, desk: Desk, tasks: Tasks, tmp_path: Path
) -> None:
    lost = [("甲", "", ""), ("", "", ""), ("赵小一", "13900770001", "x"), ("", "", "y")]
    pane = review(page, tasks, book(tmp_path / "lost.xlsx", 表=lost))
    assert pane.grid.isVisible()
    assert not page.review.go.isEnabled()
    assert "No table was found" in page.review.told.text()
    pane.no_header.click()
    assert tasks.wait_for_done()
    assert page.draft is not None
    assert page.draft.header is not None
    assert page.draft.header.first_row == 0
