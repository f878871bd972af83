"""The dialog around the contact form: says who, and stays open until the contact is kept."""

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from showroom_crm.errors import UserError
from showroom_crm.i18n import _
from showroom_crm.ui import shown, theme
from showroom_crm.ui.contact_form import ContactForm
from showroom_crm.ui.customers.reading import ContactStart
from showroom_crm.ui.widgets.labels import Text


class ContactDialog(QDialog):
    """`filled` with the entry on Enter; `saved` or `refused` answer it."""

    filled = Signal(object)

    def __init__(
        self, start: ContactStart, now: Callable[[], dt.datetime], parent: QWidget
    ) -> None:
        """Show the form for the customer of `start`."""
        super().__init__(parent)
        line = start.line
        self.setWindowTitle(_("Log contact"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(theme.px(640))
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(4)
        column.addWidget(Text(line.name or shown.phone(line.mobile), "title"))
        facts = (shown.phone(line.mobile), line.model, line.next_follow_up_topic)
        column.addWidget(Text(" · ".join(filter(None, facts)), "muted"))
        self.form = ContactForm(start.levels, now, line.level, line.next_follow_up_topic)
        column.addSpacing(theme.px(10))
        column.addWidget(self.form)
        self.form.filled.connect(self.filled)
        self.form.cancelled.connect(self.reject)
        self.form.begin()

    def saved(self, _result: object) -> None:
        """Close: the contact is kept."""
        self.accept()

    def refused(self, error: UserError) -> None:
        """Stay open and say what is missing."""
        self.form.complain(error.text)
