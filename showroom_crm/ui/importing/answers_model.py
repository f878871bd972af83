"""Questions that are alike as the lines of a table: what is told of each, and its answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor

from showroom_crm.i18n import _
from showroom_crm.ui import theme
from showroom_crm.ui.widgets.tips import plain
from showroom_crm.values.questions import Question

Index = QModelIndex | QPersistentModelIndex
Answers = Mapping[str, str]
_DISPLAY, _EDIT = int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.EditRole)
_TIP, _INK = int(Qt.ItemDataRole.ToolTipRole), int(Qt.ItemDataRole.ForegroundRole)
_ALIGN = int(Qt.ItemDataRole.TextAlignmentRole)


@dataclass(frozen=True, slots=True)
class Column:
    """What a list tells of each question beside its answer; `title` is not translated yet."""

    title: str
    width: int  # at most, at a text size of 100 %
    text: Callable[[Question], str]
    quiet: bool = True
    number: bool = False


class AnswersModel(QAbstractTableModel):
    """Shows one question a line, its answer in the last column; `decided` tells those chosen."""

    decided = Signal(object)  # answers by question key

    def __init__(self, columns: Sequence[Column], becomes: str) -> None:
        """Hold nothing yet; `becomes` is the title of the answers."""
        super().__init__()
        self.columns, self._becomes = tuple(columns), becomes
        self.questions: list[Question] = []
        self.answers: Answers = {}

    def show(self, questions: list[Question], answers: Answers) -> None:
        """Show `questions` with the answers given so far."""
        if [question.key for question in questions] == [each.key for each in self.questions]:
            self.questions, self.answers = questions, answers
            if questions:
                self.dataChanged.emit(self.index(0, 0), self.index(len(questions) - 1, self.last))
            return
        self.beginResetModel()
        self.questions, self.answers = questions, answers
        self.endResetModel()

    @property
    def last(self) -> int:
        """The column of the answers."""
        return len(self.columns)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return how many questions are shown."""
        return 0 if parent.isValid() else len(self.questions)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the columns told of a question, and the answer."""
        return 0 if parent.isValid() else self.last + 1

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        """Return the title of a column."""
        if orientation is Qt.Orientation.Horizontal and role == _DISPLAY:
            return _(self._becomes if section == self.last else self.columns[section].title)
        return None

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        """Return what a cell shows; the answer itself for the drop-down."""
        question, column = self.questions[index.row()], index.column()
        answer = self.answers.get(question.key)
        if role in (_DISPLAY, _TIP):
            text = self._text(question, column, answer)
            return plain(text) if role == _TIP else text
        if role == _EDIT:
            return answer
        if role == _INK:
            quiet = answer is None if column == self.last else self.columns[column].quiet
            return QColor(theme.tokens().muted) if quiet else None
        if role == _ALIGN and column < self.last and self.columns[column].number:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let the answer be chosen."""
        made = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return made | Qt.ItemFlag.ItemIsEditable if index.column() == self.last else made

    def setData(self, index: Index, value: Any, role: int = _EDIT) -> bool:
        """Tell what was chosen."""
        question = self.questions[index.row()]
        if role != _EDIT or value is None or value == self.answers.get(question.key):
            return False
        self.decide({question.key: value})
        return True

    def decide(self, answers: Answers) -> None:
        """Show `answers` as chosen and tell of them."""
        if answers:
            self.answers = {**self.answers, **answers}
            top, bottom = self.index(0, self.last), self.index(len(self.questions) - 1, self.last)
            self.dataChanged.emit(top, bottom)
            self.decided.emit(answers)

    def open_ones(self) -> list[Question]:
        """Return the questions nobody has answered yet."""
        return [question for question in self.questions if question.key not in self.answers]

    def _text(self, question: Question, column: int, answer: str | None) -> str:
        if column < self.last:
            return self.columns[column].text(question)
        labels = {choice.value: choice.label for choice in question.choices}
        return question.meanwhile if answer is None else labels.get(answer, answer)
