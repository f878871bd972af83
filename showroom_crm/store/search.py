"""What customers are found by: names by character, pinyin and initials, numbers by tails, words."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache

_SHORTEST_TAIL = 3
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
DIGIT = re.compile(r"\d")
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
    for number in dict.fromkeys(filter(None, numbers)):  # often the WeChat is the phone
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
    return _JOINT.sub("", word) if DIGIT.search(word) else word
