"""The log tells what was done, and shows when somebody tampered with it."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from showroom_crm.store import database, history, keys
from showroom_crm.store.database import Store
from showroom_crm.values.operations import Change

NOW = dt.datetime(2026, 11, 20, 9, 30, 15, 123456)


@pytest.fixture
def busy(tmp_path: Path) -> Iterator[Store]:
    """Return a store with five operations, the last of which changed nothing."""
    store = database.create_store(tmp_path, keys.new_key())
    with store.write("edit", "Add staff", None, NOW) as writing:
        [staff] = writing.insert("staff", [{"name": "王芳", "role": "manager", "active": True}])
    with store.write("import", "Import", staff, NOW) as writing:
        first, second = writing.insert("customer", [{"name": "王小明"}, {"name": "李雷"}])
    with store.write("edit", "Edit", staff, NOW) as writing:
        writing.update("customer", {first: {"birth_date": dt.date(1990, 1, 2), "level": "H"}})
    with store.write("edit", "Delete", staff, NOW) as writing:
        writing.delete("customer", [second])
    with store.write("export", "Export", staff, NOW):
        pass
    yield store
    store.close()


def test_recent_operations_newest_first(busy: Store) -> None:
    last, before, *_rest = history.recent(busy)

    assert (last.kind, last.name, last.staff, last.at, last.changes) == (
        "export",
        "Export",
        "王芳",
        NOW,
        0,
    )
    assert (before.kind, before.changes) == ("edit", 1)
    assert [o.kind for o in history.recent(busy, 10, {"import"})] == ["import"]
    assert len(history.recent(busy, 2)) == 2


def test_the_last_undoable_operation_changed_something(busy: Store) -> None:
    last = history.last_undoable(busy)

    assert last is not None
    assert last.name == "Delete"


def test_changes_are_told_with_the_types_of_their_columns(busy: Store) -> None:
    assert history.changes_of(busy, 3) == (
        Change(3, "customer", 1, "birth_date", None, dt.date(1990, 1, 2)),
        Change(3, "customer", 1, "level", None, "H"),
    )
    [inserted, _other] = history.changes_of(busy, 2)
    assert (inserted.field, inserted.old) == (None, None)
    assert len(history.changes_of(busy, 2, limit=1)) == 1


def test_an_untouched_log_is_whole(busy: Store) -> None:
    assert history.verify_chain(busy) is None


@pytest.mark.parametrize(
    ("tampering", "broken"),
    [
        ("UPDATE change SET new = '\"A\"' WHERE field = 'level'", 3),
        ("UPDATE change SET customer_id = 2 WHERE field = 'level'", 3),
        ("DELETE FROM change WHERE field = 'level'", 3),
        ("DELETE FROM change WHERE operation_id = 4", 4),
        ("INSERT INTO change (operation_id, \"table\", row_id) VALUES (5, 'customer', 1)", 5),
        ("UPDATE operation SET staff_id = NULL WHERE id = 2", 2),
        ("UPDATE operation SET at = '2026-11-20 09:30:16.000000' WHERE id = 5", 5),
        ("DELETE FROM operation WHERE id = 1", 1),
        ("DELETE FROM operation WHERE id = 3", 3),
        ("DELETE FROM operation WHERE id = 5", 5),
        ("UPDATE operation SET id = 6 WHERE id = 5", 5),
    ],
)
def test_tampering_shows_from_where_it_begins(busy: Store, tampering: str, broken: int) -> None:
    connection = busy.driver_connection()
    connection.execute("PRAGMA foreign_keys=OFF")
    connection.execute(tampering)
    connection.close()

    assert history.verify_chain(busy) == broken


def test_an_empty_log_is_whole(store: Store) -> None:
    assert history.verify_chain(store) is None
