"""Plans the orders, visits and payments that the rows of a file tell of its customers."""

import datetime as dt
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from showroom_crm.i18n import N_, _, ngettext
from showroom_crm.importing import choices
from showroom_crm.importing.events import results
from showroom_crm.importing.events.amounts import Sums
from showroom_crm.importing.events.same import as_day, twins
from showroom_crm.importing.events.shapes import SHAPES
from showroom_crm.importing.person import Person
from showroom_crm.values.clean_tables import CleanTable, Problem
from showroom_crm.values.customers import Value
from showroom_crm.values.fields import BY_KEY, Entity, Subject
from showroom_crm.values.import_plans import Action, PlannedRecord, PlannedRow
from showroom_crm.values.matches import KnownCustomer

Cells = Mapping[str, Value]

_CANCELLED = re.compile(
    r"^(?!未|无|否|不).*(取消|作废|退单|退订|退货|退款|已退|撤销|废弃|cancel|void|refund|return)",
    re.IGNORECASE,
)
_CANCELS = re.compile(r"取消|作废|退单|退订|退款|撤销|cancel|void|refund", re.IGNORECASE)
"""Headers above marks that say which are cancelled."""
_CARS = frozenset({"vin", "plate"})
_OF_CARS = frozenset({Entity.DEAL, Entity.SERVICE_VISIT, Entity.POLICY})
_NEW_CAR = 0  # stands for a car that a row names and the customer does not have yet
_SAID = ("contact_note", "contact_result", "drive_model", "drive_feedback")
_LEFT = "visit_left"
TOO_EARLY = N_("before the visit began")
_STRENGTH = (Action.UNCHANGED, Action.UPDATE, Action.INSERT)


@dataclass(slots=True)
class Event:
    """One order, visit or payment with the rows that tell it.

    `twin` is the row kept of it already; `names_car` tells whether a row names a car.
    """

    rows: list[int]
    values: dict[str, Value] = field(default_factory=dict)
    twin: Mapping[str, Value] | None = None
    names_car: bool = False


