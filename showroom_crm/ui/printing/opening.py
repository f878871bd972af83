"""A sheet on its way to paper: shown as it will come out, noted once printed or saved."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from showroom_crm.ui.printing.documents import Sheet
from showroom_crm.ui.printing.preview import PreviewDialog
from showroom_crm.ui.tasks import Tasks


def show(tasks: Tasks, over: QWidget, note: Callable[[], object], sheet: Sheet) -> None:
    """Show the preview over the widget `over`; `note` keeps in the history that it left."""
    if not isValid(over):
        return
    dialog = PreviewDialog(sheet, tasks, over)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    noted = partial(_noted, tasks, note)
    dialog.printed.connect(noted)
    dialog.saved.connect(noted)
    dialog.open()


def _noted(tasks: Tasks, note: Callable[[], object], *_file: object) -> None:
    tasks.write(note)
