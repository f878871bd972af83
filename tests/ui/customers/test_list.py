"""The list shows, orders, searches and filters the customers of a real store."""

import datetime as dt
from collections.abc import Callable

import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from showroom_crm.operations import customers, views
from showroom_crm.operations.desk import Desk
from showroom_crm.store import views as stored_views
from showroom_crm.ui.appearance import Appearance
from showroom_crm.ui.customers.columns import COLUMNS, standard
from showroom_crm.ui.customers.model import CustomerModel
from showroom_crm.ui.customers.page import CustomersPage
from showroom_crm.ui.customers.table import CustomerTable
from showroom_crm.ui.remembered import Remembered
from showroom_crm.ui.tasks import Tasks
from showroom_crm.values.queries import Condition, CustomerQuery, Op

DAY = dt.date(2026, 11, 21)
Names = Callable[[], list[str]]
Settle = Callable[[], None]
_LEFT, _NO_KEY = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def test_every_cell_has_a_text_and_a_tooltip(page: CustomersPage, settle: Settle) -> None:
    page.table.show_columns(tuple(column.key for column in COLUMNS))
    settle()
    model = page.list
    row = [line and line.name for line in map(model.line, range(5))].index("赵敏")
    cells = {
        column.key: model.index(row, place).data() for place, column in enumerate(model.columns)
    }
    assert cells["level"] == "C"
    assert cells["model"] == "小满"
    assert cells["mobile"] == "139****8812"
    assert cells["registered_on"] == "11-21"
    assert cells["last_contact_on"] == "Today"
    assert "赵敏" in model.index(row, 1).data(Qt.ItemDataRole.ToolTipRole)
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Customer"


def test_rows_paint_with_tints(page: CustomersPage, settle: Settle) -> None:
    picture = page.table.viewport().grab().toImage()
    line = page.list.line(1)
    assert line is not None
    row = page.table.rowViewportPosition(1) + 3
    tint = picture.pixelColor(picture.width() - 40, row).name()
    assert tint != picture.pixelColor(1, row).name()  # the stripe at the left is stronger


