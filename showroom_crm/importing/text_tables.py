"""Reads tables kept as text: finds encoding, delimiter and quoting by looking at the content."""

import codecs
import csv
import io
from collections import Counter
from pathlib import Path

from showroom_crm.errors import FileUnreadable
from showroom_crm.i18n import _
from showroom_crm.importing.cells import cut_note, shortened
from showroom_crm.values.imports import CellValue, Sheet, Workbook

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_RUNS = frozenset("=+-@\t\r\n＝＋－＠")  # what a spreadsheet takes for the start of a formula
_END_MARKS = "\x1a\x00"  # what old programs put behind the last line
_DELIMITERS = (",", "\t", ";", "|", "，")
_LONGEST_CELL = 1 << 20
_RUNAWAY_LINES = 200  # a quoted cell with more line breaks has a quote that never closes


def read(path: Path, encoding: str | None = None) -> Workbook:
    """Return the text table at `path` as a workbook of one sheet; all cells are text.

    Raises `FileUnreadable` when no encoding gives a readable text.
    """
    text, used, damaged = decode(path, encoding)
    rows = table(text.rstrip(_END_MARKS))
    notes: tuple[str, ...] = ()
    if damaged:
        notes = (_("{count} characters could not be read and show as �.").format(count=damaged),)
    if cut := shortened(rows):
        notes += (cut_note(cut),)
    sheet = Sheet(path.stem, False, rows)
    return Workbook(path.name, "csv", (sheet,), used, notes=notes)


def decode(path: Path, encoding: str | None = None) -> tuple[str, str, int]:
    """Return the text of the file, its encoding, and how many characters were beyond reading.

    Order: byte order mark, strict UTF-8, UTF-16 without mark, then GB18030 or Big5, whichever
    gives the more ordinary characters.
    """
    data = path.read_bytes()
    if encoding:
        return _forced(path, data, encoding)
    for mark, name in _MARKS:
        if data.startswith(mark):
            text = data.decode(name, "replace")
            return text, name, text.count("\ufffd")
    if b"\x00" in data[:4096]:
        name = "utf-16-le" if data[1:4096:2].count(0) > data[0:4096:2].count(0) else "utf-16-be"
        return _plausible(path, data, [name])
    try:
        return data.decode("utf-8"), "utf-8", 0
    except UnicodeDecodeError:
        return _plausible(path, data, ["gb18030", "big5", "cp1252"])


def _forced(path: Path, data: bytes, encoding: str) -> tuple[str, str, int]:
    try:
        text = data.decode(encoding, "replace")
    except LookupError:
        sentence = _("There is no encoding called {name}.").format(name=encoding)
        raise FileUnreadable(sentence) from None
    return text.removeprefix("\ufeff"), encoding, text.count("\ufffd")


def _plausible(path: Path, data: bytes, names: list[str]) -> tuple[str, str, int]:
    """Return the decoding whose characters are the most ordinary, if it is ordinary enough."""
    candidates = [(data.decode(name, "replace"), name) for name in names]
    text, name = max(candidates, key=lambda candidate: _ordinary(candidate[0]))
    if _ordinary(text) < 0.7:
        sentence = _("{file}: this is not a table, or its encoding is unknown.")
        hint = _("Choose the encoding, or save the file as .xlsx.")
        raise FileUnreadable(sentence.format(file=path.name), hint)
    return text, name, text.count("\ufffd")


def _ordinary(text: str) -> float:
    """Return the share of ordinary characters among those beyond ASCII, control ones counted too.

    Ordinary are the characters of everyday Chinese (first level of GB 2312, or its traditional
    counterpart in the first plane of Big5), Chinese punctuation, full-width forms, letters.
    """
    special = [c for c in text[:200_000] if c > "\x7f" or (c < " " and c not in "\t\r\n")]
    if not special:
        return 1.0
    counts = Counter(special)
    return sum(n for c, n in counts.items() if _is_ordinary(c)) / len(special)


def _is_ordinary(char: str) -> bool:
    if "\u3000" <= char <= "\u303f" or "\uff01" <= char <= "\uff5e" or char in "“”‘’—…·√✓○×￥¥":
        return True
    if "\u00c0" <= char <= "\u024f":
        return True
    return _first_level("gb2312", char, 0xB0, 0xD7) or _first_level("big5", char, 0xA4, 0xC6)


def _first_level(encoding: str, char: str, low: int, high: int) -> bool:
    try:
        code = char.encode(encoding)
    except UnicodeEncodeError:
        return False
    return len(code) == 2 and low <= code[0] <= high


def table(text: str) -> list[list[CellValue]]:
    """Split a text into rows and cells, with quotes and line breaks inside quotes respected."""
    declared = ""
    if text[:4].lower() == "sep=" and "\n" in text:
        declared, text = text[4], text[text.index("\n") + 1 :]
    delimiter = declared or _delimiter(text)
    rows = _split(text, delimiter)
    if any(cell.count("\n") > _RUNAWAY_LINES for row in rows for cell in row if "\n" in cell):
        rows = _split(text, delimiter, quoted=False)
    return [[_unwrapped(cell) for cell in row] for row in rows]


def _split(text: str, delimiter: str, *, quoted: bool = True) -> list[list[str]]:
    csv.field_size_limit(_LONGEST_CELL * 100)
    reader = csv.reader(
        io.StringIO(text, newline=""),
        delimiter=delimiter,
        quoting=csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE,
        skipinitialspace=True,
    )
    same: dict[str, str] = {}
    return [[same.setdefault(cell, cell) for cell in row] for row in reader]


def _delimiter(text: str) -> str:
    """Return the delimiter that cuts the first lines into the most even rows."""
    sample = "".join(text.splitlines(keepends=True)[:60])
    return max(_DELIMITERS, key=lambda delimiter: _evenness(sample, delimiter))


def _evenness(sample: str, delimiter: str) -> tuple[float, int]:
    widths = Counter(len(row) for row in _split(sample, delimiter) if row)
    wide = Counter({width: n for width, n in widths.items() if width > 1})
    if not wide:
        return 0.0, 1
    width, count = wide.most_common(1)[0]
    return count / max(1, sum(widths.values())), width


def _unwrapped(cell: str) -> str:
    """Take a cell out of what keeps Excel from changing it: ="001", ' before number or formula."""
    if cell.startswith('="') and cell.endswith('"'):
        return cell[2:-1]
    held = cell[:1] == "'" and (cell[1:2] in _RUNS or cell[1:].isdigit())
    return cell[1:] if held else cell
