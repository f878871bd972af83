"""Saved views of the customer list: those that come with the program and the showroom's own."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from sqlalchemy import select

from showroom_crm.i18n import _
from showroom_crm.store import tables
from showroom_crm.store.changes import Row
from showroom_crm.store.database import Store
from showroom_crm.values.customers import Flag
from showroom_crm.values.queries import Condition, CustomerQuery, Op, SavedView

_VIEW = tables.BY_NAME["saved_view"]
_QUIET_DAYS = 30
_OWN, _OWN_KEY = "own", "own:"
_CLOSED = ("D", "F", "S", "T")


def saved(store: Store, today: dt.date) -> tuple[SavedView, ...]:
    """Return the shipped views, then the showroom's own in their order."""
    with store.read() as connection:
        rows = connection.execute(select(_VIEW).order_by(_VIEW.c.position, _VIEW.c.id)).mappings()
        own = tuple(
            SavedView(
                f"{_OWN_KEY}{row['id']}", row["name"], row["icon"], from_json(row["query"], today)
            )
            for row in rows
        )
    return shipped(today) + own


def shipped(today: dt.date) -> tuple[SavedView, ...]:
    """Return the views that come with the program; their dates are counted from `today`."""
    due, quiet = "next_follow_up_on", today - dt.timedelta(days=_QUIET_DAYS)
    return (
        _view("due", _("Due today"), Condition(due, Op.AT_MOST, (today,))),
        _view("overdue", _("Overdue"), Condition("flag", Op.IN, (Flag.OVERDUE,))),
        _view("hot", _("Level H · 7 days"), Condition("level", Op.IN, ("H",))),
        _view(
            "quiet",
            _("Quiet for 30 days"),
            Condition("last_contact_on", Op.LESS, (quiet,)),
            Condition("level", Op.NOT_IN, _CLOSED),
            sort="last_contact_on",
        ),
        _view(
            "birthday",
            _("Birthdays"),
            Condition("birth_month", Op.IN, (f"{today:%m}",)),
            sort="birth_date",
        ),
        _view("churn", _("Churn risk"), Condition("segment", Op.IN, ("churn_risk",)), sort="score"),
        _view("incomplete", _("Incomplete"), Condition("flag", Op.IN, (Flag.INCOMPLETE,))),
    )


def _view(
    key: str, name: str, *conditions: Condition, sort: str = "next_follow_up_on"
) -> SavedView:
    query = CustomerQuery(conditions=conditions, sort=sort)
    return SavedView(key, name, icon=key, query=query, builtin=True, urgent=key == "overdue")


def row(name: str, query: CustomerQuery, today: dt.date) -> Row:
    """Return the row that keeps `query` as a view of the showroom's own."""
    return {"name": name, "icon": _OWN, "query": to_json(query, today), "position": 0}


def row_id(view: SavedView) -> int:
    """Return the row of one of the showroom's own views."""
    return int(view.key.removeprefix(_OWN_KEY))


def to_json(query: CustomerQuery, today: dt.date) -> str:
    """Write a query so that it can be kept; its dates move along with the day."""
    return json.dumps(
        {
            "search": query.search,
            "sort": query.sort,
            "descending": query.descending,
            "conditions": [
                [each.field, each.op, [_plain(value, today) for value in each.values]]
                for each in query.conditions
            ],
        },
        ensure_ascii=False,
    )


def from_json(text: str, today: dt.date) -> CustomerQuery:
    """Read a query that was kept, its dates counted from `today`."""
    kept = json.loads(text)
    return CustomerQuery(
        search=kept["search"],
        sort=kept["sort"],
        descending=kept["descending"],
        conditions=tuple(
            Condition(field, Op(op), tuple(_typed(value, today) for value in values))
            for field, op, values in kept["conditions"]
        ),
    )


def _plain(value: Any, today: dt.date) -> Any:
    return {"days": (value - today).days} if isinstance(value, dt.date) else value


def _typed(value: Any, today: dt.date) -> Any:
    return today + dt.timedelta(days=value["days"]) if isinstance(value, dict) else value
