"""A store opens for its key alone and for one program alone, and every mishap is told apart."""

import datetime as dt
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import pytest
from sqlalchemy import text

from showroom_crm.errors import InvalidInput, NoPermission, NotFound, StoreDamaged, StoreLocked
from showroom_crm.store import database, keys
from showroom_crm.store.database import DATABASE, Store

NOW = dt.datetime(2026, 11, 20, 9, 30)
ROOT = Path(__file__).parents[3]


def names(store: Store) -> list[str]:
    with store.read() as connection:
        return list(connection.scalars(text("SELECT name FROM customer ORDER BY id")))


def add(store: Store, name: str) -> None:
    with store.write("edit", "Add", None, NOW) as writing:
        writing.insert("customer", [{"name": name, "remark": "看车" * 200}])


def run_elsewhere(program: str, *arguments: str) -> str:
    """Run a program in another process and return what it prints."""
    answer = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
    )
    return answer.stdout.strip()


def test_what_was_written_is_there_after_opening_again(store: Store) -> None:
    add(store, "王小明")
    store.close()

    again = database.open_store(store.folder, store.key)

    assert names(again) == ["王小明"]
    again.close()


def test_nothing_readable_lies_on_the_disk(store: Store) -> None:
    add(store, "王小明")

    for file in store.folder.glob("showroom.db*"):
        assert "王小明".encode() not in file.read_bytes()
        assert b"SQLite format" not in file.read_bytes()


def test_another_key_does_not_open_it_and_changes_nothing(store: Store) -> None:
    store.close()
    before = (store.folder / DATABASE).read_bytes()

    with pytest.raises(StoreDamaged):
        database.open_store(store.folder, keys.new_key())

    assert (store.folder / DATABASE).read_bytes() == before
    database.open_store(store.folder, store.key).close()


