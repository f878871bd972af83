"""Weights of the dimensions, thresholds of the tiers, and the segments in their order."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSpinBox, QVBoxLayout, QWidget

from showroom_crm.i18n import _
from showroom_crm.scoring import sentences
from showroom_crm.ui import theme
from showroom_crm.ui.settings import editing
from showroom_crm.ui.settings.rule_lines import KIND_WORDS
from showroom_crm.ui.widgets.badges import IconLabel
from showroom_crm.ui.widgets.labels import Card, Text
from showroom_crm.values.scores import DIMENSION_LABELS, CustomerKind, Dimension, Scorecard

_TIERS = ("a", "b", "c")


class Balance(QWidget):
    """Tells the changed scorecard after each change."""

    changed = Signal(object)  # Scorecard

    def __init__(self, card: Scorecard) -> None:
        """Show weights and thresholds of `card`."""
        super().__init__()
        self._card = card
        self.boxes: dict[tuple[str, str], QSpinBox] = {}
        box = Card()
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        box.body.addLayout(grid)
        line = self._table(
            grid,
            0,
            _("Weight of each dimension in the total"),
            {str(dimension): _(word) for dimension, word in DIMENSION_LABELS.items()},
        )
        tiers = {tier: _("Tier {tier} from").format(tier=tier.upper()) for tier in _TIERS}
        self._table(grid, line + 1, _("Least total of each tier"), tiers)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(box)
        column.addStretch(1)

    def _table(self, grid: QGridLayout, line: int, title: str, rows: dict[str, str]) -> int:
        """Add a table with a row for each entry and a column for each kind of customer."""
        grid.addWidget(Text(title, "strong"), line, 0)
        for column, kind in enumerate(CustomerKind, 1):
            grid.addWidget(Text(_(KIND_WORDS[kind]), "faint"), line, column)
        for key, word in rows.items():
            line += 1
            grid.addWidget(Text(word), line, 0)
            for column, kind in enumerate(CustomerKind, 1):
                grid.addWidget(self._box(kind, key), line, column)
        return line + 1

    def _box(self, kind: CustomerKind, key: str) -> QSpinBox:
        box = QSpinBox()
        box.setAlignment(Qt.AlignmentFlag.AlignCenter)
        box.setRange(0, 100)
        weighs = key not in _TIERS
        if weighs:
            box.setValue(self._card.weights[kind][Dimension(key)])
            box.setSuffix(" %")
        else:
            box.setValue(getattr(self._card.thresholds[kind], key))
        box.setFixedWidth(theme.px(88))
        box.setKeyboardTracking(False)
        box.valueChanged.connect(partial(self._set, kind, key))
        self.boxes[kind, key] = box
        return box

    def _set(self, kind: CustomerKind, key: str, value: int) -> None:
        if key in _TIERS:
            self._card = editing.with_threshold(self._card, kind, key, value)
        else:
            self._card = editing.with_weight(self._card, kind, Dimension(key), value)
        self.changed.emit(self._card)


class SegmentOrder(QWidget):
    """The segments as sentences; the first that fits a customer counts."""

    def __init__(self, card: Scorecard) -> None:
        """Show the segments of `card`."""
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        look = theme.tokens()
        for number, segment in enumerate(card.segments, 1):
            box = Card()
            head = QHBoxLayout()
            head.setSpacing(8)
            colour = look.segment.get(segment.key, look.faint)
            sign = theme.SEGMENTS.get(segment.key)
            head.addWidget(IconLabel(sign.icon if sign else "user-fill", colour))
            head.addWidget(Text(f"{number}. {sentences.shown(segment.name)}", "strong"), 1)
            box.body.addLayout(head)
            for place, tests in enumerate(segment.alternatives):
                text = _(" and ").join(sentences.condition(test) for test in tests)
                text = _("or {condition}").format(condition=text) if place else text
                box.body.addWidget(Text(text, wrap=True))
            if not segment.alternatives:
                box.body.addWidget(Text(_("everyone else"), "muted"))
            column.addWidget(box)
        column.addStretch(1)
