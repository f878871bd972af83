"""The Import place on a real store: file, review, import, undo; nothing is guessed or lost."""

from dataclasses import replace
from functools import partial
from pathlib import Path

from openpyxl import Workbook
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from showroom_crm.operations import customers as editing
from showroom_crm.operations.desk import Desk
from showroom_crm.store import batches, listing
from showroom_crm.store import customers as stored
from showroom_crm.ui.importing import draft as drafts
from showroom_crm.ui.importing.page import ImportPage
from showroom_crm.ui.importing.rows_model import CHANGES, ON
from showroom_crm.ui.importing.session import Step
from showroom_crm.ui.place import Go, Page, TakesFiles
from showroom_crm.ui.tasks import Tasks
from showroom_crm.values.customers import Value
from showroom_crm.values.import_plans import Action, PlannedRecord
from showroom_crm.values.queries import CustomerQuery, SavedView

HEAD = ("客户姓名", "手机号码", "意向级别", "意向车型", "备注")
PEOPLE = (
    ("张一", "13900000001", "H", "晨星 L", "周末来"),
    ("李二", "13900000002", "A", "青川 S", ""),
    ("王三", "13900000003", "B", "小满", "问贷款"),
)


def sheet(path: Path, *rows: tuple[str, ...]) -> Path:
    book = Workbook()
    assert book.active is not None
    for row in (HEAD, *rows):
        book.active.append(row)
    book.save(path)
    return path


def customers(desk: Desk) -> int:
    return listing.count(desk.store, CustomerQuery(), desk.today)


def review(page: ImportPage, tasks: Tasks, *files: Path) -> None:
    page.open_files(files)
    assert tasks.wait_for_done()
    assert page.view is page.review, page.start.trouble.text()


def review_next(page: ImportPage, tasks: Tasks, file: Path) -> None:
    page.session.next()
    review(page, tasks, file)


def carry_out(page: ImportPage, tasks: Tasks) -> None:
    page.review.go.click()
    assert tasks.wait_for_done()
    assert page.view is page.result


def test_file_is_reviewed_before_anything_is_written(
    page: ImportPage, desk: Desk, tasks: Tasks, tmp_path: Path
) -> None:
    assert isinstance(page, Page)
    assert isinstance(page, TakesFiles)
    review(page, tasks, sheet(tmp_path / "leads.xlsx", *PEOPLE))
    assert customers(desk) == 0
    assert page.review.go.accessibleName() == "Import 3 customers"
    assert page.review.plan.tabs.current == 0
    carry_out(page, tasks)
    assert customers(desk) == 3
    assert page.result.numbers["inserted"].text() == "3"


def test_import_is_taken_back_from_its_result(
    page: ImportPage, desk: Desk, tasks: Tasks, tmp_path: Path
) -> None:
    review(page, tasks, sheet(tmp_path / "leads.xlsx", *PEOPLE))
    carry_out(page, tasks)
    page.result.undo.click()
    assert tasks.wait_for_done()
    assert customers(desk) == 0
    assert page.view is page.start
    [past] = batches.recent(desk.store)
    assert past.undone


def test_changed_cells_show_old_and_new(
    page: ImportPage, desk: Desk, tasks: Tasks, tmp_path: Path
) -> None:
    review(page, tasks, sheet(tmp_path / "leads.xlsx", *PEOPLE))
    carry_out(page, tasks)
    hotter = ("李二", "13900000002", "H", "青川 S", "")
    review(page, tasks, sheet(tmp_path / "again.xlsx", PEOPLE[0], hotter, PEOPLE[2]))
    assert page.draft is not None
    assert page.draft.plan.count(Action.UPDATE) == 1
    assert page.draft.plan.count(Action.UNCHANGED) == 2
    page.review.plan.tabs.choose(1)
    cells = page.review.plan.rows.model().index(0, 3).data(CHANGES)
    assert ("Level", "A", "H") in [(cell.label, cell.old, cell.new) for cell in cells]


def test_row_switched_off_is_not_written(
    page: ImportPage, desk: Desk, tasks: Tasks, tmp_path: Path, qtbot: QtBot
) -> None:
    review(page, tasks, sheet(tmp_path / "leads.xlsx", *PEOPLE))
    model = page.review.plan.rows.model()
    off = Qt.CheckState.Unchecked
    assert model.setData(model.index(0, ON), off, Qt.ItemDataRole.CheckStateRole)
    with qtbot.waitSignal(page.drafted, timeout=5000):
        pass
    assert page.review.go.accessibleName() == "Import 2 customers"
    carry_out(page, tasks)
    assert customers(desk) == 2


