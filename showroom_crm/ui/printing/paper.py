"""The paper: its size in dots, the fonts in points, and texts cut to the width of a column."""

from functools import cached_property

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QFont, QFontMetricsF, QPagedPaintDevice, QPageLayout, QPageSize

from showroom_crm.ui import fonts

_MM_PER_INCH, _POINTS_PER_INCH = 25.4, 72.0
_MARGIN = 9.0  # mm
_ELLIPSIS = "…"
# Features that put other glyphs in place of a letter's own; a PDF could not name those.
_REPLACING = ("locl", "liga", "clig", "calt")
_NOT_FIRST = frozenset("，。；：、！？）》」』”’…,.;:!?)")  # may not begin a line
_NOT_LAST = frozenset("（《「『“‘(")  # may not end one


def set_up(device: QPagedPaintDevice, *, across: bool = True) -> None:
    """Turn the device to A4: across, which many columns and blanks need, or upright."""
    turned = QPageLayout.Orientation.Landscape if across else QPageLayout.Orientation.Portrait
    margins = QMarginsF(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
    device.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4),
            turned,
            margins,
            QPageLayout.Unit.Millimeter,
        )
    )


class Type:
    """One font on one device, with the widths of its letters measured once."""

    def __init__(self, device: QPagedPaintDevice, points: float, *, bold: bool = False) -> None:
        """Take the print font of the platform at `points`."""
        self.font = QFont()
        self.font.clearFeatures()  # those of the screen
        self.font.setFamilies(fonts.families())
        self.font.setPixelSize(round(points * device.logicalDpiY() / _POINTS_PER_INCH))
        self.font.setBold(bold)
        for feature in _REPLACING:
            self.font.setFeature(QFont.Tag(feature), 0)
        self._metrics = QFontMetricsF(self.font, device)
        self._widths: dict[str, float] = {}
        self._cut: dict[tuple[str, float, int], tuple[str, ...]] = {}
        self.ascent = self._metrics.ascent()

    @cached_property
    def cap_height(self) -> float:
        """The height of a capital letter."""
        return self._metrics.capHeight()

    def letters(self) -> frozenset[str]:
        """Return the letters measured so far."""
        return frozenset(self._widths)

    def width(self, text: str) -> float:
        """Return the width of `text` in dots, without kerning."""
        widths = self._widths
        total = 0.0
        for letter in text:
            known = widths.get(letter)
            if known is None:
                known = widths[letter] = self._metrics.horizontalAdvance(letter)
            total += known
        return total

    def lines(self, text: str, width: float, most: int) -> tuple[str, ...]:
        """Return `text` broken into at most `most` lines of `width` dots, the last one elided."""
        key = (text, width, most)
        cut = self._cut.get(key)
        if cut is None:
            cut = self._cut[key] = tuple(self._broken(text, width, most))
        return cut

    def _broken(self, text: str, width: float, most: int) -> list[str]:
        found: list[str] = []
        rest = text.strip()
        while rest and len(found) < most - 1 and self.width(rest) > width:
            end = self._break(rest, width)
            found.append(rest[:end].rstrip())
            rest = rest[end:].lstrip()
        if rest:
            found.append(self._elided(rest, width))
        return found

    def _fitting(self, text: str, width: float) -> int:
        """Return how many letters fit into `width`, at least one."""
        taken = 0.0
        for index, letter in enumerate(text):
            taken += self.width(letter)
            if taken > width:
                return max(index, 1)
        return len(text)

    def _break(self, text: str, width: float) -> int:
        """Return where to break: not inside a word or date, punctuation on the right line."""
        most = self._fitting(text, width)
        for end in range(most, 0, -1):
            if _breakable(text[end - 1], text[end]):
                return end
        return most

    def _elided(self, text: str, width: float) -> str:
        if self.width(text) <= width:
            return text
        room = width - self.width(_ELLIPSIS)
        return text[: self._fitting(text, room)].rstrip() + _ELLIPSIS


class Paper:
    """The printable part of a page in dots, and the four fonts of our documents."""

    def __init__(self, device: QPagedPaintDevice) -> None:
        """Measure `device` as it is set up now."""
        self._dots_per_mm = device.logicalDpiX() / _MM_PER_INCH
        area = device.pageLayout().paintRectPixels(device.logicalDpiX())
        self.width, self.height = float(area.width()), float(area.height())
        self.title = Type(device, 14, bold=True)
        self.body = Type(device, 9)
        self.strong = Type(device, 9, bold=True)
        self.small = Type(device, 8)

    def fonts(self) -> tuple[QFont, ...]:
        """Return the fonts of the document."""
        return tuple(kind.font for kind in self._kinds())

    def letters(self) -> frozenset[str]:
        """Return every letter that was measured, that is all that were painted."""
        return frozenset().union(*(kind.letters() for kind in self._kinds()))

    def _kinds(self) -> tuple[Type, ...]:
        return self.title, self.body, self.strong, self.small

    def mm(self, length: float) -> float:
        """Return `length` millimetres in dots."""
        return length * self._dots_per_mm


def _breakable(before: str, after: str) -> bool:
    if after in _NOT_FIRST or before in _NOT_LAST:
        return False
    return not (_latin(before) and _latin(after))


def _latin(letter: str) -> bool:
    return (letter.isalnum() or letter == "-") and letter < "\u2e80"
