"""The shortcut sheet: every key that works now, by group."""

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from showroom_crm.i18n import _
from showroom_crm.ui import theme
from showroom_crm.ui.commands import Command, key_text
from showroom_crm.ui.widgets.labels import Text


class ShortcutSheet(QDialog):
    """Groups of keys side by side; Esc closes."""

    def __init__(self, commands: Sequence[Command], parent: QWidget | None = None) -> None:
        """Show the keys of `commands`."""
        super().__init__(parent)
        self.setWindowTitle(_("Keyboard shortcuts"))
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 20, 24, 20)
        row.setSpacing(theme.px(36))
        with_keys = sorted((c for c in commands if c.keys), key=lambda c: c.group)
        for group, members in groupby(with_keys, key=lambda c: c.group):
            row.addLayout(_group(_(group), list(members)))


def _group(title: str, commands: Sequence[Command]) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setAlignment(Qt.AlignmentFlag.AlignTop)
    column.setSpacing(8)
    column.addWidget(Text(title, "strong"))
    lines = QGridLayout()
    lines.setHorizontalSpacing(20)
    lines.setVerticalSpacing(8)
    for number, command in enumerate(commands):
        lines.addWidget(Text(_(command.title)), number, 0)
        lines.addWidget(Text(key_text(command.keys), "muted"), number, 1)
    column.addLayout(lines)
    return column
