"""A backup counts only when it is whole, and restores what it shows."""

import datetime as dt
import shutil
from pathlib import Path

import pytest
from sqlalchemy import text

from showroom_crm.errors import NotFound, StoreDamaged, StoreLocked
from showroom_crm.store import backup, copying, database, keys
from showroom_crm.store.database import Store

NOW = dt.datetime(2026, 11, 20, 9, 30)


def add_customers(store: Store, count: int, at: dt.datetime = NOW) -> None:
    with store.write("import", "Import", None, at) as writing:
        rows = [{"name": f"客户{number}", "remark": "看车" * 20} for number in range(count)]
        writing.insert("customer", rows)


def customers(store: Store) -> int:
    with store.read() as connection:
        return int(connection.scalar(text("SELECT count(*) FROM customer")) or 0)


def spoil(file: Path) -> None:
    """Overwrite some pages in the middle of a file."""
    with file.open("rb+") as handle:
        handle.seek(file.stat().st_size // 2)
        handle.write(b"\0" * 16384)


def test_a_backup_is_encrypted_whole_and_has_its_key_file_beside(store: Store) -> None:
    keys.create(store.folder, "城东店")
    add_customers(store, 300)

    made = backup.back_up(store, NOW)

    assert made.file == store.folder / "backups" / "showroom-2026-11-20-093000.db"
    assert (made.at, made.size) == (NOW, made.file.stat().st_size)
    assert "客户".encode() not in made.file.read_bytes()
    assert copying.examine(made.file, store.key)["customer"] == 300
    beside = backup.keys_beside(made.file)
    assert beside is not None
    assert beside.read_bytes() == (store.folder / keys.KEY_FILE).read_bytes()
    assert {file.suffix for file in made.file.parent.iterdir()} == {".db", ".json"}
    looked = backup.content(made.file, store.key)
    assert (looked.customers, looked.last_operation, looked.last_at) == (300, "Import", NOW)


def test_what_is_written_meanwhile_neither_waits_nor_spoils_the_copy(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_customers(store, 2000)
    monkeypatch.setattr(copying, "_STEP", 50)
    steps: list[tuple[int, int]] = []

    def write_meanwhile(done: int, total: int) -> None:
        if not steps:
            add_customers(store, 10)
        steps.append((done, total))

    made = backup.back_up(store, NOW, progress=write_meanwhile)

    assert len(steps) > 3
    assert steps[-1][0] == steps[-1][1]
    assert copying.examine(made.file, store.key)["customer"] == 2000
    assert customers(store) == 2010


def test_two_backups_of_one_second_do_not_replace_each_other(store: Store) -> None:
    keys.create(store.folder, "城东店")
    add_customers(store, 1)
    first = backup.back_up(store, NOW)
    add_customers(store, 1)
    second = backup.back_up(store, NOW)

    assert backup.content(first.file, store.key).customers == 1
    assert backup.content(second.file, store.key).customers == 2
    assert backup.listed(store.folder / backup.FOLDER)[0] == second


def test_a_damaged_store_is_not_backed_up_over_good_backups(store: Store) -> None:
    add_customers(store, 3000)
    good = backup.back_up(store, NOW)
    store.close()
    spoil(store.folder / database.DATABASE)
    damaged = database.open_store(store.folder, store.key)

    with pytest.raises(StoreDamaged):
        backup.back_up(damaged, NOW + dt.timedelta(days=500))
    damaged.close()

    assert [info.file for info in backup.listed(good.file.parent)] == [good.file]
    assert list(good.file.parent.glob("*.half*")) == []


def test_old_backups_go_with_their_key_files(store: Store) -> None:
    keys.create(store.folder, "城东店")
    add_customers(store, 3)
    for hour in (8, 12, 18):
        backup.back_up(store, dt.datetime(2026, 11, 10, hour))

    backup.back_up(store, NOW)

    assert [info.at for info in backup.listed(store.folder / "backups")] == [
        NOW,
        dt.datetime(2026, 11, 10, 18),
    ]
    assert len(list((store.folder / "backups").iterdir())) == 4


def test_a_second_folder_gets_a_copy(store: Store, tmp_path: Path) -> None:
    keys.create(store.folder, "城东店")
    made = backup.back_up(store, NOW)

    second = backup.copy_to(made, tmp_path / "U盘 备份", NOW)

    assert second.file.read_bytes() == made.file.read_bytes()
    assert backup.keys_beside(second.file) is not None
    assert backup.latest(tmp_path / "U盘 备份") == second


def test_a_second_folder_on_a_disk_that_is_not_there_is_told(store: Store, tmp_path: Path) -> None:
    made = backup.back_up(store, NOW)

    with pytest.raises(NotFound):
        backup.copy_to(made, tmp_path / "not plugged in" / "backups", NOW)
    assert backup.latest(tmp_path / "not plugged in") is None


def test_a_clock_that_was_wrong_hides_no_change(store: Store) -> None:
    with store.write("edit", "Add", None, NOW) as writing:
        writing.insert("customer", [{"name": "王小明"}])
    made = backup.back_up(store, NOW + dt.timedelta(days=40))
    assert not backup.changed_since(store, made)
    with store.write("edit", "Add", None, NOW) as writing:
        writing.insert("customer", [{"name": "李雷"}])
    assert backup.changed_since(store, made)
    assert backup.due(store, NOW)


def test_work_of_another_line_than_the_backups_is_a_change(store: Store, folder: Path) -> None:
    """After an earlier backup was restored, as many operations were made as the later one has."""
    backups = []
    for name in ("王小明", "李雷"):
        with store.write("edit", "Add", None, NOW) as writing:
            writing.insert("customer", [{"name": name}])
        backups.append(backup.back_up(store, NOW))
    first, later = backups
    store.close()
    backup.restore(folder, first.file, store.key, NOW)
    again = database.open_store(folder, store.key)
    with again.write("edit", "Add", None, NOW) as writing:
        writing.insert("customer", [{"name": "韩梅梅"}])
    assert backup.changed_since(again, later)
    again.close()


def test_a_backup_is_due_half_an_hour_after_the_last_when_something_changed(store: Store) -> None:
    assert not backup.due(store, NOW)  # nothing was ever done
    add_customers(store, 1)
    assert backup.due(store, NOW)

    later = NOW + dt.timedelta(minutes=1)
    backup.back_up(store, later)
    assert not backup.due(store, later + dt.timedelta(hours=5))

    add_customers(store, 1, later + dt.timedelta(minutes=5))
    assert not backup.due(store, later + dt.timedelta(minutes=29))
    assert backup.due(store, later + dt.timedelta(minutes=30))


def test_restore_brings_back_what_was_and_keeps_what_is(store: Store) -> None:
    folder, key = store.folder, store.key
    add_customers(store, 5)
    made = backup.back_up(store, NOW)
    add_customers(store, 7)
    with pytest.raises(StoreLocked):
        backup.restore(folder, made.file, key, NOW)
    store.close()

    kept = backup.restore(folder, made.file, key, NOW)

    restored = database.open_store(folder, key)
    assert customers(restored) == 5
    restored.close()
    assert kept == folder / "showroom-before-restore-2026-11-20-093000.db"
    assert copying.examine(kept, key)["customer"] == 12


def test_restore_after_a_crash_keeps_the_log_with_its_file(store: Store, tmp_path: Path) -> None:
    """What was committed last may lie in the log beside the file only."""
    key = store.key
    made = backup.back_up(store, NOW)
    add_customers(store, 12)
    crashed = tmp_path / "crashed"
    crashed.mkdir()
    for file in store.folder.glob("showroom.db*"):
        shutil.copy(file, crashed)
    assert (crashed / "showroom.db-wal").stat().st_size > 0

    kept = backup.restore(crashed, made.file, key, NOW)

    restored = database.open_store(crashed, key)
    assert customers(restored) == 0
    restored.close()
    assert kept is not None
    assert copying.examine(kept, key)["customer"] == 12


def test_restore_into_an_empty_folder_brings_the_key_file_along(
    store: Store, tmp_path: Path
) -> None:
    keys.create(store.folder, "城东店")
    add_customers(store, 5)
    made = backup.back_up(store, NOW)

    beside = backup.keys_beside(made.file)
    assert backup.restore(tmp_path / "new PC", made.file, store.key, NOW, beside) is None

    assert keys.describe(tmp_path / "new PC").showroom == "城东店"
    restored = database.open_store(tmp_path / "new PC", store.key)
    assert customers(restored) == 5
    restored.close()


def test_a_damaged_backup_is_refused_and_nothing_changes(store: Store) -> None:
    add_customers(store, 3000)
    made = backup.back_up(store, NOW)
    spoil(made.file)
    store.close()
    before = (store.folder / database.DATABASE).read_bytes()

    with pytest.raises(StoreDamaged):
        backup.restore(store.folder, made.file, store.key, NOW)
    with pytest.raises(StoreDamaged):
        backup.restore(store.folder, made.file, keys.new_key(), NOW)
    with pytest.raises(NotFound):
        backup.restore(store.folder, made.file.with_name("other.db"), store.key, NOW)

    assert (store.folder / database.DATABASE).read_bytes() == before
    names = {file.name for file in store.folder.iterdir()}
    assert names <= {"showroom.db", "backups", "in-use.lock"}


def test_files_of_other_names_are_no_backups(tmp_path: Path) -> None:
    for name in ("showroom.db", "showroom-2026-13-40-000000.db", "showroom-2026-11-20.db"):
        (tmp_path / name).touch()

    assert backup.listed(tmp_path) == ()
