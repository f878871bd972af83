"""Who would move if the changed criteria held: by number, and some by name."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QVBoxLayout, QWidget

from showroom_crm.i18n import _, ngettext
from showroom_crm.ui import theme
from showroom_crm.ui.widgets.labels import Card, Text, clear
from showroom_crm.values.scores import Finding, Move, WhatIf

_MOST, _FINDINGS = 8, 4


class Moves(Card):
    """Shows what a change would do."""

    def __init__(self) -> None:
        """Say that nothing was changed yet."""
        super().__init__()
        self.title = Text(_("Change a number to see who moves."), "strong", wrap=True)
        self.body.addWidget(self.title)
        self._lines = QWidget()
        self._column = QVBoxLayout(self._lines)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self.body.addWidget(self._lines)
        self.body.addStretch(1)

    def show_nothing(self) -> None:
        """Say that nothing is changed."""
        self.title.setText(_("Change a number to see who moves."))
        clear(self._lines)

    def show_moves(
        self, found: WhatIf, names: Mapping[int, str], findings: tuple[Finding, ...]
    ) -> None:
        """Show `found`, customers by their `names`, and what to look at."""
        text = ngettext("{count} customer moves", "{count} customers move", found.moved)
        of_all = _("of {count}").format(count=f"{found.customers:,}")
        self.title.setText(f"{text.format(count=f'{found.moved:,}')} · {of_all}")
        clear(self._lines)
        self._group(_("Tiers"), found.tiers, names, {})
        words = {key: _(sign.label) for key, sign in theme.SEGMENTS.items()}
        self._group(_("Segments"), found.segments, names, words)
        if findings:
            self._column.addSpacing(8)
            self._column.addWidget(Text(_("Worth a look"), "muted"))
        for finding in findings[:_FINDINGS]:
            self._column.addWidget(Text(finding.sentence, "faint", wrap=True))

    def _group(
        self,
        title: str,
        moves: tuple[Move, ...],
        names: Mapping[int, str],
        words: Mapping[str, str],
    ) -> None:
        if not moves:
            return
        self._column.addWidget(Text(title, "muted"))
        for move in moves[:_MOST]:
            ends = (words.get(end or "", end or "–") for end in (move.before, move.after))
            count = len(move.ids)
            self._column.addWidget(Text(f"{' → '.join(ends)}   {count:,}"))
            known = [names[number] for number in move.ids if number in names]
            if known:
                more = "…" if count > len(known) else ""
                listed = Text(_(", ").join(known) + more, "faint", wrap=True)
                self._column.addWidget(listed)
