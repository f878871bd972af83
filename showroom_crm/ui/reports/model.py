"""The indicators of a month as a table: value, numerator and denominator, change, formula."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont

from showroom_crm.i18n import N_, _
from showroom_crm.ui import fonts, theme
from showroom_crm.values.insight import KpiValue

Index = QModelIndex | QPersistentModelIndex
NAME, VALUE, PARTS, CHANGE, FORMULA = range(5)
NOTHING = "–"
_DISPLAY, _FONT = int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.FontRole)
_INK, _ALIGN = int(Qt.ItemDataRole.ForegroundRole), int(Qt.ItemDataRole.TextAlignmentRole)
_TIP = int(Qt.ItemDataRole.ToolTipRole)
_TITLES = (
    N_("Indicator"), N_("Figure"), N_("Of"), N_("Change"), N_("How it is counted"),
)  # fmt: skip
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class IndicatorModel(QAbstractTableModel):
    """Shows one month beside the month before."""

    def __init__(self) -> None:
        """Hold nothing yet."""
        super().__init__()
        self._values: Sequence[KpiValue] = ()
        self._before: Mapping[str, KpiValue] = {}

    def show(self, values: Sequence[KpiValue], before: Mapping[str, KpiValue]) -> None:
        """Show `values`; `before` are those of the month before, by key."""
        self.beginResetModel()
        self._values, self._before = values, before
        self.endResetModel()

    def value_at(self, row: int) -> KpiValue:
        """Return the indicator in line `row`."""
        return self._values[row]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return how many indicators there are."""
        return 0 if parent.isValid() else len(self._values)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return 5."""
        return 0 if parent.isValid() else len(_TITLES)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        """Return the title of a column, numbers at the right."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == _ALIGN and section in (VALUE, PARTS, CHANGE):
            return _RIGHT
        return _(_TITLES[section]) if role == _DISPLAY else None

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        """Return what stands in a cell and how."""
        value, column = self._values[index.row()], index.column()
        if role == _DISPLAY or (role == _TIP and column in (NAME, FORMULA)):
            return self._text(value, column)
        if role == _ALIGN and column in (VALUE, PARTS, CHANGE):
            return _RIGHT
        if role == _FONT:
            return _font(column)
        if role == _INK and (column in (PARTS, FORMULA) or value.value is None):
            return QColor(theme.tokens().muted)
        return None

    def _text(self, value: KpiValue, column: int) -> str:
        match column:
            case 0:
                return _(value.kpi.name)
            case 1:
                return number(value.value, value.kpi.scale)
            case 2:
                return parts(value)
            case 3:
                return change(value, self._before.get(value.kpi.key))
        return _(value.kpi.formula)


def number(value: float | None, scale: int) -> str:
    """Return a value as written: "32.5 %", "8.4", "–" where there is none."""
    if value is None:
        return NOTHING
    text = f"{value:.1f}"
    return _("{percent} %").format(percent=text) if scale == 100 else text


def parts(value: KpiValue) -> str:
    """Return numerator and denominator: "13 / 40", "–" for what is not counted."""
    if value.numerator is None and value.denominator is None:
        return NOTHING
    ends = (value.numerator, value.denominator)
    return " / ".join(NOTHING if end is None else f"{end:,.0f}" for end in ends)


def change(value: KpiValue, before: KpiValue | None) -> str:
    """Return the difference to the month before: "+2.5", "−1.0", "" where one is missing."""
    if before is None or value.value is None or before.value is None:
        return ""
    text = f"{value.value - before.value:+.1f}".replace("-", "−")
    return "" if text in ("+0.0", "−0.0") else text


def _font(column: int) -> QFont:
    return fonts.bold() if column == VALUE else fonts.font()
