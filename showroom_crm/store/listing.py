"""Which customers, in what order: the one translation of a query into SQL."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    exists,
    func,
    literal_column,
    not_,
    or_,
    select,
    text,
)

from showroom_crm.errors import InvalidInput
from showroom_crm.i18n import _
from showroom_crm.store import own_fields, search, steps, tables
from showroom_crm.store.database import Store
from showroom_crm.values.customers import Flag
from showroom_crm.values.own_fields import PREFIX, is_own
from showroom_crm.values.queries import Condition, CustomerQuery, Op

CUSTOMER = tables.BY_NAME["customer"]
SCORE = tables.BY_NAME["score"]
STAFF = tables.BY_NAME["staff"]
VEHICLE = tables.BY_NAME["vehicle"]
WAY = tables.BY_NAME["contact_way"]
CHANGE = tables.BY_NAME["change"]
COMPLAINT = tables.BY_NAME["complaint"]
CONSENT = tables.BY_NAME["consent"]

_BIRTHDAY_DAYS = 7  # how many days ahead a birthday is flagged
INCOMPLETE_BELOW = 60  # percent of the fields that follow-up needs
_IN_SCORE = frozenset({"score", "tier", "segment", "stage", "coverage", "completeness"})
_Where = ColumnElement[bool]


def ids(store: Store, query: CustomerQuery, today: dt.date) -> list[int]:
    """Return the ids of all customers the query finds, in its order.

    Raises InvalidInput for a field that cannot be listed by.
    """
    with store.read() as connection:
        if query.sort in _IN_SCORE and not query.conditions and not query.search.strip():
            everyone = list(connection.scalars(_scored(query)))
            if len(everyone) == connection.scalar(select(func.count()).select_from(CUSTOMER)):
                return everyone
        return list(connection.scalars(_ordered(query, today)))


def count(store: Store, query: CustomerQuery, today: dt.date) -> int:
    """Return how many customers the query finds."""
    with store.read() as connection:
        return int(connection.scalar(_filtered(query, today, func.count())) or 0)


def counts(store: Store, queries: Iterable[CustomerQuery], today: dt.date) -> list[int]:
    """Return how many customers each query finds, in one look."""
    with store.read() as connection:
        return [
            int(connection.scalar(_filtered(query, today, func.count())) or 0) for query in queries
        ]


def distinct(store: Store, field: str, query: CustomerQuery, today: dt.date) -> dict[str, int]:
    """Return what values `field` has among the query's customers, the most frequent first."""
    column = _column(field)
    statement = (
        _filtered(query, today, column, joins={field})
        .add_columns(func.count())
        .where(column.is_not(None))
        .group_by(column)
        .order_by(func.count().desc(), column)
    )
    with store.read() as connection:
        return {str(value): int(number) for value, number in connection.execute(statement)}


def _scored(query: CustomerQuery) -> Select[Any]:
    """Return the order by a part of the score alone: its index gives it without any sorting."""
    column = _column(query.sort)
    order = column.desc() if query.descending else column.asc()
    return select(SCORE.c.customer_id).order_by(order.nulls_last(), SCORE.c.customer_id)


def _ordered(query: CustomerQuery, today: dt.date) -> Select[Any]:
    column = _sort_column(query.sort)
    order = column.desc() if query.descending else column.asc()
    statement = _filtered(query, today, CUSTOMER.c.id, joins={query.sort})
    return statement.order_by(order.nulls_last(), CUSTOMER.c.id)


def _filtered(
    query: CustomerQuery, today: dt.date, what: ColumnElement[Any], joins: Iterable[str] = ()
) -> Select[Any]:
    wanted = {*joins, *(condition.field for condition in query.conditions)}
    source: Any = CUSTOMER
    if wanted & _IN_SCORE or Flag.INCOMPLETE in _flags(query):
        source = source.outerjoin(SCORE, SCORE.c.customer_id == CUSTOMER.c.id)
    if "salesperson" in wanted:
        source = source.outerjoin(STAFF, STAFF.c.id == CUSTOMER.c.salesperson_id)
    statement = select(what).select_from(source)
    for condition in query.conditions:
        statement = statement.where(_where(condition, today))
    found = search.expression(query.search)
    if found:
        statement = statement.where(
            CUSTOMER.c.id.in_(
                select(literal_column("rowid"))
                .select_from(text("customer_search"))
                .where(text("customer_search MATCH :found").bindparams(found=found))
            )
        )
    elif query.search.strip():
        statement = statement.where(literal_column("0") == literal_column("1"))
    return statement


def _flags(query: CustomerQuery) -> set[str]:
    return {str(v) for c in query.conditions if c.field == "flag" for v in c.values}


def _where(condition: Condition, today: dt.date) -> _Where:
    if condition.field == "flag":
        return or_(*(flag_where(Flag(str(value)), today) for value in condition.values))
    if condition.field == "reached":
        known = steps.reached()
        return or_(*(known[str(value)] for value in condition.values))
    if condition.field == "operation":
        touched = select(CHANGE.c.customer_id).where(CHANGE.c.operation_id.in_(condition.values))
        return CUSTOMER.c.id.in_(touched.where(CHANGE.c.customer_id.is_not(None)))
    if condition.field in _TEXT_ANYWHERE:
        return _any_row(condition)
    return _holds(_column(condition.field), condition)


