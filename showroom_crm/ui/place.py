"""What the main window knows of a place: its name, its icon, and what its page can do."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from showroom_crm.i18n import N_
from showroom_crm.ui.commands import Command
from showroom_crm.values.operations import Changes
from showroom_crm.values.queries import SavedView

TODAY, CUSTOMERS, SEGMENTS = "today", "customers", "segments"
IMPORT, REPORTS, SETTINGS = "import", "reports", "settings"


@runtime_checkable
class Page(Protocol):
    """What every page of a place can do; it is a QWidget too."""

    def refresh(self, changes: Changes | None) -> None:
        """Show what is now in the store; `changes` says what was written, None means anything."""

    def commands(self) -> tuple[Command, ...]:
        """Return what can be done here, for keys, command list and shortcut sheet."""


@runtime_checkable
class TakesFiles(Protocol):
    """A page that begins with files, dropped on the window or chosen."""

    def open_files(self, files: tuple[Path, ...]) -> None:
        """Begin with `files`."""


@runtime_checkable
class ShowsCustomers(Protocol):
    """A page that other places can lead to, for one customer or a selection."""

    def search(self) -> None:
        """Put the cursor into the search box."""

    def register(self) -> None:
        """Register a visitor."""

    def show_customer(self, customer_id: int) -> None:
        """Open the customer's detail."""

    def current(self) -> int:
        """Return the id of the customer chosen in the list, 0 for none."""

    def stay_at(self, customer_id: int) -> None:
        """Choose the customer once the list is there."""

    def show_view(self, view: SavedView) -> None:
        """List the customers of `view`, with its order and columns."""


class Go(QObject):
    """How a page leads to another place without knowing it: the window follows these signals."""

    place = Signal(str)  # key of a place
    customer = Signal(int)  # id
    view = Signal(object)  # SavedView, also one made for the occasion (a bar of a chart)
    files = Signal(object)  # tuple of Path, to the import
    register = Signal()  # a visitor walked in
    counted = Signal(str, int)  # key of a place, and what its page counts itself
    told = Signal(str)  # a sentence for the bar, with nothing to undo
    saved = Signal(str, object)  # a sentence about a file that was written, and its Path
    language = Signal(str)  # code of the language that shall be spoken from now on, "" the system's
    look = Signal(object, int)  # Theme and text size in percent that shall hold from now on


@dataclass(frozen=True, slots=True)
class Place:
    """One place of the window; `title` is a source text, `below` puts it at the side's foot."""

    key: str
    title: str
    icon: str
    below: bool = False


PLACES = (
    Place(TODAY, N_("Today's work"), "sun-horizon"),
    Place(CUSTOMERS, N_("Customers"), "users-three"),
    Place(SEGMENTS, N_("Segments"), "chart-pie-slice"),
    Place(IMPORT, N_("Import"), "download-simple"),
    Place(REPORTS, N_("Reports"), "chart-bar"),
    Place(SETTINGS, N_("Settings"), "gear-six", below=True),
)


@dataclass(frozen=True, slots=True)
class Numbers:
    """What the side shows beside names: counts by key of a place, views with theirs, last backup.

    `backup_failed` says why the last one failed, "" where it did not; `now` is when that was so.
    """

    places: Mapping[str, int]
    views: tuple[tuple[SavedView, int], ...]
    now: dt.datetime
    backup_at: dt.datetime | None = None
    backup_failed: str = ""


@dataclass(frozen=True, slots=True)
class Showroom:
    """The store now open, as the window needs it: `pages` by key make the page of a place.

    `numbers` and `undo` (of the operation, None for the last one) run off the window's thread.
    """

    name: str
    pages: Mapping[str, Callable[..., QWidget]]
    numbers: Callable[[], Numbers]
    undo: Callable[[int | None], Changes]
