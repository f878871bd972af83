"""The rows of one tab of the plan as a table: switch off, row number, name, what changes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from showroom_crm.i18n import N_, _
from showroom_crm.ui.importing.cells import CellChange, Reader
from showroom_crm.ui.widgets.tips import plain
from showroom_crm.values.import_plans import Action, PlannedRow

Index = QModelIndex | QPersistentModelIndex
ON, ROW, NAME, CELLS = range(4)
CHANGES = int(Qt.ItemDataRole.UserRole)
_DISPLAY, _CHECK = int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.CheckStateRole)
_TIP = int(Qt.ItemDataRole.ToolTipRole)
_TITLES = ("", N_("Row"), N_("Customer"), N_("What is written"))


class RowsModel(QAbstractTableModel):
    """Rows of the plan; `switched` tells a row number and whether it is to be written."""

    switched = Signal(int, bool)

    def __init__(self) -> None:
        """Hold no rows yet."""
        super().__init__()
        self.reader: Reader | None = None  # puts values into words
        self._rows: Sequence[PlannedRow] = ()
        self._off: frozenset[int] = frozenset()
        self._switchable = False
        self._waiting: frozenset[int] = frozenset()
        self._read: dict[int, tuple[CellChange, ...]] = {}

    def show_rows(self, rows: Sequence[PlannedRow], off: frozenset[int], switchable: bool) -> None:
        """Show `rows`, all with one action; the row numbers in `off` are switched off."""
        self.beginResetModel()
        self._rows, self._off, self._switchable = rows, off, switchable
        skipped = bool(rows) and rows[0].action is Action.SKIP
        waiting = frozenset(row.row for row in rows) if skipped else frozenset()
        self._waiting = waiting - off  # for an answer; nothing to switch
        self._read.clear()
        self.endResetModel()

    def show_off(self, off: frozenset[int]) -> None:
        """Show other rows switched off."""
        self._off = off
        if self._rows:
            self.dataChanged.emit(self.index(0, ON), self.index(len(self._rows) - 1, ON))

    def row_at(self, place: int) -> PlannedRow:
        """Return the row in a line."""
        return self._rows[place]

    def switchable(self) -> frozenset[int]:
        """Return the numbers of the rows shown that can be switched."""
        return frozenset(row.row for row in self._rows if self._can_switch(row))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return 4."""
        return 0 if parent.isValid() else len(_TITLES)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        """Return the title of a column."""
        if orientation is Qt.Orientation.Horizontal and role == _DISPLAY:
            return _(_TITLES[section])
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let the first column be checked where rows can be switched off."""
        made = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.column() == ON and self._can_switch(self._rows[index.row()]):
            made |= Qt.ItemFlag.ItemIsUserCheckable
        return made

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        """Return what stands in a cell."""
        row = self._rows[index.row()]
        column = index.column()
        if role == _CHECK and column == ON and self._can_switch(row):
            off = row.row in self._off
            return Qt.CheckState.Unchecked if off else Qt.CheckState.Checked
        if role == _DISPLAY:
            return self._text(row, column)
        if role == CHANGES and column == CELLS:
            return self._changes(index.row())
        if role == _TIP and column == NAME:
            return plain(self._text(row, column))
        if role == _TIP and column == CELLS:
            return plain("\n".join(map(str, self._changes(index.row()))) or row.reason)
        return None

    def setData(self, index: Index, value: Any, role: int = _DISPLAY) -> bool:
        """Switch a row on or off."""
        if role != _CHECK or index.column() != ON:
            return False
        row = self._rows[index.row()].row
        on = Qt.CheckState(value) is Qt.CheckState.Checked
        self._off = self._off - {row} if on else self._off | {row}
        self.dataChanged.emit(index, index)
        self.switched.emit(row, on)
        return True

    def _can_switch(self, row: PlannedRow) -> bool:
        return self._switchable and row.row not in self._waiting

    def _text(self, row: PlannedRow, column: int) -> str:
        match column:
            case 1:
                return str(row.row)
            case 2:
                return row.name
            case 3:
                return told(row)
        return ""

    def _changes(self, place: int) -> tuple[CellChange, ...]:
        if place not in self._read:
            self._read[place] = self.reader.changes(self._rows[place]) if self.reader else ()
        return self._read[place]


def told(row: PlannedRow) -> str:
    """Return the sentence beside a row that is not simply written."""
    if row.copy_of is not None:
        return _("Exactly the same as row {row}").format(row=row.copy_of)
    if row.merged_into is not None and row.action is not Action.REJECT:
        return _("Goes together with row {row}").format(row=row.merged_into)
    return row.reason
