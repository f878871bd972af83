"""The sheet as the file has it, with the header marked; a click says where the header is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionRange,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QTableView, QWidget

from showroom_crm.i18n import _
from showroom_crm.importing.cells import shown
from showroom_crm.ui import fonts, theme
from showroom_crm.ui.widgets.tips import plain
from showroom_crm.values.mappings import Header
from showroom_crm.values.places import Place
from showroom_crm.values.sheets import Sheet, column_letters

Index = QModelIndex | QPersistentModelIndex
_DISPLAY, _GROUND = int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.BackgroundRole)
_INK, _FONT = int(Qt.ItemDataRole.ForegroundRole), int(Qt.ItemDataRole.FontRole)
_TIP = int(Qt.ItemDataRole.ToolTipRole)
_LONGEST, _TOLD = 60, 1000  # characters of a cell, and of its tooltip
_HEADERS = 3  # lines a header may have
_MEASURED, _FITTED = 12, 500  # rows and columns by which widths are told
_NARROWEST, _WIDEST, _AROUND = 34, 116, 24
_BEFORE = 2  # rows shown above the header
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class SheetCells(QAbstractTableModel):
    """The cells of a sheet, as many as it has; nothing is computed before it is seen."""

    def __init__(self) -> None:
        """Hold no sheet yet."""
        super().__init__()
        self.sheet: Sheet | None = None
        self.header: Header | None = None
        self._width = 0
        self._left_out: frozenset[int] = frozenset()
        self._strong = QFont()
        self._strong.setBold(True)

    def show(self, sheet: Sheet, header: Header | None) -> None:
        """Show a sheet, `header` marked."""
        fresh = sheet is not self.sheet
        if fresh:
            self.beginResetModel()
        self.sheet, self.header = sheet, header
        self._left_out = frozenset(row for row, _why in header.skipped) if header else frozenset()
        if fresh:
            self._width = max(map(len, sheet.rows), default=0)
            self.endResetModel()
        elif sheet.rows and self._width:
            last = self.index(len(sheet.rows) - 1, self._width - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return how many rows the sheet has."""
        return 0 if parent.isValid() or self.sheet is None else len(self.sheet.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return how many columns the widest row has."""
        return 0 if parent.isValid() else self._width

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        """Return letters and numbers as a spreadsheet has them."""
        if role != _DISPLAY:
            return None
        across = orientation is Qt.Orientation.Horizontal
        return column_letters(section) if across else str(section + 1)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        """Return a cell as written, the header strong on its ground, what is no data faint."""
        row, column = index.row(), index.column()
        if role in (_DISPLAY, _TIP) and self.sheet is not None:
            cells = self.sheet.rows[row]
            text = shown(cells[column]) if column < len(cells) else ""
            return text[:_LONGEST] if role == _DISPLAY else plain(text[:_TOLD])
        if role == _GROUND and self._is_header(row, column):
            return QColor(theme.tokens().accent_bg)
        if role == _FONT and self._is_header(row, column):
            return self._strong
        if role == _INK and not self._is_table(row, column):
            return QColor(theme.tokens().faint)
        return None

    def _is_header(self, row: int, column: int) -> bool:
        header = self.header
        return (
            header is not None
            and header.first_row <= row + 1 <= header.last_row
            and self._is_inside(column)
        )

    def _is_table(self, row: int, column: int) -> bool:
        header = self.header
        if header is None:
            return True
        inside = (header.first_row or header.last_row + 1) <= row + 1 <= header.end_row
        return inside and row + 1 not in self._left_out and self._is_inside(column)

    def _is_inside(self, column: int) -> bool:
        header = self.header
        if header is None or not header.columns:
            return True
        return header.columns[0].index <= column <= header.columns[-1].index


class SheetGrid(QTableView):
    """Shows a sheet; a click or Enter says "the header is here", marked cells may be the table."""

    header_chosen = Signal(int, int)  # first and last row as the spreadsheet numbers them
    marked = Signal(bool)  # whether several rows are marked

    def __init__(self, parent: QWidget | None = None) -> None:
        """Be empty."""
        super().__init__(parent)
        self.setObjectName("list")
        self.cells = SheetCells()
        self.setModel(self.cells)
        self.setAccessibleName(_("The sheet as it is"))
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QTableView.SelectionMode.ContiguousSelection)
        self.verticalHeader().setDefaultSectionSize(theme.px(24))
        self.horizontalHeader().setDefaultSectionSize(theme.px(72))
        self.horizontalHeader().setHighlightSections(False)
        self.verticalHeader().setHighlightSections(False)
        self.clicked.connect(self._click)
        self.verticalHeader().sectionClicked.connect(lambda _row: self._choose())
        self.selectionModel().selectionChanged.connect(self._tell_marked)

    def show_sheet(self, sheet: Sheet, header: Header | None) -> None:
        """Show `sheet`, `header` marked and in sight."""
        fresh = sheet is not self.cells.sheet
        self.cells.show(sheet, header)
        if fresh:
            top = max(0, (header.first_row if header else 1) - 1 - _BEFORE)
            self.setCurrentIndex(self.cells.index(top + min(_BEFORE, top), 0))
            self.scrollTo(self.cells.index(top, 0), QTableView.ScrollHint.PositionAtTop)
            self.clearSelection()
            self._fit(top)

    def _fit(self, top: int) -> None:
        """Make each column as wide as its first cells ask for, within narrow bounds.

        Columns of which nothing is in sight take next to no room, so that the others are seen.
        """
        metrics, cells = QFontMetrics(fonts.bold()), self.cells
        rows = range(top, min(top + _MEASURED, cells.rowCount()))
        for column in range(min(cells.columnCount(), _FITTED)):
            texts = [cells.index(row, column).data() for row in rows]
            widest = max((metrics.horizontalAdvance(text) for text in texts), default=0)
            width = min(widest + theme.px(_AROUND), theme.px(_WIDEST))
            self.setColumnWidth(column, max(width, theme.px(_NARROWEST)))

    def marked_place(self) -> Place | None:
        """Return the marked cells as the place of a table; None where there are none.

        Marked below the header they keep it; else their first row is the header.
        """
        area = self._area()
        if area is None or self.cells.sheet is None:
            return None
        top, bottom, left, right = area.top() + 1, area.bottom() + 1, area.left(), area.right()
        header = self.cells.header
        below = header is not None and header.last_row < top
        first = header.first_row if header is not None and below else top
        last = header.last_row if header is not None and below else top
        end = None if bottom >= len(self.cells.sheet.rows) else bottom
        return Place(first, last, left, right, end)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Enter for "the header is here"."""
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, _KEYPAD)
        if event.key() in _ENTER and plain:
            self._choose()
        else:
            super().keyPressEvent(event)

    def _click(self, _index: QModelIndex) -> None:
        if len(self.selectedIndexes()) == 1:
            self._choose()

    def _choose(self) -> None:
        area, row = self._area(), self.currentIndex().row()
        top, bottom = (area.top(), area.bottom()) if area is not None else (row, row)
        if 0 <= top <= bottom < top + _HEADERS:
            self.header_chosen.emit(top + 1, bottom + 1)

    def _tell_marked(self) -> None:
        area = self._area()
        self.marked.emit(area is not None and area.height() > 1)

    def _area(self) -> QItemSelectionRange | None:
        ranges = cast("Sequence[QItemSelectionRange]", self.selectionModel().selection())
        return ranges[0] if len(ranges) else None


_KEYPAD = Qt.KeyboardModifier.KeypadModifier
