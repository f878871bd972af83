"""What the main window knows of a place: its name, icon and key, and how to make its page."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from showroom_crm.ui.commands import Command
from showroom_crm.values.operations import Changes
from showroom_crm.values.queries import CustomerQuery

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

    def show_customer(self, customer_id: int) -> None:
        """Open the customer's detail."""

    def show_query(self, query: CustomerQuery, title: str) -> None:
        """List the customers of `query`, which the other place calls `title`."""


class Go(QObject):
    """How a page leads to another place without knowing it: the window follows these signals."""

    place = Signal(str)  # key of a place
    customer = Signal(int)  # id
    query = Signal(object, str)  # CustomerQuery, what to call it
    files = Signal(object)  # tuple of Path, to the import
    register = Signal()  # a visitor walked in


@dataclass(frozen=True, slots=True)
class Place:
    """One place of the window: `make` builds its page at the first visit.

    `key` names it in preferences, `title` is a source text translated when shown, `count` reads the
    number shown beside it (on the reading lane) or is None, `below` puts it at the side's foot.
    """

    key: str
    title: str
    icon: str
    make: Callable[[], QWidget]
    count: Callable[[], int] | None = None
    below: bool = False
