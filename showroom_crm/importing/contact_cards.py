"""Reads the cards that telephones and mail programs write (vCard 2.1, 3.0, 4.0) as one table."""

from __future__ import annotations

import quopri
import re
from collections.abc import Iterator
from typing import NamedTuple

from showroom_crm.importing.parsed import Rows

_BEGIN = re.compile(rb"\s*BEGIN:VCARD\s", re.IGNORECASE)
_ESCAPED = re.compile(r"\\([\\,;:nN])")
_PARTS = re.compile(r"(?<!\\);")
_HAN = re.compile(r"[㐀-鿿]")
_COLUMNS = {
    "FN": "Full name", "ORG": "Company", "TITLE": "Job title", "ADR": "Address",
    "BDAY": "Birthday", "NOTE": "Notes", "NICKNAME": "Nickname", "EMAIL": "Email",
    "GENDER": "Gender", "URL": "Website", "CATEGORIES": "Categories", "PHOTO": "Photo",
    "X-WECHAT": "WeChat", "X-QQ": "QQ",
}  # fmt: skip
_TECHNICAL = frozenset(
    {"BEGIN", "END", "VERSION", "N", "REV", "PRODID", "UID", "TEL", "X-ABLABEL", "SORT-STRING"}
    | {"X-ABUID", "CLIENTPIDMAP", "KIND"}
)
_PICTURES = frozenset({"PHOTO", "LOGO", "SOUND", "KEY"})
_PHONES = ("Mobile", "Phone 2", "Phone 3", "Phone 4")
_NAME_FIRST = ("Full name", *_PHONES)


class _Line(NamedTuple):
    """One property of a card: what it is called, its kinds such as CELL, and its text."""

    name: str
    kinds: frozenset[str]
    value: str


def is_cards(data: bytes) -> bool:
    """Tell whether a file begins as a card does."""
    return _BEGIN.match(data.removeprefix(b"\xef\xbb\xbf")) is not None


def table(data: bytes, encoding: str) -> Rows:
    """Return one row for each card below a header line.

    `encoding` is that of texts which do not say theirs. Numbers after the fourth share its cell;
    properties without a column of their own keep their name as header.
    """
    cards: list[dict[str, str]] = []
    lines: list[_Line] = []
    depth = 0
    for line in _lines(data.removeprefix(b"\xef\xbb\xbf"), encoding):
        if line.name == "BEGIN":
            depth += 1
        elif line.name == "END":
            depth -= 1
            if depth == 0:
                cards.append(_card(lines))
                lines = []
        elif depth == 1:
            lines.append(line)
    if lines:  # the file ends in the midst of a card
        cards.append(_card(lines))
    found = dict.fromkeys(header for card in cards for header in card)
    headers = [*(h for h in _NAME_FIRST if h in found), *(h for h in found if h not in _NAME_FIRST)]
    rows: Rows = [[card.get(header) for header in headers] for card in cards]
    return [[*headers], *rows]


def _card(lines: list[_Line]) -> dict[str, str]:
    card: dict[str, str] = {}
    numbers = sorted((line for line in lines if line.name == "TEL"), key=_is_no_mobile)
    values = dict.fromkeys(number for line in numbers if (number := _number(line.value)))
    several = [*values]
    for header, value in zip(_PHONES, several, strict=False):
        card[header] = value
    if several[len(_PHONES) :]:
        card[_PHONES[-1]] = "; ".join(several[len(_PHONES) - 1 :])
    for line in lines:
        if line.name not in _TECHNICAL and (value := _value(line)):
            _keep(card, _COLUMNS.get(line.name, line.name), value)
    if not card.get("Full name"):
        name = next((_joined(line.value) for line in lines if line.name == "N"), "")
        if name:
            card["Full name"] = name
    return card


def _keep(card: dict[str, str], header: str, value: str) -> None:
    """Put a value into its column, or into a further one where that is filled."""
    number, free = 1, header
    while card.get(free, value) != value:
        number += 1
        free = f"{header} {number}"
    card[free] = value


def _is_no_mobile(line: _Line) -> bool:
    return "CELL" not in line.kinds


def _number(value: str) -> str:
    return _plain(value).removeprefix("tel:").strip()


def _value(line: _Line) -> str:
    if line.name in _PICTURES:
        return "(…)"
    parts = [_plain(part).strip() for part in _PARTS.split(line.value)]
    if line.name == "ADR" and _HAN.search(line.value):  # from the country down to the house
        box, more, street, city, region, _code, country = (*parts, *[""] * 7)[:7]
        return "".join((country, region, city, street, more, box))
    return " ".join(part for part in parts if part)


def _joined(value: str) -> str:
    """Return the whole name from family name, given name and names between."""
    family, given, middle = (
        _plain(part).strip() for part in (*_PARTS.split(value), "", "", "")[:3]
    )
    if _HAN.search(family + given):
        return family + middle + given
    return " ".join(part for part in (given, middle, family) if part)


def _plain(text: str) -> str:
    return _ESCAPED.sub(lambda m: "\n" if m.group(1) in "nN" else m.group(1), text)


def _lines(data: bytes, encoding: str) -> Iterator[_Line]:
    for raw in _unfolded(data):
        head, colon, value = raw.partition(b":")
        if not colon:
            continue
        name, *params = head.decode("latin-1").upper().split(";")
        kinds: set[str] = set()
        charset = ""
        for param in params:
            key, equals, word = param.partition("=")
            if key == "CHARSET":
                charset = word
            else:
                kinds.update((word if equals else key).strip('"').split(","))
        text = _decoded(value, kinds, charset, encoding)
        yield _Line(name.rpartition(".")[2].strip(), frozenset(kinds), text)


def _unfolded(data: bytes) -> Iterator[bytes]:
    """Yield whole lines: a blank begins a further part of one, `=` at its end says one follows."""
    held = b""
    for line in data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n"):
        if held and held.endswith(b"=") and b"QUOTED-PRINTABLE" in held.partition(b":")[0].upper():
            held = held[:-1] + line.lstrip()
        elif line[:1] in (b" ", b"\t"):
            held += line[1:]
        else:
            yield held
            held = line
    yield held


def _decoded(value: bytes, kinds: set[str], charset: str, encoding: str) -> str:
    quoted = "QUOTED-PRINTABLE" in kinds
    if quoted:
        value = quopri.decodestring(value)
    for name in (charset, *(("utf-8", "gb18030") if quoted else ()), encoding):
        try:
            return value.decode(name) if name else value.decode(encoding)
        except (LookupError, ValueError):
            continue
    return value.decode("latin-1")
