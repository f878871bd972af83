"""Rejected rows come back as the user's own file, with red cells and the reason at the end."""

import datetime as dt
import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from showroom_crm.exporting import rejects
from showroom_crm.exporting.rejects import Reject, RejectedSheet
from showroom_crm.importing import reading
from showroom_crm.values.mappings import Header
from showroom_crm.values.sheets import CellValue, Sheet

ROWS: list[list[CellValue]] = [
    ["2026年3月客户表", None, None],
    ["姓名", "手机", "登记日期"],
    ["张三", "13800138000", dt.date(2026, 3, 1)],
    ["=1+1", 13900139000.0, dt.date(2026, 3, 2)],
    ["", "12", ""],
]
REJECTS = (
    Reject(4, "B", "Not a phone number"),
    Reject(5, "B", "Too short"),
    Reject(5, None, "No name"),
)


def rejected(name: str = "客户", rows: list[list[CellValue]] = ROWS) -> RejectedSheet:
    header = Header(first_row=2, last_row=2, columns=(), data=range(2, len(rows)))
    return RejectedSheet(Sheet(name, False, rows), header, REJECTS)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "客户"
    for number, row in enumerate(ROWS, 1):
        for column, value in enumerate(row, 1):
            cell = sheet.cell(number, column)
            cell.value = None if value == "" else value
            if isinstance(value, str) and value.startswith("="):
                cell.data_type = "s"
    sheet.merge_cells("A1:C1")
    sheet["A2"].font = Font(bold=True)
    sheet["A4"].fill = PatternFill("solid", start_color="FFCCFFCC")
    sheet["C4"].number_format = "yyyy/m/d"
    sheet.column_dimensions["A"].width = 33
    path = tmp_path / "客户.xlsx"
    book.save(path)
    return path


def written(path: Path) -> Worksheet:
    return openpyxl.load_workbook(path).worksheets[0]


def values(sheet: Worksheet) -> list[list[object]]:
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_own_file_comes_back_with_formats(tmp_path: Path, source: Path) -> None:
    target = tmp_path / "退回.xlsx"
    assert rejects.write(target, source, [rejected()]) == 2
    sheet = written(target)
    assert sheet.title == "客户"
    assert [row[:2] for row in values(sheet)] == [
        ["2026年3月客户表", None],
        ["姓名", "手机"],
        ["=1+1", 13900139000],
        [None, "12"],
    ]
    assert [sheet.cell(row, 4).value for row in (2, 3, 4)] == [
        "Why returned",
        "Not a phone number",
        "Too short；No name",
    ]
    assert sheet["A3"].data_type == "s"
    assert sheet["A2"].font.bold
    assert sheet["C3"].number_format == "yyyy/m/d"
    assert sheet.column_dimensions["A"].width == 33
    assert "A1:C1" in {area.coord for area in sheet.merged_cells.ranges}


def test_bad_cells_are_red_and_others_as_they_were(tmp_path: Path, source: Path) -> None:
    target = tmp_path / "退回.xlsx"
    rejects.write(target, source, [rejected()])
    sheet = written(target)
    red = "FFFFC7CE"
    assert [sheet[name].fill.start_color.rgb for name in ("B3", "B4", "D4")] == [red] * 3
    assert sheet["A3"].fill.start_color.rgb == "FFCCFFCC"


def test_other_sources_come_back_as_a_new_workbook(tmp_path: Path) -> None:
    source = tmp_path / "客户.csv"
    source.write_text("")
    rows: list[list[CellValue]] = [*ROWS[:3], ["李四", 13812345678.0, 1.5], ["", "12", "\x07"]]
    target = tmp_path / "退回.xlsx"
    assert rejects.write(target, source, [rejected("a/b: [1]" * 9, rows)]) == 2
    assert values(written(target))[2] == ["李四", 13812345678, 1.5, "Not a phone number"]


def test_a_file_given_back_twice_has_one_reason_column(tmp_path: Path, source: Path) -> None:
    first, second = tmp_path / "1.xlsx", tmp_path / "2.xlsx"
    rejects.write(first, source, [rejected()])
    [sheet] = reading.read(first).sheets
    again = RejectedSheet(sheet, rejected().header, (Reject(3, "B", "Still not a phone number"),))
    assert rejects.write(second, first, [again]) == 1
    assert values(written(second))[1:] == [
        ["姓名", "手机", "登记日期", "Why returned"],
        ["=1+1", 13900139000, dt.datetime(2026, 3, 2), "Still not a phone number"],
    ]


def test_empty_rows_before_the_table_stay(tmp_path: Path) -> None:
    sheet = Sheet("表", False, [[], [], [], ["", "姓名"], ["", "?"]])
    header = Header(first_row=4, last_row=4, columns=(), data=range(4, 5))
    target = tmp_path / "退回.xlsx"
    rejected_sheet = RejectedSheet(sheet, header, [Reject(5, "B", "No name")])
    assert rejects.write(target, tmp_path / "a.xls", [rejected_sheet]) == 1
    found = written(target)
    assert (found["B4"].value, found["B5"].value, found["C5"].value) == ("姓名", "?", "No name")


