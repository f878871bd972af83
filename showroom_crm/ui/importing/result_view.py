"""After an import: what was done, and what one may want to do next."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from showroom_crm.i18n import _, ngettext
from showroom_crm.operations.imports import ImportResult
from showroom_crm.ui import icons, theme
from showroom_crm.ui.widgets.badges import IconLabel
from showroom_crm.ui.widgets.buttons import ActionButton, PrimaryButton
from showroom_crm.ui.widgets.labels import Card, Text

_WIDE = 820  # for all four ways on in English
_CENTRE = Qt.AlignmentFlag.AlignHCenter


class ResultView(QWidget):
    """Counts that add up, and the ways on."""

    show_wanted = Signal()
    next_wanted = Signal()
    rejects_wanted = Signal()
    undo_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show no result yet."""
        super().__init__(parent)
        self.title, self.file = Text("", "heading"), Text("", "muted")
        self._ways = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._figures = QHBoxLayout()
        self._figures.setSpacing(12)
        self.numbers: dict[str, Text] = {}
        for key, label in _figures():
            self._figures.addWidget(self._figure(key, label))
        self.sum = Text("", "faint")
        self.show_them = PrimaryButton(_("Show them in the list"), "users-three", "Enter")
        self.next = ActionButton(_("Import another file"), "download-simple", "Ctrl+O")
        self.rejects = ActionButton(_("Save rows not imported"), "floppy-disk")
        self.undo = ActionButton(_("Undo the import"), "arrow-counter-clockwise")
        for button, signal in (
            (self.show_them, self.show_wanted),
            (self.next, self.next_wanted),
            (self.rejects, self.rejects_wanted),
            (self.undo, self.undo_wanted),
        ):
            button.clicked.connect(signal)
        self._build()

    def show_result(self, result: ImportResult, name: str, waiting: int, returned: int) -> None:
        """Show what the import of the file `name` did.

        `waiting` more files follow, `returned` rows can be given back.
        """
        written = result.inserted + result.updated
        text = ngettext("{count} customer imported", "{count} customers imported", written)
        self.title.setText(text.format(count=f"{written:,}"))
        self.file.setText(name)
        for key, number in self.numbers.items():
            number.setText(f"{getattr(result, key):,}")
        self.sum.setText(
            _("{count} rows read, every one accounted for").format(count=f"{result.read:,}")
        )
        self.rejects.setVisible(bool(returned))
        self.show_them.setVisible(bool(written))
        self.next.say(_("Next file") if waiting else _("Import another file"))
        self.undo.setVisible(result.operation is not None)
        self.show_them.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the ways on beside each other, or below where there is no room for them."""
        super().resizeEvent(event)
        side, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._ways.setDirection(side if self.width() >= theme.px(_WIDE) else below)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(10)
        column.addStretch(2)
        sign = IconLabel("check-circle-fill", theme.tokens().success, icons.LARGE)
        for widget in (sign, self.title, self.file):
            column.addWidget(widget, 0, _CENTRE)
        column.addSpacing(8)
        column.addLayout(self._figures)
        column.setAlignment(self._figures, _CENTRE)
        column.addWidget(self.sum, 0, _CENTRE)
        self._ways.setContentsMargins(0, 14, 0, 0)
        self._ways.setSpacing(8)
        for button in (self.show_them, self.next, self.rejects, self.undo):
            self._ways.addWidget(button)
        column.addLayout(self._ways)
        column.setAlignment(self._ways, _CENTRE)
        self.column = column  # for what an undo would leave
        column.addStretch(3)

    def _figure(self, key: str, label: str) -> Card:
        card = Card()
        card.setMinimumWidth(theme.px(116))
        card.body.setContentsMargins(16, 10, 16, 12)
        number = Text("0", "figure")
        self.numbers[key] = number
        card.body.addWidget(Text(label, "muted"))
        card.body.addWidget(number)
        return card


def _figures() -> tuple[tuple[str, str], ...]:
    return (
        ("inserted", _("New")),
        ("updated", _("Updates")),
        ("unchanged", _("Unchanged")),
        ("skipped", _("Left out")),
        ("rejected", _("Returned")),
    )
