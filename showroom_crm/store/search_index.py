"""The search index: its entries follow the rows they are made of."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

import orjson
from sqlalchemy import text

from showroom_crm.store.adding import Adding
from showroom_crm.store.search import DIGIT, sort_key, words
from showroom_crm.store.tables import to_json

_PART = 4000  # customers whose names and numbers are read together
# When the index puts its parts together, and writes a part anew because entries of it are gone.
# In the midst of many new entries that doubles the time; afterwards each write does a bit of it.
_MANY = 1000  # customers
_SELDOM = {"automerge": 8, "deletemerge": 0}
_USUALLY = {"automerge": 4, "deletemerge": 10}
# Of which cells the index is made, see `_SOURCES`.
_MADE_OF: Mapping[str, frozenset[str]] = {
    "customer": frozenset({"customer_no", "name", "id_no", "model", "remark", "last_contact_note"}),
    "contact_way": frozenset({"value"}),
    "vehicle": frozenset({"plate", "vin", "model"}),
    "customer_alias": frozenset({"value"}),
    "custom_value": frozenset({"value", "field_id"}),
}

# What an entry is made of, a list a customer; last come texts found by their words.
_SOURCES = """
    SELECT json_group_array(json_array(c.id, c.customer_no, c.name, c.name_sort, c.id_no,
        (SELECT group_concat(value, char(31)) FROM contact_way WHERE customer_id = c.id),
        (SELECT group_concat(coalesce(plate, '') || char(31) || coalesce(vin, ''), char(31))
            FROM vehicle WHERE customer_id = c.id),
        (SELECT group_concat(value, char(31)) FROM customer_alias WHERE customer_id = c.id),
        c.model, c.remark,
        (SELECT group_concat(model, ' ') FROM vehicle WHERE customer_id = c.id),
        c.last_contact_note,
        (SELECT group_concat(v.value, ' ')
            FROM custom_value v JOIN custom_field f ON f.id = v.field_id
            WHERE v.customer_id = c.id AND f.kind IN ('text', 'long_text', 'choice'))))
    FROM json_each(?) wanted JOIN customer c ON c.id = wanted.value
    """
_REMOVE = "DELETE FROM customer_search WHERE rowid IN (SELECT value FROM json_each(?))"
Told = Callable[[], str | None]
"""Gives what `_SOURCES` found as JSON, as soon as it is there."""


@cache
def tells(table: str, column: str | None) -> bool:
    """Tell whether a change of this column, or without one of a whole row, may be searched for."""
    made_of = _MADE_OF.get(table)
    return made_of is not None and (column in {None, "customer_id"} or column in made_of)


def rebuild(adding: Adding) -> None:
    """Write the whole index anew."""
    adding.connection.execute(text("DELETE FROM customer_search"))
    everyone = adding.connection.scalars(text("SELECT id FROM customer"))
    Indexing(adding).finish(list(everyone))


class Indexing:
    """Brings the index up to date within one transaction.

    Entries of new customers can be added a part at a time: what the next are made of is read
    beside the work that goes on, as `Adding` adds rows.
    """

    def __init__(self, adding: Adding) -> None:
        """Have nothing to do yet."""
        self._adding = adding
        self._told: Told | None = None  # of customers whose entries are still to be added
        self._keys: list[tuple[str | None, int]] = []  # that became others, with their customers
        self._seldom = False

    def add(self, newcomers: Collection[int]) -> None:
        """Begin to add the entries of customers who have none; what they are made of is there."""
        if newcomers:
            self._merge_seldom(len(newcomers))
            self._ask(sorted(newcomers))

    def finish(self, customers: Collection[int], removed: Collection[int] = ()) -> None:
        """Write the entries and sort keys of these customers anew, and take others out."""
        self._merge_seldom(len(customers))
        self._remove(list(removed))
        ordered = sorted(customers)
        for start in range(0, len(ordered), _PART):
            part = ordered[start : start + _PART]
            self._remove(part)
            self._ask(part)
        self._ask([])
        if self._keys:
            sorting = "UPDATE customer SET name_sort = ? WHERE id = ?"
            self._adding.connection.exec_driver_sql(sorting, self._keys)
        if self._seldom:
            self._merge(_USUALLY)

    def _remove(self, customers: Sequence[int]) -> None:
        if customers:
            self._adding.run(_REMOVE, to_json(customers))

    def _ask(self, customers: Sequence[int]) -> None:
        """Ask what the entries of these are made of, and meanwhile add those asked for before."""
        told = self._told
        self._told = self._adding.ask(_SOURCES, to_json(customers)) if customers else None
        if told is not None:
            entries = _entries(orjson.loads(told() or "[]"), self._keys)
            self._adding.rows("customer_search", ("rowid", "words"), entries)

    def _merge_seldom(self, customers: int) -> None:
        if customers > _MANY and not self._seldom:
            self._seldom = True
            self._merge(_SELDOM)

    def _merge(self, when: Mapping[str, int]) -> None:
        setting = "INSERT INTO customer_search (customer_search, rank) VALUES (?, ?)"
        for name, value in when.items():
            self._adding.run(setting, name, value)


def _entries(told: Sequence[Any], keys: list[tuple[str | None, int]]) -> Iterator[tuple[int, str]]:
    """Yield the entry of each customer; `keys` gets the sort keys that became others."""
    for row_id, number, name, sort, id_no, ways, cars, also, *texts in told:
        others = _split(also)
        names = [name, *(other for other in others if not DIGIT.search(other))]
        numbers = [id_no, *_split(ways), *_split(cars), *filter(DIGIT.search, others)]
        yield row_id, words(names, numbers, filter(None, texts), number)
        if (key := sort_key(name)) != sort:
            keys.append((key, row_id))


def _split(joined: str | None) -> list[str]:
    return joined.split("\x1f") if joined else []
