"""Repaired and doubtful cells as a table: row, column, what stood there, what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from showroom_crm.i18n import N_, _
from showroom_crm.values.imports import Problem, Repair

Index = QModelIndex | QPersistentModelIndex
_DISPLAY, _TIP = int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.ToolTipRole)
_REPAIRS = (N_("Row"), N_("Column"), N_("Before"), N_("After"), N_("Why"))
_PROBLEMS = (N_("Row"), N_("Column"), N_("In the file"), N_("Imported"), N_("What is wrong"))


class LogModel(QAbstractTableModel):
    """Shows either repairs or problems."""

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
        if role in (_DISPLAY, _TIP):
            return _texts(self._entries[index.row()])[index.column()]
        return None


def _texts(entry: Repair | Problem) -> tuple[str, ...]:
    if isinstance(entry, Repair):
        return str(entry.row), entry.column, entry.before, entry.after, entry.reason
    kept = _("Yes") if entry.kept else _("No")
    return str(entry.row), entry.column, entry.value, kept, entry.message
