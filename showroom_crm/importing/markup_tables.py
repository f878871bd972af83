"""Reads the tables old systems export as web pages or XML and yet name .xls."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from showroom_crm.importing.parsed import Failure, Rows, Unparsed

if TYPE_CHECKING:
    from showroom_crm.values.sheets import CellValue

_SIGNS = (b"<html", b"<table", b"<!doctype html", b"urn:schemas-microsoft-com:office:spreadsheet")
_ROW = {"tr", "row", "ss:row"}
_CELL = {"td", "th", "cell", "ss:cell"}
_TABLE = {"table", "ss:table"}
_UNSEEN = {"script", "style", "title", "comment", "ss:comment"}
_WIDEST_SPAN = 100
_FARTHEST = 2000  # columns; no customer list is wider
_LONGEST_GAP = 100_000  # rows a page may skip in all
_MOST_PADDING = 2_000_000  # cells that stand in the page only as a number
_SHORTENED = re.compile(r"[\d.,]+E\+\d+|#+")  # a number the column was too narrow for
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)


def is_markup(head: bytes) -> bool:
    """Tell whether a file that begins with `head` is a web page or an XML spreadsheet."""
    start = head.replace(b"\x00", b"").lower()
    return b"<" in start[:64] and any(sign in start for sign in _SIGNS)


@dataclass(slots=True)
class Table:
    """One table of a page: the sheet it belongs to or "", its rows, how many a browser hides.

    `merges` are (first row, first column, last row, last column) of cells over several; a table
    is `cut_off` where the page ends in the midst of it.
    """

    name: str
    rows: Rows = field(default_factory=list)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: int = 0
    error_cells: int = 0
    cut_off: bool = False
    below: dict[int, int] = field(default_factory=dict)  # column: rows a cell still reaches down
    taken: frozenset[int] = frozenset()  # columns into whose present row such a cell reaches


def tables(text: str) -> list[Table]:
    """Return every table of the page that has a filled cell.

    Numbers shown shortened are taken as the page says they really are. Raises `Unparsed` when there
    is none.
    """
    parser = _Tables()
    parser.feed(text)
    parser.close()
    for table in parser.unfinished:
        table.cut_off = True
    filled = [table for table in parser.tables if any(map(any, table.rows))]
    if not filled:
        raise Unparsed(Failure.NO_TABLE)
    return filled


class _Tables(HTMLParser):
    """Gathers the cells of all tables, of web pages and of XML spreadsheets alike."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[Table] = []
        self._open: list[Table] = []
        self._text: list[str] | None = None
        self._span = self._down = 1
        self._exact = ""
        self._padding = self._gap = 0
        self._sheet = self._unseen = ""

    @property
    def unfinished(self) -> list[Table]:
        """The tables that have not ended."""
        return self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {key: value or "" for key, value in attrs}
        if tag in {"worksheet", "ss:worksheet"}:
            self._sheet = given.get("ss:name", "")
        elif tag in _TABLE:
            self.tables.append(Table(self._sheet))
            self._open.append(self.tables[-1])
        elif tag in _ROW and self._open:
            self._end_cell()
            self._begin_row(given)
        elif tag in _CELL and self._open and self._open[-1].rows:
            self._end_cell()
            self._begin_cell(given)
        elif tag in {"data", "ss:data"} and given.get("ss:type") == "Error" and self._open:
            self._open[-1].error_cells += 1
        elif tag == "br" and self._text is not None:
            self._text.append("\n")
        elif tag in _UNSEEN:
            self._unseen = tag

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _CELL or tag in _ROW:
            self._end_cell()
        elif tag in _TABLE and self._open:
            self._end_cell()
            self._open.pop()
        elif tag == self._unseen:
            self._unseen = ""

    def handle_data(self, data: str) -> None:
        if self._text is not None and not self._unseen:
            self._text.append(data)

    def _begin_row(self, given: dict[str, str]) -> None:
        """Begin a row where it says it stands; cells that reach down from above keep their room."""
        table = self._open[-1]
        skipped = _number(given.get("ss:index"), 0) - 1 - len(table.rows)
        if 0 < skipped <= _LONGEST_GAP - self._gap:
            self._gap += skipped
            table.rows += [[] for _ in range(skipped)]
            table.below.clear()
        table.rows.append([])
        table.taken = frozenset(table.below)
        table.below = {column: left - 1 for column, left in table.below.items() if left > 1}
        hidden = given.get("ss:hidden") == "1" or "hidden" in given
        table.hidden_rows += hidden or bool(_HIDDEN.search(given.get("style", "")))

    def _begin_cell(self, given: dict[str, str]) -> None:
        table = self._open[-1]
        row = table.rows[-1]
        if "ss:index" in given:
            self._pad(row, min(_number(given["ss:index"], 1), _FARTHEST) - 1 - len(row))
        while len(row) in table.taken:
            self._pad(row, 1)
        across, down = given.get("ss:mergeacross"), given.get("ss:mergedown")
        wide = _number(across, 0) + 1 if across else _number(given.get("colspan"), 1)
        deep = _number(down, 0) + 1 if down else _number(given.get("rowspan"), 1)
        self._span, self._down = max(1, min(wide, _WIDEST_SPAN)), max(1, deep)
        self._exact = given.get("x:num") or given.get("sdval") or ""
        self._text = []

    def _end_cell(self) -> None:
        if self._text is None:
            return
        text = "".join(self._text).replace("\xa0", " ").strip()
        self._text = None
        if self._exact and _SHORTENED.fullmatch(text):
            text = self._exact
        if self._open and self._open[-1].rows:
            table = self._open[-1]
            row = table.rows[-1]
            first = len(row)
            if self._down > 1 or self._span > 1:
                top = len(table.rows) - 1
                bottom = top + min(self._down, _LONGEST_GAP) - 1
                table.merges.append((top, first, bottom, first + self._span - 1))
            if self._down > 1:
                table.below.update(dict.fromkeys(range(first, first + self._span), self._down - 1))
            row.append(text)
            self._pad(row, self._span - 1)

    def _pad(self, row: list[CellValue], count: int) -> None:
        """Add empty cells, but never more than a customer list could need."""
        if count > 0:
            count = count if self._padding < _MOST_PADDING else 1
            self._padding += count
            row.extend([""] * count)


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 9 else otherwise
