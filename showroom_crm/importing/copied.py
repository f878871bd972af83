"""Reads a table that was copied from another program: its forms in the clipboard, as texts."""

from __future__ import annotations

import re
from collections.abc import Iterable

from showroom_crm.errors import FileUnreadable
from showroom_crm.i18n import _
from showroom_crm.importing import markup_tables, text_tables
from showroom_crm.importing.parsed import Remark, Rows, Told, Unparsed
from showroom_crm.importing.remarks import sentences
from showroom_crm.importing.workbook_cells import shortened
from showroom_crm.values.sheets import Sheet, Workbook

_SHORTENED = re.compile(r"\d(?:\.\d+)?E\+\d+|#{3,}")  # a number shown shorter than it is


def read(forms: Iterable[str]) -> Workbook:
    """Return the copied table as a workbook of one sheet.

    Of several forms the one with the fewest shortened numbers counts, then the first.
    Raises FileUnreadable where none of them is a table.
    """
    tables = [rows for form in forms if (rows := _table(form))]
    if not tables:
        raise FileUnreadable(
            _("There is no table in the clipboard."),
            _("Mark the cells in Excel, with their header line, and copy them first."),
        )
    rows = min(tables, key=_shortened)
    name = _("Clipboard")
    cut = shortened(rows)
    remarks = (Remark(Told.CUT_CELLS, cut),) if cut else ()
    notes = sentences(remarks, 1)
    return Workbook(name, "clipboard", (Sheet(name, False, rows),), notes=notes)


def _table(form: str) -> Rows:
    """Return the largest table of one form; a text without columns is none."""
    if markup_tables.is_markup(form[:4096].encode("utf-8", "replace")):
        try:
            return max((table.rows for table in markup_tables.tables(form)), key=len)
        except Unparsed:
            return []
    rows = text_tables.table(form.rstrip("\x00"))
    return rows if any(len(row) > 1 for row in rows) else []


def _shortened(rows: Rows) -> int:
    return sum(
        bool(_SHORTENED.fullmatch(cell)) for row in rows for cell in row if isinstance(cell, str)
    )
