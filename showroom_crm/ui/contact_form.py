"""The form that logs a contact, in a dialog or unfolded in a card: type what was said, Enter."""

import datetime as dt
from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import QDate, QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QFormLayout,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from showroom_crm.followup import cadence, contacts, levels
from showroom_crm.followup.defaults import name_of
from showroom_crm.i18n import _
from showroom_crm.ui import theme
from showroom_crm.ui.widgets.buttons import ActionButton, PrimaryButton
from showroom_crm.ui.widgets.choice_row import ChoiceRow
from showroom_crm.ui.widgets.labels import Text
from showroom_crm.values.contacts import Choice, ContactEntry
from showroom_crm.values.levels import Level
from showroom_crm.values.reminders import Purpose

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ContactForm(QWidget):
    """Everything is filled in from the last time and the cadence; only the note is to be typed."""

    filled = Signal(object)  # ContactEntry
    cancelled = Signal()

    def __init__(
        self,
        known_levels: Iterable[Level],
        now: Callable[[], dt.datetime],
        level: str | None,
        topic: str | None = None,
        purpose: Purpose = Purpose.CONTRACT,
        parent: QWidget | None = None,
    ) -> None:
        """Begin with the customer's `level` and the planned `topic` of this contact."""
        super().__init__(parent)
        self._levels = levels.by_code(known_levels)
        self._now, self._topic, self._purpose = now, topic, purpose
        self._own_date = self._own_topic = False
        offered = contacts.lists()
        self._results = {choice.key: choice for choice in offered.results}
        self.channel = ChoiceRow(_named(offered.channels), "Ctrl")
        self.result = ChoiceRow(_named(offered.results), "Alt")
        self.level = ChoiceRow([(code, code) for code in self._levels])
        self.note = QPlainTextEdit()
        self.date = QDateEdit()
        self.next_topic = QComboBox()
        self._trouble = Text(tone="danger", wrap=True)
        self._save = PrimaryButton(_("Save"), "check", "Enter")
        self._fill(offered.topics, level)
        self._build()
        self._connect()
        self._propose()

    def complain(self, text: str) -> None:
        """Say what is missing, for another try; "" takes it back."""
        self._save.setEnabled(True)
        self._trouble.setText(text)
        self._trouble.setVisible(bool(text))

    def begin(self) -> None:
        """Put the cursor where typing begins."""
        self.note.setFocus()

    def entry(self) -> ContactEntry:
        """Return the contact as filled in."""
        closed = self._closed
        return ContactEntry(
            at=self._now(),
            channel=self.channel.key,
            result=self.result.key,
            topic=self._topic or self._chosen_topic(),
            note=self.note.toPlainText().strip(),
            level_after=self.level.key or None,
            next_on=None if closed else _python(self.date.date()),
            next_topic=None if closed else self._chosen_topic(),
            purpose=self._purpose,
        )

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Let Enter save; with Shift it begins a new line."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            with_shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            if event.key() in _ENTER and not with_shift:
                self._finish()
                return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Save on Enter, leave on Esc."""
        if event.key() in _ENTER:
            self._finish()
        elif event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)

    @property
    def _closed(self) -> bool:
        level = self._levels.get(self.level.key)
        return level is not None and level.closed

    def _fill(self, topics: Iterable[Choice], level: str | None) -> None:
        self.channel.choose(contacts.lists().channels[0].key)
        self.result.choose(contacts.lists().results[0].key)
        self.level.choose(level or "")
        for code, known in self._levels.items():
            self.level.name(code, levels.label(known))
        self.note.setPlaceholderText(_("What was said, in a sentence"))
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(theme.px(64))
        self.date.setDisplayFormat("yyyy-MM-dd")
        self.date.setCalendarPopup(True)
        self.date.setMinimumDate(_qt(self._now().date()))
        self.next_topic.setEditable(True)
        self.next_topic.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for choice in topics:
            self.next_topic.addItem(name_of(choice), choice.key)
        self._trouble.hide()

    def _build(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(14)
        form.setVerticalSpacing(10)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        for title, field in (
            (_("Channel"), self.channel),
            (_("Result"), self.result),
            (_("Note"), self.note),
            (_("Level after"), self.level),
            (_("Next contact"), self._dates()),
            (_("Next topic"), self.next_topic),
        ):
            field.setAccessibleName(title)
            form.addRow(Text(title, "muted"), field)
        buttons = QHBoxLayout()
        cancel = ActionButton(_("Cancel"), keys="Esc")
        cancel.clicked.connect(self.cancelled)
        buttons.addWidget(self._trouble, 1)
        buttons.addStretch(0)
        buttons.addWidget(cancel)
        buttons.addWidget(self._save)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addLayout(form)
        column.addLayout(buttons)

    def _dates(self) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        self.date.setMinimumWidth(theme.px(126))
        self.date.setAccessibleName(_("Next contact"))
        row.addWidget(self.date)
        for label, day in cadence.quick_dates(self._now().date()):
            button = QPushButton(label)
            button.clicked.connect(partial(self._take_date, day))
            row.addWidget(button)
        row.addStretch(1)
        return box

    def _connect(self) -> None:
        self.note.installEventFilter(self)
        self._save.clicked.connect(self._finish)
        for row in (self.channel, self.result, self.level):
            row.chosen.connect(self._propose)
        self.date.dateChanged.connect(self._date_typed)
        self.next_topic.activated.connect(self._topic_chosen)
        self.next_topic.editTextChanged.connect(self._topic_chosen)

    def _propose(self, _key: str = "") -> None:
        """Fill in the next step from the level's cadence where the user has not."""
        result = self._results.get(self.result.key)
        date, topic = contacts.propose(
            self._levels.get(self.level.key),
            self.channel.key,
            bool(result and result.success),
            self._now().date(),
        )
        if date is not None and not self._own_date:
            with QSignalBlocker(self.date):
                self.date.setDate(_qt(date))
        if not self._own_topic:
            with QSignalBlocker(self.next_topic):
                self.next_topic.setCurrentIndex(self.next_topic.findData(topic))
        self.date.setEnabled(not self._closed)
        self.next_topic.setEnabled(not self._closed)

    def _take_date(self, day: dt.date, *_clicked: bool) -> None:
        self.date.setDate(_qt(day))

    def _date_typed(self, _day: QDate) -> None:
        self._own_date = True

    def _topic_chosen(self, _topic: object) -> None:
        self._own_topic = True

    def _chosen_topic(self) -> str:
        text = self.next_topic.currentText().strip()
        known = self.next_topic.findText(text)
        return str(self.next_topic.itemData(known)) if known >= 0 else text

    def _finish(self) -> None:
        if self._save.isEnabled():  # Enter may come twice before the contact is kept
            self._save.setEnabled(False)
            self.filled.emit(self.entry())


def _named(choices: Iterable[Choice]) -> list[tuple[str, str]]:
    return [(choice.key, name_of(choice)) for choice in choices]


def _qt(day: dt.date) -> QDate:
    return QDate(day.year, day.month, day.day)


def _python(day: QDate) -> dt.date:
    return dt.date(day.year(), day.month(), day.day())
