"""The list on its way out: as a workbook, and the follow-up list on paper."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from showroom_crm import paths
from showroom_crm.i18n import _, ngettext
from showroom_crm.operations import exports
from showroom_crm.operations.desk import Desk
from showroom_crm.ui import export_style
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

    def export(self, query: CustomerQuery, count: int) -> None:
        """Ask how and where, then write the `count` customers of `query`."""
        dialog = ExportDialog(count, self._over)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(partial(self._ask_where, dialog, query))
        dialog.open()

    def write(self, path: Path, query: CustomerQuery, disclosure: exports.Disclosure) -> None:
        """Write the customers of `query` to `path`."""
        self._go.told.emit(_("Writing {file}…").format(file=path.name))
        work = partial(
            exports.customer_table,
            self._desk,
            path,
            query,
            export_style.style(),
            None,
            disclosure,
        )
        self._tasks.write(work, partial(self._written, path))

    def print_follow_ups(self) -> None:
        """Show the follow-up list of today as it will be printed."""
        follow_ups.preview(self._desk, self._tasks, self._over)

    def _ask_where(self, dialog: ExportDialog, query: CustomerQuery) -> None:
        disclosure = dialog.disclosure  # the dialog is gone once a file is chosen
        folder = Path(self._remembered.now.last_folder or paths.documents_dir())
        name = _("Customers") + f" {self._desk.today:%Y-%m-%d}.xlsx"
        chosen, _kind = QFileDialog.getSaveFileName(
            self._over,
            _("Export customers"),
            str(folder / name),
            _("Workbook (*.xlsx);;CSV (*.csv)"),
        )
        if chosen:
            path = Path(chosen)
            self._remembered.change(last_folder=str(path.parent))
            self.write(path if path.suffix else path.with_suffix(".xlsx"), query, disclosure)

    def _written(self, path: Path, count: int) -> None:
        text = ngettext(
            "{count} customer written to {file}", "{count} customers written to {file}", count
        )
        self._go.told.emit(text.format(count=f"{count:,}", file=path.name))
