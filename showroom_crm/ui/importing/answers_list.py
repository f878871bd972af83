"""Questions that are alike in one list, a line each: answered one by one, some, or all at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, cast

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from showroom_crm.i18n import _, ngettext
from showroom_crm.ui import icons, theme
from showroom_crm.ui.importing.editable_table import EditableTable
from showroom_crm.ui.widgets.buttons import ChoiceButton
from showroom_crm.ui.widgets.flow import FlowLayout
from showroom_crm.ui.widgets.labels import Text
from showroom_crm.ui.widgets.tips import plain
from showroom_crm.values.questions import Choice, Question

Index = QModelIndex | QPersistentModelIndex
Answers = Mapping[str, str]
_MOST, _FEW = 12, 6  # lines without scrolling, alone and beside other lists
_AROUND = 150  # height of what stands above and below the lines
_WAY = 30  # height of the buttons for all lines
_WAYS = 4  # answers offered for all lines at once
_OF_COLUMNS = 0.68  # of the room, for all columns but the answer
_ARROW = 42  # the arrow of a drop-down with what is around it and the text
_DIGITS = "123456789"
_DISPLAY, _EDIT = int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.EditRole)
_TIP, _INK = int(Qt.ItemDataRole.ToolTipRole), int(Qt.ItemDataRole.ForegroundRole)
_ALIGN = int(Qt.ItemDataRole.TextAlignmentRole)
_MORE = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@dataclass(frozen=True, slots=True)
class Column:
    """What a list tells of each question beside its answer; `title` is not translated yet."""

    title: str
    width: int
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


class ChoiceDelegate(QStyledItemDelegate):
    """Makes the drop-down of a line, and paints its arrow while it is closed."""

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Return the drop-down with all choices of the line."""
        box = QComboBox(parent)
        box.setMaxVisibleItems(14)
        model = index.model()
        assert isinstance(model, AnswersModel)
        for choice in model.questions[index.row()].choices:
            box.addItem(choice.label, choice.value)
        box.activated.connect(lambda: self._settle(box))
        return box

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Begin with the answer, or with the first choice where there is none."""
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(max(0, editor.findData(index.data(_EDIT))))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Take over what was chosen; leaving the drop-down without a choice decides nothing."""
        if isinstance(editor, QComboBox) and editor.property("chosen"):
            model.setData(index, editor.currentData(), _EDIT)

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Leave room for the arrow behind the text."""
        super().initStyleOption(option, index)
        painted = cast("Any", option)  # whose fields the stubs do not know
        room = painted.rect.width() - theme.px(_ARROW)
        elide = Qt.TextElideMode.ElideRight
        painted.text = painted.fontMetrics.elidedText(painted.text, elide, room)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the text and the arrow that says there is something to choose."""
        super().paint(painter, option, index)
        size = theme.px(12)
        box: QRect = option.rect
        top = box.top() + (box.height() - size) // 2
        place = QRect(box.right() - size - theme.px(10), top, size, size)
        painter.drawPixmap(place, icons.pixmap("caret-down", theme.tokens().muted, size))

    def _settle(self, box: QComboBox) -> None:
        box.setProperty("chosen", True)
        self.commitData.emit(box)
        self.closeEditor.emit(box)


class AnswersTable(EditableTable):
    """The lines; a digit answers those selected with the choice of that place."""

    digit = Signal(int)  # 0-based place among the choices
    widths: tuple[int, ...] = ()  # of the columns before the answer, at a text size of 100 %

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the answer a third of the room at least."""
        super().resizeEvent(event)
        wanted = [theme.px(width) for width in self.widths]
        share = min(1.0, self.viewport().width() * _OF_COLUMNS / max(1, sum(wanted)))
        for column, width in enumerate(wanted):
            self.setColumnWidth(column, int(width * share))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin with the first line."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.model().rowCount():
            self.setCurrentIndex(self.model().index(0, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take a digit for an answer."""
        place = _DIGITS.find(event.text()) if event.text() else -1
        if place >= 0 and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.digit.emit(place)
        else:
            super().keyPressEvent(event)


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
        self.table.widths = tuple(column.width for column in columns)
        titles = self.table.horizontalHeader()
        titles.setSectionResizeMode(self.model.last, QHeaderView.ResizeMode.Stretch)
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
        self._offer()
        self.fit(alone=True)

    def fit(self, alone: bool, room: int = 0) -> None:
        """Be as high as the lines ask for: within `room` pixels `alone`, low beside other lists."""
        line = self.table.verticalHeader().defaultSectionSize()
        most = max(_MOST, (room - theme.px(_AROUND)) // line) if alone else _FEW
        height = line * min(self.model.rowCount(), most)
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
