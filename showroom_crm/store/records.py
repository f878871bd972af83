"""Everything kept of customers: every field by its key, and the rows of the tables beside."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, select

from showroom_crm.store import tables
from showroom_crm.store.database import Store
from showroom_crm.values.customers import NO_NUMBER, CustomerLine, Value
from showroom_crm.values.fields import FIELDS, Entity

PHONE, WECHAT, EMAIL = "phone", "wechat", "email"
# Where the fields of a customer's contact ways are kept: kind and position.
CONTACT_WAYS: dict[str, tuple[str, int]] = {
    "mobile": (PHONE, 0),
    "phone2": (PHONE, 1),
    "wechat": (WECHAT, 0),
    "email": (EMAIL, 0),
}
Row = Mapping[str, Any]
Rows = Mapping[str, Sequence[Row]]
OF_FIELDS = (
    "customer",
    "contact_way",
    "customer_alias",
    "vehicle",
    "deal",
    "consent",
    "survey",
    "complaint",
)
_PAGE = 500


def kept(
    connection: Connection, ids: Iterable[int], names: Iterable[str] = OF_FIELDS
) -> dict[int, dict[str, list[Row]]]:
    """Return by customer, then by table, what is kept of these customers, the oldest row first."""
    wanted = list(ids)
    found: dict[int, dict[str, list[Row]]] = {each: defaultdict(list) for each in wanted}
    for name in names:
        table = tables.BY_NAME[name]
        owner = table.c.id if name == "customer" else table.c.customer_id
        statement = select(table).where(tables.among(owner, wanted)).order_by(table.c.id)
        for row in connection.execute(statement).mappings():
            found[row[owner]][name].append(dict(row))
    return found


def values(line: CustomerLine, rows: Rows) -> dict[str, Value]:
    """Return every field of one customer by key; ranges also by their two ends.

    Of several cars it is the first that counts, of orders, surveys and the like the last.
    """
    own = rows["customer"][0]
    shown: dict[Entity, Row] = {
        Entity.CUSTOMER: own,
        Entity.VEHICLE: next(iter(rows.get("vehicle", ())), {}),
        **{entity: _last(rows, entity) for entity in _LATEST},
    }
    every: dict[str, Value] = dict(own)
    for field in FIELDS:
        if field.entity in shown:
            every[field.key] = shown[field.entity].get(field.stored_as)
    ways = {(way["kind"], way["position"]): way["value"] for way in rows.get("contact_way", ())}
    every.update((key, ways.get(place)) for key, place in CONTACT_WAYS.items())
    every["salesperson"] = line.salesperson
    every.update(line.own)
    return every


_LATEST = (Entity.DEAL, Entity.ALIAS, Entity.CONSENT, Entity.SURVEY, Entity.COMPLAINT)


def _last(rows: Rows, table: str) -> Row:
    found = [row for row in rows.get(table, ()) if row.get("source") not in NO_NUMBER]
    return found[-1] if found else {}


def whole(store: Store, lines: Sequence[CustomerLine]) -> list[dict[str, Value]]:
    """Return for each line everything kept and computed of its customer, by key.

    Who has gone since the line was read is left out.
    """
    with store.read() as connection:
        rows = kept(connection, [line.id for line in lines])
    return [
        {**{name: getattr(line, name) for name in CustomerLine.__slots__}, **values(line, own)}
        for line in lines
        if (own := rows[line.id]).get("customer")
    ]


def belonging(store: Store, table: str, ids: Sequence[int]) -> Iterator[dict[str, Value]]:
    """Yield the rows of a table that belong to these customers, customer after customer.

    Each row bears the number and name of its customer, the name of the member of staff as `staff`
    and the VIN and plate of its car. Its columns stand under their own names and, where they are
    fields, under the keys of these.
    """
    fields = [(field.key, field.stored_as) for field in FIELDS if field.entity == table]
    for start in range(0, len(ids), _PAGE):
        page = ids[start : start + _PAGE]
        with store.read() as connection:
            found = kept(connection, page, ("customer", table))
            staff = tables.BY_NAME["staff"]
            people = connection.execute(select(staff.c.id, staff.c.name))
            names = {row.id: row.name for row in people}
            cars = _cars(connection, page) if "vehicle_id" in tables.BY_NAME[table].c else {}
        for each in page:
            for own in found[each].get("customer", ()):
                for row in found[each].get(table, ()):
                    yield {
                        **cars.get(row.get("vehicle_id") or 0, {}),
                        **row,
                        **{key: row[column] for key, column in fields},
                        "customer_no": own["customer_no"],
                        "name": own["name"],
                        "staff": names.get(row.get("staff_id") or row.get("salesperson_id") or 0),
                    }


def _cars(connection: Connection, ids: Sequence[int]) -> dict[int, dict[str, Value]]:
    car = tables.BY_NAME["vehicle"]
    statement = select(car.c.id, car.c.vin, car.c.plate)
    rows = connection.execute(statement.where(tables.among(car.c.customer_id, ids)))
    return {row.id: {"vin": row.vin, "plate": row.plate} for row in rows}
