"""The one search box: searches as one types, never for the input method's half-typed word."""

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from showroom_crm.ui import icons
from showroom_crm.ui.commands import key_text

_PAUSE = 0  # milliseconds: all keys that have arrived; a search overtaken by the next is dropped


class SearchBox(QLineEdit):
    """A line to search with; `searched` follows the text, `left_down` the arrow into the list."""

    searched = Signal(str)
    left_down = Signal()

    def __init__(self, hint: str, keys: str = "", parent: QWidget | None = None) -> None:
        """Show `hint` (already translated) and the key that leads here."""
        super().__init__(parent)
        self.setPlaceholderText(f"{hint}    {key_text(keys)}" if keys else hint)
        self.setAccessibleName(hint)
        self.setClearButtonEnabled(True)
        self._glass = QAction(self)
        self.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._search)
        self.textChanged.connect(self._pause.start)
        self._tint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Search at once on Enter, go into the list on Down, empty the box on Esc."""
        match event.key():
            case Qt.Key.Key_Down:
                self.left_down.emit()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._search()
                self.left_down.emit()
            case Qt.Key.Key_Escape if self.text():
                self.clear()
            case _:
                super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Wear the new colours."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._tint()

    def _search(self) -> None:
        self._pause.stop()
        self.searched.emit(self.text().strip())

    def _tint(self) -> None:
        if hasattr(self, "_glass"):
            self._glass.setIcon(icons.icon("magnifying-glass"))
