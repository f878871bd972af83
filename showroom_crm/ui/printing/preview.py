"""The list as it will come out on paper, with the way to the printer and to a PDF."""

from pathlib import Path

from PySide6.QtCore import QMargins, QSize, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo, QPrintPreviewWidget
from PySide6.QtWidgets import QDialog, QFileDialog, QGraphicsView, QHBoxLayout, QVBoxLayout, QWidget

from showroom_crm import paths
from showroom_crm.errors import UserError
from showroom_crm.i18n import _, ngettext
from showroom_crm.ui import desktop, errors, theme
from showroom_crm.ui.printing.documents import paint_first, print_sheet, write_pdf
from showroom_crm.ui.printing.paper import set_up
from showroom_crm.ui.widgets.buttons import ActionButton, LinkButton, PrimaryButton
from showroom_crm.ui.widgets.labels import Text
from showroom_crm.values.followups import FollowUpSheet

_AROUND = 24  # pixels of the window left in sight
_SHOWN = 20  # pages to look at; painting thousands would hold the window for seconds


class PreviewDialog(QDialog):
    """Shows the pages of a sheet; `printed` and `saved` tell what was done, for the log."""

    printed = Signal()
    saved = Signal(Path)

    def __init__(self, sheet: FollowUpSheet, parent: QWidget | None = None) -> None:
        """Show `sheet`; a printer is only spoken to when asked for."""
        super().__init__(parent)
        self._sheet = sheet
        self._file = Path()  # once it is saved
        self._count = 0  # pages
        self._printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        self._printer.setDocName(sheet.title)
        set_up(self._printer)
        self.setWindowTitle(sheet.title)
        wanted = QSize(theme.px(1080), theme.px(760))
        room = parent.window().size() if parent is not None else wanted
        self.resize(wanted.boundedTo(room.shrunkBy(QMargins(*(_AROUND,) * 4))))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._bar())
        self._preview = QPrintPreviewWidget(self._printer, self)
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
        if not QPrinterInfo.availablePrinterNames():
            self.print_button.setEnabled(False)
            self.print_button.setToolTip(_("No printer is set up on this computer."))
        bar.addWidget(self.pages)
        bar.addWidget(self.open_button)
        bar.addStretch(1)
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
        try:
            write_pdf(self._sheet, path)
        except UserError as error:
            errors.tell(error, self)
            return
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
        dialog = QPrintDialog(self._printer, self)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self._print()

    def _print(self) -> None:
        try:
            print_sheet(self._sheet, self._printer)
        except UserError as error:
            errors.tell(error, self)
            return
        self.printed.emit()
        self.accept()
