"""Registering, editing, logging: each by the keyboard, each written to the store."""

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import TypeVar

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from showroom_crm.errors import InvalidInput, UserError
from showroom_crm.operations import customers, showroom
from showroom_crm.operations.desk import Desk
from showroom_crm.store import customers as stored
from showroom_crm.store import history
from showroom_crm.ui.customers import entry
from showroom_crm.ui.customers.contact_dialog import ContactDialog
from showroom_crm.ui.customers.page import CustomersPage
from showroom_crm.ui.customers.register import RegisterDialog
from showroom_crm.ui.tasks import Tasks
from showroom_crm.values.customers import Value
from showroom_crm.values.fields import BY_KEY

Names = Callable[[], list[str]]
Settle = Callable[[], None]
Seat = tuple[Desk, dict[str, int]]
W = TypeVar("W", bound=QWidget)


def opened(kind: type[W]) -> W:
    """Return the dialog of this kind now open."""
    return next(w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible())


def value(desk: Desk, customer: int, key: str) -> Value:
    """Return what the store holds."""
    return stored.card(desk.store, customer, desk.today).values[key]


def test_a_visitor_is_registered_with_enter_enter_enter(
    page: CustomersPage, settle: Settle, qtbot: QtBot, count: Callable[[], int], desk: Desk
) -> None:
    page.register()
    dialog = opened(RegisterDialog)
    settle()
    QTest.keyClicks(dialog.phone, "137 0000 1234")
    QTest.keyClick(dialog.phone, Qt.Key.Key_Return)
    QTest.keyClicks(dialog.name, "Qian Duoduo")
    QTest.keyClick(dialog.name, Qt.Key.Key_Return)
    QTest.keyClick(dialog.model, Qt.Key.Key_Return)
    settle()
    assert count() == 6
    made = page.table.current_id
    assert value(desk, made, "mobile") == "13700001234"
    assert value(desk, made, "level") == "N"
    assert page.detail.name.text() == "Qian Duoduo"


def test_a_known_number_is_hinted_at_and_leads_to_the_record(
    page: CustomersPage, settle: Settle, qtbot: QtBot, people: dict[str, int]
) -> None:
    page.register()
    dialog = opened(RegisterDialog)
    QTest.keyClicks(dialog.phone, "139000")
    qtbot.wait(150)
    settle()
    assert not dialog.hint.isVisible()
    QTest.keyClicks(dialog.phone, "08812")
    qtbot.wait(150)
    settle()
    assert dialog.hint.isVisible()
    dialog.hint.link.click()
    settle()
    assert page.table.current_id == people["赵敏"]