def test_row_switched_off_stays_off_when_one_looks_elsewhere_at_once(
    page: ImportPage, desk: Desk, tasks: Tasks, tmp_path: Path, qtbot: QtBot
) -> None:
    review(page, tasks, sheet(tmp_path / "leads.xlsx", *PEOPLE))
    model = page.review.plan.rows.model()
    model.setData(model.index(0, ON), Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)
    page.hide()
    with qtbot.waitSignal(page.drafted, timeout=5000):
        page.open_files((sheet(tmp_path / "next.xlsx", *PEOPLE),))  # waits, and shows the session
    page.show()
    carry_out(page, tasks)
    assert customers(desk) == 2


def test_column_is_put_elsewhere_by_hand(
    page: ImportPage, tasks: Tasks, tmp_path: Path, qtbot: QtBot
) -> None:
    review(page, tasks, sheet(tmp_path / "leads.xlsx", *PEOPLE))
    qtbot.waitUntil(lambda: len(page.review.mapping.choices) == len(HEAD), timeout=5000)
    choice = next(
        each for each in page.review.mapping.choices.values() if each.accessibleName() == "备注"
    )
    choice.setCurrentIndex(choice.findData("concerns"))
    choice.activated.emit(choice.currentIndex())
    assert tasks.wait_for_done()
    assert page.draft is not None
    assert "concerns" in page.draft.mapping.fields
    assert "remark" not in page.draft.mapping.fields
    assert page.review.go.isEnabled()


def test_file_without_people_says_what_is_missing_and_can_be_helped(
    page: ImportPage, tasks: Tasks, tmp_path: Path, qtbot: QtBot
) -> None:
    book = Workbook()
    assert book.active is not None
    book.active.append(("车主大人", "意向车型", "意向级别"))
    for name in ("张一", "李二", "王三"):
        book.active.append((name, "小满", "A"))
    book.save(tmp_path / "cars.xlsx")
    review(page, tasks, tmp_path / "cars.xlsx")
    assert page.draft is not None
    if page.draft.proposal is None:
        assert page.review.told.text()
        assert not page.review.go.isEnabled()
    qtbot.waitUntil(lambda: bool(page.review.mapping.choices), timeout=5000)
    choice = next(iter(page.review.mapping.choices.values()))
    choice.setCurrentIndex(choice.findData("name"))
    choice.activated.emit(choice.currentIndex())
    assert tasks.wait_for_done()
    assert page.draft.proposal is not None


def test_unreadable_file_is_said_and_the_next_one_comes(
    page: ImportPage, tasks: Tasks, tmp_path: Path
) -> None:
    (tmp_path / "broken.xlsx").write_bytes(b"PK\x03\x04 this is no workbook")
    good = sheet(tmp_path / "leads.xlsx", *PEOPLE)
    review(page, tasks, tmp_path / "broken.xlsx", good)
    assert page.draft is not None
    assert page.draft.path == good
    page.session.leave()
    assert page.view is page.start


def test_files_queue_one_after_another(
    page: ImportPage, desk: Desk, tasks: Tasks, tmp_path: Path
) -> None:
    one = sheet(tmp_path / "one.xlsx", PEOPLE[0])
    two = sheet(tmp_path / "two.xlsx", *PEOPLE[1:])
    review(page, tasks, one, two)
    assert "1 more file" in page.review.told.text()
    carry_out(page, tasks)
    page.result.next.click()
    assert tasks.wait_for_done()
    assert page.draft is not None
    assert page.draft.path == two
    carry_out(page, tasks)
    assert customers(desk) == 3


def test_history_tells_who_and_how_many(
    page: ImportPage, desk: Desk, tasks: Tasks, tmp_path: Path
) -> None:
    review(page, tasks, sheet(tmp_path / "leads.xlsx", *PEOPLE))
    carry_out(page, tasks)
    page.result.next.click()
    texts = [label.text() for label in page.start.history.findChildren(type(page.start.trouble))]
    assert "leads.xlsx" in texts
    assert any("3 new" in text for text in texts)
    assert desk.staff.name in texts


