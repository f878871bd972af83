"""The coloured customer table, read back from the disk with openpyxl."""

import dataclasses
import datetime as dt
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from showroom_crm.exporting import tables
from showroom_crm.exporting.columns import DEFAULT_KEYS, columns
from showroom_crm.exporting.look import TableLook, contrast
from showroom_crm.exporting.workbook import count_rows
from showroom_crm.values.customers import CustomerLine, Flag, Value
from showroom_crm.values.levels import Tier

LineMaker = Callable[..., CustomerLine]


def column_of(sheet: Worksheet, header: str) -> int:
    headers = [cell.value for cell in sheet[1]]
    return headers.index(header) + 1


def rgb(color: object) -> str:
    """A colour of openpyxl as "#RRGGBB"."""
    return "#" + str(getattr(color, "rgb", ""))[2:]


@pytest.fixture
def written(tmp_path: Path, line: LineMaker, look: TableLook) -> Path:
    lines = [
        line(),
        line(id=2, name="李四", tier=Tier.B, level="B", flags=frozenset(), mobile="007"),
        line(id=3, name="=1+2", tier=None, level=None, remark="@SUM(A1)", segment=None),
    ]
    path = tmp_path / "客户.xlsx"
    assert tables.write_customers(path, lines, look=look) == (3,)
    return path


@pytest.fixture
def sheet(written: Path) -> Worksheet:
    return openpyxl.load_workbook(written).worksheets[0]


def test_rows_carry_the_tint_of_their_tier(sheet: Worksheet) -> None:
    name = column_of(sheet, "Name")
    assert rgb(sheet.cell(2, name).fill.start_color) == "#FEF8E7"
    assert rgb(sheet.cell(3, name).fill.start_color) == "#EFF8F1"
    assert sheet.cell(4, name).fill.fill_type is None
    empty = column_of(sheet, "Expected purchase")
    assert sheet.cell(2, empty).value is None
    assert rgb(sheet.cell(2, empty).fill.start_color) == "#FEF8E7"


def test_level_letters_stand_out_and_can_be_read(sheet: Worksheet) -> None:
    level = column_of(sheet, "Level")
    badge = sheet.cell(2, level)
    assert badge.value == "H"
    assert badge.font.bold
    assert rgb(badge.fill.start_color) != rgb(sheet.cell(2, 1).fill.start_color)
    for row in (2, 3):
        cell = sheet.cell(row, level)
        assert contrast(rgb(cell.font.color), rgb(cell.fill.start_color)) >= 4.5


def test_words_stand_for_segments_stages_and_flags(sheet: Worksheet) -> None:
    assert sheet.cell(2, column_of(sheet, "Segment")).value == "忠诚粉丝"
    assert sheet.cell(2, column_of(sheet, "Life stage")).value == "潜客"
    assert sheet.cell(2, column_of(sheet, "Flags")).value == "逾期"


def test_phones_stay_text_without_warning(sheet: Worksheet, written: Path) -> None:
    mobile = column_of(sheet, "Mobile")
    assert sheet.cell(2, mobile).value == "13800138000"
    assert sheet.cell(3, mobile).value == "007"
    assert sheet.cell(3, mobile).number_format == "@"
    with zipfile.ZipFile(written) as archive:
        assert b"numberStoredAsText" in archive.read("xl/worksheets/sheet1.xml")


def test_dates_are_dates_and_overdue_ones_red(sheet: Worksheet) -> None:
    due = sheet.cell(2, column_of(sheet, "Next follow-up"))
    assert due.value == dt.datetime(2026, 3, 5)
    assert due.number_format == "yyyy-mm-dd"
    assert due.font.bold
    assert not sheet.cell(3, due.column).font.bold


def test_texts_that_look_like_formulas_stay_texts(sheet: Worksheet) -> None:
    name = sheet.cell(4, column_of(sheet, "Name"))
    remark = sheet.cell(4, column_of(sheet, "Remark"))
    assert (name.value, name.data_type) == ("=1+2", "s")
    assert (remark.value, remark.data_type) == ("@SUM(A1)", "s")


def test_header_is_frozen_filtered_and_repeated_on_paper(sheet: Worksheet) -> None:
    assert sheet.freeze_panes == "C2"
    assert sheet.auto_filter.ref == "A1:Y4"
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.page_setup.orientation == "landscape"
    assert str(sheet.page_setup.paperSize) == "9"
    assert sheet.sheet_properties.pageSetUpPr is not None
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    header, footer = sheet.oddHeader, sheet.oddFooter
    assert header is not None
    assert footer is not None
    assert "prospects" in str(header.left.text)
    assert "王芳" in str(footer.left.text)
    assert "monthly review" in str(footer.left.text)


def test_drop_downs_offer_the_lists(sheet: Worksheet, written: Path) -> None:
    level = get_column_letter(column_of(sheet, "Level"))
    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    assert len(rules) == 3
    (level_rule,) = [rule for area, rule in rules.items() if area.startswith(f"{level}2:")]
    lists = openpyxl.load_workbook(written)["Lists"]
    assert lists.sheet_state == "veryHidden"
    assert level_rule.formula1 == "'Lists'!$A$1:$A$4"
    assert [lists.cell(row, 1).value for row in range(1, 5)] == ["H", "A", "B", "C"]


