"""Any operation can be taken back and done again, and what was edited later stays."""

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text

from showroom_crm.errors import InvalidInput, NotFound
from showroom_crm.store import changes, database, history, keys, tables, undo
from showroom_crm.store.changes import Row, Writing
from showroom_crm.store.database import Store
from showroom_crm.values.operations import UndoPreview

NOW = dt.datetime(2026, 11, 20, 9, 30)
KEPT = [name for name in tables.IN_ORDER if name not in ("operation", "change", "score")]

Content = dict[str, dict[int, dict[str, Any]]]


def content(store: Store) -> Content:
    found: Content = {}
    with store.read() as connection:
        for name in KEPT:
            rows = connection.execute(select(tables.BY_NAME[name])).mappings()
            found[name] = {
                row["id"]: {k: v for k, v in row.items() if k not in tables.DERIVED_COLUMNS}
                for row in rows
            }
        words = connection.execute(text("SELECT rowid, words FROM customer_search"))
        found["search"] = {row[0]: {"words": row[1]} for row in words}
        assert connection.execute(text("PRAGMA foreign_key_check")).all() == []
    return found


def write(store: Store, work: Callable[[Writing], object], name: str = "Edit") -> int:
    with store.write("edit", name, None, NOW) as writing:
        work(writing)
    return writing.operation_id


def take_back(store: Store, operation_id: int) -> tuple[int, UndoPreview]:
    with store.write(history.UNDO, "Undo", None, NOW, undoes=operation_id) as writing:
        done = undo.apply(writing, operation_id)
    return writing.operation_id, done


def add(store: Store, table: str, *rows: Row, name: str = "Add") -> tuple[int, list[int]]:
    ids: list[int] = []
    operation = write(store, lambda writing: ids.extend(writing.insert(table, rows)), name)
    return operation, ids


def edit(store: Store, table: str, row_id: int, name: str = "Edit", **cells: Any) -> int:
    return write(store, lambda writing: writing.update(table, {row_id: cells}), name)


def remove(store: Store, table: str, *ids: int, name: str = "Delete") -> int:
    return write(store, lambda writing: writing.delete(table, ids), name)


# --- the laws -------------------------------------------------------------------------------------

TABLES = ("customer", "contact_way", "vehicle", "contact", "service_visit")
CELLS: dict[str, tuple[str, tuple[Any, ...]]] = {
    "customer": ("level", ("H", "A", "B", None)),
    "contact_way": ("value", ("13800138000", "13912345678", "021-5555")),
    "vehicle": ("plate", ("沪A12345", "苏E88888", None)),
    "contact": ("next_on", (dt.date(2026, 12, 1), None)),
    "service_visit": ("amount", (120_00, None)),
}
STEP = st.tuples(
    st.sampled_from(("insert", "update", "update", "delete", "move")),
    st.sampled_from(TABLES),
    st.integers(0, 30),
    st.integers(0, 5),
)
OPERATIONS = st.lists(st.lists(STEP, min_size=1, max_size=5), min_size=1, max_size=6)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder: Path = tmp_path_factory.mktemp("store")
    opened = database.create_store(folder, keys.new_key())
    add(opened, "customer", {"name": "王小明", "level": "B"}, {"name": "单雄信"})
    yield opened
    opened.close()


def pick(writing: Writing, table: str, number: int) -> int | None:
    source = tables.BY_NAME[table]
    ids = writing.connection.scalars(select(source.c.id).order_by(source.c.id)).all()
    return ids[number % len(ids)] if ids else None


def new_row(writing: Writing, table: str, number: int) -> Row | None:
    if table == "customer":
        return {"name": f"客户{number}", "remark": "看车"}
    owner = pick(writing, "customer", number)
    if owner is None:
        return None
    own: dict[str, Row] = {
        "contact_way": {"kind": "phone", "value": f"138{number:08d}", "position": 0},
        "vehicle": {"plate": f"沪B{number:05d}"},
        "contact": {"at": NOW, "content": "电话"},
        "service_visit": {"in_on": NOW.date(), "vehicle_id": pick(writing, "vehicle", number)},
    }
    return {"customer_id": owner, **own[table]}


