"""Returned rows come back as the user's own file, are put right there, and come in; no others."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import xlwt

from showroom_crm.exporting import rejects
from showroom_crm.operations import imports, returned
from showroom_crm.operations.desk import Desk
from showroom_crm.operations.imports import Proposal
from showroom_crm.store import counts
from showroom_crm.values.import_choices import Choices
from showroom_crm.values.import_plans import Action

DATA = Path(__file__).parents[2] / "data"
HEAD = ("客户姓名", "手机号码", "意向级别", "登记日期", "备注")
ROWS = (
    ("张一", "13900000001", "H", "2026-03-01", "周末来"),
    ("", "", "A", "2026-03-02", "没有留电话"),
    ("李二", "13900000002", "B", "2026-03-03", "问贷款"),
)


def as_workbook(folder: Path) -> Path:
    book = openpyxl.Workbook()
    for row in (["东城展厅客户表"], [], HEAD, *ROWS):
        book.worksheets[0].append(list(row))
    book.create_sheet("别的").append(["说明"])
    book.save(folder / "客户.xlsx")
    return folder / "客户.xlsx"


def as_old_workbook(folder: Path) -> Path:
    book = xlwt.Workbook()
    sheet = book.add_sheet("客户")
    for line, row in enumerate((HEAD, *ROWS)):
        for column, text in enumerate(row):
            sheet.write(line, column, text)
    book.save(str(folder / "客户.xls"))
    return folder / "客户.xls"


def as_text(folder: Path) -> Path:
    lines = [",".join(row) for row in (HEAD, *ROWS)]
    (folder / "客户.csv").write_text("\n".join(lines), "gb18030")
    return folder / "客户.csv"


def as_page(folder: Path) -> Path:
    lines = ["".join(f"<td>{cell}</td>" for cell in row) for row in (HEAD, *ROWS)]
    text = "".join(f"<tr>{line}</tr>" for line in lines)
    (folder / "客户.xls").write_text(f"<html><table>{text}</table></html>", "utf-8")
    return folder / "客户.xls"


def proposed(desk: Desk, path: Path) -> Proposal:
    return imports.propose(desk, imports.read(path), path)


def put_right(path: Path) -> None:
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    for row in sheet.iter_rows():
        if row[4].value == "没有留电话":
            row[0].value, row[1].value = "王三", "13900000003"
    book.save(path)


@pytest.mark.parametrize("make", [as_workbook, as_old_workbook, as_text, as_page])
def test_a_returned_row_comes_in_once_it_is_put_right(
    desk: Desk, tmp_path: Path, make: Callable[[Path], Path]
) -> None:
    first = proposed(desk, make(tmp_path))
    assert first.plan.count(Action.REJECT) == 1
    imports.apply(desk, first)
    back = tmp_path / "退回.xlsx"
    assert returned.write([first], back) == 1
    put_right(back)
    again = proposed(desk, back)
    assert [(row.action, row.name) for row in again.plan.rows] == [(Action.INSERT, "王三")]
    assert again.mapping.fields == first.mapping.fields
    imports.apply(desk, again)
    assert counts.customers(desk.store) == 3


def test_a_csv_comes_back_as_csv_and_in_again(desk: Desk, tmp_path: Path) -> None:
    first = proposed(desk, as_text(tmp_path))
    imports.apply(desk, first)
    back = tmp_path / "退回.csv"
    assert returned.write([first], back) == 1
    back.write_text(back.read_text("utf-8-sig").replace("\n,,A", "\n王三,13900000003,A"), "utf-8")
    again = proposed(desk, back)
    assert [(row.action, row.name) for row in again.plan.rows] == [(Action.INSERT, "王三")]


def test_pasted_cells_come_back_as_a_workbook(desk: Desk, tmp_path: Path) -> None:
    book = imports.copied("\n".join("\t".join(row) for row in (HEAD, *ROWS)))
    pasted = imports.propose(desk, book, Path(book.name))
    back = tmp_path / "退回.xlsx"
    assert returned.write([pasted], back) == 1
    put_right(back)
    assert proposed(desk, back).plan.count(Action.INSERT) == 1


def test_rows_switched_off_are_not_returned_and_typed_cells_are(desk: Desk, tmp_path: Path) -> None:
    path = as_workbook(tmp_path)
    remark = proposed(desk, path).header.columns[4].key
    choices = Choices(skip=frozenset({4}), edits={(5, remark): "补电话"})
    proposal = imports.propose(desk, imports.read(path), path, choices=choices)
    back = tmp_path / "退回.xlsx"
    assert returned.write([proposal], back) == 1
    book = openpyxl.load_workbook(back)
    assert book.sheetnames == ["Sheet"]
    assert [cell.value for cell in book.worksheets[0][4]][:5] == [
        None,
        None,
        "A",
        "2026-03-02",
        "补电话",
    ]


@pytest.mark.parametrize(
    "name",
    [
        "open_document.ods",
        "old_excel.xls",
        "merged_cells.xlsx",
        "bilingual_header.xlsx",
        "far_away_table.xlsx",
        "phones_as_numbers.xlsx",
    ],
)
def test_all_rows_of_any_file_given_back_come_in_as_they_did_at_first(
    desk: Desk, tmp_path: Path, name: str
) -> None:
    path = DATA / name
    first = proposed(desk, path)
    everything = [rejects.Reject(row.row, None, "x") for row in first.plan.rows]
    back = tmp_path / "退回.xlsx"
    page = rejects.RejectedSheet(first.sheet, first.header, everything)
    assert rejects.write(back, path, [page]) == len(first.plan.rows)
    again = proposed(desk, back)
    assert again.mapping.fields == first.mapping.fields
    assert [(row.action, row.name) for row in again.plan.rows] == [
        (row.action, row.name) for row in first.plan.rows
    ]
