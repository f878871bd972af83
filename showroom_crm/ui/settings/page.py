"""The place Settings: its sections at the left, the one chosen beside them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from showroom_crm.i18n import N_, _
from showroom_crm.operations.desk import Desk
from showroom_crm.ui import icons, theme
from showroom_crm.ui.commands import Command
from showroom_crm.ui.place import Go
from showroom_crm.ui.remembered import Remembered
from showroom_crm.ui.settings.appearance import AppearanceSection
from showroom_crm.ui.settings.backups import BackupsSection
from showroom_crm.ui.settings.criteria import CriteriaSection
from showroom_crm.ui.settings.history import HistorySection
from showroom_crm.ui.settings.levels import LevelsSection
from showroom_crm.ui.settings.own_fields import OwnFieldsSection
from showroom_crm.ui.settings.people import PeopleSection
from showroom_crm.ui.settings.profiles import ProfilesSection
from showroom_crm.ui.tasks import Tasks
from showroom_crm.ui.widgets.labels import Text
from showroom_crm.values.operations import Changes

_SECTIONS = (
    (N_("Criteria"), "sliders-horizontal"),
    (N_("Levels and cadences"), "calendar-check"),
    (N_("Showroom and staff"), "storefront"),
    (N_("Own fields"), "columns"),
    (N_("Import profiles"), "file-xls"),
    (N_("Backups"), "hard-drives"),
    (N_("History"), "clock-counter-clockwise"),
    (N_("Appearance"), "sun"),
)


class SettingsPage(QWidget):
    """Makes a section when it is first looked at."""

    def __init__(
        self,
        desk: Desk,
        tasks: Tasks,
        go: Go,
        remembered: Remembered,
        parent: QWidget | None = None,
    ) -> None:
        """Show the first section."""
        super().__init__(parent)
        self.setObjectName("page")
        self._makers: tuple[Callable[[], QWidget], ...] = (
            partial(CriteriaSection, desk, tasks),
            partial(LevelsSection, desk, tasks),
            partial(PeopleSection, desk, tasks),
            partial(OwnFieldsSection, desk, tasks),
            partial(ProfilesSection, desk, tasks),
            partial(BackupsSection, desk, tasks),
            partial(HistorySection, desk, tasks),
            partial(AppearanceSection, remembered, go),
        )
        self.made: dict[int, QWidget] = {}
        self.list = QListWidget()
        self.list.setAccessibleName(_("Settings"))
        self.list.setObjectName("sections")
        self.list.setFixedWidth(theme.px(176))
        self.list.setIconSize(QSize(theme.px(icons.NORMAL), theme.px(icons.NORMAL)))
        for title, icon in _SECTIONS:
            item = QListWidgetItem(icons.icon(icon), _(title))
            item.setSizeHint(QSize(0, theme.px(34)))
            self.list.addItem(item)
        self.list.currentRowChanged.connect(self._show)
        self._pages = QStackedWidget()
        row = QHBoxLayout()
        row.setSpacing(20)
        row.addWidget(self.list)
        row.addWidget(self._pages, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 16, 0)
        column.setSpacing(12)
        column.addWidget(Text(_("Settings"), "heading"))
        column.addLayout(row, 1)
        self.list.setCurrentRow(0)

    def refresh(self, changes: Changes | None) -> None:
        """Let the section shown read again when its subject may have changed."""
        page = self._pages.currentWidget()
        if isinstance(page, HistorySection) or changes is None or changes.settings:
            refresh = getattr(page, "refresh", None)
            if refresh is not None:
                refresh()

    def commands(self) -> tuple[Command, ...]:
        """Return one command for each section."""
        return tuple(
            Command(title, partial(self.list.setCurrentRow, row), "", icon, N_("Settings"))
            for row, (title, icon) in enumerate(_SECTIONS)
        )

    def section(self, kind: type[QWidget]) -> QWidget:
        """Show the section of a kind and return it."""
        for row, maker in enumerate(self._makers):
            if getattr(maker, "func", None) is kind:
                self.list.setCurrentRow(row)
        return self.made[self.list.currentRow()]

    def _show(self, row: int) -> None:
        if row not in self.made:
            self.made[row] = self._makers[row]()
            self._pages.addWidget(self.made[row])
        self._pages.setCurrentWidget(self.made[row])
        self.made[row].setFocus(Qt.FocusReason.OtherFocusReason)