def test_nothing_is_written_without_rejects(tmp_path: Path, source: Path) -> None:
    target = tmp_path / "退回.xlsx"
    none = RejectedSheet(rejected().sheet, rejected().header, ())
    assert rejects.write(target, source, [none]) == 0
    assert not target.exists()


def test_widths_heights_and_drop_downs_stay(tmp_path: Path, source: Path) -> None:
    book = openpyxl.load_workbook(source)
    sheet = book.worksheets[0]
    choice = DataValidation(type="list", formula1='"H,A,B"')
    choice.add("C3:C200")
    sheet.add_data_validation(choice)
    sheet.row_dimensions[2].height = 31
    sheet.column_dimensions["B"].hidden = True
    sheet["K9"].fill = PatternFill("solid", start_color="FF00FF00")
    book.save(source)
    target = tmp_path / "退回.xlsx"
    assert rejects.write(target, source, [rejected()]) == 2
    found = written(target)
    [kept] = found.data_validations.dataValidation
    assert (str(kept.sqref), kept.formula1) == ("C3:C4", '"H,A,B"')
    assert found.row_dimensions[2].height == 31
    assert found.column_dimensions["B"].hidden


def test_a_cell_filled_with_colour_beyond_the_reasons_is_no_obstacle(
    tmp_path: Path, source: Path
) -> None:
    book = openpyxl.load_workbook(source)
    book.worksheets[0]["K4"].fill = PatternFill("solid", start_color="FF00FF00")
    book.save(source)
    assert rejects.write(tmp_path / "退回.xlsx", source, [rejected()]) == 2


def test_a_file_changed_since_it_was_read_gives_back_what_was_read(
    tmp_path: Path, source: Path
) -> None:
    book = openpyxl.load_workbook(source)
    book.worksheets[0].delete_rows(3)
    book.save(source)
    target = tmp_path / "退回.xlsx"
    assert rejects.write(target, source, [rejected()]) == 2
    assert values(written(target))[2][:2] == ["=1+1", 13900139000]


def test_typed_and_merged_cells_come_back_as_they_were_taken(tmp_path: Path, source: Path) -> None:
    page = rejected()
    rows = [list(row) for row in ROWS]
    merged = Sheet("客户", False, rows, merges=((3, 0, 4, 0),))
    sheet = RejectedSheet(merged, page.header, REJECTS, {(5, 1): "139"})
    target = tmp_path / "退回.xlsx"
    rejects.write(target, source, [sheet])
    assert [row[:2] for row in values(written(target))][2:] == [
        ["=1+1", 13900139000],
        ["=1+1", "139"],
    ]


def test_as_csv_the_cells_come_back_and_none_can_run(tmp_path: Path, source: Path) -> None:
    target = tmp_path / "退回.csv"
    assert rejects.write(target, source, [rejected()]) == 2
    lines = target.read_text("utf-8-sig").splitlines()
    assert lines[1:] == [
        "姓名,手机,登记日期,Why returned",
        "'=1+1,13900139000,2026-03-02,Not a phone number",
        ",12,,Too short；No name",
    ]


def test_a_table_far_down_comes_without_what_stands_above_it(tmp_path: Path) -> None:
    rows: list[list[CellValue]] = [["别的", "表"] for _line in range(30)]
    rows += [["姓名", "手机"], ["", "?"]]
    header = Header(first_row=31, last_row=31, columns=(), data=range(31, 32))
    sheet = RejectedSheet(Sheet("表", False, rows), header, [Reject(32, "B", "No name")])
    target = tmp_path / "退回.xlsx"
    assert rejects.write(target, tmp_path / "a.xls", [sheet]) == 1
    assert values(written(target)) == [["姓名", "手机", "Why returned"], [None, "?", "No name"]]


def with_part(source: Path, part: str, old: bytes, new: bytes) -> Path:
    """Change a part of a workbook that the import does not read."""
    changed = source.with_name(f"changed {source.name}")
    with zipfile.ZipFile(source) as given, zipfile.ZipFile(changed, "w") as made:
        for name in given.namelist():
            content = given.read(name)
            assert name != part or old in content
            made.writestr(name, content.replace(old, new) if name == part else content)
    return changed


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("docProps/core.xml", b"<cp:coreProperties", b"<not closed"),
        ("xl/worksheets/sheet1.xml", b'ref="A1:C1"', b'ref="A1:XFD1048576"'),
    ],
)
def test_a_file_whose_formats_cannot_be_had_gives_back_its_values(
    source: Path, tmp_path: Path, part: str, old: bytes, new: bytes
) -> None:
    target = tmp_path / "back.xlsx"
    assert rejects.write(target, with_part(source, part, old, new), [rejected()]) == 2
    assert written(target)["A3"].value == "=1+1"
