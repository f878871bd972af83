"""One picture of the window: its name, its store and the way to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from scripts.screenshots.showrooms import Showrooms
from showroom_crm.ui import snapshot
from showroom_crm.ui.place import Page
from showroom_crm.ui.snapshot import Stage

T = TypeVar("T")
Act = Callable[[Stage, Showrooms], object]
BOTH, SMALL = ((1280, 720), (1920, 1080)), ((1280, 720),)


@dataclass(frozen=True, slots=True)
class Scene:
    """A picture `name` of a showroom ("" for none); `act` leads there, in each of `sizes`."""

    name: str
    store: str
    act: Act
    sizes: tuple[tuple[int, int], ...] = SMALL


def page(stage: Stage, key: str, kind: type[T]) -> T:
    """Go to a place and return its page once it is at rest."""
    found = stage.window.go_to(key)
    snapshot.settle(stage.tasks)
    if not isinstance(found, kind):
        raise TypeError(key)
    return found


def press(stage: Stage, here: Page, keys: str) -> None:
    """Do what these keys do on a page."""
    next(command for command in here.commands() if command.keys == keys).run()
    snapshot.settle(stage.tasks)
