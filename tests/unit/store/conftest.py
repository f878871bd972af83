"""An empty store of its own for every test of the store."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from showroom_crm.store import database, keys
from showroom_crm.store.database import DATABASE, Store

KEY = keys.new_key()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a name of the kind people choose."""
    return tmp_path / "展厅 客户资料"


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make an empty store once, as making all its tables takes longer than most tests."""
    folder: Path = tmp_path_factory.mktemp("empty")
    database.create_store(folder, KEY).close()
    return folder / DATABASE


@pytest.fixture
def store(folder: Path, empty_file: Path) -> Iterator[Store]:
    """Open a copy of the empty store and close it after the test."""
    folder.mkdir()
    shutil.copy(empty_file, folder)
    opened = database.open_store(folder, KEY)
    yield opened
    opened.close()
