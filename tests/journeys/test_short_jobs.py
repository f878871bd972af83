"""Short jobs and bad days: a visitor in a few keys, two windows on one store, a damaged file."""

import datetime as dt

import pytest
from PySide6.QtWidgets import QApplication

from showroom_crm import paths
from showroom_crm.operations import customers, opening
from showroom_crm.store import customers as stored
from showroom_crm.store import listing
from showroom_crm.store.database import DATABASE
from showroom_crm.ui.customers.page import CustomersPage
from showroom_crm.ui.customers.register import RegisterDialog
from showroom_crm.ui.opening.dialog import OpeningDialog
from showroom_crm.ui.opening.trouble import TroublePage
from showroom_crm.values.queries import CustomerQuery
from tests.journeys.conftest import Start
from tests.journeys.hands import Person

DAY = dt.date(2026, 11, 21)


@pytest.fixture
def store() -> None:
    """Leave a store with one customer where the program looks first; it needs no password."""
    desk = opening.create_sample(paths.default_store(), "East", "Wang Fang", DAY)
    customers.register(desk, {"name": "张欣然", "mobile": "13900000001", "level": "H"})
    opening.close(desk)


def everyone(person: Person) -> int:
    return listing.count(person.desk.store, CustomerQuery(), DAY)


def test_visitor_is_registered_with_the_keyboard_alone(start: Start, store: None) -> None:
    person = start()
    person.press("Ctrl+N")
    person.dialog(RegisterDialog)
    person.write("13900008812")
    person.press("Return")
    person.write("赵敏")
    person.press("Return")
    person.write("青川 S")
    person.press("Return")
    assert QApplication.activeModalWidget() is None
    assert everyone(person) == 2
    page = person.find(CustomersPage)
    line = stored.card(person.desk.store, page.table.current_id, DAY).line
    assert (line.name, line.mobile, line.model) == ("赵敏", "13900008812", "青川 S")
    assert line.registered_on == DAY
    assert page.detail.isVisible()


def test_known_number_is_told_while_typing(start: Start, store: None) -> None:
    person = start()
    person.press("Ctrl+N")
    person.write("1390000")
    assert person.sees("Already known: 张欣然")
    person.click("Open this record")
    assert QApplication.activeModalWidget() is None
    assert everyone(person) == 1
    assert person.find(CustomersPage).detail.isVisible()


def test_two_windows_on_one_store(start: Start, store: None) -> None:
    first, second = start(), start()
    second.dialog(OpeningDialog)
    second.find(TroublePage)
    assert second.sees("The showroom is open elsewhere")
    second.click("Try again")
    assert second.sees("The showroom is open elsewhere")
    first.program.window.close()
    second.click("Try again")
    assert second.program.desk is not None
    assert everyone(second) == 1


def test_damaged_file_is_a_sentence_with_a_way_out(start: Start, store: None) -> None:
    file = paths.default_store() / DATABASE
    whole = file.read_bytes()
    file.write_bytes(b"\xff" * 4096 + whole[4096:])
    person = start()
    person.dialog(OpeningDialog)
    person.find(TroublePage)
    assert person.sees("damaged")
    assert file.read_bytes()[4096:] == whole[4096:]  # nothing empty was put in its place
    file.write_bytes(whole)
    person.click("Try again")
    assert everyone(person) == 1


def test_last_edit_is_taken_back_with_ctrl_z(start: Start, store: None) -> None:
    person = start()
    person.press("Ctrl+2")
    page = person.find(CustomersPage)
    customer = page.table.current_id
    customers.edit(person.desk, customer, {"remark": "typed by mistake"})
    person.press("Ctrl+Z")
    assert stored.card(person.desk.store, customer, DAY).values["remark"] is None
