"""The history of one customer: contacts, events and what was changed, newest first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, select, text

from showroom_crm.i18n import N_, _
from showroom_crm.store import tables
from showroom_crm.values.customers import TimelineEntry
from showroom_crm.values.fields import EVENT_FIELDS, FIELDS, PURCHASE

# table -> (column of the moment, headline, columns of the second line)
_EVENTS: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "contact": ("at", N_("Contact"), ("channel", "topic")),
    "visit": ("arrived_at", N_("Visit to the showroom"), ("purpose",)),
    "test_drive": ("on", N_("Test drive"), ("model", "feedback")),
    "quote": ("on", N_("Quote"), ("model", "note")),
    "deal": ("ordered_on", N_("Order"), ("order_no", "model")),
    "service_visit": ("in_on", N_("Service visit"), ("kind", "note")),
    "payment": ("paid_on", N_("Payment"), ("kind", "method", "note")),
    "insurance_policy": ("starts_on", N_("Insurance policy"), ("company", "kinds", "policy_no")),
    "survey": ("on", N_("Survey"), ("comment",)),
    "complaint": ("opened_on", N_("Complaint"), ("category",)),
    "consent": ("on", N_("Consent"), ("channel",)),
}
MERGE = "merge"  # the kind of the operation that makes one record of several
# Who is gone left a number with the survivor, which tells the two apart from bystanders.
_MERGED = text("""
    SELECT DISTINCT gone.row_id
    FROM change mine
    JOIN operation o ON o.id = mine.operation_id AND o.kind = :merge AND o.undone_by IS NULL
    JOIN change gone ON gone.operation_id = o.id AND gone."table" = 'customer'
        AND gone.field IS NULL AND gone.new IS NULL
    WHERE mine.customer_id = :customer AND mine."table" = 'customer_alias' AND mine.field IS NULL
