"""Workbooks in other packages: strict OOXML, inline strings, macros, BIFF8, ODS, odd dimensions."""

from __future__ import annotations

import io
import zipfile
from html import escape
from typing import Any

import xlwt

from scripts.testfiles.books import book
from scripts.testfiles.made import HEADER, PEOPLE, Row, file

_DAY = (2026, 11, 20, 8, 30, 0)
_TABLE = [HEADER, *PEOPLE]
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_STRICT = {
    _MAIN: "http://purl.oclc.org/ooxml/spreadsheetml/main",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": (
        "http://purl.oclc.org/ooxml/officeDocument/relationships"
    ),
}


def packed(parts: dict[str, str | bytes]) -> bytes:
    """Return a zip archive of the parts, always the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, _DAY), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def unpacked(workbook: bytes) -> dict[str, str | bytes]:
    """Return the parts of a zip archive by name."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _replaced(part: str, old: str, new: str) -> bytes:
    parts = unpacked(book(("客户", _TABLE)))
    text = parts[part]
    assert isinstance(text, bytes)
    assert old.encode() in text
    parts[part] = text.replace(old.encode(), new.encode())
    return packed(parts)


@file("strict.xlsx")
def strict() -> bytes:
    parts = unpacked(book(("客户", _TABLE)))
    for name, content in parts.items():
        text = content if isinstance(content, str) else content.decode()
        for loose, tight in _STRICT.items():
            text = text.replace(loose, tight)
        parts[name] = text
    return packed(parts)


@file("inline_strings.xlsx")
def inline_strings() -> bytes:
    rows = "".join(
        f'<row r="{i}">'
        + "".join(f'<c t="inlineStr"><is><t>{escape(str(c or ""))}</t></is></c>' for c in row)
        + "</row>"
        for i, row in enumerate(_TABLE, 1)
    )
    sheet = f'<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData></worksheet>'
    return packed({**unpacked(book(("客户", _TABLE))), "xl/worksheets/sheet1.xml": sheet})


@file("prefixed_xml.xlsx")
def prefixed_xml() -> bytes:
    """Some writers put every element under a prefix."""
    rows = "".join(
        f'<x:row r="{i}">'
        + "".join(
            f'<x:c r="{chr(65 + j)}{i}" t="str"><x:v>{escape(str(c or ""))}</x:v></x:c>'
            for j, c in enumerate(row)
        )
        + "</x:row>"
        for i, row in enumerate(_TABLE, 1)
    )
    sheet = f'<x:worksheet xmlns:x="{_MAIN}"><x:sheetData>{rows}</x:sheetData></x:worksheet>'
    return packed({**unpacked(book(("客户", _TABLE))), "xl/worksheets/sheet1.xml": sheet})


@file("macros.xlsm")
def macros() -> bytes:
    kind = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    plain = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    return _replaced("[Content_Types].xml", plain, kind)


@file("whole_sheet_dimension.xlsx")
def whole_sheet_dimension() -> bytes:
    return _replaced("xl/worksheets/sheet1.xml", 'ref="A1:G6"', 'ref="A1:XFD1048576"')


@file("wrong_dimension.xlsx")
def wrong_dimension() -> bytes:
    return _replaced("xl/worksheets/sheet1.xml", 'ref="A1:G6"', 'ref="A1"')


@file("one_stray_cell_far_away.xlsx")
def one_stray_cell() -> bytes:
    def stray(_: object, page: object) -> None:
        page.write_string(1048575, 16383, " ")  # type: ignore[attr-defined]

    return book(("客户", _TABLE), dress=stray)


@file("backslashes_in_names.xlsx")
def backslashes() -> bytes:
    parts = unpacked(book(("客户", _TABLE)))
    return packed(
        {name.replace("/", "\\") if "sheet1" in name else name: c for name, c in parts.items()}
    )


@file("old_excel.xls")
def old_excel() -> bytes:
    return _biff([("客户", _TABLE)])


@file("old_excel_numbers.xls")
def old_excel_numbers() -> bytes:
    rows: list[Row] = [["姓名", "手机", "登记日期", "预算"]]
    rows += [[p[1], int(str(p[2])), 46327 + i, 15.8] for i, p in enumerate(PEOPLE)]
    return _biff([("说明", [["本表由系统导出"]]), ("客户", rows)])


@file("zeros_by_format.xlsx")
def zeros_by_format() -> bytes:
    """Numbers whose zeros only their format shows, as identifiers typed into such columns have."""
    rows: list[Row] = [["客户编号", "姓名", "手机", "固定电话"]]
    rows += [[None, p[1], p[2], None] for p in PEOPLE]

    def numbers(workbook: Any, page: Any) -> None:
        short = workbook.add_format({"num_format": "000000"})
        line = workbook.add_format({"num_format": "0000-00000000"})
        for i in range(1, 6):
            page.write_number(i, 0, 40 + i, short)
            page.write_number(i, 3, 57188880000 + i, line)

    return book(("客户", rows), dress=numbers)


