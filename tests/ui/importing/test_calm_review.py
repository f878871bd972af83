"""The left of the review tells what is needed and no more; the rest is one key away."""

from pathlib import Path

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from showroom_crm.ui.importing.mapping_line import MappingLine, Samples
from showroom_crm.ui.importing.mapping_pane import MappingPane
from showroom_crm.ui.importing.page import ImportPage
from showroom_crm.ui.tasks import Tasks

HEAD = "姓名,手機,意向級別,備註"
ROWS = "陳怡君,13900000001,H,看車\n林志明,13900000002,A,要白色\n"


def review(page: ImportPage, tasks: Tasks, qtbot: QtBot, folder: Path) -> MappingPane:
    path = folder / "leads.csv"
    path.write_bytes(f"{HEAD}\n{ROWS}".encode("big5"))
    page.open_files((path,))
    assert tasks.wait_for_done()
    pane = page.review.mapping
    qtbot.waitUntil(lambda: len(pane.policies) == HEAD.count(",") + 1)
    return pane


def settings(pane: MappingPane) -> list[bool]:
    parts = (pane.profile, pane.encoding, pane.subject, pane.only_fill)
    return [part.isVisible() for part in parts]


def test_settings_come_with_a_key_and_go_with_it(
    page: ImportPage, tasks: Tasks, qtbot: QtBot, tmp_path: Path
) -> None:
    pane = review(page, tasks, qtbot, tmp_path)
    assert settings(pane) == [False, True, False, False]  # the encoding is a guess
    page.correct_table()
    assert settings(pane) == [True, True, True, True]
    page.correct_table()
    assert settings(pane) == [False, True, False, False]


def test_what_is_not_as_usual_stays_in_sight(
    page: ImportPage, tasks: Tasks, qtbot: QtBot, tmp_path: Path
) -> None:
    pane = review(page, tasks, qtbot, tmp_path)
    page.correct_table()
    pane.only_fill.click()
    assert tasks.wait_for_done()
    page.correct_table()
    assert settings(pane) == [False, True, False, True]


def test_known_layout_shows_name_facts_and_columns_only(
    page: ImportPage, tasks: Tasks, qtbot: QtBot, tmp_path: Path
) -> None:
    review(page, tasks, qtbot, tmp_path)
    page.review.go.click()
    assert tasks.wait_for_done()
    page.result.next.click()
    page.refresh(None)
    assert tasks.wait_for_done()
    pane = review(page, tasks, qtbot, tmp_path)
    assert settings(pane) == [False, False, False, False]
    assert pane.facts.text().endswith("as last time")


def test_usual_policy_is_seen_under_mouse_or_keyboard_only(
    page: ImportPage, tasks: Tasks, qtbot: QtBot, tmp_path: Path
) -> None:
    pane = review(page, tasks, qtbot, tmp_path)
    line = next(each for each in pane.findChildren(MappingLine) if each.policy.isVisible())
    assert not line.policy.is_seen()
    at = QPointF(2, 2)
    QApplication.sendEvent(line, QEnterEvent(at, at, at))
    assert line.policy.is_seen()
    QApplication.sendEvent(line, QEvent(QEvent.Type.Leave))
    assert not line.policy.is_seen()
    line.policy.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(line.policy.is_seen)
    line.policy.clearFocus()
    pane.only_fill.click()
    assert tasks.wait_for_done()
    level = pane.policies[page.draft.mapping.columns[2].column.key] if page.draft else None
    assert level is not None
    assert level.is_seen()  # it would overwrite as a rule


def test_cells_are_told_whole_as_many_as_there_is_room_for(qtbot: QtBot) -> None:
    line = Samples(["13900000001", "13900\n000002", "13900000003", "13900000004"])
    qtbot.addWidget(line)
    line.show()
    line.resize(800, 20)
    assert line.text() == "13900000001 · 13900 000002 · 13900000003"
    line.resize(line.fontMetrics().horizontalAdvance("13900000001 · 1390"), 20)
    assert line.text() == "13900000001"


def test_keys_go_to_the_rows_when_the_plan_comes(
    page: ImportPage, tasks: Tasks, qtbot: QtBot, tmp_path: Path
) -> None:
    with qtbot.waitActive(page):
        page.activateWindow()
    review(page, tasks, qtbot, tmp_path)
    assert QApplication.focusWidget() is page.review.plan.rows
