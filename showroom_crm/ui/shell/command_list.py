"""The command list: everything one can do, found by typing a part of its name."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from showroom_crm.i18n import _
from showroom_crm.ui import icons, theme
from showroom_crm.ui.commands import Command, key_text, matching
from showroom_crm.ui.widgets.labels import Text
from showroom_crm.ui.widgets.search_box import SearchBox
from showroom_crm.ui.widgets.sided import ASIDE, SidedDelegate

_WALK = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class CommandList(QDialog):
    """Type, choose with the arrows, Enter; `chosen` is the command to run after closing."""

    def __init__(self, commands: Sequence[Command], parent: QWidget | None = None) -> None:
        """Offer `commands`."""
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("popup")
        self._commands = commands
        self.chosen: Command | None = None
        self.box = SearchBox(_("What would you like to do?"))
        self._lines = QListWidget()
        self._lines.setAccessibleName(_("All commands"))
        self._lines.setIconSize(QSize(theme.px(icons.NORMAL), theme.px(icons.NORMAL)))
        self._lines.setItemDelegate(SidedDelegate(self._lines))
        self._lines.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._lines.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._none = Text(_("No command has these words. Try fewer letters."), "muted")
        self._lines.itemClicked.connect(self._run)
        self.box.textChanged.connect(self._fill)
        self.box.installEventFilter(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 10)
        column.addWidget(self.box)
        column.addWidget(self._none)
        column.addWidget(self._lines, 1)
        self.setFixedSize(theme.px(520), theme.px(380))
        self._fill("")
        self.box.setFocus()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Let the arrows walk and Enter run while the cursor stays in the box."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if event.key() in _WALK:
                self._lines.keyPressEvent(event)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._run(self._lines.currentItem())
                return True
        return False

    def _fill(self, typed: str) -> None:
        self._lines.clear()
        for command in matching(self._commands, typed):
            item = QListWidgetItem(icons.icon(command.icon or "caret-right"), _(command.title))
            item.setData(Qt.ItemDataRole.UserRole, command)
            item.setData(ASIDE, key_text(command.keys))
            self._lines.addItem(item)
        self._lines.setCurrentRow(0)
        self._none.setVisible(not self._lines.count())

    def _run(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen = item.data(Qt.ItemDataRole.UserRole)
            self.accept()
