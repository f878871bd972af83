"""The file an import came from, opened once more for the formats of its cells."""

from __future__ import annotations

import re
import warnings
import zipfile
import zlib
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree.ElementTree import ParseError

if TYPE_CHECKING:
    from openpyxl import Workbook

_MOST_PACKED = 5_000_000  # bytes; beyond, opening the file takes too long
_MOST_UNPACKED = 100_000_000  # bytes; the parser takes many times as much memory
_MOST_MERGED = 100_000  # cells; the parser makes an object for each
_MERGED = re.compile(rb"""<(?:\w+:)?mergeCell\s[^>]*?ref=["']([A-Z]+)(\d+):([A-Z]+)(\d+)["']""")
_NOT_UNDERSTOOD = (
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    OSError,
    EOFError,
    RuntimeError,  # a part under a password or in a packing Python does not know
    ParseError,
    zipfile.BadZipFile,
    zlib.error,
)


def opened(source: Path) -> Workbook | None:
    """Open the source; None where it is no ordinary .xlsx, and only its values can be had.

    The parser of the formats runs in this process and reads parts that the import did not: a
    damaged note or a sheet merged from edge to edge must not stop what was asked for.
    """
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        if not zipfile.is_zipfile(source) or not _is_ordinary(source):
            return None
        with warnings.catch_warnings(), source.open("rb") as file:
            warnings.simplefilter("ignore")
            return load_workbook(file, data_only=True)
    except (InvalidFileException, *_NOT_UNDERSTOOD):
        return None


def _is_ordinary(source: Path) -> bool:
    """Tell whether a workbook is small enough, with what it merges, to be opened here."""
    if source.stat().st_size > _MOST_PACKED:
        return False
    with zipfile.ZipFile(source) as archive:
        if sum(part.file_size for part in archive.infolist()) > _MOST_UNPACKED:
            return False
        sheets = (n for n in archive.namelist() if n.startswith("xl/worksheets/"))
        merged = 0
        for name in sheets:
            merged += sum(map(_area, _MERGED.findall(archive.read(name))))
    return merged <= _MOST_MERGED


def _area(corners: tuple[bytes, bytes, bytes, bytes]) -> int:
    left, top, right, bottom = corners
    return (abs(_column(right) - _column(left)) + 1) * (abs(int(bottom) - int(top)) + 1)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
