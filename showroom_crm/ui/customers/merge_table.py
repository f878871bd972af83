"""Records side by side, a line for each field, and what the merged record will have."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QWidget

from showroom_crm.i18n import _
from showroom_crm.ui import fonts, icons, shown, theme
from showroom_crm.ui.widgets.plain_table import PlainTable
from showroom_crm.ui.widgets.tips import plain
from showroom_crm.values.customers import Value
from showroom_crm.values.duplicates import MergeField, MergePlan
from showroom_crm.values.fields import BY_KEY

SURVIVOR = "customer_no"
_MONEY_RANGE = ("budget_min", "budget_max")
_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_ROLE = Qt.ItemDataRole
_PLACES = {key: place for place, key in enumerate(BY_KEY)}  # the order in which fields are read
_LABEL, _LINE = 136, 20
Words = Mapping[str, Mapping[str, str]]
"""The words for values of the lists, by field key and value."""


class MergeModel(QAbstractTableModel):
    """The plan of a merge: titles of fields, one column a record, and the result."""

    def __init__(self, today: dt.date, parent: QWidget | None = None) -> None:
        """Hold nothing yet."""
        super().__init__(parent)
        self._today = today
        self.words: Words = {}
        self.plan: MergePlan | None = None
        self.order: tuple[int, ...] = ()
        self.fields: list[MergeField] = []
        self.equal = 0

    def show(self, plan: MergePlan, order: tuple[int, ...], everything: bool) -> None:
        """Show a plan, records in `order`; fields in which they agree only with `everything`."""
        self.beginResetModel()
        self.plan, self.order = plan, order
        filled = [f for f in plan.fields if any(any(cells) for cells in f.values)]
        self.equal = sum(not field.differs for field in filled)
        shown = [field for field in filled if everything or field.differs]
        self.fields = sorted(shown, key=lambda field: _PLACES.get(field.key, len(_PLACES)))
        self.endResetModel()

    def key(self, row: int) -> str:
        """Return the key of the field in a row; the first one is about who stays."""
        return self.fields[row - 1].key if row else SURVIVOR

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """Return how many fields are shown, with the line of the numbers."""
        return 0 if parent.isValid() or self.plan is None else len(self.fields) + 1

    def columnCount(self, parent: _Index = _ROOT) -> int:
        """Return title, records and result."""
        return 0 if parent.isValid() or self.plan is None else len(self.order) + 2

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole
    ) -> Any:
        """Return who stands in a column."""
        if orientation is not Qt.Orientation.Horizontal or self.plan is None:
            return None
        record = 0 < section <= len(self.order)
        if role == _ROLE.ToolTipRole and record:
            return _("Click, or press {number}: take all from this one").format(number=section)
        if role != _ROLE.DisplayRole:
            return None
        if not record:
            return _("Result") if section else ""
        place = self.plan.customers.index(self.order[section - 1])
        name = self.plan.names[place] or self.plan.numbers[place]
        return f"{section}  {name}"

    def data(self, index: _Index, role: int = _ROLE.DisplayRole) -> Any:
        """Return text, sign and colour of a cell."""
        row, column = index.row(), index.column()
        chosen = self.is_chosen(row, column)
        if role == _ROLE.DisplayRole:
            return self.text(row, column)
        if role == _ROLE.ToolTipRole:
            return plain(self.text(row, column))
        if role == _ROLE.AccessibleTextRole:
            told = self.text(row, column)
            return _("{value}, chosen").format(value=told) if chosen else told
        return self._dress(role, chosen, column == len(self.order) + 1)

    def _dress(self, role: int, chosen: bool, result: bool) -> Any:
        look = theme.tokens()
        if role == _ROLE.FontRole:
            return fonts.bold() if result or chosen else fonts.font()
        if role == _ROLE.ForegroundRole:
            return QColor(look.text if result or chosen else look.muted)
        if role == _ROLE.BackgroundRole and result:
            return QColor(look.accent_bg)
        if role == _ROLE.DecorationRole and chosen:
            return icons.icon("check-bold", look.accent)
        return None

    def is_chosen(self, row: int, column: int) -> bool:
        """Tell whether the result has the value of this record."""
        if self.plan is None or not 0 < column <= len(self.order):
            return False
        place = self.plan.customers.index(self.order[column - 1])
        return place == (self.fields[row - 1].chosen if row else 0)

    def lines(self, row: int) -> int:
        """Return how many lines a row needs: a person may have several numbers."""
        cells = (self.text(row, column) for column in range(self.columnCount()))
        return 1 + max(cell.count("\n") for cell in cells)

    def text(self, row: int, column: int) -> str:
        """Return what a cell says, each of several values on a line of its own."""
        if self.plan is None:
            return ""
        if column == 0:
            return self.fields[row - 1].label if row else _("Number kept")
        result = column > len(self.order)
        place = 0 if result else self.plan.customers.index(self.order[column - 1])
        if not row:
            return self.plan.numbers[place]
        field = self.fields[row - 1]
        return self._written(field, field.result if result else field.values[place])

    def _written(self, field: MergeField, cells: tuple[Value, ...]) -> str:
        if field.columns == _MONEY_RANGE:
            least, most = (cell if isinstance(cell, int) else None for cell in cells)
            return shown.money_range(least, most)
        several = len(field.columns) == 1  # numbers of one kind
        keys = field.columns * len(cells) if several else field.columns
        texts = (self._word(key, cell) for key, cell in zip(keys, cells, strict=True))
        lines = [" ".join(text.split("\n")) for text in texts if text]
        return ("\n" if several else " · ").join(lines)

    def _word(self, key: str, cell: Value) -> str:
        if isinstance(cell, str) and (word := self.words.get(key, {}).get(cell)):
            return word
        return shown.value(key, cell, self._today)


class MergeTable(PlainTable):
    """Lets one choose cell by cell, or all of a record, with mouse and keys."""

    chosen = Signal(str, int)  # field key, customer
    all_taken = Signal(int)  # customer

    def __init__(self, today: dt.date, parent: QWidget | None = None) -> None:
        """Be empty."""
        super().__init__(parent)
        self.fields = MergeModel(today, self)
        self.setModel(self.fields)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setAccessibleName(_("Field by field"))
        titles = self.horizontalHeader()
        titles.setSectionsClickable(True)
        titles.sectionClicked.connect(self._take_all)
        self.clicked.connect(self._clicked)

    def show_plan(self, plan: MergePlan, order: tuple[int, ...], everything: bool) -> None:
        """Show a plan and stay where the person was."""
        at = self.currentIndex()
        row, column = at.row(), at.column()
        self.fields.show(plan, order, everything)
        titles = self.horizontalHeader()
        self.setColumnWidth(0, theme.px(_LABEL))
        titles.setMinimumSectionSize(theme.px(60))
        for place in range(1, self.fields.columnCount()):
            titles.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
        one = self.verticalHeader().defaultSectionSize()
        for place in range(self.fields.rowCount()):
            more = self.fields.lines(place) - 1
            self.setRowHeight(place, one + more * theme.px(_LINE))
        row, column = max(0, min(row, self.fields.rowCount() - 1)), max(1, column)
        self.setCurrentIndex(self.fields.index(row, min(column, len(order) + 1)))

    @property
    def record(self) -> int:
        """The customer in whose column the cursor stands, 0 in none."""
        place = self.currentIndex().column()
        return self.fields.order[place - 1] if 0 < place <= len(self.fields.order) else 0

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the value on Space or Enter, a whole record on its number."""
        number = event.key() - Qt.Key.Key_0
        if event.modifiers():
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._clicked(self.currentIndex())
        elif 0 < number <= len(self.fields.order):
            self._take_all(number)
        else:
            super().keyPressEvent(event)

    def _clicked(self, index: QModelIndex) -> None:
        if 0 < index.column() <= len(self.fields.order):
            customer = self.fields.order[index.column() - 1]
            self.chosen.emit(self.fields.key(index.row()), customer)

    def _take_all(self, section: int) -> None:
        if 0 < section <= len(self.fields.order):
            self.all_taken.emit(self.fields.order[section - 1])


def words(choices: Mapping[str, tuple[tuple[str, str], ...]], levels: Any) -> Words:
    """Return the words of all fields with a value list, and those of the levels."""
    found = {
        field.stored_as: dict(choices.get(field.value_list or "", ()))
        for field in BY_KEY.values()
        if field.value_list
    }
    return {**found, "level": dict(levels)}
