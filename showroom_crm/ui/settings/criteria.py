"""The criteria: rules as sentences, who would move beside them, adopting and rolling back."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from showroom_crm.errors import UserError
from showroom_crm.i18n import _
from showroom_crm.operations import scoring
from showroom_crm.operations.desk import Desk
from showroom_crm.scoring import scorecards
from showroom_crm.store import customers, scores
from showroom_crm.ui import theme
from showroom_crm.ui.settings.balance import Balance, SegmentOrder
from showroom_crm.ui.settings.moves import Moves
from showroom_crm.ui.settings.rule_lines import RuleLines
from showroom_crm.ui.tasks import Job, Tasks
from showroom_crm.ui.widgets.buttons import ActionButton, PrimaryButton
from showroom_crm.ui.widgets.labels import Text
from showroom_crm.ui.widgets.progress import Progress
from showroom_crm.ui.widgets.tabs import SegmentedTabs
from showroom_crm.values.scores import (
    DIMENSION_LABELS,
    Dimension,
    Finding,
    Scorecard,
    WhatIf,
)

_WIDE = 720  # pixels at 100 % from which the moves stand beside the rules
_UNBOUND = 16_777_215  # Qt's own word for no limit
_PAUSE = 400  # milliseconds: several changes in a row are tried once
_NAMED = 5  # customers named for each move


@dataclass(frozen=True, slots=True)
class _Now:
    card: Scorecard
    versions: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class _Tried:
    found: WhatIf
    names: dict[int, str]
    findings: tuple[Finding, ...]


class CriteriaSection(QWidget):
    """Edits a copy of the scorecard in force; nothing holds before it is adopted."""

    def __init__(self, desk: Desk, tasks: Tasks) -> None:
        """Begin to read."""
        super().__init__()
        self._desk, self._tasks = desk, tasks
        self._kept: Scorecard | None = None
        self.card: Scorecard | None = None
        self._job: Job | None = None
        self._versions: dict[int, str] = {}
        words = [_(word) for word in DIMENSION_LABELS.values()]
        self.tabs = SegmentedTabs([*words, _("Weights and tiers"), _("Segments")], wraps=True)
        self.tabs.chosen.connect(self._show_tab)
        self.pages = QStackedWidget()
        self.moves, self.progress = Moves(), Progress()
        self.trouble = Text("", "danger", wrap=True)
        self.trouble.hide()
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(_("Why are the criteria changed?"))
        self.reason.setAccessibleName(self.reason.placeholderText())
        self.adopt = PrimaryButton(_("Adopt"), "check")
        self.adopt.clicked.connect(self._adopt)
        self.discard = ActionButton(_("Discard"))
        self.discard.clicked.connect(self._read_again)
        self.versions = QComboBox()
        self.versions.setAccessibleName(_("Earlier criteria"))
        self.back = ActionButton(_("Go back to this version"), "clock-counter-clockwise")
        self.back.clicked.connect(self._roll_back)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._try)
        self._build()
        self.refresh()

    def refresh(self) -> None:
        """Read the criteria in force again, unless some were changed and not yet adopted."""
        if not self.unfinished():
            self._read_again()

    def unfinished(self) -> bool:
        """Return whether criteria were changed and not yet adopted."""
        return self.card != self._kept

    def _read_again(self) -> None:
        self._tasks.read(self._read, self._show, self._refused)

    def _read(self) -> _Now:
        return _Now(scoring.current(self._desk), scores.versions(self._desk.store))

    def _build(self) -> None:
        left, right = QVBoxLayout(), QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.tabs)
        left.addWidget(self.pages, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.reason, 1)
        foot.addWidget(self.discard)
        foot.addWidget(self.adopt)
        left.addLayout(foot)
        past = QHBoxLayout()
        past.addWidget(self.versions, 1)
        past.addWidget(self.back)
        around = QScrollArea()
        around.setWidget(self.moves)
        around.setWidgetResizable(True)
        right.addWidget(around, 1)
        right.addWidget(self.progress)
        right.addLayout(past)
        row = self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        row.setSpacing(20)
        row.addLayout(left, 3)
        self._beside = QWidget()
        self._beside.setLayout(right)
        right.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._beside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 16)
        column.setSpacing(8)
        column.addWidget(Text(_("Criteria"), "title"))
        told = _(
            "Every customer is scored by these rules; points count as shares of what is known."
        )
        column.addWidget(Text(told, "muted", wrap=True))
        column.addWidget(self.trouble)
        column.addLayout(row, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put who moves beside the rules, or below them where it is narrow."""
        super().resizeEvent(event)
        wide = self.width() >= theme.px(_WIDE)
        side, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._halves.setDirection(side if wide else below)
        self._beside.setMaximumSize(
            theme.px(300) if wide else _UNBOUND, _UNBOUND if wide else theme.px(180)
        )
        self._beside.setMinimumWidth(theme.px(300) if wide else 0)

    def showEvent(self, event: QShowEvent) -> None:
        """Try what was changed before one looked away."""
        super().showEvent(event)
        if self.card != self._kept:
            self._pause.start()

    def _show(self, now: _Now) -> None:
        self._kept = self.card = now.card
        self._ready()
        self.moves.show_nothing()
        self.trouble.hide()
        self.versions.clear()
        self._versions = {each["version"]: each["content"] for each in now.versions}
        for each in now.versions:
            when = f"{each['adopted_at']:%Y-%m-%d}"
            self.versions.addItem(f"{each['version']} · {when} · {each['reason']}", each["version"])
        self.versions.setVisible(bool(now.versions))
        self.back.setVisible(len(now.versions) > 1)
        self._show_tab(self.tabs.current)

    def _show_tab(self, index: int) -> None:
        """Build the page of a tab from the card as it is now."""
        card, dimensions = self.card, list(DIMENSION_LABELS)
        if card is None:
            return
        page: QWidget
        if index < len(dimensions):
            page = RuleLines(card, Dimension(dimensions[index]))
            page.changed.connect(self._changed)
        elif index == len(dimensions):
            page = Balance(card)
            page.changed.connect(self._changed)
        else:
            page = SegmentOrder(card)
        area = QScrollArea()
        area.setWidget(page)
        area.setWidgetResizable(True)
        old = self.pages.currentWidget()
        self.pages.addWidget(area)
        self.pages.setCurrentWidget(area)
        if old is not None:
            self.pages.removeWidget(old)
            old.deleteLater()
        self.page = page

    def _changed(self, card: Scorecard) -> None:
        self.card = card
        self._ready()
        self._pause.start()

    def _ready(self) -> None:
        for widget in (self.adopt, self.discard, self.reason):
            widget.setEnabled(self.unfinished())

    def _try(self) -> None:
        """See who would move; a trial that is overtaken is dropped."""
        if self._job is not None:
            self._job.cancel()
        if not self.isVisible():
            return
        if self.card is None or self.card == self._kept:
            self.moves.show_nothing()
            return
        self._job = self._tasks.read(partial(self._tried, self.card), self._tell, self._refused)
        self.progress.follow(self._job, _("Counting who moves…"), can_stop=False)

    def _tried(self, card: Scorecard) -> _Tried:
        scorecards.check(card)
        found = scoring.try_out(self._desk, card)
        ids = [n for move in (*found.tiers, *found.segments) for n in move.ids[:_NAMED]]
        lines = customers.lines(self._desk.store, list(dict.fromkeys(ids)), self._desk.today)
        names = {line.id: line.name or line.customer_no for line in lines}
        return _Tried(found, names, scoring.findings(self._desk, card))

    def _tell(self, tried: _Tried) -> None:
        self.trouble.hide()
        self.moves.show_moves(tried.found, tried.names, tried.findings)

    def _refused(self, error: UserError) -> None:
        self.trouble.setText(error.text)
        self.trouble.show()

    def _adopt(self) -> None:
        reason = self.reason.text().strip()
        if self.card is None or not reason:
            self._refused(UserError(_("Say in a few words why the criteria are changed.")))
            self.reason.setFocus()
            return
        self._put(self.card, reason)

    def _roll_back(self) -> None:
        version = self.versions.currentData()
        if version in self._versions:
            card = scorecards.from_json(self._versions[version])
            self._put(card, _("Back to version {number}").format(number=version))

    def _put(self, card: Scorecard, reason: str) -> None:
        work = partial(self._adopted, card, reason)
        job = self._tasks.write(work, self._done, self._refused, told=_("New criteria hold"))
        self.progress.follow(job, _("Scoring everyone anew…"), can_stop=False)

    def _adopted(self, card: Scorecard, reason: str) -> object:
        scorecards.check(card)
        return scoring.adopt(self._desk, card, reason)

    def _done(self, _changes: object) -> None:
        self.reason.clear()
        self._read_again()
