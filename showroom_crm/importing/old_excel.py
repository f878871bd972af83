"""Reads workbooks of Excel 2 to 5 and 95, whose Chinese texts the fast parser does not know.

Records as in Microsoft's description of the format and OpenOffice's: a number of the kind, a
length, the content. Excel 2 to 4 have no package around them and one sheet in a file.
"""

import datetime as dt
import re
import struct
from collections.abc import Callable, Iterator, Mapping

from showroom_crm.importing import encodings, record_facts
from showroom_crm.importing.parsed import (
    Failure,
    Finished,
    Message,
    Rows,
    SheetStart,
    Unparsed,
)
from showroom_crm.importing.workbook_cells import FAR_COLUMN, in_portions, zero_filled, zeros_of
from showroom_crm.values.sheets import CellValue

_BEGINNINGS = {b"\x09\x00": 2, b"\x09\x02": 3, b"\x09\x04": 4, b"\x09\x08": 5}
_LARGEST_SHEET = 16_384 * 256  # cells laid out
_BEGIN = (0x09, 0x209, 0x409, 0x809)
_LOCKED, _CODE_PAGE, _DATE_MODE, _SHEET = 0x2F, 0x42, 0x22, 0x85
_CODE_PAGES = {936: "gb18030", 950: "big5", 932: "cp932", 949: "cp949", 1200: "utf-16-le"}
_BUILT_IN_DATES = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
_DATE_LETTERS = re.compile(r"[ymdhs]", re.IGNORECASE)
_NOT_LETTERS = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|General', re.IGNORECASE)

Cells = dict[tuple[int, int], CellValue]


def version(data: bytes) -> int:
    """Return 2, 3, 4 or 5 for the stream of such a workbook, 0 for anything else."""
    if len(data) < 8 or not 4 <= int.from_bytes(data[2:4], "little") <= 16:
        return 0
    found = _BEGINNINGS.get(data[:2], 0)
    return 0 if found == 5 and data[4:6] != b"\x00\x05" else found


def messages(data: bytes) -> Iterator[Message]:
    """Yield the sheets of the workbook in the stream `data`.

    Raises `Unparsed` where it is locked or cut off, or holds more than a customer list could.
    """
    book = _Book(version(data))
    for kind, content in record_facts.records(data):
        book.take(kind, content)
    facts = record_facts.of_records(data)
    for name, hidden, cells in book.sheets():
        yield SheetStart(name, hidden)
        yield from in_portions(_laid_out(cells))
    yield Finished("xls", book.since_1904, facts.remarks)


def _laid_out(cells: Cells) -> Rows:
    if not cells:
        return []
    height = 1 + max(row for row, _ in cells)
    width = 1 + max(column for _, column in cells)
    if height * width > _LARGEST_SHEET:
        raise Unparsed(Failure.TOO_MANY_CELLS)
    rows: Rows = [[""] * width for _ in range(height)]
    for (row, column), cell in cells.items():
        rows[row][column] = cell
    return rows


