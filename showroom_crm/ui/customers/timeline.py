"""The history of a customer, painted: day, icon, headline, second line; newest first."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from showroom_crm.i18n import _
from showroom_crm.ui import fonts, icons, shown, theme
from showroom_crm.values.customers import CustomerCard, TimelineEntry

_DAY, _ICON, _GAP, _BETWEEN = 50, 32, 2, 12
_TWO_LINES = 2
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
_DAY_FLAGS = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
_NEXT = "next"
# kind of event -> icon, and the token of its colour
_SIGNS = {
    _NEXT: ("calendar-check-fill", "accent"),
    "contact": ("phone-fill", "success"),
    "visit": ("storefront-fill", "accent"),
    "test_drive": ("steering-wheel-fill", "accent"),
    "quote": ("currency-cny-fill", "warning"),
    "deal": ("handshake-fill", "success"),
    "service_visit": ("wrench-fill", "accent"),
    "payment": ("currency-cny-fill", "success"),
    "insurance_policy": ("shield-check", "accent"),
    "survey": ("star-fill", "warning"),
    "complaint": ("smiley-sad-fill", "danger"),
    "consent": ("check-circle-fill", "success"),
    "created": ("user-plus-fill", "faint"),
    "change": ("pencil-simple-fill", "faint"),
}
_ANY = ("info-fill", "faint")


@dataclass(slots=True)
class _Row:
    day: str
    kind: str
    full_text: str
    full_detail: str
    text: str = ""
    detail: str = ""
    top: int = 0
    text_height: int = 0
    detail_height: int = 0
    height: int = 0


class Timeline(QWidget):
    """Paints the rows that are visible; its height follows from its width."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Be empty."""
        super().__init__(parent)
        self._rows: list[_Row] = []

    def show_card(self, card: CustomerCard, today: dt.date) -> None:
        """Show the next step and the history of a customer."""
        self._rows = [*_next(card, today), *(_row(entry, today) for entry in card.timeline)]
        self._measure()
        spoken = "\n".join(f"{row.day} {row.full_text} {row.full_detail}" for row in self._rows)
        self.setAccessibleDescription(spoken)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew."""
        super().resizeEvent(event)
        self._measure()

    def sizeHint(self) -> QSize:
        """Return the height of all rows."""
        last = self._rows[-1] if self._rows else None
        return QSize(theme.px(200), last.top + last.height if last else theme.px(80))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows in sight."""
        painter, look, sight = QPainter(self), theme.tokens(), event.rect()
        ink, soft = QColor(look.text), QColor(look.muted)
        body, small = fonts.font(), fonts.font(fonts.SMALL)
        left, width = self._text_box()
        for row in self._rows:
            if row.top > sight.bottom() or row.top + row.height < sight.top():
                continue
            painter.setFont(small)
            painter.setPen(soft)
            painter.drawText(QRect(0, row.top + 1, theme.px(_DAY), row.height), _DAY_FLAGS, row.day)
            name, token = _SIGNS.get(row.kind, _ANY)
            picture = icons.pixmap(name, getattr(look, token), 16, self.devicePixelRatioF())
            painter.drawPixmap(theme.px(_DAY + 12), row.top + 1, picture)
            below = QRect(left, row.top + row.text_height + _GAP, width, row.detail_height)
            painter.drawText(below, _WRAP, row.detail)
            painter.setFont(body)
            painter.setPen(ink)
            painter.drawText(QRect(left, row.top, width, row.text_height), _WRAP, row.text)
        if not self._rows:
            painter.setPen(soft)
            text = _("Nothing recorded yet. Press L after the first call.")
            painter.drawText(self.rect(), _WRAP, text)
        painter.end()

    def _text_box(self) -> tuple[int, int]:
        left = theme.px(_DAY + 12 + _ICON - 8)
        return left, max(40, self.width() - left)

    def _measure(self) -> None:
        _left, width = self._text_box()
        body, small = QFontMetrics(fonts.font()), QFontMetrics(fonts.font(fonts.SMALL))
        top = theme.px(4)
        for row in self._rows:
            row.top = top
            row.text, row.text_height = _fitted(body, width, row.full_text)
            row.detail, row.detail_height = _fitted(small, width, row.full_detail)
            row.height = row.text_height + _GAP + row.detail_height
            top += row.height + theme.px(_BETWEEN)
        self.setMinimumHeight(self.sizeHint().height())


def _fitted(metrics: QFontMetrics, width: int, text: str) -> tuple[str, int]:
    """Return the text cut to two lines, and the height of its lines."""
    if not text:
        return "", 0
    most = _TWO_LINES * metrics.lineSpacing()
    room = _TWO_LINES * width
    while (height := _wrapped(metrics, width, text)) > most and room > width:
        room -= width // 12  # words break before the edge: a line holds less than its width
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
    return text, min(height, most)


def _wrapped(metrics: QFontMetrics, width: int, text: str) -> int:
    return metrics.boundingRect(QRect(0, 0, width, 10_000), _WRAP, text).height()


def _next(card: CustomerCard, today: dt.date) -> Iterable[_Row]:
    line = card.line
    if line.next_follow_up_on is not None:
        due = shown.due(line.next_follow_up_on, today)
        text = " · ".join(filter(None, (due, line.next_follow_up_topic)))
        yield _Row(_("Planned"), _NEXT, text, line.salesperson or "")


def _row(entry: TimelineEntry, today: dt.date) -> _Row:
    known = entry.at != dt.datetime.min
    second = " · ".join(filter(None, (entry.staff, entry.detail)))
    day = shown.day(entry.at.date(), today) if known else ""
    return _Row(day, entry.kind, entry.text, second)
