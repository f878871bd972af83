"""What commands print: JSON for programs, aligned columns for people."""

from __future__ import annotations

import datetime as dt
import json
import unicodedata
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import fields, is_dataclass
from typing import Any


def as_json(thing: Any) -> None:
    """Print a value as JSON; records become objects, dates ISO text."""
    print(json.dumps(plain(thing), ensure_ascii=False, indent=1))


def plain(thing: Any) -> Any:
    """Return `thing` made of what JSON knows."""
    if is_dataclass(thing) and not isinstance(thing, type):
        return {field.name: plain(getattr(thing, field.name)) for field in fields(thing)}
    if isinstance(thing, Mapping):
        return {"/".join(map(str, key)) if isinstance(key, tuple) else str(key): plain(value)
                for key, value in thing.items()}  # fmt: skip
    if isinstance(thing, Set):
        return sorted(map(plain, thing))
    if isinstance(thing, Sequence) and not isinstance(thing, str):
        return [plain(item) for item in thing]
    if isinstance(thing, dt.date):
        return thing.isoformat()
    return thing if isinstance(thing, (str, int, float, bool, type(None))) else str(thing)


def table(headers: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Print rows below headers, aligned; Chinese characters count as two columns."""
    cells = [list(headers), *([_text(cell) for cell in row] for row in rows)]
    widths = [max(map(width, column)) for column in zip(*cells, strict=True)]
    for row in cells:
        padded = (cell + " " * (size - width(cell)) for cell, size in zip(row, widths, strict=True))
        print("  ".join(padded).rstrip())


def width(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    return sum(2 if unicodedata.east_asian_width(ch) in "WF" else 1 for ch in text)


def _text(cell: Any) -> str:
    return "" if cell is None else str(cell).replace("\n", " ")
