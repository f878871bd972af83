"""Logging a contact: the row of the log and what it means for the customer."""

from __future__ import annotations

import datetime as dt

from showroom_crm.followup import contacts as rules
from showroom_crm.followup import levels as level_rules
from showroom_crm.i18n import _
from showroom_crm.operations import levels
from showroom_crm.operations.desk import Desk, changes_of
from showroom_crm.store import agenda
from showroom_crm.store.changes import Row
from showroom_crm.values.contacts import ContactEntry, ContactOutcome
from showroom_crm.values.customers import Value
from showroom_crm.values.followups import Suggestion
from showroom_crm.values.operations import Changes

_LOST = "F"


def log(desk: Desk, customer: int, entry: ContactEntry) -> tuple[Changes, tuple[Suggestion, ...]]:
    """Log a contact; return what changed and hints about the customer's level.

    Raises InvalidInput where something needed is missing, NotFound.
    """
    brief, count = agenda.brief(desk.store, customer)
    outcome = rules.outcome(entry, brief, count, level_rules.by_code(levels.current(desk.store)))
    with desk.write("log_contact", _("Contact with {name}").format(name=brief.name)) as writing:
        row = {**outcome.contact, "result": entry.result}
        writing.insert("contact", [{**row, "customer_id": customer, "staff_id": desk.staff.id}])
        writing.update("customer", {customer: {**outcome.customer, **_found_again(outcome)}})
    return changes_of(writing, "log_contact"), outcome.suggestions


def _found_again(outcome: ContactOutcome) -> dict[str, Value]:
    """Return what is no longer true of a customer who was lost and is pursued again."""
    again = (
        outcome.contact["level_before"] == _LOST and outcome.customer.get("level", _LOST) != _LOST
    )
    return {"lost_on": None, "lost_reason": None, "lost_model": None} if again else {}


def answer(desk: Desk, customer: int, key: str, result: str) -> Changes:
    """Settle a reminder without a contact: done, or not wanted; `key` is the reminder's id.

    The id ends with the day the reminder was due.
    """
    with desk.write("reminder", _("Settle a reminder")) as writing:
        row: Row = {
            "customer_id": customer,
            "key": key,
            "due_on": dt.date.fromisoformat(key.rpartition(":")[2]),
            "closed_on": desk.today,
            "result": result,
            "staff_id": desk.staff.id,
        }
        writing.insert("reminder", [row])
    return changes_of(writing, "reminder")
