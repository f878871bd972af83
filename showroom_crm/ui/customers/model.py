"""The list as Qt sees it: ids of all customers found, and the lines of the pages now near."""

import datetime as dt
from collections import OrderedDict
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from showroom_crm.errors import InvalidInput
from showroom_crm.i18n import _
from showroom_crm.ui import theme
from showroom_crm.ui.customers import entry
from showroom_crm.ui.customers.columns import Column, Paint
from showroom_crm.ui.tasks import Job, Tasks
from showroom_crm.ui.widgets.tips import plain
from showroom_crm.values.customers import CustomerLine
from showroom_crm.values.fields import BY_KEY

# Looked up for every cell: module constants cost a thirtieth of Qt.ItemDataRole.DisplayRole.
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_EDIT = int(Qt.ItemDataRole.EditRole)
_TOOLTIP = int(Qt.ItemDataRole.ToolTipRole)
_ACCESSIBLE = int(Qt.ItemDataRole.AccessibleTextRole)
_HORIZONTAL = Qt.Orientation.Horizontal
_READ_ONLY = (
    Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
)
_EDITABLE = _READ_ONLY | Qt.ItemFlag.ItemIsEditable
_PAGE = 64
_PAGES_KEPT = 48
_Index = QModelIndex | QPersistentModelIndex

ReadLines = Callable[[Sequence[int], dt.date], list[CustomerLine]]


class CustomerModel(QAbstractTableModel):
    """Rows are customers; lines arrive page by page from the reading lane and are kept near by."""

    edited = Signal(int, object)  # id, values by field key
    refused = Signal(object)  # the InvalidInput of what was typed into a cell

    def __init__(self, tasks: Tasks, read: ReadLines, parent: QObject | None = None) -> None:
        """Be empty; `read` returns the lines of some ids."""
        super().__init__(parent)
        self._tasks, self._read = tasks, read
        self._ids: list[int] = []
        self._rows: dict[int, int] = {}
        self._pages: OrderedDict[int, tuple[CustomerLine | None, ...]] = OrderedDict()
        self._asked: dict[int, Job] = {}
        self._missed: set[int] = set()  # pages painted without their lines
        self.columns: tuple[Column, ...] = ()
        self.today = dt.date.min

    @property
    def ids(self) -> list[int]:
        """The ids of all rows, in their order."""
        return self._ids

    def show(self, ids: list[int], first: Sequence[CustomerLine], today: dt.date) -> None:
        """Show these customers; `first` are the lines at the top, so that nothing flickers."""
        self.beginResetModel()
        self._forget()
        self._ids, self.today = ids, today
        self._rows = {}
        for page in range(0, len(first), _PAGE):
            if len(first) >= min(len(ids), page + _PAGE):
                self._pages[page // _PAGE] = self._in_order(page // _PAGE, first)
        self.endResetModel()

    def show_columns(self, columns: tuple[Column, ...]) -> None:
        """Show these columns."""
        self.beginResetModel()
        self.columns = columns
        self.endResetModel()

    def reload(self, customers: frozenset[int] | None, today: dt.date) -> None:
        """Read the lines again of those customers among the pages near; None stands for all."""
        self.today = today
        for page in {*self._pages, *self._asked}:
            ids = self._ids[page * _PAGE : (page + 1) * _PAGE]
            if customers is None or not customers.isdisjoint(ids):
                if job := self._asked.pop(page, None):
                    job.cancel()  # it may have read before the change
                self._missed.add(page)
                self._ask(page)

    def line(self, row: int) -> CustomerLine | None:
        """Return the line of `row`, or None while it is being read."""
        page, place = divmod(row, _PAGE)
        lines = self._pages.get(page)
        if lines is None:
            self._ask(page)
            self._missed.add(page)
            return None
        if place == _PAGE // 2 and (page + 1) not in self._pages:
            self._ask(page + 1)
        return lines[place] if place < len(lines) else None

    def row_of(self, customer_id: int) -> int:
        """Return the row of a customer, -1 where it is not in the list."""
        if not self._rows:
            self._rows = {each: row for row, each in enumerate(self._ids)}
        return self._rows.get(customer_id, -1)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return how many customers there are."""
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: _Index, role: int = _DISPLAY) -> Any:
        """Return the text of a cell, or what its tooltip says."""
        if role not in (_DISPLAY, _EDIT, _TOOLTIP, _ACCESSIBLE):
            return None
        line = self.line(index.row())
        if line is None:
            return None
        column = self.columns[index.column()]
        if role == _TOOLTIP:
            return plain(_tip(line, column, self.today))
        if role == _EDIT:
            return entry.written(BY_KEY[column.key], getattr(line, column.key))
        return column.text(line, self.today)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Return what can be done with a cell: the safe fields can be edited with F2."""
        return _EDITABLE if self.columns[index.column()].editable else _READ_ONLY

    def setData(self, index: _Index, value: Any, role: int = _EDIT) -> bool:
        """Tell what was typed into a cell; the line changes when it was kept."""
        if role != _EDIT:
            return False
        column = self.columns[index.column()]
        field = BY_KEY[column.key]
        if value == self.data(index, _EDIT):
            return False
        try:
            kept = entry.read(field, value, self.today)
        except InvalidInput as error:
            self.refused.emit(error)
            return False
        self.edited.emit(self._ids[index.row()], {field.key: kept})
        return True

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        """Return the title of a column."""
        if orientation is _HORIZONTAL and role == _DISPLAY:
            return self.columns[section].header
        return None

    def _forget(self) -> None:
        for job in self._asked.values():
            job.cancel()
        self._asked.clear()
        self._missed.clear()
        self._pages.clear()

    def _ask(self, page: int) -> None:
        start = page * _PAGE
        if page in self._asked or not 0 <= start < len(self._ids):
            return
        ids = self._ids[start : start + _PAGE]
        self._asked[page] = self._tasks.read(
            partial(self._read, ids, self.today), partial(self._arrived, page), urgent=True
        )

    def _arrived(self, page: int, lines: Sequence[CustomerLine]) -> None:
        self._asked.pop(page, None)
        self._pages[page] = self._in_order(page, lines)
        self._pages.move_to_end(page)
        while len(self._pages) > _PAGES_KEPT:
            self._pages.popitem(last=False)
        if page not in self._missed:
            return  # read ahead: a repaint of the whole list would show nothing new
        self._missed.discard(page)
        start = page * _PAGE
        end = min(start + _PAGE, len(self._ids)) - 1
        self.dataChanged.emit(self.index(start, 0), self.index(end, len(self.columns) - 1))

    def _in_order(
        self, page: int, lines: Sequence[CustomerLine]
    ) -> tuple[CustomerLine | None, ...]:
        """Return a line for each id of the page; a customer deleted meanwhile leaves a gap."""
        ids = self._ids[page * _PAGE : (page + 1) * _PAGE]
        by_id = {line.id: line for line in lines}
        return tuple(by_id.get(each) for each in ids)


def _tip(line: CustomerLine, column: Column, today: dt.date) -> str:
    """Say in words what icons and letters mean, and what may be cut off."""
    if column.paint is Paint.NAME:
        words = [_(theme.FLAGS[flag].label) for flag in theme.FLAGS if flag in line.flags]
        return " · ".join([line.name, *words])
    if column.paint is Paint.SCORE and line.coverage is not None:
        return _("From {percent} % of the facts").format(percent=line.coverage)
    return column.text(line, today)
