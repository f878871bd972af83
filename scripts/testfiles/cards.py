"""Contacts as telephones give them away, and lists lined up by blanks."""

from __future__ import annotations

import quopri

from scripts.testfiles.made import file


def _quoted(text: str, encoding: str) -> str:
    return quopri.encodestring(text.encode(encoding), quotetabs=True).decode().replace("\n", "\r\n")


@file("cards_of_a_telephone.vcf")
def cards_of_a_telephone() -> bytes:
    """Version 3.0 in UTF-8: folded lines, groups, a picture, several numbers."""
    return "\r\n".join(
        (
            "BEGIN:VCARD", "VERSION:3.0", "N:张;伟;;;", "FN:张伟",
            "TEL;TYPE=HOME:021-66778899", "TEL;TYPE=CELL,VOICE:138 0000 0001",
            "item1.EMAIL;TYPE=INTERNET:zw@example.com", "ORG:某某物流;车队",
            "NOTE:周末带家人看车\\, 要", "  白色", "PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQSkZJRg",
            " ABAQAAAQABAAD", "END:VCARD",
            "BEGIN:VCARD", "VERSION:3.0", "N:李;娜;;;", "TEL;TYPE=CELL:+8613900000002", "END:VCARD",
            "",
        )
    ).encode()  # fmt: skip


@file("cards_quoted_printable.vcf")
def cards_quoted_printable() -> bytes:
    """Version 2.1: quoted texts in GBK and in UTF-8, broken by = at the end of a line."""
    family, given = _quoted("张", "gbk"), _quoted("伟", "gbk")
    long = "周末带家人来看车，想要白色的那一辆，价格谈得差不多"
    return "\r\n".join(
        (
            "BEGIN:VCARD", "VERSION:2.1",
            f"N;CHARSET=GBK;ENCODING=QUOTED-PRINTABLE:{family};{given};;;",
            "TEL;CELL:13800000001",
            f"NOTE;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:{_quoted(long, 'utf-8')}",
            "END:VCARD",
            "BEGIN:VCARD", "VERSION:2.1",
            f"FN;ENCODING=QUOTED-PRINTABLE:{_quoted('李娜', 'utf-8')}", "TEL;CELL;PREF:13900000002",
            "END:VCARD", "",
        )
    ).encode()  # fmt: skip


@file("text_lined_up.txt")
def text_lined_up() -> bytes:
    """Columns of a printed list, with an empty cell in the middle."""
    return (
        "客户一览表\r\n"
        "姓名      电话          车型      备注\r\n"
        "张伟      13800000001   星越      要白色\r\n"
        "欧阳静    13900000002             下周 再来\r\n"
        "王强      15000000003   豪越\r\n"
    ).encode("gb18030")


@file("text_with_single_blanks.txt")
def text_with_single_blanks() -> bytes:
    """What is pasted from a chat: a name, a blank, a number."""
    return "张伟 13800000001\n欧阳静 13900000002\n王强 15000000003\n".encode()
