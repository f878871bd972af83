"""What every page of the settings shares: a title, a sentence, a column that scrolls."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from showroom_crm.errors import UserError
from showroom_crm.ui import theme
from showroom_crm.ui.widgets.labels import Text

_WIDEST = 760
LINES = 520  # pixels at most for lines of a name and what belongs to it, which stays near


class Section(QWidget):
    """Put things into `column`; `refresh` reads them again."""

    def __init__(self, title: str, text: str = "", widest: int = _WIDEST) -> None:
        """Show `title` and `text` (already translated)."""
        super().__init__()
        inside = QWidget()
        inside.setMaximumWidth(theme.px(widest))
        self.column = QVBoxLayout(inside)
        self.column.setContentsMargins(0, 0, 12, 24)
        self.column.setSpacing(12)
        self.column.addWidget(Text(title, "title"))
        if text:
            self.column.addWidget(Text(text, "muted", wrap=True))
        self.trouble = Text("", "danger", wrap=True)
        self.trouble.hide()
        self.column.addWidget(self.trouble)
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(area)

    def refresh(self) -> None:
        """Read again what is shown; nothing by default."""

    def refused(self, error: UserError) -> None:
        """Say what went wrong, at the top of the page."""
        self.trouble.setText(" ".join(filter(None, (error.text, error.hint))))
        self.trouble.show()

    def accepted(self, *_result: object) -> None:
        """Take the complaint back."""
        self.trouble.hide()

    def add_line(self, label: str, *widgets: QWidget) -> QHBoxLayout:
        """Add a line: `label` at the left, then `widgets`."""
        row = QHBoxLayout()
        row.setSpacing(8)
        name = Text(label)
        name.setFixedWidth(theme.px(150))
        row.addWidget(name)
        for widget in widgets:
            widget.setAccessibleName(widget.accessibleName() or label)
            row.addWidget(widget)
        row.addStretch(1)
        self.column.addLayout(row)
        return row
