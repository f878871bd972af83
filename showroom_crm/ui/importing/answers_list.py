"""Questions that are alike in one list, a line each: answered one by one, some, or all at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QApplication, QComboBox, QVBoxLayout, QWidget

from showroom_crm.i18n import _, ngettext
from showroom_crm.ui import theme
from showroom_crm.ui.importing.answers_model import Answers, AnswersModel, Column
from showroom_crm.ui.importing.answers_table import AnswersTable, ChoiceDelegate
from showroom_crm.ui.widgets.buttons import ChoiceButton
from showroom_crm.ui.widgets.flow import FlowLayout
from showroom_crm.ui.widgets.labels import Text
from showroom_crm.values.questions import Choice, Question

_MOST, _FEW = 12, 6  # lines without scrolling, alone and beside other lists
_AROUND = 150  # height of what stands above and below the lines
_WAY = 30  # height of the buttons for all lines
_WAYS = 4  # answers offered for all lines at once
_MORE = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class AnswersList(QWidget):
    """Questions to decide; those answered stay in sight until another file comes."""

    answered = Signal(object)  # answers by question key

    def __init__(
        self, columns: Sequence[Column], becomes: str, parent: QWidget | None = None
    ) -> None:
        """Hold none yet."""
        super().__init__(parent)
        self._asked: dict[str, Question] = {}
        self.model = AnswersModel(columns, becomes)
        self.model.decided.connect(self.answered)
        self.table = AnswersTable(self.model.last)
        self.table.setModel(self.model)
        self.table.setSelectionMode(AnswersTable.SelectionMode.ExtendedSelection)
        self.table.setItemDelegateForColumn(self.model.last, ChoiceDelegate(self.table))
        self.table.clicked.connect(self._open)
        self.table.digit.connect(self._answer_selected)
        self.table.selectionModel().selectionChanged.connect(self._offer)
        self.title = Text("", "strong", wrap=True)
        self.told = Text("", "muted")
        self.ways = QWidget()
        self.told.setMinimumHeight(theme.px(_WAY))
        self._flow = FlowLayout(self.ways, gap=6)
        self._flow.addWidget(self.told)
        self._offered: tuple[object, ...] = ()
        self.buttons: list[ChoiceButton] = []  # for all lines at once
        column_of = QVBoxLayout(self)
        column_of.setContentsMargins(0, 0, 0, theme.px(8))
        column_of.setSpacing(6)
        self.keys = Text(
            _("Enter shows the answers of a line; 1, 2, 3 take one at once."), "faint", wrap=True
        )
        for widget in (self.title, self.ways, self.table, self.keys):
            column_of.addWidget(widget)

    def forget(self) -> None:
        """Begin with another file."""
        self._asked.clear()

    def any_of(self, answers: Answers) -> bool:
        """Tell whether questions of this file were answered, which may still be changed."""
        return any(key in answers for key in self._asked)

    def show_questions(self, questions: Iterable[Question], answers: Answers) -> None:
        """Show `questions` and those answered before, in the order they came up."""
        if self.table.typing:
            return
        asked = {question.key: question for question in questions}
        self._asked |= asked
        shown = [q for key, q in self._asked.items() if key in asked or key in answers]
        self.model.show(shown, answers)
        self.setVisible(bool(shown))
        self.title.setText(self.headline(shown))
        self.table.setAccessibleName(self.title.text())
        self._offer()
        self.fit(alone=True)

    def fit(self, alone: bool, room: int = 0) -> None:
        """Be as high as the lines ask for: within `room` pixels `alone`, low beside other lists."""
        line = self.table.verticalHeader().defaultSectionSize()
        most = max(_MOST, (room - theme.px(_AROUND)) // line) if alone else _FEW
        height = line * min(self.model.rowCount(), most)
        self.table.fit_columns([column.width for column in self.model.columns])
        self.table.setFixedHeight(height + self.table.horizontalHeader().sizeHint().height() + 4)

    def headline(self, shown: Sequence[Question]) -> str:
        """Return the words above the list."""
        return shown[0].text if shown else ""

    def common(self, questions: Sequence[Question]) -> list[tuple[Choice, Answers]]:
        """Return what may be answered to several questions at once, each with the answers."""
        labels = {choice.value: choice for each in questions for choice in each.choices}
        offering: dict[str, Answers] = {
            value: {each.key: value for each in questions if _offers(each, value)}
            for value in labels
        }
        least = min(2, len(questions))
        ways = [(labels[value], told) for value, told in offering.items() if len(told) >= least]
        return ways[:_WAYS]

    def _meant(self) -> tuple[str, list[Question]]:
        """Return for which questions an answer at once is meant, and the words that say so."""
        rows = self._selected()
        if len(rows) > 1:
            text = ngettext("The selected one:", "The {count} selected ones:", len(rows))
            return text.format(count=len(rows)), [self.model.questions[row] for row in rows]
        if left := self.model.open_ones():
            text = ngettext("The one that is open:", "All {count} open ones:", len(left))
            return text.format(count=len(left)), left
        text = ngettext("This one:", "All {count}:", len(self.model.questions))
        return text.format(count=len(self.model.questions)), self.model.questions

    def _offer(self, *_selection: object) -> None:
        """Offer the answers that several lines have in common, for all of them at once."""
        words, questions = self._meant()
        ways = self.common(questions)
        offered = (words, *((choice.label, len(told)) for choice, told in ways))
        self.ways.setVisible(bool(ways))
        if offered == self._offered:
            return
        self._offered = offered
        self.told.setText(words)
        for button in self.buttons:
            self._flow.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons.clear()
        for place, (choice, told) in enumerate(ways):
            some = f" ({len(told)})" if len(told) < len(questions) else ""
            button = ChoiceButton(choice.label + some)
            button.setCheckable(False)
            button.clicked.connect(partial(self._answer_all, place))
            self.buttons.append(button)
            self._flow.addWidget(button)
        self.ways.updateGeometry()

    def _answer_all(self, place: int, *_clicked: bool) -> None:
        ways = self.common(self._meant()[1])
        if place < len(ways):
            self.model.decide(ways[place][1])

    def _answer_selected(self, place: int) -> None:
        """Answer the selected lines; one alone goes on to the next that is open."""
        rows = self._selected()
        told = {}
        for row in rows:
            question = self.model.questions[row]
            if place < len(question.choices):
                told[question.key] = question.choices[place].value
        self.model.decide(told)
        if told and len(rows) == 1:
            self._go_on(rows[0])

    def _go_on(self, row: int) -> None:
        keys = [question.key for question in self.model.questions]
        following = (r for r in range(row + 1, len(keys)) if keys[r] not in self.model.answers)
        if (wanted := next(following, None)) is not None:
            self.table.setCurrentIndex(self.model.index(wanted, self.model.last))

    def _selected(self) -> list[int]:
        return sorted({index.row() for index in self.table.selectionModel().selectedRows()})

    def _open(self, index: QModelIndex) -> None:
        """Unfold the choices at the first click, unless it selects several lines."""
        several = bool(QApplication.keyboardModifiers() & _MORE)
        if index.column() == self.model.last and not several and self.table.open_cell():
            box = self.table.indexWidget(index)
            if isinstance(box, QComboBox):
                box.showPopup()


def _offers(question: Question, value: str) -> bool:
    return any(choice.value == value for choice in question.choices)
