"""The bars at the foot of the window: what was done, with Undo; what went wrong."""

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from showroom_crm.i18n import _
from showroom_crm.ui import desktop, theme
from showroom_crm.ui.widgets.buttons import IconButton, LinkButton
from showroom_crm.ui.widgets.elided import ElidedText
from showroom_crm.ui.widgets.labels import Text

_TOLD_FOR = 8_000  # milliseconds
_WIDEST = 720


class _Floating(QFrame):
    """A bar above the foot of another widget, kept in its middle."""

    def __init__(self, name: str, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
        self.line = QHBoxLayout(self)
        self.line.setContentsMargins(14, 6, 6, 6)
        over.installEventFilter(self)
        self.hide()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Stay in the middle when the window is resized."""
        if event.type() is QEvent.Type.Resize and self.isVisible():
            self.place()
        return False

    def place(self) -> None:
        """Move to the middle above the foot."""
        over = self._over
        self.setMaximumWidth(min(theme.px(_WIDEST), over.width() - 32))
        self.adjustSize()
        self.move((over.width() - self.width()) // 2, over.height() - self.height() - 20)
        self.raise_()


class UndoBar(_Floating):
    """“Registered 张三 · Undo” or “Saved as list.xlsx · Open”, gone after eight seconds.

    The operation stays in the history.
    """

    undo = Signal(int)  # operation

    def __init__(self, over: QWidget) -> None:
        """Float above the foot of `over`, hidden."""
        super().__init__("notice", over)
        self._operation = 0
        self._file = Path()
        self._text = ElidedText()
        self.undo_button = LinkButton(_("Undo"), keys="Ctrl+Z")
        self.redo_button = LinkButton(_("Redo"))
        self.open_button = LinkButton(_("Open"))
        self.folder_button = LinkButton(_("Show the folder"))
        self.undo_button.clicked.connect(self._undone)
        self.redo_button.clicked.connect(self._undone)
        self._ways = (self.undo_button, self.redo_button, self.open_button, self.folder_button)
        self.open_button.clicked.connect(self._open)
        self.folder_button.clicked.connect(self._show_folder)
        self.line.setSpacing(14)
        for part in (self._text, *self._ways):
            self.line.addWidget(part, int(part is self._text))
        self._time = QTimer(self)
        self._time.setSingleShot(True)
        self._time.setInterval(_TOLD_FOR)
        self._time.timeout.connect(self.hide)

    def tell(self, text: str, operation: int | None = None, undone: bool = False) -> None:
        """Say `text`; offer to undo `operation`, or to redo what it has `undone`."""
        self._operation = operation or 0
        way = self.redo_button if undone else self.undo_button
        self._tell(text, (way,) if operation is not None else ())

    def tell_file(self, text: str, file: Path) -> None:
        """Say `text` about a `file` that was written, and offer to open it or its folder."""
        self._file = file
        self._tell(f"{text} · {file.parent.name}", (self.open_button, self.folder_button))

    def _tell(self, text: str, ways: tuple[LinkButton, ...]) -> None:
        self._text.setText(text)
        for way in self._ways:
            way.setVisible(way in ways)
        self.show()
        self.place()
        self._time.start()

    def _open(self) -> None:
        desktop.open_file(self._file)

    def _show_folder(self) -> None:
        desktop.open_file(self._file.parent)

    def _undone(self) -> None:
        self.hide()
        self.undo.emit(self._operation)


class TroubleBar(_Floating):
    """One sentence that says what went wrong and what to do; stays until it is closed."""

    def __init__(self, over: QWidget) -> None:
        """Float above the foot of `over`, hidden."""
        super().__init__("trouble", over)
        self._text, self._hint = Text(wrap=True), Text(wrap=True, tone="muted")
        self._text.setMinimumWidth(420)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(self._text)
        column.addWidget(self._hint)
        close = IconButton("x", _("Close"), "Esc")
        close.clicked.connect(self.hide)
        self.line.addLayout(column, 1)
        self.line.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)

    def tell(self, text: str, hint: str = "") -> None:
        """Say `text` and, below it, `hint`."""
        self._text.setText(text)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self.show()
        self.place()

    def text(self) -> str:
        """Return what is said."""
        return self._text.text()
