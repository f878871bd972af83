"""Which rows of the other tables go over to the survivor of a merge, and which repeat its own."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from showroom_crm.importing.policies import DEFAULTS, merged
from showroom_crm.values.customers import Value
from showroom_crm.values.duplicates import Records, Row
from showroom_crm.values.import_choices import Policy

WAY, OWN, VEHICLE, PAIR = "contact_way", "custom_value", "vehicle", "distinct_pair"
# By these a row is known again although it says more or less than another about the same thing.
_NUMBERS = {VEHICLE: "vin", "deal": "order_no", "insurance_policy": "policy_no"}


class Moves:
    """Gives every row of the others to the survivor, unless the survivor has it already."""

    def __init__(self, records: Records, ids: Sequence[int]) -> None:
        """Begin with nothing moved; `ids` are the customers, the survivor first."""
        self._records = records
        self._hanging = records.hanging
        self._keep, self._others = ids[0], frozenset(ids[1:])
        self.updates: defaultdict[str, dict[int, dict[str, Value]]] = defaultdict(dict)
        self.moved: dict[str, int] = {}
        self.repeated: dict[str, int] = {}
        self._same: dict[tuple[str, int], int] = {}  # rows that repeat another, and which
        self._places: dict[Value, int] = {customer: place for place, customer in enumerate(ids)}

    def join_ways(self, wanted: Mapping[str, Sequence[Value]]) -> None:
        """Give all phones and the like to the survivor, each once, in the order wanted."""
        rows = sorted(self._records.rows.get(WAY, ()), key=self._rank)
        first: dict[tuple[Value, Value], Row] = {}
        for row in rows:
            first.setdefault((row["kind"], row["value"]), row)
        for (kind, value), row in first.items():
            values = list(wanted.get(str(kind), ()))
            position = values.index(value) if value in values else row["position"]
            self._set(WAY, row, {"customer_id": self._keep, "position": position})
        self._count(WAY, rows, first.values())

    def keep_own(self, wanted: Mapping[int, Value]) -> None:
        """Leave the survivor one value in each of the showroom's own fields."""
        rows = sorted(self._records.rows.get(OWN, ()), key=self._rank)
        first: dict[Value, Row] = {}
        for row in rows:
            first.setdefault(row["field_id"], row)
        for field, row in first.items():
            value = wanted.get(int(str(field)), row["value"])
            self._set(OWN, row, {"customer_id": self._keep, "value": value})
        self._count(OWN, rows, first.values())

    def carry_on(self) -> None:
        """Move the rows of all other tables, what is pointed at before what points at it."""
        for table in self._hanging.order:
            if table not in (WAY, OWN):
                self._move(table)
        for table, rows in self._records.pointing.items():
            for row in rows:
                self._set(table, row, self._redirected(table, row))

    def _move(self, table: str) -> None:
        rows = self._records.rows.get(table, ())
        settled = [row for row in rows if not self._is_of_others(table, row)]
        for row in settled:
            self._set(table, row, self._redirected(table, row))
        wanted = [{**row, **self.updates[table].get(_id(row), {})} for row in settled]
        going = sorted((r for r in rows if self._is_of_others(table, r)), key=self._rank)
        for row in going:
            new = self._given(table, row)
            same = self._equal(table, new, wanted)
            if same is not None:
                self._join(table, row, new, same)
            if same is not None or not self._has_room(table, new, wanted):
                self._add(self.repeated, table)
            else:
                self._set(table, row, new)
                self._add(self.moved, table)
                wanted.append(new)

    def _rank(self, row: Row) -> tuple[int, int]:
        owner = row.get("customer_id")
        return self._places.get(owner, len(self._places)), _id(row)

    def _is_of_others(self, table: str, row: Row) -> bool:
        return any(row.get(column) in self._others for column in self._hanging.owners[table])

    def _given(self, table: str, row: Row) -> dict[str, Value]:
        """Return a row as it is once it belongs to the survivor."""
        new = {**row, **self._redirected(table, row)}
        for column in self._hanging.owners[table]:
            if new.get(column) in self._others:
                new[column] = self._keep
        if table == PAIR and int(str(new["customer_id"])) > int(str(new["other_id"])):
            new["customer_id"], new["other_id"] = new["other_id"], new["customer_id"]
        return new

    def _redirected(self, table: str, row: Row) -> dict[str, Value]:
        """Return the pointers of a row that must name the row which stays of two equal ones."""
        return {
            column: same
            for column, parent in self._hanging.pointers.get(table, ())
            if isinstance(target := row.get(column), int)
            and (same := self._same.get((parent, target))) is not None
        }

    def _has_room(self, table: str, row: Row, wanted: Sequence[Row]) -> bool:
        """Tell whether a row can stand beside the others, and does not join one with itself."""
        owners = self._hanging.owners[table]
        if len(owners) > 1 and len({row[column] for column in owners}) == 1:
            return False
        return not any(
            all(row[name] == other[name] for name in names)
            for names in self._hanging.unique.get(table, ())
            for other in wanted
        )

    def _equal(
        self, table: str, row: Row, wanted: Sequence[dict[str, Value]]
    ) -> dict[str, Value] | None:
        """Return the row that says the same already, or one about the same car, order or policy."""
        number = _NUMBERS.get(table, "")
        for other in wanted:
            if all(row[name] == other[name] for name in row if name != "id"):
                return other
            told = bool(number and row[number]) and row[number] == other[number]
            if told and (table == VEHICLE or _agree(row, other)):
                return other
        return None

    def _join(self, table: str, row: Row, new: Row, same: dict[str, Value]) -> None:
        """Let one row stand for two about the same thing: it is filled up from the other."""
        self._same[table, _id(row)] = _id(same)
        told = {}
        for name, cell in new.items():
            how = DEFAULTS.get(name, Policy.FILL)
            how = how if how is Policy.FORWARD else Policy.FILL
            told[name] = merged(same.get(name), cell, how)
        del told["id"]
        self._set(table, same, told)
        same.update(told)

    def _set(self, table: str, row: Row, cells: Mapping[str, Value]) -> None:
        held = self.updates[table].get(_id(row), {})
        now = {**row, **held}
        changed = {name: cell for name, cell in cells.items() if now.get(name) != cell}
        if changed:
            self.updates[table][_id(row)] = {**held, **changed}

    def _count(self, table: str, rows: Sequence[Row], stay: Iterable[Row]) -> None:
        kept = {_id(row) for row in stay}
        for row in rows:
            if row["customer_id"] in self._others:
                self._add(self.moved if _id(row) in kept else self.repeated, table)

    def _add(self, counts: dict[str, int], table: str) -> None:
        counts[table] = counts.get(table, 0) + 1


def _agree(row: Row, other: Row) -> bool:
    """Tell whether two rows contradict in nothing that both say."""
    both = [name for name in row if name != "id" and None not in (row[name], other[name])]
    return all(row[name] == other[name] for name in both)


def _id(row: Row) -> int:
    return int(str(row["id"]))
