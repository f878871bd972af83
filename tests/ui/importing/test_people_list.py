"""Forty times "one person or a family" are one list: answered one by one, some, or all at once."""

from pathlib import Path

from PySide6.QtCore import QItemSelectionModel, Qt
from pytestqt.qtbot import QtBot

from showroom_crm.operations import customers as editing
from showroom_crm.operations.desk import Desk
from showroom_crm.ui.importing.answers_list import AnswersList
from showroom_crm.ui.importing.page import ImportPage
from showroom_crm.ui.tasks import Tasks
from showroom_crm.ui.widgets.buttons import ChoiceButton
from showroom_crm.values.import_plans import Action

FORTY = Path(__file__).parents[2] / "data" / "forty_families.xlsx"
Key = Qt.Key


def people(page: ImportPage, tasks: Tasks, file: Path = FORTY) -> AnswersList:
    page.open_files((file,))
    assert tasks.wait_for_done()
    assert page.view is page.review
    return page.review.plan.people


def counts(page: ImportPage) -> tuple[int, int, int, int]:
    assert page.draft is not None
    done = page.draft.count(Action.INSERT), page.draft.count(Action.UNCHANGED)
    return *done, page.draft.count(Action.SKIP), page.draft.open_questions


def line(people: AnswersList, row: int) -> list[str]:
    return [people.model.index(row, n).data() for n in range(people.model.columnCount())]


def all_at_once(people: AnswersList, word: str) -> ChoiceButton:
    return next(button for button in people.buttons if word in button.text())


def test_forty_are_one_list_and_one_click(page: ImportPage, tasks: Tasks) -> None:
    asked = people(page, tasks)
    assert asked.isVisible()
    assert page.review.plan.questions.cards == []
    assert asked.model.rowCount() == 40
    assert line(asked, 0) == [
        "冯晓雨 · row 3",
        "赵一鸣 · row 2",
        "Phone …0000",
        "The row is set aside.",
    ]
    assert asked.told.text() == "All 40 open ones:"
    assert counts(page) == (40, 0, 40, 40)
    all_at_once(asked, "family").click()
    assert tasks.wait_for_done()
    assert counts(page) == (80, 0, 0, 0)
    assert line(asked, 39)[-1] == "A family: keep them apart"
    assert asked.told.text() == "All 40:"  # the mind may be changed
    all_at_once(asked, "same").click()
    assert tasks.wait_for_done()
    assert page.draft is not None
    assert page.draft.count(Action.INSERT) == 40
    assert set(page.draft.choices.answers.values()) == {"same"}


def test_single_lines_go_before_and_the_rest_follows(page: ImportPage, tasks: Tasks) -> None:
    asked = people(page, tasks)
    asked.model.setData(asked.model.index(3, asked.model.last), "apart")
    assert tasks.wait_for_done()
    assert asked.told.text() == "All 39 open ones:"
    all_at_once(asked, "family").click()
    assert tasks.wait_for_done()
    assert page.draft is not None
    answers = list(page.draft.choices.answers.values())
    assert (answers.count("apart"), answers.count("family")) == (1, 39)


def test_digits_answer_and_go_on(page: ImportPage, tasks: Tasks, qtbot: QtBot) -> None:
    asked = people(page, tasks)
    asked.table.setCurrentIndex(asked.model.index(0, 0))
    for key in (Key.Key_2, Key.Key_3, Key.Key_9):  # there is no ninth answer
        qtbot.keyClick(asked.table, key)  # type: ignore[no-untyped-call]
    assert tasks.wait_for_done()
    assert page.draft is not None
    assert page.draft.choices.answers == {
        "phone:13900020000": "family",
        "phone:13900020001": "apart",
    }
    assert asked.table.currentIndex().row() == 2


def test_some_lines_are_answered_together(page: ImportPage, tasks: Tasks) -> None:
    asked = people(page, tasks)
    select = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    for row in (1, 5, 6):
        asked.table.selectionModel().select(asked.model.index(row, 0), select)
    assert asked.told.text() == "The 3 selected ones:"
    all_at_once(asked, "Somebody else").click()
    assert tasks.wait_for_done()
    assert page.draft is not None
    assert set(page.draft.choices.answers) == {f"phone:1390002000{row}" for row in (1, 5, 6)}


def test_whom_the_store_knows_stands_with_the_number(
    page: ImportPage, desk: Desk, tasks: Tasks, tmp_path: Path
) -> None:
    editing.register(desk, {"name": "张伟", "mobile": "13800000001"})
    file = tmp_path / "one.csv"
    file.write_text("姓名,手机\n李娜,13800000001\n", "utf-8")
    asked = people(page, tasks, file)
    assert line(asked, 0)[:3] == ["李娜 · row 2", "张伟 · C000001", "Phone …0001"]
    assert asked.buttons[0].text() == "The same person"
    all_at_once(asked, "family").click()
    assert tasks.wait_for_done()
    page.carry_out()
    assert tasks.wait_for_done()
    again = people(page, tasks, file)  # a family is remembered and not asked about again
    assert not again.isVisible()
    assert counts(page)[3] == 0


def test_columns_of_dates_are_asked_about_in_one_list(
    page: ImportPage, tasks: Tasks, tmp_path: Path
) -> None:
    file = tmp_path / "dates.csv"
    head = "姓名,手机,登记日期,交车日期,保险到期"
    file.write_text(f"{head}\n张伟,13800000001,03/05/2026,04/05/2026,05/06/2027\n", "utf-8")
    people(page, tasks, file)
    dates = page.review.plan.dates
    assert dates.isVisible()
    assert dates.model.rowCount() == 3
    all_at_once(dates, "The day").click()
    assert tasks.wait_for_done()
    assert counts(page)[3] == 0
    assert dates.isVisible()
