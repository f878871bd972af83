"""The right of the review: the plan in tabs with counts, row by row, and what needs a look."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import (
    QHeaderView,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from showroom_crm.i18n import N_, _
from showroom_crm.ui import theme
from showroom_crm.ui.importing.cells import Reader
from showroom_crm.ui.importing.cells_delegate import CellsDelegate
from showroom_crm.ui.importing.draft import Draft
from showroom_crm.ui.importing.log_model import LogModel
from showroom_crm.ui.importing.questions import QuestionList
from showroom_crm.ui.importing.rows_model import CELLS, NAME, ON, ROW, RowsModel
from showroom_crm.ui.widgets.empty import EmptyState
from showroom_crm.ui.widgets.labels import Text
from showroom_crm.ui.widgets.plain_table import PlainTable
from showroom_crm.ui.widgets.tabs import SegmentedTabs
from showroom_crm.values.imports import Action

_REPAIR_WIDTHS, _PROBLEM_WIDTHS = (56, 140, 150, 140), (56, 150, 160, 76)
_PAUSE = 500  # milliseconds: several rows switched in a row are planned once


@dataclass(frozen=True, slots=True)
class _Tab:
    """One tab: its word, and how many things it holds."""

    title: str
    count: Callable[[Draft], int]
    action: Action | None = None


_QUESTIONS = _Tab(N_("To decide"), lambda draft: draft.open_questions)
_REPAIRS = _Tab(N_("Repaired"), lambda draft: len(draft.plan.repairs))
_PROBLEMS = _Tab(N_("To check"), lambda draft: len(draft.plan.problems))
_TABS = (
    _Tab(N_("New"), lambda draft: draft.plan.count(Action.INSERT), Action.INSERT),
    _Tab(N_("Updates"), lambda draft: draft.plan.count(Action.UPDATE), Action.UPDATE),
    _Tab(N_("Unchanged"), lambda draft: draft.plan.count(Action.UNCHANGED), Action.UNCHANGED),
    _QUESTIONS,
    _Tab(N_("Left out"), lambda draft: draft.plan.count(Action.SKIP), Action.SKIP),
    _Tab(N_("Returned"), lambda draft: draft.plan.count(Action.REJECT), Action.REJECT),
    _REPAIRS,
    _PROBLEMS,
)


class PlanPane(QWidget):
    """Shows a draft; tells answers, and which rows are switched off."""

    answered = Signal(str, str)
    switching = Signal()  # rows were switched; `switched_off` follows after a pause
    switched_off = Signal(object)  # frozenset of row numbers

    def __init__(self, parent: QWidget | None = None) -> None:
        """Be empty."""
        super().__init__(parent)
        self._draft: Draft | None = None
        self._off: frozenset[int] = frozenset()
        self.tabs = SegmentedTabs([_(tab.title) for tab in _TABS])
        self.tabs.chosen.connect(self._show_tab)
        self.hint = Text("", "muted", wrap=True)
        self._pages = QStackedWidget()
        self.rows = PlainTable()
        self.log = PlainTable()
        self.log_model = LogModel()
        self.log.setModel(self.log_model)
        self.questions = QuestionList()
        self.questions.answered.connect(self.answered)
        self._nothing = EmptyState("check-circle", "")
        for page in (self.rows, self.log, _scrolled(self.questions), self._nothing):
            self._pages.addWidget(page)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._tell_off)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 6, 16, 0)
        column.setSpacing(6)
        column.addWidget(self.tabs)
        column.addWidget(self.hint)
        column.addWidget(self._pages, 1)

    def show_draft(self, draft: Draft, reader: Reader) -> None:
        """Show `draft`; the first time, the tab that asks for something."""
        fresh = self._draft is None or self._draft.path != draft.path
        self._draft, self._off = draft, draft.choices.skip
        self._model = RowsModel(reader)
        self._model.switched.connect(self._switch)
        self.rows.setModel(self._model)
        self._fit_columns()
        self.tabs.retitle([f"{_(tab.title)} {tab.count(draft):,}" for tab in _TABS])
        if fresh:
            first = next((n for n, tab in enumerate(_TABS) if tab.count(draft)), 0)
            asking = _TABS.index(_QUESTIONS)
            self.tabs.choose(asking if _QUESTIONS.count(draft) else first)
        self._show_tab(self.tabs.current)

    def _show_tab(self, index: int) -> None:
        draft, tab = self._draft, _TABS[index]
        if draft is None:
            return
        self.hint.setText(_hint(tab))
        self.hint.setVisible(bool(self.hint.text()))
        if tab is _QUESTIONS and draft.row_questions:
            self.questions.show_questions(draft.row_questions, draft.choices.answers)
            self._pages.setCurrentIndex(2)
        elif tab.action is not None and tab.count(draft):
            rows = [row for row in draft.plan.rows if row.action is tab.action]
            able = tab.action in (Action.INSERT, Action.UPDATE, Action.SKIP)
            self._model.show_rows(rows, self._off, able)
            self.rows.setColumnHidden(ON, not able)
            self._pages.setCurrentIndex(0)
        elif tab in (_REPAIRS, _PROBLEMS) and tab.count(draft):
            repairs = tab is _REPAIRS
            self.log_model.show(draft.plan.repairs if repairs else draft.plan.problems)
            for column, width in enumerate(_REPAIR_WIDTHS if repairs else _PROBLEM_WIDTHS):
                self.log.setColumnWidth(column, theme.px(width))
            self._pages.setCurrentIndex(1)
        else:
            self._nothing.say(_("Nothing here"), draft.trouble)
            self._pages.setCurrentIndex(3)

    def _switch(self, row: int, on: bool) -> None:
        self._off = self._off - {row} if on else self._off | {row}
        self.switching.emit()
        self._pause.start()

    def _tell_off(self) -> None:
        if self.isVisible():
            self.switched_off.emit(self._off)

    def _fit_columns(self) -> None:
        header = self.rows.horizontalHeader()
        for column, width in ((ON, 34), (ROW, 52), (NAME, 150)):
            self.rows.setColumnWidth(column, theme.px(width))
        header.setSectionResizeMode(CELLS, QHeaderView.ResizeMode.Stretch)
        self.rows.setItemDelegateForColumn(CELLS, CellsDelegate(self.rows))


def _hint(tab: _Tab) -> str:
    if tab.action is Action.REJECT:
        return _("These rows cannot be imported; they can be saved with the reason beside them.")
    if tab.action is Action.SKIP:
        return _("These rows wait for an answer or were switched off; nothing is written.")
    if tab is _REPAIRS:
        return _("Cells that were put right while reading; the file itself stays as it is.")
    if tab is _PROBLEMS:
        return _("Cells to look at; the rest of their row is imported.")
    return ""


def _scrolled(inside: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidget(inside)
    area.setWidgetResizable(True)
    return area
