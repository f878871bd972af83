"""An empty store of its own for every test of the store."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from showroom_crm.store import database, keys
from showroom_crm.store.database import Store

NOW = dt.datetime(2026, 11, 20, 9, 30)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a name of the kind people choose."""
    return tmp_path / "展厅 客户资料"


@pytest.fixture
def store(folder: Path) -> Iterator[Store]:
    """Open a new store and close it after the test."""
    opened = database.create_store(folder, keys.new_key())
    yield opened
    opened.close()
