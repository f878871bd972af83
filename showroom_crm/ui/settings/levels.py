"""The intent levels: what they mean, and after how many days the next contact is due."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QSpinBox, QWidget

from showroom_crm.followup import levels as shipped
from showroom_crm.followup.defaults import name_of
from showroom_crm.i18n import _, ngettext
from showroom_crm.operations import levels, showroom
from showroom_crm.operations.desk import Desk
from showroom_crm.ui import theme
from showroom_crm.ui.settings.section import LINES, Section
from showroom_crm.ui.tasks import Tasks
from showroom_crm.ui.widgets.badges import Badge, level_colour
from showroom_crm.ui.widgets.buttons import PrimaryButton
from showroom_crm.ui.widgets.labels import Text, clear
from showroom_crm.values.levels import Level

_LONGEST = 365


class LevelsSection(Section):
    """Shows all levels; only days can be changed, letters and names are the trade's."""

    def __init__(self, desk: Desk, tasks: Tasks) -> None:
        """Begin to read."""
        super().__init__(
            _("Levels and cadences"),
            _("Days to the next contact, and days overdue that are tolerated before a warning."),
        )
        self._desk, self._tasks = desk, tasks
        self.boxes: dict[tuple[str, str], QSpinBox] = {}
        self._lines = QWidget()
        self._grid = QGridLayout(self._lines)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        self._lines.setMaximumWidth(theme.px(LINES))
        self.column.addWidget(self._lines)
        self.save = PrimaryButton(_("Save the days"), "check")
        self.save.clicked.connect(self._save)
        self.column.addWidget(self.save)
        self.column.addStretch(1)
        self.refresh()

    def refresh(self) -> None:
        """Read the levels again."""
        self._tasks.read(partial(levels.current, self._desk.store), self._show)

    def _show(self, known: Sequence[Level]) -> None:
        clear(self._lines)
        self.boxes.clear()
        for column, title in enumerate((_("Level"), "", _("Contact every"), _("Warn after"))):
            self._grid.addWidget(Text(title, "faint"), 0, column)
        for line, level in enumerate(known, 1):
            self._grid.setRowMinimumHeight(line, theme.px(36))
            self._grid.addWidget(Badge(level.code, level_colour(level.code)), line, 0)
            self._grid.addWidget(Text(name_of(level)), line, 1)
            self._add_box(level, "cadence", level.cadence, line, 2)
            self._add_box(level, "patience", level.patience, line, 3)

    def _add_box(self, level: Level, what: str, days: int | None, line: int, column: int) -> None:
        if days is None:
            self._grid.addWidget(Text("–", "muted"), line, column)
            return
        box = QSpinBox()
        box.setAlignment(Qt.AlignmentFlag.AlignCenter)
        box.setRange(1, _LONGEST)
        box.valueChanged.connect(lambda now: box.setSuffix(ngettext(" day", " days", now)))
        box.setValue(days)
        box.valueChanged.emit(days)
        box.setFixedWidth(theme.px(96))
        box.setAccessibleName(f"{level.code} {what}")
        self.boxes[level.code, what] = box
        self._grid.addWidget(box, line, column)

    def _save(self) -> None:
        """Keep only what differs from the shipped days."""
        usual = shipped.by_code(shipped.load())
        days: dict[str, dict[str, int | None]] = {}
        for (code, what), box in self.boxes.items():
            if box.value() != getattr(usual[code], what):
                days.setdefault(code, {})[what] = box.value()
        work = partial(showroom.set_level_days, self._desk, days)
        self._tasks.write(work, self.accepted, self.refused, told=_("The days were saved"))
