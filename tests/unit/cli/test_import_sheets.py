"""Several sheets and files on the command line: all come in, each is told, a rehearsal is true."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from showroom_crm.cli import importing, main
from showroom_crm.errors import InvalidInput
from showroom_crm.values.places import Place

HEAD: list[object] = ["客户姓名", "手机号码", "意向级别", "备注"]
COUNTS = ("rows_read", "inserted", "updated", "unchanged", "skipped", "rejected")
Rows = Sequence[Sequence[object]]


def people(*numbers: int, remark: str = "") -> Rows:
    return [[f"赵小{chr(0x4E00 + n)}", f"1390077{n:04}", "B", remark] for n in numbers]


def book(path: Path, **sheets: Rows) -> str:
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for name, rows in sheets.items():
        page = made.create_sheet(name.removeprefix("隐藏"))
        if name.startswith("隐藏"):
            page.sheet_state = "hidden"
        for row in rows:
            page.append(row)
    made.save(path)
    return str(path)


def run(store: str, tmp_path: Path, *arguments: str, code: int = 0) -> list[dict[str, Any]]:
    report = tmp_path / "report.json"
    assert main(["import", *arguments, "--report", str(report), "--store", store]) == code
    told: list[dict[str, Any]] = json.loads(report.read_text("utf-8"))
    return told


def counts(reports: list[dict[str, Any]]) -> list[tuple[int, ...]]:
    return [tuple(each[key] for key in COUNTS) for each in reports]


def left(report: dict[str, Any], what: str) -> list[dict[str, Any]]:
    return [each for each in report["left_out"] if each["what"] == what]


@pytest.fixture
def months(tmp_path: Path) -> str:
    return book(
        tmp_path / "months.xlsx",
        填写说明=[["填写说明"], ["1. 手机必填"]],
        一月=[HEAD, *people(1, 2, 3), ["合计", 3, "", ""]],
        二月=[HEAD, *people(3, 4, remark="再来")],
        选项=[["级别", "来源"], ["H", "车展"], ["A", "来店"]],
        隐藏旧表=[HEAD, *people(9)],
        明细=[["订单号", "商品名称", "数量"], ["S1", "机油", 2], ["S2", "机滤", 1]],
    )


def test_all_month_sheets_come_in_and_the_others_are_told(
    store: str, months: str, tmp_path: Path
) -> None:
    first, second = run(store, tmp_path, months)
    assert (first["sheet"], second["sheet"]) == ("一月", "二月")
    assert counts([first, second]) == [(3, 3, 0, 0, 0, 0), (2, 1, 1, 0, 0, 0)]
    assert [(row["row"], row["reason"]) for row in left(first, "row")] == [(5, "total")]
    reasons = {each["name"]: each["reason"] for each in left(first, "sheet")}
    assert reasons == {
        "填写说明": "no table with a header line",
        "选项": "a list to choose from",
        "旧表": "hidden",
        "明细": "order lines: no column that tells the customer",
    }
    assert all(any(name in note for note in first["notes"]) for name in reasons)
    assert first["operation"] < second["operation"]


def test_a_rehearsal_of_several_sheets_and_files_says_what_the_run_does(
    store: str, months: str, tmp_path: Path
) -> None:
    more = book(tmp_path / "more.xlsx", 客户=[HEAD, *people(2, 4, 5, remark="三月")])
    planned = run(store, tmp_path, months, more, "--dry-run")
    assert counts(run(store, tmp_path, months, more, "--dry-run")) == counts(planned)
    done = run(store, tmp_path, months, more)
    assert counts(planned) == counts(done)
    assert all(each["operation"] is None for each in planned)
    assert counts(done)[2] == (3, 1, 2, 0, 0, 0)


def test_one_sheet_by_name_even_a_hidden_one(store: str, months: str, tmp_path: Path) -> None:
    (only,) = run(store, tmp_path, months, "--sheet", "旧表")
    assert only["inserted"] == 1
    assert {each["name"]: each["reason"] for each in left(only, "sheet")}["一月"] == (
        "not asked for"
    )


def test_a_bad_file_is_told_and_the_others_go_on(store: str, months: str, tmp_path: Path) -> None:
    (tmp_path / "broken.xlsx").write_bytes(b"PK\x03\x04 no workbook")
    goods = book(tmp_path / "goods.xlsx", 明细=[["订单号", "商品名称", "数量"], ["S1", "机油", 2]])
    reports = run(store, tmp_path, str(tmp_path / "broken.xlsx"), goods, months, code=1)
    assert ["error" in each for each in reports] == [True, True, False, False]
    assert reports[0].keys() >= {*COUNTS, "left_out", "notes", "questions", "mapping"}
    assert "姓名" in reports[1]["error"]


def test_rejected_rows_of_several_sheets_come_back_in_one_file(store: str, tmp_path: Path) -> None:
    nobody: Rows = [["", "", "H", "谁"]]
    file = book(
        tmp_path / "in.xlsx", 一=[HEAD, *people(1), *nobody], 二=[HEAD, *people(2), *nobody]
    )
    out = tmp_path / "back.xlsx"
    run(store, tmp_path, file, "--rejects", str(out))
    assert openpyxl.load_workbook(out).sheetnames == ["一", "二"]


def test_header_row_and_range_are_obeyed(store: str, tmp_path: Path) -> None:
    rows: Rows = [
        ["x", *HEAD, ""],
        ["x", "旧", "13900770007", "", "", ""],
        ["x", *HEAD, "y"],
        *[["x", *row, "y"] for row in people(1, 2, 3)],
    ]
    file = book(tmp_path / "in.xlsx", 表=rows)
    (done,) = run(store, tmp_path, file, "--header-row", "3", "--range", "B1:E5")
    assert (done["header_row"], done["rows_read"], done["inserted"]) == (3, 2, 2)
    assert set(done["mapping"]) == set(HEAD)
    assert done["range"] == "B3:E5"


def test_a_corrected_place_is_remembered_for_the_next_file_of_its_kind(
    store: str, tmp_path: Path
) -> None:
    def month(name: str, *numbers: int, above: Rows = ()) -> str:
        odd: Rows = [["本月", *HEAD[1:]], ["谁", "怎么找", "热度", "话"], *people(*numbers)]
        return book(tmp_path / name, 表=[*above, *odd])

    (first,) = run(store, tmp_path, month("10.xlsx", 1, 2), "--header-row", "2", "--map", "谁=name")
    assert (first["header_row"], first["rows_read"]) == (2, 2)
    (second,) = run(store, tmp_path, month("11.xlsx", 3, 4, 5, above=[["十一月"]]))
    assert (second["header_row"], second["rows_read"], second["inserted"]) == (3, 3, 3)


def test_map_can_give_a_person_to_a_sheet_without_one(store: str, tmp_path: Path) -> None:
    file = book(
        tmp_path / "in.xlsx", 表=[["大人", "意向车型"], ["赵小一", "小满"], ["赵小二", "晨星"]]
    )
    (done,) = run(store, tmp_path, file, "--map", "大人=name")
    assert done["inserted"] == 2


@pytest.mark.parametrize(
    ("header", "area", "expected"),
    [
        (None, None, None),
        ("3", None, Place(3, 3)),
        ("3-4", None, Place(3, 4)),
        (None, "B3:K90", Place(3, 3, 1, 10, 90)),
        ("4", "B3:K", Place(4, 4, 1, 10)),
        ("0", "A2:C9", Place(0, 1, 0, 2, 9)),
        (None, "$AA$1:$AB$2", Place(1, 1, 26, 27, 2)),
    ],
)
def test_header_rows_and_ranges_as_people_write_them(
    header: str | None, area: str | None, expected: Place | None
) -> None:
    assert importing.place(header, area) == expected


@pytest.mark.parametrize(("header", "area"), [("three", None), (None, "B3"), ("3-", None)])
def test_other_spellings_of_a_place_are_a_sentence(header: str | None, area: str | None) -> None:
    with pytest.raises(InvalidInput):
        importing.place(header, area)
