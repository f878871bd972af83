"""A store of dicts that takes plans, for tests of whole imports without a database."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from showroom_crm.importing import choices, cleaning, headers, mapping, matching, planning
from showroom_crm.values.clean_tables import CleanTable, Conventions
from showroom_crm.values.customers import OTHER_NAME, Value
from showroom_crm.values.import_choices import Choices
from showroom_crm.values.import_plans import ImportPlan
from showroom_crm.values.levels import Level
from showroom_crm.values.matches import Known, KnownCustomer, Match
from showroom_crm.values.sheets import CellValue, Sheet, Workbook

TODAY = dt.date(2026, 11, 20)
LEVELS = [Level(c, c, c, None, None, None, None, (), False) for c in "OHABCNDFSLT"]

Row = dict[str, Value]


def conventions(year: int = 2026, staff: Mapping[str, int] | None = None) -> Conventions:
    names = {"李强": 1, "王芳": 2} if staff is None else staff
    return Conventions(TODAY, year, LEVELS, names, choices.default_lists())


def sheet(*rows: list[CellValue], merges: tuple[tuple[int, int, int, int], ...] = ()) -> Sheet:
    return Sheet("Sheet1", False, list(rows), merges)


def cleaned(given: Sheet, answers: Mapping[str, str] | None = None) -> tuple[CleanTable, str]:
    header = headers.find(given)
    assert header is not None
    columns = mapping.suggest(header, given, answers=answers)
    return cleaning.clean(given, header, columns, conventions(), answers), columns.source


@dataclass
class Ledger:
    """All rows by table and id."""

    tables: dict[str, dict[int, Row]] = field(default_factory=dict)
    last_id: int = 0

    def load(self, given: Sheet, chosen: Choices | None = None) -> ImportPlan:
        """Import a sheet and return the plan that was carried out."""
        plan = self.plan(given, chosen)
        self.apply(plan)
        return plan

    def plan(self, given: Sheet, chosen: Choices | None = None) -> ImportPlan:
        table, source = cleaned(given, chosen.answers if chosen else None)
        return self.plan_table(table, source, chosen)

    def plan_table(self, table: CleanTable, source: str, chosen: Choices | None) -> ImportPlan:
        matches = matching.match(table, self.known(), source=source, choices=chosen)
        current = {m.customer: self.customer(m.customer) for m in matches if m.customer > 0}
        return planning.plan(table, matches, current, source=source, choices=chosen)

    def matches(self, given: Sheet) -> tuple[Match, ...]:
        table, source = cleaned(given)
        return matching.match(table, self.known(), source=source)

    def apply(self, plan: ImportPlan) -> None:
        refs: dict[str, dict[Value, Value]] = {"customer": {}, "vehicle": {}}
        points = {"customer_id": "customer", "other_id": "customer", "vehicle_id": "vehicle"}
        records = [record for row in plan.rows for record in row.records]
        # What others point at comes first.
        for record in sorted(records, key=lambda r: (r.table != "customer", r.table != "vehicle")):
            rows = self.tables.setdefault(record.table, {})
            values = dict(record.values)
            for key in values.keys() & points.keys():
                values[key] = refs[points[key]].get(values[key], values[key])
                assert isinstance(owner := values[key], int)
                assert owner > 0
            if record.row_id is not None:
                for column, old in record.old.items():
                    assert rows[record.row_id].get(column) == old
                rows[record.row_id].update(values)
                continue
            self.last_id += 1
            rows[self.last_id] = values
            if record.ref:
                refs[record.table][record.ref] = self.last_id

    def rows(self, table: str) -> list[Row]:
        return list(self.tables.get(table, {}).values())

    def known(self) -> Known:
        phones: dict[str, list[int]] = {}
        for way in self.rows("contact_way"):
            if way["kind"] == "phone":
                phones.setdefault(str(way["value"]), []).append(_id(way["customer_id"]))
        vehicles = self.tables.get("vehicle", {})
        people = self.tables.get("customer", {})
        return Known(
            aliases={
                (str(a["source"]), str(a["value"])): _id(a["customer_id"])
                for a in self.rows("customer_alias")
            },
            other_names=_other_names(self.rows("customer_alias")),
            apart=_apart(self.rows("distinct_pair")),
            vins=_owners(vehicles.values(), "vin"),
            plates=_owners(vehicles.values(), "plate"),
            phones=phones,
            id_nos=_owners(({"customer_id": k, **c} for k, c in people.items()), "id_no"),
            names={k: str(c.get("name") or "") for k, c in people.items()},
        )

    def customer(self, customer: int) -> KnownCustomer:
        rows = {
            name: [
                {"id": key, **row}
                for key, row in table.items()
                if row.get("customer_id") == customer
            ]
            for name, table in self.tables.items()
            if name != "customer"
        }
        return KnownCustomer(self.tables["customer"][customer], rows)


def _other_names(rows: Iterable[Row]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for row in rows:
        if row["source"] == OTHER_NAME:
            found.setdefault(_id(row["customer_id"]), []).append(str(row["value"]))
    return found


def _apart(rows: Iterable[Row]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for row in rows:
        one, other = _id(row["customer_id"]), _id(row["other_id"])
        found.setdefault(one, []).append(other)
        found.setdefault(other, []).append(one)
    return found


def _owners(rows: Iterable[Row], key: str) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for row in rows:
        if value := row.get(key):
            found.setdefault(str(value), []).append(_id(row["customer_id"]))
    return found


def _id(value: Value) -> int:
    assert isinstance(value, int)
    return value


def first_table(book: Workbook) -> Sheet:
    """Return the first sheet in which a table is found."""
    return next(given for given in book.sheets if headers.find(given) is not None)


def samples() -> list[Path]:
    """Return the sample spreadsheets that come with the program."""
    folder = Path(__file__).parents[3] / "resources" / "samples"
    return sorted(p for p in folder.iterdir() if p.suffix in {".xls", ".xlsx", ".csv"})
