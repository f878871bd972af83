"""Cells copied in another program come in whole: the form with the whole numbers counts."""

import pytest

from showroom_crm.errors import FileUnreadable
from showroom_crm.importing import copied
from showroom_crm.values.sheets import CellValue

HEAD = ["姓名", "手机"]


def rows(*forms: str) -> list[list[CellValue]]:
    [sheet] = copied.read(forms).sheets
    return sheet.rows


def page(cell: str) -> str:
    return (
        '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><body><table>'
        f"<tr><td>姓名</td><td>手机</td></tr><tr><td>张三</td>{cell}</tr></table></body></html>"
    )


def test_text_between_tabs_is_a_table() -> None:
    assert rows("姓名\t手机\r\n张三\t001\r\n") == [HEAD, ["张三", "001"]]


def test_a_cell_with_a_line_break_stays_one_cell() -> None:
    assert rows('姓名\t备注\r\n张三\t"两行\n字"\r\n')[1] == ["张三", "两行\n字"]


@pytest.mark.parametrize(
    "cell",
    [
        '<td x:num="13800138000">1.38E+10</td>',
        '<td sdval="13800138000" sdnum="1033;">1.38E+10</td>',
        '<td x:num="13800138000">#####</td>',
        "<td>13800138000</td>",
    ],
)
def test_a_phone_shown_shortened_is_taken_whole(cell: str) -> None:
    assert rows(page(cell))[1] == ["张三", "13800138000"]


def test_a_price_is_taken_as_shown() -> None:
    assert rows(page('<td x:num="158000.4999">¥158,000.50</td>'))[1][1] == "¥158,000.50"


def test_the_form_with_whole_numbers_counts() -> None:
    text = "姓名\t手机\r\n张三\t13800138000\r\n"
    assert rows(page("<td>1.38E+10</td>"), text)[1] == ["张三", "13800138000"]
    assert rows(page("<td>13800138000</td>"), text.replace("13800138000", "1.38E+10")) == [
        HEAD,
        ["张三", "13800138000"],
    ]


def test_excel_s_own_form_has_the_numbers_as_they_are_kept() -> None:
    own = (
        '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="S"><Table>'
        '<Row><Cell><Data ss:Type="String">姓名</Data></Cell><Cell>'
        '<Data ss:Type="String">手机</Data></Cell></Row><Row><Cell>'
        '<Data ss:Type="String">张三</Data></Cell><Cell>'
        '<Data ss:Type="Number">13800138000</Data></Cell></Row></Table></Worksheet></Workbook>'
    )
    assert rows(own, page("<td>1.38E+10</td>"))[1] == ["张三", "13800138000"]


@pytest.mark.parametrize("forms", [(), ("hello",), ("<html><p>hello</p></html>",), ("",)])
def test_what_is_no_table_is_said_to_be_none(forms: tuple[str, ...]) -> None:
    with pytest.raises(FileUnreadable, match="no table in the clipboard"):
        copied.read(forms)
