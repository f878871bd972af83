"""The Import place: one file after another from the drop zone through the review to its result."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from showroom_crm.errors import FilePasswordNeeded, UserError, WrongPassword
from showroom_crm.i18n import N_, _
from showroom_crm.operations import exports, history, imports
from showroom_crm.operations.desk import Desk
from showroom_crm.operations.imports import ImportResult
from showroom_crm.paths import documents_dir
from showroom_crm.store import batches
from showroom_crm.store.batches import PastImport
from showroom_crm.ui import export_style
from showroom_crm.ui.commands import Command
from showroom_crm.ui.importing import draft as drafts
from showroom_crm.ui.importing.draft import Draft
from showroom_crm.ui.importing.password_view import PasswordView
from showroom_crm.ui.importing.result_view import ResultView
from showroom_crm.ui.importing.review_view import ReviewView
from showroom_crm.ui.importing.start_view import StartView
from showroom_crm.ui.place import Go
from showroom_crm.ui.tasks import Job, Tasks
from showroom_crm.values.operations import Changes
from showroom_crm.values.queries import CustomerQuery, SavedView

_KINDS = "*.xlsx *.xls *.xlsm *.xlsb *.ods *.csv *.txt *.html *.htm"


class ImportPage(QWidget):
    """Takes files, shows what importing them would do, and does it."""

    drafted = Signal()  # a new draft is shown

    def __init__(self, desk: Desk, tasks: Tasks, go: Go, parent: QWidget | None = None) -> None:
        """Wait for files."""
        super().__init__(parent)
        self.setObjectName("page")
        self._desk, self._tasks, self._go = desk, tasks, go
        self._waiting: deque[Path] = deque()
        self.draft: Draft | None = None
        self._job: Job | None = None
        self._operation: int | None = None
        self._applying = False
        self.start, self.password = StartView(), PasswordView()
        self.review, self.result = ReviewView(desk.today), ResultView()
        self._views = QStackedWidget()
        for view in (self.start, self.password, self.review, self.result):
            self._views.addWidget(view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._views)
        self._connect()
        self.refresh(None)

    @property
    def view(self) -> QWidget | None:
        """The view now shown: start, password, review or result."""
        return self._views.currentWidget()

    def refresh(self, _changes: Changes | None) -> None:
        """Read the history again."""
        self._tasks.read(partial(batches.recent, self._desk.store), self._show_past)

    def commands(self) -> tuple[Command, ...]:
        """Return what can be done here."""
        group = N_("Import")
        return (
            Command(N_("Choose files"), self.choose, "Ctrl+O", "folder-open", group),
            Command(N_("Carry out the import"), self.carry_out, "Ctrl+Return", "check", group),
            Command(N_("Leave the file out"), self.leave, "Esc", "x", group),
            Command(N_("Save an empty template"), self.save_template, "", "tray-arrow-down", group),
        )

    def open_files(self, files: tuple[Path, ...]) -> None:
        """Queue `files` and begin with the first where nothing is under way."""
        self._waiting.extend(files)
        if self.view is self.review and self.draft is not None:
            self.review.show_draft(self.draft, len(self._waiting))
        elif self.view is not self.password:
            self._next()

    def choose(self) -> None:
        """Ask for files."""
        title = _("Choose spreadsheets")
        kinds = f"{_('Spreadsheets')} ({_KINDS})"
        names, _kind = QFileDialog.getOpenFileNames(self, title, str(documents_dir()), kinds)
        if names:
            self.open_files(tuple(map(Path, names)))

    def carry_out(self) -> None:
        """Import what the draft plans."""
        draft = self.draft
        if self.view is not self.review or draft is None or draft.proposal is None:
            return
        if not self.review.go.isEnabled():
            return
        self._applying = True
        self.review.hold(True)
        work = partial(imports.apply, self._desk, draft.proposal)
        job = self._tasks.write(work, self._done, self._not_done)
        self.review.progress.follow(job, _("Importing…"), can_stop=False)

    def leave(self) -> None:
        """Leave the present file out and go on with the next."""
        if self.view in (self.review, self.password) and not self._applying:
            self.draft = None
            self._next()

    def save_template(self) -> None:
        """Ask where, and write the empty template."""
        if target := self._target(_("Save an empty template"), _("Import template")):
            style = export_style.palette()
            work = partial(exports.empty_template, self._desk, target, style)
            self._tasks.read(work, partial(self._saved, target))

    def save_rejects(self) -> None:
        """Ask where, and write the rows that were not imported with the reason beside them."""
        draft = self.draft
        if draft is None or draft.proposal is None:
            return
        name = _("{name} - returned").format(name=draft.path.stem)
        if target := self._target(_("Save the returned rows"), name):
            work = partial(imports.write_rejects, draft.proposal, target)
            self._tasks.read(work, partial(self._saved, target))

    def _connect(self) -> None:
        zone, review, result = self.start.zone, self.review, self.result
        zone.dropped.connect(self.open_files)
        zone.choose_wanted.connect(self.choose)
        zone.template_wanted.connect(self.save_template)
        self.start.history.undo_wanted.connect(self._undo)
        self.password.typed.connect(self._with_password)
        self.password.left.connect(self.leave)
        review.mapping.sheet_chosen.connect(self._on_sheet)
        review.mapping.field_chosen.connect(self._with_field)
        review.mapping.answered.connect(self._with_answer)
        review.plan.answered.connect(self._with_answer)
        review.plan.switching.connect(partial(review.ready, False))
        review.plan.switched_off.connect(self._with_switched)
        review.apply_wanted.connect(self.carry_out)
        review.left.connect(self.leave)
        review.rejects_wanted.connect(self.save_rejects)
        result.show_wanted.connect(self._show_customers)
        result.next_wanted.connect(self._next)
        result.rejects_wanted.connect(self.save_rejects)
        result.undo_wanted.connect(self._undo_last)

    def _next(self) -> None:
        """Read the next file that waits, or go back to the start."""
        self.start.complain("")
        self._views.setCurrentWidget(self.start)
        if self._waiting:
            self._read(self._waiting.popleft())
        else:
            self.start.zone.choose.setFocus()

    def _read(self, path: Path, password: str | None = None) -> None:
        self._path = path
        job = self._job = Job(self._tasks)
        work = partial(drafts.begin, self._desk, path, password, lambda: job.cancelled)
        job.ended.connect(partial(self._read_ended, job))
        self._tasks.read(work, self._show_draft, self._unreadable, job)
        text = _("Reading {name}…").format(name=path.name)
        following = self.password if self.view is self.password else self.start
        following.progress.follow(job, text)

    def _read_ended(self, job: Job) -> None:
        """Go on with the next file where this one was stopped."""
        if job.cancelled and job is self._job and isValid(self):
            self._next()

    def _unreadable(self, error: UserError) -> None:
        if self._job is not None and self._job.cancelled:
            return
        if isinstance(error, FilePasswordNeeded | WrongPassword):
            again = self.view is self.password
            self._views.setCurrentWidget(self.password)
            self.password.ask(self._path, error.text if again else "")
            return
        self._views.setCurrentWidget(self.start)
        self.start.complain(" ".join(part for part in (error.text, error.hint) if part))
        if self._waiting:
            self._read(self._waiting.popleft())

    def _with_password(self, password: str) -> None:
        self._read(self._path, password)

    def _show_draft(self, draft: Draft) -> None:
        self.draft = draft
        self.review.hold(False)
        self.review.show_draft(draft, len(self._waiting))
        self._views.setCurrentWidget(self.review)
        self.drafted.emit()

    def _plan_anew(self, work: Callable[[], Draft]) -> None:
        """Plan in the background; a plan that is overtaken by the next wish is dropped."""
        if self._applying:
            return
        if self._job is not None:
            self._job.cancel()
        self.review.ready(False)
        self._job = self._tasks.read(work, self._show_draft)
        self.review.progress.follow(self._job, _("Planning anew…"), can_stop=False)

    def _on_sheet(self, sheet: str) -> None:
        if draft := self.draft:
            self._plan_anew(partial(drafts.on_sheet, self._desk, draft.book, draft.path, sheet))

    def _with_field(self, column: str, field: str) -> None:
        if draft := self.draft:
            self._plan_anew(partial(drafts.with_field, self._desk, draft, column, field))

    def _with_answer(self, question: str, value: str) -> None:
        if draft := self.draft:
            self._plan_anew(partial(drafts.with_answer, self._desk, draft, question, value))

    def _with_switched(self, off: frozenset[int]) -> None:
        if draft := self.draft:
            self._plan_anew(partial(drafts.with_switched, self._desk, draft, off))

    def _done(self, result: ImportResult) -> None:
        self._operation, self._applying = result.operation, False
        name = self.draft.path.name if self.draft else ""
        self.result.show_result(result, name, len(self._waiting))
        self._views.setCurrentWidget(self.result)

    def _not_done(self, error: UserError) -> None:
        self._applying = False
        self.review.hold(False)
        self.review.told.setText(error.text)
        self.review.told.set_tone("danger")

    def _undo_last(self) -> None:
        if self._operation is not None:
            self._undo(self._operation)

    def _undo(self, operation: int) -> None:
        work = partial(history.undo, self._desk, operation)
        self._tasks.write(work, self._undone, told=_("The import was taken back"))

    def _undone(self, _changes: Changes) -> None:
        if self.view is self.result:
            self._next()

    def _show_customers(self) -> None:
        """List everyone with the latest records on top: those of this import."""
        query = CustomerQuery(sort="customer_no", descending=True)
        self._go.view.emit(SavedView("imported", _("Latest records"), "download-simple", query))

    def _show_past(self, past: tuple[PastImport, ...]) -> None:
        self.start.history.show_imports(past, self._desk.today)

    def _target(self, title: str, name: str) -> Path | None:
        first = str(documents_dir() / f"{name}.xlsx")
        chosen, _kind = QFileDialog.getSaveFileName(self, title, first, _("Excel (*.xlsx)"))
        return Path(chosen) if chosen else None

    def _saved(self, target: Path, _written: object) -> None:
        self._go.told.emit(_("Saved as {name}").format(name=target.name))
