"""Workbooks written record by record, for kinds no library writes: BIFF2 to BIFF5, and .xlsb."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence

from scripts.testfiles.made import HEADER, PEOPLE, Cell, Row, file
from scripts.testfiles.packages import packed

_TABLE: list[Row] = [HEADER, *PEOPLE]
_SECTOR = 512
_FREE, _END, _TABLE_SECTOR = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def compound(stream: str, content: bytes) -> bytes:
    """Return a compound file (OLE) with one stream."""
    content = content.ljust(4096, b"\x00")  # shorter ones would stand in a stream of streams
    content += bytes(-len(content) % _SECTOR)
    count = len(content) // _SECTOR
    chain = [*range(1, count), _END, _END, _TABLE_SECTOR]  # stream, directory, allocation table
    assert len(chain) <= _SECTOR // 4
    table = struct.pack(f"<{len(chain)}I", *chain).ljust(_SECTOR, b"\xff")
    folder = _entry("Root Entry", 5, 1, _END, 0) + _entry(stream, 2, _FREE, 0, len(content))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack("<HHHHH6x9I", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, count, 0, 4096, *_NONE)
    head += struct.pack("<I", count + 1)
    return head.ljust(_SECTOR, b"\xff") + content + folder.ljust(_SECTOR, b"\x00") + table


_NONE = (_END, 0, _END, 0)


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    text = (name + "\x00").encode("utf-16-le")
    return text.ljust(64, b"\x00") + struct.pack(
        "<HBBIII36xII4x", len(text), kind, 1, _FREE, _FREE, child, start, size
    )


def _record(kind: int, data: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def _cells(rows: Sequence[Row]) -> Iterator[tuple[int, int, Cell]]:
    for i, row in enumerate(rows):
        yield from ((i, j, cell) for j, cell in enumerate(row) if cell not in (None, ""))


def biff5(rows: Sequence[Row], hidden: Sequence[int] = ()) -> bytes:
    """Return an Excel 5 workbook of one sheet; texts in the code page of simplified Chinese."""
    sheet = _record(0x809, struct.pack("<HHHH", 0x500, 0x10, 0, 0))
    sheet += _record(0x200, struct.pack("<HHHHH", 0, len(rows), 0, max(map(len, rows)), 0))
    for number in hidden:
        sheet += _record(0x208, struct.pack("<HHHHHHHH", number, 0, 7, 255, 0, 0, 0x20, 15))
    for i, j, cell in _cells(rows):
        place = struct.pack("<HHH", i, j, 0)
        if isinstance(cell, str):
            text = cell.encode("gbk")
            sheet += _record(0x204, place + struct.pack("<H", len(text)) + text)
        elif isinstance(cell, int | float):
            sheet += _record(0x203, place + struct.pack("<d", cell))
    sheet += _record(0x0A)
    name = "客户".encode("gbk")
    head = _record(0x809, struct.pack("<HHHH", 0x500, 5, 0, 0)) + _record(0x42, b"\xa8\x03")
    head += _record(0x22, b"\x00\x00") + _record(0xE0, bytes(16))
    begin = len(head) + 4 + 7 + len(name) + 4
    head += _record(0x85, struct.pack("<IBBB", begin, 0, 0, len(name)) + name) + _record(0x0A)
    return compound("Book", head + sheet)


def biff2(rows: Sequence[Row]) -> bytes:
    """Return an Excel 2 sheet, which has no package around it."""
    sheet = _record(0x09, struct.pack("<HH", 2, 0x10)) + _record(0x42, b"\xa8\x03")
    for i, j, cell in _cells(rows):
        place = struct.pack("<HH3x", i, j)
        if isinstance(cell, str):
            text = cell.encode("gbk")
            sheet += _record(0x04, place + bytes([len(text)]) + text)
        elif isinstance(cell, int) and 0 <= cell < 1 << 16:
            sheet += _record(0x02, place + struct.pack("<H", cell))
        elif isinstance(cell, int | float):
            sheet += _record(0x03, place + struct.pack("<d", cell))
    return sheet + _record(0x0A)


def biff4(rows: Sequence[Row]) -> bytes:
    """Return an Excel 4 sheet."""
    sheet = _record(0x409, struct.pack("<HHH", 4, 0x10, 0)) + _record(0x42, b"\xa8\x03")
    for i, j, cell in _cells(rows):
        place = struct.pack("<HHH", i, j, 0)
        if isinstance(cell, str):
            text = cell.encode("gbk")
            sheet += _record(0x204, place + struct.pack("<H", len(text)) + text)
        elif isinstance(cell, int) and abs(cell) < 1 << 29:
            sheet += _record(0x27E, place + struct.pack("<i", cell << 2 | 2))
        elif isinstance(cell, int | float):
            sheet += _record(0x203, place + struct.pack("<d", cell))
    return sheet + _record(0x0A)


def _part(kind: int, data: bytes = b"") -> bytes:
    """Return a record of an .xlsb: number and length in seven bits a byte."""
    number = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size, length = b"", len(data)
    while length > 127:
        size, length = size + bytes([length & 0x7F | 0x80]), length >> 7
    return number + size + bytes([length]) + data


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def xlsb(rows: Sequence[Row], *, since_1904: bool = False, hidden: Sequence[int] = ()) -> bytes:
    """Return a binary workbook of Excel 2007 and later with one sheet."""
    sheet = _part(129) + _part(148, struct.pack("<IIII", 0, len(rows) - 1, 0, 6)) + _part(145)
    for i, row in enumerate(rows):
        flags = 0x10 if i in hidden else 0  # fDyZero
        sheet += _part(0, struct.pack("<IIHBBBI", i, 0, 300, 0, flags, 0, 0))
        for _, j, cell in _cells([row]):
            place = struct.pack("<II", j, 0)
            if isinstance(cell, str):
                sheet += _part(6, place + _wide(cell))
            elif isinstance(cell, int | float):
                sheet += _part(5, place + struct.pack("<d", cell))
    sheet += _part(146) + _part(130)
    book = _part(131) + _part(153, struct.pack("<III", int(since_1904), 0, 0)) + _part(143)
    book += _part(156, struct.pack("<II", 0, 1) + _wide("rId1") + _wide("客户"))
    book += _part(144) + _part(132)
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{office}/{{}}" Target="{{}}"/></Relationships>'
    )
    kinds = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.'
        'macroEnabled.main"/><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>'
    )
    return packed(
        {
            "[Content_Types].xml": kinds,
            "_rels/.rels": relations.format("officeDocument", "xl/workbook.bin"),
            "xl/workbook.bin": book,
            "xl/_rels/workbook.bin.rels": relations.format("worksheet", "worksheets/sheet1.bin"),
            "xl/worksheets/sheet1.bin": sheet,
        }
    )


def _with_numbers() -> list[Row]:
    rows: list[Row] = [["姓名", "手机", "登记日期", "公里"]]
    rows += [[p[1], int(str(p[2])), 46327 + i, 1000.5 + i] for i, p in enumerate(PEOPLE)]
    return rows


@file("excel_5.xls")
def excel_5() -> bytes:
    return biff5(_TABLE, hidden=(2,))


@file("excel_2.xls")
def excel_2() -> bytes:
    return biff2(_with_numbers())


@file("excel_4.xls")
def excel_4() -> bytes:
    return biff4(_with_numbers())


@file("excel_5_numbers.xls")
def excel_5_numbers() -> bytes:
    return biff5(_with_numbers())


@file("binary_workbook.xlsb")
def binary_workbook() -> bytes:
    return xlsb(_TABLE, hidden=(2, 3))


@file("binary_workbook_1904.xlsb")
def binary_workbook_1904() -> bytes:
    rows: list[Row] = [["姓名", "手机", "登记日期", "公里"]]
    rows += [[p[1], int(str(p[2])), 46327 - 1462 + i, 1000.5 + i] for i, p in enumerate(PEOPLE)]
    return xlsb(rows, since_1904=True)
