"""The groups of likely duplicates as a list: who, how surely, and what speaks for and against."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from showroom_crm.i18n import _
from showroom_crm.ui import fonts, theme
from showroom_crm.ui.widgets.tips import plain
from showroom_crm.values import masking
from showroom_crm.values.duplicates import Likeness

_Index = QModelIndex | QPersistentModelIndex
_PAD, _LINE, _SURE = 10, 20, 0.8
_ROOT = QModelIndex()


def names_of(found: Likeness) -> str:
    """Return the names of a group."""
    return " · ".join(line.name or line.customer_no for line in found.lines)


def phones_of(found: Likeness) -> str:
    """Return the phones of a group, masked as in the customer list."""
    phones = (masking.phone(line.mobile or "") for line in found.lines)
    return " · ".join(dict.fromkeys(phone for phone in phones if phone))


def reasons_of(found: Likeness) -> str:
    """Return what speaks for and against, the latter after a "but"."""
    sides = [[text for text, against in found.reasons if against is side] for side in (False, True)]
    told = [_(", ").join(side) for side in sides if side]
    return _("; but: ").join(told)


class LikenessModel(QAbstractListModel):
    """The groups still open."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Hold nothing yet."""
        super().__init__(parent)
        self.groups: list[Likeness] = []

    def show(self, groups: Sequence[Likeness]) -> None:
        """Hold these groups."""
        self.beginResetModel()
        self.groups = list(groups)
        self.endResetModel()

    def remove(self, row: int) -> None:
        """Let a group go."""
        self.beginRemoveRows(_ROOT, row, row)
        del self.groups[row]
        self.endRemoveRows()

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """Return how many groups there are."""
        return 0 if parent.isValid() else len(self.groups)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """Return names for reading aloud and for typing ahead, all of it as tooltip."""
        found = self.groups[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return names_of(found)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            told = f"{names_of(found)}\n{phones_of(found)}\n{reasons_of(found)}"
            return plain(told) if role == Qt.ItemDataRole.ToolTipRole else told
        return None


class LikenessList(QListView):
    """Lists groups, three lines each."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Be empty."""
        super().__init__(parent)
        self.found = LikenessModel(self)
        self.setModel(self.found)
        self.setItemDelegate(_GroupDelegate(self))
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Likely duplicates"))

    @property
    def current(self) -> Likeness | None:
        """The group chosen."""
        row = self.currentIndex().row()
        return self.found.groups[row] if 0 <= row < len(self.found.groups) else None

    def choose(self, row: int) -> None:
        """Choose a group, the last one where there are not so many."""
        last = len(self.found.groups) - 1
        self.setCurrentIndex(self.found.index(min(row, last)))


class _GroupDelegate(QStyledItemDelegate):
    """Paints names with the confidence at the right, phones, and reasons."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: _Index) -> QSize:
        """Return the room of three lines."""
        return QSize(option.rect.width(), theme.px(3 * _LINE + 2 * _PAD))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint a group."""
        model = index.model()
        if not isinstance(model, LikenessModel):
            return
        found, look = model.groups[index.row()], theme.tokens()
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(look.selected))
        pad, line = theme.px(_PAD), theme.px(_LINE)
        box = option.rect.adjusted(pad, pad, -pad, -pad)
        lines = [QRect(box.left(), box.top() + n * line, box.width(), line) for n in range(3)]
        if found.group.confidence:
            sure = found.group.confidence >= _SURE
            share = _("{percent} %").format(percent=round(found.group.confidence * 100))
            painter.setFont(fonts.bold(fonts.SMALL))
            painter.setPen(QColor(look.accent_text if sure else look.muted))
            painter.drawText(lines[0], Qt.AlignmentFlag.AlignRight, share)
            room = painter.fontMetrics().horizontalAdvance(share) + pad
            lines[0] = lines[0].adjusted(0, 0, -room, 0)
        for place, (text, font, colour) in enumerate(
            (
                (names_of(found), fonts.bold(), look.text),
                (phones_of(found), fonts.font(fonts.SMALL), look.muted),
                (reasons_of(found), fonts.font(fonts.SMALL), look.muted),
            )
        ):
            painter.setFont(font)
            painter.setPen(QColor(colour))
            elide = Qt.TextElideMode.ElideRight
            cut = QFontMetrics(font).elidedText(text, elide, lines[place].width())
            painter.drawText(lines[place], Qt.AlignmentFlag.AlignLeft, cut)
        painter.fillRect(
            QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1),
            QColor(look.line),
        )
        painter.restore()
