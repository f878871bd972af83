"""Everything that was done, by whom and when; what an undo would do, and the undo itself."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from showroom_crm.i18n import _
from showroom_crm.operations import history
from showroom_crm.operations.desk import Desk
from showroom_crm.ui import shown, theme
from showroom_crm.ui.settings.section import Section
from showroom_crm.ui.tasks import Tasks
from showroom_crm.ui.undo_card import UndoCard
from showroom_crm.ui.widgets.sided import ASIDE, SidedDelegate
from showroom_crm.ui.widgets.tips import plain
from showroom_crm.values.operations import Operation

_MOST = 300


class HistorySection(Section):
    """A list of operations; the one chosen tells what its undo would do."""

    def __init__(self, desk: Desk, tasks: Tasks) -> None:
        """Begin to read."""
        super().__init__(_("History"), _("What was done can be undone, also next week."))
        self._desk, self._tasks = desk, tasks
        self.list = QListWidget()
        self.list.setAccessibleName(_("History"))
        self.list.setObjectName("list")
        self.list.setMinimumHeight(theme.px(300))
        self.list.setItemDelegate(SidedDelegate(self.list))
        self.list.currentItemChanged.connect(self._choose)
        self.card = UndoCard(desk, tasks, _("Choose a line to see what an undo would do."))
        self.card.undone.connect(self._undone)
        self.card.refused.connect(self.refused)
        self.column.addWidget(self.list, 1)
        self.column.addWidget(self.card)
        self.refresh()

    def refresh(self) -> None:
        """Read the list again."""
        work = partial(history.recent, self._desk, _MOST)
        self._tasks.read(work, self._show, self.refused)

    def _show(self, operations: Sequence[Operation]) -> None:
        self.list.clear()
        today = self._desk.today
        for operation in operations:
            item = QListWidgetItem(operation.name)
            item.setToolTip(plain(operation.name))
            item.setData(Qt.ItemDataRole.UserRole, operation)
            item.setData(ASIDE, aside_of(operation, shown.days_ago(operation.at.date(), today)))
            if operation.undone_by is not None:
                item.setForeground(self.palette().placeholderText())
            self.list.addItem(item)

    def _choose(self, item: QListWidgetItem | None, _before: object = None) -> None:
        if item is None:
            self.card.forget()
        else:
            operation: Operation = item.data(Qt.ItemDataRole.UserRole)
            self.card.look_at(operation.id)

    def _undone(self, _changes: object) -> None:
        self.accepted()
        self.refresh()


def aside_of(operation: Operation, when: str) -> str:
    """Return by whom and when something was done, and whether it was taken back."""
    undone = _("undone") if operation.undone_by is not None else ""
    parts = (undone, operation.staff or "", f"{when} {operation.at:%H:%M}")
    return " · ".join(filter(None, parts))
