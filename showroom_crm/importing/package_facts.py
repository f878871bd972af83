"""What a zipped workbook says beside its cells, which the parser of the cells does not tell."""

import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping

from showroom_crm.importing.parsed import Facts, Patterns, Remark, Told
from showroom_crm.importing.workbook_cells import zeros_of

_LARGEST_PART = 16 << 20  # bytes of a part that only lists sheets or styles
_LAST_COLUMN = 16384  # who hides everything to the right of the table hides no data
_SHEET = re.compile(rb"<(?:\w+:)?sheet\b([^>]*)>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b([^>]*)>")
_ATTRIBUTE = re.compile(rb"""([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_HIDDEN_ROW = re.compile(rb'<(?:\w+:)?row\b[^>]*?\shidden="(?:1|true)"[^>/]*>')
_HIDDEN_COLUMN = re.compile(rb'<(?:\w+:)?col\b([^>]*?\shidden="(?:1|true)"[^>]*)>')
_NO_RESULT = re.compile(
    rb"<(?:\w+:)?c\b([^>]*)>\s*<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>\s*)?</(?:\w+:)?c>"
)
_ENTITIES = (("&quot;", '"'), ("&apos;", "'"), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))
_HIDDEN_ODS_ROW = re.compile(
    rb'<table:table-row\b[^>]*table:visibility="(?:collapse|filter)"[^>]*>'
)
_REPEATED = re.compile(rb'number-rows-repeated="(\d+)"')


def of_xlsx(archive: zipfile.ZipFile) -> Facts:
    """Return day 0, hidden parts, errors, formulas without result and shown zeros of an .xlsx.

    Old Macs counted days from 1904. The parser gives cells with errors as empty ones and numbers
    without the zeros their format puts before them.
    """
    parts = {name.replace("\\", "/"): name for name in archive.namelist()}
    head = _read(archive, parts.get("xl/workbook.xml"))
    styles = _zero_styles(_read(archive, parts.get("xl/styles.xml")))
    remarks: list[Remark] = []
    patterns: dict[str, Patterns] = {}
    for name, part in _sheets(archive, parts, head):
        found: Counter[Told] = Counter()
        shown: dict[int, dict[int, str]] = {}
        for piece in _whole_rows(archive, part):
            found.update(_counted(piece))
            if styles:
                _note_zeros(piece, styles, shown)
        if found.pop(Told.FILTERED_ROWS, 0):
            found[Told.FILTERED_ROWS] = found.pop(Told.HIDDEN_ROWS, 0)
        remarks += [Remark(what, count, name) for what, count in found.items() if count]
        if shown:
            patterns[name] = shown
    since_1904 = b'date1904="1"' in head or b'date1904="true"' in head
    return Facts(since_1904, tuple(remarks), patterns)


def of_ods(archive: zipfile.ZipFile) -> Facts:
    """Return day 0 and hidden rows of an OpenDocument spreadsheet."""
    hidden = 0
    since_1904 = False
    for piece in _whole_rows(archive, "content.xml"):
        since_1904 |= b'table:date-value="1904-01-01"' in piece
        for tag in _HIDDEN_ODS_ROW.findall(piece):
            repeated = _REPEATED.search(tag)
            count = int(repeated[1]) if repeated else 1
            hidden += count if count < 100_000 else 0  # the empty rest of the sheet
    return Facts(since_1904, (Remark(Told.HIDDEN_ROWS, hidden),) if hidden else ())


def _read(archive: zipfile.ZipFile, part: str | None) -> bytes:
    if part is None:
        return b""
    with archive.open(part) as file:
        return file.read(_LARGEST_PART)


def _attributes(tag: bytes) -> dict[str, str]:
    """Return the attributes of a tag, their names without prefix."""
    return {
        key.decode("utf-8", "replace").rpartition(":")[2]: _plain(double or single)
        for key, double, single in _ATTRIBUTE.findall(tag)
    }


def _plain(value: bytes) -> str:
    text = value.decode("utf-8", "replace")
    if "&" in text:
        for name, sign in _ENTITIES:
            text = text.replace(name, sign)
    return text


def _sheets(
    archive: zipfile.ZipFile, parts: Mapping[str, str], head: bytes
) -> Iterator[tuple[str, str]]:
    """Yield the name of each sheet and the name of its part in the archive."""
    relations = {}
    for tag in _RELATION.findall(_read(archive, parts.get("xl/_rels/workbook.xml.rels"))):
        given = _attributes(tag)
        relations[given.get("Id", "")] = posixpath.normpath(
            posixpath.join("/xl", given.get("Target", "").replace("\\", "/"))
        ).lstrip("/")
    for tag in _SHEET.findall(head):
        given = _attributes(tag)
        part = parts.get(relations.get(given.get("id", ""), ""))
        if part is not None:
            yield given.get("name", ""), part


def _counted(piece: bytes) -> dict[Told, int]:
    """Count what there is to tell in a piece of a sheet; a filter counts as one filtered row."""
    found = {Told.ERROR_CELLS: piece.count(b' t="e"')}
    if b' hidden="' in piece:
        found[Told.HIDDEN_ROWS] = len(_HIDDEN_ROW.findall(piece))
        found[Told.HIDDEN_COLUMNS] = sum(map(_width, _HIDDEN_COLUMN.findall(piece)))
    if b"f>" in piece or b"<f " in piece:
        formulas = _NO_RESULT.findall(piece)
        found[Told.NO_RESULT] = sum(b't="str"' not in given for given in formulas)
    if b"autoFilter" in piece:
        found[Told.FILTERED_ROWS] = 1
    return found


def _width(tag: bytes) -> int:
    given = _attributes(tag)
    first, last = given.get("min", ""), given.get("max", "")
    if not (first.isdecimal() and last.isdecimal()) or int(last) >= _LAST_COLUMN:
        return 0
    return max(0, int(last) - int(first) + 1)


def _zero_styles(styles: bytes) -> dict[bytes, str]:
    """Return the zeros by number of a cell style, for formats of nothing but zeros."""
    codes = {}
    for tag in re.findall(rb"<(?:\w+:)?numFmt\b([^>]*)>", styles):
        given = _attributes(tag)
        if zeros := zeros_of(given.get("formatCode", "")):
            codes[given.get("numFmtId", "")] = zeros
    cells = re.search(rb"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", styles, re.DOTALL)
    if not codes or cells is None:
        return {}
    used = [_attributes(tag).get("numFmtId", "") for tag in _XF.findall(cells[0])]
    return {str(i).encode(): codes[code] for i, code in enumerate(used) if code in codes}


_XF = re.compile(rb"<(?:\w+:)?xf\b([^>]*)>")


def _note_zeros(
    piece: bytes, styles: Mapping[bytes, str], shown: dict[int, dict[int, str]]
) -> None:
    """Note for each number with such a style where it stands."""
    wanted = b"|".join(styles)
    for found in re.finditer(
        rb'<(?:\w+:)?c r="([A-Z]{1,3})(\d{1,7})" s="(' + wanted + rb')"(?: t="n")?>', piece
    ):
        column = 0
        for letter in found[1]:
            column = column * 26 + letter - 64
        shown.setdefault(int(found[2]) - 1, {})[column - 1] = styles[found[3]]


def _whole_rows(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """Yield a part of an archive piece by piece, cut before a row, or at least before a tag."""
    rest = b""
    with archive.open(name) as part:
        while chunk := part.read(1 << 20):
            text = rest + chunk
            cut = text.rfind(b"<row")
            if cut <= 0:
                cut = text.rfind(b"<")
            if cut < 0:
                rest = b""
                continue
            yield text[:cut]
            rest = text[cut:]
    yield rest
