"""The cell formats of the coloured table, made once for every tier and kind of cell."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from showroom_crm.exporting.columns import CellKind
from showroom_crm.exporting.look import Palette, blended, readable
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
    CellKind.DECIMAL: "0.0",
    CellKind.PERCENT: '0"%"',
}
_ALIGNED = {
    CellKind.LEVEL: "center",
    CellKind.TIER: "center",
    CellKind.YES_NO: "center",
    CellKind.DATE: "center",
    CellKind.INSTANT: "center",
}
_WHITE = "#FFFFFF"
_BADGE_SHARE = 0.22


class Styles:
    """Hands out the formats of one workbook; asking twice for the same gives the same object."""

    def __init__(self, workbook: Workbook, palette: Palette) -> None:
        """Keep the workbook the formats belong to and the colours they take."""
        self._workbook = workbook
        self._palette = palette
        self._made: dict[tuple[object, ...], Format] = {}

    def header(self) -> Format:
        """Return the format of the header row."""
        header = self._palette.header
        return self._format(
            ("header",),
            {"bold": True, "bg_color": header, "font_color": readable(_WHITE, header)},
        )

    def row(self, tier: Tier | None, kinds: Sequence[CellKind]) -> list[Format]:
        """Return the formats of one row of a tier, a format a column."""
        return [self.cell(tier, kind) for kind in kinds]

    def cell(self, tier: Tier | None, kind: CellKind) -> Format:
        """Return the format of a plain cell."""
        return self._format((tier, kind), self._plain(tier, kind))

    def overdue(self, tier: Tier | None, kind: CellKind) -> Format:
        """Return the format of a date that has passed: bold in the colour of what is overdue."""
        red = readable(self._palette.overdue, self._ground(tier))
        look = {**self._plain(tier, kind), "bold": True, "font_color": red}
        return self._format((tier, kind, "overdue"), look)

    def badge(self, code: str, tier: Tier | None) -> Format:
        """Return the format of a level's letter: bold in its colour on a tint of it."""
        color = self._palette.levels.get(code)
        if color is None:
            return self.cell(tier, CellKind.LEVEL)
        ground = blended(color, _WHITE, _BADGE_SHARE)
        look = {
            **self._plain(tier, CellKind.LEVEL),
            "bold": True,
            "bg_color": ground,
            "font_color": readable(color, ground),
        }
        return self._format((code, "badge"), look)

    def _plain(self, tier: Tier | None, kind: CellKind) -> dict[str, Any]:
        look: dict[str, Any] = {}
        if tier is not None and tier in self._palette.tints:
            look["bg_color"] = self._palette.tints[tier]
        if kind in NUMBER_FORMATS:
            look["num_format"] = NUMBER_FORMATS[kind]
        if kind in _ALIGNED:
            look["align"] = _ALIGNED[kind]
        if kind is CellKind.TIER:
            look["bold"] = True
        return look

    def _ground(self, tier: Tier | None) -> str:
        return self._palette.tints.get(tier, _WHITE) if tier else _WHITE

    def _format(self, key: tuple[object, ...], look: dict[str, Any]) -> Format:
        if key not in self._made:
            base = {
                **FONT,
                "font_color": self._palette.text,
                "valign": "vcenter",
                "bottom": 1,
                "bottom_color": self._palette.line,
            }
            self._made[key] = self._workbook.add_format({**base, **look})
        return self._made[key]
