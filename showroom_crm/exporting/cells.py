"""Writing one value into one cell of a new workbook: texts stay texts, dates and money numbers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING

from showroom_crm.exporting.columns import CellKind, as_text
from showroom_crm.exporting.workbook import safe_text
from showroom_crm.values.customers import Value

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

Writer = Callable[["Worksheet", int, int, Value, "Format"], object]

_DAY_ZERO = dt.date(1899, 12, 30).toordinal()  # the 1900 date system, from 1900-03-01 on
_FIRST_TRUE_DAY = dt.date(1900, 3, 1)


def writer(kind: CellKind) -> Writer:
    """Return what writes a value of this kind; None and "" leave a coloured empty cell."""
    return _WRITERS.get(kind, write_text)


def write_text(sheet: Worksheet, row: int, column: int, value: Value, look: Format) -> object:
    """Write a text that stays one whatever it begins with; None and "" leave the cell empty."""
    if value is None or value == "":
        return sheet.write_blank(row, column, None, look)
    text = value if type(value) is str else as_text(value, CellKind.TEXT)
    return sheet.write_string(row, column, safe_text(text), look)


def _write_date(sheet: Worksheet, row: int, column: int, value: Value, look: Format) -> object:
    if isinstance(value, dt.datetime):
        value = value.date()
    if isinstance(value, dt.date) and value >= _FIRST_TRUE_DAY:
        return sheet.write_number(row, column, value.toordinal() - _DAY_ZERO, look)
    return write_text(sheet, row, column, value, look)


def _write_instant(sheet: Worksheet, row: int, column: int, value: Value, look: Format) -> object:
    if isinstance(value, dt.datetime) and value.date() >= _FIRST_TRUE_DAY:
        return sheet.write_datetime(row, column, value, look)
    return _write_date(sheet, row, column, value, look)


def _write_money(sheet: Worksheet, row: int, column: int, value: Value, look: Format) -> object:
    if isinstance(value, int):
        return sheet.write_number(row, column, value / 100, look)
    return write_text(sheet, row, column, value, look)


def _write_number(sheet: Worksheet, row: int, column: int, value: Value, look: Format) -> object:
    if isinstance(value, (int, float)):
        return sheet.write_number(row, column, value, look)
    return write_text(sheet, row, column, value, look)


def _write_yes_no(sheet: Worksheet, row: int, column: int, value: Value, look: Format) -> object:
    return write_text(sheet, row, column, as_text(value, CellKind.YES_NO), look)


_WRITERS: dict[CellKind, Writer] = {
    CellKind.DATE: _write_date,
    CellKind.INSTANT: _write_instant,
    CellKind.MONEY: _write_money,
    CellKind.NUMBER: _write_number,
    CellKind.DECIMAL: _write_number,
    CellKind.GENERAL: _write_number,
    CellKind.PERCENT: _write_number,
    CellKind.RATE: _write_number,
    CellKind.AMOUNT: _write_number,
    CellKind.YES_NO: _write_yes_no,
}