def test_a_click_on_the_header_orders_and_is_remembered(
    page: CustomersPage, settle: Settle, names: Names, remembered: Remembered, qtbot: QtBot
) -> None:
    section = [column.key for column in page.list.columns].index("name")
    header = page.table.horizontalHeader()
    at = QPoint(header.sectionViewportPosition(section) + 20, header.height() // 2)
    QTest.mouseClick(header.viewport(), _LEFT, _NO_KEY, at)
    settle()
    first = names()
    assert first == ["李华静", "王晨英", "张欣然", "赵敏", "周明勇"]  # by sound
    QTest.mouseClick(header.viewport(), _LEFT, _NO_KEY, at)
    settle()
    assert names() == first[::-1]
    assert (remembered.now.list_sort, remembered.now.list_descending) == ("name", True)


def test_search_narrows_and_esc_widens(
    page: CustomersPage, settle: Settle, names: Names, qtbot: QtBot
) -> None:
    for typed, expected in (("张", ["张欣然"]), ("zxr", ["张欣然"]), ("8812", ["赵敏"])):
        page.search_box.setText(typed)
        QTest.keyClick(page.search_box, Qt.Key.Key_Return)
        settle()
        assert names() == expected, typed
    QTest.keyClick(page.search_box, Qt.Key.Key_Escape)
    qtbot.wait(100)
    settle()
    assert len(names()) == 5


def test_nothing_found_offers_the_way_back(
    page: CustomersPage, settle: Settle, names: Names, qtbot: QtBot
) -> None:
    page.search_box.setText("nobody is called this")
    QTest.keyClick(page.search_box, Qt.Key.Key_Return)
    settle()
    assert not page.table.isVisible()
    assert not page.detail.isVisible()
    page.show_all()
    settle()
    assert page.table.isVisible()
    assert len(names()) == 5


@pytest.mark.qt_log_ignore("does not support")  # the test screen has no real popups
def test_chips_filter_with_counts(page: CustomersPage, settle: Settle, names: Names) -> None:
    page.filters.open("model")
    settle()
    popup = page.filters.popup
    assert popup is not None
    assert [(box.text(), count) for box, count in popup.lines()] == [
        ("小满", 2),
        ("晨星 L", 1),
        ("青川 PRO", 1),
        ("青川 S", 1),
    ]
    popup.lines()[0][0].setChecked(True)
    settle()
    assert sorted(names()) == ["周明勇", "赵敏"]
    popup.close()
    page.filters.clear("model")
    settle()
    assert len(names()) == 5


def test_a_date_filter_and_its_words(
    page: CustomersPage, settle: Settle, names: Names, desk: Desk, people: dict[str, int]
) -> None:
    customers.edit(desk, people["赵敏"], {"next_follow_up_on": desk.today.replace(day=1)})
    page.filters.choose([Condition("next_follow_up_on", Op.LESS, (desk.today,))])
    page.refresh(None)
    settle()
    assert names() == ["赵敏"]
    assert page.filters.chip("next_follow_up_on").text().strip() == "Due: Overdue"


def test_views_of_the_showroom_are_kept_and_move_with_the_day(
    page: CustomersPage, settle: Settle, names: Names, desk: Desk
) -> None:
    query = CustomerQuery(conditions=(Condition("level", Op.IN, ("H", "A")),), sort="name")
    views.save(desk, "Hot ones", query)
    mine = stored_views.saved(desk.store, desk.today)[-1]
    assert mine.name == "Hot ones"
    page.show_view(mine)
    settle()
    assert names() == ["王晨英", "张欣然"]
    due = CustomerQuery(conditions=(Condition("next_follow_up_on", Op.LESS, (desk.today,)),))
    kept = stored_views.to_json(due, desk.today)
    later = desk.today.replace(day=28)
    assert stored_views.from_json(kept, later).conditions[0].values == (later,)


def test_more_columns_where_there_is_room() -> None:
    narrow, wide = standard(600), standard(3000)
    assert narrow == wide[: len(narrow)]
    assert "next_follow_up_on" in narrow
    assert "last_contact_note" in wide
    assert "last_contact_note" not in narrow


def test_columns_are_remembered(
    page: CustomersPage, settle: Settle, remembered: Remembered
) -> None:
    page.table.choose_column("city")
    assert "city" in remembered.now.list_columns
    assert [column.key for column in page.list.columns][-1] == "city"
    page.table.choose_column("")
    assert remembered.now.list_columns == ()


def test_an_edit_elsewhere_shows_without_moving_the_rows(
    page: CustomersPage, settle: Settle, names: Names, desk: Desk, people: dict[str, int]
) -> None:
    before = names()
    page.table.select(people["赵敏"])
    page.refresh(customers.edit(desk, people["赵敏"], {"name": "赵小敏"}))
    settle()
    assert names() == ["赵小敏" if name == "赵敏" else name for name in before]
    assert page.table.current_id == people["赵敏"]


def test_a_column_that_was_dragged_keeps_its_width(
    page: CustomersPage, remembered: Remembered, qtbot: QtBot
) -> None:
    for width in range(120, 160):
        page.table.setColumnWidth(1, width)
    assert remembered.now.list_widths == {}
    qtbot.waitUntil(lambda: remembered.now.list_widths == {"name": 159})


def test_all_of_many_rows_are_selected_without_asking_about_each_cell(
    qtbot: QtBot, tasks: Tasks, remembered: Remembered, appearance: Appearance
) -> None:
    class Asked(CustomerModel):
        cells = 0

        def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
            self.cells += 1
            return super().flags(index)

    many = list(range(5000, 0, -1))
    model = Asked(tasks, lambda _ids, _today: [])
    table = CustomerTable(model, remembered)
    qtbot.addWidget(table)
    table.show()
    model.show(many, [], DAY)
    table.select_row(0)
    table.viewport().grab()
    model.cells = 0
    table.selectAll()
    table.grab()  # with its header
    assert table.selected_ids == many
    assert model.cells < len(many)
    assert tasks.wait_for_done()
