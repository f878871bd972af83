"""The side of the window: showroom, places and saved views with counts, the last backup."""

import datetime as dt
from collections.abc import Iterable

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from showroom_crm.i18n import _, ngettext
from showroom_crm.ui import icons, theme
from showroom_crm.ui.commands import key_text
from showroom_crm.ui.place import PLACES, Numbers
from showroom_crm.ui.widgets.badges import IconLabel
from showroom_crm.ui.widgets.elided import ElidedText
from showroom_crm.ui.widgets.labels import Text, clear
from showroom_crm.ui.widgets.mnemonics import literal
from showroom_crm.ui.widgets.tips import plain
from showroom_crm.values.queries import SavedView

_WIDTH = 204


class SideItem(QPushButton):
    """One line of the side: icon, name, and a count at the right."""

    def __init__(self, icon: str, title: str, tip: str = "", parent: QWidget | None = None) -> None:
        """Show `title` (already translated) without a count."""
        super().__init__(parent)
        self._icon, self._title = icon, title
        self.count = 0
        self.setAccessibleName(title)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(tip)
        self._count = Text(tone="muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, theme.px(10), 0)
        row.addStretch(1)
        row.addWidget(self._count)
        self._count.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._tint()

    def show_count(self, count: int, urgent: bool = False) -> None:
        """Show `count`; 0 is left out, `urgent` turns it red."""
        self.count = count
        self._count.setText(f"{count:,}" if count else "")
        self._count.set_tone("danger" if urgent else "muted")
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten the name where the count needs the room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        count = self._count.sizeHint().width() if self._count.text() else 0
        room = self.width() - theme.px(10 + icons.NORMAL + 8 + 14) - count
        metrics = self.fontMetrics()
        self.setText(literal(metrics.elidedText(self._title, Qt.TextElideMode.ElideRight, room)))

    def changeEvent(self, event: QEvent) -> None:
        """Wear the new colours."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self._tint()

    def _tint(self) -> None:
        if hasattr(self, "_icon"):
            look = theme.tokens()
            self.setIcon(icons.icon(self._icon, look.muted, look.accent_text))
            self.setIconSize(QSize(theme.px(icons.NORMAL), theme.px(icons.NORMAL)))


class Side(QFrame):
    """Tells which place or view was chosen; shows what it is given."""

    place_chosen = Signal(str)
    view_chosen = Signal(object)
    backup_chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show the places; names, counts and views come with `show_numbers`."""
        super().__init__(parent)
        self.setObjectName("side")
        self.fit()
        self._places: dict[str, SideItem] = {}
        self._counted: dict[str, int] = {}
        self._views: dict[str, tuple[SavedView, SideItem]] = {}
        self._group = QButtonGroup(self)
        self._name = ElidedText("", "title")
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 11, 8)
        column.setSpacing(2)
        column.addLayout(self._head())
        self._add_places(column, below=False)
        column.addWidget(self._views_area(), 1)
        self._add_places(column, below=True)
        self.backup = QPushButton()
        self.backup.setObjectName("backup")
        self.backup.clicked.connect(self.backup_chosen)
        self.backup.hide()
        column.addWidget(self.backup)

    def fit(self) -> None:
        """Be as wide as the text size asks for."""
        self.setFixedWidth(theme.px(_WIDTH))

    def show_name(self, name: str) -> None:
        """Show the name of the showroom."""
        self._name.setText(name)

    def choose(self, key: str, view: str = "") -> None:
        """Mark the place `key`, or the view of that key inside it, as the one shown."""
        known = self._views.get(view)
        item = known[1] if known else self._places[key]
        item.setChecked(True)

    def show_numbers(self, numbers: Numbers) -> None:
        """Show counts, views and the age of the last backup."""
        for key, item in self._places.items():
            item.show_count(self._counted.get(key, numbers.places.get(key, 0)))
        if [view for view, _count in numbers.views] != [view for view, _i in self._views.values()]:
            self._rebuild_views(view for view, _count in numbers.views)
        for view, count in numbers.views:
            self._views[view.key][1].show_count(count, view.urgent)
        self._show_backup(numbers)

    def count_place(self, key: str, count: int) -> None:
        """Show what the page of a place counted itself, which knows better than `show_numbers`."""
        self._counted[key] = count
        self._places[key].show_count(count)

    def counted(self, key: str) -> int:
        """Return the count now beside a place."""
        return self._places[key].count

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(theme.px(2), 2, 0, 10)
        row.setSpacing(theme.px(6))
        row.addWidget(IconLabel("car-profile-fill", theme.tokens().accent, 22))
        row.addWidget(self._name, 1)
        return row

    def _add_places(self, column: QVBoxLayout, below: bool) -> None:
        for number, place in enumerate(PLACES, 1):
            if place.below is below:
                item = SideItem(place.icon, _(place.title), key_text(f"Ctrl+{number}"))
                item.clicked.connect(lambda _on=False, key=place.key: self.place_chosen.emit(key))
                self._places[place.key] = item
                self._group.addButton(item)
                column.addWidget(item)

    def _views_area(self) -> QScrollArea:
        self._views_box = QWidget()
        lines = QVBoxLayout(self._views_box)
        lines.setContentsMargins(0, 12, 0, 0)
        lines.setSpacing(2)
        lines.setAlignment(Qt.AlignmentFlag.AlignTop)
        area = QScrollArea()
        area.setWidget(self._views_box)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setViewportMargins(0, 0, 0, 0)
        return area

    def _rebuild_views(self, views: Iterable[SavedView]) -> None:
        clear(self._views_box)
        self._views.clear()
        lines = self._views_box.layout()
        title = Text(_("Views"), "muted")
        title.setContentsMargins(theme.px(10), 0, 0, theme.px(4))
        if lines is not None:
            lines.addWidget(title)
        for view in views:
            icon = theme.VIEW_ICONS.get(view.icon, theme.ANY_VIEW_ICON)
            item = SideItem(icon, view.name, view.name)
            item.clicked.connect(lambda _on=False, view=view: self.view_chosen.emit(view))
            self._group.addButton(item)
            self._views[view.key] = (view, item)
            if lines is not None:
                lines.addWidget(item)

    def _show_backup(self, numbers: Numbers) -> None:
        look = theme.tokens()
        failed = bool(numbers.backup_failed)
        if failed:
            text = _("The last backup failed")
        elif numbers.backup_at is None:
            text = _("No backup yet")
        else:
            text = _("Backup {when}").format(when=ago(numbers.now - numbers.backup_at))
        self.backup.setText(text)
        self.backup.setToolTip(plain(numbers.backup_failed))
        self.backup.setAccessibleDescription(numbers.backup_failed)
        colour = look.danger if failed else look.muted
        sound = "check-circle" if numbers.backup_at else "clock-counter-clockwise"
        self.backup.setIcon(icons.icon("warning-circle" if failed else sound, colour))
        self.backup.setProperty("wrong", "true" if failed else "false")
        self.backup.style().polish(self.backup)
        self.backup.show()


def ago(passed: dt.timedelta) -> str:
    """Return how long ago that is, in a reader's words."""
    minutes = max(0, int(passed.total_seconds() // 60))
    if minutes < 1:
        return _("just now")
    if minutes < 60:
        return ngettext("{count} min ago", "{count} min ago", minutes).format(count=minutes)
    if minutes < 24 * 60:
        hours = minutes // 60
        return ngettext("{count} h ago", "{count} h ago", hours).format(count=hours)
    days = minutes // (24 * 60)
    return ngettext("{count} day ago", "{count} days ago", days).format(count=days)
