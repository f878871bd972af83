"""Writes workbooks whose bytes never change."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

import xlsxwriter

from scripts.testfiles.made import Row

Dress = Callable[[Any, Any], None]
"""What adds merges, formats or hidden rows to (workbook, sheet)."""


def book(
    *sheets: tuple[str, Sequence[Row]],
    dress: Dress | None = None,
    top: int = 0,
    left: int = 0,
    options: dict[str, object] | None = None,
) -> bytes:
    """Return an .xlsx with the given sheets; `dress` sees the first; tables begin at top, left."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, **(options or {})}) as workbook:
        workbook.set_properties({"created": datetime(2026, 11, 20, 8, 30)})
        day = workbook.add_format({"num_format": "yyyy-mm-dd"})
        pages = []
        for name, rows in sheets:
            page = workbook.add_worksheet(name)
            pages.append(page)
            for i, row in enumerate(rows, top):
                for j, value in enumerate(row, left):
                    _write(page, i, j, value, day)
        if dress is not None:
            dress(workbook, pages[0])
    return out.getvalue()


def _write(page: Any, row: int, column: int, value: object, day: Any) -> None:
    if isinstance(value, date):
        page.write_datetime(row, column, value, day)
    elif isinstance(value, bool):
        page.write_boolean(row, column, value)
    elif isinstance(value, int | float):
        page.write_number(row, column, value)
    elif isinstance(value, str) and value:
        page.write_string(row, column, value)
