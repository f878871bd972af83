"""Files that are broken, hostile or merely enormous end in one sentence, or come in right."""

import io
import os
import struct
import sys
from pathlib import Path

import pytest
from msoffcrypto.format.ooxml import OOXMLFile

from scripts.testfiles.books import book
from scripts.testfiles.made import Row
from scripts.testfiles.packages import packed, unpacked
from showroom_crm.errors import NoPermission
from showroom_crm.importing import parser_process, reading
from showroom_crm.importing.parsed import Failure, Wanted
from tests.unit.importing.outcome import DATA, Outcome, outcome

PEOPLE = 6  # rows of the ordinary test file, the header among them
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_ENTITIES = (
    '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa">'
    + "".join(f'<!ENTITY {chr(98 + i)} "{("&" + chr(97 + i) + ";") * 10}">' for i in range(9))
    + "]>"
)


def _came(tmp_path: Path, name: str, content: bytes) -> Outcome:
    path = tmp_path / name
    path.write_bytes(content)
    return outcome(path)


def _with(package: str, **parts: tuple[str, str]) -> bytes:
    """Return a test file with (old, new) replaced in the part whose name holds the key."""
    content = unpacked((DATA / package).read_bytes())
    for key, (old, new) in parts.items():
        name = next(name for name in content if key in name)
        text = content[name]
        assert isinstance(text, bytes)
        assert old.encode() in text
        content[name] = text.replace(old.encode(), new.encode(), 1)
    return packed(content)


def _bombs() -> dict[str, bytes]:
    shared = unpacked((DATA / "plain.xlsx").read_bytes())
    texts = f'{_ENTITIES}<sst xmlns="{_MAIN}"><si><t>&j;</t></si></sst>'
    ods = unpacked((DATA / "open_document.ods").read_bytes())
    return {
        "entity.xlsx": _with("plain.xlsx", sharedStrings=("<t>张伟", _ENTITIES + "<t>&j;")),
        "entities.xlsx": packed({**shared, "xl/sharedStrings.xml": texts}),
        "entity.ods": packed({**ods, "content.xml": _ENTITIES + "<x>&j;</x>"}),
    }


@pytest.mark.parametrize("name", sorted(_bombs()))
def test_entities_are_not_blown_up(tmp_path: Path, name: str) -> None:
    found = _came(tmp_path, name, _bombs()[name])
    assert "damaged" in found.sentence or "no filled cell" in found.sentence


@pytest.mark.parametrize("share", [0.1, 0.5, 0.95])
@pytest.mark.parametrize("name", ["plain.xlsx", "old_excel.xls", "open_document.ods"])
def test_half_a_file_is_damaged(tmp_path: Path, name: str, share: float) -> None:
    whole = (DATA / name).read_bytes()
    found = _came(tmp_path, name, whole[: int(len(whole) * share)])
    assert "damaged" in found.sentence or found.plan is not None


def test_a_text_referred_to_again_and_again_is_cut_and_comes_in(tmp_path: Path) -> None:
    cells = "".join(
        f'<row r="{i}"><c r="A{i}" t="inlineStr"><is><t>客户{i}</t></is></c>'
        f'<c r="B{i}" t="s"><v>1</v></c></row>'
        for i in range(2, 302)
    )
    head = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>2</v></c></row>'
    texts = f"<si><t>姓名</t></si><si><t>{'长' * (1 << 20)}</t></si><si><t>备注</t></si>"
    parts = {
        **unpacked((DATA / "plain.xlsx").read_bytes()),
        "xl/sharedStrings.xml": f'<sst xmlns="{_MAIN}">{texts}</sst>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_MAIN}"><sheetData>{head}{cells}'
        "</sheetData></worksheet>",
    }
    found = _came(tmp_path, "a.xlsx", packed(parts))
    assert found.counts == (300, 0, 0, 0, 0)
    assert found.book is not None
    assert "300 cells are longer" in found.book.notes[0]


