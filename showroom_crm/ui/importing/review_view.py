"""The one screen before an import: the file's columns at the left, the plan at the right."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from showroom_crm.i18n import _, ngettext
from showroom_crm.ui import theme
from showroom_crm.ui.importing.cells import Reader
from showroom_crm.ui.importing.draft import Draft
from showroom_crm.ui.importing.mapping_pane import MappingPane
from showroom_crm.ui.importing.plan_pane import PlanPane
from showroom_crm.ui.importing.tables import Tables
from showroom_crm.ui.widgets.buttons import ActionButton, PrimaryButton, QuietButton
from showroom_crm.ui.widgets.labels import Rule, Text
from showroom_crm.ui.widgets.progress import Progress
from showroom_crm.values.fields import Subject

_LEFT, _RIGHT = 380, 770
_OF_SHEET, _LEAST = 0.5, 270  # of the width for the sheet while it is shown, and for the plan
_SAID = 200  # pixels for what is said beside the ways on


class ReviewView(QWidget):
    """Shows a draft; tells what was changed about it and that it shall be carried out."""

    apply_wanted = Signal()
    left = Signal()
    rejects_wanted = Signal()

    def __init__(self, today: dt.date, parent: QWidget | None = None) -> None:
        """Be empty; `today` is the day of the desk."""
        super().__init__(parent)
        self._today = today
        self.split = split = QSplitter(Qt.Orientation.Horizontal, self)
        self.mapping, self.plan, self.progress = MappingPane(split), PlanPane(split), Progress()
        self.go = PrimaryButton(_("Import"), "check", "Ctrl+Enter")
        self.leave = ActionButton(_("Leave the file out"), keys="Esc")
        self.rejects = QuietButton(_("Save rows not imported"), "floppy-disk")
        self.told = Text("", "muted", wrap=True)
        self.mapping.refused.connect(self._refuse)
        self.go.clicked.connect(self.apply_wanted)
        self.leave.clicked.connect(self.left)
        self.rejects.clicked.connect(self.rejects_wanted)
        split.setHandleWidth(1)
        split.addWidget(self.mapping)
        split.addWidget(self.plan)
        split.setStretchFactor(0, 1)  # a wide window tells more cells of each column, too
        split.setStretchFactor(1, 3)
        split.setChildrenCollapsible(False)
        split.setSizes([theme.px(_LEFT), theme.px(_RIGHT)])
        self._before: list[int] = []  # the sizes while the sheet does not need the room
        self.mapping.source.correct.toggled.connect(self._make_room)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(split, 1)
        column.addWidget(Rule())
        column.addWidget(self._foot())

    def show_draft(self, draft: Draft) -> None:
        """Show `draft`."""
        self.mapping.show_draft(draft)
        self.plan.show_draft(
            draft, Reader(self._today, draft.staff, {each.id: each for each in draft.own})
        )
        count = draft.customers
        if count:
            text = ngettext("Import {count} customer", "Import {count} customers", count)
            if draft.mapping.subject is not Subject.CUSTOMERS:
                text = ngettext("Import {count} row", "Import {count} rows", count)
            self.go.say(text.format(count=f"{count:,}"))
        else:
            self.go.say(_("Nothing to import"))
        self.rejects.setVisible(bool(draft.returned))

    def tell(self, draft: Draft, waiting: int, trouble: str) -> None:
        """Say what is open: `trouble` first, then questions, then how many files wait."""
        trouble = trouble or draft.trouble
        self.told.setText(trouble or _told(draft, waiting))
        self.told.set_tone("danger" if trouble else "muted")
        self._arrange()

    def show_tables(self, draft: Draft, tables: Tables) -> None:
        """Show which tables of the file come in, and that others follow this one."""
        self.mapping.source.show_draft(draft, tables)
        begun = bool(tables.results)
        self.leave.say(_("Leave the sheet out") if begun else _("Leave the file out"))
        following = len(tables.following(draft.offer))
        if following and draft.customers:
            text = ngettext("{count} more sheet follows", "{count} more sheets follow", following)
            self.told.setText(
                " · ".join(filter(None, (self.told.text(), text.format(count=following))))
            )

    def _make_room(self, unfolded: bool) -> None:
        """Give the sheet half of the width while one looks at it."""
        sizes = self.split.sizes()
        if unfolded:
            self._before, room = sizes, sum(sizes)
            left = max(sizes[0], min(round(room * _OF_SHEET), room - theme.px(_LEAST)))
            self.split.setSizes([left, room - left])
        elif self._before:
            self.split.setSizes(self._before)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put what is said above the ways on where there is no room for both on a line."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        beside = self._ways.sizeHint().width() + theme.px(_SAID) <= self.width()
        line, column = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._sides.setDirection(line if beside else column)

    def _refuse(self, sentence: str) -> None:
        self.told.setText(sentence)
        self.told.set_tone("danger")

    def ready(self, ready: bool) -> None:
        """Let the import be started or not."""
        self.go.setEnabled(ready)

    def hold(self, held: bool) -> None:
        """Let neither start, change nor leave while the import is carried out."""
        self.leave.setEnabled(not held)
        for part in (self.mapping, self.plan):
            part.setEnabled(not held)

    def _foot(self) -> QFrame:
        foot = QFrame()
        foot.setObjectName("foot")
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight, foot)
        self._sides.setContentsMargins(16, 10, 16, 10)
        self._sides.setSpacing(8)
        self.progress.setFixedWidth(theme.px(260))
        said, self._ways = QHBoxLayout(), QHBoxLayout()
        said.addWidget(self.told, 1)
        said.addWidget(self.progress)
        self._ways.addStretch(1)
        for way in (self.rejects, self.leave, self.go):
            self._ways.addWidget(way)
        self._sides.addLayout(said, 1)
        self._sides.addLayout(self._ways)
        return foot


def _told(draft: Draft, waiting: int) -> str:
    parts = []
    if questions := draft.open_questions:
        text = ngettext("{count} question is open", "{count} questions are open", questions)
        parts.append(text.format(count=questions))
    if waiting:
        text = ngettext("{count} more file waits", "{count} more files wait", waiting)
        parts.append(text.format(count=waiting))
    return " · ".join(parts)
