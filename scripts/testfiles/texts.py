"""Text tables: encodings, delimiters, quoting."""

from __future__ import annotations

from collections.abc import Sequence

from scripts.testfiles.made import HEADER, PEOPLE, Row, file

_WESTERN: list[Row] = [
    ["Lead ID", "Name", "Phone", "E-mail", "Vehicle of interest", "Remark"],
    ["L-01", "Jürgen Müller", "13800000011", "jm@example.com", "Model A", "Straße, später anrufen"],
    ["L-02", "José Núñez", "13800000012", "jn@example.com", "Model B", "mañana, café"],
    ["L-03", "Zoë Brontë", "13800000013", "zb@example.com", "Model A", "très pressée"],
    ["L-04", "François Lefèvre", "13800000014", "fl@example.com", "Model C", "crédit à 36 mois"],
]
_TRADITIONAL: list[Row] = [
    ["客戶編號", "客戶姓名", "行動電話", "意向車型", "建檔日期", "備註"],
    ["001", "陳志豪", "13800000021", "星越", "2026/11/01", "週末來店賞車"],
    ["002", "林雅婷", "13800000022", "星瑞", "2026/11/02", "想要白色"],
    ["003", "黃建國", "13800000023", "豪越", "2026/11/03", "需要試乘試駕"],
]


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    quoted = any(sign in text for sign in ',;\t"\n\r')
    return '"' + text.replace('"', '""') + '"' if quoted else text


def table_text(rows: Sequence[Row], delimiter: str = ",", end: str = "\r\n") -> str:
    return "".join(delimiter.join(map(_cell, row)) + end for row in rows)


def _people(delimiter: str = ",", end: str = "\r\n") -> str:
    return table_text([HEADER, *PEOPLE], delimiter, end)


@file("csv_utf8_bom.csv")
def utf8_bom() -> bytes:
    return _people().encode("utf-8-sig")


@file("csv_utf8.csv")
def utf8() -> bytes:
    return _people(end="\n").encode()


@file("csv_utf16_bom.csv")
def utf16_bom() -> bytes:
    return b"\xff\xfe" + _people("\t").encode("utf-16-le")


@file("text_utf16_big_endian.txt")
def utf16_big_endian() -> bytes:
    return b"\xfe\xff" + _people("\t").encode("utf-16-be")


@file("text_utf16_no_mark.txt")
def utf16_no_mark() -> bytes:
    return _people("\t").encode("utf-16-le")


@file("csv_gb18030.csv")
def gb18030() -> bytes:
    rare: Row = ["006", "𠮷田靓", "13300000006", "B", "星越", "2026-11-11", "名字里有生僻字"]
    return table_text([HEADER, *PEOPLE, rare]).encode("gb18030")


@file("csv_gbk_one_row.csv")
def gbk_one_row() -> bytes:
    return table_text([["姓名", "手机"], ["张伟", "13800000001"]]).encode("gbk")


@file("csv_big5.csv")
def big5() -> bytes:
    return table_text(_TRADITIONAL).encode("big5")


@file("csv_cp1252.csv")
def cp1252() -> bytes:
    return table_text(_WESTERN).encode("cp1252")


@file("csv_cp1252_few_accents.csv")
def cp1252_few_accents() -> bytes:
    rows: list[Row] = [
        ["Name", "Mobile", "Remark"],
        ["Müller", "13800000011", ""],
        ["Smith", "13800000012", "none of them pays by card"],
        ["Jones", "13800000013", "café"],
    ]
    return table_text(rows).encode("cp1252")


@file("csv_sep_line.csv")
def sep_line() -> bytes:
    return ("sep=;\r\n" + _people(";")).encode("utf-8-sig")


@file("csv_semicolons.csv")
def semicolons() -> bytes:
    rows: list[Row] = [
        ["姓名", "手机", "报价金额", "备注"],
        ["张伟", "13800000001", "128,800", "含保险,不含税"],
        ["李娜", "13900000002", "136,500", "优惠3,000"],
        ["王强", "15000000003", "99,800", "分期, 首付30%"],
    ]
    text = "".join(";".join(map(str, row)) + "\r\n" for row in rows)
    return text.encode("gb18030")


