"""What every page of the way in shares: one calm column in the middle and one thing to do."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from showroom_crm.ui import theme
from showroom_crm.ui.widgets.badges import IconLabel
from showroom_crm.ui.widgets.buttons import PrimaryButton
from showroom_crm.ui.widgets.labels import Text
from showroom_crm.ui.widgets.progress import Progress

_WIDTH = 380


class OpeningPage(QWidget):
    """A sign, a title and a sentence; put fields into `column`, ways on with `add_ways`."""

    def __init__(self, icon: str, title: str, text: str, parent: QWidget | None = None) -> None:
        """Show `title` and `text` (already translated) below `icon`."""
        super().__init__(parent)
        self.primary: PrimaryButton | None = None
        middle = QWidget()
        middle.setFixedWidth(theme.px(_WIDTH))
        self.column = QVBoxLayout(middle)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(12)
        self.title, self.text = Text(title, "heading", wrap=True), Text(text, "muted", wrap=True)
        self.column.addWidget(IconLabel(icon, theme.tokens().accent, 30))
        self.column.addWidget(self.title)
        self.column.addWidget(self.text)
        self.text.setVisible(bool(text))
        self.column.addSpacing(4)
        self.trouble = Text("", "danger", wrap=True)
        self.trouble.hide()
        self.progress = Progress()
        around = QHBoxLayout(self)
        around.setContentsMargins(24, 24, 24, 24)
        around.addStretch(1)
        around.addLayout(_centred(middle))
        around.addStretch(1)

    def complain(self, text: str) -> None:
        """Say what is wrong, above the buttons; "" takes it back."""
        self.trouble.setText(text)
        self.trouble.setVisible(bool(text))

    def add_ways(self, primary: PrimaryButton, *others: QPushButton) -> None:
        """Close the column with the trouble line, the progress and the buttons."""
        self.primary = primary
        self.column.addWidget(self.trouble)
        self.column.addWidget(self.progress)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.setContentsMargins(0, 8, 0, 0)
        row.addWidget(primary)
        for button in others:
            row.addWidget(button)
        row.addStretch(1)
        self.column.addLayout(row)

    def begin(self) -> None:
        """Put the cursor where the user goes on; called each time the page comes up."""
        if self.primary is not None:
            self.primary.setFocus(Qt.FocusReason.OtherFocusReason)


def _centred(middle: QWidget) -> QVBoxLayout:
    """Put `middle` a little above the middle, as high as its wrapped texts ask for."""
    column = QVBoxLayout()
    column.addStretch(2)
    column.addWidget(middle)
    column.addStretch(3)
    return column
