"""What the customers place asks of the store, each question one function for the reading lane."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from showroom_crm.operations.desk import Desk
from showroom_crm.store import customers, listing
from showroom_crm.values.customers import CustomerCard, CustomerLine
from showroom_crm.values.queries import CustomerQuery

_FIRST = 64


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a query: ids of all, the lines at the top, how many customers there are."""

    ids: list[int]
    first: list[CustomerLine]
    total: int
    today: dt.date


def find(desk: Desk, query: CustomerQuery) -> Found:
    """Return the customers of `query` in its order."""
    today = desk.today
    ids = listing.ids(desk.store, query, today)
    everyone = len(ids) if ids else listing.count(desk.store, CustomerQuery(), today)
    return Found(ids, customers.lines(desk.store, ids[:_FIRST], today), everyone, today)


def lines(desk: Desk, ids: Sequence[int], today: dt.date) -> list[CustomerLine]:
    """Return the lines of `ids`."""
    return customers.lines(desk.store, ids, today)


def card(desk: Desk, customer_id: int) -> CustomerCard:
    """Return all of one customer."""
    return customers.card(desk.store, customer_id, desk.today)
