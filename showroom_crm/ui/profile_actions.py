"""Renaming, forgetting, saving and taking over import profiles, wherever they are shown."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QInputDialog, QWidget

from showroom_crm.errors import UserError
from showroom_crm.i18n import _
from showroom_crm.operations import profiles
from showroom_crm.operations.desk import Desk
from showroom_crm.paths import documents_dir
from showroom_crm.ui.tasks import Tasks
from showroom_crm.values.operations import Changes

_ENDING = ".json"


class ProfileActions(QObject):
    """Opens the dialogs and runs the operations; tells what came of them."""

    named = Signal(str, str)  # old name, new name: wanted for a profile that is not kept yet
    renamed = Signal(str, str)  # old name, new name
    forgotten = Signal(str)
    taken = Signal(object)  # names
    saved = Signal(str)  # file

    def __init__(
        self, desk: Desk, tasks: Tasks, refused: Callable[[UserError], object], over: QWidget
    ) -> None:
        """Open dialogs over `over`; `refused` is told what went wrong."""
        super().__init__(over)
        self._desk, self._tasks, self._refused, self._over = desk, tasks, refused, over

    def ask_name(self, name: str, known: bool) -> None:
        """Ask for another name of a source."""
        dialog = QInputDialog(self._over)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(_("Rename the profile"))
        dialog.setLabelText(_("What is the source of these files called?"))
        dialog.setTextValue(name)
        dialog.textValueSelected.connect(partial(self.rename, name, known))
        dialog.open()

    def rename(self, name: str, known: bool, new: str) -> None:
        """Call a source otherwise; one that is not kept yet is only told."""
        title = " ".join(new.split())
        if not title or title == name:
            return
        if not known:
            self.named.emit(name, title)
            return
        work = partial(profiles.rename, self._desk, name, title)
        told = _("Profile {name} renamed").format(name=name)
        self._tasks.write(work, partial(self._renamed, name, title), self._refused, told=told)

    def forget(self, name: str) -> None:
        """Let a source go; the bar offers to undo it."""
        work = partial(profiles.forget, self._desk, name)
        told = _("Profile {name} forgotten").format(name=name)
        self._tasks.write(work, partial(self._forgotten, name), self._refused, told=told)

    def ask_target(self, name: str | None) -> None:
        """Ask where, and save one profile or all."""
        first = str(documents_dir() / f"{name or _('Import profiles')}{_ENDING}")
        chosen, _kind = QFileDialog.getSaveFileName(
            self._over, _("Save to a file"), first, f"{_('Import profiles')} (*{_ENDING})"
        )
        if chosen:
            self.save(Path(chosen), name)

    def save(self, path: Path, name: str | None) -> None:
        """Save one profile, or all, into a file."""
        work = partial(profiles.save, self._desk, path, name)
        self._tasks.read(work, partial(self._saved, path), self._refused)

    def ask_file(self) -> None:
        """Ask for a file and take its profiles over."""
        chosen, _kind = QFileDialog.getOpenFileName(
            self._over,
            _("Take from a file"),
            str(documents_dir()),
            f"{_('Import profiles')} (*{_ENDING})",
        )
        if chosen:
            self.load(Path(chosen))

    def load(self, path: Path) -> None:
        """Take the profiles of a file over."""
        told = _("Profiles of {name} taken over").format(name=path.name)
        names: list[str] = []

        def work() -> Changes:
            found, changes = profiles.load(self._desk, path)
            names.extend(found)
            return changes

        self._tasks.write(work, partial(self._taken, names), self._refused, told=told)

    def _renamed(self, old: str, new: str, _changes: Changes) -> None:
        self.renamed.emit(old, new)

    def _forgotten(self, name: str, _changes: Changes) -> None:
        self.forgotten.emit(name)

    def _saved(self, path: Path, _count: int) -> None:
        self.saved.emit(path.name)

    def _taken(self, names: list[str], _changes: Changes) -> None:
        self.taken.emit(tuple(names))
