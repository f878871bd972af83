"""The encoding of a text is told by what its bytes would say, however few there are."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from showroom_crm.errors import FileUnreadable
from showroom_crm.importing import encodings, reading
from showroom_crm.importing.parsed import Unparsed
from showroom_crm.values.sheets import EncodingGuess

_WESTERN = [
    *("Müller", "José Núñez", "Café", "ÄRGER", "Ångström, Åse", "François", "Zoë", "Straße"),
    *("MÜLLER", "Señor Peña; ¿Qué tal?", "Björk Guðmundsdóttir", "naïve", "Renée,1\nSmith,2"),
    *("Ñandú", "price €5", "GÖTEBORG", "Öztürk", "Ângela Conceição", "déjà vu", "Møller"),
    *("it’s “fine”", "20 °C", "Citroën C4", "Škoda Octavia", "São Paulo", "à bientôt", "É"),
]
_SIMPLIFIED = [
    *("张", "张伟", "姓名,手机\n张伟,138", "Name,Phone\n陈,139", "联通", "欧阳静,看车", "VIP客户"),
    *("张伟 ok", "李娜a", "Name\n赵", "鑫", "淼", "龚", "璐", "陆", "刘洋,AUDI A6L豪华", "是"),
    *("男", "女", "丁", "卜", "仝", "朱珺", "李彧", "闫妍", "备注：已联系，下周再来。"),
]
_TRADITIONAL = [
    *("陳怡君", "客戶姓名,行動電話", "林志明,需要貸款", "黃", "Name,Phone\n陳志豪,0912", "賴"),
    *("張雅婷\n林美玲", "週末來店賞車", "電話", "Name,Remark\nChen,喜歡白色", "謝謝"),
]
_CASES = [
    *((text, name) for text in _WESTERN for name in ("cp1252", "utf-8")),
    *((text, name) for text in _SIMPLIFIED for name in ("gb18030", "utf-8")),
    *((text, name) for text in _TRADITIONAL for name in ("big5", "utf-8", "gb18030")),
]


@pytest.mark.parametrize(("text", "name"), _CASES)
def test_the_shortest_text_is_read_rightly(text: str, name: str) -> None:
    found = encodings.decode(text.encode(name))
    assert (found.text, found.encoding, found.lost) == (text, name, 0)


@settings(max_examples=60)
@given(
    st.lists(st.sampled_from(_SIMPLIFIED), min_size=1, max_size=6),
    st.integers(0, 3),
)
def test_a_text_cut_inside_a_character_keeps_its_encoding(words: list[str], cut: int) -> None:
    text = "姓名,手机,备注\n" + "\n".join(words) + "\n客户"
    for name in ("utf-8", "gb18030"):
        data = text.encode(name)
        assert encodings.decode(data[: len(data) - cut]).encoding == name


def test_stray_bytes_are_counted() -> None:
    data = "姓名,手机\n张伟,13800000001\n李娜,13900000002\n".encode()
    found = encodings.decode(data.replace("伟".encode(), b"\xff"))
    assert (found.encoding, found.lost) == ("utf-8", 1)
    assert "李娜" in found.text


def test_zero_bytes_do_not_make_it_utf_16() -> None:
    found = encodings.decode("姓名,手机\n张\x00伟,138\n".encode("gb18030"))
    assert (found.text, found.encoding, found.lost) == ("姓名,手机\n张伟,138\n", "gb18030", 0)


def test_few_chinese_bytes_far_behind_plain_ones() -> None:
    data = b"name,phone\n" + b"Smith,13800000001\n" * 50_000 + "张伟,139\n".encode("gb18030")
    assert encodings.decode(data).text.endswith("张伟,139\n")


def test_a_page_is_believed_about_its_encoding_unless_the_bytes_speak_against_it() -> None:
    page = '<meta charset="{}"><table><tr><td>{}</td></tr></table>'
    cyrillic = page.format("windows-1251", "Иванов").encode("cp1251")
    assert "Иванов" in encodings.decode(cyrillic, declares=True).text
    wrong = page.format("gb2312", "客户姓名，联系电话").encode()
    assert encodings.decode(wrong, declares=True).encoding == "utf-8"


@pytest.mark.parametrize(
    "data", [bytes(range(128, 256)) * 4, bytes(range(256)), b"\x7fELF\x02\x01" * 9]
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(Unparsed):
        encodings.decode(data)


def test_the_guess_is_shown_with_cells_and_can_be_overruled(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("name,phone\n陳怡君,13800000001\nSmith,139\n".encode("big5"))
    book = reading.read(path)
    assert book.encoding == "big5"
    assert book.encodings[0] == EncodingGuess("big5", ("陳怡君",))
    assert {guess.name for guess in book.encodings} >= {"big5", "cp1252"}
    again = reading.read(path, encoding="cp1252")
    assert again.encoding == "cp1252"
    assert again.sheets[0].rows[1][0] != "陳怡君"
    assert EncodingGuess("big5", ("陳怡君",)) in again.encodings


def test_an_encoding_nobody_knows(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("姓名\n张伟\n".encode())
    for name in ("klingon", "base64", "\x00"):
        with pytest.raises(FileUnreadable, match="no encoding called"):
            reading.read(path, encoding=name)


def test_plain_text_has_nothing_to_choose(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"name,phone\nSmith,139\n")
    assert reading.read(path).encodings == (EncodingGuess("utf-8"),)
