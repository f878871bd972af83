"""The sheet as it will come out on paper, with the way to the printer and to a PDF."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMargins, QSize, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo, QPrintPreviewWidget
from PySide6.QtWidgets import QDialog, QFileDialog, QGraphicsView, QHBoxLayout, QVBoxLayout, QWidget

from showroom_crm import paths
from showroom_crm.errors import UserError
from showroom_crm.i18n import _, ngettext
from showroom_crm.ui import desktop, errors, theme
from showroom_crm.ui.printing.documents import (
    Sheet,
    paint_first,
    print_sheet,
    set_up_for,
    write_pdf,
)
from showroom_crm.ui.tasks import Job, Tasks
from showroom_crm.ui.widgets.buttons import ActionButton, LinkButton, PrimaryButton
from showroom_crm.ui.widgets.labels import Text
from showroom_crm.ui.widgets.progress import Progress
from showroom_crm.values.progress import Heard

_AROUND = 24  # pixels of the window left in sight
_PROGRESS = 220
_SHOWN = 20  # pages to look at; painting thousands would hold the window for seconds


class PreviewDialog(QDialog):
    """Shows the pages of a sheet; `printed` and `saved` tell what was done, for the log."""

    printed = Signal()
    saved = Signal(Path)

    def __init__(self, sheet: Sheet, tasks: Tasks, parent: QWidget | None = None) -> None:
        """Show `sheet`; a printer is only spoken to when asked for."""
        super().__init__(parent)
        self._sheet, self._tasks = sheet, tasks
        self._job: Job | None = None  # which saves or prints
        self._done = False  # whether it did, and what then follows
        self._then: Callable[[], object] = self.accept
        self._file = Path()  # once it is saved
        self._count = 0  # pages
        self.printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        self.printer.setDocName(sheet.title)
        set_up_for(sheet, self.printer)
        self.setWindowTitle(sheet.title)
        wanted = QSize(theme.px(1080), theme.px(760))
        room = parent.window().size() if parent is not None else wanted
        self.resize(wanted.boundedTo(room.shrunkBy(QMargins(*(_AROUND,) * 4))))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._bar())
        self._preview = QPrintPreviewWidget(self.printer, self)
        self._preview.setZoomMode(QPrintPreviewWidget.ZoomMode.FitToWidth)
        self._preview.paintRequested.connect(self._paint)
        for view in self._preview.findChildren(QGraphicsView):
            view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            view.setBackgroundBrush(QColor(theme.tokens().line))
        column.addWidget(self._preview, 1)
        self._preview.updatePreview()
        self._tell_pages()

    def _bar(self) -> QHBoxLayout:
        bar = QHBoxLayout()
        bar.setContentsMargins(16, 10, 16, 10)
        bar.setSpacing(8)
        self.pages = Text("", "muted")  # once it is saved: under which name
        self.open_button = LinkButton(_("Open"))
        self.open_button.hide()
        self.open_button.clicked.connect(self._open)
        self.save_button = ActionButton(_("Save as PDF…"), "download-simple", "Ctrl+S")
        self.save_button.setShortcut("Ctrl+S")
        self.save_button.clicked.connect(self._ask_where)
        self.print_button = PrimaryButton(_("Print…"), "printer", "Ctrl+P")
        self.print_button.setShortcut("Ctrl+P")
        self.print_button.clicked.connect(self._ask_printer)
        self.print_button.setDefault(True)
        self._can_print = bool(QPrinterInfo.availablePrinterNames())
        self._ready(True)
        if not self._can_print:
            self.print_button.setToolTip(_("No printer is set up on this computer."))
        bar.addWidget(self.pages)
        bar.addWidget(self.open_button)
        bar.addStretch(1)
        self.progress = Progress()
        self.progress.setFixedWidth(theme.px(_PROGRESS))
        bar.addWidget(self.progress)
        bar.addWidget(self.save_button)
        bar.addWidget(self.print_button)
        (self.print_button if self.print_button.isEnabled() else self.save_button).setFocus()
        return bar

    def _paint(self, printer: QPrinter) -> None:
        self._count = paint_first(self._sheet, printer, _SHOWN)

    def _tell_pages(self) -> None:
        count, shown = self._count, self._preview.pageCount()
        text = ngettext("{count} page", "{count} pages", count).format(count=f"{count:,}")
        if shown < count:
            text = _("{pages}, the first {count} shown").format(pages=text, count=shown)
        self.pages.setText(text)

    def save(self, path: Path) -> None:
        """Write the PDF to `path`; what stands in the way is told in one sentence."""
        text = _("Writing {file}…").format(file=path.name)
        self._begin(partial(write_pdf, self._sheet, path), partial(self._saved, path), text)

    def print_out(self) -> None:
        """Print; half a list on paper helps nobody, so that it is not stopped."""
        work = partial(print_sheet, self._sheet, self.printer)
        self._begin(work, self._printed, _("Printing…"), can_stop=False)

    def reject(self) -> None:
        """Stop the saving; close when nothing is under way: what is printed cannot be stopped."""
        if self._job is None:
            super().reject()
        else:
            self.progress.stop()

    def _begin(
        self,
        work: Callable[[Heard], int],
        then: Callable[[], object],
        text: str,
        can_stop: bool = True,
    ) -> None:
        """Do `work` off the window's thread, then `then`, also where the stop came too late."""
        self._job = job = Job(self._tasks)
        self._done, self._then = False, then
        self._ready(False)
        job.ended.connect(self._ended)
        self.progress.follow(job, text, can_stop)
        self._tasks.read(partial(self._work, work, job), failed=self._failed, job=job, long=True)

    def _work(self, work: Callable[[Heard], int], job: Job) -> None:
        work(job.report)
        self._done = True

    def _ready(self, ready: bool) -> None:
        self.save_button.setEnabled(ready)
        self.print_button.setEnabled(ready and self._can_print)

    def _ended(self) -> None:
        self._job = None
        self._ready(True)
        if self._done:
            self._then()

    def _failed(self, error: UserError) -> None:
        errors.tell(error, self)

    def _saved(self, path: Path) -> None:
        self.pages.setText(_("Saved as {name}").format(name=path.name))
        self._file = path
        self.open_button.show()
        self.saved.emit(path)

    def _open(self) -> None:
        desktop.open_file(self._file)

    def _ask_where(self) -> None:
        first = paths.documents_dir() / f"{self._sheet.title} {self._sheet.printed_at:%Y-%m-%d}.pdf"
        name, _kind = QFileDialog.getSaveFileName(
            self, _("Save as PDF"), str(first), _("PDF file (*.pdf)")
        )
        if name:
            path = Path(name)
            self.save(path if path.suffix.lower() == ".pdf" else path.with_name(path.name + ".pdf"))

    def _ask_printer(self) -> None:
        dialog = QPrintDialog(self.printer, self)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.print_out()

    def _printed(self) -> None:
        self.printed.emit()
        self.accept()
