"""Plans the orders, visits and payments that the rows of a file tell of its customers."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from showroom_crm.i18n import _, ngettext
from showroom_crm.importing.events.amounts import Sums
from showroom_crm.importing.events.same import twins
from showroom_crm.importing.events.shapes import SHAPES
from showroom_crm.importing.person import Person
from showroom_crm.values.customers import Value
from showroom_crm.values.fields import BY_KEY, Entity, Subject
from showroom_crm.values.imports import (
    Action,
    CleanTable,
    KnownCustomer,
    PlannedRecord,
    PlannedRow,
    Problem,
)

Cells = Mapping[str, Value]

_CANCELLED = re.compile(
    r"^(?!未|无|否|不).*(取消|作废|退单|退订|退货|退款|已退|撤销|废弃|cancel|void|refund|return)",
    re.IGNORECASE,
)
_LISTED = 5  # goods named of one order; more would hide the rest of the line
_STRENGTH = (Action.UNCHANGED, Action.UPDATE, Action.INSERT)


@dataclass(slots=True)
class _Event:
    """One order, visit or payment with the rows that tell it."""

    rows: list[int]
    values: dict[str, Value] = field(default_factory=dict)


class Happenings:
    """What the rows of one table tell beside who their customers are."""

    def __init__(self, table: CleanTable, cells: Sequence[Cells]) -> None:
        """Take the filled cells of every row of `table`."""
        self._shape = SHAPES[table.subject]
        self._subject = table.subject
        self._rows = table.rows
        keys = self._shape.keys
        self._own = keys - self._shape.shared
        self._facts = [{k: cell for k, cell in line.items() if k in keys} for line in cells]
        self._staff = [line.get("salesperson") for line in cells]
        self._orders = self._by_number()
        orders = self._orders.values()
        self._sums = Sums(self._shape, self._facts, orders, calculates=table.calculates)
        self._told: dict[str, int] = {}
        self.problems: list[Problem] = []

    def why_not(self, i: int) -> str:
        """Say why what a row tells cannot be kept; "" where it can, or tells nothing."""
        facts, shape = self._facts[i], self._shape
        if not self._tells(i):
            return ""
        if self._is_cancelled(i) and shape.table != Entity.DEAL:
            return _("cancelled: nothing of it is kept")
        if shape.needs_day and self._day(i) is None:
            return _("the day is missing: {field}").format(field=_(BY_KEY[shape.day_key].label))
        negative = self._sums.of([facts])[0] or 0
        if shape.table == Entity.SERVICE_VISIT and negative < 0 and not self._number(i):
            return _("an amount below zero, and no number of the visit it is taken from")
        return ""

    def about_customer(self, i: int, cells: Cells) -> dict[str, Value]:
        """Return what a row says about its customer, with what follows from the event."""
        shape = self._shape
        own = {key: cell for key, cell in cells.items() if key not in self._own}
        if shape.table == Entity.DEAL and "delivered_on" in own and "model" in own:
            own.setdefault("vehicle_model", own["model"])
        elif shape.table == Entity.DEAL and not own.keys() & {"vin", "plate", "delivered_on"}:
            for key in ("vehicle_model", "vehicle_color"):  # a car ordered is not a car owned
                own.pop(key, None)
        for key, columns in shape.told_on.items():
            cell = self._facts[i].get(key)
            day = cell.date() if isinstance(cell, dt.datetime) else cell
            if day is not None:
                own |= dict.fromkeys(columns, day)
        return own

    def planned(
        self,
        person: Person,
        known: KnownCustomer | None,
        rows: Mapping[int, PlannedRow],
        cells: Mapping[int, Cells],
    ) -> dict[int, PlannedRow]:
        """Return the planned rows of one customer with their events added."""
        cars = {i: person.car(cells[i]) for i in rows}
        events = self._events(sorted(rows), cars)
        kept = known.rows.get(self._shape.table, ()) if known else ()
        self._name_orders_paid(events, known)
        met = twins(self._shape, [event.values for event in events], kept)
        planned = dict(rows)
        for place, event in enumerate(events):
            record, action = self._record(person.number, event, met.get(place))
            self._tell(planned, event, record, action)
        return planned

    def notes(self) -> tuple[str, ...]:
        """Return the sentences about the table as a whole."""
        notes = [_(self._sums.note)] if self._sums.note else []
        for key, count in self._told.items():
            notes.append(_TOLD[key](count))
        return tuple(notes)

    def _by_number(self) -> dict[Value, list[int]]:
        found: dict[Value, list[int]] = {}
        for i in range(len(self._facts)):
            if number := self._number(i):
                found.setdefault(number, []).append(i)
        return found

    def _number(self, i: int) -> Value:
        return self._facts[i].get(self._shape.number_key) if self._shape.number_key else None

    def _tells(self, i: int) -> bool:
        """Tell whether something happened in a row: it has a day, a number or an amount."""
        facts = self._facts[i]
        keys = (self._shape.day_key, self._shape.number_key)
        return any(key in facts for key in keys) or self._sums.of([facts])[0] is not None

    def _day(self, i: int) -> Value:
        """Return the day of a row, or of another row of the same number."""
        rows = self._orders.get(self._number(i), [i])
        key = self._shape.day_key
        return next((self._facts[j][key] for j in (i, *rows) if key in self._facts[j]), None)

    def _is_cancelled(self, i: int) -> bool:
        status = self._facts[i].get(self._shape.status)
        return isinstance(status, str) and bool(_CANCELLED.search(status))

    def _events(self, members: Sequence[int], cars: Mapping[int, int | None]) -> list[_Event]:
        events: dict[object, _Event] = {}
        for i in members:
            if self._tells(i):
                key = self._number(i) or ("row", i)
                events.setdefault(key, _Event([])).rows.append(i)
        for event in events.values():
            event.values = self._values(event.rows)
            car = next((cars[i] for i in event.rows if cars[i] is not None), None)
            if car is not None and self._shape.table != Entity.VISIT:
                event.values |= {"vehicle_id": car} if self._shape.table != Entity.PAYMENT else {}
        return list(events.values())

    def _values(self, rows: Sequence[int]) -> dict[str, Value]:
        """Return the columns of one event, put together from its lines."""
        shape, lines = self._shape, [self._facts[i] for i in rows]
        values: dict[str, Value] = dict(shape.always)
        for key, column in ((shape.number_key, shape.number), (shape.day_key, shape.day)):
            told = [line[key] for line in lines if key in line]
            if told:
                values[column] = told[0]
        for key, column in shape.places.items():
            told = list(dict.fromkeys(line[key] for line in lines if key in line))
            if told and column not in values:
                several = key in _LISTS and len(told) > 1
                values[column] = _listed(told) if several else told[0]
        self._sum_up(rows, values)
        if shape.staff and (staff := next((s for i in rows if (s := self._staff[i])), None)):
            values[shape.staff] = staff
        if shape.table == Entity.DEAL and any(map(self._is_cancelled, rows)):
            values.setdefault("cancelled_on", values.get(shape.day))
            self._count("cancelled")
        if shape.table == Entity.VISIT:
            _at_hours(values)
        return values

    def _sum_up(self, rows: Sequence[int], values: dict[str, Value]) -> None:
        shape = self._shape
        if not shape.amount:
            return
        amount, problem = self._sums.of([self._facts[i] for i in rows])
        values[shape.amount] = amount
        if amount is None and not problem:
            self._count("missing")
        if amount is not None and amount < 0:
            self._count("returned")
        for i in rows:
            if problem and (
                len(rows) > 1 and (amount is None or self._sums.is_missing(self._facts[i]))
            ):
                key = shape.line or shape.totals[0]
                self.problems.append(Problem(self._rows[i], _(BY_KEY[key].label), "", _(problem)))

    def _count(self, key: str) -> None:
        self._told[key] = self._told.get(key, 0) + 1

    def _name_orders_paid(self, events: Sequence[_Event], known: KnownCustomer | None) -> None:
        """Put the customer's order in the place of its number in a payment."""
        if self._subject is not Subject.PAYMENTS:
            return
        deals = known.rows.get(Entity.DEAL, ()) if known else ()
        ids = {deal.get("order_no"): deal.get("id") for deal in deals if deal.get("order_no")}
        for event in events:
            number = event.values.pop("deal_id", None)
            if number is None:
                continue
            if (deal := ids.get(number)) is not None:
                event.values["deal_id"] = deal
            else:
                label = _("Order {number}").format(number=number)
                event.values["note"] = _joined(event.values.get("note"), label)

    def _record(
        self, customer: int, event: _Event, twin: Mapping[str, Value] | None
    ) -> tuple[PlannedRecord | None, Action]:
        table, values = self._shape.table, {k: v for k, v in event.values.items() if v is not None}
        if twin is None:
            new: dict[str, Value] = {"customer_id": customer, **values}
            return PlannedRecord(table, None, new, {}), Action.INSERT
        numbered = bool(self._shape.number and values.get(self._shape.number))
        newer = numbered and twin.get(self._shape.number) is not None
        changed: dict[str, Value] = {
            column: value
            for column, value in values.items()
            if value != twin.get(column) and (newer or twin.get(column) is None)
        }
        row_id = twin.get("id")
        if not changed or not isinstance(row_id, int):
            return None, Action.UNCHANGED
        old = {column: twin.get(column) for column in changed}
        return PlannedRecord(table, row_id, changed, old), Action.UPDATE

    def _tell(
        self,
        planned: dict[int, PlannedRow],
        event: _Event,
        record: PlannedRecord | None,
        action: Action,
    ) -> None:
        """Put the record on the first row of an event and let the others refer to it."""
        first = event.rows[0]
        for i in event.rows:
            row = planned[i]
            stronger = max(row.action, action, key=_STRENGTH.index)
            row = replace(row, action=stronger, merged_into=None)
            if i != first:
                row = replace(row, merged_into=self._rows[first])
            elif record is not None:
                row = replace(row, records=(*row.records, record))
            planned[i] = row