def do_step(writing: Writing, step: tuple[str, str, int, int]) -> None:
    action, table, number, choice = step
    chosen = pick(writing, table, number)
    if action == "insert":
        row = new_row(writing, table, number)
        writing.insert(table, [row] if row else [])
    elif chosen is None:
        return
    elif action == "delete":
        writing.delete(table, [chosen])
    elif action == "update":
        column, values = CELLS[table]
        writing.update(table, {chosen: {column: values[choice % len(values)]}})
    elif table != "customer" and (owner := pick(writing, "customer", choice)):
        writing.update(table, {chosen: {"customer_id": owner}})


def do_all(store: Store, operations: list[list[tuple[str, str, int, int]]]) -> list[int]:
    done = []
    for steps in operations:
        with store.write("edit", "Random", None, NOW) as writing:
            for step in steps:
                do_step(writing, step)
        if writing.changed:
            done.append(writing.operation_id)
    return done


def changes_nothing(store: Store, operation_id: int) -> bool:
    with store.read() as connection:
        return not any(undo._reversal(connection, operation_id).counts())  # noqa: SLF001


@given(operations=OPERATIONS)
@settings(max_examples=30)
def test_undoing_all_backwards_restores_every_row(
    shared: Store, operations: list[list[tuple[str, str, int, int]]]
) -> None:
    before = content(shared)

    for operation in reversed(do_all(shared, operations)):
        if not changes_nothing(shared, operation):  # in and out again in the same operation
            _undo, done = take_back(shared, operation)
            assert done.conflicts == ()

    assert content(shared) == before


@given(operations=OPERATIONS, which=st.integers(0, 10))
@settings(max_examples=15)
def test_undoing_an_undo_does_it_again(
    shared: Store, operations: list[list[tuple[str, str, int, int]]], which: int
) -> None:
    before = content(shared)
    done = do_all(shared, operations)
    after = content(shared)
    taken = []
    for operation in reversed(done):
        if not changes_nothing(shared, operation):
            taken.append(take_back(shared, operation)[0])

    for operation in reversed(taken):
        assert take_back(shared, operation)[1].conflicts == ()
    assert content(shared) == after

    for operation in reversed(done):
        if not changes_nothing(shared, operation):
            take_back(shared, operation)
    assert content(shared) == before


@given(operations=OPERATIONS, order=st.lists(st.integers(0, 50), max_size=8))
@settings(max_examples=30)
def test_undo_in_any_order_does_what_it_said_and_breaks_nothing(
    shared: Store, operations: list[list[tuple[str, str, int, int]]], order: list[int]
) -> None:
    done = do_all(shared, operations)
    for number in order:
        if not done:
            break
        operation = done[number % len(done)]
        try:
            said = undo.preview(shared, operation)
            undone, did = take_back(shared, operation)
        except InvalidInput:
            continue
        assert did == said
        content(shared)
        done = [undone if o == operation else o for o in done]
    assert history.verify_chain(shared) is None


# --- what later edits forbid ----------------------------------------------------------------------


@pytest.mark.parametrize("lines_in_memory", [1, 50_000])  # a line a row, a line a customer
def test_a_customer_contacted_since_its_import_stays_with_all_its_rows(
    store: Store, monkeypatch: pytest.MonkeyPatch, lines_in_memory: int
) -> None:
    monkeypatch.setattr(changes, "_LINES_IN_MEMORY", lines_in_memory)
    ids: list[int] = []

    def bring_in(writing: Writing) -> None:
        ids.extend(writing.insert("customer", [{"name": "王小明"}, {"name": "李雷"}]))
        writing.insert(
            "contact_way",
            [{"customer_id": i, "kind": "phone", "value": f"1380013800{i}", "position": 0}
             for i in ids],
        )  # fmt: skip

    imported = write(store, bring_in, "Import")
    add(store, "contact", {"customer_id": ids[0], "at": NOW}, name="Log a call")

    said = undo.preview(store, imported)
    take_back(store, imported)

    [conflict] = said.conflicts
    assert (conflict.table, conflict.row_id, conflict.field) == ("customer", ids[0], None)
    assert (conflict.customer, conflict.later_operation) == ("王小明", "Log a call")
    assert (said.removes, said.restores, said.resets) == (2, 0, 0)
    left = content(store)
    assert list(left["customer"]) == [ids[0]]
    assert [row["customer_id"] for row in left["contact_way"].values()] == [ids[0]]


