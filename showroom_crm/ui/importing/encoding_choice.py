"""The line that says in which encoding a text was read, with cells as proof, and lets it switch."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QWidget

from showroom_crm.i18n import _
from showroom_crm.ui.widgets.labels import Text
from showroom_crm.ui.widgets.tips import plain
from showroom_crm.values.sheets import EncodingGuess, Workbook

_NAMES: Mapping[str, str] = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8",
    "gb18030": "GB18030",
    "big5": "Big5",
    "cp1252": "Windows-1252",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16 LE",
    "utf-16-be": "UTF-16 BE",
}


class EncodingChoice(QWidget):
    """Shows the encodings a text could be in, each with the same cells; tells the one chosen."""

    decided = Signal(str)  # the name of the encoding

    def __init__(self, parent: QWidget | None = None) -> None:
        """Be empty and unseen."""
        super().__init__(parent)
        self._used = ""
        self.title = Text(_("Encoding"), "muted")
        self.box = QComboBox()
        self.box.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.box.setMinimumContentsLength(12)
        self.box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.box.setAccessibleName(_("Encoding"))
        self.box.setToolTip(_("If the words look wrong, choose the reading that makes sense."))
        self.box.activated.connect(self._decide)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.title)
        row.addWidget(self.box, 1)
        self.hide()

    def show_book(self, book: Workbook) -> None:
        """Show how `book` was read; where there is nothing to choose, be unseen."""
        self.box.clear()
        for guess in book.encodings:
            self.box.addItem(_line(guess), guess.name)
            samples = plain("\n".join(guess.samples))
            self.box.setItemData(self.box.count() - 1, samples, Qt.ItemDataRole.ToolTipRole)
        self._used = book.encoding or ""
        self.box.setCurrentIndex(self.box.findData(self._used))
        self.setVisible(len(book.encodings) > 1)

    def _decide(self, index: int) -> None:
        if (name := str(self.box.itemData(index))) != self._used:
            self.decided.emit(name)


def _line(guess: EncodingGuess) -> str:
    """Return what an encoding makes of the cells: GB18030 · 张伟, 要白色."""
    name = _NAMES.get(guess.name, guess.name.upper())
    samples = _(", ").join(" ".join(sample.split()) for sample in guess.samples)
    return f"{name} · {samples}" if samples else name
