"""The table of questions that are alike: drop-downs in its lines, digits for their choices."""

from __future__ import annotations

from typing import Any, cast

from PySide6.QtCore import QAbstractItemModel, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import QComboBox, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from showroom_crm.ui import icons, theme
from showroom_crm.ui.importing.answers_model import AnswersModel, Index
from showroom_crm.ui.importing.editable_table import EditableTable

_ARROW = 42  # the arrow of a drop-down with what is around it and the text
_DIGITS = "123456789"
_EDIT = int(Qt.ItemDataRole.EditRole)


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
