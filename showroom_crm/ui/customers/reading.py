"""What the customers place asks of the store, each question one function for the reading lane."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from showroom_crm.followup import levels as level_names
from showroom_crm.operations import levels, scoring, value_lists
from showroom_crm.operations.desk import Desk
from showroom_crm.store import customers, listing, staff
from showroom_crm.store import own_fields as stored_fields
from showroom_crm.values.customers import CustomerCard, CustomerLine
from showroom_crm.values.fields import Field, FieldKind
from showroom_crm.values.levels import Level
from showroom_crm.values.own_fields import OwnField
from showroom_crm.values.queries import CustomerQuery
from showroom_crm.values.scores import Explanation

_FIRST = 64


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a query: ids of all, the lines at the top, how many customers there are.

    `own` are the showroom's own fields, which the list may show as columns.
    """

    ids: list[int]
    first: list[CustomerLine]
    total: int
    today: dt.date
    own: tuple[OwnField, ...] = ()


def find(desk: Desk, query: CustomerQuery) -> Found:
    """Return the customers of `query` in its order."""
    today = desk.today
    ids = listing.ids(desk.store, query, today)
    total = len(ids) if ids else everyone(desk)
    first = customers.lines(desk.store, ids[:_FIRST], today)
    return Found(ids, first, total, today, stored_fields.everything(desk.store))


def everyone(desk: Desk) -> int:
    """Return how many customers there are."""
    return listing.count(desk.store, CustomerQuery(), desk.today)


def lines(desk: Desk, ids: Sequence[int], today: dt.date) -> list[CustomerLine]:
    """Return the lines of `ids`."""
    return customers.lines(desk.store, ids, today)


def card(desk: Desk, customer_id: int) -> CustomerCard:
    """Return all of one customer; raises NotFound."""
    return customers.card(desk.store, customer_id, desk.today)


def explain(desk: Desk, customer_id: int) -> Explanation:
    """Return why a customer has this score; raises NotFound."""
    return scoring.explain(desk, customer_id)


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Words to propose while registering, the most frequent first."""

    models: tuple[str, ...]
    sources: tuple[str, ...]


def suggestions(desk: Desk) -> Suggestions:
    """Return the models and sources already in use."""
    everyone, today = CustomerQuery(), desk.today
    return Suggestions(
        tuple(listing.distinct(desk.store, "model", everyone, today)),
        tuple(listing.distinct(desk.store, "source", everyone, today)),
    )


@dataclass(frozen=True, slots=True)
class ContactStart:
    """What the contact form begins with."""

    line: CustomerLine
    levels: tuple[Level, ...]


def contact_start(desk: Desk, customer_id: int) -> ContactStart:
    """Return what the contact form begins with; raises NotFound."""
    line = customers.card(desk.store, customer_id, desk.today).line
    return ContactStart(line, levels.current(desk.store))


@dataclass(frozen=True, slots=True)
class OwnFields:
    """The showroom's own fields, and by key what is offered where one chooses."""

    fields: tuple[OwnField, ...]
    offered: Mapping[str, tuple[str, ...]]


def own_fields(desk: Desk, known: tuple[OwnField, ...]) -> OwnFields | None:
    """Return the showroom's own fields; None where they are those `known`."""
    fields = stored_fields.everything(desk.store)
    return None if fields == known else OwnFields(fields, stored_fields.offered(desk.store))


@dataclass(frozen=True, slots=True)
class Choices:
    """What the form offers: pairs of a kept value and its word, by name of the value list."""

    lists: Mapping[str, tuple[tuple[str, str], ...]]
    levels: tuple[tuple[str, str], ...]
    staff: tuple[tuple[str, str], ...]

    def of(self, field: Field) -> tuple[tuple[str, str], ...]:
        """Return what is offered for `field`."""
        if field.kind is FieldKind.LEVEL:
            return self.levels
        if field.kind is FieldKind.STAFF:
            return self.staff
        return self.lists.get(field.value_list or "", ())


def choices(desk: Desk) -> Choices:
    """Return what the form offers."""
    return Choices(
        lists={name: tuple(value_lists.choices(name)) for name in value_lists.named()},
        levels=tuple(
            (level.code, level_names.label(level)) for level in levels.current(desk.store)
        ),
        staff=tuple((member.name, member.name) for member in staff.everyone(desk.store)),
    )
