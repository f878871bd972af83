"""One customer while a plan is made: what is known, what the rows of a file add to it."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from showroom_crm.i18n import N_
from showroom_crm.importing import belongings, insurance, occasions
from showroom_crm.importing.belongings import Cells
from showroom_crm.importing.people import compatible, fuller
from showroom_crm.importing.policies import DEFAULTS, merged
from showroom_crm.values.customers import OTHER_NAME, Value
from showroom_crm.values.fields import Entity
from showroom_crm.values.import_choices import EVERY_FIELD, Policy
from showroom_crm.values.import_plans import PlannedRecord
from showroom_crm.values.matches import KnownCustomer

OTHERWISE = N_("another row of this customer, or what was known, says otherwise and is kept")
TAKEN = N_("this belongs to somebody else and is not kept here")
CAR_TAKEN = N_("the car belongs to somebody else, so this is not kept here")
UNDATED = N_("not kept without the day of the contact: a note is known already")


class Untaken(NamedTuple):
    """A cell of the last row that was not taken: its field, what it says, and why."""

    field: str
    value: Value
    why: str


_MOST_CARS = 1000  # of one customer in one file


class Person:
    """Applies rows to one customer; every record is planned once, however many rows add to it.

    `number` is the customer's id, or a negative number for one who is new; this one is `called`
    so, whatever the row says that leads. `own` gives the ids of the showroom's own fields by key.
    """

    def __init__(
        self,
        number: int,
        known: KnownCustomer | None,
        source: str,
        chosen: Mapping[str, Policy],
        own: Mapping[str, int],
        called: str | None = None,
    ) -> None:
        self.number = number
        self._called = called
        self._source = source
        self._chosen = chosen
        self._own = own
        self._values: dict[str, Value] = dict(known.values) if known else {}
        self._rows: dict[str, list[dict[str, Value]]] = {}
        for table, rows in (known.rows if known else {}).items():
            self._rows[table] = [dict(row) for row in rows]
        self.unclear: tuple[str, ...] = ()  # fields the last row left to any of several cars
        self.untaken: list[Untaken] = []  # cells of the last row
        self._planned: dict[tuple[str, int], PlannedRecord] = {}
        self._before: dict[tuple[str, int], dict[str, Value]] = {}  # of those to update
        self._new: list[PlannedRecord] = []
        self._changed = False
        self._only_fill = self._first = False
        self._cars: dict[int, int] = {}  # new vehicles, by the numbers that stand for them
        self._touched: set[int] = set()  # vehicles and orders an earlier row spoke of

    def apply(
        self,
        cells: Cells,
        phones: Sequence[str],
        taken: Sequence[str],
        *,
        first: bool,
        logged: bool = False,
    ) -> tuple[list[PlannedRecord], bool]:
        """Add one row; return the records it brings and whether it changes anything at all.

        Rows after the first only complete what is there, and so does a row whose last contact
        lies before the one already known: an older file never overwrites newer facts. Where what
        happened is `logged` by rows of its own, the days on the customer stand for nothing more.
        """
        self._new, self._changed, self.unclear, self.untaken = [], False, (), []
        self._first, self._only_fill = first, not first or self._is_stale(cells)
        told = self._last_contact()
        foreign = {"id_no", "plate"} & set(taken)
        self.untaken += [Untaken(key, cells[key], TAKEN) for key in taken if key in cells]
        if foreign:
            cells = {key: value for key, value in cells.items() if key not in foreign}
        values = belongings.by_table(cells)
        self._customer(values[Entity.CUSTOMER], cells)
        self._other_name(cells.get("name"))
        self._contact_ways(cells, phones)
        if "source_id" in cells and "source_id" not in taken:
            self._once(Entity.ALIAS, {"source": self._source, "value": cells["source_id"]})
        if "vin" not in taken and ("plate" not in taken or "vin" in cells):
            self._vehicle(values[Entity.VEHICLE])
        else:
            self._without_car(values[Entity.VEHICLE], taken)
        self._deal(values[Entity.DEAL])
        if not logged:
            for table, said in occasions.days(cells, self._rows.get(Entity.CONTACT, ()), told):
                self._once(table, said)
        for table, said in occasions.others(cells):
            self._once(table, said)
        self._consent(cells.get("consent"))
        self._policies(cells)
        for key in self._own.keys() & cells.keys():
            self._own_field(key, self._own[key], cells[key])
        return self._new, self._changed

    def car(self, cells: Cells) -> int | None:
        """Return the id of the one car a row may speak of; a new one has a number below zero."""
        found = belongings.same_vehicle(
            self._rows.get(Entity.VEHICLE, ()), belongings.by_table(cells)[Entity.VEHICLE]
        )
        if len(found) != 1:
            return None
        row_id = found[0].get("id")
        return row_id if isinstance(row_id, int) else self._cars.get(id(found[0]))

    def _last_contact(self) -> tuple[Value, Value]:
        return self._values.get("last_contact_on"), self._values.get("last_contact_note")

    def _is_stale(self, cells: Cells) -> bool:
        new, old = cells.get("last_contact_on"), self._values.get("last_contact_on")
        return isinstance(new, dt.date) and isinstance(old, dt.date) and new < old

    def _customer(self, values: dict[str, Value], cells: Cells) -> None:
        level = values.get("level") or self._values.get("level")
        if level is None and ("delivered_on" in cells or "purchased_on" in cells):
            values["level"] = "D"  # who has a car from here is an owner, not a prospect
        if self.number < 0 and (Entity.CUSTOMER, self.number) not in self._planned:
            if self._called:
                values["name"] = self._called
            record = self._insert(Entity.CUSTOMER, values, self.number)
            self._values = record.values
            return
        held = self._values
        if held.get("last_contact_note") and "last_contact_on" not in cells:
            note = values.pop("last_contact_note", None)  # it is not known to be newer
            if note not in (None, held["last_contact_note"]):
                self.untaken.append(Untaken("last_contact_note", note, UNDATED))
        name, old = values.get("name"), held.get("name")
        may = self._own_choice("name") is not Policy.FILL
        if may and isinstance(name, str) and isinstance(old, str) and fuller(name, old):
            self._set(Entity.CUSTOMER, self.number, held, {"name": name})
        how = Policy.FILL if self._only_fill else None
        self._update(Entity.CUSTOMER, self.number, held, values, how)

    def _other_name(self, name: Value) -> None:
        """Keep a name that does not fit, so that the next file with it need not be asked about."""
        if name and not compatible(str(name), _text(self._values.get("name"))):
            self._once(Entity.ALIAS, {"source": OTHER_NAME, "value": name})

    def _update(
        self,
        table: str,
        row_id: int,
        held: dict[str, Value],
        values: dict[str, Value],
        weaker: Policy | None,
    ) -> None:
        """Change what `held` holds as the policies say; `weaker` stands in for overwriting."""
        changed = {}
        for column, value in values.items():
            old = held.get(column)
            if value is None or value == old:
                continue
            how = self._how(table, column, weaker)
            new = merged(old, value, how)
            if new != old:
                changed[column] = new
            elif column != "name" and how not in self._not_told():
                # A name that does not fit is kept as another one; one that fits says no more.
                key = belongings.FIELD_OF[table].get(column, column)
                self.untaken.append(Untaken(key, value, OTHERWISE))
        if changed:
            self._set(table, row_id, held, changed)

    def _set(
        self, table: str, row_id: int, held: dict[str, Value], changed: dict[str, Value]
    ) -> None:
        """Write new values into `held`, and into the record that will write them to the store."""
        record = self._planned.get((table, row_id))
        if record is None and row_id >= 0:
            before = self._before[table, row_id] = {}
            record = self._planned[table, row_id] = PlannedRecord(table, row_id, {}, before)
            self._new.append(record)
        if record is not None and record.row_id is not None:
            before = self._before[table, row_id]
            for column in changed:
                before.setdefault(column, held.get(column))
            record.values.update(changed)
        held.update(changed)
        self._changed = True

    def _how(self, table: str, column: str, weaker: Policy | None) -> Policy:
        """Return what a filled cell does here; the user's word holds for the leading row."""
        field = belongings.FIELD_OF[table].get(column, column)
        chosen = self._own_choice(field)
        if chosen is not None and self._first:
            return chosen
        how = chosen or DEFAULTS.get(field, Policy.OVERWRITE)
        return weaker if weaker is not None and how is Policy.OVERWRITE else how

    def _not_told(self) -> tuple[Policy, ...]:
        """Return under what nothing is lost: all is kept, or a newer file only goes forward."""
        return (Policy.APPEND, Policy.FORWARD) if self._first else (Policy.APPEND,)

    def _completes(self) -> bool:
        """Tell whether nothing that is known may be said differently now."""
        return self._only_fill or self._own_choice("consent") is Policy.FILL

    def _own_choice(self, field: str) -> Policy | None:
        return self._chosen.get(field) or self._chosen.get(EVERY_FIELD)

    def _insert(self, table: str, values: dict[str, Value], ref: int = 0) -> PlannedRecord:
        if table == Entity.VEHICLE:
            ref = _car_ref(self.number, len(self._cars))
        record = PlannedRecord(table, None, values, ref=ref)
        self._new.append(record)
        self._changed = True
        if table == Entity.CUSTOMER:
            self._planned[table, ref] = record
        else:
            values["customer_id"] = self.number
        return record

    def _begin(self, rows: list[dict[str, Value]], table: str, values: dict[str, Value]) -> None:
        rows.append(self._insert(table, values).values)
        self._touched.add(id(values))
        if table == Entity.VEHICLE:
            self._cars[id(values)] = self._new[-1].ref

    def _once(self, table: str, values: dict[str, Value]) -> None:
        """Add a row unless the customer has one with the same values."""
        rows = self._rows.setdefault(table, [])
        if any(all(row.get(k) == v for k, v in values.items()) for row in rows):
            return
        rows.append(self._insert(table, values).values)

    def _contact_ways(self, cells: Cells, phones: Sequence[str]) -> None:
        wanted: list[tuple[str, Value]] = [("phone", number) for number in phones]
        wanted += [(kind, cells[kind]) for kind in ("wechat", "email") if kind in cells]
        rows = self._rows.setdefault(Entity.CONTACT_WAY, [])
        for kind, value in wanted:
            position = 0
            if same := [row for row in rows if row.get("kind") == kind]:
                if any(row.get("value") == value for row in same):
                    continue
                taken = [p for row in same if isinstance(p := row.get("position"), int)]
                position = max(taken, default=-1) + 1
            values: dict[str, Value] = {"kind": kind, "value": value, "position": position}
            rows.append(self._insert(Entity.CONTACT_WAY, values).values)

    def _without_car(self, values: dict[str, Value], taken: Sequence[str]) -> None:
        """Tell what a row says of a car that is somebody else's."""
        for column, value in values.items():
            if column not in taken:
                key = belongings.FIELD_OF[Entity.VEHICLE][column]
                self.untaken.append(Untaken(key, value, CAR_TAKEN))

    def _vehicle(self, values: dict[str, Value]) -> None:
        if not values:
            return
        rows = self._rows.setdefault(Entity.VEHICLE, [])
        found = belongings.same_vehicle(rows, values)
        self._begin_or_change(Entity.VEHICLE, found, values)

    def _deal(self, values: dict[str, Value]) -> None:
        if not values:
            return
        rows = self._rows.setdefault(Entity.DEAL, [])
        self._begin_or_change(Entity.DEAL, belongings.same_deal(rows, values), values)

    def _begin_or_change(
        self, table: str, found: Sequence[dict[str, Value]], values: dict[str, Value]
    ) -> None:
        """Write what a row says of a car or an order; of which of several, nobody guesses."""
        if not found:
            self._begin(self._rows[table], table, values)
        elif len(found) == 1:
            self._change(table, found[0], values)
        elif not belongings.just_so(found, values):
            self.unclear += tuple(belongings.FIELD_OF[table][column] for column in values)

    def _change(self, table: str, held: dict[str, Value], values: dict[str, Value]) -> None:
        """Update a row of the store, or one this plan is about to insert."""
        row_id = held.get("id")
        weaker = Policy.FILL if id(held) in self._touched else None
        self._touched.add(id(held))
        self._update(table, row_id if isinstance(row_id, int) else -1, held, values, weaker)

    def _own_field(self, key: str, field_id: int, value: Value) -> None:
        """Set what the customer has in a field of the showroom's own, as the policies say."""
        rows = self._rows.setdefault(Entity.OWN, [])
        held = next((row for row in rows if row.get("field_id") == field_id), None)
        if held is None:
            new: dict[str, Value] = {"field_id": field_id, "value": value}
            rows.append(self._insert(Entity.OWN, new).values)
            return
        how = self._how(Entity.OWN, key, Policy.FILL if self._only_fill else None)
        after = merged(held["value"], value, how)
        if after != held["value"]:
            row_id = held.get("id")
            place = row_id if isinstance(row_id, int) else -1
            self._set(Entity.OWN, place, held, {"value": after})
        elif value != after and how is not Policy.APPEND:
            self.untaken.append(Untaken(key, value, OTHERWISE))

    def _policies(self, cells: Cells) -> None:
        if cells.keys() & insurance.KINDS.keys():
            rows = self._rows.get(Entity.POLICY, ())
            for policy in insurance.policies(cells, rows, self.car(cells)):
                self._once(Entity.POLICY, policy)

    def _consent(self, given: Value) -> None:
        """Record a consent or refusal where the last one says something else."""
        if given is None:
            return
        rows = self._rows.setdefault(Entity.CONSENT, [])
        if not rows or (rows[-1].get("given") != given and not self._completes()):
            rows.append(self._insert(Entity.CONSENT, {"given": given}).values)
        elif rows[-1].get("given") != given:
            self.untaken.append(Untaken("consent", given, OTHERWISE))


def _text(value: Value) -> str | None:
    return value if isinstance(value, str) else None


def _car_ref(customer: int, place: int) -> int:
    """Return a number below zero that stands for one new car of one customer, and for no other."""
    return -(abs(customer) * 2 + (customer < 0)) * _MOST_CARS - place - 1
