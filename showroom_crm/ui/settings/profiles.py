"""The import profiles: how files of each source are taken, and sharing them between machines."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from showroom_crm.i18n import _, ngettext
from showroom_crm.operations import profiles
from showroom_crm.operations.desk import Desk
from showroom_crm.operations.profiles import Source
from showroom_crm.ui import shown, theme
from showroom_crm.ui.profile_actions import ProfileActions
from showroom_crm.ui.settings.section import LINES, Section
from showroom_crm.ui.tasks import Tasks
from showroom_crm.ui.widgets.buttons import ActionButton, IconButton
from showroom_crm.ui.widgets.labels import Text, clear


class ProfilesSection(Section):
    """One line for each source; a file holds what another machine needs, and no customer."""

    def __init__(self, desk: Desk, tasks: Tasks) -> None:
        """Begin to read."""
        super().__init__(
            _("Import profiles"),
            _("Each source of spreadsheets, as it was imported last time: where its columns go and "
              "what was answered. A file of profiles holds no customers."),
        )  # fmt: skip
        self._desk, self._tasks = desk, tasks
        self.profiles = ProfileActions(desk, tasks, self.refused, self)
        self.buttons: dict[tuple[str, str], IconButton] = {}
        self.none = Text(_("No profile yet; the first import makes one."), "muted")
        self.told = Text("", "muted")
        self._lines = QWidget()
        self._grid = QGridLayout(self._lines)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(0, 1)
        self._lines.setMaximumWidth(theme.px(LINES))
        self.column.addWidget(self.none)
        self.column.addWidget(self._lines)
        self.column.addSpacing(8)
        self.column.addLayout(self._sharing())
        self.column.addWidget(self.told)
        self.column.addStretch(1)
        for done in (self.profiles.renamed, self.profiles.forgotten, self.profiles.taken):
            done.connect(self._changed)
        self.profiles.saved.connect(self._saved)
        self.refresh()

    def refresh(self) -> None:
        """Read the profiles again."""
        self._tasks.read(partial(profiles.listed, self._desk), self._show)

    def _sharing(self) -> QHBoxLayout:
        self.save = ActionButton(_("Save all to a file…"), "floppy-disk")
        self.load = ActionButton(_("Take from a file…"), "folder-open")
        self.save.clicked.connect(partial(self._save, None))
        self.load.clicked.connect(self.profiles.ask_file)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.save)
        row.addWidget(self.load)
        row.addStretch(1)
        return row

    def _show(self, sources: Sequence[Source]) -> None:
        clear(self._lines)
        self.buttons.clear()
        self.none.setVisible(not sources)
        self._lines.setVisible(bool(sources))
        self.save.setEnabled(bool(sources))
        for line, source in enumerate(sources):
            self._add_line(line, source)

    def _add_line(self, line: int, source: Source) -> None:
        layouts = ngettext("{count} layout", "{count} layouts", source.layouts)
        columns = ngettext("{count} column", "{count} columns", source.columns)
        used = shown.days_ago(source.used_at.date(), self._desk.today)
        name = source.name
        actions = {
            "rename": ("note-pencil", _("Rename {name}"), self._rename),
            "save": ("floppy-disk", _("Save {name} to a file"), self._save),
            "forget": ("trash", _("Forget {name}"), self._forget),
        }
        texts = (columns.format(count=source.columns), layouts.format(count=source.layouts), used)
        self._grid.addWidget(Text(name), line, 0)
        for column, text in enumerate(texts, 1):
            self._grid.addWidget(Text(text, "muted"), line, column)
        for column, (what, (icon, tip, run)) in enumerate(actions.items(), len(texts) + 1):
            button = self.buttons[name, what] = IconButton(icon, tip.format(name=name))
            button.clicked.connect(partial(run, name))
            self._grid.addWidget(button, line, column)

    def _rename(self, name: str, *_clicked: bool) -> None:
        self.profiles.ask_name(name, known=True)

    def _save(self, name: str | None, *_clicked: bool) -> None:
        self.profiles.ask_target(name)

    def _forget(self, name: str, *_clicked: bool) -> None:
        self.profiles.forget(name)

    def _changed(self, *_what: object) -> None:
        self.accepted()
        self.told.clear()
        self.refresh()

    def _saved(self, name: str) -> None:
        self.accepted()
        self.told.setText(_("Saved as {name}").format(name=name))