def test_a_missing_store_is_told_and_not_made(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        database.open_store(tmp_path / "nowhere", keys.new_key())

    assert not (tmp_path / "nowhere").exists()


def test_a_store_is_not_made_over_another(store: Store) -> None:
    store.close()

    with pytest.raises(InvalidInput):
        database.create_store(store.folder, keys.new_key())

    database.open_store(store.folder, store.key).close()


@pytest.mark.parametrize("size", [0, 100, 4096, 50_000])
def test_a_file_cut_short_is_told_and_never_taken_for_an_empty_store(
    store: Store, size: int
) -> None:
    store.close()
    file = store.folder / DATABASE
    with file.open("rb+") as handle:
        handle.truncate(size)

    with pytest.raises(StoreDamaged):
        database.open_store(store.folder, store.key)

    assert file.stat().st_size == size


def test_a_file_overwritten_at_its_beginning_is_told(store: Store) -> None:
    store.close()
    with (store.folder / DATABASE).open("rb+") as handle:
        handle.write(b"PK\x03\x04" * 1024)

    with pytest.raises(StoreDamaged):
        database.open_store(store.folder, store.key)


def test_damage_met_while_reading_is_told(store: Store) -> None:
    for number in range(60):
        add(store, f"客户{number}")
    store.close()
    file = store.folder / DATABASE
    pages = file.stat().st_size // 4096
    with file.open("rb+") as handle:
        for page in range(pages * 2 // 3, pages):
            handle.seek(page * 4096)
            handle.write(b"\0" * 64)
    damaged = database.open_store(store.folder, store.key)

    with pytest.raises(StoreDamaged):
        names(damaged)
    damaged.close()


def test_two_windows_cannot_open_one_store(store: Store) -> None:
    with pytest.raises(StoreLocked):
        database.open_store(store.folder, store.key)

    store.close()
    database.open_store(store.folder, store.key).close()


def test_another_program_cannot_open_it_either(store: Store) -> None:
    program = (
        "import sys; from pathlib import Path\n"
        "from showroom_crm.errors import StoreLocked\n"
        "from showroom_crm.store import database\n"
        "try: database.open_store(Path(sys.argv[1]), bytes.fromhex(sys.argv[2])).close()\n"
        "except StoreLocked: print('locked')\n"
        "else: print('open')"
    )
    arguments = (str(store.folder), store.key.hex())

    assert run_elsewhere(program, *arguments) == "locked"
    store.close()
    assert run_elsewhere(program, *arguments) == "open"


def test_a_store_opened_in_one_thread_may_be_closed_in_another(folder: Path) -> None:
    key = keys.new_key()
    opened: list[Store] = []
    worker = threading.Thread(target=lambda: opened.append(database.create_store(folder, key)))
    worker.start()
    worker.join()

    opened[0].close()

    database.open_store(folder, key).close()


def test_a_program_killed_in_the_middle_of_a_write_leaves_a_whole_store(store: Store) -> None:
    add(store, "王小明")
    store.close()
    program = (
        "import datetime, os, sys; from pathlib import Path\n"
        "from showroom_crm.store import database\n"
        "store = database.open_store(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]))\n"
        "now = datetime.datetime(2026, 11, 20)\n"
        "with store.write('edit', 'Whole', None, now) as w: w.insert('customer', [{'name': 'B'}])\n"
        "print('half', flush=True)\n"
        "with store.write('edit', 'Half', None, now) as w:\n"
        "    w.insert('customer', [{'name': 'C'}] * 5000)\n"
        "    os.kill(os.getpid(), 9)"
    )
    with pytest.raises(subprocess.CalledProcessError):
        run_elsewhere(program, str(store.folder), store.key.hex())

    again = database.open_store(store.folder, store.key)

    assert names(again) == ["王小明", "B"]
    again.close()


_FILL = (
    "import datetime, resource, signal, sys; from pathlib import Path\n"
    "from showroom_crm.errors import DiskFull\n"
    "from showroom_crm.store import database\n"
    "store = database.open_store(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]))\n"
    "now = datetime.datetime(2026, 11, 20)\n"
    "if sys.argv[3:]: resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]),) * 2)\n"
    "rows = [{'name': 'B', 'remark': '看车' * 500}] * 5000\n"
    "try:\n"
    "    with store.write('import', 'Import', None, now) as w: w.insert('customer', rows)\n"
    "except DiskFull: print('full')\n"
    "else: print('written')\n"
    "store.close()"
)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no limit on the size of files")
def test_a_file_that_cannot_grow_is_told_and_nothing_is_lost(store: Store) -> None:
    add(store, "王小明")
    store.close()

    assert run_elsewhere(_FILL, str(store.folder), store.key.hex(), "3000000") == "full"

    again = database.open_store(store.folder, store.key)
    assert names(again) == ["王小明"]
    again.close()


def mounted(place: Path) -> bool:
    """Mount a disk of two megabytes, where the system lets us."""
    if sys.platform != "linux" or os.geteuid() != 0:
        return False
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(place)]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def test_a_full_disk_is_told_and_nothing_is_lost(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    if not mounted(disk):
        pytest.skip("a small disk of its own can only be mounted as root on Linux")
    try:
        store = database.create_store(disk / "展厅", keys.new_key())
        add(store, "王小明")
        store.close()

        assert run_elsewhere(_FILL, str(store.folder), store.key.hex()) == "full"

        again = database.open_store(store.folder, store.key)
        assert names(again) == ["王小明"]
        again.close()
    finally:
        subprocess.run(["umount", str(disk)], check=True)


_AS_NOBODY = (
    "import os, sys; from pathlib import Path\n"
    "from showroom_crm.errors import NoPermission\n"
    "from showroom_crm.store import database, keys\n"
    "folder, key = Path(sys.argv[1]), bytes.fromhex(sys.argv[2])\n"
    "import encodings.idna\n"
    "database.create_store(folder.parent / 'first', key).close()  # loads what nobody may read\n"
    "if os.geteuid() == 0: os.setgid(65534); os.setuid(65534)\n"
    "for work in (lambda: database.open_store(folder, key),\n"
    "             lambda: database.create_store(folder / 'new', key),\n"
    "             lambda: keys.create(folder, '城东店')):\n"
    "    try: work()\n"
    "    except NoPermission: print('no permission')\n"
    "    else: print('done')"
)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no permission bits on folders")
def test_a_folder_that_may_not_be_written_is_told(store: Store) -> None:
    store.close()
    with tempfile.TemporaryDirectory() as made:  # pytest's own folders let nobody else in
        reachable = Path(made)
        reachable.chmod(0o755)
        folder = reachable / "展厅 客户资料"
        shutil.copytree(store.folder, folder)
        (folder / "in-use.lock").unlink(missing_ok=True)
        folder.chmod(0o555)
        try:
            told = run_elsewhere(_AS_NOBODY, str(folder), store.key.hex())
        finally:
            folder.chmod(0o755)

    assert told.split("\n") == ["no permission"] * 3


def test_a_file_where_the_folder_should_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "展厅").touch()

    with pytest.raises(NoPermission):
        database.create_store(tmp_path / "展厅", keys.new_key())


def test_the_connection_used_last_is_used_next_as_its_cache_is_warm(store: Store) -> None:
    with store.read() as warm:
        last = warm.connection.dbapi_connection
        with store.read():
            pass
    with store.read() as again:
        assert again.connection.dbapi_connection is last
