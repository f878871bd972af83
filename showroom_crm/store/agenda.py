"""Whom follow-up must think of: planned contacts, and the dates that reminders hang on."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    case,
    exists,
    false,
    func,
    or_,
    select,
)

from showroom_crm.errors import NotFound
from showroom_crm.i18n import _
from showroom_crm.store import tables
from showroom_crm.store.database import Store
from showroom_crm.store.listing import COMPLAINT, CONSENT, CUSTOMER, SCORE, STAFF, VEHICLE, WAY
from showroom_crm.values.followups import (
    CustomerBrief,
    FollowUpDue,
    OwnedVehicle,
    ReminderAnchors,
    Standing,
)
from showroom_crm.values.levels import Tier

Ranges = Sequence[tuple[dt.date, dt.date]]
_CONTACT = tables.BY_NAME["contact"]
_DEAL = tables.BY_NAME["deal"]
_REMINDER = tables.BY_NAME["reminder"]
_AT_ONCE = 1000  # rows read together
_YEARLY = 20  # more ranges than this are the same days of many years
_NO_CALLS = ("空号", "停机", "错号")  # a number nobody answers any more


def follow_ups(store: Store, until: dt.date) -> list[FollowUpDue]:
    """Return the planned contacts due up to `until`, of each customer only what they order by.

    `briefs` tells the rest of those that are shown: there may be very many.
    """
    c = CUSTOMER.c
    statement = (
        select(
            c.id, c.customer_no, c.level, SCORE.c.total, STAFF.c.name, c.next_follow_up_on,
            c.next_follow_up_topic,
        )
        .select_from(
            CUSTOMER.outerjoin(SCORE, SCORE.c.customer_id == c.id).outerjoin(
                STAFF, STAFF.c.id == c.salesperson_id
            )
        )
        .where(c.next_follow_up_on <= until)
    )  # fmt: skip
    with store.read() as connection:
        return [
            FollowUpDue(
                CustomerBrief(each, number, number, level=level, score=score, salesperson=name),
                due_on,
                topic,
            )
            for each, number, level, score, name, due_on, topic in _rows(connection, statement)
        ]


def briefs(store: Store, customers: Sequence[int]) -> dict[int, CustomerBrief]:
    """Return what the one who calls must know of each of these customers."""
    with store.read() as connection:
        return _briefs(connection, tables.among(CUSTOMER.c.id, customers))


def brief(store: Store, customer_id: int) -> tuple[CustomerBrief, int | None]:
    """Return what the one who calls must know of a customer, and the number of contacts so far.

    Raises NotFound.
    """
    mine = CUSTOMER.c.id == customer_id
    with store.read() as connection:
        found = _briefs(connection, mine)
        number = connection.scalar(select(CUSTOMER.c.contact_count).where(mine))
    if customer_id not in found:
        raise NotFound(_("This customer is no longer there."))
    return found[customer_id], number


def anchors(store: Store, ranges: Mapping[str, Ranges]) -> list[ReminderAnchors]:
    """Return the dates of all customers of whom one lies in the ranges of its field.

    `ranges` are by field of ReminderAnchors and OwnedVehicle, both ends included.
    """
    where = _in_any(ranges)
    with store.read() as connection:
        briefs = _briefs(connection, where)
        vehicles = _vehicles(connection, where)
        answered = _answered(connection)
        c = CUSTOMER.c
        own = select(c.id, c.registered_on, c.last_visit_on, c.lost_on, c.birth_date).where(where)
        dates = list(_rows(connection, own))
    return [
        ReminderAnchors(
            briefs[row[0]],
            registered_on=row[1],
            last_visit_on=row[2],
            lost_on=row[3],
            birth_date=row[4],
            vehicles=tuple(vehicles.get(row[0], ())),
            answered=frozenset(answered.get(row[0], ())),
        )
        for row in dates
    ]


def _in_any(ranges: Mapping[str, Ranges]) -> ColumnElement[bool]:
    c, v, d = CUSTOMER.c, VEHICLE.c, _DEAL.c
    own = {name: c[name] for name in ("registered_on", "last_visit_on", "lost_on", "birth_date")}
    of_vehicle = {
        "delivered_on": func.coalesce(v.delivered_on, v.purchased_on),
        **{
            name: v[name]
            for name in (
                "licensed_on",
                "inspection_end",
                "insurance_end",
                "last_service_on",
                "next_service_on",
            )
        },
    }
    of_deal = {
        "ordered_on": d.ordered_on,
        "expected_delivery_on": d.expected_delivery_on,
        "loan_end_on": d.loan_ends_on,
    }
    return or_(
        _within(own, ranges),
        c.id.in_(select(v.customer_id).where(_within(of_vehicle, ranges))),
        c.id.in_(select(d.customer_id).where(_within(of_deal, ranges))),
    )


def _within(
    columns: Mapping[str, ColumnElement[Any]], ranges: Mapping[str, Ranges]
) -> ColumnElement[bool]:
    """Ask whether any of the columns lies in its ranges; days that return yearly by month and day.

    The latter lets in more than it should, never less: the rules look at each again.
    """
    tests: list[ColumnElement[bool]] = []
    for name, column in columns.items():
        spans = ranges.get(name, ())
        if len(spans) > _YEARLY:
            days = {
                f"{first + dt.timedelta(days=ahead):%m-%d}"
                for first, last in spans
                for ahead in range((last - first).days + 1)
            }
            tests.append(func.strftime("%m-%d", column).in_(sorted(days)))
        else:
            tests += [column.between(first, last) for first, last in spans]
    return or_(false(), *tests)


def _briefs(connection: Connection, where: ColumnElement[bool]) -> dict[int, CustomerBrief]:
    c, s = CUSTOMER.c, SCORE.c
    first_phone = (
        select(WAY.c.value)
        .where(WAY.c.customer_id == c.id, WAY.c.kind == "phone")
        .order_by(WAY.c.position)
        .limit(1)
        .scalar_subquery()
    )
    statement = (
        select(
            c.id.label("customer_id"), c.customer_no, c.name, c.level, s.tier, s.segment,
            s.total.label("score"), c.salutation, c.gender, first_phone.label("mobile"), c.model,
            c.ext_color.label("color"), STAFF.c.name.label("salesperson"), c.expected_on,
            c.concerns, c.competitor, c.last_contact_on, c.last_contact_note, c.no_marketing,
            c.no_call, c.no_sms, c.no_wechat, c.number_status,
            exists().where(COMPLAINT.c.customer_id == c.id, COMPLAINT.c.closed_on.is_(None))
            .label("open_complaint"),
            select(case((CONSENT.c.withdrawn_on.is_not(None), False), else_=CONSENT.c.given))
            .where(CONSENT.c.customer_id == c.id).order_by(CONSENT.c.id.desc()).limit(1)
            .scalar_subquery().label("consent"),
        )
        .select_from(
            CUSTOMER.outerjoin(SCORE, s.customer_id == c.id).outerjoin(
                STAFF, STAFF.c.id == c.salesperson_id
            )
        )
        .where(where)
    )  # fmt: skip
    contacted = _contacted(connection, where)
    return {
        row["customer_id"]: _brief(row, contacted.get(row["customer_id"], _NEVER))
        for row in _records(connection, statement)
    }


def _rows(connection: Connection, statement: Select[Any]) -> Iterator[Any]:
    """Yield what a statement finds, some at a time: read at once, they hold all other threads."""
    for part in connection.execute(statement).partitions(_AT_ONCE):
        yield from part


def _records(connection: Connection, statement: Select[Any]) -> Iterator[Mapping[str, Any]]:
    """Yield what a statement finds as `_rows` does, by the names of the columns."""
    names = tuple(column.name for column in statement.selected_columns)
    for row in _rows(connection, statement):
        yield dict(zip(names, row, strict=True))


_COPIED = (
    "customer_id", "customer_no", "level", "segment", "score", "salutation", "gender", "mobile",
    "model", "color", "salesperson", "expected_on", "concerns", "competitor", "last_contact_on",
    "last_contact_note",
)  # fmt: skip


def _brief(row: Mapping[Any, Any], contacted: _Contacted) -> CustomerBrief:
    return CustomerBrief(
        name=row["name"] or row["mobile"] or row["customer_no"],
        tier=Tier(row["tier"]) if row["tier"] else None,
        last_success_on=contacted.success_on,
        failed_in_a_row=contacted.failed_since,
        level_since=contacted.level_since,
        standing=Standing(
            consent=None if row["consent"] is None else bool(row["consent"]),
            no_marketing=bool(row["no_marketing"]),
            no_call=bool(row["no_call"]),
            no_sms=bool(row["no_sms"]),
            no_wechat=bool(row["no_wechat"]),
            open_complaint=bool(row["open_complaint"]),
            number_invalid=row["number_status"] in _NO_CALLS,
            last_marketing_on=contacted.marketing_on,
        ),
        **{name: row[name] for name in _COPIED},
    )


class _Contacted(NamedTuple):
    """When a customer was last reached, asked to buy, and given the present level; failures since.

    The level's day is known as far as contacts tell.
    """

    success_on: dt.date | None = None
    marketing_on: dt.date | None = None
    level_since: dt.date | None = None
    failed_since: int = 0


_NEVER = _Contacted()


def _contacted(connection: Connection, where: ColumnElement[bool]) -> dict[int, _Contacted]:
    c = _CONTACT.c
    set_here = and_(
        c.level_after.is_not(None),
        or_(c.level_before.is_(None), c.level_before != c.level_after),
    )
    last = (
        select(
            c.customer_id,
            func.max(c.at).filter(c.success.is_(True)).label("success"),
            func.max(c.at).filter(c.marketing.is_(True)).label("marketing"),
            func.max(c.at).filter(set_here).label("level"),
        )
        .where(c.customer_id.in_(select(CUSTOMER.c.id).where(where)))
        .group_by(c.customer_id)
        .cte("last")
    )
    failed = (
        select(func.count())
        .where(
            c.customer_id == last.c.customer_id,
            c.success.is_(False),
            or_(last.c.success.is_(None), c.at > last.c.success),
        )
        .scalar_subquery()
    )
    return {
        customer: _Contacted._make((*(at and at.date() for at in days), count))
        for customer, *days, count in _rows(connection, select(last, failed))
    }


def _vehicles(connection: Connection, where: ColumnElement[bool]) -> dict[int, list[OwnedVehicle]]:
    chosen = select(VEHICLE).where(VEHICLE.c.customer_id.in_(select(CUSTOMER.c.id).where(where)))
    found: dict[int, list[OwnedVehicle]] = defaultdict(list)
    deals = {
        row["vehicle_id"]: row
        for row in _records(connection, select(_DEAL).where(_DEAL.c.cancelled_on.is_(None)))
    }
    for row in _records(connection, chosen):
        deal: Mapping[Any, Any] = deals.get(row["id"], {})
        found[row["customer_id"]].append(
            OwnedVehicle(
                vehicle_id=row["id"],
                label=row["plate"] or row["model"] or "",
                model=row["model"],
                ordered_on=deal.get("ordered_on"),
                expected_delivery_on=deal.get("expected_delivery_on"),
                delivered_on=row["delivered_on"] or row["purchased_on"],
                licensed_on=row["licensed_on"],
                inspection_end=row["inspection_end"],
                insurance_end=row["insurance_end"],
                loan_end_on=deal.get("loan_ends_on"),
                last_service_on=row["last_service_on"],
                last_service_km=row["last_service_km"],
                next_service_on=row["next_service_on"],
                service_advisor=row["service_advisor"],
                transferred=row["transferred_on"] is not None,
            )
        )
    return found


def _answered(connection: Connection) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    statement = select(_REMINDER.c.customer_id, _REMINDER.c.key)
    for customer, key in _rows(connection, statement.where(_REMINDER.c.closed_on.is_not(None))):
        found[customer].append(key)
    return found
