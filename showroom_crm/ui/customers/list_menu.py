"""The menu of the list: what one can do with the customers selected in it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from showroom_crm.i18n import _, ngettext
from showroom_crm.ui import icons
from showroom_crm.ui.commands import Command, key_text


class ListMenu(QMenu):
    """Offers commands for the current customer, and ways for all `count` selected ones."""

    export_wanted = Signal()
    remove_wanted = Signal()

    def __init__(self, commands: Sequence[Command], count: int, parent: QWidget) -> None:
        """Be closed."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for command in commands:
            text = f"{_(command.title)}\t{key_text(command.keys)}"
            self.addAction(icons.icon(command.icon), text, command.run)
        self.addSeparator()
        export = ngettext("Export {count} customer", "Export {count} customers", count)
        remove = ngettext("Remove {count} customer", "Remove {count} customers", count)
        for icon, text, wanted in (
            ("export", export, self.export_wanted),
            ("trash", remove, self.remove_wanted),
        ):
            action = self.addAction(icons.icon(icon), text.format(count=count))
            action.triggered.connect(wanted)
