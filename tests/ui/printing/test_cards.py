"""The card of one customer on paper: all that matters on one page, never more than two."""

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from showroom_crm.operations import cards, customers, history
from showroom_crm.operations.desk import Desk
from showroom_crm.store.changes import Row
from showroom_crm.ui.appearance import Appearance
from showroom_crm.ui.customers.page import CustomersPage
from showroom_crm.ui.place import Go
from showroom_crm.ui.printing.card_texts import customer_sheet
from showroom_crm.ui.printing.documents import write_pdf
from showroom_crm.ui.printing.preview import PreviewDialog
from showroom_crm.ui.remembered import Remembered
from showroom_crm.ui.tasks import Tasks
from tests.ui.printing.test_documents import squeezed, texts

ID_NUMBER = "11010519491231002X"


@pytest.fixture
def customer(desk: Desk) -> int:
    given = {"name": "马小龙", "mobile": "13800138000", "level": "H", "model": "瑞途 S3"}
    made, _changes = customers.register(desk, given)
    more = {"id_no": ID_NUMBER, "remark": "周末全家来看车", "city": "苏州"}
    customers.edit(desk, made, more)
    return made


def call(desk: Desk, customer: int, number: int) -> None:
    at = desk.now() - dt.timedelta(days=number)
    with desk.write("log_contact", "Log") as writing:
        row: Row = {"customer_id": customer, "at": at, "content": f"第{number}次通话"}
        writing.insert("contact", [row])


def test_a_card_tells_all_on_one_page(
    desk: Desk, customer: int, tmp_path: Path, qapp: QApplication
) -> None:
    call(desk, customer, 1)
    read = cards.read(desk, customer)
    assert write_pdf(customer_sheet(read), tmp_path / "card.pdf") == 1
    (page,) = texts(tmp_path / "card.pdf")
    told = squeezed(page)
    for text in ("马小龙", "138 0013 8000", "瑞途 S3", "苏州", "周末全家来看车", "第1次通话"):
        assert squeezed(text) in told
    assert read.card.line.customer_no in told
    assert f"Tier{read.card.line.tier}" in told
    for reason in read.explanation.contributions:
        assert not reason.points or squeezed(reason.sentence) in told
    assert ID_NUMBER not in told
    assert "Page 1 of 1" in page


def test_a_long_history_ends_on_the_second_page_with_what_is_left(
    desk: Desk, customer: int, tmp_path: Path, qapp: QApplication
) -> None:
    for number in range(1, 91):
        call(desk, customer, number)
    assert write_pdf(customer_sheet(cards.read(desk, customer)), tmp_path / "card.pdf") == 2
    first, second = texts(tmp_path / "card.pdf")
    shown = [n for n in range(1, 91) if squeezed(f"第{n}次通话") in squeezed(first + second)]
    assert shown == list(range(1, len(shown) + 1))
    assert f"{90 - len(shown)} earlier entries" in second


@pytest.fixture
def page(
    desk: Desk, tasks: Tasks, qtbot: QtBot, tmp_path: Path, appearance: Appearance, customer: int
) -> CustomersPage:
    made = CustomersPage(desk, tasks, Go(), Remembered(tmp_path / "preferences.json"))
    qtbot.addWidget(made)
    made.resize(1300, 800)
    made.show()
    made.show_customer(customer)
    assert tasks.wait_for_done()
    return made


def printed(page: CustomersPage, tasks: Tasks) -> str:
    next(each for each in page.commands() if each.keys == "Ctrl+P").run()
    assert tasks.wait_for_done()
    (dialog,) = page.findChildren(PreviewDialog)
    title = dialog.windowTitle()
    dialog.close()
    dialog.deleteLater()
    QApplication.processEvents()
    return title


def test_the_key_prints_what_is_in_use(
    page: CustomersPage, tasks: Tasks, desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    qtbot.waitUntil(page.detail.isVisible)
    page.table.setFocus()
    assert printed(page, tasks).startswith("Follow-up list")
    page.detail.setFocus(Qt.FocusReason.OtherFocusReason)
    assert printed(page, tasks) == "马小龙"


def test_a_saved_card_is_noted(
    page: CustomersPage, tasks: Tasks, desk: Desk, tmp_path: Path
) -> None:
    page.detail.print_wanted.emit()
    assert tasks.wait_for_done()
    (dialog,) = page.findChildren(PreviewDialog)
    dialog.save(tmp_path / "card.pdf")
    assert tasks.wait_for_done()
    assert tasks.wait_for_done()
    assert (tmp_path / "card.pdf").stat().st_size > 1000
    noted = history.recent(desk, 1)[0]
    assert (noted.kind, noted.name) == ("print", "Print the card of 马小龙")
    dialog.close()
