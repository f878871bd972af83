"""The head of the place Today: the date, how far the day is, whose day it is, printing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from showroom_crm.i18n import N_, _
from showroom_crm.ui import theme
from showroom_crm.ui.widgets.buttons import ActionButton
from showroom_crm.ui.widgets.labels import Text

_WEEKDAYS = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)


class TodayHeader(QWidget):
    """Tells whose day is wanted and that the list shall be printed."""

    person_chosen = Signal(object)  # name, or None for everyone
    print_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show no day yet."""
        super().__init__(parent)
        self.progress, self._bar = Text("", "title"), QProgressBar()
        self._bar.setMinimumWidth(theme.px(60))
        self._bar.setMaximumWidth(theme.px(160))
        self._bar.setTextVisible(False)
        self.people = QComboBox()
        self.people.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.people.setAccessibleName(_("Whose day"))
        self.people.activated.connect(self._choose)
        self.paper = ActionButton(_("Print"), "printer", "Ctrl+P")
        self.paper.clicked.connect(self.print_wanted)
        date = QVBoxLayout()
        date.setSpacing(0)
        date.addWidget(Text(_("Today's work"), "heading"))
        self.date = Text("", "muted")
        date.addWidget(self.date)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addLayout(date)
        row.addSpacing(theme.px(16))
        row.addWidget(self.progress)
        row.addWidget(self._bar, 3)
        row.addStretch(1)
        row.addWidget(self.people)
        row.addWidget(self.paper)

    def show_day(self, today: dt.date) -> None:
        """Show the date of the day."""
        self.date.setText(f"{today.isoformat()} · {_(_WEEKDAYS[today.weekday()])}")

    def show_progress(self, done: int, total: int) -> None:
        """Show that `done` of `total` customers were contacted."""
        self.progress.setText(f"{done} / {total}" if total else "")
        self.progress.setToolTip(_("Contacted today, of all who are due"))
        self._bar.setVisible(bool(total))
        self._bar.setRange(0, max(total, 1))
        self._bar.setValue(done)

    def show_people(self, mine: str, others: Sequence[str]) -> None:
        """Offer everyone, `mine` and the `others`."""
        self.people.clear()
        self.people.addItem(_("Everyone"), None)
        self.people.addItem(_("Mine"), mine)
        for name in others:
            if name != mine:
                self.people.addItem(name, name)

    def choose(self, name: str | None) -> None:
        """Show whose day it is without telling anyone."""
        self.people.setCurrentIndex(max(0, self.people.findData(name)) if name else 0)

    def _choose(self, _index: int) -> None:
        self.person_chosen.emit(self.people.currentData())
