"""One customer of today: a single line that unfolds to what to say and the contact form."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from showroom_crm.i18n import _, ngettext
from showroom_crm.ui import icons, shown, theme
from showroom_crm.ui.contact_form import ContactForm
from showroom_crm.ui.today.briefing import Briefing
from showroom_crm.ui.widgets.badges import Badge, IconLabel, level_colour
from showroom_crm.ui.widgets.buttons import IconButton
from showroom_crm.ui.widgets.elided import ElidedText
from showroom_crm.ui.widgets.labels import Rule, Text
from showroom_crm.values.followups import AgendaItem, Urgency
from showroom_crm.values.levels import Level

_WIDE = 800  # pixels at 100 % from which briefing and form stand side by side
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


@dataclass(frozen=True, slots=True)
class CardSetup:
    """What every card needs beside its customer."""

    today: dt.date
    now: Callable[[], dt.datetime]
    levels: Iterable[Level]


class AgendaCard(QFrame):
    """Tells what is wished of it; the page writes."""

    unfolded = Signal(object)  # the card
    folded = Signal()
    filled = Signal(object, object)  # the card, ContactEntry
    unreached = Signal(object)  # the card
    copied = Signal(object)  # AgendaItem
    opened = Signal(int)  # customer
    settled = Signal(object)  # AgendaItem
    walked = Signal(object, int)  # the card, up -1 or down 1

    def __init__(self, item: AgendaItem, setup: CardSetup) -> None:
        """Show `item` as a single line."""
        super().__init__()
        self.item, self._setup = item, setup
        self.form: ContactForm | None = None
        self.waiting = False  # for a contact to be kept
        self._body: QWidget | None = None
        self._halves: QBoxLayout | None = None
        self.setObjectName("card")
        self.setProperty("card", "agenda")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(f"{item.name} {item.topic}")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._caret = QLabel()
        self._column.addWidget(self._line())
        self._point(open_=False)

    @property
    def is_open(self) -> bool:
        """Whether the card is unfolded."""
        return self._body is not None

    @property
    def has_typed(self) -> bool:
        """Whether something was typed that is not yet kept."""
        return self.form is not None and bool(self.form.entry().note)

    def unfold(self) -> None:
        """Show what to say and the form."""
        if self._body is None:
            self._body = self._make_body()
            self._column.addWidget(self._body)
            self._point(open_=True)
            self.unfolded.emit(self)
        if self.form is not None:
            self.form.begin()

    def fold(self) -> None:
        """Be a single line again."""
        if self._body is not None:
            self._column.removeWidget(self._body)
            self._body.hide()
            self._body.deleteLater()
            self._body = self.form = self._halves = None
            self._point(open_=False)
            self.folded.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put briefing and form below each other, and leave out the model, where it is narrow."""
        super().resizeEvent(event)
        self._arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Unfold with Enter, fold with Esc, walk with the arrows, one letter for the rest."""
        match event.key():
            case key if key in _ENTER:
                self._toggle()
            case Qt.Key.Key_Escape if self.is_open:
                self._leave()
            case Qt.Key.Key_Down | Qt.Key.Key_Up:
                self.walked.emit(self, 1 if event.key() == Qt.Key.Key_Down else -1)
            case Qt.Key.Key_U:
                self.unreached.emit(self)
            case Qt.Key.Key_C:
                self.copied.emit(self.item)
            case Qt.Key.Key_O:
                self.opened.emit(self.item.customer_id)
            case _:
                super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Unfold or fold by a click on the line."""
        if event.button() is Qt.MouseButton.LeftButton and event.position().y() < theme.px(46):
            self._toggle()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the record by a double click on the line."""
        if event.position().y() < theme.px(46):
            self.opened.emit(self.item.customer_id)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the line around the card that has the keyboard."""
        super().focusInEvent(event)
        self.update()

    def _toggle(self) -> None:
        if self.is_open and not self.has_typed:
            self._leave()
        else:
            self.unfold()

    def _leave(self) -> None:
        self.fold()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _line(self) -> QWidget:
        item = self.item
        line = QWidget()
        line.setFixedHeight(theme.px(44))
        row = QHBoxLayout(line)
        row.setContentsMargins(12, 0, 8, 0)
        row.setSpacing(theme.px(10))
        row.addWidget(self._caret)
        row.addWidget(Badge(item.level or "–", level_colour(item.level)))
        name = ElidedText(item.name or shown.phone(item.mobile), "strong")
        name.setFixedWidth(theme.px(110))
        row.addWidget(name)
        row.addWidget(_sign(item.segment))
        self._model = ElidedText(" · ".join(filter(None, (item.model, item.color))), "muted")
        self._model.setFixedWidth(theme.px(130))
        row.addWidget(self._model)
        row.addWidget(ElidedText(item.topic or " · ".join(item.reasons)), 1)
        row.addWidget(self._due())
        row.addWidget(Text(shown.phone(item.mobile), "muted"))
        for icon, tip, keys, act in (
            ("copy", _("Copy the number"), "C", self._copy),
            ("phone-slash", _("Not reached"), "U", self._miss),
        ):
            button = IconButton(icon, tip, keys)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(act)
            row.addWidget(button)
        return line

    def _due(self) -> Text:
        item = self.item
        if item.days_overdue > 0:
            many = item.days_overdue
            text = ngettext("{count} day late", "{count} days late", many).format(count=many)
            return Text(text, "danger" if item.alarming else "muted")
        if item.urgency is Urgency.TODAY:
            return Text(_("Today"), "accent")
        return Text(shown.due(item.due_on, self._setup.today), "muted")

    def _make_body(self) -> QWidget:
        body = QWidget()
        body.setCursor(Qt.CursorShape.ArrowCursor)
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Rule())
        row = self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        row.setContentsMargins(16, 12, 16, 16)
        row.setSpacing(theme.px(24))
        item, setup = self.item, self._setup
        briefing = Briefing(item, setup.today)
        briefing.opened.connect(self._open)
        briefing.settled.connect(self._settle)
        self.form = ContactForm(setup.levels, setup.now, item.level, item.topic, item.purpose)
        self.form.filled.connect(self._fill)
        self.form.cancelled.connect(self._leave)
        row.addWidget(briefing, 2)
        row.addWidget(self.form, 3)
        column.addLayout(row)
        self._arrange()
        return body

    def _arrange(self) -> None:
        wide = self.width() >= theme.px(_WIDE)
        self._model.setVisible(wide)
        if self._halves is not None:
            side, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
            self._halves.setDirection(side if wide else below)

    def _point(self, *, open_: bool) -> None:
        name = "caret-down" if open_ else "caret-right"
        self._caret.setPixmap(icons.pixmap(name, theme.tokens().faint, icons.SMALL))

    def _fill(self, entry: object) -> None:
        self.filled.emit(self, entry)

    def _copy(self) -> None:
        self.copied.emit(self.item)

    def _miss(self) -> None:
        self.unreached.emit(self)

    def _open(self) -> None:
        self.opened.emit(self.item.customer_id)

    def _settle(self) -> None:
        self.settled.emit(self.item)


def _sign(segment: str | None) -> QWidget:
    sign = theme.SEGMENTS.get(segment or "")
    if sign is None:
        empty = QWidget()
        empty.setFixedSize(QSize(theme.px(icons.NORMAL), theme.px(icons.NORMAL)))
        return empty
    label = IconLabel(sign.icon, theme.tokens().segment[segment or ""])
    label.setToolTip(_(sign.label))
    return label
