"""What the history shows as in force is what holds in the store, whatever was taken back when."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text

from showroom_crm.errors import InvalidInput
from showroom_crm.store import database, history, keys, tables, undo
from showroom_crm.store.database import Store

NOW = dt.datetime(2026, 11, 20, 9, 30)
COLUMNS = ("city", "remark", "address", "occupation")  # each edit has its own
ACTIONS = ("do", "edit", "undo", "undo", "undo", "undo", "all")
STEPS = st.lists(
    st.tuples(st.sampled_from(ACTIONS), st.integers(0, 30), st.integers(1, 3)), max_size=16
)


@dataclass(frozen=True)
class Work:
    """What one operation wrote: a customer, or a cell of one that was there."""

    operation: int
    customer: int
    column: str | None = None


@dataclass
class Showroom:
    """A store, what was done in it and what was taken back."""

    store: Store
    works: list[Work]
    undos: list[int]

    def do(self) -> None:
        with self.store.write("register", "Add", None, NOW) as writing:
            [customer] = writing.insert("customer", [{"kind": "person"}])
        self.works.append(Work(writing.operation_id, customer))

    def edit(self, number: int) -> None:
        people = self.people()
        customer = people[number % len(people)] if people else None
        used = {work.column for work in self.works if work.customer == customer}
        free = [column for column in COLUMNS if column not in used]
        if customer and free:
            with self.store.write("edit", "Edit", None, NOW) as writing:
                writing.update("customer", {customer: {free[0]: "x"}})
            self.works.append(Work(writing.operation_id, customer, free[0]))

    def people(self) -> list[int]:
        with self.store.read() as connection:
            there = set(connection.scalars(select(tables.BY_NAME["customer"].c.id)))
        return [w.customer for w in self.works if w.column is None and w.customer in there]

    def take_back(self, *operations: int) -> int | None:
        """Undo these together; None where it is refused."""
        first = max(operations)
        try:
            with self.store.write(history.UNDO, "Undo", None, NOW, undoes=first) as writing:
                undo.apply_all(writing, operations)
        except InvalidInput:
            return None
        self.undos.append(writing.operation_id)
        return writing.operation_id

    def step(self, action: str, number: int, count: int) -> None:
        if action == "do" or not self.works:
            self.do()
        elif action == "edit":
            self.edit(number)
        elif action == "undo":
            everything = sorted([w.operation for w in self.works] + self.undos, reverse=True)
            self.take_back(everything[number % len(everything)])
        else:
            marks = self.marks()
            left = [w.operation for w in self.works if marks[w.operation] is None]
            if chosen := left[number % len(left) :][:count] if left else []:
                self.take_back(*chosen)

    def marks(self) -> dict[int, int | None]:
        """Return by operation the one that took it back, as the history shows it."""
        own = len(self.works) + len(self.undos)
        return {each.id: each.undone_by for each in history.recent(self.store, own)}

    def holds(self, work: Work) -> bool:
        table = tables.BY_NAME["customer"]
        cell = table.c[work.column or "kind"]
        with self.store.read() as connection:
            found = connection.scalar(select(cell).where(table.c.id == work.customer))
        return found is not None


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """One store for all examples: each looks at what it did itself."""
    folder: Path = tmp_path_factory.mktemp("store")
    opened = database.create_store(folder, keys.new_key())
    yield opened
    opened.close()


@given(steps=STEPS)
@settings(max_examples=60)
def test_what_is_shown_in_force_holds_in_the_store(
    shared: Store, steps: list[tuple[str, int, int]]
) -> None:
    showroom = Showroom(shared, [], [])
    for step in steps:
        showroom.step(*step)
        marks = showroom.marks()
        for work in showroom.works:
            assert (marks[work.operation] is None) == showroom.holds(work), (step, work)


@given(steps=STEPS, which=st.integers(0, 30))
@settings(max_examples=40)
def test_undo_and_redo_of_anything_leave_all_marks_as_they_were(
    shared: Store, steps: list[tuple[str, int, int]], which: int
) -> None:
    showroom = Showroom(shared, [], [])
    for step in steps:
        showroom.step(*step)
    before = showroom.marks()
    everything = [work.operation for work in showroom.works] + showroom.undos
    if not everything:
        return
    chosen = everything[which % len(everything)]
    back = showroom.take_back(chosen)
    if back is None:
        assert showroom.marks() == before
        return
    assert showroom.marks()[chosen] == back
    again = showroom.take_back(back)
    assert again is not None
    assert showroom.marks() == before | {back: again, again: None}


def test_undoing_a_redo_shows_the_first_operation_as_undone(store: Store) -> None:
    showroom = Showroom(store, [], [])
    showroom.do()
    [work] = showroom.works
    undone = showroom.take_back(work.operation)
    assert undone is not None
    redone = showroom.take_back(undone)
    assert redone is not None
    last = showroom.take_back(redone)
    assert showroom.marks()[work.operation] == undone
    assert showroom.marks()[undone] is None
    assert showroom.marks()[redone] == last
    assert history.last_undoable(store) is None
    assert history.verify_chain(store) is None


def test_undoing_the_redo_of_a_whole_file_shows_all_its_sheets_as_undone(store: Store) -> None:
    showroom = Showroom(store, [], [])
    for _sheet in range(3):
        showroom.do()
    sheets = [work.operation for work in showroom.works]
    undone = showroom.take_back(*sheets)
    assert undone is not None
    redone = showroom.take_back(undone)
    assert redone is not None
    alone = showroom.take_back(sheets[0])  # by itself, between the redo and its undo
    last = showroom.take_back(redone)
    assert last is not None
    marks = showroom.marks()
    assert [marks[sheet] for sheet in sheets] == [alone, undone, undone]
    assert showroom.take_back(last) is not None
    marks = showroom.marks()
    assert [marks[sheet] for sheet in sheets] == [alone, None, None]


def test_what_an_older_log_took_back_without_telling_its_mark_can_be_done_again(
    store: Store,
) -> None:
    showroom = Showroom(store, [], [])
    showroom.do()
    [work] = showroom.works
    undone = showroom.take_back(work.operation)
    assert undone is not None
    with store.derive() as adding:
        adding.connection.execute(text("DELETE FROM change WHERE \"table\" = 'operation'"))
    assert showroom.take_back(undone) is not None
    assert showroom.marks()[work.operation] is None
