"""Own fields stand in the form, are kept when left, and may be columns of the list."""

from collections.abc import Callable

from PySide6.QtWidgets import QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from showroom_crm.operations import customers, own_fields
from showroom_crm.operations.desk import Desk
from showroom_crm.store.customers import card
from showroom_crm.ui.customers.page import CustomersPage
from showroom_crm.values.fields import FieldKind

Settle = Callable[[], None]


def open_data(page: CustomersPage, qtbot: QtBot, settle: Settle, customer: int) -> None:
    page.show_customer(customer)
    settle()
    page.detail.tabs.choose(1)
    settle()
    qtbot.waitUntil(lambda: bool(page.detail.form.own.editors), timeout=5000)
    settle()


def test_own_fields_are_edited_in_the_form(
    page: CustomersPage, desk: Desk, people: dict[str, int], settle: Settle, qtbot: QtBot
) -> None:
    hobby, _changes = own_fields.add(desk, "爱好标签", FieldKind.CHOICE)
    own_fields.add(desk, "积分", FieldKind.DECIMAL)
    customers.edit(desk, people["赵敏"], {hobby.field_key: "钓鱼"})
    open_data(page, qtbot, settle, people["张欣然"])
    editors = page.detail.form.own.editors
    box = editors["custom:爱好标签"].edits[0]
    assert isinstance(box, QComboBox)
    assert box.findData("钓鱼") >= 0
    number = editors["custom:积分"].edits[0]
    assert isinstance(number, QLineEdit)
    number.setText("很多")
    number.setFocus()
    page.table.setFocus()
    settle()
    assert not editors["custom:积分"].trouble.isHidden()
    number.setText("1,250.5")
    number.setFocus()
    page.table.setFocus()
    settle()
    values = card(desk.store, people["张欣然"], desk.today).values
    assert values["custom:积分"] == 1250.5
    added, _changes = own_fields.add(desk, "新字段")
    page.refresh(None)
    settle()
    qtbot.waitUntil(lambda: added.field_key in page.detail.form.own.editors, timeout=5000)


def test_own_fields_are_columns_one_may_choose_and_sort_by(
    page: CustomersPage, desk: Desk, people: dict[str, int], settle: Settle
) -> None:
    points, _changes = own_fields.add(desk, "积分", FieldKind.DECIMAL)
    customers.edit(desk, people["赵敏"], {points.field_key: 9})
    customers.edit(desk, people["李华静"], {points.field_key: 10})
    page.refresh(None)
    settle()
    page.table.choose_column(points.field_key)
    settle()
    place = [column.key for column in page.list.columns].index(points.field_key)
    assert page.list.headerData(place, page.table.horizontalHeader().orientation()) == "积分"
    page.table.sorted_by.emit(points.field_key, True)
    settle()
    shown = [page.list.index(row, place).data() for row in range(page.list.rowCount())]
    assert shown == ["10", "9", "", "", ""]
    own_fields.remove(desk, points)
    page.refresh(None)
    settle()
    assert points.field_key not in [column.key for column in page.list.columns]
