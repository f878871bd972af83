"""A file of 60 columns and 12 sheets stays readable: what matters in sight, the rest one click."""

from pathlib import Path

import pytest
from openpyxl import Workbook
from pytestqt.qtbot import QtBot

from showroom_crm.operations.desk import Desk
from showroom_crm.preferences import Theme
from showroom_crm.ui.appearance import Appearance
from showroom_crm.ui.importing.mapping_line import MappingLine
from showroom_crm.ui.importing.page import ImportPage
from showroom_crm.ui.place import Go
from showroom_crm.ui.tasks import Tasks

HEAD = ["客户姓名", "手机号码", "意向级别", "备注"]
OTHERS = [f"内部编码{number:02}" for number in range(56)]


@pytest.fixture
def page(
    desk: Desk, tasks: Tasks, qtbot: QtBot, appearance: Appearance, tmp_path: Path
) -> ImportPage:
    book = Workbook()
    book.remove(book.worksheets[0])
    for month in range(1, 13):
        sheet = book.create_sheet(f"{month}月")
        sheet.append([*HEAD, *OTHERS])
        cells = [f"x{number}" for number in range(56)]
        sheet.append([f"赵小{chr(0x4E00 + month)}", f"139000000{month:02}", "H", "看车", *cells])
    book.save(tmp_path / "wide.xlsx")
    made = ImportPage(desk, tasks, Go())
    qtbot.addWidget(made)
    made.resize(1076, 720)
    made.show()
    made.open_files((tmp_path / "wide.xlsx",))
    assert tasks.wait_for_done()
    qtbot.waitUntil(lambda: len(made.review.mapping.choices) == len(HEAD) + len(OTHERS))
    return made


def lines(page: ImportPage) -> list[MappingLine]:
    found = page.review.mapping.findChildren(MappingLine)
    return [line for line in found if not line.isHidden()]


def test_columns_not_taken_are_folded_and_stay_once_touched(page: ImportPage, tasks: Tasks) -> None:
    pane = page.review.mapping
    assert len(lines(page)) == len(HEAD)
    assert pane.untaken.accessibleName() == "Show the 56 columns that are not taken"
    pane.untaken.click()
    assert len(lines(page)) == len(HEAD) + len(OTHERS)
    pane.untaken.click()
    assert len(lines(page)) == len(HEAD)
    assert page.draft is not None
    pane.field_chosen.emit(page.draft.mapping.columns[3].column.key, "")  # leave the remark out
    assert tasks.wait_for_done()
    assert len(lines(page)) == len(HEAD)  # it can be put back where it was


def test_of_many_sheets_the_first_are_shown(page: ImportPage) -> None:
    source = page.review.mapping.source
    hidden = [check for check in source.checks.values() if check.parentWidget().isHidden()]  # type: ignore[union-attr]
    assert len(hidden) == 6
    assert source.more.accessibleName() == "6 more sheets, 6 ticked"
    hidden[0].click()
    assert source.more.accessibleName() == "6 more sheets, 5 ticked"
    source.more.click()
    assert not any(check.parentWidget().isHidden() for check in source.checks.values())  # type: ignore[union-attr]


def test_the_sheet_shows_many_columns_while_one_looks_at_it(page: ImportPage, qtbot: QtBot) -> None:
    grid, before = page.review.mapping.source.grid, page.review.split.sizes()
    page.correct_table()
    qtbot.waitUntil(lambda: grid.viewport().width() > 440)  # half of the room
    seen = [n for n in range(60) if grid.columnViewportPosition(n) < grid.viewport().width()]
    assert len(seen) >= 6
    page.correct_table()
    assert page.review.split.sizes() == before


def test_nothing_is_cut_at_the_largest_text(
    page: ImportPage, appearance: Appearance, qtbot: QtBot
) -> None:
    appearance.choose(Theme.LIGHT, 150)
    again = ImportPage(page._desk, page._tasks, Go(), page.session)  # noqa: SLF001
    qtbot.addWidget(again)
    again.resize(976, 720)
    again.show()
    split = again.review.split
    qtbot.waitUntil(lambda: split.width() <= 976)
    for number, pane in enumerate((again.review.mapping, again.review.plan)):
        assert pane.minimumSizeHint().width() <= split.sizes()[number]
        assert pane.width() <= split.sizes()[number]
    appearance.choose(Theme.LIGHT, 100)


def test_of_many_unclear_columns_three_are_asked_about_at_once(
    page: ImportPage, tasks: Tasks, tmp_path: Path
) -> None:
    unclear = {"日期": "2026-01-15", "等级": "VIP", "频率": "3", "金额": "200", "次数": "2"}
    head = ",".join(["姓名", "手机", *unclear])
    row = ",".join(["张伟", "13800000001", *unclear.values()])
    (tmp_path / "unclear.csv").write_text(f"{head}\n{row}\n", "utf-8")
    page.session.leave()
    page.open_files((tmp_path / "unclear.csv",))
    assert tasks.wait_for_done()
    pane = page.review.mapping
    assert page.draft is not None
    asked = len(page.draft.mapping.questions)
    assert asked > 3
    assert len(pane.questions.cards) == 3
    first = pane.questions.cards[0]
    first.buttons[""].click()
    assert tasks.wait_for_done()
    assert len(pane.questions.cards) == min(3, asked - 1)
    assert first.question.key not in {card.question.key for card in pane.questions.cards}
