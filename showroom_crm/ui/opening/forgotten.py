"""The way back in with the recovery code: a new password for one name."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit

from showroom_crm.errors import UserError
from showroom_crm.i18n import _
from showroom_crm.operations import opening
from showroom_crm.operations.desk import Desk
from showroom_crm.ui.opening import strength
from showroom_crm.ui.opening.page import OpeningPage
from showroom_crm.ui.tasks import Tasks
from showroom_crm.ui.widgets.buttons import ActionButton, PrimaryButton
from showroom_crm.ui.widgets.fields import LabelledField, PasswordEdit


class ForgottenPage(OpeningPage):
    """Takes code and new password; `opened` gives the desk, `left` goes back."""

    opened = Signal(object)
    left = Signal()

    def __init__(self, tasks: Tasks, folder: Path, name: str) -> None:
        """Set a new password for `name` of the store in `folder`."""
        super().__init__(
            "key",
            _("A new password for {name}").format(name=name),
            _("The recovery code was printed when the showroom was made."),
        )
        self._tasks, self._folder, self._name = tasks, folder, name
        self.code, self.password, self.again = QLineEdit(), PasswordEdit(), PasswordEdit()
        self.code.setPlaceholderText("XXXXX-XXXXX-XXXXX-XXXXX-XXXXX-XXXXX")
        self._fields = (
            LabelledField(_("Recovery code"), self.code, _("Capitals and hyphens do not matter.")),
            LabelledField(_("New password"), self.password),
            LabelledField(_("Password once more"), self.again),
        )
        for field in self._fields:
            self.column.addWidget(field)
        self.password.textChanged.connect(self._judge)
        self._open = PrimaryButton(_("Set and open"))
        self._open.clicked.connect(self._unlock)
        back = ActionButton(_("Back"), "caret-left", "Esc")
        back.setShortcut("Esc")
        back.clicked.connect(self.left)
        self.add_ways(self._open, back)

    def begin(self) -> None:
        """Put the cursor into the code."""
        self.code.setFocus(Qt.FocusReason.OtherFocusReason)

    def _judge(self, password: str) -> None:
        self._fields[1].hint(_(strength.verdict(password)))

    def _unlock(self) -> None:
        code, first, again = self._fields
        code.complain("" if self.code.text().strip() else _("Please type the recovery code."))
        first.complain(strength.complaint(self.password.text()))
        same = self.again.text() == self.password.text()
        again.complain("" if same else _("The two passwords differ."))
        if any(field.edit.property("wrong") == "true" for field in self._fields):
            return
        self._open.setEnabled(False)
        self.complain("")
        work = partial(
            opening.unlock_with_code,
            self._folder,
            self.code.text(),
            self._name,
            self.password.text(),
        )
        job = self._tasks.write(work, self._unlocked, self._failed)
        self.progress.follow(job, _("Opening…"), can_stop=False)

    def _unlocked(self, desk: Desk) -> None:
        self._open.setEnabled(True)
        self.opened.emit(desk)

    def _failed(self, error: UserError) -> None:
        self._open.setEnabled(True)
        self.complain(error.text)
