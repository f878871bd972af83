"""What one can do with a customer: register, edit, log a contact, copy the number."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QInputDialog, QWidget

from showroom_crm.errors import UserError
from showroom_crm.i18n import _, ngettext
from showroom_crm.operations import contacts, customers, views
from showroom_crm.operations.desk import Desk
from showroom_crm.ui.customers import reading
from showroom_crm.ui.customers.contact_dialog import ContactDialog
from showroom_crm.ui.customers.register import RegisterDialog
from showroom_crm.ui.place import Go
from showroom_crm.ui.tasks import Tasks
from showroom_crm.values.contacts import ContactEntry
from showroom_crm.values.customers import CustomerCard, Value
from showroom_crm.values.queries import CustomerQuery, SavedView


class CustomerActions(QObject):
    """Opens the dialogs and runs the operations; every write comes back as one change."""

    def __init__(self, desk: Desk, tasks: Tasks, go: Go, over: QWidget) -> None:
        """Open dialogs over `over`."""
        super().__init__(over)
        self._desk, self._tasks, self._go, self._over = desk, tasks, go, over

    def register(self, then: Callable[[int], None]) -> None:
        """Register a visitor; `then` gets the id."""
        RegisterDialog(self._desk, self._tasks, then, self._over).open()

    def edit(
        self,
        customer_id: int,
        values: dict[str, Value],
        failed: Callable[[UserError], object] | None = None,
    ) -> None:
        """Set fields of a customer; `failed` gets what is wrong with them."""
        work = partial(customers.edit, self._desk, customer_id, values)
        self._tasks.write(work, failed=failed, told=_("Saved"))

    def remove(self, chosen: list[int]) -> None:
        """Take customers out; the bar offers to undo it."""
        text = ngettext("{count} customer removed", "{count} customers removed", len(chosen))
        work = partial(customers.remove, self._desk, chosen)
        self._tasks.write(work, told=text.format(count=len(chosen)))

    def save_view(self, query: CustomerQuery) -> None:
        """Ask for a name and keep `query` under it."""
        dialog = QInputDialog(self._over)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(_("Save as a view"))
        dialog.setLabelText(_("Name of the view"))
        dialog.textValueSelected.connect(partial(self._save_view, query))
        dialog.open()

    def remove_view(self, view: SavedView) -> None:
        """Let one of the showroom's own views go."""
        told = _("View {name} removed").format(name=view.name)
        self._tasks.write(partial(views.remove, self._desk, view), told=told)

    def _save_view(self, query: CustomerQuery, name: str) -> None:
        told = _("View {name} saved").format(name=name)
        self._tasks.write(partial(views.save, self._desk, name, query), told=told)

    def log_contact(self, customer_id: int) -> None:
        """Open the form that logs a contact."""
        work = partial(reading.contact_start, self._desk, customer_id)
        self._tasks.read(work, partial(self._open_form, customer_id), urgent=True)

    def copy_phone(self, customer_id: int) -> None:
        """Copy the number and say so."""
        work = partial(reading.card, self._desk, customer_id)
        self._tasks.read(work, self._copy, urgent=True)

    def _open_form(self, customer_id: int, start: reading.ContactStart) -> None:
        dialog = ContactDialog(start, self._desk.now, self._over)
        dialog.filled.connect(partial(self._log, dialog, customer_id, start.line.name))
        dialog.open()

    def _log(self, dialog: ContactDialog, customer_id: int, name: str, entry: ContactEntry) -> None:
        self._tasks.write(
            partial(contacts.log, self._desk, customer_id, entry),
            dialog.saved,
            dialog.refused,
            told=_("Contact with {name} logged").format(name=name),
        )

    def _copy(self, card: CustomerCard) -> None:
        number = card.line.mobile or ""
        QGuiApplication.clipboard().setText(number)
        self._go.told.emit(
            _("Copied {number}").format(number=number) if number else _("No number recorded")
        )
