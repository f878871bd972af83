"""The detail of a customer: who, what to do, why this score, history and data."""

import datetime as dt
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from showroom_crm.errors import NotFound, UserError
from showroom_crm.followup import playbook
from showroom_crm.i18n import _, language
from showroom_crm.operations.desk import Desk
from showroom_crm.ui import shown, theme
from showroom_crm.ui.customers import reading, records
from showroom_crm.ui.customers.actions import CustomerActions
from showroom_crm.ui.customers.columns import gender_word
from showroom_crm.ui.customers.doubles_way import DoublesWay
from showroom_crm.ui.customers.form import CustomerForm
from showroom_crm.ui.customers.records import Records
from showroom_crm.ui.customers.score_card import ScoreCard
from showroom_crm.ui.customers.timeline import Timeline
from showroom_crm.ui.tasks import Job, Tasks
from showroom_crm.ui.widgets.badges import Badge, level_colour
from showroom_crm.ui.widgets.buttons import ActionButton, IconButton, LinkButton, PrimaryButton
from showroom_crm.ui.widgets.elided import ElidedText
from showroom_crm.ui.widgets.labels import Card, Text
from showroom_crm.ui.widgets.tabs import SegmentedTabs
from showroom_crm.values.customers import CustomerCard, CustomerLine
from showroom_crm.values.operations import Changes
from showroom_crm.values.scores import Explanation

_TIMELINE, _DATA = 0, 1
_TALL = 780


