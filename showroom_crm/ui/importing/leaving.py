"""Letting go of drafts that are not shown any more, bit by bit.

All rows of a large file freed in one go would hold the window for a third of a second.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, QTimer

from showroom_crm.ui.importing.draft import Draft

_AT_ONCE = 500  # rows in one turn of the window


class Leaving(QObject):
    """Keeps the rows of left drafts alive, and frees a few of them in each turn of the window."""

    def __init__(self, parent: QObject) -> None:
        """Hold nothing."""
        super().__init__(parent)
        self._left: list[list[Any]] = []
        self._next = QTimer(self)
        self._next.setInterval(0)
        self._next.timeout.connect(self._free_some)

    def take(self, draft: Draft) -> None:
        """Keep what is large of a draft until all who show it have turned to another."""
        plan = draft.plan
        self._left += [list(plan.rows), list(plan.repairs), list(plan.problems)]
        self._left += [list(sheet.rows) for sheet in draft.book.sheets]
        if draft.proposal is not None:
            self._left.append(list(draft.proposal.table.phones))

    def begin(self) -> None:
        """Free what was taken: nobody shows it any more."""
        if self._left:
            self._next.start()

    def _free_some(self) -> None:
        while self._left and not self._left[-1]:
            self._left.pop()
        if self._left:
            del self._left[-1][-_AT_ONCE:]
        else:
            self._next.stop()
