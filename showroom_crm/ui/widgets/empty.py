"""What a place shows when there is nothing to show: what happened and what to do next."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from showroom_crm.i18n import _
from showroom_crm.ui import icons, theme
from showroom_crm.ui.widgets.badges import IconLabel
from showroom_crm.ui.widgets.buttons import ActionButton, PrimaryButton
from showroom_crm.ui.widgets.labels import Text

_CENTRE = Qt.AlignmentFlag.AlignHCenter


class EmptyState(QWidget):
    """A quiet icon, one sentence, a second one, and the ways on."""

    def __init__(
        self, icon: str, title: str, text: str = "", parent: QWidget | None = None
    ) -> None:
        """Show `title` and `text` (already translated) below `icon`."""
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setSpacing(8)
        column.addStretch(2)
        column.addWidget(IconLabel(icon, theme.tokens().faint, icons.LARGE), 0, _CENTRE)
        self._title, self._text = Text(title, "title"), Text(text, "muted", wrap=True)
        self._text.setAlignment(_CENTRE)
        self._text.setMaximumWidth(theme.px(380))
        column.addWidget(self._title, 0, _CENTRE)
        line = QHBoxLayout()  # as wide as it may be, narrower where there is no room
        line.addStretch(1)
        line.addWidget(self._text, 1000)
        line.addStretch(1)
        column.addLayout(line)
        self._ways = QHBoxLayout()
        self._ways.setContentsMargins(0, 8, 0, 0)
        self._ways.setSpacing(8)
        column.addLayout(self._ways)
        column.setAlignment(self._ways, _CENTRE)
        column.addStretch(3)

    def add_way(self, button: QPushButton) -> None:
        """Add a way on."""
        self._ways.addWidget(button)

    def say(self, title: str, text: str) -> None:
        """Change the sentences."""
        self._title.setText(title)
        self._text.setText(text)


class NobodyYet(EmptyState):
    """What a showroom without customers needs first, wherever one looks."""

    import_wanted = Signal()
    register_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Offer to import a spreadsheet or to register a visitor."""
        title = _("No customers yet")
        text = _("Drop your spreadsheet onto the window, or register the first visitor.")
        super().__init__("users-three", title, text, parent)
        load, visitor = (
            PrimaryButton(_("Import a spreadsheet")),
            ActionButton(_("Register visitor")),
        )
        load.clicked.connect(self.import_wanted)
        visitor.clicked.connect(self.register_wanted)
        self.add_way(load)
        self.add_way(visitor)
