"""The list on its way out: as a workbook, and the follow-up list or a card on paper."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from showroom_crm import paths
from showroom_crm.i18n import _
from showroom_crm.operations import exports
from showroom_crm.operations.desk import Desk
from showroom_crm.ui import export_style
from showroom_crm.ui.customers import reading
from showroom_crm.ui.customers.export_dialog import ExportDialog
from showroom_crm.ui.place import Go
from showroom_crm.ui.printing import cards, follow_ups
from showroom_crm.ui.remembered import Remembered
from showroom_crm.ui.tasks import Tasks
from showroom_crm.values.queries import CustomerQuery


class Output(QObject):
    """Asks for what an export or a print needs, and runs it."""

    def __init__(
        self, desk: Desk, tasks: Tasks, go: Go, remembered: Remembered, over: QWidget
    ) -> None:
        """Open dialogs over `over`."""
        super().__init__(over)
        self._desk, self._tasks, self._go = desk, tasks, go
        self._remembered, self._over = remembered, over

    def export(self, query: CustomerQuery, count: int, keys: tuple[str, ...]) -> None:
        """Ask what, then write it where the last one went or where it is wished.

        `count` customers are found by `query`, `keys` are the columns of the list.
        """
        work = partial(reading.everyone, self._desk)
        self._tasks.read(work, partial(self._ask_what, query, count, keys))

    def _ask_what(
        self, query: CustomerQuery, count: int, keys: tuple[str, ...], everyone: int
    ) -> None:
        name = _("Customers") + f" {self._desk.today:%Y-%m-%d}.xlsx"
        path = exports.free(self._folder() / name)
        dialog = ExportDialog(query, (count, everyone), keys, path, self._over)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(partial(self._asked, dialog))
        dialog.open()

    def write(self, path: Path, query: CustomerQuery, wish: exports.Wish) -> None:
        """Write the customers of `query` to `path` as wished."""
        self._go.told.emit(_("Writing {file}…").format(file=path.name))
        style = export_style.style()
        work = partial(exports.customer_table, self._desk, path, query, style, wish)
        self._tasks.write(work, partial(self._written, path))

    def print_follow_ups(self) -> None:
        """Show the follow-up list of today as it will be printed."""
        follow_ups.preview(self._desk, self._tasks, self._over)

    def print_card(self, customer_id: int) -> None:
        """Show the card of a customer as it will be printed."""
        cards.preview(self._desk, self._tasks, self._over, customer_id)

    def _folder(self) -> Path:
        """Return where the last export went, else the documents."""
        offered = (Path(self._remembered.now.last_folder or "-"), paths.documents_dir())
        return next((folder for folder in offered if folder.is_dir()), Path.home())

    def _asked(self, dialog: ExportDialog) -> None:
        self._remembered.change(last_folder=str(dialog.path.parent))
        self.write(dialog.path, dialog.query, dialog.wish)

    def _written(self, path: Path, written: exports.Written) -> None:
        self._go.saved.emit(exports.told(path, written), path)
