"""A desk at a real, encrypted store whose clock stands still."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from showroom_crm.exporting.look import Palette
from showroom_crm.operations import opening
from showroom_crm.operations.desk import Desk
from showroom_crm.operations.exports import Style
from showroom_crm.values.levels import Tier

TODAY = dt.date(2026, 11, 20)
PASSWORD = "showroom-1"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = opening.create_sample(tmp_path / "店 store", "东城展厅", "王芳", TODAY)
    yield replace(made, clock=lambda: dt.datetime.combine(TODAY, dt.time(9, 30)))
    opening.close(made)


@pytest.fixture
def style() -> Style:
    """A light palette; words for one segment and one stage."""
    tints = dict.fromkeys(Tier, "#FEF8E7")
    palette = Palette(tints, {"H": "#DC4C4C"}, "#1F2937", "#E6E8EC", "#2F6FED", "#D64545")
    return Style(
        palette,
        words={"segment": {"loyal_fan": "忠诚粉丝"}, "stage": {"prospect": "潜客"}},
    )
