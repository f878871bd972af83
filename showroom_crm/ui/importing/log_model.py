"""Repaired and doubtful cells as a table: row, column, what stood there, what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from showroom_crm.i18n import N_, _
from showroom_crm.ui.widgets.tips import plain
from showroom_crm.values.clean_tables import Problem, Repair

Index = QModelIndex | QPersistentModelIndex
CELL = 2  # what stands in the file
_EDIT = int(Qt.ItemDataRole.EditRole)
_DISPLAY, _TIP = int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.ToolTipRole)
_REPAIRS = (N_("Row"), N_("Column"), N_("Before"), N_("After"), N_("Why"))
_PROBLEMS = (N_("Row"), N_("Column"), N_("In the file"), N_("Imported"), N_("What is wrong"))


class LogModel(QAbstractTableModel):
    """Shows either repairs or problems; `typed` tells what was typed over the cell of a problem."""

    typed = Signal(int, str, str)  # row number, column as messages call it, text

    def __init__(self) -> None:
        """Hold nothing yet."""
        super().__init__()
        self._entries: Sequence[Repair] | Sequence[Problem] = ()
        self._titles = _REPAIRS

    def show(self, entries: Sequence[Repair] | Sequence[Problem]) -> None:
        """Show `entries`, which are all of one kind."""
        self.beginResetModel()
        self._entries = entries
        self._titles = _PROBLEMS if entries and isinstance(entries[0], Problem) else _REPAIRS
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return how many entries there are."""
        return 0 if parent.isValid() else len(self._entries)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return 5."""
        return 0 if parent.isValid() else len(self._titles)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        """Return the title of a column."""
        if orientation is Qt.Orientation.Horizontal and role == _DISPLAY:
            return _(self._titles[section])
        return None

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        """Return the text of a cell, also as tooltip."""
        if role in (_DISPLAY, _TIP, _EDIT):
            text = _texts(self._entries[index.row()])[index.column()]
            return plain(text) if role == _TIP else text
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let what stands in the file be typed over where it is a problem."""
        made = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        bad = isinstance(self._entries[index.row()], Problem)
        return made | Qt.ItemFlag.ItemIsEditable if bad and index.column() == CELL else made

    def setData(self, index: Index, value: Any, role: int = _EDIT) -> bool:
        """Tell what was typed, where it differs."""
        entry = self._entries[index.row()]
        if role != _EDIT or not isinstance(entry, Problem) or value == entry.value:
            return False
        self.typed.emit(entry.row, entry.column, str(value))
        return True

    def entry(self, place: int) -> Repair | Problem:
        """Return what stands in a line."""
        return self._entries[place]


def _texts(entry: Repair | Problem) -> tuple[str, ...]:
    if isinstance(entry, Repair):
        return str(entry.row), entry.column, entry.before, entry.after, entry.reason
    kept = _("Yes") if entry.kept else _("No")
    return str(entry.row), entry.column, entry.value, kept, entry.message
