"""Files made to harm, or bent until they do: each ends in one sentence, or comes in right."""

import os
import struct
import sys
import time
import zipfile
from io import BytesIO
from multiprocessing.connection import Connection
from pathlib import Path

import pytest
import xlwt

from scripts.testfiles.binary import biff4, biff5, compound, xlsb
from scripts.testfiles.books import book
from scripts.testfiles.made import Row
from scripts.testfiles.packages import packed, unpacked
from showroom_crm.errors import FileUnreadable
from showroom_crm.importing import parser_process, reading, reading_process, record_facts
from showroom_crm.importing.parsed import Failure, Finished, Message, Wanted
from showroom_crm.importing.workbook_cells import FAR_COLUMN
from tests.unit.importing.outcome import DATA


def _told(path: Path) -> str:
    with pytest.raises(FileUnreadable) as caught:
        reading.read(path)
    assert "\n" not in caught.value.text
    return caught.value.text


def _parsed(path: Path) -> list[Message]:
    return list(parser_process.messages(Wanted(str(path))))


def _renamed(workbook: bytes, old: str, new: str) -> bytes:
    """Return a workbook one of whose sheets is called otherwise."""
    parts = unpacked(workbook)
    head = parts["xl/workbook.xml"]
    assert isinstance(head, bytes)
    return packed({**parts, "xl/workbook.xml": head.replace(old.encode(), new.encode())})


def _file(tmp_path: Path, name: str, content: bytes) -> Path:
    path = tmp_path / name
    path.write_bytes(content)
    return path


@pytest.mark.skipif(sys.platform == "win32", reason="pipes have no place in its file system")
def test_a_pipe_and_a_device_are_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "leads.csv")
    for path in (tmp_path / "leads.csv", Path("/dev/zero"), Path("/dev/null")):
        assert "device, not a file" in _told(path)


def sleep_long(_channel: Connection) -> None:
    """Stand in for a parser that hangs before it says a word."""
    time.sleep(60)


def test_a_parser_that_says_nothing_is_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading_process.let_go()
    monkeypatch.setattr(parser_process, "work", sleep_long)
    monkeypatch.setattr(reading, "SECONDS", 1.0)
    begun = time.monotonic()
    assert "took too long" in _told(_file(tmp_path, "a.csv", b"name,phone\nx,1\n"))
    assert time.monotonic() - begun < 20


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        ("a.xlsx", b"", "empty"),
        ("a.csv", b"\x00" * 5000, "empty"),
        ("photo.xlsx", b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(100), "picture"),
        ("a.xls", compound("WordDocument", b"x" * 5000), "text document"),
        ("a.xls", compound("Contents", b"x" * 5000), "damaged"),
        ("a.xls", compound("Book", b"\x09\x08\x08\x00\x00\x05\x05\x00" + bytes(9)), "damaged"),
        ("a.xls", b"\x09\x00\x04\x00\x02\x00\x10\x00" + b"\x0a\x00\x00\x00", "no filled"),
        ("a.xls", b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\nx", "no table"),
        ("a.zip", packed({"a.csv": "姓名,手机", "b.csv": "姓名,手机"}), "packed archive"),
        ("a.zip", packed({"a.zip": packed({"a.csv": "姓名,手机"})}), "packed archive"),
        ("a.zip", packed({"a.exe": "MZ"}), "packed archive"),
        ("a.xlsx", packed({"../../xl/workbook.xml": "<x/>"}), "packed archive"),
        ("a.xlsx", packed({"xl/workbook.xml": "<workbook/>"}), "damaged"),
        ("a.xlsx", _renamed(book(("甲", [["姓名"]]), ("乙", [["手机"]])), "乙", "甲"), "damaged"),
        ("a.ods", packed({"content.xml": "<x>", "mimetype": ""}), "damaged"),
    ],
)
def test_each_ends_in_its_sentence(tmp_path: Path, name: str, content: bytes, word: str) -> None:
    assert word in _told(_file(tmp_path, name, content))


