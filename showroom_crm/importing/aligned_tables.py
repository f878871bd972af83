"""Splits texts whose columns are lined up by blanks, as old programs print them and people type."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

_SHARE = 0.8  # of the lines that have to agree
_FEWEST = 2  # lines that make a table
_PEEK = 400  # lines looked at
_MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
_GAP = re.compile(r"(?: |\u3000){2,}|\u3000")
_BLANKS = re.compile(r"[ \u3000]+")


def split(text: str) -> list[list[str]] | None:
    """Return the cells of a text in columns, or None where blanks do not line them up.

    Columns are cut where all lines are blank at one place, Chinese characters taken as two wide;
    else at every gap of two blanks; else at every blank, where each line has a mobile number.
    """
    lines = [line.expandtabs().rstrip() for line in text.splitlines()]
    told = [line for line in lines[:_PEEK] if len(_GAP.split(line.strip())) > 1]
    most = [line for line in lines[:_PEEK] if line.strip()]
    if len(told) >= max(_FEWEST, 0.6 * len(most)):
        if places := _places(told):
            return [_cut(line, places) for line in lines]
        if _even([_GAP.split(line.strip()) for line in told]):
            return [_GAP.split(line.strip()) for line in lines]
    return _words(lines, most)


def _places(lines: list[str]) -> list[int]:
    """Return where columns begin: after two places and more that are blank in every line."""
    width = max(map(_width, lines))
    used = [False] * width
    for line in lines:
        at = 0
        for sign in line:
            wide = _wide(sign)
            if not sign.isspace():
                used[at : at + wide] = [True] * wide
            at += wide
    starts = [i for i in range(width) if used[i] and (i == 0 or not used[i - 1])]
    apart = [i for i in starts[1:] if i >= 2 and not used[i - 2]]
    most = Counter(len(_GAP.split(line.strip())) for line in lines).most_common(1)[0][0]
    return [0, *apart] if apart and len(apart) + 1 >= most else []


def _cut(line: str, places: list[int]) -> list[str]:
    cells: list[list[str]] = [[] for _ in places]
    at, place = 0, 0
    for sign in line:
        while place + 1 < len(places) and at >= places[place + 1]:
            place += 1
        cells[place].append(sign)
        at += _wide(sign)
    return [_stripped("".join(cell)) for cell in cells]


def _words(lines: list[str], most: list[str]) -> list[list[str]] | None:
    """Split at every blank a list in which each line names a person and a mobile number."""
    with_phone = [line for line in most if _MOBILE.search(line)]
    if len(with_phone) < max(_FEWEST, _SHARE * len(most)):
        return None
    parts = [_BLANKS.split(_stripped(line)) for line in with_phone]
    if not _even(parts):
        return None
    width = Counter(map(len, parts)).most_common(1)[0][0]
    return [_BLANKS.split(_stripped(line), maxsplit=width - 1) for line in lines]


def _even(rows: list[list[str]]) -> bool:
    width, count = Counter(map(len, rows)).most_common(1)[0]
    return width > 1 and count >= _SHARE * len(rows)


def _width(line: str) -> int:
    return sum(map(_wide, line))


def _wide(sign: str) -> int:
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1


def _stripped(text: str) -> str:
    return text.strip(" \u3000")
