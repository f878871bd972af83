"""The right of the review: the plan in tabs with counts, row by row, and what needs a look."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtCore import QModelIndex, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import (
    QHeaderView,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from showroom_crm.i18n import _
from showroom_crm.ui import theme
from showroom_crm.ui.importing.answers_list import AnswersList
from showroom_crm.ui.importing.cells import Reader
from showroom_crm.ui.importing.cells_delegate import CellsDelegate
from showroom_crm.ui.importing.draft import Draft
from showroom_crm.ui.importing.editable_table import EditableTable
from showroom_crm.ui.importing.log_model import CELL, LogModel
from showroom_crm.ui.importing.people_list import DatesList, PeopleList
from showroom_crm.ui.importing.plan_tabs import PROBLEMS, QUESTIONS, REPAIRS, TABS, Tab
from showroom_crm.ui.importing.plan_tools import PlanTools
from showroom_crm.ui.importing.questions import QuestionList
from showroom_crm.ui.importing.row_cells import to_keep
from showroom_crm.ui.importing.row_editor import RowEditor
from showroom_crm.ui.importing.row_filter import RowFilter
from showroom_crm.ui.importing.rows_model import CELLS, NAME, ON, ROW, RowsModel
from showroom_crm.ui.importing.values_list import ValuesList
from showroom_crm.ui.widgets.empty import EmptyState
from showroom_crm.ui.widgets.labels import Text
from showroom_crm.ui.widgets.plain_table import PlainTable
from showroom_crm.ui.widgets.tabs import SegmentedTabs
from showroom_crm.values.clean_tables import Repair
from showroom_crm.values.import_plans import Action, PlannedRow
from showroom_crm.values.questions import QuestionKind

_REPAIR_WIDTHS, _PROBLEM_WIDTHS = (80, 180, 200, 180), (80, 180, 200, 100)  # at most
_PAUSE = 500  # milliseconds: several rows switched in a row are planned once


class PlanPane(QWidget):
    """Shows a draft; tells answers, which rows are switched off, and what was typed."""

    answered = Signal(object)  # answers by question key
    switching = Signal()  # rows were switched; `switched_off` follows after a pause
    switched_off = Signal(object)  # frozenset of row numbers
    typed = Signal(int, str, object)  # row number, column key, text or None to take it back
    all_taken_back = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Be empty."""
        super().__init__(parent)
        self._draft: Draft | None = None
        self._off: frozenset[int] = frozenset()
        self.tabs = SegmentedTabs([_(tab.title) for tab in TABS], wraps=True)
        self.tabs.chosen.connect(self._choose_tab)
        self.tools, self.hint = PlanTools(), Text("", "muted", wrap=True)
        self._pages = QStackedWidget(self)
        self.rows, self.log, self.editor = PlainTable(), EditableTable(CELL), RowEditor(self)
        self._model, self.log_model = RowsModel(), LogModel()
        self.rows.setModel(self._model)
        self.log.setModel(self.log_model)
        self.questions, self.values = QuestionList(), ValuesList()
        self.people, self.dates = PeopleList(), DatesList()
        self._lists: dict[QuestionKind, AnswersList] = {
            QuestionKind.PERSON: self.people,
            QuestionKind.VALUE: self.values,
            QuestionKind.DATE_ORDER: self.dates,
        }
        self._nothing = EmptyState("check-circle", "")
        asking = _scrolled(self._pages, self.questions, *self._lists.values())
        for page in (self.rows, self.log, asking, self._nothing):
            self._pages.addWidget(page)
        self._filter = RowFilter(self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._fit_columns()
        self._connect()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 6, 16, 0)
        column.setSpacing(6)
        for widget, stretch in (
            (self.tabs, 0),
            (self.tools, 0),
            (self.hint, 0),
            (self._pages, 3),
            (self.editor, 2),
        ):
            column.addWidget(widget, stretch)

    def show_draft(self, draft: Draft, reader: Reader) -> None:
        """Show `draft`; the first time, the tab that asks for something."""
        fresh = self._draft is None or self._draft.book is not draft.book
        if fresh:
            self.tools.search.clear()
            for each in self._lists.values():
                each.forget()
            self.editor.close_row()
        self._draft, self._off = draft, draft.choices.skip
        self._model.reader = reader
        self.tabs.retitle([tab.titled(draft) for tab in TABS])
        self.tabs.dim([not tab.count(draft) for tab in TABS])
        self.tools.show_typed(len(draft.choices.edits))
        self.editor.show_draft(draft)
        if fresh:
            first = next((n for n, tab in enumerate(TABS) if tab.count(draft)), 0)
            asking = TABS.index(QUESTIONS)
            self.tabs.choose(asking if QUESTIONS.count(draft) else first)
        if not self.log.typing:
            self._show_tab()

    def take_focus(self) -> None:
        """Let the keys go to the rows or questions, or to the words of the tabs without any."""
        shown = self._pages.currentWidget()
        asking = [each.table for each in self._lists.values() if each.isVisibleTo(self)]
        if shown not in (self.rows, self.log):
            shown = asking[0] if asking else self.tabs
        shown.setFocus()

    def open_row(self) -> None:
        """Show all cells of the present row."""
        self._open_row(self.rows.currentIndex())

    def _connect(self) -> None:
        self.questions.answered.connect(lambda key, value: self.answered.emit({key: value}))
        for each in self._lists.values():
            each.answered.connect(self.answered)
        self.tools.search.searched.connect(self._show_tab)
        self.tools.switched.connect(self._switch_all)
        self.tools.taken_back.connect(self.all_taken_back)
        self.editor.typed.connect(self.typed)
        self._model.switched.connect(self._switch)
        self.rows.activated.connect(self._open_row)
        self.rows.selectionModel().currentChanged.connect(self._follow)
        opening = QShortcut(Qt.Key.Key_F2, self.rows, context=Qt.ShortcutContext.WidgetShortcut)
        opening.activated.connect(self.open_row)
        self.log.activated.connect(self._open_entry)
        self.log.closed.connect(self._show_tab)
        self.log_model.typed.connect(self._type_over)
        self._filter.found.connect(self._show_rows)
        self._pause.timeout.connect(self._tell_off)

    def _choose_tab(self, _index: int) -> None:
        self._show_tab()
        tab = TABS[self.tabs.current]
        if tab.action is Action.REJECT and self._model.rowCount():
            self.editor.open_row(self._model.row_at(0).row)

    def _show_tab(self, *_what: object) -> None:
        draft, tab = self._draft, TABS[self.tabs.current]
        if draft is None:
            return
        self._filter.stop()
        for table in (self.rows, self.log):
            table.setAccessibleName(_(tab.title))
        self.hint.setText(_(tab.hint) if tab.hint else "")
        self.hint.setVisible(bool(tab.hint))
        many = tab.action is not None and tab.count(draft) > 0
        self.tools.show_ways(many, many and tab.switches)
        if tab is QUESTIONS and (draft.row_questions or self._decided(draft)):
            self._show_questions(draft)
            self._pages.setCurrentIndex(2)
        elif tab.action is not None and many:
            rows, text = draft.rows[tab.action], self.tools.search.text().strip()
            self._pages.setCurrentIndex(0)
            if text:
                self._filter.look(rows, text)
            else:
                self._show_rows(rows)
        elif tab in (REPAIRS, PROBLEMS) and tab.count(draft):
            self._show_log(draft, tab)
        else:
            asking = tab is QUESTIONS and tab.count(draft)
            title = _("The open questions stand at the left") if asking else _("Nothing here")
            self._nothing.say(title, draft.trouble)
            self._pages.setCurrentIndex(3)

    def _show_questions(self, draft: Draft) -> None:
        """Show questions that are alike in one list, every other one on a card of its own."""
        answers = draft.choices.answers
        for kind, each in self._lists.items():
            each.show_questions([q for q in draft.row_questions if q.kind is kind], answers)
        shown = [each for each in self._lists.values() if each.isVisibleTo(self._pages)]
        for each in shown:
            each.keys.setVisible(each is shown[-1])  # says the same for all of them
            each.fit(len(shown) == 1, self._pages.height())
        others = [q for q in draft.row_questions if q.kind not in self._lists]
        self.questions.show_questions(others, answers)
        self.questions.setVisible(bool(others))

    def _decided(self, draft: Draft) -> bool:
        """Tell whether something was answered that may still be changed."""
        return any(each.any_of(draft.choices.answers) for each in self._lists.values())

    def _show_rows(self, rows: Sequence[PlannedRow]) -> None:
        able = TABS[self.tabs.current].switches
        with _staying(self.rows):
            self._model.show_rows(rows, self._off, able)
        self.rows.setColumnHidden(ON, not able)

    def _show_log(self, draft: Draft, tab: Tab) -> None:
        repairs = tab is REPAIRS
        with _staying(self.log):
            self.log_model.show(draft.plan.repairs if repairs else draft.plan.problems)
        self.log.fit_columns(_REPAIR_WIDTHS if repairs else _PROBLEM_WIDTHS)
        self._pages.setCurrentIndex(1)

    def _open_row(self, index: QModelIndex) -> None:
        if index.isValid():
            self.editor.open_row(self._model.row_at(index.row()).row)

    def _follow(self, index: QModelIndex, _before: QModelIndex) -> None:
        """Show the row chosen in the editor, where that is open."""
        if self.editor.isVisible() and index.isValid() and not self.editor.table.typing:
            self._open_row(index)

    def _open_entry(self, index: QModelIndex) -> None:
        """Show the row of a repaired cell, which cannot be typed over in its line."""
        entry = self.log_model.entry(index.row())
        if isinstance(entry, Repair):
            self.editor.open_row(entry.row, self._key_of(entry.column))

    def _type_over(self, row: int, title: str, text: str) -> None:
        key = self._key_of(title)
        if key and self._draft is not None:
            self.typed.emit(row, key, to_keep(self._draft, row, key, text))

    def _key_of(self, title: str) -> str:
        columns = self._draft.mapping.columns if self._draft else ()
        return next((c.column.key for c in columns if c.column.title == title), "")

    def _switch(self, row: int, on: bool) -> None:
        self._off = self._off - {row} if on else self._off | {row}
        self.switching.emit()
        self._pause.start()

    def _switch_all(self, on: bool) -> None:
        """Switch all rows shown on or off."""
        rows = self._model.switchable()
        self._off = self._off - rows if on else self._off | rows
        self._model.show_off(self._off)
        self.switching.emit()
        self._pause.start()

    def _tell_off(self) -> None:
        self.switched_off.emit(self._off)

    def _fit_columns(self) -> None:
        header = self.rows.horizontalHeader()
        for column, width in ((ON, 34), (ROW, 52), (NAME, 150)):
            self.rows.setColumnWidth(column, theme.px(width))
        header.setSectionResizeMode(CELLS, QHeaderView.ResizeMode.Stretch)
        self.rows.setItemDelegateForColumn(CELLS, CellsDelegate(self.rows))


@contextmanager
def _staying(table: PlainTable) -> Iterator[None]:
    """Show other lines without leaving the place one is at."""
    here, bar = table.currentIndex().row(), table.verticalScrollBar()
    scrolled = bar.value()
    with QSignalBlocker(table.selectionModel()):
        yield
        lines = table.model().rowCount()
        if here >= 0 and lines:
            table.setCurrentIndex(table.model().index(min(here, lines - 1), CELLS))
    bar.setValue(scrolled)


def _scrolled(parent: QWidget, *inside: QWidget) -> QScrollArea:
    area = QScrollArea(parent)
    page = QWidget(area.viewport())
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(6)
    for widget in inside:
        column.addWidget(widget)
    column.addStretch(1)
    area.setWidget(page)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area