def test_an_added_row_edited_since_stays_unless_it_was_set_back(store: Store) -> None:
    added, [first, second] = add(store, "customer", {"name": "王小明"}, {"name": "李雷"})
    edit(store, "customer", first, "Correct", city="苏州")
    edit(store, "customer", second, city="苏州")
    edit(store, "customer", second, city=None)

    _undo, done = take_back(store, added)

    assert [(c.row_id, c.later_operation) for c in done.conflicts] == [(first, "Correct")]
    assert list(content(store)["customer"]) == [first]


def test_an_added_row_deleted_since_is_no_conflict(store: Store) -> None:
    added, [first, second] = add(store, "customer", {"name": "王小明"}, {"name": "李雷"})
    remove(store, "customer", first)

    _undo, done = take_back(store, added)

    assert (done.removes, done.conflicts) == (1, ())
    assert second not in content(store)["customer"]


def test_a_cell_edited_since_stays_and_is_told(store: Store) -> None:
    _added, [customer] = add(store, "customer", {"name": "王小明", "level": "B", "city": "苏州"})
    bulk = edit(store, "customer", customer, "Bulk edit", level="A", city="上海")
    edit(store, "customer", customer, "Log a call", level="H")

    said = undo.preview(store, bulk)
    take_back(store, bulk)

    [conflict] = said.conflicts
    assert (conflict.field, conflict.current) == ("level", "H")
    assert (conflict.customer, conflict.later_operation) == ("王小明", "Log a call")
    row = content(store)["customer"][customer]
    assert (row["level"], row["city"]) == ("H", "苏州")


def test_later_edits_that_were_undone_are_in_nobodys_way(store: Store) -> None:
    added, [customer] = add(store, "customer", {"name": "王小明"})
    edited = edit(store, "customer", customer, level="H")
    logged, _ids = add(store, "contact", {"customer_id": customer, "at": NOW})
    take_back(store, logged)
    take_back(store, edited)

    assert undo.preview(store, added).conflicts == ()
    take_back(store, added)

    assert content(store)["customer"] == {}


def test_a_row_of_a_customer_deleted_since_cannot_come_back(store: Store) -> None:
    _added, [customer] = add(store, "customer", {"name": "王小明"})
    _added, [car] = add(store, "vehicle", {"customer_id": customer, "plate": "沪A12345"})
    _added, [other] = add(store, "customer", {"name": "李雷"})
    _added, [second] = add(store, "vehicle", {"customer_id": other, "plate": "沪A54321"})
    sold = remove(store, "vehicle", car, second)
    remove(store, "customer", customer, name="Delete for good")

    said = undo.preview(store, sold)
    take_back(store, sold)

    assert [(c.table, c.row_id, c.later_operation) for c in said.conflicts] == [
        ("vehicle", car, "")
    ]
    assert list(content(store)["vehicle"]) == [second]


def test_a_name_given_again_since_cannot_come_back(store: Store) -> None:
    row = {"key": "backup_folder", "value": '"E:/"'}
    _added, [first] = add(store, "setting", row)
    removed = remove(store, "setting", first)
    add(store, "setting", row, name="Set again")

    with pytest.raises(InvalidInput):
        take_back(store, removed)
    assert [c.table for c in undo.preview(store, removed).conflicts] == ["setting"]


def test_a_value_taken_by_another_row_since_is_not_set_back(store: Store) -> None:
    _added, [view] = add(
        store, "saved_view", {"name": "今日", "icon": "", "query": "{}", "position": 0}
    )
    renamed = write(store, lambda w: w.update("saved_view", {view: {"name": "本周"}}))
    add(store, "saved_view", {"name": "今日", "icon": "", "query": "{}", "position": 1})

    with pytest.raises(InvalidInput):
        take_back(store, renamed)


