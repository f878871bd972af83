"""The cell formats of the coloured table, made once for every tier and kind of cell."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from showroom_crm.exporting.columns import CellKind
from showroom_crm.exporting.look import Palette, blended, contrast, readable
from showroom_crm.exporting.workbook import FONT
from showroom_crm.values.levels import Tier

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook

NUMBER_FORMATS = {
    CellKind.CODE: "@",
    CellKind.DATE: "yyyy-mm-dd",
    CellKind.INSTANT: "yyyy-mm-dd hh:mm",
    CellKind.MONEY: "#,##0.00",
    CellKind.NUMBER: "0",
    CellKind.DECIMAL: "#,##0.0",
    CellKind.PERCENT: '0"%"',
    CellKind.RATE: '0.0"%"',
    CellKind.AMOUNT: "#,##0",
}
_ALIGNED = {
    CellKind.LEVEL: "center",
    CellKind.TIER: "center",
    CellKind.YES_NO: "center",
    CellKind.DATE: "center",
    CellKind.INSTANT: "center",
    CellKind.NUMBER: "center",
    CellKind.PERCENT: "center",
    CellKind.MONEY: "right",
}
Look = dict[str, Any]

_WHITE = "#FFFFFF"
_BADGE_SHARE = 0.22
_LEAST_CONTRAST = 4.0  # bold letters


class Styles:
    """Hands out the formats of one workbook; asking twice for the same gives the same object."""

    def __init__(self, workbook: Workbook, palette: Palette) -> None:
        """Keep the workbook the formats belong to and the colours they take."""
        self._workbook = workbook
        self._palette = palette
        self._made: dict[tuple[object, ...], Format] = {}

    def header(self, kind: CellKind = CellKind.TEXT) -> Format:
        """Return the format of a header, aligned as what stands below it."""
        return self._once(("header", _ALIGNED.get(kind)), self._header, kind)

    def title(self) -> Format:
        """Return the format of a page's title."""
        return self._once(("title",), lambda: {"bold": True, "font_size": 16, "bottom": 0})

    def note(self) -> Format:
        """Return the format of a line below a title."""
        return self._once(("note",), lambda: {"bottom": 0})

    def figure(self, kind: CellKind) -> Format:
        """Return the format of a value at the right of its label."""
        return self._once((kind, "figure"), lambda: {**self._plain(None, kind), "align": "right"})

    def heading(self) -> Format:
        """Return the format of a line above a group of rows."""
        ground = blended(self._palette.header, _WHITE, _BADGE_SHARE / 2)
        return self._once(("heading",), lambda: {"bold": True, "bg_color": ground})

    def wrapped(self) -> Format:
        """Return the format of a cell whose text may take several lines."""
        return self._once(("wrapped",), lambda: {"text_wrap": True})

    def row(self, tier: Tier | None, kinds: Sequence[CellKind]) -> list[Format]:
        """Return the formats of one row of a tier, a format a column."""
        return [self.cell(tier, kind) for kind in kinds]

    def cell(self, tier: Tier | None, kind: CellKind) -> Format:
        """Return the format of a plain cell."""
        return self._once((tier, kind), self._plain, tier, kind)

    def overdue(self, tier: Tier | None, kind: CellKind) -> Format:
        """Return the format of a date that has passed: bold in the colour of what is overdue."""
        return self._once((tier, kind, "overdue"), self._overdue, tier, kind)

    def badge(self, code: str, tier: Tier | None) -> Format:
        """Return the format of a level's letter: bold in its colour on a tint of it."""
        if code not in self._palette.levels:
            return self.cell(tier, CellKind.LEVEL)
        return self._once((code, "badge"), self._badge, code)

    def legend(self, code: str) -> Format:
        """Return the format of a line that explains a level: the colours of its badge."""
        if code not in self._palette.levels:
            return self.cell(None, CellKind.TEXT)
        return self._once((code, "legend"), lambda: {**self._badge(code), "align": "left"})

    def _header(self, kind: CellKind) -> Look:
        ground = self._palette.header
        text = _WHITE if contrast(_WHITE, ground) >= _LEAST_CONTRAST else self._palette.text
        look = {"bold": True, "bg_color": ground, "font_color": text}
        return {**look, "align": _ALIGNED.get(kind, "left")}

    def _overdue(self, tier: Tier | None, kind: CellKind) -> Look:
        ground = self._palette.tints.get(tier, _WHITE) if tier else _WHITE
        red = readable(self._palette.overdue, ground)
        return {**self._plain(tier, kind), "bold": True, "font_color": red}

    def _badge(self, code: str) -> Look:
        color = self._palette.levels[code]
        ground = blended(color, _WHITE, _BADGE_SHARE)
        text = readable(color, ground)
        plain = self._plain(None, CellKind.LEVEL)
        return {**plain, "bold": True, "bg_color": ground, "font_color": text}

    def _plain(self, tier: Tier | None, kind: CellKind) -> Look:
        look: Look = {}
        if tier is not None and tier in self._palette.tints:
            look["bg_color"] = self._palette.tints[tier]
        if kind in NUMBER_FORMATS:
            look["num_format"] = NUMBER_FORMATS[kind]
        if kind in _ALIGNED:
            look["align"] = _ALIGNED[kind]
        if kind is CellKind.TIER:
            look["bold"] = True
        return look

    def _once(
        self, key: tuple[object, ...], describe: Callable[..., Look], *about: object
    ) -> Format:
        made = self._made.get(key)
        if made is None:
            base = {
                **FONT,
                "font_color": self._palette.text,
                "valign": "vcenter",
                "bottom": 1,
                "bottom_color": self._palette.line,
            }
            made = self._made[key] = self._workbook.add_format({**base, **describe(*about)})
        return made
