"""Cells typed over by hand: a sheet with the typed texts in the place of what the file says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from showroom_crm.i18n import _
from showroom_crm.importing.cells import shown
from showroom_crm.importing.lines import is_blank
from showroom_crm.values.clean_tables import Repair
from showroom_crm.values.mappings import Header, HeaderColumn
from showroom_crm.values.sheets import CellValue, Sheet


def typed_over(
    sheet: Sheet, header: Header, edits: Mapping[tuple[int, str], str]
) -> tuple[Sheet, list[Repair]]:
    """Return the sheet with `edits` (row number, column key) in it, and a repair for each.

    Edits of rows or columns that the table does not have, or no longer, are left out. The sheet
    given stays as it is.
    """
    columns = {column.key: column for column in header.columns}
    places = {sheet.row_number(index): index for index in header.data}
    known = {
        (places[row], columns[key]): text
        for (row, key), text in sorted(edits.items())
        if row in places and key in columns
    }
    if not known:
        return sheet, []
    rows = list(sheet.rows)
    merges = _loosened(sheet, rows, known)
    repairs = []
    for (index, column), text in known.items():
        row = rows[index] = [*rows[index], *[""] * (column.index + 1 - len(rows[index]))]
        before = shown(row[column.index])
        row[column.index] = text
        number = sheet.row_number(index)
        repairs.append(Repair(number, column.title, before, text, _("typed by hand")))
    return replace(sheet, rows=rows, merges=merges), repairs


def _loosened(
    sheet: Sheet, rows: list[list[CellValue]], known: Mapping[tuple[int, HeaderColumn], str]
) -> tuple[tuple[int, int, int, int], ...]:
    """Write out in `rows` the merged cells of which one was typed over; return the others."""
    kept = []
    typed = {(index, column.index) for index, column in known}
    for merge in sheet.merges:
        top, left, bottom, right = merge
        span = range(top, bottom + 1)
        if left != right or not any((row, left) in typed for row in span):
            kept.append(merge)
            continue
        text = rows[top][left] if left < len(rows[top]) else ""
        for row in span:
            if row < len(rows):
                filled = [*rows[row], *[""] * (left + 1 - len(rows[row]))]
                filled[left] = text if is_blank(filled[left]) else filled[left]
                rows[row] = filled
    return tuple(kept)
