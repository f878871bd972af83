"""When all is done: a warm word, and five records one might complete."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from showroom_crm.i18n import _, ngettext
from showroom_crm.ui import icons, shown, theme
from showroom_crm.ui.widgets.badges import IconLabel
from showroom_crm.ui.widgets.buttons import LinkButton
from showroom_crm.ui.widgets.labels import Card, Text
from showroom_crm.values.customers import CustomerLine
from showroom_crm.values.levels import Tier

_CENTRE = Qt.AlignmentFlag.AlignHCenter


class Finished(QWidget):
    """Nothing is left to do today."""

    opened = Signal(int)  # customer

    def __init__(self, done: int, incomplete: Sequence[CustomerLine]) -> None:
        """Say what was `done` and offer the `incomplete` records."""
        super().__init__()
        column = QVBoxLayout(self)
        column.setSpacing(8)
        column.setContentsMargins(0, theme.px(48), 0, 24)
        sun = IconLabel("sun", theme.tokens().tier[Tier.A], icons.LARGE)
        column.addWidget(sun, 0, _CENTRE)
        if done:
            text = ngettext(
                "Well done: you spoke to {count} customer today.",
                "Well done: you spoke to {count} customers today.",
                done,
            ).format(count=done)
        else:
            text = _("Nothing is due today.")
        column.addWidget(Text(text, "title"), 0, _CENTRE)
        rest = _("Everyone who was waiting for you has been thought of.")
        column.addWidget(Text(rest, "muted"), 0, _CENTRE)
        if incomplete:
            column.addSpacing(12)
            column.addWidget(self._offer(incomplete), 0, _CENTRE)
        column.addStretch(1)

    def _offer(self, lines: Sequence[CustomerLine]) -> Card:
        card = Card()
        card.setFixedWidth(theme.px(460))
        card.body.setContentsMargins(16, 12, 16, 12)
        title = ngettext(
            "A quiet minute? {count} record to complete:",
            "A quiet minute? {count} records to complete:",
            len(lines),
        )
        card.body.addWidget(Text(title.format(count=len(lines)), "muted"))
        for line in lines:
            row = QHBoxLayout()
            name = LinkButton(line.name or shown.phone(line.mobile) or line.customer_no)
            name.clicked.connect(partial(self._open, line.id))
            row.addWidget(name)
            row.addStretch(1)
            row.addWidget(Text(missing(line), "muted"))
            card.body.addLayout(row)
        return card

    def _open(self, customer: int, *_clicked: bool) -> None:
        self.opened.emit(customer)


def missing(line: CustomerLine) -> str:
    """Return in words what a record lacks first."""
    lacking = (
        (line.mobile, _("Mobile")),
        (line.level, _("Level")),
        (line.model or line.vehicle_model, _("Model of interest")),
        (line.source, _("Source")),
        (line.next_follow_up_on, _("Next follow-up")),
        (line.birth_date, _("Birthday")),
        (line.city, _("City")),
    )
    names = [label for value, label in lacking if not value][:3]
    return _("lacks {fields}").format(fields=_(", ").join(names)) if names else ""