def test_nothing_at_all_is_not_registered(
    page: CustomersPage, settle: Settle, qtbot: QtBot, count: Callable[[], int]
) -> None:
    page.register()
    dialog = opened(RegisterDialog)
    QTest.keyClick(dialog.phone, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert dialog.isVisible()
    assert count() == 5
    dialog.reject()


def test_a_contact_is_logged_in_three_actions(
    page: CustomersPage, settle: Settle, qtbot: QtBot, desk: Desk, people: dict[str, int]
) -> None:
    page.table.select(people["李华静"])
    QTest.keyClick(page.table, Qt.Key.Key_L)
    settle()
    dialog = opened(ContactDialog)
    QTest.keyClicks(dialog.form.note, "wants the white one")
    QTest.keyClick(dialog.form.note, Qt.Key.Key_Return)
    settle()
    assert not isValid(dialog)
    card = stored.card(desk.store, people["李华静"], desk.today)
    assert (card.line.last_contact_note or "").endswith("wants the white one")
    assert card.line.next_follow_up_on is not None
    assert card.line.next_follow_up_on > desk.today
    assert "contact" in [entry.kind for entry in card.timeline]


def test_a_new_level_brings_its_own_date_unless_one_was_chosen(
    page: CustomersPage, settle: Settle, qtbot: QtBot, people: dict[str, int]
) -> None:
    page.table.select(people["李华静"])
    QTest.keyClick(page.table, Qt.Key.Key_L)
    settle()
    form = opened(ContactDialog).form
    slow = form.entry().next_on
    form.level.press("H")
    soon = form.entry().next_on
    assert slow is not None
    assert soon is not None
    assert soon < slow
    form.date.setDate(form.date.date().addDays(40))
    chosen = form.entry().next_on
    form.level.press("B")
    assert form.entry().next_on == chosen
    form.level.press("F")
    assert form.entry().next_on is None
    opened(ContactDialog).reject()


def test_enter_opens_the_detail_and_esc_closes_it(
    page: CustomersPage, settle: Settle, qtbot: QtBot
) -> None:
    QTest.keyClick(page.table, Qt.Key.Key_Down)
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    settle()
    assert page.detail.isVisible()
    line = page.list.line(1)
    assert line is not None
    assert page.detail.name.text() == line.name
    QTest.keyClick(page.detail, Qt.Key.Key_Escape)
    assert not page.detail.isVisible()


def open_record(page: CustomersPage, settle: Settle, qtbot: QtBot, customer: int) -> None:
    """Open the record of a customer for typing, once nothing follows the list any more."""
    page.table.select(customer)
    page.detail.show_customer(customer)
    page.detail.tabs.choose(1)
    qtbot.waitUntil(lambda: "remark" in page.detail.form.editors)
    qtbot.waitUntil(lambda: not page.detail_place.waits)
    settle()


def test_a_field_is_kept_on_enter_and_can_be_undone(
    page: CustomersPage, settle: Settle, qtbot: QtBot, desk: Desk, people: dict[str, int]
) -> None:
    open_record(page, settle, qtbot, people["赵敏"])
    edit = page.detail.form.editors["city"].edits[0]
    assert isinstance(edit, QLineEdit)
    edit.setText("East Town")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    settle()
    assert value(desk, people["赵敏"], "city") == "East Town"
    assert history.recent(desk.store, 1)[0].kind == "edit"


def test_what_cannot_be_read_is_said_at_the_field(
    page: CustomersPage, settle: Settle, qtbot: QtBot, desk: Desk, people: dict[str, int]
) -> None:
    open_record(page, settle, qtbot, people["赵敏"])
    editor = page.detail.form.editors["birth_date"]
    edit = editor.edits[0]
    assert isinstance(edit, QLineEdit)
    edit.setText("the day before yesterday")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert editor.trouble.isVisibleTo(editor)
    QTest.keyClick(edit, Qt.Key.Key_Escape)
    assert not editor.trouble.isVisibleTo(editor)
    assert edit.text() == ""
    assert value(desk, people["赵敏"], "birth_date") is None


def test_a_safe_cell_is_edited_in_the_list(
    page: CustomersPage, settle: Settle, desk: Desk, people: dict[str, int]
) -> None:
    column = [each.key for each in page.list.columns].index("next_follow_up_on")
    row = page.list.row_of(people["赵敏"])
    index = page.list.index(row, column)
    assert page.list.flags(index) & Qt.ItemFlag.ItemIsEditable
    assert page.list.setData(index, "2026-12-24", Qt.ItemDataRole.EditRole)
    settle()
    assert value(desk, people["赵敏"], "next_follow_up_on") == desk.today.replace(month=12, day=24)
    name = page.list.index(row, 1)
    assert not page.list.flags(name) & Qt.ItemFlag.ItemIsEditable


@pytest.mark.parametrize(
    ("key", "typed", "kept"),
    [
        ("trade_in_value", "15.8万", 15_800_000),
        ("trade_in_value", "15.8", 15_800_000),
        ("budget", "20万", 20_000_000),
        ("next_follow_up_on", "12-24", dt.date(2026, 12, 24)),
        ("birth_date", "1990年5月6日", dt.date(1990, 5, 6)),
        ("level", "h", "H"),
        ("trade_in_value", "158,000", 15_800_000),
        ("mobile", "138 0013 8000", "13800138000"),
        ("visit_count", "3", 3),
        ("trade_in_plate", "京A·12345", "京A12345"),
        ("remark", "  as it is ", "as it is"),
        ("city", "", None),
    ],
)
def test_what_is_typed_becomes_what_is_kept(key: str, typed: str, kept: Value, desk: Desk) -> None:
    assert entry.read(BY_KEY[key], typed, desk.today) == kept


@pytest.mark.parametrize(
    ("key", "typed"),
    [
        ("expected_on", "2026-02-30"),
        ("expected_on", "soon"),
        ("mobile", "call me"),
        ("trade_in_value", "a lot"),
        ("visit_count", "2.5"),
    ],
)
def test_what_cannot_be_read_is_refused(key: str, typed: str, desk: Desk) -> None:
    with pytest.raises(InvalidInput):
        entry.read(BY_KEY[key], typed, desk.today)


def test_enter_held_down_registers_one_customer(
    page: CustomersPage, settle: Settle, count: Callable[[], int]
) -> None:
    page.register()
    dialog = opened(RegisterDialog)
    settle()
    QTest.keyClicks(dialog.phone, "13700001234")
    for _press in range(3):
        QTest.keyClick(dialog.phone, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert count() == 6


def test_enter_pressed_twice_logs_one_contact(
    page: CustomersPage, settle: Settle, desk: Desk, people: dict[str, int]
) -> None:
    page.table.select(people["李华静"])
    QTest.keyClick(page.table, Qt.Key.Key_L)
    settle()
    note = opened(ContactDialog).form.note
    QTest.keyClick(note, Qt.Key.Key_Return)
    QTest.keyClick(note, Qt.Key.Key_Return)
    settle()
    kinds = [each.kind for each in history.recent(desk.store, 10)]
    assert kinds.count("log_contact") == 1


def test_a_refused_contact_can_be_mended_and_kept(
    page: CustomersPage, settle: Settle, desk: Desk, people: dict[str, int]
) -> None:
    page.table.select(people["李华静"])
    QTest.keyClick(page.table, Qt.Key.Key_L)
    settle()
    dialog = opened(ContactDialog)
    dialog.form.level.clear()
    QTest.keyClick(dialog.form.note, Qt.Key.Key_Return)
    settle()
    assert history.recent(desk.store, 1)[0].kind != "log_contact"
    dialog.form.level.press("B")
    QTest.keyClick(dialog.form.note, Qt.Key.Key_Return)
    settle()
    assert history.recent(desk.store, 1)[0].kind == "log_contact"


def test_a_detail_that_was_closed_comes_back_with_the_present_customer(
    page: CustomersPage, settle: Settle, qtbot: QtBot, people: dict[str, int]
) -> None:
    page.table.choose_column("city")
    page.table.select(people["赵敏"])
    qtbot.wait(80)
    settle()
    page.toggle_detail()
    page.table.select(people["李华静"])
    qtbot.wait(80)
    settle()
    page.show_customer(people["李华静"])
    qtbot.wait(80)
    settle()
    assert page.detail.isVisible()
    assert page.detail.name.text() == "李华静"


def test_a_customer_removed_is_no_mistake_of_the_detail(
    page: CustomersPage, settle: Settle, qtbot: QtBot, tasks: Tasks, seat: Seat
) -> None:
    desk, people = seat
    told: list[UserError] = []
    tasks.refused.connect(told.append)
    page.table.select(people["赵敏"])
    qtbot.wait(80)
    settle()
    assert page.detail.name.text() == "赵敏"
    tasks.write(partial(customers.remove, desk, [people["赵敏"]]))
    settle()
    qtbot.wait(80)
    settle()
    assert told == []
    assert page.detail.name.text() != "赵敏"


def test_a_salesperson_who_came_later_is_not_cleared_by_passing_through(
    page: CustomersPage, settle: Settle, qtbot: QtBot, desk: Desk, people: dict[str, int]
) -> None:
    open_record(page, settle, qtbot, people["赵敏"])
    showroom.add_staff(desk, "Li Si", "salesperson")
    customers.edit(desk, people["李华静"], {"salesperson": "Li Si", "remark": "one\r\ntwo"})
    page.detail.show_customer(people["李华静"])
    settle()
    before = history.recent(desk.store, 1)
    for key in ("salesperson", "remark"):
        edit = page.detail.form.editors[key].edits[0]
        edit.setFocus()
        QApplication.sendEvent(edit, QFocusEvent(QEvent.Type.FocusOut))
    settle()
    assert history.recent(desk.store, 1) == before
    assert value(desk, people["李华静"], "salesperson") == "Li Si"


def test_a_cell_left_as_it_was_writes_nothing(
    page: CustomersPage, settle: Settle, desk: Desk, people: dict[str, int]
) -> None:
    before = history.recent(desk.store, 1)
    column = [each.key for each in page.list.columns].index("level")
    index = page.list.index(page.list.row_of(people["赵敏"]), column)
    page.list.setData(index, index.data(Qt.ItemDataRole.EditRole), Qt.ItemDataRole.EditRole)
    settle()
    assert history.recent(desk.store, 1) == before
