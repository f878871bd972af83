"""The customers place: search, filters, list and the detail of the current customer."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QEvent, QPoint, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from showroom_crm.i18n import N_, _
from showroom_crm.operations.desk import Desk
from showroom_crm.ui import place
from showroom_crm.ui.commands import Command, key_text
from showroom_crm.ui.customers import reading
from showroom_crm.ui.customers.actions import CustomerActions
from showroom_crm.ui.customers.detail import Detail
from showroom_crm.ui.customers.detail_place import DetailPlace
from showroom_crm.ui.customers.doubles_way import DoublesWay
from showroom_crm.ui.customers.filter_bar import FilterBar
from showroom_crm.ui.customers.list_menu import ListMenu
from showroom_crm.ui.customers.model import CustomerModel
from showroom_crm.ui.customers.output import Output
from showroom_crm.ui.customers.reading import Found
from showroom_crm.ui.customers.table import CustomerTable
from showroom_crm.ui.place import Go
from showroom_crm.ui.remembered import Remembered
from showroom_crm.ui.tasks import Job, Tasks
from showroom_crm.ui.widgets.buttons import ActionButton, PrimaryButton
from showroom_crm.ui.widgets.empty import EmptyState, NobodyYet
from showroom_crm.ui.widgets.search_box import SearchBox
from showroom_crm.ui.widgets.skeleton import SkeletonRows
from showroom_crm.values.operations import Changes
from showroom_crm.values.queries import Condition, CustomerQuery, Op, SavedView

_LOADING, _LIST, _NOTHING_FOUND, _NOBODY = range(4)
_IN_PLACE = ("edit", "log_contact")  # who works down the list must not see it jump


class CustomersPage(QWidget):
    """Lists what search, chips and order ask for; the detail follows the current row."""

    def __init__(
        self,
        desk: Desk,
        tasks: Tasks,
        go: Go,
        remembered: Remembered,
        parent: QWidget | None = None,
    ) -> None:
        """Begin with all customers in the order last chosen."""
        super().__init__(parent)
        self._desk, self._tasks, self._go, self._remembered = desk, tasks, go, remembered
        kept = remembered.now
        sort = kept.list_sort or CustomerQuery().sort
        self._query = CustomerQuery(sort=sort, descending=kept.list_descending)
        self._job: Job | None = None
        self._settled = False  # whether the list has been shown once
        self._view: SavedView | None = None  # the one last chosen
        self._wanted = 0  # the customer to be current when the list arrives
        self.list = CustomerModel(tasks, partial(reading.lines, desk), self)
        self.table = CustomerTable(self.list, remembered)
        self.filters = FilterBar(desk, tasks, self._current_query)
        self.search_box = SearchBox(
            _("Search: name, initials, end of phone, plate, model, remark…"), "Ctrl+F"
        )
        self._actions = CustomerActions(desk, tasks, go, self)
        self._output = Output(desk, tasks, go, remembered, self)
        self.doubles = DoublesWay(desk, tasks, self, self._selected)
        self.detail = Detail(desk, tasks, self._actions, self.doubles, self)
        self.detail_place = DetailPlace(self.detail, self.table, self._arrange, self)
        self._build()
        self._connect()
        self._find()

    def refresh(self, changes: Changes | None) -> None:
        """Show what is now in the store; edits and calls leave the rows where they are."""
        if changes and changes.kind in _IN_PLACE and changes.customers is not None:
            self.list.reload(changes.customers, self._desk.today)
        else:
            self._find(self.table.current_id)
        self.detail.refresh(changes)
        self.doubles.refresh(changes)

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
            Command(N_("Save as a view"), self._save_view, "Ctrl+S", "bookmark-simple", here),
            Command(N_("Remove this view"), self._remove_view, "", "trash", here),
            Command(N_("Export this list"), self._export, "Ctrl+E", "export", here),
            Command(
                N_("Print the follow-up list, or the card in use"),
                self._print,
                "Ctrl+P",
                "printer",
                here,
            ),
            Command(N_("Print the card"), self._print_card, "", "printer", here),
            *self.doubles.commands(),
        )

    def show_customer(self, customer_id: int) -> None:
        """Open a customer's detail; the list shows everyone where it did not hold the customer."""
        self.detail_place.open()
        if not self.table.select(customer_id):
            self._wanted = customer_id
            self.show_all()

    def current(self) -> int:
        """Return the id of the customer chosen in the list, 0 for none."""
        return self.table.current_id

    def stay_at(self, customer_id: int) -> None:
        """Choose the customer once the list is there."""
        self._wanted = customer_id

    def show_view(self, view: SavedView) -> None:
        """List the customers of `view` in its order."""
        self._view = view
        self.search_box.setText(view.query.search)
        self.filters.choose(view.query.conditions)
        self._query = view.query
        self.table.show_order(self._query.sort, self._query.descending)
        self._find()

    def show_all(self) -> None:
        """Clear search and filters."""
        self.search_box.clear()
        self.filters.choose(())
        self._find()

    def search(self) -> None:
        """Put the cursor into the search box."""
        self.search_box.setFocus()
        self.search_box.selectAll()

    def register(self) -> None:
        """Register a visitor and open the new record."""
        self._actions.register(self.show_customer)

    def toggle_detail(self) -> None:
        """Close the detail, or open it."""
        self.detail_place.toggle()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the detail at the right: beside the list, or over it where there is no room."""
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Wear the new look."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and hasattr(self, "table"):
            self.table.dress()

    def _build(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.setSpacing(10)
        self._column.addLayout(self._top_row())
        self._column.addWidget(self.filters)
        self.filters.add_beside(self.doubles.link)
        self._stack = QStackedWidget()
        self.setFocusProxy(self.table)
        for page in (SkeletonRows(), self.table, self._nothing_found(), self._nobody()):
            self._stack.addWidget(page)
        self._column.addWidget(self._stack, 1)

    def _top_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.search_box, 1)
        self._buttons = (
            PrimaryButton(_("Register visitor"), "user-plus", "Ctrl+N"),
            ActionButton(_("Export"), "export"),
            ActionButton(_("Print"), "printer"),
        )
        for button, keys in zip(self._buttons[1:], ("Ctrl+E", "Ctrl+P"), strict=True):
            button.setToolTip(key_text(keys))
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
        nobody = NobodyYet()
        nobody.import_wanted.connect(partial(self._go.place.emit, place.IMPORT))
        nobody.register_wanted.connect(self.register)
        return nobody

    def _connect(self) -> None:
        register, export, printing = self._buttons
        register.clicked.connect(self.register)
        export.clicked.connect(self._export)
        printing.clicked.connect(self._output.print_follow_ups)
        self.search_box.searched.connect(self._searched)
        self.search_box.left_down.connect(self._into_list)
        self.filters.changed.connect(self._find)
        self.table.sorted_by.connect(self._sorted)
        self.table.asked_menu.connect(self._menu)
        self.table.typed_letter.connect(self._letter)
        self.table.edited.connect(self._actions.edit)
        self._go.look.connect(self._dress_soon)
        self.list.refused.connect(self._tasks.refused)
        self.detail.print_wanted.connect(self._print_card)

    def _current_query(self) -> CustomerQuery:
        return replace(
            self._query, search=self.search_box.text().strip(), conditions=self.filters.conditions
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
        self.table.offer_own(found.own)
        self.list.show(found.ids, found.first, found.today)
        self.filters.show_count(len(found.ids))
        empty = _NOTHING_FOUND if found.total else _NOBODY
        self._stack.setCurrentIndex(_LIST if found.ids else empty)
        self.table.show_order(self._query.sort, self._query.descending)
        if found.ids and not (self._wanted and self.table.select(self._wanted)):
            self.table.select_row(0)
        self._wanted = 0
        self._arrange()
        if not self._settled:
            self._settled = True
            self.doubles.count(found.total)
            self.table.setFocus()

    def _searched(self, _text: str) -> None:
        if self._current_query() != self._query:
            self._find()

    def _sorted(self, field: str, descending: bool) -> None:
        self._query = replace(self._query, sort=field, descending=descending)
        self._remembered.change(list_sort=field, list_descending=descending)
        self._find(self.table.current_id)

    def _into_list(self) -> None:
        self.table.setFocus()

    def _arrange(self) -> None:
        right = self.detail_place.arrange(bool(self.list.ids))
        self._column.setContentsMargins(16, 12, right + (8 if right else 12), 0)
        self.doubles.fit()

    def _dress_soon(self, *_look: object) -> None:
        """Dress the rows after the new look is there: their height may be all that changed."""
        QTimer.singleShot(0, self.table.dress)

    def _letter(self, letter: str) -> None:
        if letter == "l":
            self._log_contact()

    def _log_contact(self) -> None:
        if self.table.current_id:
            self._actions.log_contact(self.table.current_id)

    def _copy_phone(self) -> None:
        if self.table.current_id:
            self._actions.copy_phone(self.table.current_id)

    def _menu(self, at: QPoint) -> None:
        chosen = self.table.selected_ids
        menu = ListMenu(self.commands()[:2], len(chosen), self)
        menu.export_wanted.connect(partial(self._export_selection, chosen))
        menu.remove_wanted.connect(partial(self._actions.remove, chosen))
        self.doubles.add_to(menu)
        menu.popup(at)

    def _selected(self) -> list[int]:
        return self.table.selected_ids

    def _print(self) -> None:
        """Print what has the focus: the card, or else the list."""
        inside = self.window().focusWidget()
        if self.detail.customer and (inside is self.detail or self.detail.isAncestorOf(inside)):
            self._print_card()
        else:
            self._output.print_follow_ups()

    def _print_card(self) -> None:
        if customer := self.detail.customer or self.table.current_id:
            self._output.print_card(customer)

    def _save_view(self) -> None:
        self._actions.save_view(self._current_query())

    def _remove_view(self) -> None:
        if self._view is not None:
            self._actions.remove_view(self._view)

    def _export(self) -> None:
        self._ask_export(self._current_query(), len(self.list.ids))

    def _export_selection(self, chosen: list[int]) -> None:
        only = Condition("id", Op.IN, tuple(chosen))
        query = replace(self._current_query(), conditions=(only,), search="")
        self._ask_export(query, len(chosen))

    def _ask_export(self, query: CustomerQuery, count: int) -> None:
        keys = tuple(column.key for column in self.list.columns)
        self._output.export(query, count, keys)
