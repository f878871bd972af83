"""The coloured customer table as Excel, against the same cells and formats written bare."""

from __future__ import annotations

import datetime as dt

from xlsxwriter import Workbook

from benchmarks.lines import Bench, Case, Line
from benchmarks.showroom import TODAY
from showroom_crm.exporting import tables
from showroom_crm.exporting.columns import columns, row_reader
from showroom_crm.exporting.look import ExportNote, Palette, TableLook
from showroom_crm.exporting.styles import Styles
from showroom_crm.store import customers, listing
from showroom_crm.values.levels import Tier
from showroom_crm.values.queries import CustomerQuery

PALETTE = Palette(
    tints={Tier.A: "#FEF8E7", Tier.B: "#EFF8F1", Tier.C: "#EFF5FD", Tier.D: "#F8F9FA"},
    levels={"O": "#8B5CF6", "H": "#DC4C4C", "A": "#E8833A", "B": "#C99A1B", "C": "#4A86D8"},
    text="#1F2937",
    line="#E6E8EC",
    header="#2F6FED",
    overdue="#D64545",
)
LOOK = TableLook(
    title="Customers",
    palette=PALETTE,
    note=ExportNote("Manager", dt.datetime.combine(TODAY, dt.time(9)), "benchmark"),
    lists={"level": ("O", "H", "A", "B", "C"), "gender": ("男", "女")},
    masked=False,
)


def _coloured(bench: Bench) -> Case:
    ids = listing.ids(bench.desk.store, CustomerQuery(), TODAY)[: bench.size.rows]
    lines = customers.lines(bench.desk.store, ids, TODAY)
    read = row_reader(columns(), LOOK.words, masked=False)
    kinds = [column.kind for column in columns()]
    rows = [(line.tier, read(line)) for line in lines]

    def bare() -> None:
        with Workbook(bench.folder / "bare.xlsx", {"constant_memory": True}) as book:
            sheet, styles = book.add_worksheet(), Styles(book, PALETTE)
            looks = {tier: styles.row(tier, kinds) for tier in (None, *Tier)}
            for number, (tier, values) in enumerate(rows):
                for place, (value, look) in enumerate(zip(values, looks[tier], strict=True)):
                    if value is None or value == "":
                        sheet.write_blank(number, place, None, look)
                    elif isinstance(value, str):
                        sheet.write_string(number, place, value, look)
                    elif isinstance(value, dt.date):
                        sheet.write_datetime(number, place, value, look)
                    else:
                        sheet.write_number(number, place, value, look)

    def coloured() -> None:
        tables.write_customers(bench.folder / "coloured.xlsx", lines, look=LOOK)

    return Case(coloured, bare)


LINES = (
    Line(
        "export the coloured table, 25 columns, read back",
        _coloured,
        1.5,
        floor="XlsxWriter, one row in memory, the same cells and formats",
    ),
)
