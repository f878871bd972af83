"""The line that says from which source the file comes, and what its profile offers to do."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from showroom_crm.i18n import _
from showroom_crm.ui import icons
from showroom_crm.ui.widgets.buttons import ActionButton
from showroom_crm.ui.widgets.labels import Text
from showroom_crm.ui.widgets.mnemonics import literal


class ProfileLine(QWidget):
    """Tells what is wanted of the profiles; `offer` and `show_name` say what there is."""

    chosen = Signal(str)
    rename_wanted = Signal()
    forget_wanted = Signal()
    save_wanted = Signal()
    load_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Know no profile yet."""
        super().__init__(parent)
        self.name, self.known = "", False
        self._names: Sequence[str] = ()
        self.button = ActionButton("", "caret-down")
        self.button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the sign at the right
        self.menu = QMenu(self)
        self.menu.aboutToShow.connect(self._fill)
        self.button.clicked.connect(self._open)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(Text(_("Profile"), "muted"))
        row.addWidget(self.button)
        row.addStretch(1)

    def offer(self, names: Sequence[str]) -> None:
        """Offer these sources to choose from."""
        self._names = names
        self.show_name(self.name)

    def show_name(self, name: str) -> None:
        """Show which source the file is taken for; "" hides the line."""
        self.name, self.known = name, name in self._names
        self.setVisible(bool(name))
        shown = name if self.known else _("{name} (new)").format(name=name)
        self.button.setText(literal(f"{shown} "))
        self.button.setAccessibleName(_("Profile: {name}").format(name=name))
        tip = _("The file is taken as last time: fields, answers and choices of its source.")
        new = _("What is decided here is remembered for the next file of this source.")
        self.button.setToolTip(tip if self.known else new)

    def _open(self) -> None:
        self.menu.popup(self.button.mapToGlobal(self.button.rect().bottomLeft()))

    def _fill(self) -> None:
        self.menu.clear()
        for name in self._names:
            action = self.menu.addAction(literal(name))
            action.setCheckable(True)
            action.setChecked(name == self.name)
            action.triggered.connect(partial(self._choose, name))
        if self._names:
            self.menu.addSeparator()
        rename = self.menu.addAction(icons.icon("note-pencil"), _("Rename…"))
        rename.triggered.connect(self.rename_wanted)
        for text, icon, signal in (
            (_("Forget"), "trash", self.forget_wanted),
            (_("Save to a file…"), "floppy-disk", self.save_wanted),
        ):
            action = self.menu.addAction(icons.icon(icon), text)
            action.setEnabled(self.known)
            action.triggered.connect(signal)
        load = self.menu.addAction(icons.icon("folder-open"), _("Take from a file…"))
        load.triggered.connect(self.load_wanted)

    def _choose(self, name: str, *_checked: bool) -> None:
        if name != self.name:
            self.chosen.emit(name)
