"""Texts in the tones of the house, hairlines and cards."""

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

Tone = Literal[
    "body",
    "muted",
    "faint",
    "heading",
    "title",
    "strong",
    "danger",
    "accent",
    "figure",
    "gain",
    "loss",
]


class Text(QLabel):
    """A label in one of the tones of the style sheet; plain text, never taken for HTML."""

    def __init__(
        self, text: str = "", tone: Tone = "body", wrap: bool = False, parent: QWidget | None = None
    ) -> None:
        """Show `text` (already translated)."""
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("tone", tone)
        self.setWordWrap(wrap)

    def set_tone(self, tone: Tone) -> None:
        """Change the tone."""
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            restyle(self)


class Rule(QFrame):
    """A hairline."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Lie across the page."""
        super().__init__(parent)
        self.setObjectName("rule")
        self.setFixedHeight(1)


class Card(QFrame):
    """A surface with a hairline around it; put things into `body`."""

    def __init__(self, kind: str = "card", parent: QWidget | None = None) -> None:
        """Make an empty one; `kind` is card (bordered), panel (sunk) or say (accented)."""
        super().__init__(parent)
        self.setObjectName(kind)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(12, 12, 12, 12)
        self.body.setSpacing(4)


def restyle(widget: QWidget) -> None:
    """Make the style sheet look again at the properties of `widget`."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def clear(layout_of: QWidget) -> None:
    """Take every child out of the layout of `layout_of`."""
    layout = layout_of.layout()
    while layout is not None and (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
