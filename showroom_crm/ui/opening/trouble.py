"""A showroom that does not open: one sentence, and the ways out of it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton

from showroom_crm.errors import NewerStore, StoreDamaged, StoreLocked, UserError
from showroom_crm.i18n import _
from showroom_crm.ui.opening.page import OpeningPage
from showroom_crm.ui.widgets.buttons import ActionButton, PrimaryButton


class TroublePage(OpeningPage):
    """Says what is wrong and offers what helps against this kind of trouble."""

    retried = Signal()
    other_wanted = Signal()
    restore_wanted = Signal()

    def __init__(self, error: UserError, can_restore: bool = True) -> None:
        """Show the sentence of `error`; a damaged store may be restored where `can_restore`."""
        super().__init__("warning-circle", _title(error), error.text)
        retry = PrimaryButton(_("Try again"), "arrows-clockwise")
        retry.clicked.connect(self.retried)
        other = ActionButton(_("Open another showroom"), "folder-open")
        other.clicked.connect(self.other_wanted)
        first: PrimaryButton = retry
        others: list[QPushButton] = [other]
        if isinstance(error, StoreDamaged) and can_restore:
            first = PrimaryButton(_("Restore a backup"), "clock-counter-clockwise")
            first.clicked.connect(self.restore_wanted)
            again = ActionButton(_("Try again"))
            again.clicked.connect(self.retried)
            others = [again, other]
        self.add_ways(first, *others)
        if error.hint:
            self.complain(error.hint)


def _title(error: UserError) -> str:
    match error:
        case StoreLocked():
            return _("The showroom is open elsewhere")
        case StoreDamaged():
            return _("The showroom's file is damaged")
        case NewerStore():
            return _("The showroom is from a newer version")
        case _:
            return _("The showroom does not open")
