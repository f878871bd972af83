"""Tables are found in sheets as people really make them, and no filled row goes without a word."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from showroom_crm.importing import headers, mapping, offers
from showroom_crm.importing.cells import shown
from showroom_crm.importing.lines import cell_at, is_blank
from showroom_crm.values.mappings import Header
from showroom_crm.values.places import Place
from showroom_crm.values.sheets import CellValue, Sheet, Workbook
from tests.unit.importing.awkward import SHEETS


def names_in(sheet: Sheet, header: Header) -> tuple[str, ...]:
    columns = mapping.suggest(header, sheet).columns
    place = next((c.column.index for c in columns if c.field == "name"), None)
    if place is None:
        return ("",) * len(header.data)
    return tuple(shown(cell_at(sheet, row, place)) for row in header.data)


@pytest.mark.parametrize("name", SHEETS)
def test_the_table_is_found(name: str) -> None:
    case = SHEETS[name]
    given = Sheet("Sheet1", False, [list(row) for row in case.rows], case.merges)
    (sheet, header), *others = offers.tables_in(given)
    assert names_in(sheet, header) == case.names
    assert (header.first_row, header.last_row) == case.header
    assert header.skipped == case.left
    people = [pair for pair in others if offers.names_people(*pair)]
    assert tuple(names_in(*pair) for pair in people) == case.others
    found = mapping.suggest(header, sheet)
    assert not mapping.missing(found)
    assert found.fields >= case.fields


def filled_rows(sheet: Sheet, header: Header) -> int:
    """Count the rows below the header in which the table's own columns hold something."""
    first, last = header.columns[0].index, header.columns[-1].index
    rows = sheet.rows[header.last_row : header.end_row]
    return sum(any(not is_blank(cell) for cell in row[first : last + 1]) for row in rows)


def accounted(header: Header) -> int:
    below = [row for row, _why in header.skipped if row > header.last_row]
    return len(header.data) + len(below)


PEOPLE = st.builds(
    lambda i, level: [f"赵小{chr(0x4E00 + i)}", f"139{i:08}", "晨星", level],
    st.integers(0, 9_000),
    st.sampled_from("HABC"),
)
BETWEEN = st.sampled_from(
    (
        [],
        ["", "", "", ""],
        ["合计", 3.0, "", ""],
        ["", "小计：5", "", ""],
        ["Total", "", "", 7.0],
        ["制表人：王芳", "", "", "2026-11-30"],
        ["客户姓名", "手机号码", "意向车型", "意向级别"],
        ["A级客户如下"],
        ["第 1 页"],
        ["", "", 12.0, ""],
        ["备注：以上客户由展厅提供，请各位顾问在月底之前完成跟进并填写结果"],
    )
)
ABOVE = st.sampled_from(([], ["东城店客户表"], ["说明：手机必填"], ["门店", "东城"]))


@settings(derandomize=True, max_examples=300, deadline=None)
@given(st.lists(ABOVE, max_size=4), st.lists(st.one_of(PEOPLE, PEOPLE, BETWEEN), max_size=14))
def test_every_person_is_data_and_every_filled_row_is_accounted_for(
    above: list[list[CellValue]], below: list[list[CellValue]]
) -> None:
    head: list[CellValue] = ["客户姓名", "手机号码", "意向车型", "意向级别"]
    sheet = Sheet("Sheet1", False, [list(row) for row in (*above, head, *below)])
    header = headers.find(sheet)
    assert header is not None
    assert header.last_row == len(above) + 1
    assert accounted(header) == filled_rows(sheet, header)
    people = [i for i, row in enumerate(sheet.rows) if len(row) > 1 and str(row[1])[:3] == "139"]
    assert set(people) <= set(header.data)


WORDS = st.sampled_from(
    [
        *("", None, "姓名", "电话", "Mobile", "级别", "备注", "张伟", "13800000001", 13800000002.0),
        *(
            "合计",
            "示例",
            "说明：",
            dt.date(2026, 11, 1),
            "H",
            "晨星",
            "客户信息",
            "销售顾问",
            True,
            5.0,
        ),
    ]
)


@settings(derandomize=True, max_examples=500, deadline=None)
@given(st.lists(st.lists(WORDS, max_size=7), max_size=14))
def test_any_sheet_is_read_without_a_row_lost(rows: list[list[CellValue]]) -> None:
    given_ = Sheet("Sheet1", False, rows)
    for sheet, header in offers.tables_in(given_):
        if sheet is not given_:
            assert accounted(header) == len(sheet.rows) - 1
            continue
        assert all(header.last_row <= index < header.end_row for index in header.data)
        assert len({c.key for c in header.columns}) == len(header.columns)


@settings(derandomize=True, max_examples=200, deadline=None)
@given(
    st.lists(st.lists(WORDS, max_size=7), min_size=1, max_size=10),
    st.builds(
        Place,
        st.integers(0, 12),
        st.integers(0, 12),
        st.none() | st.integers(0, 8),
        st.none() | st.integers(0, 8),
        st.none() | st.integers(0, 12),
    ),
)
def test_any_place_can_be_pointed_at(rows: list[list[CellValue]], place: Place) -> None:
    sheet = Sheet("Sheet1", False, rows)
    for found, header in offers.tables_in(sheet, place):
        assert found is sheet
        assert all(0 <= index < len(rows) for index in header.data)


def test_a_dictionary_with_an_example_is_no_list_of_people() -> None:
    rows: list[list[CellValue]] = [
        ["姓名", "手机", "级别"],
        ["客户的姓名", "11位手机号码", "H A B C"],
        ["张伟", "13800000001", "H"],
    ]
    book = Workbook("t.xlsx", "xlsx", (Sheet("数据字典", False, rows),))
    (offer,) = offers.of(book)
    assert not offer.likely
