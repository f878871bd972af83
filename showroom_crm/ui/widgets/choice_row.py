"""Answers side by side, one of them chosen: quicker by mouse and by key than a drop-down."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QButtonGroup, QWidget

from showroom_crm.ui.commands import key_text
from showroom_crm.ui.widgets.buttons import ChoiceButton
from showroom_crm.ui.widgets.flow import FlowLayout

_KEYS = 9


class ChoiceRow(QWidget):
    """A row of buttons; `chosen` tells the key. With `modifier`, that key and 1-9 choose too."""

    chosen = Signal(str)

    def __init__(
        self, choices: Sequence[tuple[str, str]], modifier: str = "", parent: QWidget | None = None
    ) -> None:
        """Offer `choices`, pairs of a key and a text (already translated), none chosen."""
        super().__init__(parent)
        self._keys = [key for key, _text in choices]
        self._group = QButtonGroup(self)
        self._row = FlowLayout(self, gap=6)
        for number, (_key, text) in enumerate(choices):
            button = ChoiceButton(text)
            self._group.addButton(button, number)
            self._row.addWidget(button)
            if modifier and number < _KEYS:
                self._bind(f"{modifier}+{number + 1}", number)
        self._group.idClicked.connect(self._tell)

    @property
    def key(self) -> str:
        """The key of what is chosen, "" for nothing."""
        number = self._group.checkedId()
        return self._keys[number] if number >= 0 else ""

    def choose(self, key: str) -> None:
        """Choose without telling anyone; an unknown key chooses nothing."""
        if key in self._keys:
            self._group.button(self._keys.index(key)).setChecked(True)

    def press(self, key: str) -> None:
        """Choose as a click does."""
        self._press(self._keys.index(key))

    def name(self, key: str, tip: str) -> None:
        """Say in the tooltip of a button what its text stands for."""
        button = self._group.button(self._keys.index(key))
        button.setToolTip(tip)
        button.setAccessibleName(tip)

    def clear(self) -> None:
        """Choose nothing."""
        self._group.setExclusive(False)
        for button in self._group.buttons():
            button.setChecked(False)
        self._group.setExclusive(True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Be as high as the lines the buttons need."""
        super().resizeEvent(event)
        self.setMinimumHeight(self._row.heightForWidth(self.width()))

    def _bind(self, keys: str, number: int) -> None:
        button = self._group.button(number)
        button.setToolTip(key_text(keys))
        QShortcut(QKeySequence(keys), self).activated.connect(partial(self._press, number))

    def _press(self, number: int) -> None:
        self._group.button(number).setChecked(True)
        self._tell(number)

    def _tell(self, number: int) -> None:
        self.chosen.emit(self._keys[number])
