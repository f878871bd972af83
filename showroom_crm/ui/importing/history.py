"""The imports of the past: who, when, how many, and a way to take one back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from showroom_crm.i18n import _, ngettext
from showroom_crm.store.batches import Batch, PastImport
from showroom_crm.ui import shown, theme
from showroom_crm.ui.widgets.buttons import LinkButton
from showroom_crm.ui.widgets.labels import Text, clear
from showroom_crm.ui.widgets.tips import plain


class ImportHistory(QWidget):
    """The latest files, newest first."""

    undo_wanted = Signal(object)  # the operations, all tables of a file

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
        for line, tables in enumerate(files(imports)):
            newest, batch = tables[0], _summed([past.batch for past in tables])
            when = f"{shown.days_ago(newest.at.date(), today)} {newest.at:%H:%M}"
            name = Text(batch.file_name)
            name.setToolTip(plain("\n".join(past.batch.sheet for past in reversed(tables))))
            name.setMinimumWidth(theme.px(120))
            texts = (Text(when, "muted"), name, Text(newest.staff or "", "muted"))
            for column, text in enumerate((*texts, Text(counts_of(batch), "muted"))):
                self._grid.addWidget(text, line, column)
            if in_force := tuple(past.operation for past in tables if not past.undone):
                undo = LinkButton(_("Undo"))
                undo.setAccessibleName(_("Undo the import of {name}").format(name=batch.file_name))
                undo.clicked.connect(partial(self._undo, in_force))
                self._grid.addWidget(undo, line, 4)
            else:
                self._grid.addWidget(Text(_("Undone"), "faint"), line, 4)

    def _undo(self, operations: tuple[int, ...], *_clicked: bool) -> None:
        self.undo_wanted.emit(operations)


def files(imports: Iterable[PastImport]) -> Iterable[list[PastImport]]:
    """Return the imports file by file, newest first: the sheets of one reading together."""
    found: dict[str, list[PastImport]] = {}
    for past in imports:
        found.setdefault(past.batch.run, []).append(past)
    return found.values()


def _summed(batches: Sequence[Batch]) -> Batch:
    name = batches[0].file_name
    if (count := len(batches)) > 1:
        sheets = ngettext("{count} sheet", "{count} sheets", count).format(count=count)
        name = f"{name} · {sheets}"
    counts = ("rows_read", "inserted", "updated", "unchanged", "skipped", "rejected")
    totals = {key: sum(getattr(batch, key) for batch in batches) for key in counts}
    return replace(batches[0], file_name=name, **totals)


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