""")
_HEADLINE = {"contact": "content", "complaint": "text"}
_CHANGES_SHOWN = 200
# Changes that a logged contact or an import makes along the way say nothing of their own.
_QUIET = frozenset({"last_contact_on", "last_contact_note", "contact_count", "name_sort"})
_LABELS = {
    (str(field.entity), field.stored_as): field.label for field in (*EVENT_FIELDS, *FIELDS)
} | {
    ("customer", "budget_min"): N_("Budget from"),
    ("customer", "budget_max"): N_("Budget up to"),
}
_WORDS = {  # for values that are kept as codes
    "male": N_("Male"),
    "female": N_("Female"),
    "person": N_("Person"),
    "company": N_("Company"),
}


def entries(connection: Connection, customer_id: int) -> tuple[TimelineEntry, ...]:
    """Return the history of a customer, newest first; undated events come last."""
    staff = _staff(connection)
    found = [
        entry
        for table in _EVENTS
        for entry in _events(connection, table, customer_id, staff)
    ]  # fmt: skip
    found += _changes(connection, customer_id, staff)
    return tuple(sorted(found, key=lambda entry: (entry.at, entry.row_id), reverse=True))


def _staff(connection: Connection) -> dict[int, str]:
    table = tables.BY_NAME["staff"]
    return {row.id: row.name for row in connection.execute(select(table.c.id, table.c.name))}


def _events(
    connection: Connection, table: str, customer_id: int, staff: Mapping[int, str]
) -> Iterable[TimelineEntry]:
    moment, headline, second = _EVENTS[table]
    source = tables.BY_NAME[table]
    statement = select(source).where(source.c.customer_id == customer_id)
    for row in connection.execute(statement).mappings():
        yield TimelineEntry(
            at=_instant(row[moment]),
            kind=table,
            text=_headline(table, row) or _(headline),
            detail=" · ".join(str(row[name]) for name in second if _is_worth_showing(row[name])),
            staff=staff.get(row.get("staff_id") or row.get("salesperson_id") or 0),
            row_id=row["id"],
        )


def _is_worth_showing(cell: Any) -> bool:
    return bool(cell) and cell != PURCHASE  # which the headline says


def _headline(table: str, row: Mapping[Any, Any]) -> str:
    if table == "quote" and row["amount"]:
        return _("Quote {amount}").format(amount=_yuan(row["amount"]))
    if table == "survey":
        return _("Survey: {score} of 10").format(score=f"{row['score']:g}")
    if table == "service_visit" and row["amount"]:
        return _("Service visit, {amount}").format(amount=_yuan(row["amount"]))
    if table == "payment":
        return _payment(row)
    if table == "consent":
        return _("Consent given") if row["given"] else _("Consent refused")
    return row[_HEADLINE[table]] or "" if table in _HEADLINE else ""


def _payment(row: Mapping[Any, Any]) -> str:
    amount = "" if row["amount"] is None else _yuan(abs(row["amount"]))
    if row["amount"] is not None and row["amount"] < 0:
        return _("Money back, {amount}").format(amount=amount)
    if row["kind"] == PURCHASE:
        return _("Purchase, {amount}").format(amount=amount) if amount else _("Purchase")
    return _("Payment, {amount}").format(amount=amount) if amount else ""


def _changes(
    connection: Connection, customer_id: int, staff: Mapping[int, str]
) -> Iterable[TimelineEntry]:
    change, operation = tables.BY_NAME["change"], tables.BY_NAME["operation"]
    statement = (
        select(
            change.c.operation_id, change.c.table, change.c.field, change.c.old, change.c.new,
            operation.c.name, operation.c.kind, operation.c.at, operation.c.staff_id,
        )
        .join_from(change, operation, operation.c.id == change.c.operation_id)
        .where(change.c.customer_id.in_(_records(connection, customer_id)))
        .order_by(change.c.operation_id.desc(), change.c.id)
        .limit(_CHANGES_SHOWN)
    )  # fmt: skip
    rows = connection.execute(statement).mappings().all()
    for operation_id, group in groupby(rows, key=lambda row: row["operation_id"]):
        yield from _one_operation(operation_id, list(group), staff)


def _records(connection: Connection, customer_id: int) -> list[int]:
    """Return the customer, and the records that were merged into this one."""
    found = [customer_id]
    for each in found:
        merged = connection.execute(_MERGED, {"customer": each, "merge": MERGE}).scalars()
        found += [gone for gone in merged if gone not in found]
    return found


def _one_operation(
    operation_id: int, rows: list[Mapping[Any, Any]], staff: Mapping[int, str]
) -> Iterable[TimelineEntry]:
    head = rows[0]
    born = any(row["table"] == "customer" and row["field"] is None and row["new"] for row in rows)
    cells = [
        row
        for row in rows
        if (row["table"], row["field"]) in _LABELS and row["field"] not in _QUIET
    ]
    merged = head["kind"] == MERGE and any(row["table"] == "customer_alias" for row in rows)
    if not born and not cells and not merged:
        return
    yield TimelineEntry(
        at=head["at"],
        kind="created" if born else "change",
        text=_("Record created: {operation}").format(operation=head["name"])
        if born
        else head["name"],
        detail=_("; ").join(_cell(row, staff) for row in cells),
        staff=staff.get(head["staff_id"] or 0),
        row_id=operation_id,
    )


def _cell(row: Mapping[Any, Any], staff: Mapping[int, str]) -> str:
    field = row["field"]
    old, new = (
        _shown(tables.cell_from_json(row["table"], field, row[side]), field, staff)
        for side in ("old", "new")
    )
    label = _LABELS[row["table"], field]
    return f"{_(label)} {old} → {new}"


def _shown(value: Any, field: str, staff: Mapping[int, str]) -> str:
    if value is None:
        return "–"
    if field == "salesperson_id":
        return staff.get(value, "–")
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, int) and field.endswith(("_min", "_max", "amount", "price", "value")):
        return _yuan(value)
    return _(_WORDS.get(value, value)) if isinstance(value, str) else str(value)


def _yuan(fen: int) -> str:
    return f"¥{fen / 100:,.0f}"


def _instant(day: dt.date | dt.datetime | None) -> dt.datetime:
    if isinstance(day, dt.datetime):
        return day
    return dt.datetime.combine(day, dt.time()) if day else dt.datetime.min
