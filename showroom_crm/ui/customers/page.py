"""The customers place: search, filters, list and the detail of the current customer."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from showroom_crm.i18n import N_, _
from showroom_crm.operations.desk import Desk
from showroom_crm.ui import icons, place, theme
from showroom_crm.ui.commands import Command, key_text
from showroom_crm.ui.customers import reading
from showroom_crm.ui.customers.actions import CustomerActions
from showroom_crm.ui.customers.detail import Detail
from showroom_crm.ui.customers.filter_bar import FilterBar
from showroom_crm.ui.customers.model import CustomerModel
from showroom_crm.ui.customers.reading import Found
from showroom_crm.ui.customers.table import CustomerTable
from showroom_crm.ui.place import Go
from showroom_crm.ui.remembered import Remembered
from showroom_crm.ui.tasks import Job, Tasks
from showroom_crm.ui.widgets.buttons import ActionButton, PrimaryButton
from showroom_crm.ui.widgets.empty import EmptyState
from showroom_crm.ui.widgets.search_box import SearchBox
from showroom_crm.ui.widgets.skeleton import SkeletonRows
from showroom_crm.values.operations import Changes
from showroom_crm.values.queries import CustomerQuery, SavedView

_LOADING, _LIST, _NOTHING_FOUND, _NOBODY = range(4)
_DETAIL, _LIST_LEAST = 372, 560
_DETAIL_AFTER = 60  # milliseconds: walking through the list reads only where it stops


class CustomersPage(QWidget):
    """Lists what search, chips and order ask for; the detail follows the current row."""

    def __init__(self, desk: Desk, tasks: Tasks, go: Go, remembered: Remembered) -> None:
        """Begin with all customers in the order last chosen."""
        super().__init__()
        self._desk, self._tasks, self._go, self._remembered = desk, tasks, go, remembered
        kept = remembered.now
        sort = kept.list_sort or CustomerQuery().sort
        self._query = CustomerQuery(sort=sort, descending=kept.list_descending)
        self._job: Job | None = None
        self._wanted = 0  # the customer to be current when the list arrives
        self._model = CustomerModel(tasks, partial(reading.lines, desk), self)
        self._table = CustomerTable(self._model, remembered)
        self._filters = FilterBar(desk, tasks, self._current_query)
        self._search = SearchBox(
            _("Search: name, initials, end of phone, plate, model, remark…"), "Ctrl+F"
        )
        self._actions = CustomerActions(desk, tasks, go, self)
        self._detail = Detail(desk, tasks, self._actions, self)
        self._detail_open = True
        self._build()
        self._connect()
        self._find()

    def refresh(self, changes: Changes | None) -> None:
        """Show what is now in the store; an edit leaves the rows where they are."""
        if changes is not None and changes.kind == "edit" and changes.customers is not None:
            self._model.reload(changes.customers, self._desk.today)
        else:
            self._find(self._table.current_id)
        self._detail.refresh(changes)

    def commands(self) -> tuple[Command, ...]:
        """Return what can be done here."""
        here = N_("Customers")
        return (
            Command(N_("Log contact"), self._log_contact, "L", "note-pencil", here, bound=False),
            Command(N_("Copy number"), self._copy_phone, "Ctrl+Shift+C", "copy", here),
            Command(N_("Show all customers"), self.show_all, "Ctrl+Shift+A", "users-three", here),
            Command(
                N_("Open or close the detail"), self.toggle_detail, "F4", "sidebar-simple", here
            ),
        )

    def show_customer(self, customer_id: int) -> None:
        """Open a customer's detail; the list shows everyone where it did not hold the customer."""
        self._open_detail()
        if not self._table.select(customer_id):
            self._wanted = customer_id
            self.show_all()

    def show_view(self, view: SavedView) -> None:
        """List the customers of `view` in its order."""
        self._search.clear()
        self._filters.choose(view.query.conditions)
        self._query = replace(view.query, search="")
        self._table.show_order(self._query.sort, self._query.descending)
        self._find()

    def show_all(self) -> None:
        """Clear search and filters."""
        self._search.clear()
        self._filters.choose(())
        self._find()

    def search(self) -> None:
        """Put the cursor into the search box."""
        self._search.setFocus()
        self._search.selectAll()

    def register(self) -> None:
        """Register a visitor and open the new record."""
        self._actions.register(self.show_customer)

    def toggle_detail(self) -> None:
        """Close the detail, or open it."""
        self._detail_open = not self._detail_open
        self._arrange()
        if self._detail_open:
            self._detail.show_customer(self._table.current_id)
        else:
            self._table.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the detail at the right: beside the list, or over it where there is no room."""
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Wear the new look."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and hasattr(self, "_table"):
            self._table.dress()

    def _build(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.setSpacing(10)
        self._column.addLayout(self._top_row())
        self._column.addWidget(self._filters)
        self._stack = QStackedWidget()
        self.setFocusProxy(self._table)
        for page in (SkeletonRows(), self._table, self._nothing_found(), self._nobody()):
            self._stack.addWidget(page)
        self._column.addWidget(self._stack, 1)
        self._detail_due = QTimer(self)
        self._detail_due.setSingleShot(True)
        self._detail_due.setInterval(_DETAIL_AFTER)

    def _top_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._search, 1)
        self._buttons = (PrimaryButton(_("Register visitor"), "user-plus", "Ctrl+N"),)
        for button in self._buttons:
            row.addWidget(button)
        return row

    def _nothing_found(self) -> QWidget:
        empty = EmptyState(
            "magnifying-glass",
            _("Nobody fits this search"),
            _("Try fewer words or another spelling, or show everyone again."),
        )
        everyone = PrimaryButton(_("Show all customers"))
        everyone.clicked.connect(self.show_all)
        empty.add_way(everyone)
        return empty

    def _nobody(self) -> QWidget:
        empty = EmptyState(
            "users-three",
            _("No customers yet"),
            _("Drop your spreadsheet onto the window, or register the first visitor."),
        )
        load, first = PrimaryButton(_("Import a spreadsheet")), ActionButton(_("Register visitor"))
        load.clicked.connect(partial(self._go.place.emit, place.IMPORT))
        first.clicked.connect(self.register)
        empty.add_way(load)
        empty.add_way(first)
        return empty

    def _connect(self) -> None:
        self._buttons[0].clicked.connect(self.register)
        self._search.searched.connect(self._searched)
        self._search.left_down.connect(self._into_list)
        self._filters.changed.connect(self._find)
        self._table.sorted_by.connect(self._sorted)
        self._table.current_changed.connect(self._current_changed)
        self._table.opened.connect(self._focus_detail)
        self._table.asked_menu.connect(self._menu)
        self._table.typed_letter.connect(self._letter)
        self._table.edited.connect(self._actions.edit)
        self._detail.closed.connect(self.toggle_detail)
        self._detail_due.timeout.connect(self._show_detail)

    def _current_query(self) -> CustomerQuery:
        return replace(
            self._query, search=self._search.text().strip(), conditions=self._filters.conditions
        )

    def _find(self, stay_at: int = 0) -> None:
        if self._job is not None:
            self._job.cancel()
        self._wanted = self._wanted or stay_at
        self._query = self._current_query()
        self._job = self._tasks.read(
            partial(reading.find, self._desk, self._query), self._show, urgent=True
        )

    def _show(self, found: Found) -> None:
        self._job = None
        self._model.show(found.ids, found.first, found.today)
        self._filters.show_count(len(found.ids))
        empty = _NOTHING_FOUND if found.total else _NOBODY
        self._stack.setCurrentIndex(_LIST if found.ids else empty)
        self._table.show_order(self._query.sort, self._query.descending)
        if found.ids and not (self._wanted and self._table.select(self._wanted)):
            self._table.select_row(0)
        self._wanted = 0
        self._arrange()

    def _searched(self, _text: str) -> None:
        if self._current_query() != self._query:
            self._find()

    def _sorted(self, field: str, descending: bool) -> None:
        self._query = replace(self._query, sort=field, descending=descending)
        self._remembered.change(list_sort=field, list_descending=descending)
        self._find(self._table.current_id)

    def _into_list(self) -> None:
        self._table.setFocus()

    def _current_changed(self, _customer: int) -> None:
        self._detail_due.start()

    def _show_detail(self) -> None:
        if self._detail.isVisible():
            self._detail.show_customer(self._table.current_id)

    def _open_detail(self) -> None:
        self._detail_open = True
        self._arrange()

    def _focus_detail(self, customer_id: int) -> None:
        self._open_detail()
        self._detail.show_customer(customer_id)
        self._detail.setFocus()

    def _arrange(self) -> None:
        width = theme.px(_DETAIL)
        beside = self.width() - width >= theme.px(_LIST_LEAST)
        shown = self._detail_open and bool(self._model.ids)
        right = width if shown and beside else 0
        self._column.setContentsMargins(16, 12, right + (12 if not right else 8), 0)
        self._detail.setGeometry(self.width() - width, 0, width, self.height())
        self._detail.setVisible(shown)
        self._detail.raise_()

    def _letter(self, letter: str) -> None:
        if letter == "l":
            self._log_contact()

    def _log_contact(self) -> None:
        if self._table.current_id:
            self._actions.log_contact(self._table.current_id)

    def _copy_phone(self) -> None:
        if self._table.current_id:
            self._actions.copy_phone(self._table.current_id)

    def _menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for command in self.commands()[:2]:
            text = f"{_(command.title)}\t{key_text(command.keys)}"
            menu.addAction(icons.icon(command.icon), text, command.run)
        menu.popup(at)