class Happenings:
    """What the rows of one table tell beside who their customers are."""

    def __init__(self, table: CleanTable, cells: Sequence[Cells]) -> None:
        """Take the filled cells of every row of `table`."""
        self._shape = SHAPES[table.subject]
        self._subject = table.subject
        self._rows = table.rows
        keys = self._shape.keys
        self._own = (keys | {"event_staff"}) - self._shape.shared
        self._facts = [{k: cell for k, cell in line.items() if k in keys} for line in cells]
        self._staff = [line.get("event_staff", line.get("salesperson")) for line in cells]
        self._levels = [line.get("level") for line in cells]
        self._orders = self._by_number()
        orders = self._orders.values()
        self._sums = Sums(self._shape, self._facts, orders, calculates=table.calculates)
        shape = self._shape
        helping = {shape.quantity, shape.unit_price, shape.discount, shape.status, *shape.parts}
        helping -= {*shape.places, ""}
        self._cancels = bool(_CANCELS.search(table.titles.get(shape.status, "")))
        self._helping = [title for key, title in table.titles.items() if key in helping]
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

    def of_customer(
        self, person: Person, known: KnownCustomer | None, cells: Mapping[int, Cells]
    ) -> list[Event]:
        """Return the events that rows tell of one customer, and which of them are kept already."""
        cars = {i: _car(person, line) for i, line in cells.items()}
        events = self._events(sorted(cells), cars)
        kept = known.rows.get(self._shape.table, ()) if known else ()
        self._name_orders_paid(events, known)
        met = twins(self._shape, [event.values for event in events], kept)
        for place, event in enumerate(events):
            event.twin = met.get(place)
            event.names_car = any(cells[i].keys() & _CARS for i in event.rows)
        return events

    def about_customer(
        self, events: Sequence[Event], known: KnownCustomer | None, cells: Mapping[int, Cells]
    ) -> dict[int, dict[str, Value]]:
        """Return by row what it says about the customer, with what follows from new events.

        What is kept already tells nothing new, and an older event nothing about today.
        """
        old = {i for event in events if not self._changed(event) for i in event.rows}
        held = known.values if known else {}
        found = {i: self._of_row(i, line, old=i in old) for i, line in cells.items()}
        if self._shape.staff and held.get("salesperson_id") is not None:
            for line in found.values():
                line.pop("salesperson", None)  # who did it need not be whose customer it is
        if self._shape.last:
            self._add_newest(found, old, held)
        return found

    def _add_newest(
        self,
        found: Mapping[int, dict[str, Value]],
        old: Collection[int],
        held: Mapping[str, Value],
    ) -> None:
        """Add what only the newest event tells, where the customer has none as new."""
        for line in found.values():
            for column in self._shape.newest.values():
                line.pop(column, None)
        days = {i: as_day(self._day(i)) or dt.date.min for i in found if i not in old}
        if not days:
            return
        # Of several at the same moment it is the last one written down.
        i = max(days, key=lambda i: (str(self._facts[i].get(self._shape.day_key)), i))
        last = as_day(held.get(self._shape.last)) or dt.date.min
        for key, column in self._shape.newest.items():
            cell = self._levels[i] if key == "level" else self._facts[i].get(key)
            free = days[i] > last or (days[i] == last and held.get(column) is None)
            if cell is not None and free:
                found[i][column] = as_day(cell) or cell

    def _of_row(self, i: int, cells: Cells, *, old: bool) -> dict[str, Value]:
        shape = self._shape
        hidden = self._own | shape.shared if old else self._own
        own = {key: cell for key, cell in cells.items() if key not in hidden}
        if old:
            return own
        if shape.table == Entity.DEAL and "delivered_on" in own and "model" in own:
            own.setdefault("vehicle_model", own["model"])
        elif shape.table == Entity.DEAL and not own.keys() & {"vin", "plate", "delivered_on"}:
            for key in ("vehicle_model", "vehicle_color"):  # a car ordered is not a car owned
                own.pop(key, None)
        for key, columns in shape.told_on.items():
            cell = self._facts[i].get(key)
            if cell is not None:
                own |= dict.fromkeys(columns, as_day(cell) or cell)
        return own

    def planned(
        self,
        person: Person,
        events: Sequence[Event],
        rows: Mapping[int, PlannedRow],
        cells: Mapping[int, Cells],
    ) -> dict[int, PlannedRow]:
        """Return the planned rows of one customer with their events added.

        By now the person has the cars that the rows brought.
        """
        planned = dict(rows)
        for event in events:
            if event.values.get("vehicle_id") == _NEW_CAR:
                cars = (person.car(cells[i]) for i in event.rows)
                event.values["vehicle_id"] = next((car for car in cars if car is not None), None)
            record, action = self._record(person.number, event)
            self._tell(planned, event, record, action)
        return planned

    def notes(self) -> tuple[str, ...]:
        """Return the sentences about the table as a whole."""
        notes = [_(self._sums.note)] if self._sums.note else []
        if self._helping:
            text = _("Used for reckoning and not kept themselves: {columns}.")
            notes.append(text.format(columns=_(", ").join(self._helping)))
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
        """Tell whether something happened in a row: it has a day, number, amount or a report."""
        facts = self._facts[i]
        keys = (self._shape.day_key, self._shape.number_key, *_SAID)
        return any(key in facts for key in keys) or self._sums.of([facts])[0] is not None

    def _day(self, i: int) -> Value:
        """Return the day of a row, or of another row of the same number."""
        rows = self._orders.get(self._number(i), [i])
        key = self._shape.day_key
        return next((self._facts[j][key] for j in (i, *rows) if key in self._facts[j]), None)

    def _is_cancelled(self, i: int) -> bool:
        status = self._facts[i].get(self._shape.status)
        if not isinstance(status, str):
            return False
        return bool(_CANCELLED.search(status)) or (self._cancels and choices.says_yes(status))

    def _events(self, members: Sequence[int], cars: Mapping[int, int | None]) -> list[Event]:
        events: dict[object, Event] = {}
        for i in members:
            if self._tells(i):
                key = self._number(i) or ("row", i)
                events.setdefault(key, Event([])).rows.append(i)
        for event in events.values():
            event.values = self._values(event.rows)
            car = next((cars[i] for i in event.rows if cars[i] is not None), None)
            if car is not None and self._shape.table in _OF_CARS:
                event.values["vehicle_id"] = car
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
                values[column] = "、".join(map(str, told)) if several else told[0]
        self._sum_up(rows, values)
        if shape.staff and (staff := next((s for i in rows if (s := self._staff[i])), None)):
            values[shape.staff] = staff
        if shape.table == Entity.DEAL and any(map(self._is_cancelled, rows)):
            values.setdefault("cancelled_on", values.get(shape.day))
            self._count("cancelled")
        if not _at_hours(values, shape.day):
            label, left = _(BY_KEY[_LEFT].label), self._facts[rows[0]].get(_LEFT)
            self.problems.append(Problem(self._rows[rows[0]], label, str(left), _(TOO_EARLY)))
        if shape.table == Entity.CONTACT:
            results.settled(values)
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

    def _name_orders_paid(self, events: Sequence[Event], known: KnownCustomer | None) -> None:
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

    def _record(self, customer: int, event: Event) -> tuple[PlannedRecord | None, Action]:
        table, values = self._shape.table, {k: v for k, v in event.values.items() if v is not None}
        if event.twin is None:
            new: dict[str, Value] = {"customer_id": customer, **values}
            return PlannedRecord(table, None, new), Action.INSERT
        changed, row_id = self._changed(event), event.twin.get("id")
        if not changed or not isinstance(row_id, int):
            return None, Action.UNCHANGED
        old = {column: event.twin.get(column) for column in changed}
        return PlannedRecord(table, row_id, changed, old), Action.UPDATE

    def _changed(self, event: Event) -> dict[str, Value]:
        """Return the columns in which an event differs from what is kept of it; all of a new one.

        A car that the rows do not name is none to change.
        """
        twin = event.twin
        values: dict[str, Value] = {k: v for k, v in event.values.items() if v is not None}
        if twin is None:
            return values
        if not event.names_car:
            values.pop("vehicle_id", None)
        numbered = bool(self._shape.number and values.get(self._shape.number))
        newer = numbered and twin.get(self._shape.number) is not None
        return {
            column: value
            for column, value in values.items()
            if value != twin.get(column) and (newer or twin.get(column) is None)
        }

    def _tell(
        self,
        planned: dict[int, PlannedRow],
        event: Event,
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


def _car(person: Person, cells: Cells) -> int | None:
    """Return the car a row speaks of, also one that it is about to bring."""
    car = person.car(cells)
    return _NEW_CAR if car is None and cells.keys() & _CARS else car


def _joined(old: Value, new: str) -> str:
    return f"{old} · {new}" if old else new


def _at_hours(values: dict[str, Value], column: str) -> bool:
    """Put the hours of coming and leaving, or of a contact, to its day.

    Returns False where somebody would have left before coming: that hour is not kept.
    """
    arrived, left = values.get(column), values.pop("left_at", None)
    came = values.pop("visit_time", None) or values.pop("contact_time", None)
    if not isinstance(arrived, dt.datetime):
        return True
    if isinstance(came, str):
        values[column] = arrived = dt.datetime.combine(arrived, dt.time.fromisoformat(came))
    if isinstance(left, str):
        at = dt.datetime.combine(arrived, dt.time.fromisoformat(left))
        if at < arrived:
            return False
        values["left_at"] = at
    return True


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
