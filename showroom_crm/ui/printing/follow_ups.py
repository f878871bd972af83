"""The follow-up list on its way to paper."""

from functools import partial

from PySide6.QtWidgets import QWidget

from showroom_crm.operations import agenda
from showroom_crm.operations.desk import Desk
from showroom_crm.ui.printing import opening
from showroom_crm.ui.tasks import Tasks
from showroom_crm.values.followups import FollowUpSheet


def preview(desk: Desk, tasks: Tasks, over: QWidget, by: str | None = None) -> None:
    """Show the list of today, of one salesperson by name or of all, over the widget `over`."""
    work = partial(agenda.follow_up_sheet, desk, by)
    tasks.read(work, partial(_open, desk, tasks, over))


def _open(desk: Desk, tasks: Tasks, over: QWidget, sheet: FollowUpSheet) -> None:
    note = partial(agenda.note_print, desk, len(sheet.rows))
    opening.show(tasks, over, note, sheet)
