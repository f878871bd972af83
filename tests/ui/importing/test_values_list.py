"""Words no list knows are decided in one list, and what was decided stays in sight."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from showroom_crm.operations.desk import Desk
from showroom_crm.ui.appearance import Appearance
from showroom_crm.ui.importing.page import ImportPage
from showroom_crm.ui.importing.values_list import BECOMES, CELLS, WORD, ValuesList
from showroom_crm.ui.place import Go
from showroom_crm.ui.tasks import Tasks

SOURCES = ("圈层广告", "圈层广告", "自然进店", "直播间", "圈层广告")


@pytest.fixture
def page(
    desk: Desk, tasks: Tasks, qtbot: QtBot, appearance: Appearance, tmp_path: Path
) -> ImportPage:
    lines = ["姓名,手机,客户来源,意向级别"]
    lines += [f"客户{'甲乙丙丁戊'[i]},1390000000{i},{s},重点" for i, s in enumerate(SOURCES)]
    file = tmp_path / "leads.csv"
    file.write_text("\n".join(lines), "utf-8")
    made = ImportPage(desk, tasks, Go())
    qtbot.addWidget(made)
    made.resize(1076, 720)
    made.show()
    made.open_files((file,))
    assert tasks.wait_for_done()
    assert made.view is made.review
    return made


def lines(values: ValuesList) -> list[tuple[str, str]]:
    model = values.model
    return [
        (model.index(row, WORD).data(), model.index(row, CELLS).data())
        for row in range(model.rowCount())
    ]


def test_each_word_is_one_line_with_its_count(page: ImportPage) -> None:
    values = page.review.plan.values
    assert values.isVisible()
    assert lines(values) == [("圈层广告", "3"), ("直播间", "1"), ("重点", "5")]
    assert not [card for card in page.review.plan.questions.cards if "广告" in card.question.text]


def test_a_choice_holds_for_all_cells_and_can_be_changed(
    page: ImportPage, tasks: Tasks, qtbot: QtBot
) -> None:
    values = page.review.plan.values
    for answer in ("H", "A"):
        index = values.model.index(2, BECOMES)
        values.table.setCurrentIndex(index)
        assert values.table.open_cell()
        box = values.table.indexWidget(index)
        assert isinstance(box, QComboBox)
        box.setCurrentIndex(box.findData(answer))
        box.activated.emit(box.currentIndex())
        assert tasks.wait_for_done()
        qtbot.waitUntil(lambda: not values.table.typing)
        assert page.draft is not None
        assert page.draft.choices.answers["value:level:重点"] == answer
        assert page.draft.proposal is not None
        assert page.draft.proposal.table.columns["level"] == [answer] * 5
        assert lines(values)[2] == ("重点", "5")


def test_all_other_words_stay_at_one_click(page: ImportPage, tasks: Tasks) -> None:
    values = page.review.plan.values
    keep = next(button for button in values.buttons if "Keep" in button.text())
    assert keep.text() == "Keep as they are (2)"
    keep.click()
    assert tasks.wait_for_done()
    assert page.draft is not None
    assert page.draft.choices.answers == {
        "value:source_l1:圈层广告": "圈层广告",
        "value:source_l1:直播间": "直播间",
    }
    # One word is left, and that stands in a fixed list.
    assert [button.text() for button in values.buttons] == ["Leave them empty"]


def test_leaving_a_drop_down_decides_nothing(page: ImportPage, tasks: Tasks) -> None:
    values = page.review.plan.values
    index = values.model.index(0, BECOMES)
    values.table.setCurrentIndex(index)
    assert values.table.open_cell()
    box = values.table.indexWidget(index)
    assert isinstance(box, QComboBox)
    values.table.commitData(box)
    assert tasks.wait_for_done()
    assert page.draft is not None
    assert page.draft.choices.answers == {}
