"""The card of one customer on its way to paper."""

from functools import partial

from PySide6.QtWidgets import QWidget

from showroom_crm.operations import cards
from showroom_crm.operations.cards import CardRead
from showroom_crm.operations.desk import Desk
from showroom_crm.ui.printing import opening
from showroom_crm.ui.printing.card_texts import customer_sheet
from showroom_crm.ui.tasks import Tasks


def preview(desk: Desk, tasks: Tasks, over: QWidget, customer_id: int) -> None:
    """Show the card of a customer as it will be printed, over the widget `over`."""
    tasks.read(partial(cards.read, desk, customer_id), partial(_open, desk, tasks, over))


def _open(desk: Desk, tasks: Tasks, over: QWidget, read: CardRead) -> None:
    opening.show(tasks, over, partial(cards.note_print, desk, read), customer_sheet(read))
