"""Sheets on paper, a list or a card: one painting for preview, printer and PDF alike."""

import os
import sys
from functools import cache
from pathlib import Path
from typing import TypeAlias

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPagedPaintDevice, QPainter, QPdfWriter, QPen

from showroom_crm.errors import UserError
from showroom_crm.exporting.target import replacing
from showroom_crm.i18n import _
from showroom_crm.ui.printing.card_pages import CardPages
from showroom_crm.ui.printing.foot import paint_foot, paint_text
from showroom_crm.ui.printing.pages import Grid, Line, Placed, grid, pages
from showroom_crm.ui.printing.paper import Paper, Type, set_up
from showroom_crm.ui.printing.searchable import mend
from showroom_crm.values.cards import CustomerSheet
from showroom_crm.values.followups import FollowUpSheet
from showroom_crm.values.progress import Heard, unheard

_PDF_DPI = 600
_PADDING, _LEADING, _BOX = 1.0, 3.9, 3.4  # mm
_HAIR, _RULE, _UNDER_HEADING = 0.1, 0.35, 1.8  # mm
_BLACK, _GREY = Qt.GlobalColor.black, QColor(0x88, 0x88, 0x88)

Sheet: TypeAlias = FollowUpSheet | CustomerSheet


def set_up_for(sheet: Sheet, device: QPagedPaintDevice) -> None:
    """Turn the device to A4 as the sheet needs it: a list across, a card upright."""
    set_up(device, across=isinstance(sheet, FollowUpSheet))


def write_pdf(sheet: Sheet, path: Path, heard: Heard = unheard) -> int:
    """Write the sheet as a PDF and return the number of pages; works without a window.

    Any thread may do it; `heard` hears before each page how much is written and may stop it.
    Raises TargetInUse, NoPermission, DiskFull, NotFound; the old file then stays as it was.
    """
    _application()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_PDF_DPI)
    writer.setTitle(sheet.title)
    writer.setCreator(_("Showroom CRM"))
    set_up_for(sheet, writer)
    paper = Paper(writer)
    count, _all = _paint(sheet, writer, paper, heard=heard)
    with replacing(path) as draft:
        draft.write_bytes(mend(bytes(data.data()), paper.letters(), paper.fonts()))
    return count


def print_sheet(sheet: Sheet, printer: QPagedPaintDevice, heard: Heard = unheard) -> int:
    """Print the sheet, or the pages chosen for `printer`, on A4 across; return how many.

    Any thread may do it; `heard` hears before each page how much is on its way.
    Raises UserError where the printer does not answer.
    """
    set_up_for(sheet, printer)
    return _paint(sheet, printer, Paper(printer), heard=heard)[0]


def paint_first(sheet: Sheet, device: QPagedPaintDevice, most: int) -> int:
    """Paint at most so many pages on a device that `paper.set_up` has turned.

    Returns how many there are in all; raises UserError where the device does not answer.
    """
    return _paint(sheet, device, Paper(device), most)[1]


def _paint(
    sheet: Sheet,
    device: QPagedPaintDevice,
    paper: Paper,
    most: int | None = None,
    heard: Heard = unheard,
) -> tuple[int, int]:
    """Paint the pages chosen, at most so many; return how many, and how many there are."""
    made = _List(sheet, paper) if isinstance(sheet, FollowUpSheet) else CardPages(sheet, paper)
    chosen = device.pageRanges()
    numbers = [n for n in range(1, made.count + 1) if chosen.isEmpty() or chosen.contains(n)]
    numbers = numbers[:most]
    painter = QPainter(device)
    if not painter.isActive():
        raise UserError(_("The printer does not answer. Check it, or save as PDF."))
    try:
        for done, number in enumerate(numbers):
            heard(done / len(numbers))
            if done:
                device.newPage()
            text = _("Page {page} of {pages}").format(page=number, pages=made.count)
            made.paint(painter, number, text)
    finally:
        painter.end()
    return len(numbers), made.count


class _List:
    """The pages of a list on one paper."""

    def __init__(self, sheet: FollowUpSheet, paper: Paper) -> None:
        self._sheet, self._paper = sheet, paper
        self._on = grid(sheet, paper)
        self._pages = pages(sheet, self._on)
        self._brush: _Brush | None = None

    @property
    def count(self) -> int:
        return len(self._pages)

    def paint(self, painter: QPainter, number: int, text: str) -> None:
        """Paint the page of this number, from 1; `text` numbers it."""
        if self._brush is None:
            self._brush = _Brush(painter, self._paper, self._on)
        self._brush.page(self._sheet, self._pages[number - 1], text)


