"""Bad cells are put right in place: typed over, checked again, taken back, never lost."""

from pathlib import Path

import pytest
from openpyxl import Workbook
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from showroom_crm.operations.desk import Desk
from showroom_crm.store import counts
from showroom_crm.ui.appearance import Appearance
from showroom_crm.ui.importing import draft as drafts
from showroom_crm.ui.importing.editable_table import EditableTable
from showroom_crm.ui.importing.page import ImportPage
from showroom_crm.ui.importing.row_model import TEXT
from showroom_crm.ui.place import Go
from showroom_crm.ui.tasks import Tasks
from showroom_crm.values.import_choices import Policy
from showroom_crm.values.import_plans import Action

HEAD = ("客户姓名", "手机号码", "意向级别", "备注")
ROWS = (
    ("张一", "13900000001", "H", "周末来"),
    ("", "", "A", "没有留电话"),
    ("王三", "1390000000", "B", "问贷款"),
)
NEW, LEFT_OUT, RETURNED, REPAIRED, TO_CHECK = 0, 4, 5, 6, 7


@pytest.fixture
def page(
    desk: Desk, tasks: Tasks, qtbot: QtBot, appearance: Appearance, tmp_path: Path
) -> ImportPage:
    made = ImportPage(desk, tasks, Go())
    qtbot.addWidget(made)
    made.resize(1076, 720)
    made.show()
    book = Workbook()
    for row in (HEAD, *ROWS):
        book.worksheets[0].append(row)
    book.save(tmp_path / "leads.xlsx")
    made.open_files((tmp_path / "leads.xlsx",))
    assert tasks.wait_for_done()
    return made


def type_into(table: EditableTable, text: str, qtbot: QtBot, key: Qt.Key = Qt.Key.Key_F2) -> None:
    table.setFocus()
    QTest.keyClick(table, key)
    qtbot.waitUntil(lambda: table.typing)
    line = table.viewport().findChild(QLineEdit)
    assert line is not None
    line.selectAll()
    QTest.keyClicks(line, text)
    QTest.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not table.typing)


def counted(page: ImportPage) -> dict[Action, int]:
    assert page.draft is not None
    return {action: page.draft.count(action) for action in Action if page.draft.count(action)}


def test_a_returned_row_is_put_right_and_moves_to_its_new_tab(
    page: ImportPage, desk: Desk, tasks: Tasks, qtbot: QtBot
) -> None:
    plan = page.review.plan
    plan.tabs.choose(RETURNED)
    assert plan.editor.isVisible()
    assert plan.editor.title.text() == "Row 3"
    assert plan.editor.table.currentIndex().row() == 0  # what is missing, and what it is
    needed = [cell.wrong for cell in plan.editor.model.cells if cell.bad]
    assert needed == ["a name or a phone is needed"] * 2
    type_into(plan.editor.table, "Li Er", qtbot)
    assert tasks.wait_for_done()
    assert counted(page) == {Action.INSERT: 3}
    assert plan.editor.title.text() == "Row 3 · Li Er"
    assert plan.editor.state.text().startswith("New")
    assert plan.tools.typed.text() == "1 cell typed by hand"
    page.carry_out()
    assert tasks.wait_for_done()
    assert counts.customers(desk.store) == 3


@pytest.mark.parametrize("key", [Qt.Key.Key_F2, Qt.Key.Key_Return])
def test_a_cell_to_check_is_typed_over_in_its_line(
    page: ImportPage, tasks: Tasks, qtbot: QtBot, key: Qt.Key
) -> None:
    plan = page.review.plan
    plan.tabs.choose(TO_CHECK)
    assert plan.log_model.rowCount() == 1
    plan.log.setCurrentIndex(plan.log_model.index(0, 0))
    type_into(plan.log, "13900000003", qtbot, key)
    assert tasks.wait_for_done()
    assert page.draft is not None
    assert not page.draft.plan.problems
    assert [(r.before, r.after) for r in page.draft.plan.repairs if r.row == 4] == [
        ("1390000000", "13900000003")
    ]


