"""The left of the review: the sheets of the file, and where each column goes."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QCheckBox, QFrame, QScrollArea, QVBoxLayout, QWidget

from showroom_crm.i18n import _, ngettext
from showroom_crm.operations import sheets
from showroom_crm.ui import theme
from showroom_crm.ui.importing.draft import Draft
from showroom_crm.ui.importing.encoding_choice import EncodingChoice
from showroom_crm.ui.importing.field_choice import FieldChoice, fields_model, offer_own
from showroom_crm.ui.importing.left_out_line import LeftOutLine
from showroom_crm.ui.importing.mapping_line import MappingLine, heads
from showroom_crm.ui.importing.policy_button import PolicyButton
from showroom_crm.ui.importing.profile_line import ProfileLine
from showroom_crm.ui.importing.questions import QuestionList
from showroom_crm.ui.importing.source_pane import SourcePane
from showroom_crm.ui.importing.subject_choice import SubjectChoice
from showroom_crm.ui.widgets.buttons import LinkButton
from showroom_crm.ui.widgets.labels import Text, clear
from showroom_crm.ui.widgets.tips import plain
from showroom_crm.values.fields import Subject
from showroom_crm.values.import_choices import EVERY_FIELD, Policy
from showroom_crm.values.mappings import ColumnMapping
from showroom_crm.values.own_fields import PREFIX, OwnField
from showroom_crm.values.questions import Sort, question_key

_LEAST = 300
_SURE = 0.75
_TOLD = 20  # rows left out that are told one by one
_FEW = 6  # columns not taken that are shown in any case
_CARDS = 3  # questions about columns at once; the drop-downs of the others are marked
_AT_ONCE = 2  # lines added in one turn of the window


class MappingPane(QFrame):
    """Tells where the table lies and where a column shall go; shows a draft."""

    field_chosen = Signal(str, str)  # column key, field key or ""
    answered = Signal(str, str)
    encoding_chosen = Signal(str)
    refused = Signal(str)  # why a column cannot be kept
    subject_chosen = Signal(str)  # what each row tells
    policy_chosen = Signal(str, str)  # field key or * for all, policy or "" for the usual one

    def __init__(self, parent: QWidget | None = None) -> None:
        """Be empty."""
        super().__init__(parent)
        self.setObjectName("mapping")
        self.setMinimumWidth(theme.px(_LEAST))
        self._fields: QStandardItemModel = fields_model(self)
        self._own: tuple[OwnField, ...] = ()
        offer_own(self._fields, ())
        self._shown: object = None
        self._draft: Draft | None = None
        self._left: list[ColumnMapping] = []
        self._line_of: dict[str, MappingLine] = {}
        self._seen: set[str] = set()  # columns whose lines were shown before and stay in sight
        self.untaken = LinkButton("")
        self.untaken.setCheckable(True)
        self.untaken.toggled.connect(self._fold)
        self._more = QTimer(self)
        self._more.setSingleShot(True)
        self._more.setInterval(0)
        self._more.timeout.connect(self._add_lines)
        self.name, self.facts = Text("", "title", wrap=True), Text("", "muted", wrap=True)
        self.notes = Text("", "muted", wrap=True)
        self.encoding = EncodingChoice()
        self.encoding.decided.connect(self.encoding_chosen)
        self.source = SourcePane()
        self.subject = SubjectChoice()
        self.subject.decided.connect(self.subject_chosen)
        self._offered = Subject.CUSTOMERS
        self.questions = QuestionList(_CARDS)
        self.questions.answered.connect(self.answered)
        self.choices: dict[str, FieldChoice] = {}
        self.policies: dict[str, PolicyButton] = {}
        self.only_fill = QCheckBox(_("Only complete what is empty"))
        self.only_fill.clicked.connect(self._choose_for_all)
        self.profile, self.left_out = ProfileLine(), LeftOutLine()
        self._lines = QWidget()
        self._below = QVBoxLayout(self._lines)
        self._below.setContentsMargins(0, 0, 0, 0)
        self._below.setSpacing(8)
        self.source.correct.toggled.connect(self._show_settings)
        self._build()

    def show_draft(self, draft: Draft) -> None:
        """Show file and columns of `draft`; the same columns keep their drop-downs."""
        self.name.setText(draft.path.name)
        self.name.setToolTip(plain(str(draft.path)))
        self.notes.setText(" ".join(_notes(draft)))
        self.notes.setVisible(bool(self.notes.text()))
        self.encoding.show_book(draft.book)
        self.questions.show_questions(draft.mapping.questions, draft.choices.answers)
        self.questions.setVisible(bool(draft.mapping.questions))
        self.left_out.show_mapping(draft.mapping)
        self.profile.show_name(draft.profile)
        self.facts.setText(_facts(draft, self.profile.known))
        self.facts.setToolTip(plain(_rows_left_out(draft)))
        self._offer(draft.mapping.subject)
        keys = tuple(column.column.key for column in draft.mapping.columns)
        if self._shown != (draft.path, draft.sheet.name, keys):
            self._shown = (draft.path, draft.sheet.name, keys)
            self._begin_lines(draft)
        self._update_lines(draft)

    def _offer(self, subject: Subject) -> None:
        """Offer the fields of a subject in all drop-downs."""
        self.subject.show_subject(subject)
        if self._offered is not subject:
            self._offered = subject
            self._fields = fields_model(self, subject)
            offer_own(self._fields, self._own)
            self._shown = None

    def _build(self) -> None:
        area = QScrollArea(self)
        inside = QWidget(area.viewport())
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, theme.px(6), 12)
        column.setSpacing(10)
        for part in (
            self.source,
            self.profile,
            self.encoding,
            self.subject,
            self.only_fill,
            self.questions,
            self.left_out,
            self._lines,
        ):
            column.addWidget(part)
        column.addWidget(self.untaken, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        around = QVBoxLayout(self)
        around.setContentsMargins(16, 14, 10, 0)
        around.setSpacing(8)
        around.addWidget(self.name)
        around.addWidget(self.facts)
        around.addWidget(self.notes)
        around.addWidget(area, 1)

    def _show_settings(self, *_unfolded: bool) -> None:
        """Show what is to be said about the file: all of it if wished, else the unusual.

        A layout that is known was read before as its profile says: no more is asked of it.
        """
        if self._draft is None:
            return
        all_of_it = self.source.correct.isChecked()
        several = self.encoding.box.count() > 1
        self.profile.setVisible(all_of_it and bool(self.profile.name))
        self.encoding.setVisible(several and (all_of_it or not self.profile.known))
        usual = self._draft.mapping.subject is Subject.CUSTOMERS
        self.subject.setVisible(all_of_it or not usual)
        self.only_fill.setVisible(all_of_it or self.only_fill.isChecked())

    def _begin_lines(self, draft: Draft) -> None:
        """Clear the columns and add the new ones, a few in each turn of the window."""
        clear(self._lines)
        self.choices.clear()
        self.policies.clear()
        self._seen.clear()
        self._line_of.clear()
        self.untaken.setChecked(False)
        self._below.addWidget(heads())
        self._left = list(draft.mapping.columns)
        self._more.start()

    def _add_lines(self) -> None:
        for column in self._left[:_AT_ONCE]:
            choice = FieldChoice(self._fields, column.field)
            choice.setAccessibleName(column.column.label)
            choice.decided.connect(partial(self._choose_field, column))
            self.choices[column.column.key] = choice
            policy = self.policies[column.column.key] = PolicyButton()
            policy.decided.connect(self.policy_chosen)
            line = MappingLine(column, choice, policy, self._lines)
            self._line_of[column.column.key] = line
            self._below.addWidget(line)
        self._left = self._left[_AT_ONCE:]
        if self._left:
            self._more.start()
        if self._draft is not None:
            self._update_lines(self._draft)

    def _update_lines(self, draft: Draft) -> None:
        """Show where each column goes now, and which ones ask for a look."""
        self._draft = draft
        if draft.own != self._own:
            self._own = draft.own
            offer_own(self._fields, draft.own)
        self.only_fill.setChecked(draft.choices.policies.get(EVERY_FIELD) is Policy.FILL)
        self._show_settings()
        asked = {q.key for q in draft.mapping.questions if q.key not in draft.choices.answers}
        for column in draft.mapping.columns:
            if choice := self.choices.get(column.column.key):
                open_ = question_key(Sort.COLUMN, column.column.key) in asked
                guessed = column.field is not None and column.confidence < _SURE
                choice.show_field(column.field, open_ or guessed)
                choice.setToolTip(plain(column.why))
                self.policies[column.column.key].show_field(
                    column.field, draft.choices.policies, draft.own
                )
                if column.field is not None or open_:
                    self._seen.add(column.column.key)
        self._fold()

    def _fold(self, *_unfolded: bool) -> None:
        """Keep the lines of columns that are not taken out of sight, where there are many."""
        columns = self._draft.mapping.columns if self._draft else ()
        keys = [c.column.key for c in columns if c.column.key not in self._seen]
        unfolded = self.untaken.isChecked() or len(keys) <= _FEW
        for key, line in self._line_of.items():
            line.setVisible(unfolded or key in self._seen)
        text = _("Show the {count} columns that are not taken").format(count=len(keys))
        self.untaken.say(_("Hide the columns that are not taken") if unfolded else text)
        self.untaken.setVisible(len(keys) > _FEW)

    def _choose_field(self, column: ColumnMapping, key: str) -> None:
        """Tell where a column shall go, unless nothing of it may be kept."""
        choice = self.choices[column.column.key]
        if column.refusal and key.startswith(PREFIX):
            choice.show_field(column.field, unsure=False)
            sentence = _("“{name}” cannot be a field: {reason}.")
            self.refused.emit(sentence.format(name=column.column.label, reason=column.refusal))
            return
        self.field_chosen.emit(column.column.key, key)

    def _choose_for_all(self, only_fill: bool) -> None:
        self.policy_chosen.emit(EVERY_FIELD, Policy.FILL.value if only_fill else "")


def _facts(draft: Draft, known: bool) -> str:
    """Return the one line about a file; `known` says that its layout came in before."""
    rows = len(draft.plan.rows)
    taken = sum(column.field is not None for column in draft.mapping.columns)
    parts = [
        ngettext("{count} row", "{count} rows", rows).format(count=f"{rows:,}"),
        _("{taken} of {count} columns used").format(taken=taken, count=len(draft.mapping.columns)),
    ]
    if draft.header is not None and (left := len(draft.header.skipped)):
        text = ngettext("{count} row is no data", "{count} rows are no data", left)
        parts.append(text.format(count=f"{left:,}"))
    if known:
        parts.append(_("as last time"))
    return " · ".join(parts)


def _notes(draft: Draft) -> list[str]:
    """Return what is unusual about the file."""
    found = sheets.notes(draft.sheet, draft.header) if draft.header is not None else ()
    return [*draft.book.notes, *draft.plan.notes, *found]


def _rows_left_out(draft: Draft) -> str:
    """Return the rows that are totals, notes or repeated headers, one a line."""
    rows = sheets.left_out(draft.sheet, draft.header) if draft.header is not None else ()
    lines = [
        _("Row {row}: {reason}").format(row=each.row, reason=sheets.why_left_out(each.reason))
        + f" · {each.text}"
        for each in rows[:_TOLD]
    ]
    return "\n".join([*lines, "…"] if len(rows) > _TOLD else lines)