class _Book:
    """Takes the records of a workbook one after another."""

    def __init__(self, number: int) -> None:
        """Begin a workbook of Excel `number`."""
        self._version = number
        self._encoding = ""
        self.since_1904 = False
        self._names: list[tuple[bytes, bool]] = []
        self._found: list[Cells] = []
        self._texts: dict[bytes, str] = {}
        self._codes: dict[int, str] = {}
        self._styles: list[int] = []
        self._waiting: tuple[int, int] | None = None
        self._raw: list[tuple[Cells, tuple[int, int], bytes]] = []
        self._takers: Mapping[int, Callable[[bytes], None]] = {
            **dict.fromkeys((0x03, 0x203), self._number),
            **dict.fromkeys((0x04, 0x204, 0xD6), self._label),
            **dict.fromkeys((0x06, 0x206, 0x406), self._formula),
            **dict.fromkeys((0x07, 0x207), self._string),
            **dict.fromkeys((0x05, 0x205), self._boolean),
            **dict.fromkeys((0x1E, 0x41E), self._format),
            **dict.fromkeys((0x43, 0x243, 0x443, 0xE0), self._style),
            0x02: self._integer,
            0x27E: self._packed,
            0xBD: self._several_packed,
        }

    def take(self, kind: int, content: bytes) -> None:
        """Take one record; one that is too short is left out."""
        if kind == _LOCKED:
            raise Unparsed(Failure.UNSUPPORTED)
        try:
            if kind == _CODE_PAGE:
                page = struct.unpack_from("<H", content)[0]
                self._encoding = _CODE_PAGES.get(page, f"cp{page}")
            elif kind == _DATE_MODE:
                self.since_1904 = content[:1] == b"\x01"
            elif kind == _SHEET and content[5] == 0:
                self._names.append((content[7 : 7 + content[6]], content[4] != 0))
            elif kind in _BEGIN and content[2:4] == b"\x10\x00":
                self._found.append({})
            elif taker := self._takers.get(kind):
                taker(content)
        except (struct.error, IndexError, OverflowError):
            return

    def sheets(self) -> Iterator[tuple[str, bool, Cells]]:
        """Yield name, whether hidden, and cells of each sheet, once all records are taken."""
        decoded = self._decoder()
        for cells, place, raw in self._raw:
            cells[place] = self._texts.setdefault(raw, decoded(raw))
        for i, cells in enumerate(self._found):
            name, hidden = self._names[i] if i < len(self._names) else (b"", False)
            yield decoded(name) or f"Sheet{i + 1}", hidden, cells

    def _decoder(self) -> Callable[[bytes], str]:
        """Return what decodes texts: by the code page where it fits, else by plausibility."""
        sample = b"\n".join(dict.fromkeys(raw for _, _, raw in self._raw))[:100_000]
        name = self._encoding
        try:
            sample.decode(name or "ascii")
        except (LookupError, UnicodeDecodeError):
            try:
                name = encodings.decode(sample).encoding
            except Unparsed:
                name = "cp1252"
        return lambda raw: raw.decode(name or "ascii", "replace")

    def _place(self, content: bytes) -> tuple[int, int]:
        row, column = struct.unpack_from("<HH", content)
        if column >= FAR_COLUMN:
            raise IndexError
        return row, column

    def _put(self, place: tuple[int, int], value: CellValue) -> None:
        self._found[-1][place] = value

    def _dated(self, content: bytes, number: float) -> CellValue:
        """Return a number, as the date or with the zeros its style shows it."""
        if self._version == 2:
            code = content[5] & 0x3F
        else:
            style = struct.unpack_from("<H", content, 4)[0]
            code = self._styles[style] if style < len(self._styles) else 0
        text = self._codes.get(code, "")
        if (zeros := zeros_of(text)) and 0 <= number == int(number) < 1e15:
            return zero_filled(int(number), zeros)
        plain = _NOT_LETTERS.sub("", text)
        built_in = not text and self._version == 5 and code in _BUILT_IN_DATES
        if not (built_in or _DATE_LETTERS.search(plain)) or not 1 <= number < 2_958_466:
            return number
        day = dt.datetime(1904, 1, 1) if self.since_1904 else dt.datetime(1899, 12, 30)
        moment = day + dt.timedelta(days=number)
        return moment.date() if number == int(number) else moment

    def _number(self, content: bytes) -> None:
        at = 7 if self._version == 2 else 6
        number = struct.unpack_from("<d", content, at)[0]
        self._put(self._place(content), self._dated(content, number))

    def _integer(self, content: bytes) -> None:
        number = float(struct.unpack_from("<H", content, 7)[0])
        self._put(self._place(content), self._dated(content, number))

    def _label(self, content: bytes) -> None:
        at, wide = (7, 1) if self._version == 2 else (6, 2)
        length = int.from_bytes(content[at : at + wide], "little")
        self._keep(self._place(content), content[at + wide : at + wide + length])

    def _keep(self, place: tuple[int, int], raw: bytes) -> None:
        self._raw.append((self._found[-1], place, raw))

    def _formula(self, content: bytes) -> None:
        place = self._place(content)
        at = 7 if self._version == 2 else 6
        result = content[at : at + 8]
        if result[6:8] != b"\xff\xff":
            self._put(place, self._dated(content, struct.unpack("<d", result)[0]))
        elif result[0] == 0:
            self._waiting = place
        elif result[0] == 1:
            self._put(place, bool(result[2]))

    def _string(self, content: bytes) -> None:
        wide = 1 if self._version == 2 else 2
        length = int.from_bytes(content[:wide], "little")
        if self._waiting is not None:
            self._keep(self._waiting, content[wide : wide + length])
        self._waiting = None

    def _boolean(self, content: bytes) -> None:
        at = 7 if self._version == 2 else 6
        if content[at + 1] == 0:
            self._put(self._place(content), bool(content[at]))

    def _packed(self, content: bytes) -> None:
        self._put(self._place(content), self._dated(content, _rk(content[6:10])))

    def _several_packed(self, content: bytes) -> None:
        row, first = self._place(content)
        for i in range((len(content) - 6) // 6):
            at = 4 + i * 6
            style = content[at : at + 2]
            self._put((row, first + i), self._dated(b"    " + style, _rk(content[at + 2 : at + 6])))

    def _format(self, content: bytes) -> None:
        if self._version < 4:
            number, text = len(self._codes), content[1 : 1 + content[0]]
        else:
            number, text = struct.unpack_from("<H", content)[0], content[3 : 3 + content[2]]
            number = len(self._codes) if self._version == 4 else number
        self._codes[number] = text.decode("gb18030", "replace")

    def _style(self, content: bytes) -> None:
        if self._version == 5:
            self._styles.append(struct.unpack_from("<H", content, 2)[0])
        elif self._version > 2:
            self._styles.append(content[1])


def _rk(raw: bytes) -> float:
    """Return a number packed in four bytes: an integer or half a float, perhaps hundredfold."""
    packed = struct.unpack("<i", raw)[0]
    if packed & 2:
        number = float(packed >> 2)
    else:
        number = struct.unpack("<d", b"\x00\x00\x00\x00" + struct.pack("<i", packed & ~3))[0]
    return number / 100 if packed & 1 else number
