"""Damage is found, and what can still be read is brought to safety."""

import datetime as dt
import shutil
from pathlib import Path

import pytest
from sqlalchemy import text

from showroom_crm.errors import NotFound, StoreDamaged
from showroom_crm.store import health
from showroom_crm.store.database import DATABASE, Store
from showroom_crm.values.safety import SalvagedTable

NOW = dt.datetime(2026, 11, 20, 9, 30)
COUNT = 4000
PAGE = 4096


@pytest.fixture
def filled(store: Store) -> Store:
    """Fill a store with customers of about four to a page."""
    with store.write("import", "Import", None, NOW) as writing:
        rows = [{"name": f"客户{n}", "remark": "看车" * 150, "level": "B"} for n in range(COUNT)]
        ids = writing.insert("customer", rows)
        writing.insert("contact", [{"customer_id": i, "at": NOW} for i in ids[:50]])
    return store


def wipe_pages(file: Path, first: int, count: int) -> None:
    with file.open("rb+") as handle:
        handle.seek((first - 1) * PAGE)
        handle.write(b"\xa5" * (PAGE * count))


def root_page(store: Store, table: str) -> int:
    connection = store.driver_connection()
    (page,) = connection.execute(
        "SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)
    ).fetchone()
    connection.close()
    return int(page)


def salvaged(store: Store) -> dict[str, SalvagedTable]:
    return {table.name: table for table in health.salvage(store.folder, store.key)}


def test_a_good_store_is_sound(filled: Store) -> None:
    found = health.check(filled)

    assert found.sound
    assert health.quick_check(filled)
    assert (found.counts["customer"], found.counts["contact"]) == (COUNT, 50)


def test_a_damaged_page_is_found(filled: Store) -> None:
    filled.close()
    file = filled.folder / DATABASE
    wipe_pages(file, file.stat().st_size // PAGE // 2, 3)

    assert not health.quick_check(filled)


def test_rows_that_point_nowhere_and_a_short_index_are_found(filled: Store) -> None:
    with filled.derive() as adding:
        adding.connection.execute(text("DELETE FROM customer_search WHERE rowid IN (1, 2)"))
    bare = filled.driver_connection()
    bare.execute("PRAGMA foreign_keys=OFF")
    bare.execute("UPDATE contact SET customer_id = 999999 WHERE id = 1")
    bare.close()

    found = health.check(filled)
    assert (found.loose_rows, found.not_indexed, found.broken_log) == (1, 2, None)
    assert not found.sound

    health.mend_search(filled)
    assert health.check(filled).not_indexed == 0


def test_salvage_of_a_good_store_is_everything(filled: Store) -> None:
    tables = salvaged(filled)

    customers = tables["customer"]
    assert len(customers.rows) == COUNT
    assert customers.rows[0][customers.columns.index("name")] == "客户0"
    assert len(tables["contact"].rows) == 50
    assert tables["vehicle"].rows == []
    assert "score" not in tables


def test_salvage_loses_only_what_lies_on_damaged_pages(filled: Store) -> None:
    filled.close()
    file = filled.folder / DATABASE
    before = file.read_bytes()
    pages = len(before) // PAGE
    for part in range(1, 40):
        wipe_pages(file, pages * part // 40, 1)
    damaged = file.read_bytes()

    tables = salvaged(filled)

    assert COUNT - 400 < len(tables["customer"].rows) < COUNT
    ids = [int(row[0] or 0) for row in tables["customer"].rows]
    assert ids == sorted(set(ids))
    assert file.read_bytes() == damaged
    assert damaged != before


def test_salvage_reads_on_behind_a_long_gap(filled: Store) -> None:
    filled.close()
    file = filled.folder / DATABASE
    pages = file.stat().st_size // PAGE
    wipe_pages(file, pages // 4, pages // 4)

    ids = [row[0] for row in salvaged(filled)["customer"].rows]

    assert len(ids) > COUNT // 5


def test_salvage_of_a_file_cut_short(filled: Store) -> None:
    filled.close()
    file = filled.folder / DATABASE
    with file.open("rb+") as handle:
        handle.truncate(file.stat().st_size // 2 + 100)

    assert len(salvaged(filled)["customer"].rows) > COUNT // 10


def test_salvage_does_without_a_table_that_is_gone(filled: Store) -> None:
    root = root_page(filled, "customer")
    filled.close()
    wipe_pages(filled.folder / DATABASE, root, 1)

    tables = salvaged(filled)

    assert tables["customer"].rows == []
    assert len(tables["contact"].rows) == 50


def test_salvage_reads_the_log_beside_the_file_too(filled: Store, tmp_path: Path) -> None:
    crashed = tmp_path / "crashed"
    crashed.mkdir()
    for file in filled.folder.glob("showroom.db*"):
        shutil.copy(file, crashed)

    tables = {table.name: table for table in health.salvage(crashed, filled.key)}

    assert len(tables["customer"].rows) == COUNT


def test_nothing_left_is_told(filled: Store, tmp_path: Path) -> None:
    filled.close()
    wipe_pages(filled.folder / DATABASE, 1, 1)

    with pytest.raises(StoreDamaged):
        salvaged(filled)
    with pytest.raises(NotFound):
        list(health.salvage(tmp_path / "nowhere", filled.key))
