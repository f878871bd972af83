"""Writing an import plan into the store: customers first, then what belongs to them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from showroom_crm.operations import own_fields
from showroom_crm.store import pairs
from showroom_crm.store.changes import Row, Writing
from showroom_crm.values.customers import Value
from showroom_crm.values.duplicates import DISTINCT
from showroom_crm.values.imports import ImportPlan, PlannedRecord
from showroom_crm.values.own_fields import OwnField
from showroom_crm.values.progress import Heard, unheard

_CUSTOMER = "customer"
_CUSTOMER_KEYS = ("customer_id", "other_id")
_STAFF_KEYS = ("salesperson_id", "staff_id")
_DEFAULTS: Row = {"kind": "person"}


def carry_out(
    writing: Writing,
    plan: ImportPlan,
    new_staff: Mapping[str, int],
    new_fields: Sequence[OwnField] = (),
    heard: Heard = unheard,
) -> None:
    """Write every record of the plan, after the salespeople and fields that only the file knows.

    Numbers below zero stand in the plan for new customers, by name in `new_staff` for new members
    of staff, and for `new_fields` of the showroom's own; they give way to the ids these get.
    `heard` hears after each table how much of the plan is written, and may stop the writing by
    what it raises.
    """
    people = _add_staff(writing, new_staff)
    fields = dict(
        zip((field.id for field in new_fields), own_fields.insert(writing, new_fields), strict=True)
    )
    by_staff = dict.fromkeys(_STAFF_KEYS, people) if people else {}
    records = [record for row in plan.rows for record in row.records]
    all_of_them = len(records) or 1
    heard(0)
    fresh = [record for record in records if record.row_id is None and record.table == _CUSTOMER]
    rows = [{**_DEFAULTS, **record.values} for record in fresh]
    ids = writing.insert(_CUSTOMER, rows, by_staff)
    customers = {record.ref: number for record, number in zip(fresh, ids, strict=True)}
    heard((written := len(fresh)) / all_of_them)
    stands_for = {"customer_id": customers, "field_id": fields, **by_staff}
    others = (r for r in records if r.row_id is None and r.table != _CUSTOMER)
    for table, group in _by_table(others).items():
        if table == DISTINCT:
            pairs.remember(writing, (_of_customers(r.values, customers) for r in group))
        else:
            writing.insert(table, [record.values for record in group], stands_for)
        heard((written := written + len(group)) / all_of_them)
    known = (record for record in records if record.row_id is not None)
    for table, group in _by_table(known).items():
        changes: dict[int, dict[str, Value]] = defaultdict(dict)
        for record in group:
            changes[record.row_id or 0].update(_with_staff(record.values, people))
        writing.update(table, changes)
        heard((written := written + len(group)) / all_of_them)


def _add_staff(writing: Writing, names: Mapping[str, int]) -> dict[int, int]:
    """Add the new salespeople; return their ids by the number that stood for them."""
    rows: list[Row] = [{"name": name, "role": "salesperson", "active": True} for name in names]
    return dict(zip(names.values(), writing.insert("staff", rows), strict=True))


def _by_table(records: Iterable[PlannedRecord]) -> dict[str, list[PlannedRecord]]:
    groups: dict[str, list[PlannedRecord]] = defaultdict(list)
    for record in records:
        groups[record.table].append(record)
    return groups


def _with_staff(values: Row, people: Mapping[int, int]) -> Row:
    """Put the ids of new salespeople in the place of the numbers that stood for them."""
    if not people:
        return values
    stood: dict[str, Value] = {
        key: people[number]
        for key in _STAFF_KEYS
        if isinstance(number := values.get(key), int) and number in people
    }
    return {**values, **stood} if stood else values


def _of_customers(values: Row, customers: Mapping[int, int]) -> Row:
    """Put the ids of new customers in the place of the numbers that stood for them."""
    stood: dict[str, Value] = {
        key: customers[number]
        for key in _CUSTOMER_KEYS
        if isinstance(number := values.get(key), int) and number in customers
    }
    return {**values, **stood} if stood else values
