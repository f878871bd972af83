"""Writing an import plan into the store: customers first, then what belongs to them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from showroom_crm.operations import own_fields
from showroom_crm.store import pairs
from showroom_crm.store.changes import Row, StandsFor, Writing
from showroom_crm.values.customers import Value
from showroom_crm.values.duplicates import DISTINCT
from showroom_crm.values.import_plans import ImportPlan, PlannedRecord
from showroom_crm.values.own_fields import OwnField
from showroom_crm.values.progress import Heard, unheard

_CUSTOMER, _VEHICLE = "customer", "vehicle"
_CUSTOMER_KEYS = ("customer_id", "other_id")
_STAFF_KEYS = ("salesperson_id", "staff_id")
_AT_ONCE = 2000  # new customers written together: encoding more would hold the window up
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
    heard(0)
    written = _Written(heard, len(records))
    new = [record for record in records if record.row_id is None]
    cars: dict[int, int] = {}
    stands_for: StandsFor = {"field_id": fields, "vehicle_id": cars, **by_staff}
    _add(writing, new, stands_for, cars, written)
    known = (record for record in records if record.row_id is not None)
    for table, group in _by_table(known).items():
        changes: dict[int, dict[str, Value]] = defaultdict(dict)
        for record in group:
            changes[record.row_id or 0].update(_settled(record.values, stands_for))
        writing.update(table, changes)
        written.more(len(group))


class _Written:
    """Counts records for those who wait."""

    def __init__(self, heard: Heard, of: int) -> None:
        self._heard, self._of, self._count = heard, of or 1, 0

    def more(self, count: int) -> None:
        """Tell that more records are written."""
        self._count += count
        self._heard(self._count / self._of)


def _add(
    writing: Writing,
    new: Sequence[PlannedRecord],
    stands_for: StandsFor,
    cars: dict[int, int],
    written: _Written,
) -> None:
    """Add customers, some thousands at a time, each time with what belongs to them.

    `cars` becomes known on the way: the ids of new cars by the numbers that stand for them.
    """
    fresh = [record for record in new if record.table == _CUSTOMER]
    part_of = {record.ref: place // _AT_ONCE for place, record in enumerate(fresh)}
    belongings: dict[int, list[PlannedRecord]] = defaultdict(list)
    for record in new:
        if record.table not in (_CUSTOMER, DISTINCT):
            owner = record.values.get("customer_id")
            belongings[part_of.get(owner, 0) if isinstance(owner, int) else 0].append(record)
    customers: dict[int, int] = {}
    stands_for = {"customer_id": customers, **stands_for}
    for start in range(0, len(fresh) or 1, _AT_ONCE):
        if start:
            writing.end_part()  # the last one ends with the operation, beside the scoring
        part = fresh[start : start + _AT_ONCE]
        rows = [{**_DEFAULTS, **record.values} for record in part]
        ids = writing.insert(_CUSTOMER, rows, stands_for)
        customers.update(zip((record.ref for record in part), ids, strict=True))
        written.more(len(part))
        others = _by_table(belongings[start // _AT_ONCE])
        for table in sorted(others, key=lambda table: table != _VEHICLE):  # events point at cars
            group = others[table]
            ids = writing.insert(table, [record.values for record in group], stands_for)
            if table == _VEHICLE:
                cars.update(zip((record.ref for record in group), ids, strict=True))
            written.more(len(group))
    apart = [record.values for record in new if record.table == DISTINCT]
    pairs.remember(writing, (_of_customers(values, customers) for values in apart))
    written.more(len(apart))


def _add_staff(writing: Writing, names: Mapping[str, int]) -> dict[int, int]:
    """Add the new salespeople; return their ids by the number that stood for them."""
    rows: list[Row] = [{"name": name, "role": "salesperson", "active": True} for name in names]
    return dict(zip(names.values(), writing.insert("staff", rows), strict=True))


def _by_table(records: Iterable[PlannedRecord]) -> dict[str, list[PlannedRecord]]:
    groups: dict[str, list[PlannedRecord]] = defaultdict(list)
    for record in records:
        groups[record.table].append(record)
    return groups


def _settled(values: Row, stands_for: Mapping[str, Mapping[Any, Value]]) -> Row:
    """Put the ids of what is new in the place of the numbers that stood for it."""
    stood: dict[str, Value] = {
        column: ids[values[column]]
        for column, ids in stands_for.items()
        if column in values and values[column] in ids
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
