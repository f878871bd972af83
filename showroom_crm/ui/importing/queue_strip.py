"""The files on their way: which one is shown, which wait, and which could not be read."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from showroom_crm.i18n import _
from showroom_crm.ui import theme
from showroom_crm.ui.importing.session import ImportSession, Step
from showroom_crm.ui.widgets.badges import IconLabel
from showroom_crm.ui.widgets.buttons import IconButton
from showroom_crm.ui.widgets.flow import FlowLayout
from showroom_crm.ui.widgets.labels import Text, clear

_LINE = 26


class QueueStrip(QFrame):
    """One line of files, in sight as soon as there is more than one or something went wrong."""

    left_out = Signal(int)  # place among those that wait
    read = Signal()  # the sentences about unreadable files were read

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self.setObjectName("foot")
        self._files = QWidget()
        FlowLayout(self._files, gap=theme.px(14))
        self.trouble = Text("", "danger", wrap=True)
        self._read = IconButton("x", _("Close"))
        self._read.clicked.connect(self.read)
        self._troubles = QWidget()
        line = QHBoxLayout(self._troubles)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.trouble, 1)
        line.addWidget(self._read)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 6, 16, 6)
        column.setSpacing(4)
        column.addWidget(self._files)
        column.addWidget(self._troubles)
        self.hide()

    def show_session(self, session: ImportSession) -> None:
        """Show the files of `session`; the start shows its own troubles."""
        unread = session.unread if session.step is not Step.START else []
        self.trouble.setText("\n".join(unread))
        self._troubles.setVisible(bool(unread))
        names = [source.path.name for source in session.waiting]
        present = session.source.path.name if session.source else ""
        self._show_files(present, names)
        self._files.setVisible(bool(names))
        self.setVisible(bool(names or unread))

    def _show_files(self, present: str, names: Sequence[str]) -> None:
        clear(self._files)
        flow = self._files.layout()
        if flow is None:
            return
        if present:
            flow.addWidget(_file(present, _("now")))
        for place, name in enumerate(names):
            leave = IconButton("x", _("Leave out {name}").format(name=name))
            leave.clicked.connect(partial(self._leave, place))
            flow.addWidget(_file(name, _("waits"), leave))

    def _leave(self, place: int, *_clicked: bool) -> None:
        self.left_out.emit(place)


def _file(name: str, state: str, leave: QWidget | None = None) -> QWidget:
    box = QWidget()
    box.setFixedHeight(theme.px(_LINE))
    line = QHBoxLayout(box)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(6)
    look = theme.tokens()
    line.addWidget(IconLabel("file-xls", look.muted if leave else look.accent))
    line.addWidget(Text(name, "body" if leave else "strong"))
    line.addWidget(Text(state, "faint"))
    if leave is not None:
        line.addWidget(leave)
    return box
