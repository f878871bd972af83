"""Paints a row of the customer list: stripe and tint of the tier, signs, badge, score bar, due."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from showroom_crm.ui import fonts, icons, theme
from showroom_crm.ui.customers.columns import Column, Paint
from showroom_crm.ui.customers.model import CustomerModel
from showroom_crm.ui.widgets.badges import level_colour, paint_badge
from showroom_crm.values.customers import CustomerLine, Flag

_SELECTED = QStyle.StateFlag.State_Selected
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_CENTRE = Qt.AlignmentFlag.AlignCenter
_LEFT_INT, _RIGHT_INT = int(_LEFT), int(_RIGHT)
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
        self.prepare()

    def prepare(self) -> None:
        """Make ready what painting needs in the colours and text size now shown."""
        look = theme.tokens()
        self._plain, self._bold = fonts.font(), fonts.bold()
        self._small = fonts.font(fonts.SMALL)
        self._metrics = {id(f): QFontMetrics(f) for f in (self._plain, self._bold, self._small)}
        self._shortened: dict[tuple[str, int, int], str] = {}
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
        line = self._model.line(index.row())
        column = self._model.columns[index.column()]
        chosen = bool(option.state & _SELECTED)
        self._ground(painter, box, line, index.column() == 0, chosen)
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
        painter.setFont(self._plain)
        painter.setPen(self._ink)
        painter.drawText(
            box.adjusted(0, 0, -_PAD, 0), _RIGHT_INT, column.text(line, self._model.today)
        )

    def _sign(self, painter: QPainter, box: QRect, line: CustomerLine, _column: Column) -> None:
        picture = self._segments.get(line.segment or "")
        if picture is not None:
            _centred(painter, picture, box.x() + _STRIPE + _PAD, box)

    def _name(self, painter: QPainter, box: QRect, line: CustomerLine, _column: Column) -> None:
        signs = [picture for flag, picture in self._flags if flag in line.flags]
        room = box.width() - _PAD - len(signs) * theme.px(icons.SMALL + 4)
        text = self._shorten(line.name, self._bold, room - _PAD)
        self._draw(painter, box, text, self._bold, self._ink)
        left = box.x() + _PAD + self._metrics[id(self._bold)].horizontalAdvance(text) + self._gap
        for picture in signs:
            _centred(painter, picture, left, box)
            left += theme.px(icons.SMALL + 4)

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
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        painter.setPen(self._track)
        painter.drawLine(left, middle, left + self._bar_length, middle)
        if line.score:
            painter.setPen(self._bars[line.tier] if line.tier else self._no_bar)
            painter.drawLine(left, middle, left + self._bar_length * line.score // 100, middle)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        end = left + self._bar_length + self._gap + theme.px(24)
        painter.setPen(self._ink)
        painter.setFont(self._bold)
        figure = QRect(
            left + self._bar_length, box.y(), end - left - self._bar_length, box.height()
        )
        painter.drawText(figure, _RIGHT_INT, str(line.score))
        painter.setPen(self._soft)
        painter.setFont(self._small)
        painter.drawText(
            QRect(end + theme.px(7), box.y(), box.right() - end, box.height()),
            _LEFT_INT,
            line.tier or "",
        )

    def _due(self, painter: QPainter, box: QRect, line: CustomerLine, column: Column) -> None:
        on, today = line.next_follow_up_on, self._model.today
        text = column.text(line, today)
        if on is None or on > today:
            self._draw(painter, box, text, self._plain, self._ink)
        else:
            self._draw(painter, box, text, self._bold, self._now if on == today else self._late)

    def _draw(self, painter: QPainter, box: QRect, text: str, font: QFont, pen: QPen) -> None:
        if not text:
            return
        painter.setFont(font)
        painter.setPen(pen)
        short = self._shorten(text, font, box.width() - 2 * _PAD)
        painter.drawText(box.adjusted(_PAD, 0, 0, 0), _LEFT_INT, short)

    def _shorten(self, text: str, font: QFont, room: int) -> str:
        key = (text, id(font), room)
        short = self._shortened.get(key)
        if short is None:
            if len(self._shortened) > _CACHED_TEXTS:
                self._shortened.clear()
            flat = text.replace("\n", " ")
            short = self._metrics[id(font)].elidedText(flat, Qt.TextElideMode.ElideRight, room)
            self._shortened[key] = short
        return short

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
