"""Customers who look alike: the keys they are compared by, and who is known to be apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, text

from showroom_crm.store.changes import Row, Writing
from showroom_crm.store.database import Store
from showroom_crm.values.duplicates import DISTINCT, FAMILY, PersonKeys

_PEOPLE = (
    "SELECT id, name, name_sort, gender, birth_date, id_no, model, registered_on FROM customer"
    " ORDER BY id"
)
_WAYS = "SELECT customer_id, value FROM contact_way WHERE kind = ?"
_CARS = "SELECT customer_id, {column} FROM vehicle WHERE {column} IS NOT NULL"
_MODELS = "SELECT customer_id, model FROM vehicle WHERE model IS NOT NULL ORDER BY id DESC"
_APART = "SELECT customer_id, other_id, id FROM distinct_pair"


def keys(store: Store) -> PersonKeys:
    """Return the keys of all customers, read at once."""
    with store.read() as connection:
        people = _all(connection, _PEOPLE)
        found = {kind: _all(connection, _WAYS, kind) for kind in ("phone", "wechat", "email")}
        for column in ("vin", "plate"):
            found[column] = _all(connection, _CARS.format(column=column))
        owned = dict(_all(connection, _MODELS))
        told = _all(connection, _APART)
    columns: list[Sequence[Any]] = list(zip(*people, strict=True)) or [()] * 8
    ids, names, sorts, genders, births, id_nos, models, registered = columns
    return PersonKeys(
        ids=ids,
        names=[name or "" for name in names],
        sounds=[_sound(sort, name) for sort, name in zip(sorts, names, strict=True)],
        genders=genders,
        births=births,
        id_nos=id_nos,
        models=[m or owned.get(i) for i, m in zip(ids, models, strict=True)] if owned else models,
        registered=registered,
        keys=found,
        apart=frozenset((one, other) for one, other, _row_id in told),
    )


def apart(connection: Connection) -> dict[int, list[int]]:
    """Return for each customer who is known not to be the same person."""
    found: defaultdict[int, list[int]] = defaultdict(list)
    for one, other, _row_id in _all(connection, _APART):
        found[one].append(other)
        found[other].append(one)
    return dict(found)


def remember(writing: Writing, told: Iterable[Row]) -> None:
    """Keep in mind of pairs (customer_id, other_id, kind) that they are not one person.

    Who is family stands in one household from then on.
    """
    wanted: dict[tuple[int, int], str] = {}
    for row in told:
        one, other, kind = row["customer_id"], row["other_id"], row["kind"]
        if isinstance(one, int) and isinstance(other, int) and one != other:
            wanted[min(one, other), max(one, other)] = str(kind)
    connection = writing.connection
    ids = {(one, other): row_id for one, other, row_id in _all(connection, _APART)}
    known = {pair: ids[pair] for pair in wanted if pair in ids}
    writing.update(DISTINCT, {row_id: {"kind": wanted[pair]} for pair, row_id in known.items()})
    rows: list[Row] = [
        {"customer_id": one, "other_id": other, "kind": kind}
        for (one, other), kind in wanted.items()
        if (one, other) not in known
    ]
    writing.insert(DISTINCT, rows)
    for pair, kind in wanted.items():
        if kind == FAMILY:
            _join(writing, *pair)


def _join(writing: Writing, one: int, other: int) -> None:
    """Let two customers be of one household, unless each already has another."""
    people = {
        row.id: row
        for row in writing.connection.execute(
            text("SELECT id, name, household_id FROM customer WHERE id IN (:one, :other)"),
            {"one": one, "other": other},
        )
    }
    if len(people) < 2:
        return
    homes = {row.household_id for row in people.values()} - {None}
    if len(homes) > 1:
        return
    if not homes:
        name = " · ".join(people[each].name or "—" for each in (one, other))
        homes = set(writing.insert("household", [{"name": name}]))
    (home,) = homes
    writing.update("customer", {each: {"household_id": home} for each in (one, other)})


def _sound(sort: str | None, name: str | None) -> str:
    """Return the pinyin of a name; the sort key has it before the name itself."""
    return sort[: -len(name) - 1] if sort and name else ""


def _all(connection: Connection, statement: str, *values: str) -> list[tuple[Any, ...]]:
    # The bare driver: these are whole tables, in columns nobody has to convert.
    return list(map(tuple, connection.exec_driver_sql(statement, values)))
