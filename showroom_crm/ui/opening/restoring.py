"""A backup put in the place of a store that does not open: which one, and by whose password."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QListWidget, QListWidgetItem

from showroom_crm.errors import UserError
from showroom_crm.i18n import _
from showroom_crm.operations import safety
from showroom_crm.ui import icons, theme
from showroom_crm.ui.opening.page import OpeningPage
from showroom_crm.ui.tasks import Tasks
from showroom_crm.ui.widgets.buttons import ActionButton, LinkButton, PrimaryButton
from showroom_crm.ui.widgets.fields import LabelledField, PasswordEdit
from showroom_crm.values.safety import BackupInfo

_ROW, _MOST_ROWS = 34, 5
_FILE = Qt.ItemDataRole.UserRole


class RestoringPage(OpeningPage):
    """Restores into `folder`; `restored` when the store may be opened again, `left` goes back."""

    restored = Signal()
    left = Signal()

    def __init__(self, tasks: Tasks, folder: Path, names: Sequence[str]) -> None:
        """Offer the backups of `folder`, to be opened by one of `names` or by the code."""
        super().__init__(
            "clock-counter-clockwise",
            _("Restore a backup"),
            _("The store as it is now is kept beside it; nothing is thrown away."),
        )
        self._tasks, self._folder = tasks, folder
        self.backups = QListWidget()
        self.backups.setObjectName("card")
        self.backups.setAccessibleName(_("Kept backups"))
        self.backups.setFixedHeight(theme.px(_ROW) * _MOST_ROWS + 4)
        other = LinkButton(_("Choose another file…"))
        other.clicked.connect(self._choose)
        self.who, self.secret = QComboBox(), PasswordEdit()
        for name in names:
            self.who.addItem(name, name)
        self.who.addItem(_("Recovery code"), None)
        self.column.addWidget(self.backups)
        self.column.addWidget(other)
        self.column.addWidget(LabelledField(_("Opened by"), self.who))
        self.column.addWidget(LabelledField(_("Password or recovery code"), self.secret))
        self._go = PrimaryButton(_("Restore"), "clock-counter-clockwise")
        self._go.clicked.connect(self._restore)
        back = ActionButton(_("Back"), "caret-left", "Esc")
        back.setShortcut("Esc")
        back.clicked.connect(self.left)
        self.add_ways(self._go, back)
        tasks.read(partial(safety.all_backups, folder), self._show, self._failed)

    def begin(self) -> None:
        """Put the cursor into the list."""
        self.backups.setFocus(Qt.FocusReason.OtherFocusReason)

    def add(self, file: Path, text: str) -> None:
        """Offer one more file."""
        item = QListWidgetItem(icons.icon("hard-drives"), text)
        item.setSizeHint(QSize(0, theme.px(_ROW)))
        item.setToolTip(str(file))
        item.setData(_FILE, file)
        self.backups.addItem(item)

    def _show(self, found: Sequence[BackupInfo]) -> None:
        for info in found:
            self.add(info.file, f"{info.at:%Y-%m-%d %H:%M}   {info.size / 1_048_576:,.1f} MB")
        self.backups.setCurrentRow(0)
        if not found:
            self.complain(_("No backup was found beside the store. Choose a file from elsewhere."))

    def _choose(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(
            self, _("Choose a backup"), str(self._folder.parent)
        )
        if name:
            self.add(Path(name), Path(name).name)
            self.backups.setCurrentRow(self.backups.count() - 1)
            self.complain("")

    def _restore(self) -> None:
        item = self.backups.currentItem()
        if self.backups.currentRow() < 0:
            return
        self._go.setEnabled(False)
        self.complain("")
        work = partial(
            safety.restore,
            self._folder,
            item.data(_FILE),
            self.who.currentData(),
            self.secret.text(),
            dt.datetime.now().replace(microsecond=0),
        )
        job = self._tasks.write(work, self._done, self._failed)
        self.progress.follow(job, _("Restoring…"), can_stop=False)

    def _done(self, _kept: object) -> None:
        self.restored.emit()

    def _failed(self, error: UserError) -> None:
        self._go.setEnabled(True)
        self.complain(error.text)
