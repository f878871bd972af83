"""What is under way in the Import place: files that wait, the draft, the job; outlives its page."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import Enum, auto
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from showroom_crm.errors import FilePasswordNeeded, Outdated, UserError, WrongPassword
from showroom_crm.i18n import _
from showroom_crm.operations import imports
from showroom_crm.operations.desk import Desk
from showroom_crm.operations.imports import ImportResult, Proposal
from showroom_crm.ui.importing import draft as drafts
from showroom_crm.ui.importing.draft import Draft
from showroom_crm.ui.importing.leaving import Leaving
from showroom_crm.ui.importing.stages import reporting
from showroom_crm.ui.importing.tables import Tables
from showroom_crm.ui.tasks import Job, Tasks
from showroom_crm.values.places import SheetOffer
from showroom_crm.values.sheets import Workbook


class Step(Enum):
    """Where the present file stands."""

    START = auto()
    PASSWORD = auto()
    REVIEW = auto()
    RESULT = auto()


@dataclass(frozen=True, slots=True)
class Source:
    """A file that waits, or a table that was `copied` from another program."""

    path: Path
    copied: Workbook | None = None


@dataclass(frozen=True, slots=True)
class Work:
    """A job under way, what it does, and whether one may stop it."""

    job: Job
    text: str
    can_stop: bool = True


class ImportSession(QObject):
    """Takes files one after another; pages show it and may be made anew at any time."""

    moved = Signal()  # another step, draft or queue is to be shown
    drafted = Signal()  # a new draft is there
    began = Signal(object)  # Work

    def __init__(self, desk: Desk, tasks: Tasks, parent: QObject | None = None) -> None:
        """Wait for files."""
        super().__init__(parent)
        self._desk, self._tasks = desk, tasks
        self.waiting: deque[Source] = deque()
        self.step = Step.START
        self.source: Source | None = None
        self.draft: Draft | None = None
        self.left: Draft | None = None  # what was left out last, to be taken up again
        self.tables = Tables()  # of the present file
        self.result: ImportResult | None = None  # of all tables of the file
        self.trouble = ""
        self.unread: list[str] = []  # why files could not be read, sentence by sentence
        self.under_way: Work | None = None
        self.applying = False
        self._changes: list[drafts.Change] = []  # made to the draft and not planned yet
        self._leaving = Leaving(self)
        tasks.written.connect(self._written)

    def open_files(self, files: tuple[Path, ...]) -> None:
        """Queue `files` and begin with the first where nothing is under way."""
        self._take(Source(file) for file in files)

    def open_copied(self, book: Workbook) -> None:
        """Queue a table copied from another program."""
        self._take([Source(Path(book.name), book)])

    def leave_out(self, place: int) -> None:
        """Leave out the file that waits at `place`."""
        del self.waiting[place]
        self.moved.emit()

    def forget_unread(self) -> None:
        """Take the sentences about unreadable files as read."""
        self.unread.clear()
        self.moved.emit()

    def next(self) -> None:
        """Read the next file that waits, or go back to the start."""
        if self.applying:
            return
        self._stop()
        self._let_go(self.draft)
        self.trouble, self.draft, self.result, self.source = "", None, None, None
        self.tables = Tables()
        self._go_to(Step.START)
        if self.waiting:
            self._read(self.waiting.popleft())

    def with_password(self, password: str) -> None:
        """Read the present file again, with its password."""
        if self.source is not None:
            self._read(self.source, password)

    def plan_anew(self, change: Callable[..., Draft], *wanted: object) -> None:
        """Plan the present draft with `change(desk, draft, *wanted)`, beside those still to come.

        A plan overtaken by the next change is dropped, its changes are not.
        """
        if self.applying or self.draft is None:
            return
        kept = list(self._changes)
        self._stop()
        self._changes = [*kept, lambda desk, draft: change(desk, draft, *wanted)]
        job = Job(self._tasks)
        changes = tuple(self._changes)
        work = partial(drafts.changed, self._desk, self.draft, changes, reporting(job))
        self._follow(job, _("Planning anew…"))
        self._tasks.read(work, self._show_draft, self._not_planned, job, long=True)

    def apply(self) -> None:
        """Import what the draft plans."""
        draft = self.draft
        if self.step is not Step.REVIEW or self.under_way or draft is None or not draft.proposal:
            return
        self.applying = True
        job = Job(self._tasks)
        kept: list[ImportResult] = []
        job.ended.connect(partial(self._apply_ended, job, kept))
        self._follow(job, _("Importing…"))
        self.moved.emit()
        work = partial(self._apply, draft.proposal, job, kept)
        self._tasks.write(work, self._done, self._not_done, job)

    def take_table(self, offer: SheetOffer, on: bool) -> None:
        """Let a table of the present file come in or not."""
        self.tables.take(offer, on)
        self.moved.emit()

    def leave(self) -> None:
        """Leave the present file out and go on with the next.

        Once a table of it was imported, only the present table is left out.
        """
        if self.step not in (Step.REVIEW, Step.PASSWORD) or self.applying:
            return
        if self.draft is not None and self.tables.results:
            self._leave_table(self.draft)
            return
        self._let_go(self.left)
        self.left = self.draft
        self.next()

    def take_up(self) -> None:
        """Go on with the file that was left out last, as it was then."""
        if self.left is not None and self.step is Step.START and self.under_way is None:
            self.source = Source(self.left.path, self.left.book)
            self._show_draft(self.left)
            self.left = None
            self.plan_anew(drafts.as_it_is)  # what is known may have changed since

    def taken_back(self) -> None:
        """Leave the result of an import that was taken back."""
        if self.step is Step.RESULT:
            self.next()

    def _take(self, sources: Iterable[Source]) -> None:
        self.waiting.extend(sources)
        if self.step in (Step.REVIEW, Step.PASSWORD) or self.under_way is not None:
            self.moved.emit()
        else:
            self.unread.clear()
            self.next()

    def _read(self, source: Source, password: str | None = None) -> None:
        self.source = source
        job = Job(self._tasks)
        report = reporting(job)
        if source.copied is not None:
            work = partial(drafts.of_copied, self._desk, source.copied, source.path, report)
        else:
            stop = partial(getattr, job, "cancelled")
            work = partial(drafts.begin, self._desk, source.path, password, stop, report)
        job.ended.connect(partial(self._read_ended, job))
        self._follow(job, _("Reading {name}…").format(name=source.path.name))
        self._tasks.read(work, self._show_draft, self._unreadable, job, long=True)
        self.moved.emit()

    def _apply(self, proposal: Proposal, job: Job, kept: list[ImportResult]) -> ImportResult:
        """Carry out off the window's thread; `kept` tells of an end that came before a stop."""
        result = imports.apply(self._desk, proposal, reporting(job))
        kept.append(result)
        return result

    def _written(self, _changes: object, _told: str) -> None:
        """Plan anew on what is known now: somebody may have registered who is in the file."""
        idle = self.under_way is None or bool(self._changes)  # not on the way to another table
        if self.step is Step.REVIEW and idle:
            self.plan_anew(drafts.as_it_is)

    def _go_to(self, step: Step) -> None:
        self.step = step
        self.moved.emit()

    def _stop(self) -> None:
        """Drop what is under way and what was to be planned."""
        self._changes = []
        work, self.under_way = self.under_way, None
        if work is not None:
            work.job.cancel()

    def _follow(self, job: Job, text: str) -> None:
        self.under_way = Work(job, text)
        job.ended.connect(partial(self._ended, job))
        self.began.emit(self.under_way)

    def _is_present(self, job: Job) -> bool:
        return self.under_way is not None and self.under_way.job is job

    def _ended(self, job: Job) -> None:
        """Be ready again after a stop or a fault, of which nobody has been told yet."""
        if not self._is_present(job):
            return
        self.under_way, self.applying = None, False
        self._changes = []
        if self.draft is not None:
            self.draft = replace(self.draft)  # what was changed and not planned shows no more
        self.moved.emit()

    def _read_ended(self, job: Job) -> None:
        """Go on with the next file where this one was stopped."""
        if job.cancelled and self._is_present(job):
            self.next()

    def _unreadable(self, error: UserError) -> None:
        self.under_way = None
        if isinstance(error, FilePasswordNeeded | WrongPassword):
            self.trouble = error.text if self.step is Step.PASSWORD else ""
            self._go_to(Step.PASSWORD)
            return
        self.unread.append(" ".join(part for part in (error.text, error.hint) if part))
        self.next()

    def _show_draft(self, draft: Draft) -> None:
        if draft.book is not self.tables.book:
            self.tables = Tables(draft.book, draft.offers)
        if draft is not self.draft:
            self._let_go(self.draft)
        self.draft, self.trouble, self.under_way = draft, "", None
        self._changes = []
        self._go_to(Step.REVIEW)
        self._leaving.begin()
        self.drafted.emit()

    def _let_go(self, draft: Draft | None) -> None:
        """Free a draft, once another one is shown in its place."""
        if draft is not None:
            self._leaving.take(draft)

    def _go_on(self, draft: Draft, offer: SheetOffer, *, look: bool) -> None:
        """Plan the next table of the file; one that needs no look is imported at once."""
        job = Job(self._tasks)
        work = partial(drafts.next_table, self._desk, draft, offer, reporting(job))
        self._follow(job, _("Reading {name}…").format(name=offer.name))
        self._tasks.read(work, partial(self._show_next, look), self._not_planned, job, long=True)
        self.moved.emit()

    def _show_next(self, look: bool, draft: Draft) -> None:
        self._show_draft(draft)
        if not look and self.tables.needs_no_look(draft):
            self.apply()

    def _leave_table(self, draft: Draft) -> None:
        if draft.offer is not None:
            self.tables.take(draft.offer, on=False)
        self._stop()
        if following := self.tables.following(draft.offer):
            self._go_on(draft, following[0], look=True)
        else:
            self._go_to(Step.RESULT)

    def _not_planned(self, error: UserError) -> None:
        """Stay with the draft as it was."""
        self._changes = []
        self.trouble, self.under_way = error.text, None
        self.moved.emit()

    def _done(self, result: ImportResult, *, stopped: bool = False) -> None:
        self._let_go(self.left)
        self.applying, self.under_way, self.left = False, None, None
        following: tuple[SheetOffer, ...] = ()
        if self.draft is not None:
            self.tables.imported(self.draft, result)
            following = self.tables.following(self.draft.offer)
        self.result = self.tables.summed(result)
        if self.draft is not None and following:
            self._go_on(self.draft, following[0], look=stopped)
        else:
            self._go_to(Step.RESULT)

    def _not_done(self, error: UserError) -> None:
        self.applying, self.trouble, self.under_way = False, error.text, None
        self.moved.emit()
        if isinstance(error, Outdated):
            self.plan_anew(drafts.as_it_is)

    def _apply_ended(self, job: Job, kept: list[ImportResult]) -> None:
        """Tell what became of an import that was stopped: nothing, or it was done already."""
        if not self._is_present(job) or not job.cancelled:
            return
        if kept:
            self._done(kept[0], stopped=True)
        else:
            self.trouble = _("The import was stopped: nothing was written.")
