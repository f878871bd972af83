"""The imports of the past: who, when, how many, and a way to take one back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from showroom_crm.i18n import _
from showroom_crm.store.batches import Batch, PastImport
from showroom_crm.ui import shown, theme
from showroom_crm.ui.widgets.buttons import LinkButton
from showroom_crm.ui.widgets.labels import Text, clear
from showroom_crm.ui.widgets.tips import plain

_MOST = 12


class ImportHistory(QWidget):
    """The latest imports, newest first."""

    undo_wanted = Signal(int)  # operation

    def __init__(self, parent: QWidget | None = None) -> None:
        """Hold none yet."""
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.title = Text(_("Earlier imports"), "strong")
        self._lines = QWidget()
        self._grid = QGridLayout(self._lines)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(20)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        self.column = column  # for what an undo would do, below the line
        column.addWidget(self.title)
        column.addWidget(self._lines)

    def show_imports(self, imports: Sequence[PastImport], today: dt.date) -> None:
        """Show `imports`, newest first; without any, nothing at all."""
        clear(self._lines)
        self.setVisible(bool(imports))
        for line, past in enumerate(imports[:_MOST]):
            batch = past.batch
            when = f"{shown.days_ago(past.at.date(), today)} {past.at:%H:%M}"
            name = Text(batch.file_name)
            name.setToolTip(plain(batch.sheet))
            name.setMinimumWidth(theme.px(120))
            texts = (Text(when, "muted"), name, Text(past.staff or "", "muted"))
            for column, text in enumerate((*texts, Text(counts_of(batch), "muted"))):
                self._grid.addWidget(text, line, column)
            if past.undone:
                self._grid.addWidget(Text(_("Undone"), "faint"), line, 4)
            else:
                undo = LinkButton(_("Undo"))
                undo.setAccessibleName(_("Undo the import of {name}").format(name=batch.file_name))
                undo.clicked.connect(partial(self._undo, past.operation))
                self._grid.addWidget(undo, line, 4)

    def _undo(self, operation: int, *_clicked: bool) -> None:
        self.undo_wanted.emit(operation)


def counts_of(batch: Batch) -> str:
    """Return what an import did, in one line."""
    text = _("{new} new · {updated} updated · {same} unchanged · {returned} returned").format(
        new=f"{batch.inserted:,}",
        updated=f"{batch.updated:,}",
        same=f"{batch.unchanged:,}",
        returned=f"{batch.rejected:,}",
    )
    if batch.skipped:
        text += " · " + _("{count} left out").format(count=f"{batch.skipped:,}")
    return text
