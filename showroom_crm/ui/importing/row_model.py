"""The cells of one row as a table: column of the file, the text one can change, what is said."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor

from showroom_crm.i18n import N_, _
from showroom_crm.ui import fonts, icons, theme
from showroom_crm.ui.importing.row_cells import RowCell
from showroom_crm.ui.widgets.tips import plain
from showroom_crm.values.fields import BY_KEY

Index = QModelIndex | QPersistentModelIndex
COLUMN, TEXT, FIELD, SAID = range(4)
_DISPLAY, _EDIT = int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.EditRole)
_TIP, _COLOUR = int(Qt.ItemDataRole.ToolTipRole), int(Qt.ItemDataRole.ForegroundRole)
_FONT, _SIGN = int(Qt.ItemDataRole.FontRole), int(Qt.ItemDataRole.DecorationRole)
_GROUND = int(Qt.ItemDataRole.BackgroundRole)
_TITLES = (N_("Column of the file"), N_("In the file"), N_("Goes to"), N_("What becomes of it"))


class RowModel(QAbstractTableModel):
    """The cells of a row; `typed` tells the key of a column and what was typed there."""

    typed = Signal(str, str)

    def __init__(self) -> None:
        """Hold no row yet."""
        super().__init__()
        self.cells: tuple[RowCell, ...] = ()

    def show_cells(self, cells: tuple[RowCell, ...]) -> None:
        """Show the cells of a row; the same columns keep what is chosen."""
        same = [cell.column for cell in cells] == [cell.column for cell in self.cells]
        if same:
            self.cells = cells
            if cells:
                self.dataChanged.emit(self.index(0, 0), self.index(len(cells) - 1, SAID))
            return
        self.beginResetModel()
        self.cells = cells
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return how many cells the row has."""
        return 0 if parent.isValid() else len(self.cells)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return 4."""
        return 0 if parent.isValid() else len(_TITLES)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        """Return the title of a column."""
        if orientation is Qt.Orientation.Horizontal and role == _DISPLAY:
            return _(_TITLES[section])
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let the text be edited."""
        made = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return made | Qt.ItemFlag.ItemIsEditable if index.column() == TEXT else made

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        """Return text, colour and sign of a cell."""
        cell, column = self.cells[index.row()], index.column()
        if role in (_DISPLAY, _TIP) or (role == _EDIT and column == TEXT):
            text = _text(cell, column)
            return plain(text) if role == _TIP else text
        look = theme.tokens()
        if role == _COLOUR:
            return QColor(_colour(cell, column))
        if column == TEXT:
            if role == _GROUND and cell.bad:
                return QColor(look.danger_bg)
            if role == _FONT and cell.typed:
                return fonts.bold()
            if role == _SIGN and cell.typed:
                return icons.icon("pencil-simple-fill", look.accent)
        return None

    def setData(self, index: Index, value: Any, role: int = _EDIT) -> bool:
        """Tell what was typed, where it differs from what stood there."""
        cell = self.cells[index.row()]
        if role != _EDIT or index.column() != TEXT or value == cell.text:
            return False
        self.typed.emit(cell.column.key, str(value))
        return True


def _text(cell: RowCell, column: int) -> str:
    if column == COLUMN:
        return cell.column.label
    if column == TEXT:
        return cell.text
    if column == FIELD:
        known = BY_KEY.get(cell.field or "")
        return _(known.label) if known else ""
    return cell.wrong


def _colour(cell: RowCell, column: int) -> str:
    look = theme.tokens()
    if column == TEXT:
        return look.accent_text if cell.typed else look.text
    return look.danger if column == SAID and cell.bad else look.muted
