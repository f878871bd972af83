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
    """Tells what the undo of an operation would do, or of several together; undoes when asked."""

    undone = Signal(object)  # Changes
    refused = Signal(object)  # UserError

    def __init__(self, desk: Desk, tasks: Tasks, hint: str, parent: QWidget | None = None) -> None:
        """Say `hint` (already translated) as long as no operation is chosen."""
        super().__init__(parent=parent)
        self._desk, self._tasks, self._hint = desk, tasks, hint
        self._operations: tuple[int, ...] = ()
        self._job: Job | None = None
        self.name = Text("", "strong", wrap=True)
        self.effect = Text(hint, "muted", wrap=True)
        self.conflicts = Text("", "danger", wrap=True)
        self.undo = ActionButton(_("Undo"), "arrow-counter-clockwise")
        self.undo.clicked.connect(self.carry_out)
        self.ways = QHBoxLayout()
        self.ways.addWidget(self.undo)
        self.ways.addStretch(1)
        self.body.addWidget(self.name)
        self.body.addWidget(self.effect)
        self.body.addWidget(self.conflicts)
        self.body.addLayout(self.ways)
        self.forget()

    def forget(self) -> None:
        """Choose no operation."""
        self._operations = ()
        self.effect.setText(self._hint)
        self.name.hide()
        self.conflicts.hide()
        self.undo.setEnabled(False)

    def look_at(self, *operations: int) -> None:
        """Tell what the undo of `operations` would do."""
        self._choose(operations)
        work = partial(history.preview_all, self._desk, operations)
        # What several do together is found by trying, for which other writes must wait.
        start = self._tasks.read if len(operations) == 1 else self._tasks.write
        self._job = start(work, self._tell, self._cannot)

    def undo_whole(self, *operations: int) -> None:
        """Undo `operations` where nothing was edited since; else tell what would stay."""
        self._choose(operations)
        work = partial(history.undo_whole, self._desk, operations)
        self._job = self._tasks.write(work, self._done, self._cannot, told=_("Undone"))

    def _choose(self, operations: tuple[int, ...]) -> None:
        self.forget()
        self._operations = operations
        if self._job is not None:
            self._job.cancel()

    def carry_out(self) -> None:
        """Undo the operations: all of them or none."""
        if self._operations:
            self.undo.setEnabled(False)
            work = partial(history.undo_all, self._desk, self._operations)
            self._tasks.write(work, self._done, self._not_undone, told=_("Undone"))

    def _tell(self, preview: UndoPreview) -> None:
        self._job = None
        self.name.setText(preview.operation.name)
        self.name.show()
        self.effect.setText(effect_of(preview))
        self.conflicts.setText(conflicts_of(preview))
        self.conflicts.setVisible(bool(preview.conflicts))
        self.undo.setEnabled(True)

    def _cannot(self, error: UserError) -> None:
        self._job = None
        self.effect.setText(error.text)

    def _done(self, did: tuple[Changes | None, UndoPreview]) -> None:
        changes, told = did
        if changes is None:
            self._tell(told)
        else:
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