@file("formulas_without_results.xlsx")
def formulas_without_results() -> bytes:
    """What a program writes that does not compute: the remarks are formulas nobody has opened."""
    parts = unpacked(book(("客户", [["姓名", "手机", "备注"], *([p[1], p[2]] for p in PEOPLE)])))
    text = parts["xl/worksheets/sheet1.xml"]
    assert isinstance(text, bytes)
    for i in range(2, 7):
        there = f'<c r="B{i}"'.encode()
        end = text.index(b"</c>", text.index(there)) + 4
        text = text[:end] + f'<c r="C{i}"><f>A{i}</f></c>'.encode() + text[end:]
    parts["xl/worksheets/sheet1.xml"] = text
    return packed(parts)


@file("hidden_columns.xlsx")
def hidden_columns() -> bytes:
    def hide(_: Any, page: Any) -> None:
        page.set_column("E:F", None, None, {"hidden": True})
        page.set_column("H:XFD", None, None, {"hidden": True})

    return book(("客户", _TABLE), dress=hide)


@file("old_excel_1904.xls")
def old_excel_1904() -> bytes:
    """Days counted as old Macs did; one row and two columns are hidden, one cell is an error."""
    workbook = xlwt.Workbook(encoding="utf-8")
    workbook.dates_1904 = True
    page = workbook.add_sheet("客户")
    for j, title in enumerate(("姓名", "手机", "登记日期", "车型", "备注")):
        page.write(0, j, title)
    for i, person in enumerate(PEOPLE, 1):
        for j, cell in enumerate((person[1], person[2], 44864 + i, person[4])):
            page.write(i, j, cell)
    page.row(3).set_cell_error(4, "#N/A!")
    page.row(2).hidden = True
    page.col(3).hidden = page.col(4).hidden = True
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


@file("old_excel_zeros_by_format.xls")
def old_excel_zeros_by_format() -> bytes:
    workbook = xlwt.Workbook(encoding="utf-8")
    workbook.add_sheet("说明").write(0, 0, "本表由系统导出")
    page = workbook.add_sheet("客户")
    short, line = (
        xlwt.easyxf(num_format_str="000000"),
        xlwt.easyxf(num_format_str="0000\\-00000000"),
    )
    for j, title in enumerate(("客户编号", "姓名", "手机", "固定电话")):
        page.write(0, j, title)
    for i, person in enumerate(PEOPLE, 1):
        page.write(i, 0, 40 + i, short)
        page.write(i, 1, person[1])
        page.write(i, 2, person[2])
        page.write(i, 3, 57188880000 + i, line)
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


@file("hidden_rows.ods")
def hidden_rows_ods() -> bytes:
    """Rows filtered away in LibreOffice, days counted from 1904."""
    rows: list[Row] = [["姓名", "手机", "登记日期"]]
    rows += [[p[1], p[2], 44865 + i] for i, p in enumerate(PEOPLE)]
    tags = ["", "", ' table:visibility="filter"', "", ' table:visibility="collapse"', ""]
    lines = "".join(
        f"<table:table-row{tag}>{''.join(map(_ods_cell, row))}</table:table-row>"
        for tag, row in zip(tags, rows, strict=True)
    )
    epoch = '<table:calculation-settings><table:null-date table:date-value="1904-01-01"/>'
    table = f'<table:table table:name="客户">{lines}</table:table>'
    parts = unpacked(open_document())
    settings = f"{epoch}</table:calculation-settings>{table}"
    return packed({**parts, "content.xml": _ODS.format(settings)})


@file("workbook_named_csv.csv")
def workbook_named_csv() -> bytes:
    return book(("客户", _TABLE))


@file("text_named_xls.xls")
def text_named_xls() -> bytes:
    lines = ["\t".join(str(c or "") for c in row) for row in _TABLE]
    return ("\r\n".join(lines) + "\r\n").encode("gb18030")


def _biff(sheets: list[tuple[str, list[Row]]]) -> bytes:
    workbook = xlwt.Workbook(encoding="utf-8")
    for name, rows in sheets:
        page = workbook.add_sheet(name)
        for i, row in enumerate(rows):
            for j, cell in enumerate(row):
                if cell not in (None, ""):
                    page.write(i, j, cell)
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


_ODS = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2">'
    "<office:body><office:spreadsheet>{}</office:spreadsheet></office:body>"
    "</office:document-content>"
)


@file("open_document.ods")
def open_document() -> bytes:
    """Ends as LibreOffice ends a sheet: with a million repeated empty rows of a thousand cells."""
    rows = "".join(
        "<table:table-row>" + "".join(map(_ods_cell, row)) + "</table:table-row>" for row in _TABLE
    )
    rest = (
        '<table:table-row table:number-rows-repeated="1048570">'
        '<table:table-cell table:number-columns-repeated="1024"/></table:table-row>'
    )
    content = _ODS.format(f'<table:table table:name="客户">{rows}{rest}</table:table>')
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
        "</manifest:manifest>"
    )
    return packed({"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": manifest})


def _ods_cell(cell: object) -> str:
    if cell in (None, ""):
        return "<table:table-cell/>"
    if isinstance(cell, int):
        return f'<table:table-cell office:value-type="float" office:value="{cell}"/>'
    return (
        f'<table:table-cell office:value-type="string"><text:p>{escape(str(cell))}</text:p>'
        "</table:table-cell>"
    )
