"""The score with its reasons: ring, the rules that gave or took most, and the best next step."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from showroom_crm.i18n import _
from showroom_crm.ui import theme
from showroom_crm.ui.widgets.badges import ScoreRing
from showroom_crm.ui.widgets.labels import Card, Text
from showroom_crm.values.customers import CustomerLine
from showroom_crm.values.scores import Contribution, Explanation

_REASONS = 4


class ScoreCard(Card):
    """Says why a customer has this many points."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Be empty."""
        super().__init__("panel", parent)
        self._most = _REASONS
        self._explanation: Explanation | None = None
        self._ring = ScoreRing()
        self._title, self._lift = Text(tone="strong"), Text(tone="accent", wrap=True)
        self._note = Text(tone="muted", wrap=True)
        self._lines = [(Text(tone="strong"), Text(wrap=True)) for _line in range(_REASONS)]
        reasons = QGridLayout()
        reasons.setHorizontalSpacing(10)
        reasons.setVerticalSpacing(3)
        reasons.setColumnStretch(1, 1)
        for number, (points, sentence) in enumerate(self._lines):
            reasons.addWidget(points, number, 0, Qt.AlignmentFlag.AlignTop)
            reasons.addWidget(sentence, number, 1)
        column = QVBoxLayout()
        column.setSpacing(4)
        for part in (self._title, self._lift, self._note):
            column.addWidget(part)
        column.insertLayout(1, reasons)
        column.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(self._ring, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(column, 1)
        self.body.addLayout(row)

    def show_at_most(self, reasons: int) -> None:
        """Show at most so many reasons, where there is little room."""
        if reasons != self._most:
            self._most = reasons
            if self._explanation is not None:
                self.show_reasons(self._explanation)

    def show_line(self, line: CustomerLine) -> None:
        """Show the number at once; the reasons follow."""
        look = theme.tokens()
        self._ring.show_score(line.score, look.tier[line.tier] if line.tier else look.faint)
        known = line.score is not None
        self._title.setText(
            _("Why {score} points").format(score=line.score) if known else _("No score yet")
        )
        self._note.setText("" if known else _("Too little is known of this customer."))
        self._note.setVisible(not known)
        if not known:
            self._show_reasons(())
            self._lift.hide()

    def show_reasons(self, explanation: Explanation) -> None:
        """Show the reasons, the greatest first, and what would lift the score."""
        self._explanation = explanation
        self._show_reasons(explanation.contributions[: self._most])
        best = explanation.lifts[0] if explanation.lifts else None
        self._lift.setVisible(best is not None)
        if best is not None:
            self._lift.setText(
                _("{step} → up to {total}").format(step=best.sentence, total=best.total)
            )
        coverage = explanation.score.coverage
        self._note.setVisible(coverage < 60)
        self._note.setText(_("From {percent} % of the facts").format(percent=coverage))

    def _show_reasons(self, contributions: tuple[Contribution, ...]) -> None:
        for number, (points, sentence) in enumerate(self._lines):
            given = contributions[number] if number < len(contributions) else None
            points.setVisible(given is not None)
            sentence.setVisible(given is not None)
            if given is not None:
                points.setText(f"+{given.points}" if given.points >= 0 else f"−{-given.points}")
                points.set_tone("gain" if given.points >= 0 else "loss")
                sentence.setText(given.sentence)
