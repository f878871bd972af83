"""Intent levels: how soon a prospect will buy, and how often that asks for a contact."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Tier(StrEnum):
    """The class that follows from the total score, A the best."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"


class Stage(StrEnum):
    """Where a customer stands in the life cycle."""

    LEAD = "lead"
    PROSPECT = "prospect"
    ORDERED = "ordered"
    OWNER = "owner"
    LOYAL = "loyal"
    DORMANT = "dormant"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Level:
    """One intent level: letter, names, days to purchase, cadence and patience in days.

    `cadence` is the number of days between two contacts (None: not followed up by cadence),
    `patience` how many days overdue are tolerated before a warning, `check_after` the days after
    which a closed case is called once more, `closed` marks levels that leave the working list.
    """

    code: str
    name_zh: str
    name_en: str
    days_from: int | None
    days_to: int | None
    cadence: int | None
    patience: int | None
    check_after: tuple[int, ...]
    closed: bool
