"""Words no list knows, one line each: the word, how many cells hold it, and what it becomes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from showroom_crm.i18n import N_, _
from showroom_crm.importing.value_questions import parts
from showroom_crm.ui import icons, theme
from showroom_crm.ui.importing.editable_table import EditableTable
from showroom_crm.ui.widgets.buttons import QuietButton
from showroom_crm.ui.widgets.labels import Text
from showroom_crm.ui.widgets.tips import plain
from showroom_crm.values.imports import Question

Index = QModelIndex | QPersistentModelIndex
WORD, CELLS, COLUMN, BECOMES = range(4)
_TITLES = (N_("In the file"), N_("Cells"), N_("Column"), N_("Becomes"))
_WIDTHS = (190, 64, 130)
_MOST = 12  # lines without scrolling
_DISPLAY, _EDIT = int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.EditRole)
_TIP, _INK = int(Qt.ItemDataRole.ToolTipRole), int(Qt.ItemDataRole.ForegroundRole)
_ALIGN = int(Qt.ItemDataRole.TextAlignmentRole)


class ValuesModel(QAbstractTableModel):
    """Shows one question a line; `decided` tells the answer somebody chose."""

    decided = Signal(str, str)  # question key, value

    def __init__(self) -> None:
        """Hold nothing yet."""
        super().__init__()
        self.questions: list[Question] = []
        self._answers: Mapping[str, str] = {}

    def show(self, questions: list[Question], answers: Mapping[str, str]) -> None:
        """Show `questions` with the answers given so far."""
        if [question.key for question in questions] == [each.key for each in self.questions]:
            self.questions, self._answers = questions, answers
            last = self.index(len(questions) - 1, BECOMES)
            self.dataChanged.emit(self.index(0, WORD), last)
            return
        self.beginResetModel()
        self.questions, self._answers = questions, answers
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return how many words are shown."""
        return 0 if parent.isValid() else len(self.questions)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return 4."""
        return 0 if parent.isValid() else len(_TITLES)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        """Return the title of a column."""
        if orientation is Qt.Orientation.Horizontal and role == _DISPLAY:
            return _(_TITLES[section])
        return None

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        """Return what a cell shows; the answer itself for the drop-down."""
        question, column = self.questions[index.row()], index.column()
        answer = self._answers.get(question.key)
        if role in (_DISPLAY, _TIP):
            text = self._text(question, column, answer)
            return plain(text) if role == _TIP else text
        if role == _EDIT:
            return answer
        if role == _INK and (column in (CELLS, COLUMN) or answer is None) and column != WORD:
            return QColor(theme.tokens().muted)
        if role == _ALIGN and column == CELLS:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let the answer be chosen."""
        made = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return made | Qt.ItemFlag.ItemIsEditable if index.column() == BECOMES else made

    def setData(self, index: Index, value: Any, role: int = _EDIT) -> bool:
        """Tell what was chosen."""
        question = self.questions[index.row()]
        if role != _EDIT or value is None or value == self._answers.get(question.key):
            return False
        self._answers = {**self._answers, question.key: value}
        self.dataChanged.emit(index, index)
        self.decided.emit(question.key, value)
        return True

    def open_words(self) -> list[tuple[str, str]]:
        """Return key and word of each question nobody answered whose word may stay as it is."""
        found = ((question, parts(question.key)) for question in self.questions)
        return [
            (question.key, part[1])
            for question, part in found
            if part
            and question.key not in self._answers
            and any(choice.value == part[1] for choice in question.choices)
        ]

    def _text(self, question: Question, column: int, answer: str | None) -> str:
        if column == BECOMES:
            labels = {choice.value: choice.label for choice in question.choices}
            return question.meanwhile if answer is None else labels.get(answer, answer)
        part = parts(question.key)
        word = part[1] if part else question.text
        return (word, f"{question.cells:,}", question.where)[column]


class ChoiceDelegate(QStyledItemDelegate):
    """Makes the drop-down of a line, and paints its arrow while it is closed."""

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Return the drop-down with all choices of the line."""
        box = QComboBox(parent)
        box.setMaxVisibleItems(14)
        model = index.model()
        assert isinstance(model, ValuesModel)
        for choice in model.questions[index.row()].choices:
            box.addItem(choice.label, choice.value)
        box.activated.connect(lambda: self._settle(box))
        return box

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Begin with the answer, or with the nearest value where there is none."""
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(max(0, editor.findData(index.data(_EDIT))))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Take over what was chosen; leaving the drop-down without a choice decides nothing."""
        if isinstance(editor, QComboBox) and editor.property("chosen"):
            model.setData(index, editor.currentData(), _EDIT)

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


class ValuesList(QWidget):
    """The words to decide; those answered stay in sight until another file comes."""

    answered = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Hold none yet."""
        super().__init__(parent)
        self._asked: dict[str, Question] = {}
        self.model = ValuesModel()
        self.model.decided.connect(self.answered)
        self.table = EditableTable(BECOMES)
        self.table.setModel(self.model)
        self.table.setItemDelegateForColumn(BECOMES, ChoiceDelegate(self.table))
        self.table.clicked.connect(self._open)
        for column, width in enumerate(_WIDTHS):
            self.table.setColumnWidth(column, theme.px(width))
        titles = self.table.horizontalHeader()
        titles.setSectionResizeMode(BECOMES, QHeaderView.ResizeMode.Stretch)
        self.title = Text(_("Words that stand in no list"), "strong")
        self.keep = QuietButton(_("Keep all others as they are"), "check")
        self.keep.clicked.connect(self._keep_others)
        self._build()

    def forget(self) -> None:
        """Begin with another file."""
        self._asked.clear()

    def any_of(self, answers: Mapping[str, str]) -> bool:
        """Tell whether words of this file were answered, which may still be changed."""
        return any(key in answers for key in self._asked)

    def show_questions(self, questions: Iterable[Question], answers: Mapping[str, str]) -> None:
        """Show `questions` and those answered before, in the order they came up."""
        if self.table.typing:
            return
        asked = {question.key: question for question in questions}
        self._asked |= asked
        shown = [q for key, q in self._asked.items() if key in asked or key in answers]
        self.model.show(shown, answers)
        self.keep.setVisible(bool(self.model.open_words()))
        self.setVisible(bool(shown))
        lines = min(len(shown), _MOST)
        height = self.table.verticalHeader().defaultSectionSize() * lines
        self.table.setFixedHeight(height + self.table.horizontalHeader().sizeHint().height() + 4)

    def _build(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.title)
        head.addStretch(1)
        head.addWidget(self.keep)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, theme.px(8))
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self.table)

    def _open(self, index: QModelIndex) -> None:
        """Unfold the choices at the first click."""
        if index.column() == BECOMES and self.table.open_cell():
            box = self.table.indexWidget(index)
            if isinstance(box, QComboBox):
                box.showPopup()

    def _keep_others(self) -> None:
        """Answer every open word of an open list with the word itself."""
        for key, word in self.model.open_words():
            self.answered.emit(key, word)