def test_names_that_climb_out_of_the_archive_write_nothing(tmp_path: Path) -> None:
    parts = unpacked((DATA / "plain.xlsx").read_bytes())
    path = _file(tmp_path, "a.xlsx", packed({**parts, "../../../escaped.txt": "x", "/abs": "y"}))
    assert len(reading.read(path).sheets[0].rows) == 6
    assert {each.name for each in tmp_path.rglob("*")} == {"a.xlsx"}


@pytest.mark.parametrize("name", ["plain.xlsx", "old_excel.xls", "csv_gbk_one_row.csv"])
def test_a_table_packed_alone_is_read_as_itself(tmp_path: Path, name: str) -> None:
    alone = (DATA / name).read_bytes()
    others: dict[str, bytes | str] = {f"__MACOSX/._{name}": "x", ".DS_Store": "x"}
    path = _file(tmp_path, "客户.zip", packed({f"文件/{name}": alone, **others}))
    found, wanted = reading.read(path), reading.read(DATA / name)
    assert (found.kind, found.encoding) == (wanted.kind, wanted.encoding)
    assert [sheet.rows for sheet in found.sheets] == [sheet.rows for sheet in wanted.sheets]


def test_a_bomb_packed_alone_is_refused(tmp_path: Path) -> None:
    bomb = packed({"a.csv": b"a,b\n" * (60 << 20)})
    assert "memory" in _told(_file(tmp_path, "a.zip", bomb))


def test_an_archive_locked_inside(tmp_path: Path) -> None:
    content = bytearray((DATA / "plain.xlsx").read_bytes())
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = -1
        while (place := content.find(sign, place + 1)) >= 0:
            content[place + at] |= 1
    assert "locked" in _told(_file(tmp_path, "a.xlsx", bytes(content)))


def test_a_locked_open_document(tmp_path: Path) -> None:
    parts = unpacked((DATA / "open_document.ods").read_bytes())
    manifest = parts["META-INF/manifest.xml"]
    assert isinstance(manifest, bytes)
    locked = manifest.replace(b"</manifest:manifest>", b"<manifest:encryption-data/></x>")
    content = packed({**parts, "META-INF/manifest.xml": locked})
    assert "locked in a way" in _told(_file(tmp_path, "a.ods", content))


def test_a_locked_excel_5(tmp_path: Path) -> None:
    stream = b"\x09\x08\x08\x00\x00\x05\x05\x00" + bytes(4) + b"\x2f\x00\x04\x00abcd"
    assert "locked in a way" in _told(_file(tmp_path, "a.xls", compound("Book", stream)))


def test_all_columns_there_are(tmp_path: Path) -> None:
    rows = [["姓名", "手机", *(f"栏{i}" for i in range(16_382))], ["张伟", "13800000001"]]
    found = reading.read(_file(tmp_path, "a.xlsx", book(("客户", rows))))
    assert found.sheets[0].rows[1][:2] == ["张伟", "13800000001"]
    assert len(found.sheets[0].rows[0]) == FAR_COLUMN
    assert "14,384 filled cells stand too far" in found.notes[0]


def test_more_cells_than_memory_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parser_process, "MOST_CELLS", 10)
    path = _file(tmp_path, "a.csv", b"a,b,c,d\n" * 5)
    assert _parsed(path)[-1] is Failure.TOO_MANY_CELLS
    monkeypatch.setattr(parser_process, "MOST_CELLS", 100)
    monkeypatch.setattr(parser_process, "MOST_CHARACTERS", 3)
    assert _parsed(path)[-1] is Failure.TOO_MANY_CELLS


def test_joined_cells_without_end(tmp_path: Path) -> None:
    page = '<table><tr><td rowspan="99999999" colspan="99999999">x</td></tr>' + "<tr><td>y" * 3000
    rows = reading.read(_file(tmp_path, "a.xls", page.encode())).sheets[0].rows
    assert len(rows) == 3001
    assert sum(map(len, rows)) < 2_100_000


