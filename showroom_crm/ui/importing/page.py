"""The Import place: one file after another from the drop zone through the review to its result."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from showroom_crm.errors import UserError
from showroom_crm.i18n import N_, _, ngettext
from showroom_crm.operations import exports, imports, returned
from showroom_crm.operations.desk import Desk
from showroom_crm.store import batches
from showroom_crm.store.batches import PastImport
from showroom_crm.ui import export_style, theme
from showroom_crm.ui.commands import Command
from showroom_crm.ui.importing import asking
from showroom_crm.ui.importing import draft as drafts
from showroom_crm.ui.importing.copied import copied_texts
from showroom_crm.ui.importing.draft import Draft
from showroom_crm.ui.importing.password_view import PasswordView
from showroom_crm.ui.importing.profile_wishes import ProfileWishes
from showroom_crm.ui.importing.queue_strip import QueueStrip
from showroom_crm.ui.importing.result_view import ResultView
from showroom_crm.ui.importing.review_view import ReviewView
from showroom_crm.ui.importing.session import ImportSession, Step, Work
from showroom_crm.ui.importing.start_view import StartView
from showroom_crm.ui.place import Go
from showroom_crm.ui.tasks import Tasks
from showroom_crm.ui.undo_card import UndoCard
from showroom_crm.values.operations import Changes
from showroom_crm.values.queries import Condition, CustomerQuery, Op, SavedView

_CARD = 360  # width of what an undo would do
_CENTRE = Qt.AlignmentFlag.AlignHCenter


class ImportPage(QWidget):
    """Shows the session: takes files, shows what importing them would do, and does it."""

    drafted = Signal()  # a new draft is shown

    def __init__(
        self,
        desk: Desk,
        tasks: Tasks,
        go: Go,
        session: ImportSession | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Show `session` where it stands; without one, wait for files in a new one."""
        super().__init__(parent)
        self.setObjectName("page")
        self._desk, self._tasks, self._go = desk, tasks, go
        self.session = session or ImportSession(desk, tasks, self)
        # Whatever is put into its place only later is laid out and painted anew for it.
        self.queue, self._views = QueueStrip(self), QStackedWidget(self)
        self.start, self.password = StartView(self._views), PasswordView(self._views)
        self.review, self.result = ReviewView(desk.today, self._views), ResultView(self._views)
        self.undo_past, self.undo_now = UndoCard(desk, tasks, ""), UndoCard(desk, tasks, "")
        self.start.history.column.addWidget(self.undo_past)
        self.result.column.insertWidget(self.result.column.count() - 1, self.undo_now, 0, _CENTRE)
        self._shown: Draft | None = None
        for view in (self.start, self.password, self.review, self.result):
            self._views.addWidget(view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.queue)
        column.addWidget(self._views, 1)
        self.undo_now.setMinimumWidth(theme.px(_CARD))
        for card in (self.undo_past, self.undo_now):
            card.hide()
        self._connect()
        self._connect_review()
        self.profiles = ProfileWishes(desk, tasks, self.session, self.review.mapping.profile)
        self.profiles.told.connect(go.told)
        self._show_session()
        if self.session.under_way:
            self._follow(self.session.under_way)
        self.refresh(None)

    @property
    def view(self) -> QWidget | None:
        """The view now shown: start, password, review or result."""
        return self._views.currentWidget()

    @property
    def draft(self) -> Draft | None:
        """The draft under review."""
        return self.session.draft

    def refresh(self, _changes: Changes | None) -> None:
        """Read the history and the profiles again, and be ready for the next file."""
        self._tasks.read(imports.get_ready)
        self.profiles.read()
        self._tasks.read(partial(batches.recent, self._desk.store), self._show_past)

    def commands(self) -> tuple[Command, ...]:
        """Return what can be done here."""
        group = N_("Import")
        return (
            Command(N_("Choose files"), self.choose, "Ctrl+O", "folder-open", group),
            Command(N_("Paste from Excel"), self.paste, "Ctrl+V", "clipboard-text", group),
            Command(N_("Carry out the import"), self.carry_out, "Ctrl+Return", "check", group),
            Command(N_("Leave the file out"), self.leave, "Esc", "x", group),
            Command(N_("Correct the table"), self.correct_table, "Ctrl+H", "rows", group),
            Command(
                N_("Open the row"),
                self.review.plan.open_row,
                "F2",
                "note-pencil",
                group,
                bound=False,
            ),
            Command(N_("Save an empty template"), self.save_template, "", "tray-arrow-down", group),
        )

    def open_files(self, files: tuple[Path, ...]) -> None:
        """Queue `files` and begin with the first where nothing is under way."""
        self.session.open_files(files)

    def choose(self) -> None:
        """Ask for files."""
        if files := asking.spreadsheets(self):
            self.open_files(files)

    def paste(self) -> None:
        """Take the table or the files lying in the clipboard."""
        mime = QApplication.clipboard().mimeData()
        files = tuple(Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile())
        if files:
            self.open_files(files)
        else:
            work = partial(imports.copied, *copied_texts(mime))
            self._tasks.read(work, self.session.open_copied, self._refused)

    def carry_out(self) -> None:
        """Import what the draft plans."""
        if self.review.go.isEnabled():
            self.session.apply()

    def correct_table(self) -> None:
        """Show the sheet of the draft, to say where its table lies."""
        if self.view is self.review:
            self.review.mapping.source.toggle()

    def leave(self) -> None:
        """Close the row that is open, else leave the present file out."""
        if self.view is self.review and self.review.plan.editor.isVisible():
            self.review.plan.editor.close_row()
        else:
            self.session.leave()

    def save_template(self) -> None:
        """Ask where, and write the empty template."""
        if target := asking.target(self, _("Save an empty template"), _("Import template")):
            style = export_style.palette()
            work = partial(exports.empty_template, self._desk, target, style)
            self._tasks.read(work, partial(self._saved, target))

    def save_rejects(self) -> None:
        """Ask where, and write the rows that were not imported with the reason beside them."""
        draft = self.draft
        proposals = list(self.session.tables.proposals)
        if draft is None or not (proposals or draft.proposal):
            return
        if draft.proposal is not None and draft.proposal not in proposals:
            proposals.append(draft.proposal)
        name = _("{name} - not imported").format(name=draft.path.stem)
        if target := asking.target(self, _("Save rows not imported"), name, text_too=True):
            work = partial(returned.write, proposals, target)
            self._tasks.read(work, partial(self._returned, target))

    def _connect(self) -> None:
        session, zone, result = self.session, self.start.zone, self.result
        session.moved.connect(self._show_session)
        session.drafted.connect(self.drafted)
        session.began.connect(self._follow)
        self.queue.left_out.connect(session.leave_out)
        self.queue.read.connect(session.forget_unread)
        self.start.take_up.clicked.connect(session.take_up)
        zone.choose_wanted.connect(self.choose)
        zone.paste_wanted.connect(self.paste)
        zone.template_wanted.connect(self.save_template)
        self.start.history.undo_wanted.connect(self._look_at_undo)
        self.password.typed.connect(session.with_password)
        self.password.left.connect(session.leave)
        result.show_wanted.connect(self._show_customers)
        result.next_wanted.connect(session.next)
        result.rejects_wanted.connect(self.save_rejects)
        result.undo_wanted.connect(self._undo_last)
        for card in (self.undo_past, self.undo_now):
            card.refused.connect(self._refused)
            card.undone.connect(self._undone)

    def _connect_review(self) -> None:
        """Turn each wish about the draft into a plan made anew."""
        review, anew = self.review, self.session.plan_anew
        source = review.mapping.source
        source.table_shown.connect(partial(anew, drafts.on_table))
        source.place_chosen.connect(partial(anew, drafts.with_place))
        source.taken.connect(self.session.take_table)
        review.mapping.encoding_chosen.connect(partial(anew, drafts.in_encoding))
        review.mapping.subject_chosen.connect(partial(anew, drafts.with_subject))
        review.mapping.field_chosen.connect(partial(anew, drafts.with_field))
        review.mapping.answered.connect(partial(anew, drafts.with_answer))
        review.mapping.policy_chosen.connect(partial(anew, drafts.with_policy))
        review.mapping.left_out.keep_wanted.connect(partial(anew, drafts.with_left_out_kept))
        review.plan.answered.connect(partial(anew, drafts.with_answers))
        review.plan.switching.connect(partial(review.ready, False))
        review.plan.switched_off.connect(partial(anew, drafts.with_switched))
        review.plan.typed.connect(partial(anew, drafts.with_edit))
        review.plan.all_taken_back.connect(partial(anew, drafts.without_edits))
        review.apply_wanted.connect(self.carry_out)
        review.left.connect(self.session.leave)
        review.rejects_wanted.connect(self.save_rejects)

    def _show_session(self) -> None:
        """Show the session where it stands now."""
        self.queue.show_session(self.session)
        match self.session.step:
            case Step.START:
                self._show_start()
            case Step.PASSWORD:
                self._show_password()
            case Step.REVIEW:
                self._show_review()
            case Step.RESULT:
                self._show_result()

    def _show_start(self) -> None:
        self._shown = None
        session = self.session
        self.start.complain("\n".join(session.unread))
        idle = session.under_way is None and session.left is not None
        self.start.offer(session.left.path.name if session.left and idle else "")
        self._views.setCurrentWidget(self.start)
        self.start.zone.choose.setFocus()

    def _show_password(self) -> None:
        self._views.setCurrentWidget(self.password)
        if self.session.source is not None:
            self.password.ask(self.session.source.path, self.session.trouble)

    def _show_review(self) -> None:
        session = self.session
        if session.draft is None:
            return
        if session.draft is not self._shown:
            self._shown = session.draft
            self.undo_now.hide()
            self.review.show_draft(session.draft)
        self.review.tell(session.draft, len(session.waiting), session.trouble)
        self.review.show_tables(session.draft, session.tables)
        self.review.hold(session.applying)
        if session.applying:
            self.repaint()  # beside the work that begins now, each line would wait for its turn
        self.review.ready(bool(session.draft.customers) and session.under_way is None)
        if self.view is not self.review:
            self._views.setCurrentWidget(self.review)
            self.review.plan.take_focus()

    def _show_result(self) -> None:
        session = self.session
        if session.result is None:
            return
        name = session.draft.path.name if session.draft else ""
        if (count := len(session.tables.results)) > 1:
            sheets = ngettext("{count} sheet", "{count} sheets", count).format(count=count)
            name = f"{name} · {sheets}"
        given_back = session.tables.returned
        self.result.show_result(session.result, name, len(session.waiting), given_back)
        self._views.setCurrentWidget(self.result)

    def _follow(self, work: Work) -> None:
        """Show how far a job is, in the view it belongs to."""
        if self.view is self.review:
            self.review.ready(False)
            self.review.progress.follow(work.job, work.text)
        elif self.view is self.password:
            self.password.progress.follow(work.job, work.text)
        else:
            self.start.progress.follow(work.job, work.text)

    def _undo_last(self) -> None:
        """Take all tables of the file back; where later edits would stay, say so first."""
        if operations := self.session.tables.operations:
            self.undo_now.show()
            self.undo_now.undo_whole(*operations)

    def _look_at_undo(self, operations: tuple[int, ...]) -> None:
        """Say what taking back a file of the past would do."""
        self.undo_past.show()
        self.undo_past.look_at(*operations)

    def _undone(self, _changes: Changes) -> None:
        for card in (self.undo_past, self.undo_now):
            card.hide()
        self.session.taken_back()

    def _refused(self, error: UserError) -> None:
        self._go.told.emit(error.text)

    def _show_customers(self) -> None:
        """List the customers of this import: those it brought and those it changed."""
        session = self.session
        if not session.tables.operations:
            return
        mine = Condition("operation", Op.IS, session.tables.operations)
        query = CustomerQuery(conditions=(mine,), sort="customer_no", descending=True)
        name = session.source.path.name if session.source else _("Import")
        self._go.view.emit(SavedView("imported", name, "download-simple", query))

    def _show_past(self, past: tuple[PastImport, ...]) -> None:
        self.start.history.show_imports(past, self._desk.today)

    def _saved(self, target: Path, _written: object) -> None:
        self._go.saved.emit(_("Saved as {name}").format(name=target.name), target)

    def _returned(self, target: Path, count: int) -> None:
        text = ngettext("{count} row saved as {name}", "{count} rows saved as {name}", count)
        self._go.saved.emit(text.format(count=f"{count:,}", name=target.name), target)
