"""Customers in a real store, and the page that lists them."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from showroom_crm.operations import customers
from showroom_crm.operations.desk import Desk
from showroom_crm.store import listing
from showroom_crm.ui import snapshot
from showroom_crm.ui.appearance import Appearance
from showroom_crm.ui.customers.page import CustomersPage
from showroom_crm.ui.place import Go
from showroom_crm.ui.remembered import Remembered
from showroom_crm.ui.tasks import Tasks
from showroom_crm.values.queries import CustomerQuery

PEOPLE = (
    ("张欣然", "13800000001", "H", "晨星 L"),
    ("李华静", "13800000002", "B", "青川 PRO"),
    ("王晨英", "13800000003", "A", "青川 S"),
    ("赵敏", "13900008812", "C", "小满"),
    ("周明勇", "13900000005", "F", "小满"),
)
Settle = Callable[[], None]


@pytest.fixture
def people(desk: Desk, appearance: Appearance) -> dict[str, int]:
    """Register five customers; their ids by name."""
    return {
        name: customers.register(
            desk, {"name": name, "mobile": mobile, "level": level, "model": model}
        )[0]
        for name, mobile, level, model in PEOPLE
    }


@pytest.fixture
def seat(desk: Desk, people: dict[str, int]) -> tuple[Desk, dict[str, int]]:
    """Give the desk with its customers."""
    return desk, people


@pytest.fixture
def go() -> Go:
    """Give the signals between places."""
    return Go()


@pytest.fixture
def remembered(tmp_path: Path) -> Remembered:
    """Give preferences of their own."""
    return Remembered(tmp_path / "preferences.json")


@pytest.fixture
def settle(tasks: Tasks) -> Settle:
    """Wait until nothing is under way or about to begin, and the window has shown it."""
    return partial(snapshot.settle, tasks)


@pytest.fixture
def page(
    qtbot: QtBot,
    seat: tuple[Desk, dict[str, int]],
    tasks: Tasks,
    go: Go,
    remembered: Remembered,
    settle: Settle,
) -> Iterator[CustomersPage]:
    """Give the page with five customers, shown."""
    made = CustomersPage(seat[0], tasks, go, remembered)
    tasks.written.connect(lambda changes, _told: made.refresh(changes))
    qtbot.addWidget(made)
    made.resize(1240, 720)
    made.show()
    settle()
    yield made
    settle()


@pytest.fixture
def names(page: CustomersPage) -> Callable[[], list[str]]:
    """Return the names in the list, from top to bottom."""

    def read() -> list[str]:
        column = [each.key for each in page.list.columns].index("name")
        return [page.list.index(row, column).data() for row in range(page.list.rowCount())]

    return read


@pytest.fixture
def count(desk: Desk) -> Callable[[], int]:
    """Return how many customers the store holds."""
    return lambda: listing.count(desk.store, CustomerQuery(), desk.today)
