"""The search index: names by character, pinyin and initials, numbers by their tails, words."""

from __future__ import annotations

import json
import os
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import Connection, text

from showroom_crm.store.adding import Adding

_CHUNK = 20_000  # customers whose names and numbers are read together
# When the index puts its parts together, and writes a part anew because entries of it are gone.
# In the midst of many new entries that doubles the time; afterwards each write does a bit of it.
_MANY = 1000  # customers
_SELDOM = {"automerge": 8, "deletemerge": 0}
_USUALLY = {"automerge": 4, "deletemerge": 10}
_SHORTEST_TAIL = 3
# Of which cells the index is made, see `_sources`.
_MADE_OF: Mapping[str, frozenset[str]] = {
    "customer": frozenset({"customer_no", "name", "id_no", "model", "remark", "last_contact_note"}),
    "contact_way": frozenset({"value"}),
    "vehicle": frozenset({"plate", "vin", "model"}),
    "customer_alias": frozenset({"value"}),
    "custom_value": frozenset({"value", "field_id"}),
}
_VIN_LENGTH = 17

# How surnames sound where the common reading of the character is another one.
_SURNAMES = {
    "曾": "zeng", "单": "shan", "仇": "qiu", "查": "zha", "翟": "zhai", "覃": "qin",
    "解": "xie", "朴": "piao", "区": "ou", "盖": "ge", "缪": "miao", "乐": "yue",
    "尹": "yin", "任": "ren", "万": "wan", "召": "shao", "重": "chong", "秘": "bi",
    "冼": "xian", "黑": "he", "折": "she", "种": "chong", "长孙": "zhangsun",
    "尉迟": "yuchi", "万俟": "moqi", "澹台": "tantai", "单于": "chanyu", "宿": "su",
    "纪": "ji", "燕": "yan", "葛": "ge", "那": "na", "隗": "wei", "员": "yun", "逄": "pang",
}  # fmt: skip
_PIECE = re.compile(r"[㐀-鿿豈-﫿\U00020000-\U0003ffff]|[^\W_㐀-鿿豈-﫿\U00020000-\U0003ffff]+")
_JOINT = re.compile(r"(?<=[^\W_])[-·•.](?=[^\W_])")
_SIGNS = re.compile(r"[\W_]+")
_DIGIT = re.compile(r"\d")
_ENDING_IN = re.compile(r"(?:手机|电话|车牌|车架)?号?尾号(?:是|为)?\W*(?=[a-z0-9])")  # 尾号 8812
_HAN = re.compile(r"[㐀-鿿豈-﫿\U00020000-\U0003ffff]")


@cache
def _readings() -> dict[int, str]:
    # Single characters are all a name needs; the phrase tables would cost a quarter of a second.
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "1")
    from pypinyin.constants import PINYIN_DICT

    return dict(PINYIN_DICT)


@cache
def _sound(character: str) -> str:
    """Return the pinyin of one character without tone, or the character itself in lower case."""
    reading = _readings().get(ord(character), character).split(",")[0].lower()
    bare = unicodedata.normalize("NFD", reading).replace("u\u0308", "v")  # as people type it
    return "".join(ch for ch in bare if not unicodedata.combining(ch))


def syllables(name: str) -> list[str]:
    """Return how a name sounds, a syllable or a Latin word an item; surnames by own readings."""
    for length in (2, 1):
        reading = _SURNAMES.get(name[:length])
        if reading:
            return [reading, *_sounds(name[length:])]
    return _sounds(name)


def _sounds(name: str) -> list[str]:
    return [
        sound
        for piece in _PIECE.findall(name)
        for sound in (map(_sound, piece) if _HAN.match(piece) else (piece.lower(),))
    ]


def sort_key(name: str | None) -> str | None:
    """Return what a name is sorted by: its sound, then the name itself."""
    return _name(name)[1] if name else None


@lru_cache(maxsize=50_000)
def _name(name: str) -> tuple[str, str]:
    """Return the words a name is found by, and what it is sorted by."""
    sounds = syllables(name)
    initials = "".join([sound[0] for sound in sounds])
    found = [*_PIECE.findall(name.lower()), "".join(sounds), *sounds[1:], initials]
    return " ".join(found), " ".join(sounds) + " " + name


def words(
    names: Iterable[str | None],
    numbers: Iterable[str | None],
    texts: Iterable[str],
    customer_no: str = "",
) -> str:
    """Return the index entry of one customer.

    `customer_no` is found with and without its letter and zeros, `names` by character, pinyin and
    initials, `numbers` (phones, plates, ids) whole and by any tail from three characters on,
    `texts` by character and word.
    """
    entry = [customer_no.lower(), customer_no[1:], customer_no.lstrip("C0")]
    entry += [_name(name)[0] for name in filter(None, names)]
    for number in filter(None, numbers):
        bare = number if number.isdecimal() else _SIGNS.sub("", number.lower())
        if not bare.isascii():
            entry += _PIECE.findall(bare)  # a plate typed whole: 沪 A12345
        entry += _tails(bare)
    entry += map(_pieces, texts)
    return " ".join(entry)


