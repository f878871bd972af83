"""Where the detail stands: at the right of the list, or over it where there is no room beside."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from showroom_crm.ui import theme
from showroom_crm.ui.customers.detail import Detail
from showroom_crm.ui.customers.table import CustomerTable

_WIDTH, _LIST_LEAST = 372, 560
_AFTER = 60  # milliseconds: walking through the list reads only where it stops


class DetailPlace(QObject):
    """Opens and closes the detail, and lets it follow the current row of the table."""

    def __init__(
        self, detail: Detail, table: CustomerTable, moved: Callable[[], None], page: QWidget
    ) -> None:
        """Lie over `page`; `moved` is called where the detail comes or goes, to `arrange`."""
        super().__init__(page)
        self._detail, self._table, self._moved, self._page = detail, table, moved, page
        self._open: bool | None = None  # None: where there is room for it
        self._due = QTimer(self)
        self._due.setSingleShot(True)
        self._due.setInterval(_AFTER)
        self._due.timeout.connect(self._follow)
        table.current_changed.connect(self._soon)
        table.opened.connect(self.enter)
        detail.closed.connect(self.toggle)

    @property
    def waits(self) -> bool:
        """Whether the detail is about to follow the list."""
        return self._due.isActive()

    def toggle(self) -> None:
        """Close the detail, or open it."""
        self._open = not self._detail.isVisible()
        self._moved()
        if self._open:
            self._detail.show_customer(self._table.current_id)
        else:
            self._table.setFocus()

    def open(self) -> None:
        """Keep the detail in sight."""
        self._open = True
        self._moved()

    def enter(self, customer_id: int) -> None:
        """Go into the detail of a customer."""
        self.open()
        self._detail.show_customer(customer_id)
        self._detail.setFocus()

    def arrange(self, anybody: bool) -> int:
        """Put the detail where it belongs; return the room, in pixels, it takes from the list.

        Where the list holds not `anybody`, there is no detail.
        """
        page, width = self._page, theme.px(_WIDTH)
        beside = page.width() - width >= theme.px(_LIST_LEAST)
        wanted = beside if self._open is None else self._open
        shown = wanted and anybody
        self._detail.setGeometry(page.width() - width, 0, width, page.height())
        if shown and not self._detail.isVisible():
            self._soon()  # while it was closed, the list went on to somebody else
        self._detail.setVisible(shown)
        self._detail.raise_()
        return width if shown and beside else 0

    def _soon(self, *_customer: int) -> None:
        self._due.start()

    def _follow(self) -> None:
        if self._detail.isVisible():
            self._detail.show_customer(self._table.current_id)
