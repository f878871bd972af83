"""A desk at a real, encrypted store whose clock stands still."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from showroom_crm.operations import opening
from showroom_crm.operations.desk import Desk

TODAY = dt.date(2026, 11, 20)
PASSWORD = "showroom-1"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = opening.create_sample(tmp_path / "店 store", "东城展厅", "王芳", TODAY)
    yield replace(made, clock=lambda: dt.datetime.combine(TODAY, dt.time(9, 30)))
    opening.close(made)
