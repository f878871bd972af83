"""An order, visit, payment, contact or test drive that an import would add, in one line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from showroom_crm.i18n import N_, _
from showroom_crm.ui import shown
from showroom_crm.values.customers import Value
from showroom_crm.values.fields import PURCHASE, Entity

_NAMES = {
    Entity.DEAL: N_("Order of a car"),
    Entity.SERVICE_VISIT: N_("Visit to the workshop"),
    Entity.VISIT: N_("Visit to the showroom"),
    Entity.PAYMENT: N_("Payment"),
    Entity.POLICY: N_("Insurance policy"),
    Entity.CONTACT: N_("Contact"),
    Entity.TEST_DRIVE: N_("Test drive"),
}
# What is told of an event, in this order; the rest of the row is in the file.
_COLUMNS = (
    *("ordered_on", "in_on", "arrived_at", "paid_on", "starts_on", "at", "on", "channel"),
    *("price", "amount", "km", "kind", "model", "purpose", "company", "kinds", "method", "status"),
    *("note", "content", "feedback", "order_no", "receipt_no", "policy_no"),
)
_BEHIND = frozenset({"customer_id", "vehicle_id", "salesperson_id", "staff_id", "deal_id"})
_AMOUNTS = frozenset({"price", "amount"})


def says_all(values: Mapping[str, Value]) -> bool:
    """Tell whether one line can say all that is written; an order with a loan needs more."""
    return values.keys() <= {*_COLUMNS, *_BEHIND, "out_on", "advisor", "left_at", "people", "flow"}


def name(record_table: str, values: Mapping[str, Value]) -> str:
    """Return what sort of event it is."""
    table = Entity(record_table)
    if table is not Entity.PAYMENT:
        return _(_NAMES[table])
    amount = values.get("amount")
    if isinstance(amount, int) and amount < 0:
        return _("Money back")
    return _("Purchase") if values.get("kind") == PURCHASE else _(_NAMES[table])


def told(values: Mapping[str, Value]) -> str:
    """Return day, amount and the rest of an event, with dots between."""
    parts = [
        _part(column, value)
        for column in _COLUMNS
        if (value := values.get(column)) is not None and value != PURCHASE
    ]
    return " · ".join(parts)


def _part(column: str, value: Value) -> str:
    if isinstance(value, dt.datetime):
        return f"{value:%Y-%m-%d %H:%M}" if value.time() != dt.time() else f"{value:%Y-%m-%d}"
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, int) and column in _AMOUNTS:
        return shown.money(value) if value >= 0 else f"-{shown.money(-value)}"
    if isinstance(value, int) and column == "km":
        return _("{count} km").format(count=f"{value:,}")
    return str(value)
