"""The recovery code, shown once: big enough to copy by hand, ready to print and to save."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QPageLayout
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QCheckBox, QDialog, QFileDialog, QGridLayout, QHBoxLayout

from showroom_crm.errors import DiskFull
from showroom_crm.i18n import _
from showroom_crm.paths import documents_dir
from showroom_crm.ui import fonts
from showroom_crm.ui.opening.code_sheet import CodeSheet, save_pdf
from showroom_crm.ui.opening.page import OpeningPage
from showroom_crm.ui.widgets.buttons import ActionButton, PrimaryButton
from showroom_crm.ui.widgets.labels import Card, Text

_GROUPS_A_LINE = 3


class RecoveryCodePage(OpeningPage):
    """Shows the code of `sheet`; `kept` when the user says it is in a safe place."""

    kept = Signal()

    def __init__(self, sheet: CodeSheet) -> None:
        """Show the code."""
        super().__init__(
            "key",
            _("Your recovery code"),
            _(
                "If every password is forgotten, this code is the only way in. It is shown this "
                "once: print it and keep it in a safe place, away from this computer."
            ),
        )
        self._sheet = sheet
        self.column.addWidget(self._code())
        row = QHBoxLayout()
        row.setSpacing(8)
        for text, icon, keys, act in (
            (_("Print"), "printer", "Ctrl+P", self.print_out),
            (_("Save"), "floppy-disk", "Ctrl+S", self._save),
            (_("Copy"), "copy", "Ctrl+C", self._copy),
        ):
            button = ActionButton(text, icon, keys)
            button.setShortcut(keys)
            button.clicked.connect(act)
            row.addWidget(button)
        row.addStretch(1)
        self.column.addLayout(row)
        self._told = Text("", "muted")
        self.column.addWidget(self._told)
        self.sure = QCheckBox(_("I have kept the code in a safe place"))
        self.column.addWidget(self.sure)
        go = PrimaryButton(_("Begin to work"))
        go.setEnabled(False)
        self.sure.toggled.connect(go.setEnabled)
        go.clicked.connect(self.kept)
        self.add_ways(go)

    def begin(self) -> None:
        """Put the focus on the check box, so that Space and Enter go on."""
        self.sure.setFocus(Qt.FocusReason.OtherFocusReason)

    def save_to(self, file: Path) -> None:
        """Save the page as PDF, or as text where the name ends in .txt."""
        try:
            if file.suffix.lower() == ".txt":
                file.write_text(self._sheet.text(), "utf-8")
            else:
                save_pdf(self._sheet, file)
            saved = file.stat().st_size > 0
        except OSError:
            saved = False
        if not saved:
            self.complain(DiskFull(_("The file could not be written. Choose another folder.")).text)
            return
        self.complain("")
        self._told.setText(_("Saved as {name}").format(name=file.name))

    def print_out(self) -> None:
        """Print the page on a printer the user chooses."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageOrientation(QPageLayout.Orientation.Portrait)
        if QPrintDialog(printer, self).exec() == QDialog.DialogCode.Accepted:
            self._sheet.paint(printer, printer.resolution())
            self._told.setText(_("Sent to the printer"))

    def _code(self) -> Card:
        card = Card("panel")
        grid = QGridLayout()
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(8)
        for number, group in enumerate(self._sheet.code.split("-")):
            text = Text(group, "strong")
            text.setObjectName("code")
            text.setFont(fonts.bold(fonts.FIGURE))
            text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            row, column = divmod(number, _GROUPS_A_LINE)
            grid.addWidget(text, row, column, Qt.AlignmentFlag.AlignCenter)
        card.body.addLayout(grid)
        return card

    def _save(self) -> None:
        name, _kind = QFileDialog.getSaveFileName(
            self,
            _("Save the recovery code"),
            str(documents_dir() / f"{_('Recovery code')}.pdf"),
            _("PDF (*.pdf);;Text (*.txt)"),
        )
        if name:
            self.save_to(Path(name))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._sheet.code)
        self._told.setText(_("Copied. Paste it somewhere safe, then clear the clipboard."))
