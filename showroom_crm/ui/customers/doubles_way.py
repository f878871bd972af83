"""The way from the customer list to the screen of likely duplicates and back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu, QWidget

from showroom_crm.errors import InvalidInput
from showroom_crm.i18n import N_, _, ngettext
from showroom_crm.operations import duplicates
from showroom_crm.operations.desk import Desk
from showroom_crm.ui import icons
from showroom_crm.ui.commands import Command, key_text
from showroom_crm.ui.customers.doubles import MOST, DoublesPage
from showroom_crm.ui.tasks import Tasks
from showroom_crm.ui.widgets.buttons import LinkButton
from showroom_crm.values.duplicates import AT_ONCE, Likeness
from showroom_crm.values.operations import Changes

_FIND, _MERGE = "Ctrl+D", "Ctrl+M"
_TELLING = ("import", "undo", "merge", "separate", "register", "remove")
_FEW = 5000  # customers up to which comparing all is no work worth waiting for a click


class DoublesWay(QObject):
    """Opens the screen over the customers page when it is first asked for."""

    learnt = Signal()  # all were compared

    def __init__(
        self, desk: Desk, tasks: Tasks, over: QWidget, chosen: Callable[[], Sequence[int]]
    ) -> None:
        """Lie over `over`; `chosen` tells which customers are selected in the list."""
        super().__init__(over)
        self._desk, self._tasks, self._over, self._chosen = desk, tasks, over, chosen
        self.page: DoublesPage | None = None
        self.link = LinkButton(_("Duplicates"))
        self.link.setToolTip(f"{_('Find duplicates')}  {key_text(_FIND)}")
        self.link.clicked.connect(self.find)
        self._groups: tuple[Likeness, ...] = ()
        self._customers = 0

    def commands(self) -> tuple[Command, ...]:
        """Return the ways in."""
        here = N_("Customers")
        return (
            Command(N_("Find duplicates"), self.find, _FIND, "users-three", here),
            Command(N_("Merge selected customers"), self.merge, _MERGE, "users-three", here),
        )

    def find(self) -> None:
        """Look for duplicates among all customers."""
        self._open().scan()

    def merge(self) -> None:
        """Merge the customers selected in the list."""
        chosen = self._chosen()
        if 2 <= len(chosen) <= AT_ONCE:
            self._open().merge_these(chosen)
        else:
            text = _("Select two to {count} customers in the list to merge them.")
            self._tasks.refused.emit(InvalidInput(text.format(count=AT_ONCE)))

    def add_to(self, menu: QMenu) -> None:
        """Add the ways in to the menu of the list."""
        chosen = len(self._chosen())
        menu.addSeparator()
        text = ngettext("Merge {count} customer", "Merge {count} customers", chosen)
        action = menu.addAction(
            icons.icon("users-three"),
            f"{text.format(count=chosen)}\t{key_text(_MERGE)}",
            self.merge,
        )
        action.setEnabled(2 <= chosen <= AT_ONCE)
        menu.addAction(f"{self._title(_('Find duplicates'))}\t{key_text(_FIND)}", self.find)

    def count(self, customers: int) -> None:
        """Count the likely duplicates of a showroom with so many customers, where that is quick."""
        self._customers = customers
        self.link.setVisible(customers > 1)
        if 1 < customers <= _FEW:
            work = partial(duplicates.scan, self._desk, most=MOST)
            self._tasks.read(work, self._counted, long=True)

    def like(self, customer: int) -> str:
        """Return whom a customer looks like, as far as all were compared, else ""."""
        found = next((g for g in self._groups if customer in g.group.members), None)
        if found is None:
            return ""
        others = (line for line in found.lines if line.id != customer)
        names = _(", ").join(f"{line.name} {line.customer_no}".strip() for line in others)
        return _("Looks like {names}").format(names=names)

    def find_like(self, customer: int) -> None:
        """Open the merge screen at the group of a customer."""
        self._open().go_through(self._groups, customer)

    def _counted(self, groups: tuple[Likeness, ...]) -> None:
        self._groups = groups
        self.link.say(self._title(_("Duplicates")))
        self.link.setVisible(bool(groups))
        self.learnt.emit()

    def _title(self, text: str) -> str:
        count = len(self._groups)
        if not count:
            return text
        shown = f"{count}+" if count == MOST else str(count)
        return _("{name} ({count})").format(name=text, count=shown)

    def refresh(self, changes: Changes | None) -> None:
        """Show what is now in the store, and count again what may look alike now."""
        if self.page is not None and self.page.isVisible():
            self.page.refresh(changes)
        elif changes is None or changes.kind in _TELLING:
            self.count(self._customers)

    def fit(self) -> None:
        """Cover the page whole."""
        if self.page is not None:
            self.page.setGeometry(self._over.rect())
            self.page.raise_()

    def _open(self) -> DoublesPage:
        if self.page is None:
            self.page = DoublesPage(self._desk, self._tasks, self._over)
            self.page.counted.connect(self._counted)
            self.page.closed.connect(self._over.setFocus)
        self.page.show()
        self.fit()
        self.page.setFocus()
        return self.page
