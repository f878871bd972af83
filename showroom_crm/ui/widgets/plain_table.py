"""A table to read: whole rows, no grid, no editing, titles above their columns."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QTableView, QWidget

from showroom_crm.ui import theme

_ROW = 32
_OF_COLUMNS = 0.68  # of the room, for all columns but the last
_LOOKED_AT = 50  # rows below those in sight whose cells count for the width


class PlainTable(QTableView):
    """Shows a model; the place sets the widths of its columns, or lets them fit the cells."""

    _most: Sequence[int] = ()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Be empty."""
        super().__init__(parent)
        self.setObjectName("list")
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.px(_ROW))
        titles = self.horizontalHeader()
        titles.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        titles.setHighlightSections(False)
        titles.setTextElideMode(Qt.TextElideMode.ElideRight)
        titles.setStretchLastSection(True)

    def fit_columns(self, most: Sequence[int]) -> None:
        """Let all columns but the last fit their cells, up to `most` pixels each (at 100 %).

        The last one keeps a third of the room at least; no title is cut for that.
        """
        self._most = most
        titles = self.horizontalHeader()
        titles.setResizeContentsPrecision(_LOOKED_AT)
        least = [self.least_width(column) for column in range(len(most))]
        wanted = [
            max(least[column], min(theme.px(width), self.sizeHintForColumn(column)))
            for column, width in enumerate(most)
        ]
        share = min(1.0, self.viewport().width() * _OF_COLUMNS / max(1, sum(wanted)))
        for column, width in enumerate(wanted):
            self.setColumnWidth(column, max(least[column], int(width * share)))

    def least_width(self, column: int) -> int:
        """Return how wide a column is at least, pixels: its title fits."""
        return self.horizontalHeader().sectionSizeHint(column)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the columns to the new room."""
        super().resizeEvent(event)
        if self._most:
            self.fit_columns(self._most)