def test_reading_is_stopped_and_the_place_is_ready_again(
    page: ImportPage, desk: Desk, tasks: Tasks, tmp_path: Path
) -> None:
    page.open_files((sheet(tmp_path / "leads.xlsx", *PEOPLE),))
    assert page.session.under_way is not None
    page.session.under_way.job.cancel()  # as the Cancel beside the progress does
    assert tasks.wait_for_done()
    assert page.view is page.start
    assert not page.start.trouble.isVisible()
    review(page, tasks, tmp_path / "leads.xlsx")


def test_page_made_anew_in_another_text_size_keeps_the_file_under_review(
    page: ImportPage, desk: Desk, tasks: Tasks, tmp_path: Path, qtbot: QtBot
) -> None:
    review(page, tasks, sheet(tmp_path / "leads.xlsx", *PEOPLE), tmp_path / "next.xlsx")
    page.session.plan_anew(drafts.with_switched, frozenset({2}))
    again = ImportPage(desk, tasks, Go(), page.session)
    qtbot.addWidget(again)
    again.show()
    assert tasks.wait_for_done()
    assert again.view is again.review
    assert again.review.go.accessibleName() == "Import 2 customers"
    assert "1 more file" in again.review.told.text()
    carry_out(again, tasks)
    assert customers(desk) == 2


def test_changes_made_while_planning_are_all_planned(
    page: ImportPage, tasks: Tasks, tmp_path: Path
) -> None:
    review(page, tasks, sheet(tmp_path / "leads.xlsx", *PEOPLE))
    page.session.plan_anew(drafts.with_switched, frozenset({2}))
    assert page.draft is not None
    page.session.plan_anew(drafts.with_field, page.draft.mapping.columns[4].column.key, "")
    assert tasks.wait_for_done()
    assert page.draft is not None
    assert page.draft.plan.count(Action.SKIP) == 1
    assert "remark" not in page.draft.mapping.fields


def test_fault_while_importing_does_not_leave_the_page_busy(
    page: ImportPage, desk: Desk, tasks: Tasks, tmp_path: Path, qtbot: QtBot
) -> None:
    review(page, tasks, sheet(tmp_path / "leads.xlsx", *PEOPLE))
    draft = page.draft
    assert draft is not None
    assert draft.proposal is not None
    broken = replace(
        draft.proposal.plan.rows[0], records=(PlannedRecord("no table", None, {}, {}),)
    )
    plan = replace(draft.proposal.plan, rows=(broken,))
    page.session.draft = replace(draft, proposal=replace(draft.proposal, plan=plan))
    with qtbot.captureExceptions() as faults:
        page.review.go.click()
        assert tasks.wait_for_done()
    assert faults
    assert page.view is page.review
    assert page.review.leave.isEnabled()
    assert customers(desk) == 0


def test_customers_of_the_import_are_shown_and_no_others(
    page: ImportPage, desk: Desk, tasks: Tasks, tmp_path: Path
) -> None:
    shown: list[SavedView] = []
    page._go.view.connect(shown.append)  # noqa: SLF001 - where the window listens
    review(page, tasks, sheet(tmp_path / "one.xlsx", *PEOPLE))
    carry_out(page, tasks)
    hotter = ("李二", "13900000002", "H", "青川 S", "")
    fresh = ("赵四", "13900000004", "B", "", "")
    review_next(page, tasks, sheet(tmp_path / "two.xlsx", PEOPLE[0], hotter, fresh))
    carry_out(page, tasks)
    page.result.show_them.click()
    [view] = shown
    assert view.name == "two.xlsx"
    found = listing.ids(desk.store, view.query, desk.today)
    lines = stored.lines(desk.store, found, desk.today)
    assert [line.customer_no for line in lines] == ["C000004", "C000002"]


def test_history_tells_what_an_undo_would_do_before_it_does_it(
    page: ImportPage, desk: Desk, tasks: Tasks, tmp_path: Path
) -> None:
    review(page, tasks, sheet(tmp_path / "leads.xlsx", *PEOPLE))
    carry_out(page, tasks)
    page.session.next()
    [number, *_others] = listing.ids(desk.store, CustomerQuery(sort="customer_no"), desk.today)
    editing.edit(desk, number, {"remark": "改"})
    [past] = batches.recent(desk.store)
    page.start.history.undo_wanted.emit((past.operation,))
    assert tasks.wait_for_done()
    assert page.undo_past.effect.text().startswith("The undo takes out")
    assert "张一" in page.undo_past.conflicts.text()
    assert customers(desk) == 3
    page.undo_past.undo.click()
    assert tasks.wait_for_done()
    assert customers(desk) == 1
    assert not page.undo_past.isVisible()