def test_looping_sectors_end(tmp_path: Path) -> None:
    content = bytearray((DATA / "old_excel.xls").read_bytes())
    table = 512 + struct.unpack_from("<I", content, 76)[0] * 512
    for place in range(table, table + 512, 4):
        if struct.unpack_from("<I", content, place)[0] < 0xFFFFFFF0:
            struct.pack_into("<I", content, place, 0)
    assert "damaged" in _came(tmp_path, "a.xls", bytes(content)).sentence


def test_a_file_that_claims_a_directory_of_gigabytes_ends(tmp_path: Path) -> None:
    content = bytearray((DATA / "old_excel.xls").read_bytes())
    struct.pack_into("<II", content, 68, 0, 0x7FFFFFFF)
    assert "damaged" in _came(tmp_path, "a.xls", bytes(content)).sentence


def test_formatted_empty_rows_are_not_customers(tmp_path: Path) -> None:
    ghosts = "".join(f'<row r="{i}" s="1"><c r="G{i}" s="1"/></row>' for i in range(7, 200_000))
    found = _came(
        tmp_path, "a.xlsx", _with("plain.xlsx", sheet1=("</sheetData>", f"{ghosts}</sheetData>"))
    )
    assert found.counts == (5, 0, 0, 0, 0)


def test_three_hundred_columns(tmp_path: Path) -> None:
    header = ["姓名", "手机", *(f"栏{i}" for i in range(298))]
    rows = [[f"张{i}", f"138{i:08}", *["v"] * 298] for i in range(20)]
    found = _came(tmp_path, "a.xlsx", book(("客户", [header, *rows])))
    assert found.counts == (20, 0, 0, 0, 0)


def test_padding_of_a_page_has_an_end(tmp_path: Path) -> None:
    page = (
        b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">'
        b"<Table>" + b'<Row><Cell ss:Index="2000"><Data>x</Data></Cell></Row>' * 3000 + b"</Table>"
    )
    (tmp_path / "a.xls").write_bytes(page)
    rows = reading.read(tmp_path / "a.xls").sheets[0].rows
    assert len(rows) == 3000
    assert sum(map(len, rows)) < 2_010_000


def test_the_end_of_time_comes_with_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "SECONDS", 0.0)
    found = _came(tmp_path, "a.xlsx", (DATA / "plain.xlsx").read_bytes())
    assert "took too long" in found.sentence


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="needs a file one may not read"
)
def test_a_file_of_somebody_else(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"x")
    path.chmod(0)
    with pytest.raises(NoPermission):
        reading.read(path)


def _locked(tmp_path: Path, password: str) -> Path:
    out = io.BytesIO()
    with (DATA / "plain.xlsx").open("rb") as plain:
        OOXMLFile(plain).encrypt(password, out)
    path = tmp_path / "locked.xlsx"
    path.write_bytes(out.getvalue())
    return path


@pytest.mark.parametrize("given", [None, ""])
def test_the_password_of_excel_itself_is_not_asked_for(tmp_path: Path, given: str | None) -> None:
    rows = reading.read(_locked(tmp_path, "VelvetSweatshop"), password=given).sheets[0].rows
    assert len(rows) == PEOPLE


def test_a_number_without_end_is_no_number(tmp_path: Path) -> None:
    numbers = ('<c r="C2" s="1"><v>1e999</v></c>', '<c r="C3"><v>NaN</v></c>')
    rows: list[Row] = [
        ["姓名", "手机", "成交价"],
        ["张伟", "13800000001", 1],
        ["李娜", "13900000002", 2],
    ]
    parts = unpacked(book(("客户", rows)))
    text = parts["xl/worksheets/sheet1.xml"]
    assert isinstance(text, bytes)
    for old, new in zip(
        (b'<c r="C2"><v>1</v></c>', b'<c r="C3"><v>2</v></c>'), numbers, strict=True
    ):
        assert old in text
        text = text.replace(old, new.encode())
    parts["xl/worksheets/sheet1.xml"] = text
    found = _came(tmp_path, "a.xlsx", packed(parts))
    assert found.counts == (2, 0, 0, 0, 0)
    assert found.column("price") == [None, None]


def test_a_file_that_vanishes_while_it_is_read(tmp_path: Path) -> None:
    assert list(parser_process.messages(Wanted(str(tmp_path / "gone.csv")))) == [Failure.GONE]
