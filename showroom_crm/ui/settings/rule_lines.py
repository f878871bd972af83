"""The rules of one dimension as sentences whose numbers can be changed in place."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from showroom_crm.i18n import N_, _
from showroom_crm.scoring import sentences
from showroom_crm.ui import theme
from showroom_crm.ui.settings import editing
from showroom_crm.ui.widgets.labels import Card, Text
from showroom_crm.values.facts import BY_KEY, Unit
from showroom_crm.values.scores import CustomerKind, Dimension, Rule, Scorecard

KIND_WORDS = {CustomerKind.PROSPECT: N_("Prospects"), CustomerKind.OWNER: N_("Owners")}
_UNITS = {Unit.DAYS: N_(" days"), Unit.MONTHS: N_(" months"), Unit.FEN: N_(" yuan")}
_MOST = 1_000_000_000.0


class RuleLines(QWidget):
    """Tells the changed scorecard after each change."""

    changed = Signal(object)  # Scorecard

    def __init__(self, card: Scorecard, dimension: Dimension) -> None:
        """Show the rules of `dimension` of `card`."""
        super().__init__()
        self._card = card
        self.points: dict[tuple[str, int], QSpinBox] = {}
        self.bounds: dict[tuple[str, int], QDoubleSpinBox] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for rule in card.rules:
            if rule.dimension is dimension:
                column.addWidget(self._rule(rule))
        column.addStretch(1)

    def _rule(self, rule: Rule) -> Card:
        box = Card()
        box.body.setSpacing(6)
        head = QHBoxLayout()
        head.addWidget(Text(_(BY_KEY[rule.fact].label), "strong"), 1)
        kinds = _(", ").join(_(KIND_WORDS[kind]) for kind in sorted(rule.kinds))
        head.addWidget(Text(kinds, "faint"))
        box.body.addLayout(head)
        for band in range(len(rule.bands)):
            box.body.addLayout(self._band(rule, band))
        if rule.quantiles:
            own = _("The bounds are taken from the showroom's own customers.")
            box.body.addWidget(Text(own, "faint", wrap=True))
        return box

    def _band(self, rule: Rule, band: int) -> QHBoxLayout:
        """Return one sentence: what must hold → points."""
        row = QHBoxLayout()
        row.setSpacing(8)
        bound = editing.shown_bound(rule, band)
        if bound is None:
            row.addWidget(Text(sentences.criterion(rule, band)))
        else:
            row.addWidget(Text("≥"))
            row.addWidget(self._bound_box(rule, band, bound))
        row.addStretch(1)  # the points of all bands stand in one column
        row.addWidget(Text("→", "muted"))
        points = QSpinBox()
        points.setAlignment(Qt.AlignmentFlag.AlignCenter)
        points.setRange(-100, 100)
        points.setValue(rule.bands[band].points)
        points.setPrefix("+" if rule.bands[band].points > 0 else "")
        points.setSuffix(_(" points"))
        points.setFixedWidth(theme.px(96))
        points.setAccessibleName(sentences.criterion(rule, band))
        points.valueChanged.connect(partial(self._set_points, rule.key, band))
        _still(points, self)
        self.points[rule.key, band] = points
        row.addWidget(points)
        return row

    def _bound_box(self, rule: Rule, band: int, bound: float) -> QDoubleSpinBox:
        box = QDoubleSpinBox()
        box.setAlignment(Qt.AlignmentFlag.AlignCenter)
        box.setDecimals(0 if bound == round(bound) else 2)
        box.setRange(-_MOST, _MOST)
        box.setValue(bound)
        unit = _UNITS.get(BY_KEY[rule.fact].unit)
        box.setSuffix(_(unit) if unit else "")
        box.setFixedWidth(theme.px(116))
        box.setAccessibleName(sentences.criterion(rule, band))
        box.valueChanged.connect(partial(self._set_bound, rule.key, band))
        _still(box, self)
        self.bounds[rule.key, band] = box
        return box

    def _set_points(self, rule: str, band: int, points: int) -> None:
        box = self.points[rule, band]
        box.setPrefix("+" if points > 0 else "")
        self._card = editing.with_points(self._card, rule, band, points)
        self.changed.emit(self._card)

    def _set_bound(self, rule: str, band: int, bound: float) -> None:
        self._card = editing.with_bound(self._card, rule, band, bound)
        self.changed.emit(self._card)


class _Still(QObject):
    """Keeps the wheel for the page: a number changes only by typing and by the arrows."""

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Swallow the wheel."""
        if event.type() is QEvent.Type.Wheel:
            event.ignore()
            return True
        return False


def _still(box: QAbstractSpinBox, parent: QObject) -> None:
    box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    box.setKeyboardTracking(False)
    box.installEventFilter(_Still(parent))
