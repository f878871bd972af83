"""The follow-up list and plain tables as workbooks."""

import datetime as dt
from pathlib import Path

import openpyxl
from python_calamine import load_workbook

from showroom_crm.exporting import follow_ups, plain
from showroom_crm.exporting.look import TableLook
from showroom_crm.exporting.plain import PlainTable
from showroom_crm.values.followups import FollowUpSheet, SheetColumn

COLUMNS = (
    SheetColumn("check", "", 9, box=True),
    SheetColumn("name", "Name", 16, lines=2, bold=True),
    SheetColumn("mobile", "Phone", 24),
    SheetColumn("result", "Result", 34, blank=True),
)


def test_follow_up_list_has_boxes_sections_and_blanks(tmp_path: Path, look: TableLook) -> None:
    sheet = FollowUpSheet(
        title="Follow-ups",
        subtitle="2026-03-06",
        columns=COLUMNS,
        rows=(("1", "张三", "138 0013 8000", ""), ("2", "=李四", "", "")),
        printed_by="王芳",
        printed_at=dt.datetime(2026, 3, 6, 9),
        footer="Printed by 王芳",
        confidential="Internal.",
        sections=((0, "Overdue · 1"), (1, "Today · 1")),
    )
    path = tmp_path / "跟进.xlsx"
    assert follow_ups.write(path, sheet, look.palette) == 2
    page = openpyxl.load_workbook(path).worksheets[0]
    assert [[cell.value for cell in row] for row in page.iter_rows()] == [
        [None, "Name", "Phone", "Result"],
        ["Overdue · 1", None, None, None],
        ["□ 1", "张三", "138 0013 8000", None],
        ["Today · 1", None, None, None],
        ["□ 2", "=李四", None, None],
    ]
    assert page["B5"].data_type == "s"
    assert page.page_setup.orientation == "landscape"


def test_plain_tables_keep_every_row_and_kind(tmp_path: Path) -> None:
    path = tmp_path / "抢救.xlsx"
    day, moment = dt.date(2026, 3, 1), dt.datetime(2026, 3, 1, 14, 30)
    rows = [("001", 7, 1.25, True, day, moment, None), ("=1", None, None, None, None, None, "x")]
    tables = [
        PlainTable("customer", list("abcdefg"), rows),
        PlainTable("a/b[" + "长" * 40, ["id"], ([number] for number in range(500))),
        PlainTable("none", ["id"], []),
    ]
    assert plain.write(path, "Salvaged", tables) == 502
    book = load_workbook(path)
    names = book.sheet_names
    assert names[1].startswith("a_b_长")
    assert book.get_sheet_by_index(0).to_python() == [
        list("abcdefg"),
        ["001", 7.0, 1.25, "Yes", day, moment, ""],
        ["=1", "", "", "", "", "", "x"],
    ]
    assert book.get_sheet_by_index(1).to_python()[-1] == [499.0]
    book.close()
