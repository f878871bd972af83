"""Likely duplicates are gone through, merged and told apart with the keyboard alone."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from showroom_crm.errors import UserError
from showroom_crm.operations import customers, history
from showroom_crm.operations.desk import Desk
from showroom_crm.store import customers as stored
from showroom_crm.ui.customers.doubles import DoublesPage
from showroom_crm.ui.customers.page import CustomersPage
from showroom_crm.ui.tasks import Tasks
from tests.ui.customers.conftest import Settle

Key = Qt.Key


@pytest.fixture
def doubles(page: CustomersPage, desk: Desk, settle: Settle) -> DoublesPage:
    """Give the screen with 赵敏 twice, and a family on the phone of 李华静."""
    customers.register(
        desk, {"name": "赵敏", "mobile": "13900008812", "city": "苏州", "level": "H"}
    )
    customers.register(desk, {"name": "李强", "mobile": "13800000002"})
    page.doubles.find()
    settle()
    assert page.doubles.page is not None
    return page.doubles.page


def groups(doubles: DoublesPage) -> list[list[str]]:
    return [[line.name for line in each.lines] for each in doubles.list.found.groups]


def cells(doubles: DoublesPage, title: str) -> list[str]:
    model = doubles.pane.table.fields
    rows = [model.text(row, 0) for row in range(model.rowCount())]
    return [model.text(rows.index(title), place) for place in range(1, model.columnCount())]


def test_groups_are_shown_the_surest_first(doubles: DoublesPage) -> None:
    assert groups(doubles) == [["赵敏", "赵敏"], ["李华静", "李强"]]
    assert cells(doubles, "Address")[-1] == "苏州"
    assert "…8812" in doubles.list.found.index(0).data(Qt.ItemDataRole.ToolTipRole)


def test_merge_by_keys_and_undo(
    doubles: DoublesPage, desk: Desk, settle: Settle, count: Callable[[], int]
) -> None:
    table, before = doubles.pane.table, count()
    table.setFocus()
    table.setCurrentIndex(table.fields.index(0, 2))
    QTest.keyClick(table, Key.Key_Space)
    settle()
    kept = doubles.pane.table.fields.plan
    assert kept is not None
    assert cells(doubles, "Number kept")[-1] == cells(doubles, "Number kept")[1]
    QTest.keyClick(table, Key.Key_1)
    settle()
    assert cells(doubles, "Number kept")[-1] == cells(doubles, "Number kept")[0]
    assert cells(doubles, "Level")[-1].startswith("C")
    QTest.keyClick(table, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert count() == before - 1
    assert groups(doubles) == [["李华静", "李强"]]
    assert cells(doubles, "Name")[:2] == ["李华静", "李强"]  # the next group follows at once
    history.undo(desk)
    assert count() == before


def test_a_family_and_different_people(doubles: DoublesPage, settle: Settle) -> None:
    doubles.list.choose(1)
    settle()
    QTest.keyClick(doubles.list, Key.Key_F)
    settle()
    assert groups(doubles) == [["赵敏", "赵敏"]]
    QTest.keyClick(doubles.list, Key.Key_D)
    settle()
    assert groups(doubles) == []
    doubles.scan()
    settle()
    assert groups(doubles) == []
    assert not doubles.reviewing


def test_later_leaves_everything_and_esc_leads_back(
    doubles: DoublesPage,
    page: CustomersPage,
    settle: Settle,
    count: Callable[[], int],
) -> None:
    before = count()
    QTest.keyClick(doubles.list, Key.Key_L)
    settle()
    assert groups(doubles) == [["李华静", "李强"]]
    QTest.keyClick(doubles.list, Key.Key_Escape)
    settle()
    assert not doubles.isVisible()
    assert page.table.isVisible()
    assert count() == before


def test_selected_customers_are_merged_and_one_can_be_left_out(
    page: CustomersPage, settle: Settle, tasks: Tasks
) -> None:
    told: list[UserError] = []
    tasks.refused.connect(told.append)
    page.doubles.merge()
    assert len(told) == 1  # one customer alone is nothing to merge
    page.table.selectAll()
    page.doubles.merge()
    settle()
    doubles = page.doubles.page
    assert doubles is not None
    table = doubles.pane.table
    assert table.fields.columnCount() == 7
    table.setCurrentIndex(table.fields.index(0, 5))
    QTest.keyClick(table, Key.Key_Delete)
    settle()
    assert table.fields.columnCount() == 6
    doubles.close_page()


def test_the_link_tells_the_count_and_equal_fields_unfold(
    doubles: DoublesPage, page: CustomersPage
) -> None:
    assert "(2)" in page.doubles.link.text()
    model = doubles.pane.table.fields
    shown = model.rowCount()
    QTest.keyClick(doubles.list, Key.Key_E)
    assert model.rowCount() == shown + model.equal
    assert model.equal > 0


def test_who_is_gone_meanwhile_is_told_and_passed_over(
    doubles: DoublesPage, desk: Desk, settle: Settle, tasks: Tasks
) -> None:
    told: list[UserError] = []
    tasks.refused.connect(told.append)
    gone = doubles.list.found.groups[0].lines[1].id
    customers.remove(desk, [gone])
    doubles.pane.merge()
    settle()
    assert len(told) == 1
    assert groups(doubles) == [["李华静", "李强"]]
    assert not stored.lines(desk.store, [gone], desk.today)


def test_the_detail_says_whom_a_customer_looks_like(
    doubles: DoublesPage, page: CustomersPage, settle: Settle
) -> None:
    family = doubles.list.found.groups[1].lines[1]
    doubles.close_page()
    page.show_customer(family.id)
    settle()
    assert "李华静" in page.detail.alike.text()
    page.detail.alike.click()
    settle()
    assert doubles.isVisible()
    assert groups(doubles)[0] == ["李华静", "李强"]
    doubles.pane.separate(True)
    settle()
    assert not page.doubles.like(family.id)


def test_the_count_follows_what_comes_in(
    page: CustomersPage, desk: Desk, tasks: Tasks, settle: Settle
) -> None:
    assert not page.doubles.link.isVisible()
    twin = {"name": "赵敏", "mobile": "13900008812"}
    tasks.write(lambda: customers.register(desk, twin))
    settle()
    assert page.doubles.link.isVisible()
    assert "(1)" in page.doubles.link.text()
