"""One field of the form: its name, an editor that fits its kind, and what is wrong below."""

import datetime as dt
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from showroom_crm.errors import InvalidInput
from showroom_crm.i18n import _
from showroom_crm.ui import theme
from showroom_crm.ui.customers import entry
from showroom_crm.ui.widgets.labels import Text, restyle
from showroom_crm.values.customers import Value
from showroom_crm.values.fields import Field, FieldKind

_LABEL = 104
_LIST_KINDS = (FieldKind.CHOICE, FieldKind.LEVEL, FieldKind.STAFF, FieldKind.BOOLEAN)
_CLOSED_KINDS = (FieldKind.LEVEL, FieldKind.STAFF, FieldKind.BOOLEAN)
_YES_NO = {"yes": True, "no": False}
Offered = Sequence[tuple[str, str]]


class FieldEditor(QWidget):
    """Tells `committed` with the key and the values to keep when a changed field is left."""

    committed = Signal(str, object)  # field key, values by key

    def __init__(self, field: Field, offered: Offered, today: dt.date) -> None:
        """Be empty; `offered` are pairs of a kept value and its word."""
        super().__init__()
        self._field, self._today = field, today
        self._kept: tuple[str, ...] = ()
        self.edits: list[QWidget] = self._make(offered)
        self.trouble = Text(tone="danger", wrap=True)
        self.trouble.hide()
        label = Text(field.title, "muted", wrap=True)
        label.setFixedWidth(theme.px(_LABEL))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        grid.addWidget(label, 0, 0, Qt.AlignmentFlag.AlignVCenter)
        row = QHBoxLayout()
        row.setSpacing(6)
        for edit in self.edits:
            edit.setAccessibleName(field.title)
            edit.installEventFilter(self)
            row.addWidget(edit, 1)
        grid.addLayout(row, 0, 1)
        grid.addWidget(self.trouble, 1, 1)

    def show_value(
        self, values: Mapping[str, Value], today: dt.date, keep_typed: bool = False
    ) -> None:
        """Show what is kept; with `keep_typed`, not over what is just being typed."""
        self._today = today
        kept = tuple(self._written(values.get(key)) for key in self._keys)
        if keep_typed and self._changed and any(e.hasFocus() for e in self.edits):
            self._kept = kept
            return
        for edit, text in zip(self.edits, kept, strict=True):
            _put(edit, text)
        self._kept = tuple(map(_text, self.edits))  # as the editors write it, line ends too
        self.complain("")

    def complain(self, text: str) -> None:
        """Say what is wrong with the field; "" takes it back."""
        if bool(text) == self.trouble.isHidden():
            for edit in self.edits:
                edit.setProperty("wrong", "true" if text else "false")
                restyle(edit)
        self.trouble.setText(text)
        self.trouble.setVisible(bool(text))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep on leaving and on Enter, take back on Esc."""
        if event.type() is QEvent.Type.FocusOut:
            self._leave()
        elif isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            long_text = isinstance(watched, QPlainTextEdit)
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not long_text:
                self._leave()
            elif event.key() == Qt.Key.Key_Escape and self._changed:
                self._take_back()
                return True
        return False

    @property
    def _keys(self) -> tuple[str, ...]:
        key = self._field.key
        if self._field.kind is FieldKind.MONEY_RANGE:
            return f"{key}_min", f"{key}_max"
        return (key,)

    @property
    def _changed(self) -> bool:
        return tuple(_text(edit) for edit in self.edits) != self._kept

    def _make(self, offered: Offered) -> list[QWidget]:
        kind = self._field.kind
        if kind is FieldKind.BOOLEAN:
            offered = [("yes", _("Yes")), ("no", _("No"))]
        if kind in _LIST_KINDS or offered:
            return [self._list(offered, closed=kind in _CLOSED_KINDS)]
        if kind is FieldKind.LONG_TEXT:
            text = QPlainTextEdit()
            text.setTabChangesFocus(True)
            text.setFixedHeight(theme.px(58))
            return [text]
        lines = [QLineEdit() for _end in self._keys]
        if kind is FieldKind.DATE:
            lines[0].setPlaceholderText(_("year-month-day"))
        if len(lines) > 1:
            lines[0].setPlaceholderText(_("at least"))
            lines[1].setPlaceholderText(_("at most"))
        return list(lines)

    def _list(self, offered: Offered, closed: bool) -> QComboBox:
        box = QComboBox()
        box.setEditable(not closed)
        box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        box.addItem("", "")
        for kept, word in offered:
            box.addItem(word, kept)
        box.setMinimumContentsLength(6)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.activated.connect(self._leave)
        return box

    def _written(self, kept: Value) -> str:
        if self._field.kind is FieldKind.BOOLEAN:
            return "" if kept is None else "yes" if kept else "no"
        return entry.written(self._field, kept)

    def _leave(self, *_index: int) -> None:
        if not self._changed:
            return
        try:
            values = [self._read(_text(edit)) for edit in self.edits]
        except InvalidInput as error:
            self.complain(error.text)
            return
        self.complain("")
        self._kept = tuple(_text(edit) for edit in self.edits)
        self.committed.emit(self._field.key, dict(zip(self._keys, values, strict=True)))

    def _read(self, text: str) -> Value:
        if self._field.kind is FieldKind.BOOLEAN:
            return _YES_NO.get(text)
        return entry.read(self._field, text, self._today)

    def _take_back(self) -> None:
        for edit, text in zip(self.edits, self._kept, strict=True):
            _put(edit, text)
        self.complain("")


def _text(edit: QWidget) -> str:
    match edit:
        case QPlainTextEdit():
            return edit.toPlainText()
        case QComboBox():
            place = edit.findText(edit.currentText())
            return str(edit.itemData(place)) if place >= 0 else edit.currentText()
        case QLineEdit():
            return edit.text()
    raise TypeError(type(edit))


def _put(edit: QWidget, text: str) -> None:
    match edit:
        case QPlainTextEdit():
            edit.setPlainText(text)
        case QComboBox():
            if edit.findData(text) < 0 and not edit.isEditable():
                edit.addItem(text, text)  # kept, though it is no longer or not yet offered
            edit.setCurrentIndex(edit.findData(text))
            if edit.currentIndex() < 0:
                edit.setEditText(text)
        case QLineEdit():
            edit.setText(text)
            edit.setCursorPosition(0)
