"""Customers as the screens want them: lines of the list, and everything on one card."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, bindparam, select

from showroom_crm.errors import NotFound
from showroom_crm.i18n import _
from showroom_crm.store import tables, timeline
from showroom_crm.store.database import Store
from showroom_crm.store.listing import (
    CUSTOMER,
    INCOMPLETE_BELOW,
    LASTING_FLAGS,
    SCORE,
    STAFF,
    VEHICLE,
    WAY,
    birthdays,
)
from showroom_crm.values.customers import CustomerCard, CustomerLine, Flag, Value
from showroom_crm.values.fields import FIELDS, Entity
from showroom_crm.values.levels import Stage, Tier

PHONE, WECHAT, EMAIL = "phone", "wechat", "email"
# Where the fields of a customer's contact ways are kept: kind and position.
CONTACT_WAYS: dict[str, tuple[str, int]] = {
    "mobile": (PHONE, 0),
    "phone2": (PHONE, 1),
    "wechat": (WECHAT, 0),
    "email": (EMAIL, 0),
}
_PAGE = 500


def lines(store: Store, ids: Sequence[int], today: dt.date) -> list[CustomerLine]:
    """Return the list lines of these customers in the order given, without those that are gone."""
    found: dict[int, CustomerLine] = {}
    with store.read() as connection:
        for start in range(0, len(ids), _PAGE):
            part = list(ids[start : start + _PAGE])
            result = connection.execute(_line_query(), {"ids": part, "today": today})
            found.update((row["id"], _line(row, today)) for row in result.mappings())
    return [found[each] for each in ids if each in found]


def card(store: Store, customer_id: int, today: dt.date) -> CustomerCard:
    """Return everything kept of one customer; raises NotFound."""
    with store.read() as connection:
        row = (
            connection.execute(_line_query(), {"ids": [customer_id], "today": today})
            .mappings()
            .first()
        )
        if row is None:
            raise NotFound(_("This customer is no longer there."))
        own = _rows(connection, "customer", customer_id, column="id")[0]
        aliases = _rows(connection, "customer_alias", customer_id)
        vehicles = _rows(connection, "vehicle", customer_id)
        deals = _rows(connection, "deal", customer_id)
        visits = _rows(connection, "service_visit", customer_id)
        line = _line(row, today)
        return CustomerCard(
            line=line,
            values=_values(connection, line, own, vehicles, deals),
            vehicles=tuple(vehicles),
            deals=tuple(deals),
            service_visits=tuple(visits),
            timeline=timeline.entries(connection, customer_id),
            aliases=tuple((str(alias["source"]), str(alias["value"])) for alias in aliases),
        )


def by_number(store: Store, text: str) -> int:
    """Return the id for a customer number, or for an id of a source that only one bears.

    Raises NotFound.
    """
    alias = tables.BY_NAME["customer_alias"]
    with store.read() as connection:
        found = connection.scalar(select(CUSTOMER.c.id).where(CUSTOMER.c.customer_no == text))
        if found is None:
            others = connection.scalars(
                select(alias.c.customer_id).where(alias.c.value == text).distinct()
            ).all()
            found = others[0] if len(others) == 1 else None
    if found is None:
        raise NotFound(_("There is no customer “{number}”.").format(number=text))
    return int(found)


def with_phone(store: Store, beginning: str, limit: int = 5) -> list[int]:
    """Return ids of customers who have a number that begins with these digits."""
    statement = (
        select(WAY.c.customer_id)
        .where(WAY.c.kind == PHONE, WAY.c.value >= beginning, WAY.c.value < beginning + ":")
        .distinct()
        .limit(limit)
    )
    with store.read() as connection:
        return list(connection.scalars(statement))


@cache
def _line_query() -> Select[Any]:
    today = bindparam("today", type_=CUSTOMER.c.birth_date.type)
    c, s = CUSTOMER.c, SCORE.c

    def first(column: Any, *where: Any, order: Any) -> Any:
        mine = column.table.c.customer_id == CUSTOMER.c.id
        return select(column).where(mine, *where).order_by(order).limit(1).scalar_subquery()

    return (
        select(
            c.id, c.customer_no, c.name, c.level, s.tier, s.segment, s.total.label("score"),
            s.coverage, s.stage, s.completeness, c.model, STAFF.c.name.label("salesperson"),
            c.source_l1.label("source"), c.next_follow_up_on, c.next_follow_up_topic,
            c.last_contact_on, c.last_contact_note, c.registered_on, c.expected_on, c.budget_min,
            c.budget_max, c.gender, c.birth_date, c.city, c.remark, c.visit_count,
            first(WAY.c.value, WAY.c.kind == PHONE, order=WAY.c.position).label("mobile"),
            first(VEHICLE.c.plate, VEHICLE.c.plate.is_not(None), order=VEHICLE.c.id).label("plate"),
            first(VEHICLE.c.model, VEHICLE.c.model.is_not(None), order=VEHICLE.c.id).label(
                "vehicle_model"
            ),
            (c.next_follow_up_on < today).label(Flag.OVERDUE),
            *(LASTING_FLAGS[flag].label(flag) for flag in _SET_FLAGS if flag in LASTING_FLAGS),
        )
        .select_from(
            CUSTOMER.outerjoin(SCORE, s.customer_id == c.id).outerjoin(
                STAFF, STAFF.c.id == c.salesperson_id
            )
        )
        .where(c.id.in_(bindparam("ids", expanding=True)))
    )  # fmt: skip


_SET_FLAGS = (Flag.OVERDUE, Flag.COMPLAINT, Flag.NO_CONSENT, Flag.DO_NOT_CONTACT)
_PLAIN = (
    "id", "customer_no", "level", "segment", "score", "coverage", "mobile", "model", "salesperson",
    "source", "next_follow_up_on", "next_follow_up_topic", "last_contact_on", "last_contact_note",
    "registered_on", "expected_on", "budget_min", "budget_max", "gender", "birth_date", "city",
    "plate", "vehicle_model", "remark", "visit_count",
)  # fmt: skip


def _line(row: RowMapping, today: dt.date) -> CustomerLine:
    flags = {flag for flag in _SET_FLAGS if row[flag]}
    born = row["birth_date"]
    if born is not None and f"{born:%m-%d}" in birthdays(today):
        flags.add(Flag.BIRTHDAY)
    if row["completeness"] is not None and row["completeness"] < INCOMPLETE_BELOW:
        flags.add(Flag.INCOMPLETE)
    return CustomerLine(
        name=row["name"] or "",
        tier=Tier(row["tier"]) if row["tier"] else None,
        stage=Stage(row["stage"]) if row["stage"] else Stage.LEAD,
        flags=frozenset(flags),
        **{name: row[name] for name in _PLAIN},
    )


def _rows(
    connection: Connection, table: str, customer_id: int, column: str = "customer_id"
) -> list[dict[str, Any]]:
    source = tables.BY_NAME[table]
    statement = select(source).where(source.c[column] == customer_id).order_by(source.c.id)
    return [dict(row) for row in connection.execute(statement).mappings()]


def _values(
    connection: Connection,
    line: CustomerLine,
    own: Mapping[str, Any],
    vehicles: Sequence[Mapping[str, Any]],
    deals: Sequence[Mapping[str, Any]],
) -> dict[str, Value]:
    """Return every field by key; ranges also by their two ends."""
    values: dict[str, Value] = dict(own)
    rows: dict[Entity, Mapping[str, Any]] = {
        Entity.CUSTOMER: own,
        Entity.VEHICLE: vehicles[0] if vehicles else {},
        Entity.DEAL: deals[-1] if deals else {},
        Entity.ALIAS: _last(connection, "customer_alias", line.id),
        Entity.CONSENT: _last(connection, "consent", line.id),
        Entity.SURVEY: _last(connection, "survey", line.id),
        Entity.COMPLAINT: _last(connection, "complaint", line.id),
    }
    for field in FIELDS:
        if field.entity in rows:
            values[field.key] = rows[field.entity].get(field.stored_as)
    ways = {(way["kind"], way["position"]): way["value"]
            for way in _rows(connection, "contact_way", line.id)}  # fmt: skip
    values.update((key, ways.get(place)) for key, place in CONTACT_WAYS.items())
    values["salesperson"] = line.salesperson
    return values


def _last(connection: Connection, table: str, customer_id: int) -> Mapping[str, Any]:
    rows = _rows(connection, table, customer_id)
    return rows[-1] if rows else {}
