"""What an import must know of the customers already here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Select, select

from showroom_crm.store import pairs, tables
from showroom_crm.store.database import Store
from showroom_crm.values.customers import OLD_NUMBER, OTHER_NAME
from showroom_crm.values.matches import Known, KnownCustomer

# The tables an import may add to; a row equal to one of theirs is not added again.
_OF_CUSTOMER = (
    "contact_way",
    "customer_alias",
    "consent",
    "vehicle",
    "deal",
    "service_visit",
    "contact",
    "test_drive",
    "quote",
    "survey",
    "complaint",
    "custom_value",
    "visit",
    "payment",
    "insurance_policy",
)
_AT_ONCE = 2000  # customers held together: what fifty thousand have takes 400 MB


def known(store: Store) -> Known:
    """Return every key by which a row of a spreadsheet may be recognised.

    The showroom's own customer numbers, former ones too, are known whatever source a file is from:
    so an export of ours comes back to the same customers.
    """
    customer, alias = tables.BY_NAME["customer"], tables.BY_NAME["customer_alias"]
    way, vehicle = tables.BY_NAME["contact_way"], tables.BY_NAME["vehicle"]
    with store.read() as connection:
        names, aliases, numbers = {}, {}, {}
        id_nos: dict[str, list[int]] = defaultdict(list)
        own = select(customer.c.id, customer.c.name, customer.c.id_no, customer.c.customer_no)
        for row in connection.execute(own):
            names[row[0]] = row[1] or ""
            numbers[row[3]] = row[0]
            if row[2]:
                id_nos[row[2]].append(row[0])
        ways = select(way.c.value, way.c.customer_id).where(way.c.kind == "phone")
        phones = _holders(connection, ways)
        vins = _holders(connection, select(vehicle.c.vin, vehicle.c.customer_id))
        plates = _holders(connection, select(vehicle.c.plate, vehicle.c.customer_id))
        other_names: dict[int, list[str]] = defaultdict(list)
        others = select(alias.c.source, alias.c.value, alias.c.customer_id)
        for kind, value, owner in connection.execute(others):
            if kind == OTHER_NAME:
                other_names[owner].append(value)
            elif kind == OLD_NUMBER:
                numbers[value] = owner
            else:
                aliases[kind, value] = owner
        apart = pairs.apart(connection)
    return Known(aliases, vins, plates, phones, id_nos, names, other_names, apart, numbers)


def _holders(connection: Connection, keys: Select[Any]) -> dict[str, list[int]]:
    """Return the customers for each value of a key, each once, the newest last."""
    found: dict[str, list[int]] = defaultdict(list)
    for value, owner in connection.execute(keys):
        if value and owner not in (owners := found[value]):
            owners.append(owner)
    return dict(found)


def current(store: Store, customers: Iterable[int], source: str) -> dict[int, KnownCustomer]:
    """Return what is kept of these customers, with their rows of other tables, by id.

    The showroom's own numbers stand among the aliases as those of `source`, see `known`.
    """
    wanted = sorted(set(customers))
    with store.read() as connection:
        own = _by_customer(connection, "customer", "id", wanted)
        others = {
            table: _by_customer(connection, table, "customer_id", wanted) for table in _OF_CUSTOMER
        }
    for aliases in others["customer_alias"].values():
        for row in aliases:
            if row["source"] == OLD_NUMBER:
                row["source"] = source
    for customer, rows in own.items():
        number = {"id": 0, "source": source, "value": rows[0]["customer_no"]}
        others["customer_alias"].setdefault(customer, []).append(number)
    return {
        customer: KnownCustomer(  # of eighty columns most are empty
            {name: cell for name, cell in rows[0].items() if cell is not None},
            {table: found[customer] for table, found in others.items() if customer in found},
        )
        for customer, rows in own.items()
    }


class InTurn(Mapping[int, KnownCustomer]):
    """What `current` returns of many customers, read some thousands at a time.

    Only the part that was asked for last is held: whoever asks goes through them in their order.
    """

    def __init__(self, store: Store, customers: Iterable[int], source: str) -> None:
        """Read nothing yet."""
        self._store, self._source = store, source
        self._order = tuple(dict.fromkeys(customers))
        self._part_of = {customer: place // _AT_ONCE for place, customer in enumerate(self._order)}
        self._part, self._held = -1, dict[int, KnownCustomer]()

    def __getitem__(self, customer: int) -> KnownCustomer:
        """Return what is kept of a customer; raises KeyError for one who is not here."""
        part = self._part_of[customer]
        if part != self._part:
            wanted = self._order[part * _AT_ONCE : (part + 1) * _AT_ONCE]
            self._held = current(self._store, wanted, self._source)
            self._part = part
        return self._held[customer]

    def __iter__(self) -> Iterator[int]:
        """Go through all of them in their order."""
        return iter(self._order)

    def __len__(self) -> int:
        """Return how many they are."""
        return len(self._order)


def _by_customer(
    connection: Connection, table: str, column: str, wanted: Sequence[int]
) -> dict[int, list[dict[str, Any]]]:
    source = tables.BY_NAME[table]
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    statement = select(source).where(tables.among(source.c[column], wanted)).order_by(source.c.id)
    rows = connection.execute(statement)
    names = tuple(rows.keys())
    place = names.index(column)
    for row in rows:
        found[row[place]].append(dict(zip(names, row, strict=True)))
    return dict(found)
