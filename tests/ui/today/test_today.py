"""The place Today on a real store: cards in groups, contacts logged in place, an end."""

import datetime as dt
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from showroom_crm.errors import UserError
from showroom_crm.operations import customers, history
from showroom_crm.operations.desk import Desk
from showroom_crm.store import customers as stored
from showroom_crm.ui import place
from showroom_crm.ui.appearance import Appearance
from showroom_crm.ui.place import Go, Page
from showroom_crm.ui.tasks import Tasks
from showroom_crm.ui.today.finished import Finished
from showroom_crm.ui.today.page import TodayPage
from showroom_crm.ui.widgets.empty import NobodyYet
from showroom_crm.values.operations import Changes


def add(desk: Desk, name: str, days: int, mobile: str) -> int:
    """Register a customer whose next contact is so many days from today, last met a while ago."""
    past = desk.today - dt.timedelta(days=9)
    number, _changes = customers.register(
        desk,
        {
            "name": name,
            "mobile": mobile,
            "level": "A",
            "registered_on": past,
            "first_visit_on": past,
            "last_visit_on": past,
            "last_contact_on": past,
            "next_follow_up_on": desk.today + dt.timedelta(days=days),
            "next_follow_up_topic": "日常跟进",
        },
    )
    return number


@pytest.fixture
def day(desk: Desk) -> dict[str, int]:
    return {
        "late": add(desk, "Late", -4, "13900000001"),
        "now": add(desk, "Now", 0, "13900000002"),
        "soon": add(desk, "Soon", 3, "13900000003"),
    }


@pytest.fixture
def page(
    desk: Desk, day: dict[str, int], tasks: Tasks, qtbot: QtBot, appearance: Appearance
) -> TodayPage:
    made = TodayPage(desk, tasks, Go())
    qtbot.addWidget(made)
    tasks.written.connect(made.refresh)
    made.resize(1076, 720)
    made.show()
    assert tasks.wait_for_done()
    return made


def names(page: TodayPage) -> list[str]:
    return [card.item.name for card in page.cards]


def test_most_urgent_comes_first(page: TodayPage) -> None:
    assert isinstance(page, Page)
    assert names(page) == ["Late", "Now", "Soon"]
    assert page.header.progress.text() == "0 / 2"


def test_one_card_is_open_at_a_time(page: TodayPage) -> None:
    page.cards[0].unfold()
    page.cards[1].unfold()
    assert [card.is_open for card in page.cards] == [False, True, False]
    QTest.keyClick(page.cards[1], Qt.Key.Key_Escape)
    assert not page.cards[1].is_open


def test_contact_logged_in_place_moves_the_day_on(
    page: TodayPage, desk: Desk, day: dict[str, int], tasks: Tasks
) -> None:
    page.cards[0].unfold()
    form = page.cards[0].form
    assert form is not None
    note = form.findChild(QPlainTextEdit)
    assert note is not None
    QTest.keyClicks(note, "wants white")
    QTest.keyClick(note, Qt.Key.Key_Return)
    assert tasks.wait_for_done()
    assert names(page)[0] == "Now"
    assert page.header.progress.text() == "1 / 2"
    line = stored.card(desk.store, day["late"], desk.today).line
    assert line.last_contact_on == desk.today
    assert line.next_follow_up_on is not None
    assert line.next_follow_up_on > desk.today


def test_not_reached_is_one_key(
    page: TodayPage, desk: Desk, day: dict[str, int], tasks: Tasks
) -> None:
    told: list[tuple[Changes, str]] = []
    tasks.written.connect(lambda changes, text: told.append((changes, text)))
    QTest.keyClick(page.cards[0], Qt.Key.Key_U)
    assert tasks.wait_for_done()
    [(changes, text)] = told
    assert changes.customers == frozenset({day["late"]})
    assert "Late" in text
    line = stored.card(desk.store, day["late"], desk.today).line
    assert line.level == "A"
    assert line.next_follow_up_on == desk.today + dt.timedelta(days=1)


def test_refused_entry_stays_with_a_sentence(page: TodayPage, tasks: Tasks) -> None:
    card = page.cards[0]
    card.unfold()
    form = card.form
    assert form is not None
    form.filled.emit(replace(form.entry(), next_on=None))
    assert tasks.wait_for_done()
    assert card.is_open
    assert page.header.progress.text() == "0 / 2"