def test_a_cell_opens_by_double_click_but_never_by_a_letter(page: ImportPage, qtbot: QtBot) -> None:
    plan = page.review.plan
    plan.tabs.choose(TO_CHECK)
    plan.log.setFocus()
    plan.log.setCurrentIndex(plan.log_model.index(0, 0))
    QTest.keyClick(plan.log, Qt.Key.Key_A)
    assert not plan.log.typing
    box = plan.log.visualRect(plan.log_model.index(0, 2))
    at: QPoint = box.center()
    for click in (QTest.mouseClick, QTest.mouseDClick):
        click(plan.log.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    qtbot.waitUntil(lambda: plan.log.typing)
    line = plan.log.viewport().findChild(QLineEdit)
    assert line is not None
    QTest.keyClick(line, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not plan.log.typing)
    assert page.view is page.review


def test_typed_cells_outlast_other_changes_and_are_taken_back(
    page: ImportPage, tasks: Tasks
) -> None:
    session, plan = page.session, page.review.plan
    assert page.draft is not None
    name, remark = (page.draft.mapping.columns[n].column.key for n in (0, 3))
    plan.typed.emit(3, name, "李二")
    plan.typed.emit(2, remark, "改")
    session.plan_anew(drafts.with_field, remark, "concerns")
    session.plan_anew(drafts.with_policy, "level", Policy.FILL)
    assert tasks.wait_for_done()
    assert counted(page) == {Action.INSERT: 3}
    assert page.draft.choices.edits == {(3, name): "李二", (2, remark): "改"}
    plan.editor.open_row(3, name)
    plan.editor.table.closePersistentEditor(plan.editor.table.currentIndex())
    plan.editor.back.click()
    assert tasks.wait_for_done()
    assert counted(page) == {Action.INSERT: 2, Action.REJECT: 1}
    plan.tools.back.click()
    assert tasks.wait_for_done()
    assert page.draft.choices.edits == {}
    assert not plan.tools.typed.isVisible()


def test_what_the_file_has_typed_again_is_no_edit(page: ImportPage, tasks: Tasks) -> None:
    plan = page.review.plan
    plan.editor.open_row(2)
    assert plan.editor.model.setData(plan.editor.model.index(0, TEXT), "张二")
    assert tasks.wait_for_done()
    assert page.draft is not None
    assert len(page.draft.choices.edits) == 1
    assert plan.editor.model.setData(plan.editor.model.index(0, TEXT), "张一")
    assert tasks.wait_for_done()
    assert not page.draft.choices.edits


def test_a_plan_that_arrives_while_one_types_takes_nothing_away(
    page: ImportPage, tasks: Tasks, qtbot: QtBot
) -> None:
    plan = page.review.plan
    plan.tabs.choose(TO_CHECK)
    plan.log.setFocus()
    plan.log.setCurrentIndex(plan.log_model.index(0, 0))
    QTest.keyClick(plan.log, Qt.Key.Key_F2)
    qtbot.waitUntil(lambda: plan.log.typing)
    line = plan.log.viewport().findChild(QLineEdit)
    assert line is not None
    line.setText("139000")
    page.session.plan_anew(drafts.with_policy, "level", "fill")
    assert tasks.wait_for_done()
    assert plan.log.typing
    assert line.text() == "139000"
    QTest.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.draft is not None and bool(page.draft.choices.edits))
    assert tasks.wait_for_done()
    assert page.draft is not None
    assert list(page.draft.choices.edits.values()) == ["139000"]


def test_rows_are_found_and_switched_together(page: ImportPage, tasks: Tasks, qtbot: QtBot) -> None:
    plan = page.review.plan
    plan.tabs.choose(NEW)
    model = plan.rows.model()
    assert model.rowCount() == 2
    plan.tools.search.setText("贷款")
    qtbot.waitUntil(lambda: model.rowCount() == 1)
    assert model.index(0, 2).data() == "王三"
    with qtbot.waitSignal(page.drafted, timeout=5000):
        plan.tools.none.click()
    assert counted(page) == {Action.INSERT: 1, Action.SKIP: 1, Action.REJECT: 1}
    assert page.review.go.accessibleName() == "Import 1 customer"


def test_policy_of_a_column_and_of_the_whole_import_is_chosen(
    page: ImportPage, tasks: Tasks, qtbot: QtBot
) -> None:
    pane = page.review.mapping
    qtbot.waitUntil(lambda: len(pane.policies) == len(HEAD))
    assert page.draft is not None
    level = pane.policies[page.draft.mapping.columns[2].column.key]
    phone = pane.policies[page.draft.mapping.columns[1].column.key]
    assert not phone.isVisibleTo(pane)
    assert level.toolTip().endswith("Overwrite")
    offered = level.menu_of_policies().actions()
    fill = next(each for each in offered if each.text() == "Fill blanks only")
    fill.trigger()
    assert tasks.wait_for_done()
    assert page.draft.choices.policies == {"level": Policy.FILL}
    assert level.toolTip().endswith("Fill blanks only")
    pane.only_fill.click()
    assert tasks.wait_for_done()
    assert page.draft.choices.policies == {"level": Policy.FILL, "*": Policy.FILL}
    pane.only_fill.click()
    assert tasks.wait_for_done()
    assert page.draft.choices.policies == {"level": Policy.FILL}
