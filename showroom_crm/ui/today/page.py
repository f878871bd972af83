"""The place Today: one column of cards by urgency, done one after another."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QGuiApplication
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from showroom_crm.errors import UserError
from showroom_crm.followup import contacts as contact_rules
from showroom_crm.followup.agenda import URGENCY_LABELS
from showroom_crm.i18n import N_, _
from showroom_crm.operations import contacts
from showroom_crm.operations.desk import Desk
from showroom_crm.ui import place, shown
from showroom_crm.ui.commands import Command
from showroom_crm.ui.place import Go
from showroom_crm.ui.printing import follow_ups
from showroom_crm.ui.tasks import Tasks
from showroom_crm.ui.today import reading
from showroom_crm.ui.today.card import AgendaCard, CardSetup
from showroom_crm.ui.today.finished import Finished
from showroom_crm.ui.today.header import TodayHeader
from showroom_crm.ui.today.reading import Day
from showroom_crm.ui.widgets.buttons import PrimaryButton
from showroom_crm.ui.widgets.empty import EmptyState, NobodyYet
from showroom_crm.ui.widgets.labels import Text, Tone, clear
from showroom_crm.ui.widgets.skeleton import SkeletonRows
from showroom_crm.values.contacts import ContactEntry
from showroom_crm.values.followups import AgendaItem, Urgency
from showroom_crm.values.levels import Level
from showroom_crm.values.operations import Changes

_LOADING, _CARDS, _TROUBLE, _NOBODY = range(4)
_AT_ONCE = 12  # cards added in one turn of the window
_BY_PHONE, _NO_ANSWER = "电话", "no_answer"  # keys of the contact form's lists


class TodayPage(QWidget):
    """Whom to contact, why and what to say; logging happens in place."""

    def __init__(self, desk: Desk, tasks: Tasks, go: Go, parent: QWidget | None = None) -> None:
        """Show the day of whoever sits here."""
        super().__init__(parent)
        self.setObjectName("page")
        self._desk, self._tasks, self._go = desk, tasks, go
        self._by: str | None = desk.staff.name if desk.staff.role == "salesperson" else None
        self._own = self._by  # what the side counts, whoever is looked at
        self._levels: dict[str, Level] = {}
        self._left: list[Callable[[], None]] = []  # parts of the list not yet added
        self._more = QTimer(self)
        self._more.setSingleShot(True)
        self._more.setInterval(0)
        self._more.timeout.connect(self._add_more)
        self._waits = False  # for what is being typed, before the agenda is read again
        self._stay = 0  # which card has the keyboard after the next reading
        self.cards: list[AgendaCard] = []
        self.header = TodayHeader()
        self.header.person_chosen.connect(self._choose_person)
        self.header.print_wanted.connect(self.print_out)
        self._lines = QWidget()
        lines = QVBoxLayout(self._lines)
        lines.setContentsMargins(0, 0, 8, 24)
        lines.setSpacing(6)
        self._trouble = EmptyState("warning-circle", _("Today cannot be shown"))
        self._stack = QStackedWidget()
        self._build()
        tasks.read(partial(reading.salespeople, desk), self._show_people)
        self.refresh(None)

    def refresh(self, changes: Changes | None) -> None:
        """Read the agenda again; what is being typed is not taken away, the list then waits."""
        typing = next((card for card in self.cards if card.has_typed), None)
        if typing is not None and not _touches(changes, typing.item.customer_id):
            self._waits = True
            return
        self._waits = False
        self._tasks.read(partial(reading.day, self._desk, self._by), self._show, self._failed)

    def commands(self) -> tuple[Command, ...]:
        """Return what can be done here."""
        here = N_("Today's work")
        return (
            Command(N_("Print the follow-up list"), self.print_out, "Ctrl+P", "printer", here),
            Command(N_("Next customer"), partial(self._step, 1), "Down", "", here, bound=False),
            Command(N_("Log a contact"), self._unfold, "Return", "note-pencil", here, bound=False),
            Command(N_("Not reached"), self._miss, "U", "phone-slash", here, bound=False),
            Command(N_("Copy the number"), self._copy_here, "C", "copy", here, bound=False),
            Command(N_("Open the record"), self._open_here, "O", "user", here, bound=False),
        )

    def changeEvent(self, event: QEvent) -> None:
        """Draw in the new colours."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and getattr(self, "cards", None):
            self.refresh(None)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Pass the keyboard on to a card: the page itself does nothing with it."""
        super().focusInEvent(event)
        self._take_up()

    def print_out(self) -> None:
        """Show the follow-up list as it will come out on paper."""
        follow_ups.preview(self._desk, self._tasks, self, self._by)

    def _build(self) -> None:
        area = QScrollArea()
        area.setWidget(self._lines)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area = area
        again = PrimaryButton(_("Try again"), "arrows-clockwise")
        again.clicked.connect(partial(self.refresh, None))
        self._trouble.add_way(again)
        nobody = NobodyYet()
        nobody.import_wanted.connect(partial(self._go.place.emit, place.IMPORT))
        nobody.register_wanted.connect(self._go.register)
        for page in (SkeletonRows(), area, self._trouble, nobody):
            self._stack.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 16, 0)
        column.setSpacing(12)
        column.addWidget(self.header)
        column.addWidget(self._stack, 1)

    def _show(self, day: Day) -> None:
        if any(card.has_typed for card in self.cards):
            self._waits = True
            return
        self._levels = {level.code: level for level in day.levels}
        self.header.show_day(self._desk.today)
        self.header.show_progress(day.done, day.done + day.due)
        if self._by == self._own:
            self._go.counted.emit(place.TODAY, day.due)
        clear(self._lines)
        self.cards.clear()
        setup = CardSetup(self._desk.today, self._desk.now, day.levels)
        lines = self._lines.layout()
        if not isinstance(lines, QVBoxLayout):
            return
        if not day.due:
            finished = Finished(day.done, day.incomplete)
            finished.opened.connect(self._go.customer)
            lines.addWidget(finished)
        lines.addStretch(1)
        self._left = [
            part for urgency in Urgency for part in self._group(lines, day, urgency, setup)
        ]
        self._stack.setCurrentIndex(_CARDS if day.known else _NOBODY)
        self._add_more(max(_AT_ONCE, self._stay + 2 * len(Urgency)))
        if self.isVisible():
            self._take_up()

    def _take_up(self) -> None:
        """Give the keyboard to the card it was on last."""
        if self.cards:
            here = min(self._stay, len(self.cards) - 1)
            self.cards[here].setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_more(self, count: int = _AT_ONCE) -> None:
        """Add the next parts of the list; the rest in turns of their own, so nothing waits."""
        for add in self._left[:count]:
            add()
        self._left = self._left[count:]
        if self._left:
            self._more.start()

    def _group(
        self, lines: QVBoxLayout, day: Day, urgency: Urgency, setup: CardSetup
    ) -> Iterator[Callable[[], None]]:
        """Return what adds title, cards and foot of a group, one after another."""
        items = day.agenda.group(urgency)
        total = day.agenda.totals.get(urgency, 0)
        if not total:
            return
        yield partial(_add_text, lines, f"{_(URGENCY_LABELS[urgency])}  {total}", "strong")
        for item in items:
            yield partial(self._add_card, lines, item, setup)
        if rest := total - len(items):
            yield partial(_add_text, lines, _("and {count} more").format(count=rest), "muted")

    def _add_card(self, lines: QVBoxLayout, item: AgendaItem, setup: CardSetup) -> None:
        card = AgendaCard(item, setup)
        card.unfolded.connect(self._only)
        card.folded.connect(self._folded)
        card.filled.connect(self._log)
        card.unreached.connect(self._log_unreached)
        card.copied.connect(self._copy)
        card.opened.connect(self._go.customer)
        card.settled.connect(self._settle)
        card.walked.connect(self._walk)
        self.cards.append(card)
        lines.insertWidget(lines.count() - 1, card)

    def _failed(self, error: UserError) -> None:
        self._trouble.say(_("Today cannot be shown"), error.text)
        self._stack.setCurrentIndex(_TROUBLE)

    def _show_people(self, names: tuple[str, ...]) -> None:
        self.header.show_people(self._desk.staff.name, names)
        self.header.choose(self._by)

    def _choose_person(self, name: str | None) -> None:
        self._by, self._stay = name, 0
        self.refresh(None)

    def _only(self, open_card: AgendaCard) -> None:
        """Fold every other card, one at a time has the attention; but lose nothing typed."""
        for card in self.cards:
            if card is not open_card and not card.has_typed:
                card.fold()
        self._stay = self.cards.index(open_card)

    def _folded(self) -> None:
        if self._waits:
            self.refresh(None)

    def _log(self, card: AgendaCard, entry: ContactEntry) -> None:
        if card.waiting:  # the key came twice
            return
        card.waiting = True
        self._stay = self.cards.index(card)
        work = partial(contacts.log, self._desk, card.item.customer_id, entry)
        told = _("Contact with {name} logged").format(name=card.item.name)
        self._tasks.write(work, partial(_kept, card), partial(self._refused, card), told=told)

    def _log_unreached(self, card: AgendaCard) -> None:
        """Log a call nobody answered, at the level the customer has; without one, ask."""
        item, now = card.item, self._desk.now()
        level = self._levels.get(item.level or "")
        if level is None:
            card.unfold()
            return
        date, topic = contact_rules.propose(level, _BY_PHONE, False, now.date())
        closed = level.closed
        entry = ContactEntry(
            at=now,
            channel=_BY_PHONE,
            result=_NO_ANSWER,
            topic=item.topic or topic,
            note="",
            level_after=level.code,
            next_on=None if closed else date,
            next_topic=None if closed else item.topic or topic,
            purpose=item.purpose,
        )
        self._log(card, entry)

    def _refused(self, card: AgendaCard, error: UserError) -> None:
        if not isValid(card):
            self._tasks.refused.emit(error)
            return
        card.waiting = False
        card.unfold()
        if card.form is not None:
            card.form.complain(error.text)

    def _settle(self, item: AgendaItem) -> None:
        for key in item.reminder_ids:
            work = partial(contacts.answer, self._desk, item.customer_id, key, "done")
            self._tasks.write(work, told=_("Settled for {name}").format(name=item.name))

    def _copy(self, item: AgendaItem) -> None:
        if item.mobile:
            QGuiApplication.clipboard().setText(item.mobile)
            number = shown.phone(item.mobile)
            self._go.told.emit(_("Copied {number}").format(number=number))

    def _walk(self, card: AgendaCard, step: int) -> None:
        place = self.cards.index(card) + step
        if 0 <= place < len(self.cards):
            self._stay = place
            self.cards[place].setFocus(Qt.FocusReason.OtherFocusReason)
            self._area.ensureWidgetVisible(self.cards[place], 0, 60)

    def _here(self) -> AgendaCard | None:
        return next((card for card in self.cards if card.hasFocus() or card.is_open), None)

    def _step(self, step: int) -> None:
        if card := self._here() or next(iter(self.cards), None):
            self._walk(card, step)

    def _unfold(self) -> None:
        if card := self._here() or next(iter(self.cards), None):
            card.unfold()

    def _miss(self) -> None:
        if card := self._here():
            self._log_unreached(card)

    def _copy_here(self) -> None:
        if card := self._here():
            self._copy(card.item)

    def _open_here(self) -> None:
        if card := self._here():
            self._go.customer.emit(card.item.customer_id)


def _kept(card: AgendaCard, _result: object) -> None:
    """Fold a card whose contact is kept: nothing in it waits any more."""
    if isValid(card):
        card.fold()


def _add_text(lines: QVBoxLayout, text: str, tone: Tone) -> None:
    """Add a line of text above the room that is left."""
    label = Text(text, tone)
    label.setContentsMargins(2, 10, 0, 2)
    lines.insertWidget(lines.count() - 1, label)


def _touches(changes: Changes | None, customer: int) -> bool:
    """Return whether `changes` are those of one contact with the customer."""
    return changes is not None and changes.customers == frozenset({customer})
