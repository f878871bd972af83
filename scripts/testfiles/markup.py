"""Tables kept as web pages and XML, named as if they were workbooks; exports of foreign systems."""

from __future__ import annotations

from base64 import encodebytes
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


@file("web_page_rows_joined.xls")
def web_page_rows_joined() -> bytes:
    """A salesperson's cell reaches over several customers, and one row is hidden."""
    rows = [
        "<tr><th>销售顾问</th><th>姓名</th><th>手机</th></tr>",
        '<tr><td rowspan="2">李强</td><td>张伟</td><td>13800000001</td></tr>',
        "<tr><td>李娜</td><td>13900000002</td></tr>",
        '<tr style="display: none"><td>王芳</td><td>王强</td><td>15000000003</td></tr>',
    ]
    page = f"<html><head><style>td{{color:red}}</style></head><table>{''.join(rows)}</table></html>"
    return page.encode("utf-8-sig")


@file("web_archive.xls")
def web_archive() -> bytes:
    """A page with its parts in one file, as Excel saves for the web."""
    page = f'<html><head><meta charset="gb2312"></head><table>{_html([HEADER, *PEOPLE])}</table>'
    body = encodebytes(page.encode("gb18030")).decode().replace("\n", "\r\n")
    return (
        "MIME-Version: 1.0\r\nX-Document-Type: Workbook\r\n"
        'Content-Type: multipart/related; boundary="----=_NextPart_01"\r\n\r\n'
        "------=_NextPart_01\r\nContent-Location: file:///C:/export.htm\r\n"
        "Content-Transfer-Encoding: quoted-printable\r\n"
        'Content-Type: text/html; charset="us-ascii"\r\n\r\n'
        '<html xmlns:x=3D"urn:schemas-microsoft-com:office:excel"><frameset></frameset></html>\r\n'
        "------=_NextPart_01\r\nContent-Location: file:///C:/export.files/sheet001.htm\r\n"
        "Content-Transfer-Encoding: base64\r\n"
        f'Content-Type: text/html; charset="gb2312"\r\n\r\n{body}\r\n'
        "------=_NextPart_01--\r\n"
    ).encode("ascii")


_FOURTH = ' ss:Index="4"'


@file("xml_spreadsheet_gaps.xls")
def xml_spreadsheet_gaps() -> bytes:
    """Rows and cells say where they stand; a row is hidden, a cell has a comment, one an error."""

    def cell(text: str, kind: str = "String", place: str = "", more: str = "") -> str:
        return f'<Cell{place}><Data ss:Type="{kind}">{text}</Data>{more}</Cell>'

    note = "<Comment><ss:Data>请核对</ss:Data></Comment>"
    rows = [
        f"<Row>{cell('客户名单')}</Row>",
        f'<Row ss:Index="4">{"".join(map(cell, ("姓名", "手机", "车型", "备注")))}</Row>',
        f"<Row>{cell('张伟', more=note)}{cell('13800000001', 'Number')}"
        f"{cell('要白色', place=_FOURTH)}</Row>",
        f'<Row ss:Hidden="1">{cell("李娜")}{cell("13900000002", "Number")}'
        f"{cell('#N/A', 'Error')}</Row>",
    ]
    return (
        '<?xml version="1.0" encoding="GB2312"?><?mso-application progid="Excel.Sheet"?>'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="名单">'
        f"<Table>{''.join(rows)}</Table></Worksheet></Workbook>"
    ).encode("gb18030")


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
