"""Files of every kind, named rightly or not, sound or not."""

import datetime as dt
import io
import zipfile
from pathlib import Path

import pytest
from msoffcrypto.format.ooxml import OOXMLFile
from openpyxl import Workbook as NewWorkbook

from showroom_crm.errors import (
    FilePasswordNeeded,
    FileUnreadable,
    NotFound,
)
from showroom_crm.importing import reading
from tests.unit.importing.ledger import samples

_TABLE = "客户姓名,联系电话,备注\n张伟,13800000001,“你好”\n欧阳静,13800000002,看车\n"


def _workbook(path: Path, *rows: list[object]) -> Path:
    book = NewWorkbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


def test_xlsx_keeps_types_and_row_numbers(tmp_path: Path) -> None:
    rows: list[list[object]] = [[], ["", "姓名", "日期"], ["", "001", dt.date(2026, 3, 5)]]
    book = reading.read(_workbook(tmp_path / "表.xls", *rows))
    assert book.kind == "xlsx"
    assert book.sheets[0].rows[1:] == [["", "姓名", "日期"], ["", "001", dt.date(2026, 3, 5)]]
    assert book.sheets[0].row_number(2) == 3


def test_hidden_sheets_and_merges_are_told(tmp_path: Path) -> None:
    book = NewWorkbook()
    first = book.active
    assert first is not None
    first.append(["客户信息", "", "备注"])
    first.merge_cells("A1:B1")
    hidden = book.create_sheet("旧数据")
    hidden.append(["姓名"])
    hidden.sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    sheets = reading.read(tmp_path / "a.xlsx").sheets
    assert [sheet.hidden for sheet in sheets] == [False, True]
    assert sheets[0].merges == ((0, 0, 0, 1),)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "utf-32"]
)
def test_text_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(_TABLE.encode(encoding))
    assert reading.read(path).sheets[0].rows[1] == ["张伟", "13800000001", "“你好”"]


def test_big5_is_told_from_gb18030(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    text = "客戶姓名,行動電話,備註\n陳怡君,0912345678,週末來看車\n林志明,0923456789,需要貸款\n"
    path.write_bytes(text.encode("big5"))
    assert reading.read(path).sheets[0].rows[0] == ["客戶姓名", "行動電話", "備註"]


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_delimiters_quotes_and_line_breaks(tmp_path: Path, delimiter: str) -> None:
    path = tmp_path / "a.csv"
    lines = [["姓名", "留言", "编号"], ["张伟", '"他说""贵""' + '\n再看"', '"=""001"""']]
    path.write_text("\n".join(delimiter.join(line) for line in lines), "utf-8")
    assert reading.read(path).sheets[0].rows[1] == ["张伟", '他说"贵"\n再看', "001"]


def test_an_export_that_is_a_web_page(tmp_path: Path) -> None:
    path = tmp_path / "export.xls"
    page = "<html><table><tr><th>姓名</th><th>手机</th></tr><tr><td>张伟<td>13800000001</table>"
    path.write_bytes(page.encode("gb18030"))
    assert reading.read(path).sheets[0].rows == [["姓名", "手机"], ["张伟", "13800000001"]]


def test_a_sample_of_each_kind_is_read() -> None:
    kinds = {path.suffix: reading.read(path).kind for path in samples()}
    assert kinds == {".xlsx": "xlsx", ".xls": "xls", ".csv": "csv"}


def test_password(tmp_path: Path) -> None:
    plain = _workbook(tmp_path / "plain.xlsx", ["姓名", "手机"], ["张伟", "13800000001"])
    locked = tmp_path / "locked.xlsx"
    with plain.open("rb") as source, locked.open("wb") as target:
        OOXMLFile(source).encrypt("geheim", target)
    with pytest.raises(FilePasswordNeeded):
        reading.read(locked)
    with pytest.raises(FilePasswordNeeded):
        reading.read(locked, password="falsch")
    assert reading.read(locked, password="geheim").sheets[0].rows[1][0] == "张伟"


def _bomb() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"\0" * (150 << 20))
    return packed.getvalue()


def _zip(name: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(name, "x")
    return packed.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\0" * 100,
        b"%PDF-1.7 ...",
        b"\x89PNG\r\n\x1a\n0000",
        b"PK\x03\x04broken",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1broken",
        bytes(range(128, 256)) * 40,
        b"<html><body>no table</body></html>",
        _zip("word/document.xml"),
        _zip("photo.jpg"),
        _zip("xl/workbook.xml"),
    ],
)
def test_what_cannot_be_read_is_said_in_a_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    with pytest.raises(FileUnreadable) as caught:
        reading.read(path)
    assert "a.xlsx" in str(caught.value)


def test_a_zip_bomb_is_not_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(_bomb())
    with pytest.raises(FileUnreadable):
        reading.read(path)


def test_marks_of_open_files_folders_and_missing_files(tmp_path: Path) -> None:
    lock = tmp_path / "~$月报.xlsx"
    lock.write_bytes(b"user")
    for path, error in (
        (lock, FileUnreadable),
        (tmp_path, FileUnreadable),
        (tmp_path / "none.csv", NotFound),
    ):
        with pytest.raises(error):
            reading.read(path)


def test_a_stray_cell_far_out_harms_nothing(tmp_path: Path) -> None:
    book = NewWorkbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["姓名", "手机"])
    sheet["XFD1048576"] = "x"
    book.save(tmp_path / "a.xlsx")
    # Laid out in full that would be seventeen thousand million cells.
    assert reading.read(tmp_path / "a.xlsx").sheets[0].rows == [["姓名", "手机"]]


def test_reading_can_be_cancelled(tmp_path: Path) -> None:
    path = _workbook(tmp_path / "a.xlsx", ["姓名"])
    with pytest.raises(FileUnreadable):
        reading.read(path, cancelled=lambda: True)
