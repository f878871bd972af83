"""Tables kept as web pages and XML, named as if they were workbooks; exports of foreign systems."""

from __future__ import annotations

from html import escape

from scripts.testfiles.made import HEADER, PEOPLE, Row, file


def _html(rows: list[Row]) -> str:
    lines = [
        "<tr>" + "".join(f"<td>{escape(str(c or ''))}</td>" for c in row) + "</tr>" for row in rows
    ]
    return "\n".join(lines)


@file("web_page.xls")
def web_page() -> bytes:
    page = (
        '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head>'
        '<meta http-equiv="Content-Type" content="text/html; charset=gb2312"></head>'
        f"<body><table border=1>{_html([HEADER, *PEOPLE])}</table></body></html>"
    )
    return page.encode("gb18030")


@file("web_page_with_layout.xls")
def web_page_with_layout() -> bytes:
    """Header cells span columns, and a table for the looks encloses that of the data."""
    page = (
        "<!DOCTYPE html><html><head><style>td{color:red}</style></head><body>"
        "<table><tr><td>客户列表&nbsp;导出</td></tr><tr><td>"
        '<table><thead><tr><th colspan="2">姓名</th><th>手机</th><th>备注</th></tr></thead><tbody>'
        "<tr><td>张伟</td><td>&nbsp;</td><td>13800000001</td><td>看车<br>再来</td></tr>"
        "<tr><td>李娜</td><td></td><td>13900000002</td><td>A&amp;B</td></tr>"
        "</tbody></table></td></tr></table></body></html>"
    )
    return page.encode()


@file("xml_spreadsheet.xls")
def xml_spreadsheet() -> bytes:
    def cell(value: object) -> str:
        return f'<Cell><Data ss:Type="String">{escape(str(value or ""))}</Data></Cell>'

    rows = "".join(f"<Row>{''.join(map(cell, row))}</Row>" for row in [HEADER, *PEOPLE])
    sheet = f'<Worksheet ss:Name="客户"><Table>{rows}</Table></Worksheet>'
    return (
        '<?xml version="1.0" encoding="UTF-8"?><?mso-application progid="Excel.Sheet"?>'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        f'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">{sheet}</Workbook>'
    ).encode()


@file("crm_english.csv")
def crm_english() -> bytes:
    """A website's lead export with first and last name apart."""
    return (
        b"Record ID,First Name,Last Name,Email,Phone Number,Lead Status,Contact owner,Create Date\n"
        b"1001,Wei,Zhang,wz@example.com,+86 138 0000 0001,NEW,Li Qiang,2026-11-01 09:12\n"
        b"1002,Anna,Smith,as@example.com,+86 139 0000 0002,OPEN,Wang Fang,2026-11-02 10:30\n"
        b"1003,Peter,O'Neil,po@example.com,,OPEN,Li Qiang,2026-11-03 16:45\n"
    )


@file("crm_surname_given_name.csv")
def crm_surname_given_name() -> bytes:
    return (
        "姓,名,手机,来源\r\n张,伟,13800000001,自然进店\r\n李,娜,13900000002,车展\r\n欧阳,静,18600000004,车展\r\n"
    ).encode("gb18030")


@file("contacts_of_a_phone.csv")
def contacts_of_a_phone() -> bytes:
    """What a telephone's address book exports."""
    return (
        "Name,Given Name,Family Name,"
        "Phone 1 - Type,Phone 1 - Value,Phone 2 - Type,Phone 2 - Value\n"
        "张伟,伟,张,Mobile,138 0000 0001,Home,0571-88880001\n"
        "李娜,娜,李,Mobile,+8613900000002,,\n"
        "王强,强,王,Mobile,150-0000-0003,,\n"
    ).encode()
