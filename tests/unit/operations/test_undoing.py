"""Undo from the desk: by name, by default the last, again and with scores kept true."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from showroom_crm.errors import InvalidInput, NotFound
from showroom_crm.operations import customers, history, opening, scoring
from showroom_crm.operations.desk import Desk
from showroom_crm.values.scores import Thresholds

DAY = dt.date(2026, 11, 20)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Sit down at a new showroom without password."""
    opened = opening.create_sample(tmp_path / "展厅", "城东店", "王芳", DAY)
    yield opened
    opening.close(opened)


def scored(desk: Desk) -> dict[int, str]:
    with desk.store.read() as connection:
        rows = connection.execute(text("SELECT customer_id, tier FROM score"))
        return {customer: tier for customer, tier in rows}  # noqa: C416  rows are not pairs


def test_the_last_operation_is_undone_and_done_again(desk: Desk) -> None:
    customer, _changes = customers.register(desk, {"name": "王小明", "mobile": "13800138000"})
    last = history.last_undoable(desk)
    assert last is not None
    assert customer in scored(desk)

    undone = history.undo(desk)

    assert undone.customers == frozenset({customer})
    assert scored(desk) == {}
    [newest, *_rest] = history.recent(desk, 1)
    assert (newest.kind, newest.undoes) == ("undo", last.id)
    assert newest.name == f"Undo: {last.name}"

    history.undo(desk, undone.operation)

    assert customer in scored(desk)
    assert history.recent(desk, 1)[0].name == f"Redo: {last.name}"
    assert history.last_undoable(desk) == last


def test_an_undone_redo_is_called_an_undo_and_can_be_done_again(desk: Desk) -> None:
    _customer, _changes = customers.register(desk, {"name": "王小明", "mobile": "13800138000"})
    last = history.last_undoable(desk)
    assert last is not None
    names, undone = [], []
    operation: int | None = last.id
    for _time in range(5):
        changes = history.undo(desk, operation)
        operation = changes.operation
        names.append(changes.name)
        undone.append(changes.undone)
    again = [f"{word}: {last.name}" for word in ("Undo", "Redo", "Undo", "Redo", "Undo")]
    assert names == again
    assert undone == [True, False, True, False, True]
    assert scored(desk) == {}


def test_what_a_preview_says_is_done(desk: Desk) -> None:
    customer, registered = customers.register(desk, {"name": "王小明", "mobile": "13800138000"})
    assert registered.operation is not None
    customers.edit(desk, customer, {"city": "苏州"})

    said = history.preview(desk, registered.operation)

    assert [conflict.customer for conflict in said.conflicts] == ["王小明"]
    with pytest.raises(InvalidInput):
        history.undo(desk, registered.operation)
    assert history.last_undoable(desk) is not None


def test_undoing_new_criteria_scores_everyone_by_the_old_ones(desk: Desk) -> None:
    customer, _changes = customers.register(desk, {"name": "王小明", "mobile": "13800138000"})
    scoring.rescore(desk)
    before = scored(desk)
    card = scoring.current(desk)
    limits = {kind: Thresholds(a=3, b=2, c=1) for kind in card.thresholds}
    easier = replace(card, thresholds=limits)
    scoring.adopt(desk, easier, "try")
    assert scored(desk) != before

    changes = history.undo(desk)

    assert (changes.customers, changes.settings) == (None, True)
    assert scored(desk) == before
    assert customer in before


def test_what_never_was_and_who_has_acted_cannot_be_undone(desk: Desk) -> None:
    with pytest.raises(NotFound):
        history.undo(desk, 99)
    history.undo(desk)  # the setting of the sample's day
    with pytest.raises(InvalidInput):
        history.undo(desk)  # the first person, who has acted since