def test_a_row_far_down_in_a_page(tmp_path: Path) -> None:
    page = (
        '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">'
        '<Table><Row ss:Index="99999999"><Cell><Data>x</Data></Cell></Row></Table></Workbook>'
    )
    assert len(reading.read(_file(tmp_path, "a.xls", page.encode())).sheets[0].rows) == 1


def test_records_that_lie_about_their_length(tmp_path: Path) -> None:
    rows = [["姓名", "手机"], ["张伟", "13800000001"]]
    whole = biff5(rows)
    for at in range(512, 512 + 200, 9):
        lying = bytearray(whole)
        struct.pack_into("<H", lying, at, 0xFFFF)
        last = _parsed(_file(tmp_path, "a.xls", bytes(lying)))[-1]
        assert isinstance(last, Finished | Failure)


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
def test_an_old_workbook_cut_off_loses_nobody_silently(tmp_path: Path, share: float) -> None:
    rows: list[Row] = [[f"客户{i}", 13800000000 + i] for i in range(50)]
    whole = biff4([["姓名", "手机"], *rows])
    cut = whole[: int(len(whole) * share)]
    assert "damaged" in _told(_file(tmp_path, "a.xls", cut))
    book = xlwt.Workbook(encoding="utf-8")
    page = book.add_sheet("客户")
    for i in range(300):
        page.write(i, 0, f"客户{i}")
    book.save(out := BytesIO())
    stream = record_facts.stream(out.getvalue(), "Workbook")
    newer = compound("Workbook", stream[: int(len(stream) * share)])
    assert "damaged" in _told(_file(tmp_path, "a.xls", newer))
    inside = compound("Book", b"\x09\x08\x08\x00\x00\x05\x10\x00" + bytes(4) + cut[12:])
    assert "damaged" in _told(_file(tmp_path, "a.xls", inside))


@pytest.mark.parametrize("name", ["xml_spreadsheet.xls", "web_page.xls"])
def test_a_page_cut_off_is_told(tmp_path: Path, name: str) -> None:
    whole = (DATA / name).read_bytes()
    sign = b"</Row>" if b"</Row>" in whole else b"</tr>"
    cut = whole[: whole.index(sign, whole.index(sign) + 1)]
    told = "The file ends in the midst of the table: rows may be missing at its end."
    assert told in reading.read(_file(tmp_path, name, cut)).notes
    assert told not in reading.read(DATA / name).notes


@pytest.mark.parametrize("cut", [9, 60, 95])
def test_a_binary_workbook_cut_off(tmp_path: Path, cut: int) -> None:
    """The fast parser panics at some of them, in the child process."""
    parts = unpacked(xlsb([["姓名", "手机"], ["张伟", "13800000001"]]))
    sheet = parts["xl/worksheets/sheet1.bin"]
    assert isinstance(sheet, bytes)
    assert cut < len(sheet)
    content = packed({**parts, "xl/worksheets/sheet1.bin": sheet[:cut]})
    assert "damaged" in _told(_file(tmp_path, "a.xlsb", content))


@pytest.mark.parametrize("name", ["excel_5.xls", "old_excel.xls"])
def test_sectors_out_of_place(tmp_path: Path, name: str) -> None:
    """The fast parser asks for more memory than there is and aborts, in the child process."""
    whole = (DATA / name).read_bytes()
    assert "damaged" in _told(_file(tmp_path, name, whole[:694] + bytes(5000) + whole[694:]))


def test_a_member_that_does_not_unpack(tmp_path: Path) -> None:
    content = bytearray((DATA / "plain.xlsx").read_bytes())
    with zipfile.ZipFile(BytesIO(content)) as archive:
        place = archive.getinfo("xl/workbook.xml").header_offset + 30 + len("xl/workbook.xml")
    content[place : place + 60] = bytes(range(60))
    assert "damaged" in _told(_file(tmp_path, "a.xlsx", bytes(content)))
