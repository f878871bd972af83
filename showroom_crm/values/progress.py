"""How far long work is: its stages, and the callback that hears of them and may stop it."""

from collections.abc import Callable
from enum import StrEnum


class Stage(StrEnum):
    """What an import is doing."""

    READING = "reading"
    CLEANING = "cleaning"
    MATCHING = "matching"
    PLANNING = "planning"
    SECURING = "securing"  # a backup before anything is written
    WRITING = "writing"
    SCORING = "scoring"


Heard = Callable[[float], None]
"""Hears how much of one stage is done, 0 to 1; may raise to stop the work."""

Report = Callable[[Stage, float], None]
"""Hears the stage and how much of it is done, 0 to 1; may raise to stop the work."""

HEARD_EVERY = 1000  # rows between two reports of one stage


def unheard(_share: float) -> None:
    """Hear nothing of a stage."""


def unreported(_stage: Stage, _share: float) -> None:
    """Hear nothing."""
