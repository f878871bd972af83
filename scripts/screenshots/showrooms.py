"""The showrooms that are pictured, each made when a scene first asks for it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from showroom_crm import paths
from showroom_crm.operations import imports, opening, sample
from showroom_crm.operations.desk import Desk

LEADS, DMS = "线上线索_20261119.csv", "DMS潜客月报_2026年11月.xlsx"
SAMPLES = (DMS, "售后进厂档案_2026.xls", LEADS, "客户分类模板.xlsx")
_NINE = dt.time(9, 0)
_SECRET = "three calm words"


class Showrooms:
    """The full sample, one without customers, one with its first import, and a locked one."""

    def __init__(self, folder: Path, full: Desk) -> None:
        """Make them in `folder` beside the `full` sample."""
        self._folder, self.full = folder, full
        self._open = ExitStack()
        self.none = paths.default_store()

    @cached_property
    def fresh(self) -> Desk:
        """A showroom in which nothing was done yet."""
        return self._made("fresh")

    @cached_property
    def begun(self) -> Desk:
        """A showroom that has imported the online leads."""
        desk = self._made("begun")
        take_in(desk, LEADS)
        return desk

    @cached_property
    def locked(self) -> Path:
        """The folder of a showroom whose password is asked for."""
        folder = self._folder / "locked"
        name, person = opening.showroom_name(self.full), self.full.staff.name
        opening.create(folder, name, person, _SECRET)[0].store.close()
        return folder

    @cached_property
    def exports(self) -> Path:
        """A folder for what is exported."""
        made = self._folder / f"{self.full.today:%Y-%m}"
        made.mkdir(parents=True)
        return made

    def close(self) -> None:
        """Close what was made."""
        self._open.close()

    def _made(self, kind: str) -> Desk:
        name, person = opening.showroom_name(self.full), self.full.staff.name
        desk = opening.create_sample(self._folder / kind, name, person, self.full.today)
        self._open.callback(desk.store.close)
        return _standing(desk)


def take_in(desk: Desk, name: str) -> None:
    """Import one of the sample files."""
    path = paths.resource("samples", name)
    imports.apply(desk, imports.propose(desk, imports.read(path), path))


@contextmanager
def full_sample(folder: Path) -> Iterator[Desk]:
    """Give the sample showroom as its owner finds it in the morning."""
    made = _standing(sample.make_empty(folder))
    for name in SAMPLES:
        take_in(made, name)
    opening.start_day(made)
    yield made
    made.store.close()


def _standing(desk: Desk) -> Desk:
    """Let the clock stand at nine, so that two runs give the same pictures."""
    morning = dt.datetime.combine(desk.today, _NINE)
    return replace(desk, clock=lambda: morning)
