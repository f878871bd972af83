"""The sample files: made of invented things only, always the same, and as flawed as real ones."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from scripts.samples import __main__ as samples
from scripts.samples import after_sales, dms_export, large, online_leads, people, template7

FOLDER = Path(__file__).parents[3] / "resources" / "samples"
MOBILE = re.compile(r"(?:154|164|194)\d{8}")
PLATE = re.compile(r"[宁青琼]Z(?:[A-HJ-NP-Z]\d{4}|[DF]\d{5})")
Cells = list[list[object]]


def cells(path: Path) -> dict[str, Cells]:
    """All cells of a sample by sheet, as a reader of the product sees them."""
    if path.suffix == ".csv":
        text = path.read_bytes().decode(online_leads.ENCODING)
        return {"": [list(row) for row in csv.reader(io.StringIO(text, newline=""))]}
    book = CalamineWorkbook.from_path(str(path))
    return {
        name: [list(row) for row in book.get_sheet_by_name(name).to_python()]
        for name in book.sheet_names
    }


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("samples")
    samples.main(folder)
    return folder


@pytest.mark.parametrize("name", [module.FILE_NAME for module in samples.FILES])
def test_the_files_kept_are_the_ones_the_scripts_write(fresh: Path, name: str) -> None:
    assert cells(FOLDER / name) == cells(fresh / name)


def test_writing_again_gives_the_same_bytes(fresh: Path, tmp_path: Path) -> None:
    samples.main(tmp_path)
    for path in fresh.iterdir():
        assert (tmp_path / path.name).read_bytes() == path.read_bytes(), path.name


def test_no_telephone_in_any_file_can_be_somebodys() -> None:
    issued = re.compile(r"(?<!\d)1(?:3\d|4[5-9]|5[0-35-9]|6[25-7]|7[0-8]|8\d|9[0-35-9])\d{8}(?!\d)")
    for module in samples.FILES:
        for rows in cells(FOLDER / module.FILE_NAME).values():
            for value in (value for row in rows for value in row):
                text = f"{value:.0f}" if isinstance(value, float) else str(value)
                assert not issued.search(re.sub(r"[\s-]", "", text)), (module.FILE_NAME, value)


def test_numbers_are_unique_and_of_the_right_form() -> None:
    mobiles = [people.mobile(number) for number in range(200_000)]
    assert len(set(mobiles)) == len(mobiles)
    assert all(MOBILE.fullmatch(mobile) for mobile in mobiles)
    plates = [people.plate(number, energy="纯电") for number in range(50_000)]
    plates += [people.plate(number) for number in range(50_000)]
    assert len(set(plates)) == len(plates)
    assert all(PLATE.fullmatch(plate) for plate in plates)


def test_check_digits_follow_published_examples() -> None:
    assert people.vin_check_digit("1M8GDM9A0KP042788") == "X"
    assert people.identity_check_digit("11010519491231002") == "X"
    number = people.identity_number(7, date(1990, 2, 28), "女")
    assert number[:14] == "64990119900228"
    assert number[16] in "02468"


def test_the_month_export_looks_like_one() -> None:
    sheet = openpyxl.load_workbook(FOLDER / dms_export.FILE_NAME)[dms_export.SHEET_NAME]
    assert str(sheet["A1"].value).endswith("意向客户级别状况表")
    assert sheet["B3"].value == "客户信息"
    assert [c.value for c in sheet[4]][1:] == list(dms_export.HEADERS[1:])
    first = [row[0].value for row in sheet.iter_rows(min_row=5)]
    assert sum(isinstance(value, int) for value in first) == 600
    sums = [str(value) for value in first if isinstance(value, str)]
    assert [text[:2] for text in sums] == ["小计"] * 5 + ["合计", "制表"]
    assert None in first, "a blank line in the middle"
    assert sum(line.hidden for line in sheet.row_dimensions.values()) == 1
    assert len(sheet.merged_cells.ranges) == 8  # title, 序号, five groups, one remark of two


def test_formulas_carry_the_values_excel_would_show() -> None:
    path = FOLDER / dms_export.FILE_NAME
    values = openpyxl.load_workbook(path, data_only=True)[dms_export.SHEET_NAME]
    formulas = openpyxl.load_workbook(path)[dms_export.SHEET_NAME]
    visits = dms_export.HEADERS.index("到店次数") + 1
    days = dms_export.HEADERS.index("未跟进天数") + 1
    last = dms_export.HEADERS.index("最近一次跟进时间") + 1
    own = [
        row[visits - 1]
        for row in values.iter_rows(min_row=5, values_only=True)
        if isinstance(row[0], int) and isinstance(row[visits - 1], int)
    ]
    total = next(row for row in values.iter_rows(min_row=5) if str(row[0].value)[:2] == "合计")
    assert total[visits - 1].value == sum(n for n in own if isinstance(n, int))
    checked = 0
    for row in range(5, formulas.max_row):
        if str(formulas.cell(row, days).value).startswith("=DATE"):
            talked = values.cell(row, last).value
            assert isinstance(talked, datetime)
            assert values.cell(row, days).value == (datetime(2026, 11, 20) - talked).days
            checked += 1
    assert checked > 200


def test_the_export_has_the_shares_of_levels_and_no_d() -> None:
    levels = Counter(each.level for each in dms_export.prospects())
    share = {level: 100 * count / dms_export.PROSPECTS for level, count in levels.items()}
    expected = {"H": 6, "A": 12, "B": 22, "C": 34, "N": 8, "O": 5, "F": 8, "S": 3, "L": 1, "T": 1}
    assert share == pytest.approx(expected, abs=3.5)


def test_the_export_writes_one_thing_in_many_ways() -> None:
    rows = dms_export.rows()
    kinds = Counter(type(row["登记日期"]).__name__ for row in rows)
    assert kinds["date"] > 300
    assert kinds["str"] > 100
    assert kinds["int"] > 40
    texts = [str(row["登记日期"]) for row in rows if isinstance(row["登记日期"], str)]
    for form in (r"\d{4}年\d+月\d+日", r"\d{4}\.\d+\.\d+", r"\d{8}", r"\d+月\d+日", r"2026-02-30"):
        assert any(re.fullmatch(form, text) for text in texts), form
    phones = [row["联系电话"] for row in rows]
    assert sum(isinstance(phone, float) for phone in phones) > 250
    for form in (r"\d{11}", r"\+86 \d{11}", r"\d{3} \d{4} \d{4}", r"\d{11}/\d{11}", r"[０-９]{11}"):
        assert any(re.fullmatch(form, str(phone)) for phone in phones), form


def test_the_export_holds_the_planted_faults_and_duplicates() -> None:
    rows = dms_export.rows()
    for fault in dms_export.FAULTS:
        assert any(row[fault.header] == fault.value for row in rows), fault
    without_number = Counter(
        tuple(str(v) for h, v in row.items() if h not in {"序号", "备注"}) for row in rows
    )
    assert sum(count - 1 for count in without_number.values()) == dms_export.SAME_ROW
    ids = Counter(str(row["潜客ID"]) for row in rows)
    assert len(ids) == 600 - dms_export.SAME_ROW


def test_the_export_knows_every_kind_of_name() -> None:
    names = [str(row["客户姓名"]) for row in dms_export.rows()]
    for surname in people.TRICKY_SURNAMES:
        assert any(name.startswith(surname) for name in names), surname
    assert any(name.endswith("有限公司") for name in names)
    assert sum(name.endswith(("先生", "女士")) for name in names) > 15


def test_what_is_due_lies_around_the_day_of_the_export() -> None:
    for each in dms_export.prospects():
        follow_up, origin = each.follow_up, each.origin
        assert date(2026, 5, 1) <= origin.registered <= date(2026, 11, 20)
        assert follow_up.last is None or origin.registered <= follow_up.last
        if follow_up.next and each.level != "S":
            assert date(2026, 11, 15) <= follow_up.next <= date(2026, 12, 22)
        assert (follow_up.lost_reason != "") == (each.level == "F")


def test_owners_meet_the_prospects() -> None:
    owners = after_sales.owners()
    prospects = {each.person.phone: each.person.name for each in dms_export.prospects()}
    known = [each for each in owners if each.person.phone in prospects]
    assert len(owners) == 400
    assert len(known) == 40
    assert all(each.person.name == prospects[each.person.phone] for each in known)
    shared = Counter(each.person.phone for each in owners)
    assert sum(count > 1 for count in shared.values()) == after_sales.FAMILIES
    assert sum(len(each.cars) == 2 for each in owners) == after_sales.SECOND_CARS
    cars = [car for each in owners for car in each.cars]
    assert len({car.vin for car in cars}) == len(cars)
    for car in cars:
        assert car.vin[8] == people.vin_check_digit(f"{car.vin[:8]}0{car.vin[9:]}")
        assert car.vin.startswith("G")
        assert car.bought <= car.delivered <= car.registered <= date(2026, 11, 20)
        assert car.plate == "未上牌" or PLATE.fullmatch(car.plate)


def test_the_archive_is_a_true_excel_97_file() -> None:
    path = FOLDER / after_sales.FILE_NAME
    assert path.read_bytes()[:8] == bytes.fromhex("d0cf11e0a1b11ae1")
    rows = cells(path)[after_sales.SHEET_NAME]
    assert rows[1] == list(after_sales.HEADERS)
    assert len(rows) == 2 + 424 + 1
    complaints = [str(row[after_sales.HEADERS.index("投诉")]) for row in rows[2:-1]]
    assert sum("处理" in text or "未回复" in text for text in complaints) == 6
    assert isinstance(rows[2][after_sales.HEADERS.index("购车日期")], date)


def test_leads_need_gb18030_and_hold_line_breaks() -> None:
    raw = (FOLDER / online_leads.FILE_NAME).read_bytes()
    for encoding in ("gbk", "utf-8"):
        with pytest.raises(UnicodeDecodeError):
            raw.decode(encoding)
    rows = cells(FOLDER / online_leads.FILE_NAME)[""]
    assert len(rows) == 181
    assert {len(row) for row in rows} == {len(online_leads.HEADERS)}
    prospects = {each.person.phone for each in dms_export.prospects()}
    assert sum(str(row[2]).strip() in prospects for row in rows) == 30
    questions = [str(row[7]) for row in rows]
    for sign in ("\n", ",", '"'):
        assert any(sign in question for question in questions)
    assert any("****" in str(row[2]) for row in rows)


def test_the_template_keeps_its_seven_columns() -> None:
    rows = cells(FOLDER / template7.FILE_NAME)["客户分类"]
    assert tuple(rows[0]) == template7.HEADERS
    assert [row[0] for row in rows[1:]] == [f"{n:03d}" for n in range(1, 13)]


def test_large_gives_many_different_customers(tmp_path: Path) -> None:
    some = list(large.customers(500, seed=3))
    assert some == list(large.customers(500, seed=3))
    assert len({customer["fields"]["mobile"] for customer in some}) == 500
    for customer in some:
        assert list(customer["fields"]) == list(large.COLUMNS)
        moments = [contact["at"].date() for contact in customer["contacts"]]
        assert len(moments) == 3
        assert moments == sorted(moments)
    large.write(tmp_path / "large.xlsx", 50)
    rows = cells(tmp_path / "large.xlsx")["潜客"]
    assert rows[0] == list(large.COLUMNS.values())
    assert len(rows) == 51
