"""Asks which spreadsheets to read, and where to write what goes back to the user."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from showroom_crm.i18n import _
from showroom_crm.paths import documents_dir

_KINDS = (
    "*.xlsx *.xls *.xlsm *.xlsb *.ods *.csv *.tsv *.txt *.vcf *.html *.htm *.mht *.mhtml *.xml"
    " *.zip"
)


def spreadsheets(over: QWidget) -> tuple[Path, ...]:
    """Return the files chosen, none where nobody chose."""
    kinds = f"{_('Spreadsheets')} ({_KINDS});;{_('All files')} (*)"
    title, first = _("Choose spreadsheets"), str(documents_dir())
    names, _kind = QFileDialog.getOpenFileNames(over, title, first, kinds)
    return tuple(map(Path, names))


def target(over: QWidget, title: str, name: str, text_too: bool = False) -> Path | None:
    """Return where to write `name`, as a workbook or, where that is offered, as CSV."""
    book, text = _("Excel (*.xlsx)"), _("CSV (*.csv)")
    offered = f"{book};;{text}" if text_too else book
    first = str(documents_dir() / f"{name}.xlsx")
    chosen, kind = QFileDialog.getSaveFileName(over, title, first, offered)
    if not chosen:
        return None
    return Path(chosen).with_suffix(".csv") if kind == text else Path(chosen)
