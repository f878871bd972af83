"""The table of the customer list: columns, order, selection and keys."""

from collections.abc import Iterable

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QSignalBlocker,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView, QWidget

from showroom_crm.i18n import _
from showroom_crm.ui import theme
from showroom_crm.ui.customers.columns import COLUMNS, Column, known, own, standard
from showroom_crm.ui.customers.delegate import CustomerDelegate
from showroom_crm.ui.customers.model import CustomerModel
from showroom_crm.ui.customers.titles import Titles
from showroom_crm.ui.remembered import Remembered
from showroom_crm.ui.widgets.mnemonics import literal
from showroom_crm.values.own_fields import OwnField

_ROW, _COMPACT_ROW = 34, 28
_DRAGGED = 300  # milliseconds: a column is kept once it lies still, not at each pixel
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_SELECT_ROW = (
    QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
)


class CustomerTable(QTableView):
    """Rows of customers; tells which one is current, which are opened, and how to sort."""

    current_changed = Signal(int)  # id, 0 for none
    opened = Signal(int)
    sorted_by = Signal(str, bool)  # list field, descending
    asked_menu = Signal(QPoint)  # global
    typed_letter = Signal(str)
    edited = Signal(int, object)  # id, values by field key

    def __init__(
        self, model: CustomerModel, remembered: Remembered, parent: QWidget | None = None
    ) -> None:
        """Show the rows of `model` with the columns the user last chose."""
        super().__init__(parent)
        self._model, self._remembered = model, remembered
        self._fitted = 0
        self._own: tuple[Column, ...] = ()
        self._own_fields: tuple[OwnField, ...] = ()
        self._widths: dict[str, int] = {}  # of columns being dragged
        self._widths_due = QTimer(self)
        self._widths_due.setSingleShot(True)
        self._widths_due.setInterval(_DRAGGED)
        self._widths_due.timeout.connect(self._keep_widths)
        self.setModel(model)
        self.setAccessibleName(_("Customers"))
        self._delegate = CustomerDelegate(model, self)
        model.edited.connect(self.edited)
        self.setItemDelegate(self._delegate)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._menu_asked)
        self.doubleClicked.connect(self._open_current)
        self.selectionModel().currentRowChanged.connect(self._row_changed)
        self.selectionModel().selectionChanged.connect(self._selection_changed)
        # Every pixel is painted by us: only then does scrolling move what is there already.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._build_headers()
        self.show_columns(self._remembered.now.list_columns)

    @property
    def current_id(self) -> int:
        """The id of the current customer, 0 for none."""
        row = self.currentIndex().row()
        return self._model.ids[row] if 0 <= row < len(self._model.ids) else 0

    @property
    def selected_ids(self) -> list[int]:
        """The ids of the selected customers in the order of the list."""
        stretches = sorted(self._stretches())
        return [each for first, last in stretches for each in self._model.ids[first : last + 1]]

    def select(self, customer_id: int) -> bool:
        """Make a customer current; return whether it is in the list."""
        row = self._model.row_of(customer_id)
        if row < 0:
            return False
        self.select_row(row)
        return True

    def select_row(self, row: int) -> None:
        """Make `row` current and visible."""
        index = self._model.index(row, max(0, self.currentIndex().column()))
        self.selectionModel().setCurrentIndex(index, _SELECT_ROW)
        self.scrollTo(index)

    def show_order(self, field: str, descending: bool) -> None:
        """Show in the header by which field the list is ordered."""
        keys = [column.sort for column in self._model.columns]
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        with QSignalBlocker(self.horizontalHeader()):
            section = keys.index(field, 1) if field in keys[1:] else -1
            self.horizontalHeader().setSortIndicator(section, order)

    def show_columns(self, keys: tuple[str, ...]) -> None:
        """Show the columns of `keys`; none at all means the standard ones that fit."""
        room = self.viewport().width()
        columns = known(keys or standard(room), self._own)
        self._fitted = 0 if keys else room
        if columns == self._model.columns:
            return
        kept = self.current_id
        with QSignalBlocker(self.horizontalHeader()):
            self._model.show_columns(columns)
            widths = self._remembered.now.list_widths
            for number, column in enumerate(columns):
                width = widths.get(column.key, column.width)
                self.setColumnWidth(number, theme.px(width))
            self.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
        if kept:
            self.select(kept)

    def offer_own(self, fields: tuple[OwnField, ...]) -> None:
        """Offer the showroom's own fields as columns, and show those that were chosen before."""
        if fields != self._own_fields:
            self._own_fields, self._own = fields, own(fields)
            self.show_columns(self._remembered.now.list_columns)

    def dress(self) -> None:
        """Wear the look and the row height now chosen."""
        self._delegate.prepare()
        compact = self._remembered.now.compact_rows
        self.verticalHeader().setDefaultSectionSize(theme.px(_COMPACT_ROW if compact else _ROW))
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open on Enter; letters are shortcuts of the page, not a search in the column."""
        if event.key() in _ENTER and self.current_id:
            self.opened.emit(self.current_id)
        elif event.text().isalpha() and not event.modifiers():
            self.typed_letter.emit(event.text().lower())
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows, and the empty ground below them."""
        super().paintEvent(event)
        rows = self._model.rowCount()
        last = self.rowViewportPosition(rows - 1) + self.rowHeight(rows - 1) if rows else 0
        if last <= self.viewport().height():
            painter = QPainter(self.viewport())
            ground = self.viewport().rect().adjusted(0, last, 0, 0)
            painter.fillRect(ground, QColor(theme.tokens().surface))
            painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many standard columns as fit, until the user chooses."""
        super().resizeEvent(event)
        if not self._remembered.now.list_columns and self._fitted != self.viewport().width():
            self.show_columns(())

    def _build_headers(self) -> None:
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(theme.px(_COMPACT_ROW))
        self.setHorizontalHeader(Titles(self))
        head = self.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setHighlightSections(False)
        # With the rows' own one the header asks at each painting about every cell of a selection.
        head.setSelectionModel(QItemSelectionModel(self._model, head))
        head.setMinimumSectionSize(theme.px(36))
        head.setStretchLastSection(True)
        head.setSectionsClickable(True)
        head.setSectionsMovable(True)
        head.setSortIndicatorShown(True)
        head.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        head.sortIndicatorChanged.connect(self._sort_chosen)
        head.sectionResized.connect(self._resized)
        head.sectionMoved.connect(self._moved)
        head.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        head.customContextMenuRequested.connect(self._choose_columns)
        self.dress()

    def _sort_chosen(self, section: int, order: Qt.SortOrder) -> None:
        if 0 <= section < len(self._model.columns) and self._model.columns[section].sort:
            descending = order is Qt.SortOrder.DescendingOrder
            self.sorted_by.emit(self._model.columns[section].sort, descending)

    def _resized(self, section: int, _old: int, width: int) -> None:
        last = self.horizontalHeader().logicalIndex(len(self._model.columns) - 1)
        if section != last and self.isVisible():
            at_100 = round(width * 100 / theme.text_percent())
            self._widths[self._model.columns[section].key] = at_100
            self._widths_due.start()

    def _keep_widths(self) -> None:
        self._remembered.change(list_widths={**self._remembered.now.list_widths, **self._widths})
        self._widths.clear()

    def _moved(self, *_sections: int) -> None:
        head = self.horizontalHeader()
        order = [head.logicalIndex(place) for place in range(len(self._model.columns))]
        keys = tuple(self._model.columns[section].key for section in order)
        with QSignalBlocker(head):
            for place in range(len(order)):
                head.moveSection(head.visualIndex(place), place)
        self._keep_columns(keys)

    def _choose_columns(self, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        shown = [column.key for column in self._model.columns]
        for column in (*COLUMNS[2:], *self._own):
            action = menu.addAction(literal(column.header))
            action.setCheckable(True)
            action.setChecked(column.key in shown)
            action.setData(column.key)
        menu.addSeparator()
        menu.addAction(_("Standard columns")).setData("")
        menu.triggered.connect(lambda action: self.choose_column(str(action.data())))
        menu.popup(self.horizontalHeader().mapToGlobal(at))

    def choose_column(self, key: str) -> None:
        """Show or hide a column; "" brings the standard ones back."""
        shown = [column.key for column in self._model.columns]
        if not key:
            shown = []
        elif key in shown:
            shown.remove(key)
        else:
            shown.append(key)
        self._keep_columns(shown)

    def _keep_columns(self, keys: Iterable[str]) -> None:
        self._remembered.change(list_columns=tuple(keys))
        self.show_columns(self._remembered.now.list_columns)

    def _menu_asked(self, at: QPoint) -> None:
        if self.indexAt(at).isValid():
            self.asked_menu.emit(self.viewport().mapToGlobal(at))

    def _open_current(self, index: QModelIndex) -> None:
        self.opened.emit(self._model.ids[index.row()])

    def _selection_changed(self) -> None:
        self._delegate.selected = self._stretches()

    def _stretches(self) -> tuple[tuple[int, int], ...]:
        """Return first and last row of each stretch of selected rows.

        Asked for the rows, Qt asks the model about every cell: seconds where all are selected.
        """
        chosen = self.selectionModel().selection()
        parts = (chosen.at(number) for number in range(chosen.count()))
        return tuple((part.top(), part.bottom()) for part in parts)

    def _row_changed(self, current: QModelIndex, _before: QModelIndex) -> None:
        row = current.row()
        self.current_changed.emit(self._model.ids[row] if 0 <= row < len(self._model.ids) else 0)
