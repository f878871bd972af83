"""What there is how often: the numbers behind charts and indicators, counted in SQL."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select

from showroom_crm.store import steps, tables
from showroom_crm.store.database import Store
from showroom_crm.store.listing import CUSTOMER, SCORE
from showroom_crm.values.insight import (
    FunnelCounts,
    LevelTierCount,
    SegmentCount,
    TierSnapshot,
)
from showroom_crm.values.levels import Tier

_SNAPSHOT = tables.BY_NAME["score_snapshot"]


def customers(store: Store) -> int:
    """Return how many customers there are."""
    with store.read() as connection:
        return int(connection.scalar(select(func.count()).select_from(CUSTOMER)) or 0)


def segments(store: Store) -> tuple[SegmentCount, ...]:
    """Return how many customers each segment has now."""
    with store.read() as connection:
        rows = connection.execute(_grouped(SCORE.c.segment))
        return tuple(SegmentCount(*row) for row in rows)


def segments_before(store: Store, month: dt.date) -> tuple[SegmentCount, ...]:
    """Return how many customers each segment had at the last month's end kept before `month`."""
    last = select(func.max(_SNAPSHOT.c.month)).where(_SNAPSHOT.c.month < month).scalar_subquery()
    statement = _grouped(_SNAPSHOT.c.segment).where(_SNAPSHOT.c.month == last)
    with store.read() as connection:
        return tuple(SegmentCount(*row) for row in connection.execute(statement))


def levels_and_tiers(store: Store) -> tuple[LevelTierCount, ...]:
    """Return how many customers each pair of level and tier has."""
    joined = CUSTOMER.outerjoin(SCORE, SCORE.c.customer_id == CUSTOMER.c.id)
    statement = (
        select(CUSTOMER.c.level, SCORE.c.tier, func.count())
        .select_from(joined)
        .group_by(CUSTOMER.c.level, SCORE.c.tier)
    )
    with store.read() as connection:
        return tuple(
            LevelTierCount(level, Tier(tier) if tier else None, number)
            for level, tier, number in connection.execute(statement)
        )


def tiers_by_month(store: Store, today: dt.date) -> tuple[TierSnapshot, ...]:
    """Return the tiers at each month's end that was kept, and as they are now."""
    past = select(_SNAPSHOT.c.month, _SNAPSHOT.c.tier, func.count()).group_by(
        _SNAPSHOT.c.month, _SNAPSHOT.c.tier
    )
    month = today.replace(day=1)
    with store.read() as connection:
        kept = [tuple(row) for row in connection.execute(past) if row[0] != month]
        now = [(month, *row) for row in connection.execute(_grouped(SCORE.c.tier))]
    return tuple(
        TierSnapshot(when, Tier(tier) if tier else None, number)
        for when, tier, number in kept + now
    )


def funnel(store: Store, since: dt.date | None = None) -> FunnelCounts:
    """Return how far the customers registered since a day came; None counts all."""
    conditions = steps.reached().values()
    statement = select(*(func.count().filter(step) for step in conditions)).select_from(CUSTOMER)
    if since is not None:
        statement = statement.where(CUSTOMER.c.registered_on >= since)
    with store.read() as connection:
        return FunnelCounts(*(int(number) for number in connection.execute(statement).one()))


def _grouped(column: ColumnElement[Any]) -> Select[Any]:
    return select(column, func.count()).group_by(column)
