"""What workbooks made of binary records (.xls, .xlsb) say beside their cells."""

import io
import struct
import zipfile
from collections import Counter
from collections.abc import Iterator

from showroom_crm.importing.parsed import Facts, Failure, Patterns, Remark, Told, Unparsed
from showroom_crm.importing.workbook_cells import zeros_of

_BEGIN, _END = (0x09, 0x209, 0x409, 0x809), 0x0A
_DATE_MODE, _ROW, _COLUMNS = 0x22, 0x208, 0x7D
_BOOLEAN_OR_ERROR, _FILTER = 0x205, 0x9D
_FORMULAS = (0x06, 0x206, 0x406)
_STYLE, _FORMAT, _SHEET = 0xE0, 0x41E, 0x85
_NUMBERS = frozenset((0x203, 0x27E, 0xBD))
_TELLING = frozenset(
    (
        *(*_BEGIN, _END, _DATE_MODE, _ROW, _COLUMNS, _BOOLEAN_OR_ERROR, _FILTER),
        *(*_FORMULAS, _STYLE, _FORMAT, _SHEET),
    )
)
_LAST_COLUMN = 256  # of the old format


def records(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield kind and content of each record of an .xls stream, as far as they are whole."""
    place, end, head = 0, len(data), struct.Struct("<HH").unpack_from
    while place + 4 <= end:
        kind, length = head(data, place)
        begin, place = place + 4, place + 4 + length
        if place > end:
            return
        yield kind, data[begin:place]


def has_stream(data: bytes, *names: str) -> bool:
    """Tell whether a compound file has one of the `names`."""
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as file:
            return any(file.exists(name) for name in names)
    except (OSError, ValueError, IndexError, struct.error):
        return False


def stream(data: bytes, *names: str) -> bytes:
    """Return the first stream of a compound file that has one of the `names`, or nothing."""
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as file:
            for name in names:
                if file.exists(name):
                    return bytes(file.openstream(name).read())
    except (OSError, ValueError, IndexError, struct.error):
        return b""
    return b""


def of_records(data: bytes) -> Facts:
    """Return day 0, hidden rows and columns and cells with errors of an .xls stream.

    Raises `Unparsed` for one that was cut off: who knows how many customers are missing.
    """
    found: Counter[Told] = Counter()
    since_1904 = False
    unfinished = 0
    shown = _Zeros()
    for kind, content in records(data):
        if kind not in _TELLING and not (kind in _NUMBERS and shown.styles):
            continue  # one of the many cells
        shown.take(kind, content)
        if kind in _BEGIN:
            unfinished += 1
        elif kind == _END:
            unfinished -= 1
        elif kind == _DATE_MODE:
            since_1904 = content[:1] == b"\x01"
        elif what := _told(kind, content):
            found[what] += _columns(content) if what is Told.HIDDEN_COLUMNS else 1
    if unfinished > 0:
        raise Unparsed(Failure.DAMAGED)
    return Facts(since_1904, _remarks(found), shown.patterns())


class _Zeros:
    """Notes which numbers of an Excel 97 workbook are shown with zeros before them."""

    def __init__(self) -> None:
        """Know no format yet."""
        self._codes: dict[int, str] = {}
        self.styles: dict[int, str] = {}
        self._count = 0
        self._names: list[str] = []
        self._shown: list[dict[int, dict[int, str]]] = []

    def take(self, kind: int, content: bytes) -> None:
        """Take one record; one that is too short is left out."""
        try:
            if kind == _FORMAT and (zeros := zeros_of(_text(content[2:], 2))):
                self._codes[struct.unpack_from("<H", content)[0]] = zeros
            elif kind == _STYLE:
                if zeros := self._codes.get(struct.unpack_from("<H", content, 2)[0], ""):
                    self.styles[self._count] = zeros
                self._count += 1
            elif kind == _SHEET and content[5] == 0:
                self._names.append(_text(content[6:], 1))
            elif kind == 0x809 and content[2:4] == b"\x10\x00":
                self._shown.append({})
            elif self.styles and self._shown and (kind in _NUMBERS or kind in _FORMULAS):
                self._note(content, several=kind == 0xBD)
        except (struct.error, IndexError):
            return

    def _note(self, content: bytes, *, several: bool) -> None:
        row, first = struct.unpack_from("<HH", content)
        for i in range((len(content) - 6) // 6 if several else 1):
            style = struct.unpack_from("<H", content, 4 + 6 * i)[0]
            if zeros := self.styles.get(style):
                self._shown[-1].setdefault(row, {})[first + i] = zeros

    def patterns(self) -> dict[str, Patterns]:
        """Return what was noted, by the name of the sheet."""
        return {name: shown for name, shown in zip(self._names, self._shown, strict=False) if shown}


def _text(content: bytes, wide: int) -> str:
    """Return a text with its length before it in `wide` bytes, and a byte for the sort of signs."""
    length = int.from_bytes(content[:wide], "little")
    begin = wide + 1
    if content[wide] & 1:
        return content[begin : begin + 2 * length].decode("utf-16-le", "replace")
    return content[begin : begin + length].decode("latin-1")


def _told(kind: int, content: bytes) -> Told | None:
    """Return what a record of a sheet gives to tell."""
    if kind == _ROW and len(content) >= 14 and content[12] & 0x20:
        return Told.HIDDEN_ROWS
    if kind == _COLUMNS and len(content) >= 10 and content[8] & 1:
        return Told.HIDDEN_COLUMNS
    if kind == _BOOLEAN_OR_ERROR and content[7:8] == b"\x01":
        return Told.ERROR_CELLS
    if kind in _FORMULAS and content[12:14] == b"\xff\xff" and content[6:7] == b"\x02":
        return Told.ERROR_CELLS
    return Told.FILTERED_ROWS if kind == _FILTER else None


def _columns(content: bytes) -> int:
    first, last = struct.unpack_from("<HH", content)
    return max(0, last - first + 1) if last < _LAST_COLUMN - 1 else 0


def _remarks(found: Counter[Told]) -> tuple[Remark, ...]:
    if found.pop(Told.FILTERED_ROWS, 0):
        found[Told.FILTERED_ROWS] = found.pop(Told.HIDDEN_ROWS, 0)
    return tuple(Remark(what, count) for what, count in found.items() if count)


def of_xlsb(archive: zipfile.ZipFile) -> Facts:
    """Return day 0, hidden rows and columns and cells with errors of a binary workbook."""
    found: Counter[Told] = Counter()
    since_1904 = False
    for name in archive.namelist():
        if name == "xl/workbook.bin":
            for kind, content in _parts(archive.read(name)):
                since_1904 |= kind == 153 and bool(content[:1]) and bool(content[0] & 1)
        elif name.startswith("xl/worksheets/") and name.endswith(".bin"):
            for kind, content in _parts(archive.read(name)):
                if kind in (3, 11):
                    found[Told.ERROR_CELLS] += 1
                elif kind == 0 and len(content) > 11 and content[11] & 0x10:
                    found[Told.HIDDEN_ROWS] += 1
                elif kind == 60 and len(content) > 16 and content[16] & 1:
                    first, last = struct.unpack_from("<II", content)
                    found[Told.HIDDEN_COLUMNS] += last - first + 1 if first <= last < 16383 else 0
                elif kind == 161:  # a filter begins
                    found[Told.FILTERED_ROWS] += 1
    return Facts(since_1904, _remarks(found))


def _parts(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield kind and content of each record of an .xlsb part (numbers in seven bits a byte)."""
    place, end = 0, len(data)
    while place < end:
        kind = data[place]
        place += 1
        if kind & 0x80 and place < end:
            kind = (kind & 0x7F) | data[place] << 7
            place += 1
        length = shift = 0
        while place < end:
            byte = data[place]
            place += 1
            length |= (byte & 0x7F) << shift
            shift += 7
            if not byte & 0x80 or shift > 21:
                break
        if place + length > end:
            return
        yield kind, data[place : place + length]
        place += length
