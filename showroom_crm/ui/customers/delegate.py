"""Paints a row of the customer list: stripe and tint of the tier, signs, badge, score bar, due."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QPainter, QPen, QPixmap, QStaticText
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from showroom_crm.ui import fonts, icons, theme
from showroom_crm.ui.customers.columns import Column, Paint
from showroom_crm.ui.customers.model import CustomerModel
from showroom_crm.ui.widgets.badges import level_colour, paint_badge
from showroom_crm.values.customers import CustomerLine, Flag

_PLAIN_TEXT = Qt.TextFormat.PlainText
_ELIDE = Qt.TextElideMode.ElideRight
_SMOOTH = QPainter.RenderHint.Antialiasing
_STRIPE = 4
_PAD = 8
_CACHED_TEXTS = 6000

_Index = QModelIndex | QPersistentModelIndex
_PaintCell = Callable[[QPainter, QRect, CustomerLine, Column], None]


class CustomerDelegate(QStyledItemDelegate):
    """Keeps brushes, pens, icons and shortened texts ready; `prepare` again in a new look."""

    def __init__(self, model: CustomerModel, parent: QObject | None = None) -> None:
        """Paint the rows of `model`."""
        super().__init__(parent)
        self._model = model
        self._painters: dict[Paint, _PaintCell] = {
            Paint.TEXT: self._text,
            Paint.MUTED: self._muted,
            Paint.NUMBER: self._number,
            Paint.SIGN: self._sign,
            Paint.NAME: self._name,
            Paint.LEVEL: self._level,
            Paint.SCORE: self._score,
            Paint.DUE: self._due,
        }
        self.selected: tuple[tuple[int, int], ...] = ()  # first and last row of each stretch
        self.prepare()

    def prepare(self) -> None:
        """Make ready what painting needs in the colours and text size now shown."""
        look = theme.tokens()
        self._plain, self._bold = fonts.font(), fonts.bold()
        self._small = fonts.font(fonts.SMALL)
        self._metrics = {id(f): QFontMetrics(f) for f in (self._plain, self._bold, self._small)}
        self._laid_out: dict[tuple[str, int, int], QStaticText] = {}
        self._ink, self._soft = QPen(QColor(look.text)), QPen(QColor(look.muted))
        self._late, self._now = QPen(QColor(look.danger)), QPen(QColor(look.accent_text))
        self._hair = QColor(look.line)
        self._chosen, self._bare = QColor(look.selected), QColor(look.surface)
        self._tints = {tier: QColor(colour) for tier, colour in look.tint.items()}
        self._stripes = {tier: QColor(colour) for tier, colour in look.tier.items()}
        self._bars = {tier: _round_pen(colour) for tier, colour in look.tier.items()}
        self._track, self._no_bar = _round_pen(look.line), _round_pen(look.faint)
        self._ghost = QBrush(QColor(look.line))
        self._badges: dict[str, QPixmap] = {}
        self._segments = {
            key: icons.pixmap(sign.icon, look.segment[key]) for key, sign in theme.SEGMENTS.items()
        }
        self._flags = [
            (flag, icons.pixmap(sign.icon, look.flag[flag], icons.SMALL))
            for flag, sign in theme.FLAGS.items()
            if flag is not Flag.OVERDUE  # the next column says by how many days
        ]
        self._badge_size = QSize(theme.px(24), theme.px(21))
        self._bar_length, self._gap = theme.px(44), theme.px(8)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint one cell."""
        box: QRect = option.rect
        row, place = index.row(), index.column()
        line = self._model.line(row)
        column = self._model.columns[place]
        chosen = any(first <= row <= last for first, last in self.selected)
        self._ground(painter, box, line, place == 0, chosen)
        if line is None:
            self._placeholder(painter, box)
        else:
            self._painters[column.paint](painter, box, line, column)

    def _ground(
        self, painter: QPainter, box: QRect, line: CustomerLine | None, first: bool, chosen: bool
    ) -> None:
        tier = line.tier if line else None
        tint = self._tints.get(tier, self._bare) if tier else self._bare
        painter.fillRect(box, self._chosen if chosen else tint)
        painter.fillRect(box.x(), box.bottom(), box.width(), 1, self._hair)
        if first and tier:
            painter.fillRect(box.x(), box.y(), _STRIPE, box.height() - 1, self._stripes[tier])

    def _placeholder(self, painter: QPainter, box: QRect) -> None:
        height = box.height() // 3
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._ghost)
        painter.drawRoundedRect(
            box.x() + _PAD, box.y() + height, max(8, box.width() * 2 // 3 - _PAD), height, 4, 4
        )

    def _text(self, painter: QPainter, box: QRect, line: CustomerLine, column: Column) -> None:
        self._draw(painter, box, column.text(line, self._model.today), self._plain, self._ink)

    def _muted(self, painter: QPainter, box: QRect, line: CustomerLine, column: Column) -> None:
        self._draw(painter, box, column.text(line, self._model.today), self._plain, self._soft)

    def _number(self, painter: QPainter, box: QRect, line: CustomerLine, column: Column) -> None:
        text = column.text(line, self._model.today)
        self._draw_to(painter, box, box.right() - _PAD, text, self._plain, self._ink)

    def _sign(self, painter: QPainter, box: QRect, line: CustomerLine, _column: Column) -> None:
        picture = self._segments.get(line.segment or "")
        if picture is not None:
            _centred(painter, picture, box.x() + _STRIPE + _PAD, box)

    def _name(self, painter: QPainter, box: QRect, line: CustomerLine, _column: Column) -> None:
        signs = [picture for flag, picture in self._flags if flag in line.flags]
        step = theme.px(icons.SMALL + 4)
        end = self._draw(
            painter, box, line.name, self._bold, self._ink, room=box.width() - len(signs) * step
        )
        for number, picture in enumerate(signs):
            _centred(painter, picture, end + self._gap + number * step, box)

    def _level(self, painter: QPainter, box: QRect, line: CustomerLine, _column: Column) -> None:
        if line.level:
            picture = self._badges.get(line.level)
            if picture is None:
                picture = self._badges[line.level] = self._badge(line.level)
            _centred(painter, picture, box.x() + _PAD, box)

    def _score(self, painter: QPainter, box: QRect, line: CustomerLine, _column: Column) -> None:
        if line.score is None:
            return
        left, middle = box.x() + _PAD + 3, box.y() + box.height() // 2
        painter.setRenderHint(_SMOOTH, True)
        painter.setPen(self._track)
        painter.drawLine(left, middle, left + self._bar_length, middle)
        if line.score:
            painter.setPen(self._bars[line.tier] if line.tier else self._no_bar)
            painter.drawLine(left, middle, left + self._bar_length * line.score // 100, middle)
        painter.setRenderHint(_SMOOTH, False)
        end = left + self._bar_length + self._gap + theme.px(24)
        self._draw_to(painter, box, end, str(line.score), self._bold, self._ink)
        if line.tier:
            letter = self._lay_out(line.tier, self._small, 0)
            self._put(painter, box, end + theme.px(7), letter, self._small, self._soft)

    def _due(self, painter: QPainter, box: QRect, line: CustomerLine, column: Column) -> None:
        on, today = line.next_follow_up_on, self._model.today
        text = column.text(line, today)
        if on is None or on > today:
            self._draw(painter, box, text, self._plain, self._ink)
        else:
            self._draw(painter, box, text, self._bold, self._now if on == today else self._late)

    def _draw(
        self, painter: QPainter, box: QRect, text: str, font: QFont, pen: QPen, room: int = 0
    ) -> int:
        """Paint a text from the left and return where it ends."""
        if not text:
            return box.x() + _PAD
        laid = self._lay_out(text, font, (room or box.width()) - 2 * _PAD)
        self._put(painter, box, box.x() + _PAD, laid, font, pen)
        return box.x() + _PAD + round(laid.size().width())

    def _draw_to(
        self, painter: QPainter, box: QRect, end: int, text: str, font: QFont, pen: QPen
    ) -> None:
        """Paint a text so that it ends at `end`."""
        if text:
            laid = self._lay_out(text, font, 0)
            self._put(painter, box, end - round(laid.size().width()), laid, font, pen)

    def _put(
        self, painter: QPainter, box: QRect, left: int, text: QStaticText, font: QFont, pen: QPen
    ) -> None:
        painter.setFont(font)
        painter.setPen(pen)
        top = box.y() + (box.height() - self._metrics[id(font)].height()) // 2
        painter.drawStaticText(left, top, text)

    def _lay_out(self, text: str, font: QFont, room: int) -> QStaticText:
        """Return the text laid out once for all, shortened to `room` pixels (0: as it is)."""
        key = (text, id(font), room)
        laid = self._laid_out.get(key)
        if laid is None:
            if len(self._laid_out) > _CACHED_TEXTS:
                self._laid_out.clear()
            flat = text.replace("\n", " ")
            if room:
                flat = self._metrics[id(font)].elidedText(flat, _ELIDE, room)
            laid = QStaticText(flat)
            laid.setTextFormat(_PLAIN_TEXT)
            laid.prepare(font=font)
            self._laid_out[key] = laid
        return laid

    def _badge(self, letter: str) -> QPixmap:
        view = self.parent()
        ratio = view.devicePixelRatioF() if isinstance(view, QWidget) else 1.0
        made = QPixmap(self._badge_size * ratio)
        made.setDevicePixelRatio(ratio)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        box = QRectF(0, 0, self._badge_size.width(), self._badge_size.height())
        paint_badge(painter, box, letter, level_colour(letter))
        painter.end()
        return made


def _round_pen(colour: str) -> QPen:
    pen = QPen(QColor(colour), theme.px(5))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    return pen


def _centred(painter: QPainter, picture: QPixmap, left: int, box: QRect) -> None:
    height = picture.height() / picture.devicePixelRatio()
    painter.drawPixmap(left, round(box.y() + (box.height() - height) / 2), picture)
