"""Reads the tables old systems export as web pages or XML and yet name .xls."""

import re
from html.parser import HTMLParser

from showroom_crm.importing.parsed import Failure, Rows, Unparsed
from showroom_crm.values.imports import CellValue

_SIGNS = (b"<html", b"<table", b"<!doctype html", b"urn:schemas-microsoft-com:office:spreadsheet")
_ROW = {"tr", "row", "ss:row"}
_CELL = {"td", "th", "cell", "ss:cell"}
_TABLE = {"table", "ss:table"}
_SHORTENED = re.compile(r"[\d.,]+E\+\d+|#+")  # a number the column was too narrow for
_WIDEST_SPAN = 100
_MOST_PADDING = 2_000_000  # cells that stand in the page only as a number


def is_markup(head: bytes) -> bool:
    """Tell whether a file that begins with `head` is a web page or an XML spreadsheet."""
    start = head.replace(b"\x00", b"").lower()
    return b"<" in start[:64] and any(sign in start for sign in _SIGNS)


def tables(text: str) -> list[tuple[str, Rows]]:
    """Return every table of the page that has a filled cell, each with the name of its sheet or "".

    Numbers shown shortened are taken as the page says they really are. Raises `Unparsed` when there
    is no table.
    """
    parser = _Tables()
    parser.feed(text)
    parser.close()
    filled = [
        (name, rows) for name, rows in parser.tables if any(cell for row in rows for cell in row)
    ]
    if not filled:
        raise Unparsed(Failure.NO_TABLE)
    return filled


class _Tables(HTMLParser):
    """Gathers the cells of all tables, of web pages and of XML spreadsheets alike."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[tuple[str, Rows]] = []
        self._open: list[Rows] = []
        self._text: list[str] | None = None
        self._span = 1
        self._padding = 0
        self._exact = ""
        self._sheet = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in {"worksheet", "ss:worksheet"}:
            self._sheet = given.get("ss:name") or ""
        elif tag in _TABLE:
            rows: Rows = []
            self._open.append(rows)
            self.tables.append((self._sheet, rows))
        elif tag in _ROW and self._open:
            self._end_cell()
            self._open[-1].append([])
        elif tag in _CELL and self._open and self._open[-1]:
            self._end_cell()
            self._begin_cell(given)
        elif tag == "br" and self._text is not None:
            self._text.append("\n")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _CELL or tag in _ROW:
            self._end_cell()
        elif tag in _TABLE and self._open:
            self._end_cell()
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text.append(data)

    def _begin_cell(self, given: dict[str, str | None]) -> None:
        index = given.get("ss:index") or ""
        row = self._open[-1][-1]
        if index.isdecimal():
            self._pad(row, min(int(index), 2000) - 1 - len(row))
        span = given.get("colspan") or ""
        across = given.get("ss:mergeacross") or ""
        wide = int(span) if span.isdecimal() else int(across) + 1 if across.isdecimal() else 1
        self._span = max(1, min(wide, _WIDEST_SPAN))
        self._exact = given.get("x:num") or given.get("sdval") or ""
        self._text = []

    def _end_cell(self) -> None:
        if self._text is None:
            return
        text = "".join(self._text).replace("\xa0", " ").strip()
        self._text = None
        if self._exact and _SHORTENED.fullmatch(text):
            text = self._exact
        if self._open and self._open[-1]:
            self._open[-1][-1].append(text)
            self._pad(self._open[-1][-1], self._span - 1)

    def _pad(self, row: list[CellValue], count: int) -> None:
        """Add empty cells, but never more than a customer list could need."""
        if count > 0 and self._padding < _MOST_PADDING:
            self._padding += count
            row.extend([""] * count)
