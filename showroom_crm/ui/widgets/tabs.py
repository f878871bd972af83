"""Tabs as a row of words, the chosen one underlined."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from showroom_crm.ui import fonts, theme
from showroom_crm.ui.widgets.flow import FlowLayout
from showroom_crm.ui.widgets.labels import restyle
from showroom_crm.ui.widgets.mnemonics import literal

_GAP, _NARROW = 16, 7


class SegmentedTabs(QWidget):
    """A row of words; `chosen` tells the index, left and right arrows walk along it."""

    chosen = Signal(int)

    def __init__(
        self, titles: Sequence[str], wraps: bool = False, parent: QWidget | None = None
    ) -> None:
        """Show `titles` (already translated), the first one chosen.

        Where it `wraps`, words without room go on in the next line.
        """
        super().__init__(parent)
        self._group = QButtonGroup(self)
        row = FlowLayout(self, theme.px(_NARROW), 0) if wraps else _line(self)
        for index, title in enumerate(titles):
            button = QPushButton(literal(title))
            button.setCheckable(True)
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            button.setMinimumWidth(_bold_width(title))
            self._group.addButton(button, index)
            row.addWidget(button)
        if isinstance(row, QHBoxLayout):
            row.addStretch(1)
        self._group.idClicked.connect(self.chosen)
        self._group.button(0).setChecked(True)
        self._group.idToggled.connect(self._follow)
        self.setFocusProxy(self._group.button(0))

    def dim(self, empty: Sequence[bool]) -> None:
        """Let the words of tabs that hold nothing step back."""
        for index, nothing in enumerate(empty):
            button = self._group.button(index)
            if bool(button.property("nothing")) is not nothing:
                button.setProperty("nothing", nothing)
                restyle(button)

    @property
    def current(self) -> int:
        """The index of the chosen tab."""
        return self._group.checkedId()

    def choose(self, index: int) -> None:
        """Choose the tab at `index`."""
        if index != self.current:
            self._group.button(index).setChecked(True)
            self.chosen.emit(index)

    def retitle(self, titles: Sequence[str]) -> None:
        """Change the words, for instance to carry a count."""
        for index, title in enumerate(titles):
            self._group.button(index).setText(literal(title))
            self._group.button(index).setMinimumWidth(_bold_width(title))

    def _follow(self, index: int, checked: bool) -> None:
        """Let the keys stay with the chosen tab, also where somebody else chose it."""
        if checked:
            button = self._group.button(index)
            focused = any(other.hasFocus() for other in self._group.buttons())
            self.setFocusProxy(button)
            if focused and not button.hasFocus():
                button.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk with the arrows."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        index = self.current + step
        if step and 0 <= index < len(self._group.buttons()):
            self.choose(index)
            self._group.button(index).setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)


def _line(tabs: QWidget) -> QHBoxLayout:
    row = QHBoxLayout(tabs)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(_GAP)
    return row


def _bold_width(title: str) -> int:
    """Return the width of a chosen tab, so that choosing it moves nothing."""
    return QFontMetrics(fonts.bold()).horizontalAdvance(title) + theme.px(6)
