"""What a line of the budget is: a piece of work, the floor it is held against, and its limit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from pathlib import Path

from benchmarks import showroom
from showroom_crm.operations import opening
from showroom_crm.operations.desk import Desk

Step = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Size:
    """How much is measured: customers in the store, rows of a file, and how often."""

    name: str
    customers: int
    rows: int
    repeat: int


SIZES = {
    "small": Size("small", customers=2_000, rows=1_000, repeat=3),
    "full": Size("full", customers=100_000, rows=10_000, repeat=5),
}


class Bench:
    """Where the work happens: a folder, the size, and a showroom filled when first needed."""

    def __init__(self, size: Size, folder: Path, kept: Path | None = None) -> None:
        """Keep size and folder; nothing is made yet. `kept` is a showroom that outlives the run."""
        self.size = size
        self.folder = folder
        self._showroom = kept or folder / "showroom"

    @cached_property
    def desk(self) -> Desk:
        """A desk in a showroom with as many customers as the size says, scored."""
        return showroom.filled(self._showroom, self.size.customers)

    def close(self) -> None:
        """Leave the showroom, if one was made."""
        if "desk" in self.__dict__:
            opening.close(self.desk)
            del self.desk


class Unit(StrEnum):
    """What a budget is counted in."""

    TIMES = "times the floor"
    MILLISECONDS = "ms"
    MEGABYTES = "MB"


@dataclass(frozen=True, slots=True)
class Case:
    """A line made ready: `before` runs unmeasured ahead of each `work`.

    A step that returns a float has measured itself: seconds, or megabytes. `repeat` None takes the
    count of the size; a line with many inputs sets its own.
    """

    work: Step
    floor: Step | None = None
    before: Step | None = None
    repeat: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the budget: what the work may take, at `percentile` of its runs.

    `floor` says in words what the floor does; work and floor run in turns.
    """

    name: str
    prepare: Callable[[Bench], Case]
    budget: float
    unit: Unit = Unit.TIMES
    floor: str = ""
    percentile: int = 50