def test_undo_of_the_result_says_first_where_later_edits_stay(
    page: ImportPage, desk: Desk, tasks: Tasks, tmp_path: Path
) -> None:
    review(page, tasks, sheet(tmp_path / "leads.xlsx", *PEOPLE))
    carry_out(page, tasks)
    [number, *_others] = listing.ids(desk.store, CustomerQuery(sort="customer_no"), desk.today)
    editing.edit(desk, number, {"remark": "改"})
    page.result.undo.click()
    assert tasks.wait_for_done()
    assert customers(desk) == 3
    assert page.undo_now.isVisible()
    page.undo_now.undo.click()
    assert tasks.wait_for_done()
    assert customers(desk) == 1
    assert page.view is page.start


def test_known_layout_goes_from_file_to_plan_without_a_question(
    page: ImportPage, desk: Desk, tasks: Tasks, tmp_path: Path
) -> None:
    review(page, tasks, sheet(tmp_path / "march.xlsx", *PEOPLE))
    assert page.draft is not None
    remark = page.draft.mapping.columns[4].column.key
    page.session.plan_anew(drafts.with_field, remark, "")
    assert tasks.wait_for_done()
    carry_out(page, tasks)
    again = (("赵四", "13900000004", "B", "小满", "保险"),)
    review_next(page, tasks, sheet(tmp_path / "april.xlsx", *again))
    assert page.draft is not None
    assert page.draft.mapping.columns[4].field is None
    assert not page.draft.open_questions
    assert page.review.plan.tabs.current == 0
    assert page.review.go.isEnabled()
    assert page.review.go.accessibleName() == "Import 1 customer"


def test_planning_that_is_stopped_leaves_the_draft_as_it_was(
    page: ImportPage, tasks: Tasks, tmp_path: Path
) -> None:
    review(page, tasks, sheet(tmp_path / "leads.xlsx", *PEOPLE))
    page.session.plan_anew(drafts.with_switched, frozenset({2}))
    assert page.session.under_way is not None
    page.session.under_way.job.cancel()
    assert tasks.wait_for_done()
    assert page.draft is not None
    assert not page.draft.choices.skip
    assert page.review.go.isEnabled()
    assert page.review.go.accessibleName() == "Import 3 customers"


def test_who_is_registered_meanwhile_is_known_to_the_plan(
    page: ImportPage, desk: Desk, tasks: Tasks, tmp_path: Path
) -> None:
    review(page, tasks, sheet(tmp_path / "leads.xlsx", *PEOPLE))
    who: dict[str, Value] = {"name": "李二", "mobile": "13900000002"}
    tasks.write(partial(editing.register, desk, who))
    assert tasks.wait_for_done()
    assert page.draft is not None
    assert page.draft.count(Action.INSERT) == 2
    carry_out(page, tasks)
    assert customers(desk) == 3


def test_escape_closes_the_row_before_it_leaves_the_file(
    page: ImportPage, tasks: Tasks, tmp_path: Path
) -> None:
    review(page, tasks, sheet(tmp_path / "leads.xlsx", *PEOPLE))
    page.review.plan.editor.open_row(2)
    page.leave()
    assert page.view is page.review
    assert not page.review.plan.editor.isVisible()
    page.leave()
    assert page.session.step is Step.START


def test_a_plan_overtaken_by_another_change_is_made_anew_and_not_carried_out(
    page: ImportPage, desk: Desk, tasks: Tasks, tmp_path: Path
) -> None:
    review(page, tasks, sheet(tmp_path / "leads.xlsx", *PEOPLE))
    name, mobile = PEOPLE[0][:2]
    tasks.write(partial(editing.register, desk, {"name": name, "mobile": mobile}), told="")
    page.session.apply()
    assert tasks.wait_for_done()
    assert page.view is page.review
    assert customers(desk) == 1
    assert page.draft is not None
    assert [page.draft.count(each) for each in (Action.INSERT, Action.UPDATE)] == [2, 1]
    carry_out(page, tasks)
    assert customers(desk) == 3
