"""The way in as one dialog: finds out what the store needs and ends with an open desk."""

import datetime as dt
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from showroom_crm import paths
from showroom_crm.errors import NotFound, StoreDamaged, UserError
from showroom_crm.i18n import _
from showroom_crm.operations import opening
from showroom_crm.operations.desk import Desk
from showroom_crm.store.keys import KeyFile
from showroom_crm.ui import theme
from showroom_crm.ui.opening.code_sheet import CodeSheet
from showroom_crm.ui.opening.first_run import FirstRunPage
from showroom_crm.ui.opening.forgotten import ForgottenPage
from showroom_crm.ui.opening.making import MakeSample, MakingPage
from showroom_crm.ui.opening.other import OtherPage
from showroom_crm.ui.opening.page import OpeningPage
from showroom_crm.ui.opening.recovery_code import RecoveryCodePage
from showroom_crm.ui.opening.restoring import RestoringPage
from showroom_crm.ui.opening.trouble import TroublePage
from showroom_crm.ui.opening.unlock import UnlockPage
from showroom_crm.ui.remembered import Remembered
from showroom_crm.ui.tasks import Tasks

_SIZE = (600, 640)


class OpeningDialog(QDialog):
    """Asks only for what is missing; `opened` gives the desk, closing it gives up."""

    opened = Signal(object)  # Desk

    def __init__(
        self,
        tasks: Tasks,
        remembered: Remembered,
        sample: MakeSample,
        parent: QWidget | None = None,
    ) -> None:
        """Show nothing yet; `begin` looks at a store, `sample` makes the one to play with."""
        super().__init__(parent)
        self._tasks, self._remembered, self._sample = tasks, remembered, sample
        self._folder = Path()
        self._names: tuple[str, ...] = ()
        self._pages = QStackedWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        area = QScrollArea()
        area.setWidget(self._pages)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column.addWidget(area)
        self.setWindowTitle(_("Showroom CRM"))
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        wished = QSize(*map(theme.px, _SIZE))
        self.resize(wished.boundedTo(self.screen().availableSize()))

    @property
    def page(self) -> OpeningPage | None:
        """The page now shown."""
        page = self._pages.currentWidget()
        return page if isinstance(page, OpeningPage) else None

    def begin(self, folder: Path) -> None:
        """Look at the store in `folder` and open it, or ask for what that needs."""
        self._folder = folder
        self._tasks.read(partial(opening.describe, folder), self._found, self._trouble)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Esc be: only the window's own cross gives up."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)

    def _found(self, found: KeyFile) -> None:
        self._names = found.names
        if found.open:
            work = partial(opening.unlock_open, self._folder)
            self._tasks.write(work, self._finish, self._trouble)
            return
        if not found.names:
            self._trouble(StoreDamaged(_("Nobody has a password for this showroom.")))
            return
        page = UnlockPage(
            self._tasks,
            self._folder,
            found.showroom,
            found.names,
            self._remembered.now.last_user,
        )
        page.opened.connect(self._finish)
        page.failed.connect(self._trouble)
        page.forgotten.connect(self._forgot)
        page.other_wanted.connect(self._choose_other)
        self._show(page)

    def _trouble(self, error: UserError) -> None:
        if isinstance(error, NotFound):
            self._first_run()
            return
        page = TroublePage(error)
        page.restore_wanted.connect(self._restore)
        page.retried.connect(partial(self.begin, self._folder))
        page.other_wanted.connect(self._choose_other)
        self._show(page)

    def _restore(self) -> None:
        page = RestoringPage(self._tasks, self._folder, self._names)
        page.restored.connect(partial(self.begin, self._folder))
        page.left.connect(partial(self.begin, self._folder))
        self._show(page)

    def _first_run(self) -> None:
        page = FirstRunPage(self._tasks, self._folder)
        page.created.connect(self._created)
        page.sample_wanted.connect(self._make_sample)
        page.other_wanted.connect(self._choose_other)
        self._show(page)

    def _created(self, desk: Desk, code: str) -> None:
        first = self.page
        showroom = first.showroom.text().strip() if isinstance(first, FirstRunPage) else ""
        page = RecoveryCodePage(CodeSheet(showroom, desk.staff.name, code, dt.date.today()))
        page.kept.connect(partial(self._finish, desk))
        self._show(page)

    def _forgot(self, name: str) -> None:
        page = ForgottenPage(self._tasks, self._folder, name)
        page.opened.connect(self._finish)
        page.left.connect(partial(self.begin, self._folder))
        self._show(page)

    def _choose_other(self) -> None:
        recent = tuple(Path(folder) for folder in self._remembered.now.recent_stores)
        page = OtherPage(tuple(folder for folder in recent if folder != self._folder))
        page.chosen.connect(self.begin)
        page.sample_wanted.connect(self._make_sample)
        page.left.connect(partial(self.begin, self._folder))
        self._show(page)

    def _make_sample(self) -> None:
        self._folder = paths.data_dir() / "sample"
        if opening.exists(self._folder):
            self.begin(self._folder)
            return
        page = MakingPage(self._tasks, partial(self._sample, self._folder))
        page.opened.connect(self._finish)
        page.failed.connect(self._trouble)
        self._show(page)

    def _show(self, page: OpeningPage) -> None:
        old = self._pages.currentWidget()
        self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)
        if old is not None:
            self._pages.removeWidget(old)
            old.deleteLater()
        if page.primary is not None:
            page.primary.setDefault(True)
        self.show()
        page.begin()

    def _finish(self, desk: Desk) -> None:
        kept = self._remembered.now.with_store(self._folder)
        self._remembered.change(
            last_store=kept.last_store,
            recent_stores=kept.recent_stores,
            last_user=desk.staff.name,
        )
        self.opened.emit(desk)
        self.accept()
