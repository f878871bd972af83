"""Finds rows of a plan by what is written in them, a few thousand in each turn of the window."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from showroom_crm.values.import_plans import PlannedRow

_AT_ONCE = 500  # rows looked through in one turn


class RowFilter(QObject):
    """Tells the rows that hold a text, in their order."""

    found = Signal(object)  # list of PlannedRow

    def __init__(self, parent: QObject | None = None) -> None:
        """Look for nothing yet."""
        super().__init__(parent)
        self._rows: Sequence[PlannedRow] = ()
        self._words: list[str] = []
        self._hits: list[PlannedRow] = []
        self._place = 0
        self._more = QTimer(self)
        self._more.setInterval(0)
        self._more.timeout.connect(self._look_on)

    def look(self, rows: Sequence[PlannedRow], text: str) -> None:
        """Begin to look for every word of `text`; an earlier search is dropped."""
        self._rows, self._words = rows, text.casefold().split()
        self._hits, self._place = [], 0
        self._look_on()

    def stop(self) -> None:
        """Drop the search."""
        self._more.stop()

    def _look_on(self) -> None:
        part = self._rows[self._place : self._place + _AT_ONCE]
        self._hits += [row for row in part if _holds(row, self._words)]
        self._place += len(part)
        if self._place < len(self._rows):
            self._more.start()
        else:
            self._more.stop()
            self.found.emit(self._hits)


def _holds(row: PlannedRow, words: Sequence[str]) -> bool:
    values = [value for record in row.records for value in record.values.values() if value]
    text = " ".join((str(row.row), row.name, row.reason, *map(str, values))).casefold()
    return all(word in text for word in words)
