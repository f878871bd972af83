"""Turns the cells of a table into stored values, and tells every repair and every problem.

Each column takes the same way: its cells are read as its field asks (`readers`), the rules about
some sorts of columns (`columns`) see what came of them, then all is logged and kept.
"""

from collections.abc import Mapping
from dataclasses import replace

from showroom_crm.i18n import N_, _
from showroom_crm.importing import date_columns
from showroom_crm.importing.cells import each_once
from showroom_crm.importing.column_cells import ColumnCells
from showroom_crm.importing.columns.column import Column
from showroom_crm.importing.columns.gathered import Gathered
from showroom_crm.importing.columns.rules import RULES
from showroom_crm.importing.events import mapping as event_mapping
from showroom_crm.importing.readers import Unread, reader
from showroom_crm.values.clean_tables import CleanTable, Conventions
from showroom_crm.values.fields import BY_KEY, FieldKind
from showroom_crm.values.mappings import ColumnMapping, ColumnMappings, Header
from showroom_crm.values.masking import is_masked, masker
from showroom_crm.values.progress import Heard, unheard
from showroom_crm.values.sheets import CellValue, Sheet

COVERED = N_("covered with stars: what is known stays")


def clean(
    sheet: Sheet,
    header: Header,
    mapping: ColumnMappings,
    conventions: Conventions,
    answers: Mapping[str, str] | None = None,
    heard: Heard = unheard,
) -> CleanTable:
    """Return the data rows of a table as stored values, column by column; `heard` hears of each.

    Every distinct content of a column is converted once. `answers` are answered questions, by
    their keys.
    """
    cells = ColumnCells(sheet, header)
    conventions, known, asked = date_columns.settled(mapping, cells.of, conventions, answers or {})
    rows = tuple(sheet.row_number(index) for index in header.data)
    table = Gathered(rows, conventions, known, asked)
    rules = [rule(table) for rule in RULES]
    for number, mapped in enumerate(mapping.columns):
        heard(number / len(mapping.columns))
        if mapped.field is not None:
            column = _column(table, mapped, mapped.field, cells.of(mapped.column.index))
            for rule in rules:
                rule.column(column)
            table.take(column)
    for rule in rules:
        rule.finish()
    calculates = not event_mapping.tells_amounts(mapping)
    return replace(table.finished(), subject=mapping.subject, calculates=calculates)


def _column(table: Gathered, mapped: ColumnMapping, key: str, cells: list[CellValue]) -> Column:
    """Return a column with its cells read."""
    own = table.conventions.own.get(key)
    field = own.field if own else BY_KEY[key]
    title = mapped.column.title
    if field.kind is not FieldKind.PHONE:  # of these the reader itself tells that they are covered
        cells = _uncovered(table, key, title, cells)
    read = reader(Unread(mapped, field, cells, table.conventions, table.answers))
    return Column(mapped, field, title, cells, read, each_once(cells, read))


def _uncovered(table: Gathered, key: str, title: str, cells: list[CellValue]) -> list[CellValue]:
    """Return the cells with empty ones for those that are covered, and tell of these."""
    if masker(key) is None:
        return cells
    texts = {cell for cell in cells if isinstance(cell, str)}
    covered = {text for text in texts if is_masked(key, text)}
    if not covered:
        return cells
    for place, cell in enumerate(cells):
        if cell in covered:
            table.repaired(place, title, cell, "", _(COVERED))
    return [None if cell in covered else cell for cell in cells]
