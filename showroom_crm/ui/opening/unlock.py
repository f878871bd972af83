"""Every other day: choose one's name, type the password, Enter."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout

from showroom_crm.errors import UserError, WrongPassword
from showroom_crm.i18n import _
from showroom_crm.operations import opening
from showroom_crm.operations.desk import Desk
from showroom_crm.ui import icons, theme
from showroom_crm.ui.opening.page import OpeningPage
from showroom_crm.ui.tasks import Tasks
from showroom_crm.ui.widgets.buttons import LinkButton, PrimaryButton
from showroom_crm.ui.widgets.fields import LabelledField, PasswordEdit

_ROW = 34
_MOST_ROWS = 6
_WALK = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class UnlockPage(OpeningPage):
    """Opens the store in `folder` for one of `names`; `opened` gives the desk."""

    opened = Signal(object)
    failed = Signal(object)  # a UserError that is no wrong password
    forgotten = Signal(str)  # name
    other_wanted = Signal()

    def __init__(
        self, tasks: Tasks, folder: Path, showroom: str, names: Sequence[str], last: str = ""
    ) -> None:
        """Offer `names`, `last` chosen."""
        super().__init__("lock", showroom or _("Showroom CRM"), _("Who is at the desk?"))
        self._tasks, self._folder = tasks, folder
        self.names = _names(names, last)
        self.password = PasswordEdit()
        self.password.installEventFilter(self)
        self._field = LabelledField(_("Password"), self.password)
        self.column.addWidget(self.names)
        self.column.addWidget(self._field)
        self._open = PrimaryButton(_("Open"), keys="Enter")
        self._open.clicked.connect(self._unlock)
        self.names.itemActivated.connect(self._to_password)
        self.add_ways(self._open)
        self.column.addLayout(self._links())

    def begin(self) -> None:
        """Put the cursor into the password."""
        self.password.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Walk along the names with the arrows while the cursor stays in the password."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and event.key() in _WALK
        ):
            self.names.keyPressEvent(event)
            return True
        return False

    @property
    def name(self) -> str:
        """The name chosen."""
        return self.names.currentIndex().data() or ""

    def _links(self) -> QVBoxLayout:
        links = QVBoxLayout()
        links.setSpacing(2)
        forgot = LinkButton(_("Forgot the password? Use the recovery code"))
        forgot.clicked.connect(lambda: self.forgotten.emit(self.name))
        other = LinkButton(_("Open another showroom"))
        other.clicked.connect(self.other_wanted)
        links.addWidget(forgot)
        links.addWidget(other)
        return links

    def _to_password(self) -> None:
        self.password.setFocus(Qt.FocusReason.OtherFocusReason)

    def _unlock(self) -> None:
        if not self._open.isEnabled():
            return
        self._busy(True)
        self._field.complain("")
        unlock = partial(opening.unlock, self._folder, self.name, self.password.text())
        self.progress.follow(
            self._tasks.write(unlock, self._unlocked, self._refused), _("Opening…"), can_stop=False
        )

    def _unlocked(self, desk: Desk) -> None:
        self._busy(False)
        self.password.clear()
        self.opened.emit(desk)

    def _refused(self, error: UserError) -> None:
        self._busy(False)
        if isinstance(error, WrongPassword):
            self._field.complain(error.text)
            self.password.setFocus(Qt.FocusReason.OtherFocusReason)
            self.password.selectAll()
        else:
            self.failed.emit(error)

    def _busy(self, busy: bool) -> None:
        self._open.setEnabled(not busy)
        self.password.setReadOnly(busy)
        self.names.setEnabled(not busy)


def _names(names: Sequence[str], last: str) -> QListWidget:
    made = QListWidget()
    made.setObjectName("card")
    made.setAccessibleName(_("Names"))
    look = theme.tokens()
    for name in names:
        item = QListWidgetItem(icons.icon("user", look.muted, look.accent), name)
        item.setSizeHint(QSize(0, theme.px(_ROW)))
        made.addItem(item)
    made.setIconSize(QSize(theme.px(icons.NORMAL), theme.px(icons.NORMAL)))
    made.setCurrentRow(list(names).index(last) if last in names else 0)
    made.setFixedHeight(theme.px(_ROW) * max(1, min(len(names), _MOST_ROWS)) + 2)
    return made