class _Brush:
    """Paints pages in reading order, so that the text of a PDF is read and copied row by row."""

    def __init__(self, painter: QPainter, paper: Paper, on: Grid) -> None:
        self._painter, self._paper, self._on = painter, paper, on
        self._padding = paper.mm(_PADDING)
        self._leading = paper.mm(_LEADING)
        self._beside_box = paper.mm(_BOX + 0.4)
        self._typed = [(placed, self._type(placed)) for placed in on.columns]
        self._hair = QPen(_BLACK, paper.mm(_HAIR))
        self._light = QPen(_GREY, paper.mm(_HAIR))
        self._rule = QPen(_BLACK, paper.mm(_RULE))

    def page(self, sheet: FollowUpSheet, lines: tuple[Line, ...], number: str) -> None:
        """Paint one page with its head and foot."""
        self._head(sheet)
        self._frame(lines)
        for line in lines:
            if line.row is None:
                self._heading(line)
            else:
                self._row(sheet.rows[line.row], line)
        self._painter.setPen(self._hair)
        paint_foot(self._painter, self._paper, sheet, number)

    def _type(self, placed: Placed) -> Type:
        if placed.column.box:
            return self._paper.small
        return self._paper.strong if placed.column.bold else self._paper.body

    def _head(self, sheet: FollowUpSheet) -> None:
        """Paint title and subtitle on one base line, and the titles of the columns."""
        paper, on, painter = self._paper, self._on, self._painter
        base = paper.title.ascent
        painter.setPen(self._hair)
        painter.setFont(paper.title.font)
        title = paper.title.lines(sheet.title, paper.width * 0.6, 1)
        painter.drawText(QPointF(0, base), "".join(title))
        painter.setFont(paper.body.font)
        left = paper.title.width("".join(title)) + paper.mm(5)
        paint_text(painter, paper.body, sheet.subtitle, (left, base), paper.width - left)
        painter.setFont(paper.strong.font)
        for placed in on.columns:
            self._cell(placed, placed.column.title, paper.strong, (on.header, on.body), 2)
        painter.setPen(self._rule)
        painter.drawLines([self._across(on.header), self._across(on.body)])

    def _frame(self, lines: tuple[Line, ...]) -> None:
        """Draw the hairlines below the rows, the edges of the blanks and the boxes to tick."""
        painter, on = self._painter, self._on
        rows = [line for line in lines if line.row is not None]
        painter.setPen(self._light)
        edges = [placed.left for placed in on.columns if placed.column.blank]
        painter.drawLines(
            [
                QLineF(edge, line.top, edge, line.top + on.row)
                for line in rows
                for edge in edges
            ]
        )  # fmt: skip
        painter.setPen(self._hair)
        painter.drawLines([self._across(line.top + on.row) for line in rows])
        box = self._paper.mm(_BOX)
        painter.drawRects(
            [
                QRectF(placed.left + self._padding / 2, line.top + (on.row - box) / 2, box, box)
                for placed in on.columns
                if placed.column.box
                for line in rows
            ]
        )

    def _row(self, texts: tuple[str, ...], line: Line) -> None:
        """Write the texts of one row, each in the middle of its height."""
        edges, used = (line.top, line.top + self._on.row), None
        for placed, kind in self._typed:
            if text := texts[placed.index]:
                if kind is self._paper.strong and self._cut_off(placed, text, kind):
                    kind = self._paper.small  # noqa: PLW2901 - a long name stays whole
                if kind is not used:
                    self._painter.setFont(kind.font)
                    used = kind
                self._cell(placed, text, kind, edges, placed.column.lines)

    def _cell(
        self, placed: Placed, text: str, kind: Type, edges: tuple[float, float], most: int
    ) -> None:
        """Write `text` in the middle between the upper and the lower of `edges`."""
        shift = self._beside_box if placed.column.box else 0.0
        parts = kind.lines(text, placed.width - 2 * self._padding - shift, most)
        base = (sum(edges) - (len(parts) - 1) * self._leading + kind.cap_height) / 2
        for part in parts:
            self._painter.drawText(QPointF(self._left(placed, part, kind) + shift, base), part)
            base += self._leading

    def _cut_off(self, placed: Placed, text: str, kind: Type) -> bool:
        room = placed.width - 2 * self._padding
        return "".join(kind.lines(text, room, placed.column.lines))[-1:] != text[-1:]

    def _heading(self, line: Line) -> None:
        strong, under = self._paper.strong, line.top + self._on.section
        self._painter.setFont(strong.font)
        base = under - self._paper.mm(_UNDER_HEADING)
        at = (self._padding / 2, base)
        paint_text(self._painter, strong, line.heading, at, self._paper.width)
        self._painter.drawLine(self._across(under))

    def _left(self, placed: Placed, text: str, kind: Type) -> float:
        if placed.column.centred:
            return placed.left + (placed.width - kind.width(text)) / 2
        return placed.left + self._padding

    def _across(self, height: float) -> QLineF:
        return QLineF(0, height, self._paper.width, height)


@cache
def _application() -> QGuiApplication:
    """Return the running application, or one without a screen to lend its fonts."""
    running = QGuiApplication.instance()
    if isinstance(running, QGuiApplication):
        return running
    shown = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if sys.platform.startswith("linux") and not shown:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    return QGuiApplication([])
