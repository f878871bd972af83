"""What a row of a customer list says has happened: contact, drive, quote, survey, complaint."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping

from showroom_crm.importing.belongings import Cells
from showroom_crm.importing.policies import says_no_more
from showroom_crm.values.customers import Value
from showroom_crm.values.fields import Entity

Told = Iterator[tuple[str, dict[str, Value]]]
"""Tables, and what a row of theirs would say."""


def days(cells: Cells, contacts: Iterable[Mapping[str, Value]], last: tuple[Value, Value]) -> Told:
    """Yield the contact, unless it is among `contacts`, and the test drive a row speaks of.

    `last` are day and note of the last contact as they stood on the customer: a visit may have
    set them, and then they are no contact.
    """
    on, note = cells.get("last_contact_on"), cells.get("last_contact_note")
    known = note in (None, last[1]) or says_no_more(note, last[1])
    if isinstance(on, dt.date) and (on != last[0] or not known) and not _held(contacts, on, note):
        staff = cells.get("salesperson")
        contact: dict[str, Value] = {"at": dt.datetime.combine(on, dt.time()), "content": note}
        yield Entity.CONTACT, contact if staff is None else {**contact, "staff_id": staff}
    if (driven := cells.get("test_drive_on")) is not None:
        yield Entity.TEST_DRIVE, {"on": driven}


def _held(contacts: Iterable[Mapping[str, Value]], on: dt.date, note: Value) -> bool:
    """Tell whether one of the contacts was on that day and says as much."""
    for contact in contacts:
        at, content = contact.get("at"), contact.get("content")
        day = at.date() if isinstance(at, dt.datetime) else at
        if day == on and (note in (None, content) or says_no_more(note, content)):
            return True
    return False


def others(cells: Cells) -> Told:
    """Yield what else a row says has happened."""
    if (quoted := cells.get("quote_on")) is not None:
        yield Entity.QUOTE, {"on": quoted, "amount": cells.get("quote_amount")}
    if (score := cells.get("satisfaction")) is not None:
        yield Entity.SURVEY, {"score": score}
    if (text := cells.get("complaint")) is not None:
        yield Entity.COMPLAINT, {"text": text}
