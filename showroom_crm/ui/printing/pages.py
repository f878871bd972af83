"""How a follow-up list falls into pages: the columns' places, rows of one height, headings."""

from collections.abc import Iterator
from dataclasses import dataclass

from showroom_crm.ui.printing.paper import Paper
from showroom_crm.values.followups import FollowUpSheet, SheetColumn

_TITLE, _HEADER, _ROW, _SECTION, _FOOTER = 9.5, 9.5, 9.5, 6.5, 5.0  # mm


@dataclass(frozen=True, slots=True)
class Placed:
    """A column with its left edge and width in dots."""

    column: SheetColumn
    index: int
    left: float
    width: float


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the sheet, or a heading, with its upper edge in dots."""

    top: float
    row: int | None
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """The measures of a page in dots; the table's body lies between `body` and `foot`."""

    columns: tuple[Placed, ...]
    header: float
    body: float
    foot: float
    row: float
    section: float


def grid(sheet: FollowUpSheet, paper: Paper) -> Grid:
    """Return where things stand on every page: the columns share the width by their weights."""
    total = sum(column.weight for column in sheet.columns)
    left, placed = 0.0, []
    for index, column in enumerate(sheet.columns):
        width = paper.width * column.weight / total
        placed.append(Placed(column, index, left, width))
        left += width
    return Grid(
        columns=tuple(placed),
        header=paper.mm(_TITLE),
        body=paper.mm(_TITLE + _HEADER),
        foot=paper.height - paper.mm(_FOOTER),
        row=paper.mm(_ROW),
        section=paper.mm(_SECTION),
    )


def pages(sheet: FollowUpSheet, on: Grid) -> tuple[tuple[Line, ...], ...]:
    """Return the lines of each page; a heading never stands alone at the foot.

    A page that begins inside a section repeats its heading. An empty sheet has one empty page.
    """
    headings = dict(sheet.sections)
    found: list[tuple[Line, ...]] = []
    page: list[Line] = []
    top, current = on.body, ""
    for row in range(len(sheet.rows)):
        new = headings.get(row)
        current = new or current
        needed = on.row + (on.section if new or (current and not page) else 0.0)
        if page and top + needed > on.foot:
            found.append(tuple(page))
            page, top = [], on.body
        for line in _lines(row, current if new or not page else "", top, on):
            page.append(line)
            top = line.top + (on.row if line.row is not None else on.section)
    found.append(tuple(page))
    return tuple(found)


def _lines(row: int, heading: str, top: float, on: Grid) -> Iterator[Line]:
    if heading:
        yield Line(top, None, heading)
        top += on.section
    yield Line(top, row)
