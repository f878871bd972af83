"""Customers as the screens want them: lines of the list, and everything on one card."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import RowMapping, Select, bindparam, select

from showroom_crm.errors import NotFound
from showroom_crm.i18n import _
from showroom_crm.store import own_fields, records, tables, timeline
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
from showroom_crm.values.levels import Stage, Tier

_PAGE = 500


def lines(store: Store, ids: Sequence[int], today: dt.date) -> list[CustomerLine]:
    """Return the list lines of these customers in the order given, without those that are gone."""
    found: dict[int, CustomerLine] = {}
    with store.read() as connection:
        for start in range(0, len(ids), _PAGE):
            part = list(ids[start : start + _PAGE])
            result = connection.execute(_line_query(), {"ids": part, "today": today})
            own = own_fields.values_of(connection, part)
            found.update(
                (row["id"], _line(row, today, own.get(row["id"], {}))) for row in result.mappings()
            )
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
        wanted = (*records.OF_FIELDS, "service_visit")
        rows = records.kept(connection, [customer_id], wanted)[customer_id]
        own = own_fields.values_of(connection, [customer_id])
        line = _line(row, today, own.get(customer_id, {}))
        return CustomerCard(
            line=line,
            values=records.values(line, rows),
            vehicles=tuple(rows["vehicle"]),
            deals=tuple(rows["deal"]),
            service_visits=tuple(rows["service_visit"]),
            timeline=timeline.entries(connection, customer_id),
            aliases=tuple(
                (str(row["source"]), str(row["value"])) for row in rows["customer_alias"]
            ),
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
        .where(WAY.c.kind == records.PHONE, WAY.c.value >= beginning, WAY.c.value < beginning + ":")
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
            first(WAY.c.value, WAY.c.kind == records.PHONE, order=WAY.c.position).label("mobile"),
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


def _line(row: RowMapping, today: dt.date, own: Mapping[str, Value]) -> CustomerLine:
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
        own=own,
        **{name: row[name] for name in _PLAIN},
    )
