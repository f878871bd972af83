"""Backup, restore and salvage from the desk, by password, code or none."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from showroom_crm.errors import InvalidInput, NotFound, StoreLocked, UserError, WrongPassword
from showroom_crm.operations import customers, history, imports, opening, safety
from showroom_crm.operations.desk import Desk
from showroom_crm.paths import resource
from showroom_crm.store import backup

NOW = dt.datetime(2026, 11, 20, 9, 30)
PASSWORD = "打开展厅 2026"


@pytest.fixture
def sample(tmp_path: Path) -> Iterator[Desk]:
    """Sit down at a new showroom without password."""
    desk = opening.create_sample(tmp_path / "展厅", "城东店", "王芳", NOW.date())
    yield desk
    opening.close(desk)


def register(desk: Desk, name: str) -> int:
    return customers.register(desk, {"name": name, "mobile": "13800138000"})[0]


def count(desk: Desk) -> int:
    return safety.check(desk).counts["customer"]


def test_a_backup_lands_in_the_stores_folder_and_the_second_one(
    sample: Desk, tmp_path: Path
) -> None:
    (tmp_path / "U盘").mkdir()
    assert safety.last_backup(sample) is None
    safety.set_second_folder(sample, tmp_path / "U盘")
    assert safety.second_folder(sample) == tmp_path / "U盘"

    made = safety.backup(sample)

    last = safety.last_backup(sample)
    assert last is not None
    assert last.file == made
    assert [info.file.name for info in safety.all_backups(tmp_path / "U盘")] == [made.name]
    assert safety.all_backups(sample.store.folder) == (last,)
    assert backup.content(made, sample.store.key).customers == 0


def test_a_second_folder_that_is_gone_does_not_cost_the_first_backup(
    sample: Desk, tmp_path: Path
) -> None:
    (tmp_path / "U盘").mkdir()
    safety.set_second_folder(sample, tmp_path / "U盘")
    (tmp_path / "U盘").rmdir()
    (tmp_path / "U盘").touch()

    with pytest.raises(UserError, match="second folder"):
        safety.backup(sample)

    assert safety.last_backup(sample) is not None


def test_why_a_backup_failed_is_kept_until_one_succeeds(sample: Desk, tmp_path: Path) -> None:
    assert safety.backup_failure(sample) == ""
    (tmp_path / "U盘").mkdir()
    safety.set_second_folder(sample, tmp_path / "U盘")
    (tmp_path / "U盘").rmdir()
    (tmp_path / "U盘").touch()
    with pytest.raises(UserError) as told:
        safety.backup_if_due(sample)
    assert safety.backup_failure(sample) == told.value.text
    register(sample, "王小明")
    safety.backup_before(sample)  # here alone: the second folder still waits for its copy
    assert safety.backup_failure(sample) == told.value.text
    again = opening_again(sample)
    assert safety.backup_failure(again) == told.value.text
    (tmp_path / "U盘").unlink()
    (tmp_path / "U盘").mkdir()
    safety.backup(again)
    assert safety.backup_failure(again) == ""
    opening.close(again)


def test_a_backup_that_fails_on_closing_is_told_at_the_next_opening(sample: Desk) -> None:
    register(sample, "王小明")
    (sample.store.folder / "backups").touch()  # a file where the folder should be
    again = opening_again(sample)
    assert safety.backup_failure(again)
    (again.store.folder / "backups").unlink()
    safety.backup_before(again)
    assert safety.backup_failure(again) == ""
    opening.close(again)


def opening_again(desk: Desk) -> Desk:
    folder = desk.store.folder
    opening.close(desk)
    return opening.unlock_open(folder)


def test_a_second_folder_that_is_gone_stops_no_import(sample: Desk, tmp_path: Path) -> None:
    (tmp_path / "U盘").mkdir()
    safety.set_second_folder(sample, tmp_path / "U盘")
    (tmp_path / "U盘").rmdir()
    (tmp_path / "U盘").touch()
    path = resource("samples", "客户分类模板.xlsx")

    done = imports.apply(sample, imports.propose(sample, imports.read(path), path))

    assert done.inserted
    assert safety.last_backup(sample) is not None


def test_the_second_folder_must_be_there_and_another_one(sample: Desk, tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        safety.set_second_folder(sample, tmp_path / "nowhere")
    safety.backup(sample)
    with pytest.raises(InvalidInput):
        safety.set_second_folder(sample, sample.store.folder / "backups")
    safety.set_second_folder(sample, None)
    assert safety.second_folder(sample) is None


def test_without_a_change_no_backup_is_made(sample: Desk) -> None:
    later = Desk(sample.store, sample.staff, lambda: dt.datetime(2027, 1, 1))
    assert safety.backup_if_due(later) is not None
    assert safety.backup_if_changed(later) is None
    assert safety.backup_if_due(later) is None
    register(later, "王小明")
    assert safety.backup_if_changed(later) is not None


def test_restore_by_password_by_code_and_after_a_change_of_password(tmp_path: Path) -> None:
    folder = tmp_path / "展厅"
    desk, code = opening.create(folder, "城东店", "王芳", PASSWORD)
    file = safety.backup(desk)
    register(desk, "王小明")
    with pytest.raises(StoreLocked):
        safety.restore(folder, file, "王芳", PASSWORD, NOW)
    opening.change_password(desk, PASSWORD, "another password")
    opening.close(desk)

    with pytest.raises(WrongPassword):
        safety.restore(folder, file, "王芳", "guess", NOW)
    kept = safety.restore(folder, file, "王芳", "another password", NOW)
    assert kept is not None
    desk = opening.unlock(folder, "王芳", "another password")
    assert count(desk) == 0
    opening.close(desk)

    # Who remembers only the password of that time gets it back together with the backup.
    safety.restore(folder, file, "王芳", PASSWORD, NOW + dt.timedelta(minutes=1))
    opening.close(opening.unlock(folder, "王芳", PASSWORD))

    safety.restore(folder, file, None, code.lower(), NOW + dt.timedelta(minutes=2))
    opening.close(opening.unlock(folder, "王芳", PASSWORD))


def test_restore_on_a_new_computer(sample: Desk, tmp_path: Path) -> None:
    register(sample, "王小明")
    (tmp_path / "U盘").mkdir()
    file = safety.backup(sample, tmp_path / "U盘")

    assert safety.restore(tmp_path / "new", file, None, "", NOW) is None

    desk = opening.unlock_open(tmp_path / "new")
    assert count(desk) == 1
    assert history.recent(desk, 1)[0].kind == "register"
    opening.close(desk)


def test_a_check_mends_the_search_index(sample: Desk) -> None:
    register(sample, "王小明")
    bare = sample.store.driver_connection()
    bare.execute("DELETE FROM customer_search")
    bare.close()

    assert safety.quick_check(sample)
    assert safety.check(sample).not_indexed == 1
    assert safety.check(sample).sound


def test_salvage_needs_the_key_too(sample: Desk) -> None:
    register(sample, "王小明")
    opening.close(sample)

    with pytest.raises(WrongPassword):
        safety.salvage(sample.store.folder, "王芳", "guess")
    tables = {table.name: table for table in safety.salvage(sample.store.folder, None, "")}

    assert len(tables["customer"].rows) == len(tables["contact_way"].rows) == 1
