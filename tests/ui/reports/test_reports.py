"""The indicators on a real store: values with their parts, month by month, saved as a workbook."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from pytestqt.qtbot import QtBot

from showroom_crm.operations import customers
from showroom_crm.operations.desk import Desk
from showroom_crm.store.kpi_topics import months_before
from showroom_crm.ui.appearance import Appearance
from showroom_crm.ui.place import Go, Page
from showroom_crm.ui.reports import model
from showroom_crm.ui.reports.page import ReportsPage
from showroom_crm.ui.tasks import Tasks
from showroom_crm.ui.widgets.empty import NobodyYet


@pytest.fixture
def page(desk: Desk, tasks: Tasks, qtbot: QtBot, appearance: Appearance) -> ReportsPage:
    for number in range(3):
        mobile = f"1390000000{number}"
        customers.register(desk, {"name": f"客户{number}", "level": "A", "mobile": mobile})
    made = ReportsPage(desk, tasks, Go())
    qtbot.addWidget(made)
    made.resize(1076, 720)
    made.show()
    assert tasks.wait_for_done()
    return made


def test_known_indicators_come_first_with_their_parts(page: ReportsPage) -> None:
    assert isinstance(page, Page)
    values = [page.model.value_at(row) for row in range(page.model.rowCount())]
    known = [value.value is not None for value in values]
    assert known == sorted(known, reverse=True)
    for row, value in enumerate(values):
        shown = page.model.index(row, model.VALUE).data()
        assert (shown == model.NOTHING) is (value.value is None)
        if value.value is not None and value.denominator:
            assert page.model.index(row, model.PARTS).data().endswith(f"{value.denominator:,.0f}")


def test_arrows_go_from_month_to_month(page: ReportsPage, desk: Desk, tasks: Tasks) -> None:
    page.step(1)
    assert tasks.wait_for_done()
    assert page.month == months_before(desk.today, 1)
    page.step(-1)
    page.step(-1)  # there is no month after this one
    assert page.month == months_before(desk.today, 0)


def test_month_before_january_lies_in_the_year_before(desk: Desk) -> None:
    january = desk.today.replace(month=1, day=31)
    assert (months_before(january, 1).year, months_before(january, 1).month) == (2025, 12)
    assert months_before(january, 13).month == 12


def test_report_is_saved_as_a_workbook(page: ReportsPage, tasks: Tasks, tmp_path: Path) -> None:
    page.save_to(tmp_path / "report.xlsx")
    assert tasks.wait_for_done()
    assert load_workbook(tmp_path / "report.xlsx").sheetnames
    assert page.minimumSizeHint().width() <= 1076


def test_new_showroom_is_told_how_to_begin(
    desk: Desk, tasks: Tasks, qtbot: QtBot, appearance: Appearance
) -> None:
    page = ReportsPage(desk, tasks, Go())
    qtbot.addWidget(page)
    page.show()
    assert tasks.wait_for_done()
    nobody = page.findChild(NobodyYet)
    assert nobody is not None
    assert nobody.isVisible()
