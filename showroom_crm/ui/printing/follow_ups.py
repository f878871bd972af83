"""The follow-up list on its way to paper: read, shown as it will come out, noted once printed."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from showroom_crm.operations import agenda
from showroom_crm.operations.desk import Desk
from showroom_crm.ui.printing.preview import PreviewDialog
from showroom_crm.ui.tasks import Tasks
from showroom_crm.values.followups import FollowUpSheet


def preview(desk: Desk, tasks: Tasks, over: QWidget, by: str | None = None) -> None:
    """Show the list of today, of one salesperson by name or of all, over the widget `over`."""
    work = partial(agenda.follow_up_sheet, desk, by)
    tasks.read(work, partial(_open, desk, tasks, over))


def _open(desk: Desk, tasks: Tasks, over: QWidget, sheet: FollowUpSheet) -> None:
    if not isValid(over):
        return
    dialog = PreviewDialog(sheet, tasks, over)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    noted = partial(_note, desk, tasks, sheet)
    dialog.printed.connect(noted)
    dialog.saved.connect(noted)
    dialog.open()


def _note(desk: Desk, tasks: Tasks, sheet: FollowUpSheet, *_file: object) -> None:
    tasks.write(partial(agenda.note_print, desk, len(sheet.rows)))