def test_undo_of_a_merge_gives_each_customer_its_rows_back(store: Store) -> None:
    _added, [keep, gone] = add(store, "customer", {"name": "王小明"}, {"name": "王晓明"})
    add(store, "contact", {"customer_id": gone, "at": NOW, "content": "看车"})
    before = content(store)

    def merge(writing: Writing) -> None:
        [contact] = before["contact"]
        writing.update("contact", {contact: {"customer_id": keep}})
        writing.delete("customer", [gone])

    merged = write(store, merge, "Merge")
    add(store, "contact", {"customer_id": keep, "at": NOW, "content": "later"})
    take_back(store, merged)

    after = content(store)
    assert after["customer"] == before["customer"]
    assert [row["customer_id"] for row in after["contact"].values()] == [gone, keep]
    assert after["search"] == before["search"]


def test_a_household_is_left_before_it_goes(store: Store) -> None:
    _added, [customer] = add(store, "customer", {"name": "王小明"})

    def join(writing: Writing) -> None:
        [household] = writing.insert("household", [{"name": "王家"}])
        writing.update("customer", {customer: {"household_id": household}})

    joined = write(store, join)
    edit(store, "customer", customer, remark="later")
    _undo, done = take_back(store, joined)

    assert (done.removes, done.resets, done.conflicts) == (1, 1, ())
    assert content(store)["household"] == {}


def test_a_household_someone_joined_since_stays(store: Store) -> None:
    _added, [second] = add(store, "customer", {"name": "王太太"})
    made, [household] = add(store, "household", {"name": "王家"})
    edit(store, "customer", second, household_id=household)

    with pytest.raises(InvalidInput):
        take_back(store, made)


def test_a_member_of_staff_who_has_acted_stays(store: Store) -> None:
    rows: list[Row] = [
        {"name": name, "role": "salesperson", "active": True} for name in ("王芳", "李雷")
    ]
    added, [busy, idle] = add(store, "staff", *rows)
    with store.write("export", "Export", busy, NOW):
        pass

    _undo, done = take_back(store, added)

    assert [(c.table, c.row_id) for c in done.conflicts] == [("staff", busy)]
    assert idle not in content(store)["staff"]


# --- marks and refusals ---------------------------------------------------------------------------


def test_what_is_undone_is_marked_and_cannot_be_undone_twice(store: Store) -> None:
    added, _ids = add(store, "customer", {"name": "王小明"})
    undone, _done = take_back(store, added)

    with pytest.raises(InvalidInput):
        undo.preview(store, added)

    [second, first] = history.recent(store)
    assert (first.id, first.undone_by) == (added, undone)
    assert (second.kind, second.undoes) == ("undo", added)


def test_what_is_done_again_can_be_undone_again(store: Store) -> None:
    added, _ids = add(store, "customer", {"name": "王小明"})
    again, _done = take_back(store, take_back(store, added)[0])

    last = history.last_undoable(store)
    assert last is not None
    assert (last.id, last.undone_by) == (added, None)
    take_back(store, added)
    assert content(store)["customer"] == {}
    assert history.last_undoable(store) is None
    assert history.recent(store, 1)[0].id == again + 1


def test_nothing_to_undo_is_told(store: Store) -> None:
    with store.write("export", "Export", None, NOW) as writing:
        pass

    with pytest.raises(InvalidInput):
        undo.preview(store, writing.operation_id)
    with pytest.raises(NotFound):
        undo.preview(store, 99)


def test_many_rows_are_taken_back_and_done_again_part_by_part(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(undo, "_AT_ONCE", 2)
    _first, (known, *_others) = add(store, "customer", *({"kind": "person"} for _ in range(3)))
    before = content(store)

    def work(writing: Writing) -> None:
        ids = writing.insert("customer", [{"kind": "person", "name": f"客户{n}"} for n in range(5)])
        ways: list[Row] = [
            {"customer_id": i, "kind": "phone", "value": f"1390000000{i}", "position": 0}
            for i in (known, *ids)
        ]
        writing.insert("contact_way", ways)
        writing.update("customer", {known: {"name": "王芳"}})

    operation = write(store, work)
    after = content(store)
    undone, _told = take_back(store, operation)
    assert content(store) == before
    take_back(store, undone)
    assert content(store) == after
