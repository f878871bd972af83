"""How a customer's card falls into pages: blocks of text one below the other, two pages at most."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from showroom_crm.i18n import _, ngettext
from showroom_crm.ui.printing.foot import paint_foot, paint_text
from showroom_crm.ui.printing.paper import Paper, Type
from showroom_crm.values.cards import CardLine, CardSection, CustomerSheet

_MOST = 2  # pages
_HEAD, _FOOT = 13.0, 6.0  # mm
_LEADING, _AFTER, _SECTION, _UNDER = 4.3, 1.2, 9.5, 2.0  # mm
_MARK, _SIDE_MARK, _GUTTER = 24.0, 36.0, 6.0  # mm
_LINES, _DETAILS = 4, 3  # of one entry
_BLANK, _LEAST_BLANK = 9.0, 24.0  # mm between lines to write on, and the least room for them
_HAIR, _RULE = 0.1, 0.35  # mm
_BLACK, _GREY = Qt.GlobalColor.black, QColor(0x66, 0x66, 0x66)


@dataclass(frozen=True, slots=True)
class _Part:
    """A line of text by its place within its block."""

    left: float
    base: float
    kind: Type
    text: str
    grey: bool = False


@dataclass(frozen=True, slots=True)
class _Block:
    """What stays together on a page; a heading never stands alone at its foot."""

    height: float
    parts: tuple[_Part, ...]
    heading: bool = False
    rules: tuple[float, ...] = ()


class CardPages:
    """The pages of one card on one paper."""

    def __init__(self, sheet: CustomerSheet, paper: Paper) -> None:
        """Lay the card out."""
        self._sheet, self._paper = sheet, paper
        self._top, self._foot = paper.mm(_HEAD), paper.height - paper.mm(_FOOT)
        blocks = [block for section in sheet.sections for block in _section(section, paper)]
        self._pages = self._placed(blocks)
        if len(self._pages) > _MOST:
            kept = sum(map(len, self._pages[:_MOST])) - 1
            cut = sum(not block.heading for block in blocks[kept:])
            self._pages = self._placed([*blocks[:kept], _more(cut, paper)])
        self._add_blanks()

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self._pages)

    def paint(self, painter: QPainter, number: int, text: str) -> None:
        """Paint the page of this number, from 1; `text` numbers it."""
        paper, sheet = self._paper, self._sheet
        black, grey = QPen(_BLACK, paper.mm(_HAIR)), QPen(_GREY, paper.mm(_HAIR))
        painter.setPen(black)
        painter.setFont(paper.title.font)
        base = paper.title.ascent
        title = "".join(paper.title.lines(sheet.title, paper.width * 0.5, 1))
        painter.drawText(QPointF(0, base), title)
        left = paper.title.width(title) + paper.mm(5)
        painter.setFont(paper.body.font)
        paint_text(painter, paper.body, sheet.subtitle, (left, base), paper.width - left)
        painter.setPen(QPen(_BLACK, paper.mm(_RULE)))
        painter.drawLine(QLineF(0, paper.mm(_HEAD - 4), paper.width, paper.mm(_HEAD - 4)))
        for top, block in self._pages[number - 1]:
            for part in block.parts:
                painter.setPen(grey if part.grey else black)
                painter.setFont(part.kind.font)
                painter.drawText(QPointF(part.left, top + part.base), part.text)
            painter.setPen(grey)
            for rule in block.rules:
                painter.drawLine(QLineF(0, top + rule, paper.width, top + rule))
        painter.setPen(black)
        paint_foot(painter, paper, sheet, text)

    def _placed(self, blocks: Sequence[_Block]) -> list[list[tuple[float, _Block]]]:
        pages: list[list[tuple[float, _Block]]] = [[]]
        top = self._top
        for block, following in zip_longest(blocks, blocks[1:]):
            needed = block.height + (following.height if block.heading and following else 0)
            if pages[-1] and top + needed > self._foot:
                pages.append([])
                top = self._top
            pages[-1].append((top, block))
            top += block.height
        return pages

    def _add_blanks(self) -> None:
        """Leave lines to write on where the last page has room."""
        paper, last = self._paper, self._pages[-1]
        top = last[-1][0] + last[-1][1].height if last else self._top
        if self._foot - top < paper.mm(_LEAST_BLANK):
            return
        last.append((top, _heading(_("Notes"), paper)))
        top += paper.mm(_SECTION)
        lines = int((self._foot - top) // paper.mm(_BLANK))
        rules = tuple(paper.mm(_BLANK) * number for number in range(1, lines + 1))
        last.append((top, _Block(self._foot - top, (), rules=rules)))


def _section(section: CardSection, paper: Paper) -> Iterator[_Block]:
    yield _heading(section.heading, paper)
    if section.columns == 1:
        for line in section.lines:
            yield _block([(0.0, paper.width, _MARK, line)], paper)
        return
    half = -(-len(section.lines) // 2)  # column by column, as one reads
    width = (paper.width - paper.mm(_GUTTER)) / 2
    for left, right in zip_longest(section.lines[:half], section.lines[half:]):
        row = [(0.0, width, _SIDE_MARK, left)]
        if right is not None:
            row.append((width + paper.mm(_GUTTER), width, _SIDE_MARK, right))
        yield _block(row, paper)


def _heading(text: str, paper: Paper) -> _Block:
    under = paper.mm(_SECTION - _UNDER)
    part = _Part(0, under - paper.mm(_UNDER / 2), paper.strong, text)
    return _Block(paper.mm(_SECTION), (part,), heading=True, rules=(under,))


def _block(row: Sequence[tuple[float, float, float, CardLine]], paper: Paper) -> _Block:
    """Return lines side by side, each by its left edge, width, and the width of its mark in mm."""
    parts: list[_Part] = []
    deepest = 0.0
    for left, width, mark, line in row:
        base = paper.mm(_LEADING) - paper.mm(0.9)
        beside = paper.mm(mark)
        for text in paper.body.lines(line.mark, beside - paper.mm(2), 1):
            parts.append(_Part(left, base, paper.body, text, grey=True))
        texts = paper.body.lines(line.text, width - beside, _LINES)
        details = paper.small.lines(line.detail, width - beside, _DETAILS)
        for text in texts:
            parts.append(_Part(left + beside, base, paper.body, text))
            base += paper.mm(_LEADING)
        for text in details:
            parts.append(_Part(left + beside, base, paper.small, text, grey=True))
            base += paper.mm(_LEADING)
        deepest = max(deepest, max(1, len(texts) + len(details)) * paper.mm(_LEADING))
    return _Block(deepest + paper.mm(_AFTER), tuple(parts))


def _more(count: int, paper: Paper) -> _Block:
    text = ngettext(
        "{count} earlier entry is in the program.",
        "{count} earlier entries are in the program.",
        count,
    )
    return _block([(0.0, paper.width, _MARK, CardLine("…", text.format(count=count)))], paper)
