"""A table in which one column can be typed into: Enter, F2 or a double click opens a cell."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QWidget

from showroom_crm.ui import theme
from showroom_crm.ui.widgets.plain_table import PlainTable

_TYPED = 120  # pixels at 100 %: room to type in
_OPENING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2)


class EditableTable(PlainTable):
    """Opens the cell of `column` in the present row; never by the first letter typed.

    An input method composes words from letters: one that opened a cell would lose the first.
    """

    closed = Signal()  # nothing is being typed any more

    def __init__(self, column: int, parent: QWidget | None = None) -> None:
        """Be empty."""
        super().__init__(parent)
        self._column = column
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.doubleClicked.connect(self.open_cell)

    @property
    def typing(self) -> bool:
        """Whether a cell is open."""
        return self.state() is QAbstractItemView.State.EditingState

    def open_cell(self) -> bool:
        """Open the cell of the present row; return whether it can be typed into."""
        here = self.currentIndex()
        cell = here.siblingAtColumn(self._column)
        if not here.isValid() or self.typing or not cell.flags() & Qt.ItemFlag.ItemIsEditable:
            return False
        self.setCurrentIndex(cell)
        self.edit(cell)
        return True

    def least_width(self, column: int) -> int:
        """Return how wide a column is at least, pixels: what is typed can be read."""
        least = super().least_width(column)
        return max(least, theme.px(_TYPED)) if column == self._column else least

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the cell."""
        opening = Qt.Key(event.key()) in _OPENING and not event.modifiers()
        if not (opening and self.open_cell()):
            super().keyPressEvent(event)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Tell that the cell is closed."""
        super().closeEditor(editor, hint)
        self.closed.emit()