def _holds(column: ColumnElement[Any], condition: Condition) -> _Where:
    values = condition.values
    if is_own(condition.field):  # kept as text, days in ISO form
        values = tuple(v.isoformat() if isinstance(v, dt.date) else v for v in values)
    match condition.op:
        case Op.EMPTY:
            return or_(column.is_(None), column == "")
        case Op.FILLED:
            return and_(column.is_not(None), column != "")
        case Op.IN | Op.IS:
            return column.in_(values)
        case Op.NOT_IN:
            return or_(column.is_(None), column.not_in(values))
        case Op.CONTAINS:
            return or_(*(column.contains(str(value), autoescape=True) for value in values))
        case _:
            return _compared(column, condition.op, values[0])


def _compared(column: ColumnElement[Any], op: Op, value: Any) -> _Where:
    known: dict[Op, _Where] = {
        Op.LESS: column < value,
        Op.AT_MOST: column <= value,
        Op.MORE: column > value,
        Op.AT_LEAST: column >= value,
    }
    return known[op]


_TEXT_ANYWHERE: dict[str, tuple[Any, Any]] = {
    "mobile": (WAY, WAY.c.value),
    "plate": (VEHICLE, VEHICLE.c.plate),
    "vin": (VEHICLE, VEHICLE.c.vin),
    "vehicle_model": (VEHICLE, VEHICLE.c.model),
    "insurance_end": (VEHICLE, VEHICLE.c.insurance_end),
    "last_service_on": (VEHICLE, VEHICLE.c.last_service_on),
}


def _any_row(condition: Condition) -> _Where:
    """Ask for a row of another table that fulfils the condition; EMPTY asks for none at all."""
    table, column = _TEXT_ANYWHERE[condition.field]
    mine = table.c.customer_id == CUSTOMER.c.id
    if condition.op is Op.EMPTY:
        return not_(exists().where(mine, column.is_not(None)))
    if condition.op is Op.NOT_IN:
        return not_(exists().where(mine, column.in_(condition.values)))
    return exists().where(mine, _holds(column, condition))


def flag_where(flag: Flag, today: dt.date) -> _Where:
    """Return the condition under which a customer bears a flag."""
    if flag is Flag.OVERDUE:
        return CUSTOMER.c.next_follow_up_on < today
    if flag is Flag.BIRTHDAY:
        return func.strftime("%m-%d", CUSTOMER.c.birth_date).in_(sorted(birthdays(today)))
    return LASTING_FLAGS[flag]


@lru_cache(maxsize=2)
def birthdays(today: dt.date) -> frozenset[str]:
    """Return month and day (11-24) of the birthdays that are flagged on `today`.

    Who was born on 29 February has it on the 28th where a year lacks that day.
    """
    ahead = [today + dt.timedelta(days=days) for days in range(_BIRTHDAY_DAYS + 1)]
    found = {f"{day:%m-%d}" for day in ahead}
    short = any(f"{day:%m-%d}" == "02-28" and not calendar.isleap(day.year) for day in ahead)
    return frozenset(found | {"02-29"} if short else found)


# The flags that do not depend on the day.
LASTING_FLAGS: dict[Flag, _Where] = {
    Flag.COMPLAINT: exists().where(
        COMPLAINT.c.customer_id == CUSTOMER.c.id, COMPLAINT.c.closed_on.is_(None)
    ),
    Flag.NO_CONSENT: exists().where(
        CONSENT.c.customer_id == CUSTOMER.c.id,
        or_(CONSENT.c.given.is_(False), CONSENT.c.withdrawn_on.is_not(None)),
    ),
    Flag.DO_NOT_CONTACT: or_(CUSTOMER.c.no_marketing.is_(True), CUSTOMER.c.no_call.is_(True)),
    Flag.INCOMPLETE: SCORE.c.completeness < INCOMPLETE_BELOW,
}


_NAMED: dict[str, ColumnElement[Any]] = {
    "score": SCORE.c.total,
    **{name: SCORE.c[name] for name in _IN_SCORE if name != "score"},
    "salesperson": STAFF.c.name,
    "source": CUSTOMER.c.source_l1,
    "birth_month": func.strftime("%m", CUSTOMER.c.birth_date),
}


def _column(field: str) -> ColumnElement[Any]:
    if field in _NAMED:
        return _NAMED[field]
    if field in _TEXT_ANYWHERE:
        table, column = _TEXT_ANYWHERE[field]
        first = select(column).where(table.c.customer_id == CUSTOMER.c.id)
        return first.order_by(table.c.id).limit(1).scalar_subquery()
    if field in CUSTOMER.c:
        return CUSTOMER.c[field]
    if is_own(field):
        return own_fields.column(field.removeprefix(PREFIX))
    raise InvalidInput(_("Customers cannot be listed by “{field}”.").format(field=field))


def _sort_column(field: str) -> ColumnElement[Any]:
    if field == "name":
        return CUSTOMER.c.name_sort
    if field == "budget":
        return func.coalesce(CUSTOMER.c.budget_max, CUSTOMER.c.budget_min)
    return _column(field)
