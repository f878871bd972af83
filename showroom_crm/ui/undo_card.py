"""What an undo would do and what would stay, with the button that does it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from showroom_crm.errors import UserError
from showroom_crm.i18n import _, ngettext
from showroom_crm.operations import history
from showroom_crm.operations.desk import Desk
from showroom_crm.ui.tasks import Job, Tasks
from showroom_crm.ui.widgets.buttons import ActionButton
from showroom_crm.ui.widgets.labels import Card, Text
from showroom_crm.values.operations import Changes, UndoPreview

_CONFLICTS = 5


class UndoCard(Card):
    """Tells of one operation what its undo would do; undoes it when asked to."""

    undone = Signal(object)  # Changes
    refused = Signal(object)  # UserError

    def __init__(self, desk: Desk, tasks: Tasks, hint: str, parent: QWidget | None = None) -> None:
        """Say `hint` (already translated) as long as no operation is chosen."""
        super().__init__(parent=parent)
        self._desk, self._tasks, self._hint = desk, tasks, hint
        self._operation: int | None = None
        self._job: Job | None = None
        self.effect = Text(hint, "muted", wrap=True)
        self.conflicts = Text("", "danger", wrap=True)
        self.undo = ActionButton(_("Undo"), "arrow-counter-clockwise")
        self.undo.clicked.connect(self.carry_out)
        self.ways = QHBoxLayout()
        self.ways.addWidget(self.undo)
        self.ways.addStretch(1)
        self.body.addWidget(self.effect)
        self.body.addWidget(self.conflicts)
        self.body.addLayout(self.ways)
        self.forget()

    def forget(self) -> None:
        """Choose no operation."""
        self._operation = None
        self.effect.setText(self._hint)
        self.conflicts.hide()
        self.undo.setEnabled(False)

    def look_at(self, operation: int, at_once: bool = False) -> None:
        """Tell what the undo of `operation` would do; `at_once` undoes it where nothing stays."""
        self.forget()
        self._operation = operation
        if self._job is not None:
            self._job.cancel()
        work = partial(history.preview, self._desk, operation)
        self._job = self._tasks.read(work, partial(self._tell, at_once), self._cannot)

    def carry_out(self) -> None:
        """Undo the operation."""
        if self._operation is not None:
            self.undo.setEnabled(False)
            work = partial(history.undo, self._desk, self._operation)
            self._tasks.write(work, self._undone, self._not_undone, told=_("Undone"))

    def _tell(self, at_once: bool, preview: UndoPreview) -> None:
        self._job = None
        self.effect.setText(effect_of(preview))
        self.conflicts.setText(conflicts_of(preview))
        self.conflicts.setVisible(bool(preview.conflicts))
        self.undo.setEnabled(True)
        if at_once and not preview.conflicts:
            self.carry_out()

    def _cannot(self, error: UserError) -> None:
        self._job = None
        self.effect.setText(error.text)

    def _undone(self, changes: Changes) -> None:
        self.forget()
        self.undone.emit(changes)

    def _not_undone(self, error: UserError) -> None:
        self.undo.setEnabled(True)
        self.refused.emit(error)


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


def conflicts_of(preview: UndoPreview) -> str:
    """Return what was edited later and stays, "" for nothing."""
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
