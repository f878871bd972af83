"""The list on its way out: as a workbook, and the follow-up list on paper."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from showroom_crm import paths
from showroom_crm.i18n import _
from showroom_crm.operations import exports
from showroom_crm.operations.desk import Desk
from showroom_crm.ui import export_style
from showroom_crm.ui.customers import reading
from showroom_crm.ui.customers.export_dialog import ExportDialog
from showroom_crm.ui.place import Go
from showroom_crm.ui.printing import follow_ups
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
        """Ask what and where, then write it.

        `count` customers are found by `query`, `keys` are the columns of the list.
        """
        work = partial(reading.everyone, self._desk)
        self._tasks.read(work, partial(self._ask_what, query, count, keys))

    def _ask_what(
        self, query: CustomerQuery, count: int, keys: tuple[str, ...], everyone: int
    ) -> None:
        dialog = ExportDialog(query, (count, everyone), keys, self._over)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(partial(self._ask_where, dialog))
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

    def _ask_where(self, dialog: ExportDialog) -> None:
        query, wish = dialog.query, dialog.wish  # the dialog is gone once a file is chosen
        folder = Path(self._remembered.now.last_folder or paths.documents_dir())
        name = _("Customers") + f" {self._desk.today:%Y-%m-%d}.xlsx"
        kinds = _("Workbook (*.xlsx)") if wish.beside else _("Workbook (*.xlsx);;CSV (*.csv)")
        chosen, _kind = QFileDialog.getSaveFileName(
            self._over, _("Export customers"), str(folder / name), kinds
        )
        if chosen:
            path = Path(chosen)
            self._remembered.change(last_folder=str(path.parent))
            self.write(exports.named(path), query, wish)

    def _written(self, path: Path, written: exports.Written) -> None:
        self._go.told.emit(exports.told(path, written))