def test_arrows_walk_and_c_copies(page: TodayPage) -> None:
    QTest.keyClick(page.cards[0], Qt.Key.Key_Down)
    QTest.keyClick(page.cards[1], Qt.Key.Key_C)
    assert QGuiApplication.clipboard().text() == page.cards[1].item.mobile


def test_end_of_the_day_is_said(page: TodayPage, tasks: Tasks) -> None:
    for _card in range(2):
        QTest.keyClick(page.cards[0], Qt.Key.Key_U)
        assert tasks.wait_for_done()
    assert page.findChildren(Finished)
    assert page.header.progress.text() == "2 / 2"


def test_everyone_and_one_person(page: TodayPage, tasks: Tasks) -> None:
    page.header.person_chosen.emit("Somebody else")
    assert tasks.wait_for_done()
    assert names(page) == []
    page.header.person_chosen.emit(None)
    assert tasks.wait_for_done()
    assert len(names(page)) == 3


def test_o_leads_to_the_record(page: TodayPage, day: dict[str, int]) -> None:
    seen: list[int] = []
    page.cards[0].opened.connect(seen.append)
    QTest.keyClick(page.cards[0], Qt.Key.Key_O)
    assert seen == [day["late"]]


def test_fits_a_small_screen(page: TodayPage) -> None:
    page.cards[0].unfold()
    assert page.minimumSizeHint().width() <= 1076
    assert page.minimumSizeHint().height() <= 720


def test_what_is_typed_outlives_a_write_elsewhere(
    page: TodayPage, desk: Desk, tasks: Tasks
) -> None:
    card = page.cards[0]
    card.unfold()
    assert card.form is not None
    note = card.form.findChild(QPlainTextEdit)
    assert note is not None
    QTest.keyClicks(note, "wants white")
    assert card.has_typed
    tasks.write(lambda: customers.register(desk, {"name": "Visitor", "mobile": "13900000009"}))
    assert tasks.wait_for_done()
    assert page.cards[0] is card
    assert card.has_typed
    card.fold()
    assert tasks.wait_for_done()
    assert page.cards[0] is not card


def test_keyboard_is_on_a_card_when_one_comes_back(page: TodayPage, tasks: Tasks) -> None:
    page.cards[1].setFocus()
    QTest.keyClick(page.cards[1], Qt.Key.Key_Up)
    QTest.keyClick(page.cards[0], Qt.Key.Key_Down)
    page.header.setFocus()
    page.setFocus()
    assert page.cards[1].hasFocus()


def test_what_is_typed_stays_when_another_card_is_opened(page: TodayPage) -> None:
    first = page.cards[0]
    first.unfold()
    assert first.form is not None
    QTest.keyClicks(first.form.note, "wants white")
    page.cards[1].unfold()
    assert first.form is not None
    QTest.keyClick(first, Qt.Key.Key_Return)
    assert first.form is not None
    assert first.form.note.toPlainText() == "wants white"


def test_u_pressed_twice_logs_one_call(
    page: TodayPage, desk: Desk, day: dict[str, int], tasks: Tasks
) -> None:
    for _press in range(2):
        QTest.keyClick(page.cards[0], Qt.Key.Key_U)
    assert tasks.wait_for_done()
    kinds = [operation.kind for operation in history.recent(desk, 10)]
    assert kinds.count("log_contact") == 1


def test_a_mistake_of_a_card_that_is_gone_is_told_by_the_window(
    page: TodayPage, desk: Desk, tasks: Tasks
) -> None:
    told: list[UserError] = []
    tasks.refused.connect(told.append)
    card = page.cards[0]
    card.unfold()
    assert card.form is not None
    card.form.filled.emit(replace(card.form.entry(), next_on=None))
    page.cards.remove(card)  # as a reading under way does
    delete(card)
    assert tasks.wait_for_done()
    assert len(told) == 1


def test_new_showroom_is_told_how_to_begin(
    desk: Desk, tasks: Tasks, qtbot: QtBot, appearance: Appearance
) -> None:
    go = Go()
    page = TodayPage(desk, tasks, go)
    qtbot.addWidget(page)
    page.show()
    assert tasks.wait_for_done()
    nobody = page.findChild(NobodyYet)
    assert nobody is not None
    assert nobody.isVisible()
    buttons = nobody.findChildren(QPushButton)
    with qtbot.waitSignal(go.place) as led:
        buttons[0].click()
    assert led.args == [place.IMPORT]
    with qtbot.waitSignal(go.register):
        buttons[1].click()
