"""Where the table lies in the sheets people make."""

from showroom_crm.importing import headers
from showroom_crm.values.mappings import Header
from showroom_crm.values.sheets import CellValue, Sheet
from tests.unit.importing.ledger import sheet


def found(given: Sheet) -> Header:
    header = headers.find(given)
    assert header is not None
    return header


def names(header: Header) -> list[str]:
    return [column.text for column in header.columns]


def test_title_totals_footers_and_blank_rows() -> None:
    header = found(
        sheet(
            ["东城展厅2026年3月意向客户级别状况表", "", ""],
            ["序号", "客户姓名", "联系电话"],
            [1.0, "张伟", 13800000001.0],
            ["", "", ""],
            ["李强 小计", "", 1.0],
            [2.0, "李娜", "13800000002"],
            ["合计：2 位", "", ""],
            ["制表人：周敏", "", ""],
        )
    )
    assert (header.first_row, header.last_row) == (2, 2)
    assert [index + 1 for index in header.data] == [3, 6]
    assert header.skipped == ((5, "total"), (7, "total"), (8, "note"))


def test_two_lines_with_merged_groups() -> None:
    given = sheet(
        ["序号", "客户信息", "", "销售顾问", ""],
        ["", "姓名", "电话", "姓名", "电话"],
        [1.0, "张伟", "13800000001", "李强", "13900000001"],
        merges=((0, 0, 1, 0), (0, 1, 0, 2), (0, 3, 0, 4)),
    )
    header = found(given)
    assert names(header) == ["序号", "姓名", "电话", "姓名", "电话"]
    assert [column.group for column in header.columns] == ["", *["客户信息"] * 2, *["销售顾问"] * 2]
    assert len({column.key for column in header.columns}) == 5


def test_two_lines_where_the_upper_one_says_most() -> None:
    given = sheet(
        ["姓名", "电话", "到店", ""],
        ["", "", "首次到店", "最近到店"],
        ["张伟", "13800000001", "3月1日", "3月5日"],
        merges=((0, 2, 0, 3),),
    )
    assert names(found(given)) == ["姓名", "电话", "首次到店", "最近到店"]


def test_groups_without_merges_reach_to_the_next() -> None:
    header = found(
        sheet(
            ["客户信息", "", "购车意向", ""],
            ["姓名", "电话", "车型", "级别"],
            ["张伟", "13800000001", "晨星", "H"],
        )
    )
    assert [column.group for column in header.columns] == [*["客户信息"] * 2, *["购车意向"] * 2]


def test_table_that_starts_further_right_and_repeats_its_header() -> None:
    header = found(
        sheet(
            ["", "", "", ""],
            ["", "", "姓名", "手机"],
            ["", "", "张伟", "13800000001"],
            ["", "", "姓名", "手机"],
            ["", "", "李娜", "13800000002"],
        )
    )
    assert [column.letters for column in header.columns] == ["C", "D"]
    assert len(header.data) == 2


def test_traditional_and_english_headers() -> None:
    chinese = sheet(["客戶姓名", "聯絡電話", "備註"], ["陳怡君", "13800000001", "x"])
    english = sheet(["Customer Name", "Mobile No.", "Remarks"], ["Chen", "13800000001", "x"])
    assert found(chinese).first_row == found(english).first_row == 1


def test_a_sheet_of_sentences_has_no_table() -> None:
    given = sheet(["级别判定标准（2026年版）"], ["H：7天内购车　A：15天内　B：30天内　C：30至90天"])
    assert headers.find(given) is None
    assert headers.find(sheet()) is None


def test_people_called_like_a_total_stay() -> None:
    rows: list[list[CellValue]] = [
        ["姓名", "手机"],
        ["总计", "13800000001"],
        ["Sumner", "13800000002"],
    ]
    assert len(found(sheet(*rows)).data) == 2
