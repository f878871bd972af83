"""What is under way in the Import place: files that wait, the draft, the job; outlives its page."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from enum import Enum, auto
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from showroom_crm.errors import FilePasswordNeeded, UserError, WrongPassword
from showroom_crm.i18n import _
from showroom_crm.operations import history, imports
from showroom_crm.operations.desk import Desk
from showroom_crm.operations.imports import ImportResult
from showroom_crm.ui.importing import draft as drafts
from showroom_crm.ui.importing.draft import Draft
from showroom_crm.ui.tasks import Job, Tasks
from showroom_crm.values.operations import Changes


class Step(Enum):
    """Where the present file stands."""

    START = auto()
    PASSWORD = auto()
    REVIEW = auto()
    RESULT = auto()


class ImportSession(QObject):
    """Takes files one after another; pages show it and may be made anew at any time."""

    moved = Signal()  # another step, draft or queue is to be shown
    drafted = Signal()  # a new draft is there
    began = Signal(object, str, bool)  # job, what it does, whether one may stop it

    def __init__(self, desk: Desk, tasks: Tasks, parent: QObject | None = None) -> None:
        """Wait for files."""
        super().__init__(parent)
        self._desk, self._tasks = desk, tasks
        self.waiting: deque[Path] = deque()
        self.step = Step.START
        self.path: Path | None = None
        self.draft: Draft | None = None
        self.result: ImportResult | None = None
        self.trouble = ""
        self.under_way: tuple[Job, str, bool] | None = None
        self.applying = False
        self._changes: list[drafts.Change] = []  # made to the draft and not planned yet

    def open_files(self, files: tuple[Path, ...]) -> None:
        """Queue `files` and begin with the first where nothing is under way."""
        self.waiting.extend(files)
        if self.step is Step.REVIEW and self.draft is not None:
            self.moved.emit()
        elif self.step is not Step.PASSWORD:
            self.next()

    def next(self) -> None:
        """Read the next file that waits, or go back to the start."""
        if self.applying:
            return
        self.trouble, self.draft, self.result = "", None, None
        self._changes.clear()
        self._go_to(Step.START)
        if self.waiting:
            self.read(self.waiting.popleft())

    def read(self, path: Path, password: str | None = None) -> None:
        """Read a file and plan its import."""
        self.path = path
        job = Job(self._tasks)
        work = partial(drafts.begin, self._desk, path, password, lambda: job.cancelled)
        job.ended.connect(partial(self._read_ended, job))
        self._follow(job, _("Reading {name}…").format(name=path.name), can_stop=True)
        self._tasks.read(work, self._show_draft, self._unreadable, job)

    def with_password(self, password: str) -> None:
        """Read the present file again, with its password."""
        if self.path is not None:
            self.read(self.path, password)

    def plan_anew(self, change: Callable[..., Draft], *wanted: object) -> None:
        """Plan the present draft with `change(desk, draft, *wanted)`, beside those still to come.

        A plan overtaken by the next change is dropped, its changes are not.
        """
        if self.applying or self.draft is None:
            return
        if self.under_way is not None:
            self.under_way[0].cancel()
        self._changes.append(lambda desk, draft: change(desk, draft, *wanted))
        work = partial(drafts.changed, self._desk, self.draft, tuple(self._changes))
        job = Job(self._tasks)
        self._follow(job, _("Planning anew…"), can_stop=False)
        self._tasks.read(work, self._show_draft, self._not_planned, job)

    def apply(self) -> None:
        """Import what the draft plans."""
        draft = self.draft
        if self.step is not Step.REVIEW or self.applying or draft is None or not draft.proposal:
            return
        self.applying = True
        job = Job(self._tasks)
        work = partial(imports.apply, self._desk, draft.proposal)
        self._follow(job, _("Importing…"), can_stop=False)
        self._tasks.write(work, self._done, self._not_done, job)
        self.moved.emit()

    def leave(self) -> None:
        """Leave the present file out and go on with the next."""
        if self.step in (Step.REVIEW, Step.PASSWORD) and not self.applying:
            self.next()

    def undo(self, operation: int) -> None:
        """Take an import back."""
        work = partial(history.undo, self._desk, operation)
        self._tasks.write(work, self._undone, told=_("The import was taken back"))

    def _go_to(self, step: Step) -> None:
        self.step = step
        self.moved.emit()

    def _follow(self, job: Job, text: str, *, can_stop: bool) -> None:
        self.under_way = (job, text, can_stop)
        job.ended.connect(partial(self._ended, job))
        self.began.emit(job, text, can_stop)

    def _ended(self, job: Job) -> None:
        """Forget the job; after a fault nobody has been told of its end yet."""
        if self.under_way is not None and self.under_way[0] is job:
            self.under_way = None
            self.applying = False
            self.moved.emit()

    def _read_ended(self, job: Job) -> None:
        """Go on with the next file where this one was stopped."""
        if job.cancelled and self.under_way is not None and self.under_way[0] is job:
            self.next()

    def _unreadable(self, error: UserError) -> None:
        if isinstance(error, FilePasswordNeeded | WrongPassword):
            self.trouble = error.text if self.step is Step.PASSWORD else ""
            self._go_to(Step.PASSWORD)
            return
        self.trouble = " ".join(part for part in (error.text, error.hint) if part)
        self._go_to(Step.START)
        if self.waiting:
            self.read(self.waiting.popleft())

    def _show_draft(self, draft: Draft) -> None:
        self.draft, self.trouble, self.under_way = draft, "", None
        self._changes.clear()
        self._go_to(Step.REVIEW)
        self.drafted.emit()

    def _not_planned(self, error: UserError) -> None:
        """Stay with the draft as it was."""
        self._changes.clear()
        self.trouble, self.under_way = error.text, None
        self.moved.emit()

    def _done(self, result: ImportResult) -> None:
        self.applying, self.result, self.under_way = False, result, None
        self._go_to(Step.RESULT)

    def _not_done(self, error: UserError) -> None:
        self.applying, self.trouble, self.under_way = False, error.text, None
        self.moved.emit()

    def _undone(self, _changes: Changes) -> None:
        if self.step is Step.RESULT:
            self.next()
