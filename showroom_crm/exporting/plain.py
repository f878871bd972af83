"""Whole tables as a plain workbook, one sheet each: salvaged data, a person's own copy."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from showroom_crm.exporting.cells import writer
from showroom_crm.exporting.columns import CellKind
from showroom_crm.exporting.styles import NUMBER_FORMATS
from showroom_crm.exporting.target import all_there, replacing
from showroom_crm.exporting.workbook import (
    count_rows,
    fitted,
    new_workbook,
    sheet_name,
    text_cells,
    text_width,
)
from showroom_crm.values.customers import Value

_KINDS: dict[type, CellKind] = {
    bool: CellKind.YES_NO,
    int: CellKind.NUMBER,
    float: CellKind.GENERAL,
    dt.datetime: CellKind.INSTANT,
    dt.date: CellKind.DATE,
}


@dataclass(frozen=True, slots=True)
class PlainTable:
    """One table: name of the sheet, headers, and rows as long as the headers."""

    name: str
    headers: Sequence[str]
    rows: Iterable[Sequence[Value]]


def write(path: Path, title: str, tables: Sequence[PlainTable]) -> int:
    """Write every table on a sheet of its own; return how many rows were read back over all.

    Values keep their kind: texts stay text, dates are dates, numbers stand as they are kept.
    Raises TargetInUse, DiskFull, NoPermission, NotFound.
    """
    with replacing(path) as draft:
        rows = 0
        with new_workbook(draft, title) as workbook:
            bold = workbook.add_format({"bold": True})
            looks = {
                kind: workbook.add_format({"num_format": NUMBER_FORMATS.get(kind, "General")})
                for kind in CellKind
            }
            for table in tables:
                sheet = workbook.add_worksheet(sheet_name(table.name))
                for column, header in enumerate(table.headers):
                    sheet.write_string(0, column, header, bold)
                    sheet.set_column(column, column, fitted(text_width(header)))
                row = 0
                for row, values in enumerate(table.rows, 1):
                    for column, value in enumerate(values):
                        kind = _KINDS.get(type(value), CellKind.TEXT)
                        writer(kind)(sheet, row, column, value, looks[kind])
                sheet.freeze_panes(1, 0)
                text_cells(sheet, range(len(table.headers)), row + 1)
                rows += row
        found = sum(count_rows(draft, number) for number in range(1, len(tables) + 1))
        return all_there(found - len(tables), rows)