def test_chinese_characters_get_double_width(tmp_path: Path, look: TableLook) -> None:
    path = tmp_path / "wide.xlsx"
    rows = [{"name": "北京某某汽车贸易公司", "employer": "abcdefghijkl"}]
    tables.write_customers(path, rows, columns(("name", "employer")), look=look)
    sheet = openpyxl.load_workbook(path).worksheets[0]
    wide, narrow = (sheet.column_dimensions[letter].width for letter in "AB")
    assert wide - narrow == pytest.approx(20 - 12, abs=0.1)


def test_mappings_bring_fields_the_list_does_not_know(tmp_path: Path, look: TableLook) -> None:
    path = tmp_path / "rich.xlsx"
    chosen = columns(("name", "price", "id_no", "no_call", "service_amount", "budget"))
    row: dict[str, Value] = {
        "name": "张三",
        "price": 15_858_050,
        "id_no": "11010519491231002X",
        "no_call": True,
        "budget_min": 15_850_000,
    }
    assert tables.write_customers(path, [row], chosen, look=look) == (1,)
    sheet = openpyxl.load_workbook(path).worksheets[0]
    values = [cell.value for cell in sheet[2]]
    assert values == ["张三", 158580.5, "11010519491231002X", "Yes", None, "15.85万以上"]
    assert sheet.cell(2, 2).number_format == "#,##0.00"


def test_masked_table_shows_no_whole_number(
    tmp_path: Path, line: LineMaker, look: TableLook
) -> None:
    path = tmp_path / "masked.xlsx"
    masked = dataclasses.replace(look, masked=True)
    tables.write_customers(path, [line(remark="换号 13900139000")], look=masked)
    sheet = openpyxl.load_workbook(path).worksheets[0]
    texts = [str(cell.value) for cell in sheet[2]]
    assert "138****8000" in texts
    assert "京A·***45" in texts
    assert not any("13800138000" in text or "13900139000" in text for text in texts)


def test_empty_table_still_has_header_and_legend(tmp_path: Path, look: TableLook) -> None:
    path = tmp_path / "none.xlsx"
    assert tables.write_customers(path, [], look=look) == (0,)
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["Customers", "About this list", "Lists"]
    assert book.worksheets[0].max_row == 1
    assert [cell.value for cell in book.worksheets[0][1]] == [c.header for c in columns()]


def test_legend_tells_who_why_and_what_colours_mean(written: Path) -> None:
    legend = openpyxl.load_workbook(written)["About this list"]
    texts = [str(cell.value) for cell in legend["A"] if cell.value]
    assert legend.max_column == 1
    assert "Exported by: 王芳" in texts
    assert "Purpose: monthly review" in texts
    assert "Customers: 3" in texts
    assert {"A · 重点", "H · 7 天内"} <= set(texts)


def test_odd_texts_survive(tmp_path: Path, look: TableLook) -> None:
    path = tmp_path / "odd.xlsx"
    odd = ["<r>x</r>", " two\nlines ", "a" * 40_000, "😀" * 10, "x\x07y", "<b>&amp;"]
    tables.write_customers(path, [{"name": text} for text in odd], columns(("name",)), look=look)
    sheet = openpyxl.load_workbook(path).worksheets[0]
    found = [str(sheet.cell(row, 1).value) for row in range(2, 8)]
    assert found[0].strip() == "<r>x</r>"
    assert found[1] == odd[1]
    assert found[2] == "a" * 32_766 + "…"
    assert (found[3], found[5]) == (odd[3], odd[5])
    assert count_rows(path) == 7


def test_early_birthdays_are_written_as_text(tmp_path: Path, look: TableLook) -> None:
    path = tmp_path / "old.xlsx"
    rows = [{"birth_date": dt.date(1899, 5, 1)}, {"birth_date": dt.date(1900, 3, 1)}]
    tables.write_customers(path, rows, columns(("birth_date",)), look=look)
    sheet = openpyxl.load_workbook(path).worksheets[0]
    assert sheet.cell(2, 1).value == "1899-05-01"
    assert sheet.cell(3, 1).value == dt.datetime(1900, 3, 1)


def test_default_columns_are_known_and_flags_keep_their_order(
    tmp_path: Path, line: LineMaker, look: TableLook
) -> None:
    assert len(DEFAULT_KEYS) == len(set(DEFAULT_KEYS)) == 25
    path = tmp_path / "flags.xlsx"
    both = line(flags=frozenset({Flag.BIRTHDAY, Flag.OVERDUE}))
    tables.write_customers(path, [both], look=look)
    sheet = openpyxl.load_workbook(path).worksheets[0]
    assert sheet.cell(2, column_of(sheet, "Flags")).value == "逾期、生日"
