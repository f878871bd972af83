"""Into which table a cell belongs, and which car or order of a customer a row speaks of."""

from collections.abc import Iterable, Mapping

from showroom_crm.values.customers import Value
from showroom_crm.values.fields import FIELDS, Entity

Cells = Mapping[str, Value]
"""One row of a clean table: the filled cells by stored key."""

_VEHICLE_NUMBERS = ("vin", "plate")
_VEHICLE_SIGNS = ("model", "purchased_on", "delivered_on")
_VEHICLE_KEYS = _VEHICLE_NUMBERS + _VEHICLE_SIGNS


def _by_stored_name() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {entity.value: {} for entity in Entity}
    for field in FIELDS:
        found[field.entity][field.stored_as] = field.key
    for end in ("min", "max"):
        found[Entity.CUSTOMER][f"budget_{end}"] = "budget"
    return found


FIELD_OF = _by_stored_name()
_BUDGET = {f"budget_{end}": f"budget_{end}" for end in ("min", "max")}
_OWNERS = tuple(entity.value for entity in (Entity.CUSTOMER, Entity.VEHICLE, Entity.DEAL))
_COLUMN_OF = tuple(
    {key: column for column, key in FIELD_OF[table].items() if key != "budget"}
    | (_BUDGET if table == "customer" else {})
    for table in _OWNERS
)
_PLACES = {
    key: tuple(
        (table, columns[key])
        for table, columns in zip(_OWNERS, _COLUMN_OF, strict=True)
        if key in columns
    )
    for key in {key for columns in _COLUMN_OF for key in columns}
}
"""By stored key, the tables and columns its cells belong into."""


def by_table(cells: Cells) -> dict[str, dict[str, Value]]:
    """Return the cells by the table and column they belong into."""
    found: dict[str, dict[str, Value]] = {table: {} for table in _OWNERS}
    for key, value in cells.items():
        for table, column in _PLACES.get(key, ()):
            found[table][column] = value
    return found


def same_vehicle(rows: Iterable[dict[str, Value]], values: Cells) -> list[dict[str, Value]]:
    """Return the cars that may be meant: by VIN, by plate, else those that contradict in nothing.

    One car is an answer, none means a car not known yet, several that it cannot be told.
    """
    known = list(rows)
    for key in _VEHICLE_NUMBERS:
        if number := values.get(key):
            same = [row for row in known if row.get(key) == number]
            same = [row for row in same if not _contradict(row, values, ("vin",))]
            if same:
                alike = [row for row in same if _agree(row, values, _VEHICLE_SIGNS)]
                return alike[:1] or same
    fitting = [row for row in known if not _contradict(row, values, _VEHICLE_KEYS)]
    if any(values.get(key) for key in _VEHICLE_NUMBERS):
        # A car with a number of its own completes only a record that has none.
        nameless = [row for row in fitting if not any(row.get(key) for key in _VEHICLE_NUMBERS)]
        return nameless if len(nameless) == 1 else []
    if not values:
        return fitting
    alike = [row for row in fitting if _agree(row, values, _VEHICLE_SIGNS)]
    return just_so(fitting, values) or alike or fitting


def same_deal(rows: Iterable[dict[str, Value]], values: Cells) -> list[dict[str, Value]]:
    """Return the orders that may be meant: by number, by day, else what contradicts in nothing.

    One order is an answer, none means a new one, several that it cannot be told.
    """
    known = list(rows)
    number, day = values.get("order_no"), values.get("ordered_on")
    if number and (same := [row for row in known if row.get("order_no") == number]):
        return same[:1]
    fitting = [row for row in known if not _contradict(row, values, ("order_no", "ordered_on"))]
    dated = [row for row in fitting if day and row.get("ordered_on") == day]
    if number or (day and not dated):
        return fitting if len(fitting) == 1 else []  # an order of its own
    return just_so(fitting, values) or dated or fitting


def just_so(rows: Iterable[dict[str, Value]], values: Cells) -> list[dict[str, Value]]:
    """Return the first that holds all these values already, where there is one."""
    same = (row for row in rows if all(row.get(key) == values[key] for key in values))
    return [row for row in (next(same, None),) if row is not None]


def _agree(row: Cells, values: Cells, keys: Iterable[str]) -> bool:
    return any(row.get(k) and row[k] == values.get(k) for k in keys)


def _contradict(row: Cells, values: Cells, keys: Iterable[str]) -> bool:
    return any(row.get(k) and values.get(k) and row[k] != values[k] for k in keys)
