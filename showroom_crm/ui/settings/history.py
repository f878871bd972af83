"""Everything that was done, by whom and when; what an undo would do, and the undo itself."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from showroom_crm.errors import UserError
from showroom_crm.i18n import _, ngettext
from showroom_crm.operations import history
from showroom_crm.operations.desk import Desk
from showroom_crm.ui import shown, theme
from showroom_crm.ui.settings.section import Section
from showroom_crm.ui.tasks import Tasks
from showroom_crm.ui.widgets.buttons import ActionButton
from showroom_crm.ui.widgets.labels import Card, Text
from showroom_crm.values.operations import Operation, UndoPreview

_MOST = 300
_CONFLICTS = 5


class HistorySection(Section):
    """A list of operations; the one chosen tells what its undo would do."""

    def __init__(self, desk: Desk, tasks: Tasks) -> None:
        """Begin to read."""
        super().__init__(_("History"), _("What was done can be undone, also next week."))
        self._desk, self._tasks = desk, tasks
        self.list = QListWidget()
        self.list.setObjectName("list")
        self.list.setMinimumHeight(theme.px(300))
        self.list.currentItemChanged.connect(self._choose)
        self.effect = Text(_("Choose a line to see what an undo would do."), "muted", wrap=True)
        self.conflicts = Text("", "danger", wrap=True)
        self.undo = ActionButton(_("Undo"), "arrow-counter-clockwise")
        self.undo.clicked.connect(self._undo)
        self.undo.setEnabled(False)
        card = Card()
        for widget in (self.effect, self.conflicts, self.undo):
            card.body.addWidget(widget)
        self.column.addWidget(self.list, 1)
        self.column.addWidget(card)
        self.refresh()

    def refresh(self) -> None:
        """Read the list again."""
        work = partial(history.recent, self._desk, _MOST)
        self._tasks.read(work, self._show, self.refused)

    def _show(self, operations: Sequence[Operation]) -> None:
        self.list.clear()
        today = self._desk.today
        for operation in operations:
            item = QListWidgetItem(line_of(operation, shown.days_ago(operation.at.date(), today)))
            item.setData(Qt.ItemDataRole.UserRole, operation)
            if operation.undone_by is not None:
                item.setForeground(self.palette().placeholderText())
            self.list.addItem(item)

    def _choose(self, item: QListWidgetItem | None, _before: object = None) -> None:
        self.undo.setEnabled(False)
        self.conflicts.clear()
        if item is None:
            return
        operation: Operation = item.data(Qt.ItemDataRole.UserRole)
        work = partial(history.preview, self._desk, operation.id)
        self._tasks.read(work, self._tell, self._cannot)

    def _tell(self, preview: UndoPreview) -> None:
        self.effect.setText(effect_of(preview))
        self.conflicts.setText(_conflicts_of(preview))
        self.undo.setEnabled(True)

    def _cannot(self, error: UserError) -> None:
        self.effect.setText(error.text)

    def _undo(self) -> None:
        item = self.list.currentItem()
        operation: Operation = item.data(Qt.ItemDataRole.UserRole)
        work = partial(history.undo, self._desk, operation.id)
        self._tasks.write(work, self._undone, self.refused, told=_("Undone"))

    def _undone(self, _changes: object) -> None:
        self.accepted()
        self.refresh()


def line_of(operation: Operation, when: str) -> str:
    """Return an operation in one line."""
    undone = _("undone") if operation.undone_by is not None else ""
    parts = (f"{when} {operation.at:%H:%M}", operation.name, operation.staff or "", undone)
    return "   ".join(filter(None, parts))


def effect_of(preview: UndoPreview) -> str:
    """Return in a sentence what an undo would do."""
    out, back, reset = preview.removes, preview.restores, preview.resets
    parts = [
        ngettext("takes out {count} entry", "takes out {count} entries", out) if out else "",
        ngettext("puts back {count} entry", "puts back {count} entries", back) if back else "",
        ngettext("sets back {count} value", "sets back {count} values", reset) if reset else "",
    ]
    told = [
        text.format(count=f"{count:,}")
        for text, count in zip(parts, (out, back, reset), strict=True)
    ]
    what = _(", ").join(filter(None, told)) or _("changes nothing")
    return _("The undo {what}.").format(what=what)


def _conflicts_of(preview: UndoPreview) -> str:
    if not preview.conflicts:
        return ""
    count = len(preview.conflicts)
    head = ngettext(
        "{count} value was edited later and stays:",
        "{count} values were edited later and stay:",
        count,
    ).format(count=count)
    lines = [f"{each.customer} · {each.later_operation}" for each in preview.conflicts[:_CONFLICTS]]
    return "\n".join((head, *lines))
