"""The first day: the name of the showroom, the name of its first user, and a password."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit

from showroom_crm import paths
from showroom_crm.errors import UserError
from showroom_crm.i18n import _
from showroom_crm.operations import opening
from showroom_crm.operations.desk import Desk
from showroom_crm.ui.opening import strength
from showroom_crm.ui.opening.page import OpeningPage
from showroom_crm.ui.tasks import Tasks
from showroom_crm.ui.widgets.buttons import ActionButton, LinkButton, PrimaryButton
from showroom_crm.ui.widgets.fields import LabelledField, PasswordEdit


class FirstRunPage(OpeningPage):
    """Makes a new showroom; `created` gives the desk and the recovery code."""

    created = Signal(object, str)
    sample_wanted = Signal()
    other_wanted = Signal()

    def __init__(self, tasks: Tasks, folder: Path) -> None:
        """Ask for what a new showroom in `folder` needs."""
        super().__init__(
            "storefront",
            _("Welcome"),
            _("Everything stays on this computer, encrypted. It takes one minute to begin.")
            if folder == paths.default_store()
            else _("A new showroom in {folder}").format(folder=folder),
        )
        self._tasks, self._folder = tasks, folder
        self.showroom, self.user = QLineEdit(), QLineEdit()
        self.password, self.again = PasswordEdit(), PasswordEdit()
        self._fields = (
            LabelledField(_("Name of the showroom"), self.showroom),
            LabelledField(_("Your name"), self.user),
            LabelledField(_("Password"), self.password),
            LabelledField(_("Password once more"), self.again),
        )
        for field in self._fields:
            self.column.addWidget(field)
        self.password.textChanged.connect(self._judge)
        self._make = PrimaryButton(_("Make the showroom"))
        self._make.clicked.connect(self._create)
        sample = ActionButton(_("Open the sample showroom"))
        sample.clicked.connect(self.sample_wanted)
        self.add_ways(self._make, sample)
        other = LinkButton(_("I already have a showroom: choose its folder"))
        other.clicked.connect(self.other_wanted)
        self.column.addWidget(other)

    def begin(self) -> None:
        """Put the cursor into the first field."""
        self.showroom.setFocus(Qt.FocusReason.OtherFocusReason)

    def _judge(self, password: str) -> None:
        self._fields[2].hint(_(strength.verdict(password)))

    def _create(self) -> None:
        if not self._complete():
            return
        self._make.setEnabled(False)
        self.complain("")
        create = partial(
            opening.create,
            self._folder,
            self.showroom.text().strip(),
            self.user.text().strip(),
            self.password.text(),
        )
        job = self._tasks.write(create, self._created, self._failed)
        self.progress.follow(job, _("Making the showroom…"), can_stop=False)

    def _complete(self) -> bool:
        """Complain about each field that is missing; return whether none is."""
        name, user, first, again = self._fields
        name.complain("" if self.showroom.text().strip() else _("What is the showroom called?"))
        user.complain("" if self.user.text().strip() else _("What is your name?"))
        first.complain(strength.complaint(self.password.text()))
        same = self.again.text() == self.password.text()
        again.complain("" if same else _("The two passwords differ."))
        wrong = [field for field in self._fields if field.edit.property("wrong") == "true"]
        if wrong:
            wrong[0].edit.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._judge(self.password.text())
        return not wrong

    def _created(self, made: tuple[Desk, str]) -> None:
        self._make.setEnabled(True)
        self.created.emit(*made)

    def _failed(self, error: UserError) -> None:
        self._make.setEnabled(True)
        self.complain(error.text)
