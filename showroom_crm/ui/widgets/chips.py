"""Filter chips and the small popup with check boxes that opens from one."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from showroom_crm.i18n import _
from showroom_crm.ui import icons, theme
from showroom_crm.ui.widgets.buttons import LinkButton
from showroom_crm.ui.widgets.labels import Text, restyle
from showroom_crm.ui.widgets.mnemonics import literal

_MANY = 9  # more choices than this scroll


class Chip(QPushButton):
    """A rounded filter: off it names a field, on it tells what is chosen and can be cleared."""

    cleared = Signal()

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        """Show `title` (already translated), off."""
        super().__init__(literal(title), parent)
        self._title = title
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the cross stands behind the text

    def choose(self, chosen: str) -> None:
        """Show what is chosen; an empty text switches the chip off."""
        on = bool(chosen)
        both = _("{name}: {value}").format(name=self._title, value=chosen)
        self.setText(literal(f"{both} " if on else self._title))
        self.setIcon(icons.icon("x", theme.tokens().accent_text) if on else QIcon())
        self.setIconSize(QSize(theme.px(11), theme.px(11)))
        self.setProperty("on", "true" if on else "false")
        self.setToolTip(_("Click the cross or press Delete to clear") if on else "")
        restyle(self)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Clear when the cross was hit, else open."""
        cross = self.width() - theme.px(26)
        if self.property("on") == "true" and event.position().x() >= cross:
            self.setDown(False)
            self.cleared.emit()
            return
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Delete and Backspace clear."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.cleared.emit()
        else:
            super().keyPressEvent(event)


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of a popup: `key` is stored, `label` shown, `count` is how many have it."""

    key: str
    label: str
    count: int | None = None
    icon: str = ""
    colour: str = ""


class ChoicePopup(QFrame):
    """Check boxes with counts below a chip; what is checked holds at once."""

    chosen = Signal(tuple)  # keys, in the order shown

    def __init__(
        self,
        choices: Sequence[Choice],
        checked: Sequence[str],
        single: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Offer `choices`, those in `checked` checked; of `single` ones at most one can be."""
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("popup")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._boxes: list[tuple[str, QCheckBox]] = []
        self._counts = [choice.count for choice in choices]
        self._single = single
        lines = QWidget()
        column = QVBoxLayout(lines)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        for choice in choices:
            column.addLayout(self._line(choice, choice.key in checked))
        if not choices:
            column.addWidget(Text(_("No customer has this yet."), "muted"))
        around = QVBoxLayout(self)
        around.setContentsMargins(12, 10, 12, 10)
        around.addWidget(_scrolled(lines) if len(choices) > _MANY else lines)
        if choices:
            clear = LinkButton(_("Clear"))
            clear.clicked.connect(self._clear)
            around.addWidget(clear)

    def open_below(self, chip: QWidget) -> None:
        """Open under `chip`, the first box ready for the keyboard."""
        self.move(chip.mapToGlobal(QPoint(0, chip.height() + 4)))
        self.show()
        if self._boxes:
            self._boxes[0][1].setFocus(Qt.FocusReason.PopupFocusReason)

    def lines(self) -> list[tuple[QCheckBox, int | None]]:
        """Return the boxes with their counts."""
        return [(box, count) for (_key, box), count in zip(self._boxes, self._counts, strict=True)]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move with the arrows, close on Enter."""
        match event.key():
            case Qt.Key.Key_Down:
                self.focusNextChild()
            case Qt.Key.Key_Up:
                self.focusPreviousChild()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.close()
            case _:
                super().keyPressEvent(event)

    def _line(self, choice: Choice, on: bool) -> QHBoxLayout:
        box = QCheckBox(literal(choice.label))
        box.setChecked(on)
        if choice.icon:
            box.setIcon(icons.icon(choice.icon, choice.colour or None))
        box.toggled.connect(partial(self._toggled, box))
        self._boxes.append((choice.key, box))
        line = QHBoxLayout()
        line.setSpacing(16)
        line.addWidget(box, 1)
        if choice.count is not None:
            line.addWidget(Text(f"{choice.count:,}", "muted"))
        return line

    def _toggled(self, box: QCheckBox, on: bool) -> None:
        if on and self._single:
            self._uncheck(box)
        self._tell()

    def _uncheck(self, but: QCheckBox | None = None) -> None:
        for _key, box in self._boxes:
            if box is not but:
                box.blockSignals(True)
                box.setChecked(False)
                box.blockSignals(False)

    def _tell(self) -> None:
        self.chosen.emit(tuple(key for key, box in self._boxes if box.isChecked()))

    def _clear(self) -> None:
        self._uncheck()
        self._tell()
        self.close()


def _scrolled(lines: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidget(lines)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFixedSize(lines.sizeHint().width() + 24, theme.px(280))
    return area