@lru_cache(maxsize=50_000)
def _pieces(text: str) -> str:
    """Return characters and words of a text, numbers with signs in them joined too."""
    low = text.lower()
    found = _PIECE.findall(low)
    if _JOINT.search(low):
        for word in low.split():
            if (joined := _joined(word)) != word:
                found += _PIECE.findall(joined)
    return " ".join(found)


def _tails(number: str) -> list[str]:
    """Return a number and what people know of its end: of a VIN 8, 6 or 4 characters."""
    if len(number) >= _VIN_LENGTH:
        return [number, number[-8:], number[-6:], number[-4:]]
    return [number[start:] for start in range(max(1, len(number) - _SHORTEST_TAIL + 1))]


def expression(typed: str) -> str:
    """Return the index query for typed text: all words must be found, each as a beginning.

    Numbers are found by their ends anyway, so that a spoken 尾号 before one is left out. Empty
    text gives "".
    """
    parts = []
    for word in _ENDING_IN.sub(" ", typed.lower()).split():
        pieces = _PIECE.findall(_joined(word))
        if pieces:
            parts.append('"' + " ".join(pieces) + '"*')
    return " AND ".join(parts)


def _joined(word: str) -> str:
    """Take the signs out of numbers: 138-1234-5678, 沪A·12345, CX-5."""
    return _JOINT.sub("", word) if _DIGIT.search(word) else word


@cache
def tells(table: str, column: str | None) -> bool:
    """Tell whether a change of this column, or without one of a whole row, may be searched for."""
    made_of = _MADE_OF.get(table)
    return made_of is not None and (column in {None, "customer_id"} or column in made_of)


def remove(connection: Connection, customers: Collection[int]) -> None:
    """Take customers out of the index."""
    if customers:
        connection.execute(
            text("DELETE FROM customer_search WHERE rowid IN (SELECT value FROM json_each(:ids))"),
            {"ids": json.dumps(list(customers))},
        )


def refresh(adding: Adding, customers: Collection[int]) -> None:
    """Write the index entries and sort keys of these customers anew."""
    ordered = sorted(customers)
    many = len(ordered) > _MANY
    if many:
        _merge(adding, _SELDOM)
    for start in range(0, len(ordered), _CHUNK):
        part = ordered[start : start + _CHUNK]
        remove(adding.connection, part)
        keys: list[tuple[str | None, int]] = []
        entries = _entries(_sources(adding.connection, part), keys)
        adding.rows("customer_search", ("rowid", "words"), entries)
        if keys:
            adding.connection.exec_driver_sql(
                "UPDATE customer SET name_sort = ? WHERE id = ?", keys
            )
    if many:
        _merge(adding, _USUALLY)


def _merge(adding: Adding, when: Mapping[str, int]) -> None:
    setting = "INSERT INTO customer_search (customer_search, rank) VALUES (?, ?)"
    for name, value in when.items():
        adding.run(setting, name, value)


def rebuild(adding: Adding) -> None:
    """Write the whole index anew."""
    adding.connection.execute(text("DELETE FROM customer_search"))
    refresh(adding, [row[0] for row in adding.connection.execute(text("SELECT id FROM customer"))])


def _entries(told: Sequence[Any], keys: list[tuple[str | None, int]]) -> Iterator[tuple[int, str]]:
    """Yield the entry of each customer; `keys` gets the sort keys that became others."""
    for row_id, number, name, sort, id_no, ways, cars, also, *texts in told:
        others = _split(also)
        names = [name, *(other for other in others if not _DIGIT.search(other))]
        numbers = [id_no, *_split(ways), *_split(cars), *filter(_DIGIT.search, others)]
        yield row_id, words(names, numbers, filter(None, texts), number)
        if (key := sort_key(name)) != sort:
            keys.append((key, row_id))


def _sources(connection: Connection, ids: Sequence[int]) -> Sequence[Any]:
    """Return what the index is made of, a row a customer: last come texts found by their words."""
    statement = """
        SELECT c.id, c.customer_no, c.name, c.name_sort, c.id_no,
            (SELECT group_concat(value, char(31)) FROM contact_way WHERE customer_id = c.id),
            (SELECT group_concat(coalesce(plate, '') || char(31) || coalesce(vin, ''), char(31))
                FROM vehicle WHERE customer_id = c.id),
            (SELECT group_concat(value, char(31)) FROM customer_alias WHERE customer_id = c.id),
            c.model, c.remark,
            (SELECT group_concat(model, ' ') FROM vehicle WHERE customer_id = c.id),
            c.last_contact_note,
            (SELECT group_concat(v.value, ' ')
                FROM custom_value v JOIN custom_field f ON f.id = v.field_id
                WHERE v.customer_id = c.id AND f.kind IN ('text', 'long_text', 'choice'))
        FROM json_each(?) wanted JOIN customer c ON c.id = wanted.value
        """
    return connection.exec_driver_sql(statement, (json.dumps(ids),)).fetchall()


def _split(joined: str | None) -> list[str]:
    return joined.split("\x1f") if joined else []
