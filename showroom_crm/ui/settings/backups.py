"""Backups: the last one, one now, a second folder, and whether the store is sound."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QGridLayout, QHBoxLayout, QWidget

from showroom_crm.errors import UserError
from showroom_crm.i18n import _, ngettext
from showroom_crm.operations import safety
from showroom_crm.operations.desk import Desk
from showroom_crm.ui import desktop, shown
from showroom_crm.ui.settings.section import Section
from showroom_crm.ui.tasks import Tasks
from showroom_crm.ui.widgets.buttons import ActionButton, LinkButton, PrimaryButton
from showroom_crm.ui.widgets.elided import ElidedText
from showroom_crm.ui.widgets.labels import Text, clear
from showroom_crm.ui.widgets.progress import Progress
from showroom_crm.values.safety import BackupInfo, Health

_MOST = 10


@dataclass(frozen=True, slots=True)
class _Kept:
    backups: Sequence[BackupInfo]
    second: Path | None
    failed: str


class BackupsSection(Section):
    """Backups are made by themselves; this page shows that they are, and makes one more."""

    def __init__(self, desk: Desk, tasks: Tasks) -> None:
        """Begin to read."""
        super().__init__(
            _("Backups"),
            _(
                "A backup is made every half hour when something changed, on closing, and before "
                "anything big. Each one is read back before it counts."
            ),
        )
        self._desk, self._tasks = desk, tasks
        self.last, self.second = Text("", "strong"), ElidedText("", "muted")
        self.progress, self.health = Progress(), Text("", "muted", wrap=True)
        self.now = PrimaryButton(_("Back up now"), "floppy-disk")
        self.now.clicked.connect(self._back_up)
        check = ActionButton(_("Check the store"), "shield-check")
        check.clicked.connect(self._check)
        row = QHBoxLayout()
        for button in (self.now, check):
            row.addWidget(button)
        row.addStretch(1)
        for part in (self.last, self.progress):
            self.column.addWidget(part)
        self.column.addLayout(row)
        self.column.addWidget(self.health)
        self.health.hide()
        choose = ActionButton(_("Choose…"), "folder-open")
        choose.clicked.connect(self._choose)
        self.none = LinkButton(_("None"))
        self.none.clicked.connect(partial(self._set_second, None))
        self.add_line(_("Second folder"), self.second, choose, self.none).setStretch(1, 1)
        self.column.addWidget(Text(_("Kept backups"), "strong"))
        self._lines = QWidget()
        self._grid = QGridLayout(self._lines)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(20)
        self._grid.setColumnStretch(2, 1)
        self.column.addWidget(self._lines)
        self.column.addStretch(1)
        self.refresh()

    def refresh(self) -> None:
        """Read the list of backups again."""
        self._tasks.read(self._read, self._show, self.refused)

    def _read(self) -> _Kept:
        found = safety.all_backups(self._desk.store.folder)
        second = safety.second_folder(self._desk)
        return _Kept(found, second, safety.backup_failure(self._desk))

    def _show(self, kept: _Kept) -> None:
        clear(self._lines)
        if kept.failed:
            self.refused(UserError(_("The last backup failed: {why}").format(why=kept.failed)))
        else:
            self.accepted()
        today = self._desk.now().date()
        if kept.backups:
            at = kept.backups[0].at
            text = _("Last backup: {when}")
            self.last.setText(text.format(when=f"{shown.days_ago(at.date(), today)} {at:%H:%M}"))
        else:
            self.last.setText(_("No backup yet"))
        self.second.setText(str(kept.second) if kept.second else _("none chosen"))
        self.none.setVisible(kept.second is not None)
        for line, info in enumerate(kept.backups[:_MOST]):
            self._grid.addWidget(Text(f"{info.at:%Y-%m-%d %H:%M}"), line, 0)
            self._grid.addWidget(Text(f"{info.size / 1_048_576:,.1f} MB", "muted"), line, 1)
        if kept.backups:
            folder = kept.backups[0].file.parent
            open_it = LinkButton(_("Show the folder"))
            open_it.clicked.connect(lambda: desktop.open_file(folder))
            self._grid.addWidget(open_it, min(len(kept.backups), _MOST), 0, 1, 2)

    def _back_up(self) -> None:
        job = self._tasks.write(partial(safety.backup, self._desk), self._made, self._failed)
        self.progress.follow(job, _("Backing up…"), can_stop=False)

    def _made(self, _file: Path) -> None:
        self.accepted()
        self.refresh()

    def _failed(self, _error: UserError) -> None:
        self.refresh()  # which says it, as it will until a backup succeeds

    def _check(self) -> None:
        job = self._tasks.write(partial(safety.check, self._desk), self._checked, self.refused)
        self.progress.follow(job, _("Checking…"), can_stop=False)

    def _checked(self, found: Health) -> None:
        self.health.show()
        self.health.setText(told(found))
        self.health.set_tone("muted" if found.sound else "danger")

    def _choose(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, _("Choose the second backup folder"))
        if folder:
            self._set_second(Path(folder))

    def _set_second(self, folder: Path | None, *_clicked: bool) -> None:
        work = partial(safety.set_second_folder, self._desk, folder)
        self._tasks.write(work, self._made_second, self.refused)

    def _made_second(self, _changes: object) -> None:
        self.accepted()
        self.refresh()


def told(found: Health) -> str:
    """Return in a sentence what a check found."""
    if found.sound:
        rows = sum(found.counts.values())
        return _("The store is sound: {count} entries checked.").format(count=f"{rows:,}")
    parts = list(found.problems)
    if found.loose_rows:
        text = ngettext("{count} loose entry", "{count} loose entries", found.loose_rows)
        parts.append(text.format(count=found.loose_rows))
    if found.not_indexed:
        parts.append(_("the search index was written anew"))
    if found.broken_log is not None:
        parts.append(_("the history was changed from outside"))
    return _("Found: {what}").format(what=_("; ").join(parts))
