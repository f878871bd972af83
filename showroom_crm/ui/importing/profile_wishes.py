"""Carries out what the line of the profile asks for: on the draft, or on the profiles kept."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from showroom_crm.errors import UserError
from showroom_crm.i18n import _
from showroom_crm.operations import profiles
from showroom_crm.operations.desk import Desk
from showroom_crm.operations.profiles import Source
from showroom_crm.ui.importing import draft as drafts
from showroom_crm.ui.importing.profile_line import ProfileLine
from showroom_crm.ui.importing.session import ImportSession
from showroom_crm.ui.profile_actions import ProfileActions
from showroom_crm.ui.tasks import Tasks


class ProfileWishes(QObject):
    """Stands between a `ProfileLine` and the session; `told` says what was done or went wrong."""

    told = Signal(str)

    def __init__(self, desk: Desk, tasks: Tasks, session: ImportSession, line: ProfileLine) -> None:
        """Listen to `line`."""
        super().__init__(line)
        self._desk, self._tasks, self._session, self._line = desk, tasks, session, line
        actions = self.actions = ProfileActions(desk, tasks, self._refused, line)
        line.chosen.connect(self._take_as)
        line.rename_wanted.connect(self._rename)
        line.forget_wanted.connect(self._forget)
        line.save_wanted.connect(self._save)
        line.load_wanted.connect(actions.ask_file)
        actions.named.connect(self._call)
        actions.renamed.connect(self._call)
        actions.forgotten.connect(self._again)
        actions.taken.connect(self._again)
        actions.saved.connect(self._saved)

    def read(self) -> None:
        """Read which profiles there are."""
        self._tasks.read(partial(profiles.listed, self._desk), self._offer)

    def _offer(self, sources: tuple[Source, ...]) -> None:
        self._line.offer([each.name for each in sources])

    def _take_as(self, name: str) -> None:
        self._session.plan_anew(drafts.with_profile, name)

    def _rename(self) -> None:
        self.actions.ask_name(self._line.name, self._line.known)

    def _forget(self) -> None:
        self.actions.forget(self._line.name)

    def _save(self) -> None:
        self.actions.ask_target(self._line.name)

    def _call(self, _old: str, name: str) -> None:
        self._session.plan_anew(drafts.named, name)

    def _again(self, _names: object) -> None:
        """Begin the present file again with the profiles that are there now."""
        self.read()
        draft = self._session.draft
        if draft is not None and draft.offer is not None:
            self._session.plan_anew(drafts.on_table, draft.offer)

    def _saved(self, name: str) -> None:
        self.told.emit(_("Saved as {name}").format(name=name))

    def _refused(self, error: UserError) -> None:
        self.told.emit(" ".join(filter(None, (error.text, error.hint))))