class Detail(QFrame):
    """Reads a customer when told to and shows it; `closed` when the user closes it."""

    closed = Signal()
    print_wanted = Signal()

    def __init__(
        self,
        desk: Desk,
        tasks: Tasks,
        actions: CustomerActions,
        doubles: DoublesWay,
        parent: QWidget | None = None,
    ) -> None:
        """Be empty."""
        super().__init__(parent)
        self.setObjectName("detail")
        self.setAccessibleName(_("Customer"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._desk, self._tasks, self._actions = desk, tasks, actions
        self._doubles, self.alike = doubles, LinkButton("")
        self._card: CustomerCard | None = None
        self._customer = 0
        self._jobs: list[Job] = []
        self.name, self._badge = ElidedText(tone="heading"), Badge()
        self._facts, self._reach = ElidedText(tone="muted"), ElidedText(tone="muted")
        self.score, self.timeline = ScoreCard(), Timeline()
        self.form = CustomerForm(desk, tasks, actions)
        self._tables = [
            Records(table) for table in (records.VEHICLES, records.DEALS, records.SERVICE_VISITS)
        ]
        self._say = Text(wrap=True)
        self._build()

    @property
    def customer(self) -> int:
        """The id of the customer shown, 0 for none."""
        return self._customer

    def show_customer(self, customer_id: int) -> None:
        """Read and show a customer; 0 shows nothing."""
        if customer_id != self._customer:
            self._read(customer_id)

    def refresh(self, changes: Changes | None) -> None:
        """Read again what was changed."""
        touched = changes.customers if changes is not None else None
        if self._customer and (touched is None or self._customer in touched):
            self._read(self._customer)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Log a contact on L, close on Esc."""
        if event.key() == Qt.Key.Key_L and not event.modifiers():
            self._log_contact()
        elif event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the tabs room on a low screen."""
        super().resizeEvent(event)
        self.score.show_at_most(4 if self.height() >= theme.px(_TALL) else 3)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addLayout(self._head())
        column.addWidget(self._facts)
        column.addWidget(self._reach)
        column.addWidget(self.alike)
        self.alike.hide()
        self.alike.clicked.connect(self._compare)
        self._doubles.learnt.connect(self._tell_alike)
        column.addLayout(self._action_row())
        column.addWidget(self.score)
        self.tabs = SegmentedTabs([_("Timeline"), _("Data"), _("Cars"), _("Orders"), _("Service")])
        self.tabs.chosen.connect(self._tab_chosen)
        column.addWidget(self.tabs)
        self._stack = QStackedWidget()
        for page in (self.timeline, self.form, *self._tables):
            self._stack.addWidget(_scrolled(page))
        column.addWidget(self._stack, 1)
        column.addWidget(self._playbook())

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.name.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        close = IconButton("x", _("Close"), "F4")
        close.clicked.connect(self.closed)
        row.addWidget(self.name)
        row.addWidget(self._badge)
        row.addStretch(1)
        row.addWidget(close)
        return row

    def _action_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(0, 4, 0, 4)
        row.setSpacing(8)
        log = PrimaryButton(_("Log contact"), "note-pencil", "L")
        copy = ActionButton(_("Copy number"), "copy")
        log.clicked.connect(self._log_contact)
        copy.clicked.connect(self._copy_phone)
        paper = IconButton("printer", _("Print the card"), "Ctrl+P")
        paper.clicked.connect(self.print_wanted)
        for button in (log, copy, paper):
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _playbook(self) -> Card:
        self._say_card = Card("say")
        self._say_card.body.addWidget(Text(_("You could say"), "muted"))
        self._say_card.body.addWidget(self._say)
        self._say_card.hide()
        return self._say_card

    def _read(self, customer_id: int) -> None:
        for job in self._jobs:
            job.cancel()
        self._customer = customer_id
        if not customer_id:
            return
        self._jobs = [
            self._tasks.read(
                partial(reading.card, self._desk, customer_id), self._show, self._gone, urgent=True
            ),
            self._tasks.read(
                partial(reading.explain, self._desk, customer_id), self._show_reasons, self._gone
            ),
        ]

    def _show(self, card: CustomerCard) -> None:
        self._card, line, today = card, card.line, self._desk.today
        self.name.setText(line.name or shown.phone(line.mobile))
        self._badge.show_letter(line.level or "", level_colour(line.level))
        self._facts.setText(facts_line(line, today))
        self._reach.setText(reach_line(line))
        self._tell_alike()
        self.score.show_line(line)
        self.timeline.show_card(card, today)
        self._say.setText(_playbook_line(card))
        self._say_card.show()
        self._show_tab(self.tabs.current)

    def _tell_alike(self) -> None:
        told = self._doubles.like(self._customer)
        self.alike.say(told)
        self.alike.setVisible(bool(told))

    def _compare(self) -> None:
        self._doubles.find_like(self._customer)

    def _gone(self, error: UserError) -> None:
        """Leave a customer who was taken out; the list goes on to somebody else."""
        if isinstance(error, NotFound):
            self._customer = 0
        else:
            self._tasks.refused.emit(error)

    def _show_reasons(self, explanation: Explanation) -> None:
        self.score.show_reasons(explanation)

    def _tab_chosen(self, index: int) -> None:
        self._stack.setCurrentIndex(index)
        self._show_tab(index)

    def _show_tab(self, index: int) -> None:
        """Fill only the tab in sight."""
        if self._card is None or index == _TIMELINE:
            return
        if index == _DATA:
            self.form.show_card(self._card)
            return
        rows = (self._card.vehicles, self._card.deals, self._card.service_visits)
        number = index - _DATA - 1
        self._tables[number].show_rows(rows[number], self._desk.today)

    def _log_contact(self) -> None:
        if self._customer:
            self._actions.log_contact(self._customer)

    def _copy_phone(self) -> None:
        if self._customer:
            self._actions.copy_phone(self._customer)


def facts_line(line: CustomerLine, today: dt.date) -> str:
    """Return number, gender, age and whose customer it is, as far as known."""
    age = shown.age(line.birth_date, today)
    parts = [
        line.customer_no,
        gender_word(line.gender),
        _("{age} years").format(age=age) if age is not None else "",
        _("{name}'s customer").format(name=line.salesperson) if line.salesperson else "",
    ]
    return " · ".join(filter(None, parts))


def reach_line(line: CustomerLine) -> str:
    """Return phone, car of interest or owned, and plate, as far as known."""
    car = line.vehicle_model or line.model or ""
    return " · ".join(filter(None, (shown.phone(line.mobile), car, line.plate)))


def _playbook_line(card: CustomerCard) -> str:
    line, spoken = card.line, language()
    written = card.values.get("salutation")
    values = {
        "salutation": playbook.salutation(
            line.name, line.gender, str(written) if written else None, spoken
        ),
        "name": line.name,
        "model": line.model or "",
        "salesperson": line.salesperson or "",
        "competitor": str(card.values.get("competitor") or ""),
        "concern": str(card.values.get("concerns") or ""),
    }
    return playbook.line(line.segment, playbook.occasion_of(line.level), values, spoken)


def _scrolled(page: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidget(page)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area