@file("text_tabs.tsv")
def tabs() -> bytes:
    return _people("\t", "\n").encode()


@file("text_pipes.txt")
def pipes() -> bytes:
    return _people("|", "\n").encode()


@file("text_wide_commas.txt")
def wide_commas() -> bytes:
    return _people("，", "\n").encode("gb18030")


@file("csv_carriage_returns.csv")
def carriage_returns() -> bytes:
    return _people(end="\r").encode("gb18030")


@file("csv_line_breaks.csv")
def line_breaks() -> bytes:
    rows: list[Row] = [
        ["姓名", "联系\n电话", "跟进记录"],
        ["张伟", "13800000001", '第一次：说"再想想"\n第二次：要带太太来'],
        ["李娜", "13900000002", "一行"],
        ["王强", "15000000003", "上午来\r\n下午走"],
    ]
    return table_text(rows).encode("utf-8-sig")


@file("csv_cells_held_as_text.csv")
def held_as_text() -> bytes:
    lines = [
        "客户编号,姓名,手机",
        '="001","张伟","=""13800000001"""',
        '="002","李娜","=""13900000002"""',
        "'003,王强,'15000000003",
    ]
    return ("\r\n".join(lines) + "\r\n").encode("utf-8-sig")


@file("csv_open_quote.csv")
def open_quote() -> bytes:
    lines = [
        "姓名,手机,备注",
        '张伟,13800000001,"看了',
        *(f"客{'甲乙丙丁'[i % 4]},1370000{i:04}," for i in range(400)),
    ]
    return ("\r\n".join(lines) + "\r\n").encode()


@file("csv_title_and_footer.csv")
def title_and_footer() -> bytes:
    lines = [
        "2026年10月展厅客户登记表,,,,,,",
        "门店：示范店,,,导出时间：2026-11-01 08:30,,,",
        ",,,,,,",
        *_people().splitlines(),
        "合计,5,,,,,",
        "制表人：李强,,,审核：,,,",
    ]
    return "\r\n".join(lines).encode("gb18030")


@file("csv_one_column.csv")
def one_column() -> bytes:
    return "手机号\r\n13800000001\r\n13900000002\r\n15000000003\r\n".encode()


@file("csv_no_header.csv")
def no_header() -> bytes:
    return table_text(PEOPLE).encode("utf-8-sig")


@file("csv_ragged.csv")
def ragged() -> bytes:
    lines = [
        "姓名,手机,备注",
        "张伟,13800000001",
        "李娜,13900000002,要白色,多出来的",
        "",
        "王强,15000000003,,,,",
    ]
    return "\n".join(lines).encode("utf-8-sig")


@file("csv_stray_bytes.csv")
def stray_bytes() -> bytes:
    return _people().encode("utf-8-sig").replace("比较油耗".encode(), b"\xe6\xaf\xff\xfe")


@file("csv_utf8_cut_off.csv")
def utf8_cut_off() -> bytes:
    """A download that broke off inside the last character, without a byte order mark."""
    return _people().encode()[:-3]


@file("csv_zero_bytes.csv")
def zero_bytes() -> bytes:
    """Cells padded with zero bytes, as programs write that copy whole fields of memory."""
    return (
        _people().encode("gb18030").replace("星越".encode("gb18030"), "星越\0\0".encode("gb18030"))
    )


@file("csv_sep_line_carriage_returns.csv")
def sep_line_carriage_returns() -> bytes:
    return ('"sep=;"\r' + _people(";", "\r")).encode("utf-8-sig")


@file("csv_plain_but_two_names.csv")
def plain_but_two_names() -> bytes:
    """Plain letters all over, and only two names that tell the encoding."""
    rows: list[Row] = [["Name", "Mobile", "Remark"]]
    rows += [[f"Customer {i}", f"1380000{i:04}", "wants a test drive"] for i in range(60)]
    rows += [["张伟", "13900000001", "call"], ["李娜", "13900000002", ""]]
    return table_text(rows).encode("gb18030")


@file("csv_ends_with_ctrl_z.csv")
def ctrl_z() -> bytes:
    return _people().encode("gb18030") + b"\x1a"
