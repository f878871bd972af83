"""What each row of a file tells: recognised, changed by hand, written in one line."""

import datetime as dt
from pathlib import Path

import pytest
from openpyxl import Workbook

from showroom_crm.ui.importing import event_words
from showroom_crm.ui.importing.page import ImportPage
from showroom_crm.ui.importing.rows_model import CHANGES
from showroom_crm.ui.tasks import Tasks
from showroom_crm.values.fields import Subject

HEAD = ("车主", "联系电话", "车牌号", "工单号", "进厂日期", "行驶里程", "应收", "实收")
VISIT = ("张伟", "13800000001", "浙A12345", "RO1", "2026-03-05", 15000, 1300, 1280)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    book = Workbook()
    assert book.active is not None
    for row in (HEAD, VISIT, (*VISIT[:3], "RO2", "2026-09-05", 21000, 900, 880)):
        book.active.append(row)
    book.save(tmp_path / "visits.xlsx")
    return tmp_path / "visits.xlsx"


def written(page: ImportPage) -> list[str]:
    rows = page.review.plan.rows.model()
    return ["; ".join(map(str, rows.index(n, 3).data(CHANGES))) for n in range(rows.rowCount())]


def test_the_amount_is_asked_and_the_visit_told_in_one_line(
    page: ImportPage, tasks: Tasks, file: Path
) -> None:
    page.open_files((file,))
    assert tasks.wait_for_done()
    mapping = page.review.mapping
    assert mapping.subject.choice.currentData() == "services"
    (card,) = mapping.questions.cards
    assert card.question.key == "amount_column"
    mapping.questions.cards[0].buttons[card.question.choices[1].value].click()
    assert tasks.wait_for_done()
    assert page.draft is not None
    assert not page.draft.mapping.questions
    page.review.plan.tabs.choose(0)
    assert any("2026-03-05 · ¥1,280 · 15,000 km · RO1" in line for line in written(page))


def test_another_subject_maps_the_columns_anew(page: ImportPage, tasks: Tasks, file: Path) -> None:
    page.open_files((file,))
    assert tasks.wait_for_done()
    choice = page.review.mapping.subject.choice
    choice.setCurrentIndex(choice.findData("customers"))
    choice.activated.emit(choice.currentIndex())
    assert tasks.wait_for_done()
    assert page.draft is not None
    assert page.draft.mapping.subject is Subject.CUSTOMERS
    assert not any(field.startswith("work_") for field in page.draft.mapping.fields)


def test_money_back_and_moments_are_told() -> None:
    assert event_words.name("payment", {"amount": -5000}) == "Money back"
    assert event_words.told({"amount": -5000}) == "-¥50"
    assert event_words.told({"arrived_at": dt.datetime(2026, 3, 5, 10, 20)}) == "2026-03-05 10:20"
