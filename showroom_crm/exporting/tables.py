"""The coloured customer table as a workbook: tinted rows, drop-downs, dates, ready to print."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from showroom_crm.exporting import legend
from showroom_crm.exporting.belongings import SideTable
from showroom_crm.exporting.cells import writer
from showroom_crm.exporting.columns import (
    CellKind,
    ExportColumn,
    Line,
    as_text,
    columns,
    row_reader,
)
from showroom_crm.exporting.look import TableLook
from showroom_crm.exporting.styles import Styles
from showroom_crm.exporting.target import all_there, replacing
from showroom_crm.exporting.workbook import (
    count_rows,
    drop_downs,
    fitted,
    new_workbook,
    page_setup,
    text_cells,
    text_width,
)
from showroom_crm.i18n import _
from showroom_crm.values.customers import CustomerLine, Flag, Value
from showroom_crm.values.levels import Tier

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

_MEASURED_ROWS = 200
_SPARE_ROWS = 1000
_FILTER_ARROW = 3
_ROW_PIXELS, _HEADER_PIXELS = 24, 32
_NOT_TEXT = frozenset(
    {
        CellKind.DATE,
        CellKind.INSTANT,
        CellKind.MONEY,
        CellKind.NUMBER,
        CellKind.DECIMAL,
        CellKind.PERCENT,
    }
)


def write_customers(
    path: Path,
    lines: Iterable[Line],
    chosen: Sequence[ExportColumn] | None = None,
    *,
    look: TableLook,
    beside: Sequence[SideTable] = (),
) -> tuple[int, ...]:
    """Write the customer table as .xlsx; return how many rows were read back from each table.

    `lines` are list lines, or mappings by field key (money in fen, `salesperson` a name, flags a
    set, `tier` a Tier) for columns the list does not know. Memory stays at one row. Sheet 1 is the
    table with its header in row 1; those of `beside` follow, then the legend with the note who
    exported and why.
    Raises TargetInUse, DiskFull, NoPermission, NotFound; the old file then stays as it was.
    """
    picked = tuple(chosen) if chosen is not None else columns()
    with replacing(path) as draft:
        with new_workbook(draft, look.title, look.note.who) as workbook:
            styles = Styles(workbook, look.palette)
            sheet = workbook.add_worksheet(_("Customers"))
            table = _filled(_Table(sheet, styles, picked, look), lines)
            others = [_filled(_side(workbook, styles, side, look), side.rows) for side in beside]
            legend.add(workbook, styles, look, table.rows)
            lists = {place: look.lists.get(column.key, ()) for place, column in enumerate(picked)}
            drop_downs(workbook, sheet, lists, table.rows + _SPARE_ROWS)
        return tuple(
            all_there(count_rows(draft, number) - 1, each.rows)
            for number, each in enumerate((table, *others), 1)
        )


def _side(workbook: Workbook, styles: Styles, side: SideTable, look: TableLook) -> _Table:
    sheet = workbook.add_worksheet(side.title)
    return _Table(sheet, styles, side.columns, replace(look, title=side.title, words=side.words))


def _filled(table: _Table, lines: Iterable[Line]) -> _Table:
    table.write(lines)
    table.dress()
    return table


class _Table:
    """The table while it is written: formats at hand, widths measured on the first rows."""

    def __init__(
        self, sheet: Worksheet, styles: Styles, chosen: Sequence[ExportColumn], look: TableLook
    ) -> None:
        self.rows = 0
        self._sheet, self._styles, self._columns, self._look = sheet, styles, chosen, look
        self._kinds = [column.kind for column in chosen]
        self._widths = [text_width(column.header) + _FILTER_ARROW for column in chosen]

    def write(self, lines: Iterable[Line]) -> None:
        """Write header and rows; `rows` counts them."""
        sheet = self._sheet
        sheet.set_default_row(_ROW_PIXELS * 0.75)
        sheet.set_row_pixels(0, _HEADER_PIXELS)
        for place, column in enumerate(self._columns):
            sheet.write_string(0, place, column.header, self._styles.header(column.kind))
        read = row_reader(self._columns, self._look.words, masked=self._look.masked)
        writers = [writer(kind) for kind in self._kinds]
        formats = {tier: self._styles.row(tier, self._kinds) for tier in (None, *Tier)}
        special = self._special_cells()
        row = 0
        for row, line in enumerate(lines, 1):
            values = read(line)
            tier = _tier(line)
            looks = formats[tier]
            if special:
                looks = looks.copy()
                for place, choose in special:
                    looks[place] = choose(line, values[place], tier)
            for place, (write, value, style) in enumerate(zip(writers, values, looks, strict=True)):
                write(sheet, row, place, value, style)
            if row <= _MEASURED_ROWS:
                self._measure(values)
        self.rows = row

    def dress(self) -> None:
        """Set widths, filter, frozen header, text columns and print set-up."""
        sheet, last = self._sheet, len(self._columns) - 1
        for place, (column, widest) in enumerate(zip(self._columns, self._widths, strict=True)):
            sheet.set_column(place, place, column.width or fitted(widest))
        sheet.autofilter(0, 0, max(self.rows, 1), last)
        sheet.freeze_panes(1, self._frozen_columns())
        text = [place for place, kind in enumerate(self._kinds) if kind not in _NOT_TEXT]
        text_cells(sheet, text, self.rows + 1)
        page_setup(sheet, self._look.title, self._look.note.sentence())

    def _special_cells(self) -> list[tuple[int, Callable[[Line, Value, Tier | None], Format]]]:
        """Return the columns whose format depends on the value: level letters, overdue dates."""
        special: list[tuple[int, Callable[[Line, Value, Tier | None], Format]]] = []
        for place, column in enumerate(self._columns):
            if column.kind is CellKind.LEVEL:
                special.append((place, self._badge))
            elif column.key == "next_follow_up_on":
                special.append((place, self._due))
        return special

    def _badge(self, _line: Line, value: Value, tier: Tier | None) -> Format:
        if isinstance(value, str) and value:
            return self._styles.badge(value, tier)
        return self._styles.cell(tier, CellKind.LEVEL)

    def _due(self, line: Line, _value: Value, tier: Tier | None) -> Format:
        if Flag.OVERDUE in _flags(line):
            return self._styles.overdue(tier, CellKind.DATE)
        return self._styles.cell(tier, CellKind.DATE)

    def _measure(self, values: Sequence[Value]) -> None:
        for place, value in enumerate(values):
            width = text_width(as_text(value, self._kinds[place]))
            self._widths[place] = max(self._widths[place], width)

    def _frozen_columns(self) -> int:
        """Keep number and name in sight when they stand at the left."""
        keys = [column.key for column in self._columns[:3]]
        return keys.index("name") + 1 if "name" in keys else 0


def _tier(line: Line) -> Tier | None:
    if isinstance(line, CustomerLine):
        return line.tier
    tier = line.get("tier")
    return Tier(tier) if isinstance(tier, str) and tier in Tier.__members__ else None


def _flags(line: Line) -> frozenset[Flag]:
    if isinstance(line, CustomerLine):
        return line.flags
    flags: object = line.get("flags")
    return frozenset(flags) if isinstance(flags, (set, frozenset, tuple, list)) else frozenset()
