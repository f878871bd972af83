"""What to know before the call, and what to say: reasons, last contact, cautions, playbook."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from showroom_crm.i18n import _
from showroom_crm.ui import icons, shown, theme
from showroom_crm.ui.widgets.badges import IconLabel
from showroom_crm.ui.widgets.buttons import LinkButton
from showroom_crm.ui.widgets.labels import Card, Text
from showroom_crm.values.followups import AgendaItem


class Briefing(QWidget):
    """A column of facts about one customer of today."""

    opened = Signal()
    settled = Signal()

    def __init__(self, item: AgendaItem, today: dt.date) -> None:
        """Show what `item` knows."""
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        if item.playbook:
            self._say(item.playbook)
        for caution in item.cautions:
            self._note("warning-fill", theme.tokens().warning, caution)
        for reason in item.reasons:
            self._note("bell", theme.tokens().muted, reason)
        known = tuple(facts(item, today))
        widths = (self.fontMetrics().horizontalAdvance(label) for label, _text in known)
        widest = max(widths, default=0)
        for label, text in known:
            self._fact(label, text, widest)
        for suggestion in item.suggestions:
            self._note("sparkle", theme.tokens().accent, suggestion.text)
        self._column.addStretch(1)
        self._column.addLayout(self._links(item))

    def _say(self, line: str) -> None:
        card = Card("say")
        card.body.addWidget(Text(_("You could say"), "muted"))
        text = Text(line, wrap=True)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        card.body.addWidget(text)
        self._column.addWidget(card)

    def _note(self, icon: str, colour: str, text: str) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(IconLabel(icon, colour, icons.SMALL), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Text(text, wrap=True), 1)
        self._column.addLayout(row)

    def _fact(self, label: str, text: str, widest: int) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        name = Text(label, "muted")
        name.setFixedWidth(widest)
        row.addWidget(name, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Text(text, wrap=True), 1)
        self._column.addLayout(row)

    def _links(self, item: AgendaItem) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        record = LinkButton(_("Open the record"), keys="O")
        record.clicked.connect(self.opened)
        row.addWidget(record)
        if item.reminder_ids:
            settle = LinkButton(_("Done without a contact"))
            settle.clicked.connect(self.settled)
            row.addWidget(settle)
        row.addStretch(1)
        return row


def facts(item: AgendaItem, today: dt.date) -> Iterator[tuple[str, str]]:
    """Return label and text of what is known, in the order one asks for it."""
    if item.last_contact_on:
        when = shown.days_ago(item.last_contact_on, today)
        yield _("Last contact"), " · ".join(filter(None, (when, item.last_contact_note)))
    if item.concerns:
        yield _("Concerns"), item.concerns
    if item.competitor:
        yield _("Competitor"), item.competitor
    if item.expected_on:
        yield _("Expected purchase"), shown.day(item.expected_on, today)
    if item.salesperson:
        yield _("Salesperson"), item.salesperson
