"""The screen over the customer list on which likely duplicates are gone through."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QModelIndex, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from showroom_crm.errors import UserError
from showroom_crm.i18n import N_, _, ngettext
from showroom_crm.operations import duplicates
from showroom_crm.operations.desk import Desk
from showroom_crm.ui import theme
from showroom_crm.ui.commands import Command, bind
from showroom_crm.ui.customers import reading
from showroom_crm.ui.customers.likeness_list import LikenessList
from showroom_crm.ui.customers.merge_pane import MergePane
from showroom_crm.ui.tasks import Job, Tasks
from showroom_crm.ui.widgets.buttons import ActionButton, IconButton, PrimaryButton
from showroom_crm.ui.widgets.empty import EmptyState
from showroom_crm.ui.widgets.labels import Rule, Text
from showroom_crm.ui.widgets.progress import Progress
from showroom_crm.values.customers import CustomerLine
from showroom_crm.values.duplicates import Group, Likeness
from showroom_crm.values.operations import Changes

_OWN = ("merge", "separate")
_HARMLESS = (*_OWN, "log_contact", "edit", "view", "settings")
MOST = 500  # groups at once: the next come when one looks again
_WAIT, _EMPTY, _REVIEW = range(3)


class DoublesPage(QFrame):
    """Groups at the left, the merge screen of the current one at the right."""

    closed = Signal()
    counted = Signal(object)  # the groups that are open, a tuple of Likeness

    def __init__(self, desk: Desk, tasks: Tasks, parent: QWidget) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self.setObjectName("page")
        self._desk, self._tasks = desk, tasks
        self._job: Job | None = None
        self._by_hand: tuple[int, ...] = ()  # customers chosen in the list
        self.list, self.pane = LikenessList(), MergePane(desk, tasks)
        self.progress = Progress()
        self._build()
        self.list.selectionModel().currentChanged.connect(self._chosen)
        self.pane.finished.connect(self.later)
        bind(self.commands(), self)
        self.hide()

    @property
    def reviewing(self) -> bool:
        """Whether a group is in sight."""
        return self._stack.currentIndex() == _REVIEW

    def commands(self) -> tuple[Command, ...]:
        """Return what can be done here."""
        group = N_("Likely duplicates")
        return (
            Command(N_("Merge"), self._merge, "Ctrl+Return", "check", group),
            Command(N_("They are a family"), partial(self._separate, True), "F", "", group),
            Command(N_("Different people"), partial(self._separate, False), "D", "", group),
            Command(N_("Later"), self.later, "L", "", group),
            Command(N_("Leave this record out"), self.pane.leave_out, "Del", "", group),
            Command(N_("Show or hide equal fields"), self.pane.fold, "E", "", group),
        )

    def scan(self) -> None:
        """Look for duplicates among all customers."""
        self._stop()
        self._by_hand = ()
        self._stack.setCurrentIndex(_WAIT)
        self._title.setText(_("Likely duplicates"))
        self._count.setText("")
        self.pane.learn_words()
        job = self._job = Job(self._tasks)
        job.ended.connect(partial(self._scan_ended, job))
        work = partial(duplicates.scan, self._desk, heard=job.report)
        self._tasks.read(work, self._show, self._not_compared, job, long=True)
        self.progress.follow(job, _("Comparing all customers…"))

    def go_through(self, groups: Sequence[Likeness], customer: int) -> None:
        """Show groups found before, that of a customer first."""
        self._stop()
        self._by_hand = ()
        self._title.setText(_("Likely duplicates"))
        self.pane.learn_words()
        first = [group for group in groups if customer in group.group.members]
        self._show((*first, *(group for group in groups if group not in first)))

    def merge_these(self, customers: Sequence[int]) -> None:
        """Open the merge screen for customers chosen by hand."""
        self._stop()
        self._by_hand = tuple(customers)
        self._title.setText(_("Merge customers"))
        self.pane.learn_words()
        work = partial(reading.lines, self._desk, customers, self._desk.today)
        self._tasks.read(work, self._show_by_hand, urgent=True)

    def refresh(self, changes: Changes | None) -> None:
        """Look again where something was taken back or many may have changed."""
        if not self.isVisible() or (changes is not None and changes.kind in _HARMLESS):
            return
        if self._by_hand:
            self.merge_these(self._by_hand)
        else:
            self.scan()

    def later(self) -> None:
        """Let the group go and show the next one."""
        row = self.list.currentIndex().row()
        if row < 0 or not self.reviewing:
            return
        with QSignalBlocker(self.list.selectionModel()):
            self.list.found.remove(row)
            self.list.setCurrentIndex(QModelIndex())
        self._tell_count()
        if self.list.found.groups:
            self.list.choose(row)
        else:
            self._nothing_left()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back on Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_page()
        else:
            super().keyPressEvent(event)

    def close_page(self) -> None:
        """Go back to the list."""
        self._stop()
        self.hide()
        self.closed.emit()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head())
        column.addWidget(Rule())
        self._stack = QStackedWidget()
        self._empty = EmptyState("check-circle", "")
        back = PrimaryButton(_("Back to the list"), keys="Esc")
        again = ActionButton(_("Look again"), "arrows-clockwise")
        back.clicked.connect(self.close_page)
        again.clicked.connect(self.scan)
        self._empty.add_way(back)
        self._empty.add_way(again)
        waiting = EmptyState("users-three", _("Comparing all customers…"))
        for page in (waiting, self._empty, self._review()):
            self._stack.addWidget(page)
        column.addWidget(self._stack, 1)

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(16, 10, 16, 10)
        row.setSpacing(10)
        back = IconButton("caret-left", _("Back to the list"), "Esc")
        back.clicked.connect(self.close_page)
        self._title, self._count = Text("", "title"), Text("", "muted")
        self.progress.setFixedWidth(theme.px(260))
        for widget in (back, self._title, self._count):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.progress)
        return row

    def _review(self) -> QWidget:
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setHandleWidth(1)
        split.setChildrenCollapsible(False)
        split.addWidget(self.list)
        split.addWidget(self.pane)
        split.setStretchFactor(1, 1)
        split.setSizes([theme.px(310), theme.px(760)])
        self.list.setMinimumWidth(theme.px(200))
        self.pane.setMinimumWidth(theme.px(430))
        review = QWidget()
        column = QVBoxLayout(review)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(split, 1)
        column.addWidget(Rule())
        column.addWidget(self.pane.foot)
        return review

    def _merge(self) -> None:
        if self.reviewing:
            self.pane.merge()

    def _separate(self, family: bool) -> None:
        if self.reviewing:
            self.pane.separate(family)

    def _stop(self) -> None:
        if self._job is not None:
            job, self._job = self._job, None
            job.cancel()

    def _scan_ended(self, job: Job) -> None:
        if self._job is job:
            self._job = None
            if job.cancelled:
                self._say_empty(_("The comparison was stopped"), "")

    def _not_compared(self, error: UserError) -> None:
        self._say_empty(error.text, error.hint)

    def _show(self, found: Sequence[Likeness]) -> None:
        self._fill(found)
        self.list.show()
        self.pane.later.show()
        if found:
            self.list.setFocus()

    def _show_by_hand(self, lines: list[CustomerLine]) -> None:
        if len(lines) < 2:
            self.close_page()
            return
        group = Group(tuple(line.id for line in lines), 0.0, ())
        self._fill((Likeness(group, tuple(lines), ()),))
        self._count.setText("")
        self.list.hide()
        self.pane.later.hide()  # there is no other group to go on to
        self.pane.table.setFocus()

    def _fill(self, found: Sequence[Likeness]) -> None:
        self.list.found.show(found)
        self._tell_count()
        if found:
            self._stack.setCurrentIndex(_REVIEW)
            self.list.choose(0)
        else:
            self._nothing_left()

    def _tell_count(self) -> None:
        count = len(self.list.found.groups)
        self._count.setText(ngettext("{count} group", "{count} groups", count).format(count=count))
        if not self._by_hand:
            self.counted.emit(tuple(self.list.found.groups))

    def _nothing_left(self) -> None:
        if self._by_hand:
            self.close_page()
        else:
            text = _("New ones are found when you look again after an import.")
            self._say_empty(_("No likely duplicates"), text)

    def _say_empty(self, title: str, text: str) -> None:
        self._empty.say(title, text)
        self._count.setText("")
        self._stack.setCurrentIndex(_EMPTY)
        self.setFocus()

    def _chosen(self, *_indexes: object) -> None:
        if (found := self.list.current) is not None:
            self.pane.show_group(found)