_LISTS = frozenset({"order_goods", "work_items", "work_kind", "pay_note", "pay_kind"})


def _listed(told: Sequence[Value]) -> str:
    parts = [str(each) for each in told[:_LISTED]]
    return "、".join(parts) + ("…" if len(told) > _LISTED else "")


def _joined(old: Value, new: str) -> str:
    return f"{old} · {new}" if old else new


def _at_hours(values: dict[str, Value]) -> None:
    """Put the hours of coming and leaving to the day of a visit."""
    arrived, came = values.get("arrived_at"), values.pop("visit_time", None)
    left = values.pop("left_at", None)
    if not isinstance(arrived, dt.datetime):
        return
    if isinstance(came, str):
        values["arrived_at"] = arrived = dt.datetime.combine(arrived, dt.time.fromisoformat(came))
    if isinstance(left, str):
        at = dt.datetime.combine(arrived, dt.time.fromisoformat(left))
        if at >= arrived:
            values["left_at"] = at


_TOLD = {
    "missing": lambda count: ngettext(
        "{count} amount is missing in the file and stays empty.",
        "{count} amounts are missing in the file and stay empty.",
        count,
    ).format(count=count),
    "returned": lambda count: ngettext(
        "{count} amount is below zero: goods came back or money was returned.",
        "{count} amounts are below zero: goods came back or money was returned.",
        count,
    ).format(count=count),
    "cancelled": lambda count: ngettext(
        "{count} order is cancelled: it is kept as cancelled and does not count.",
        "{count} orders are cancelled: they are kept as cancelled and do not count.",
        count,
    ).format(count=count),
}
