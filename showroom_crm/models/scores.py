"""Scorecards by version, the scores they gave, what people set against them, and month ends."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index, Integer
from sqlalchemy.orm import Mapped, mapped_column

from showroom_crm.models.base import Base, ByStaff, Key, OwnedByCustomer, Str


class ScorecardVersion(Base):
    """One version of the criteria with who adopted it, when and why; `content` is JSON."""

    __tablename__ = "scorecard_version"

    id: Mapped[Key]
    version: Mapped[int] = mapped_column(unique=True)
    adopted_at: Mapped[dt.datetime]
    staff_id: Mapped[ByStaff | None]
    reason: Mapped[Str]
    content: Mapped[Str]


class ScoreRow(Base):
    """The present score of a customer: derived, rewritten at will, never in the change log.

    `tier` and `segment` are in force; `computed_*` are what the scorecard says where a person
    set something else.
    """

    __tablename__ = "score"

    customer_id: Mapped[int] = mapped_column(
        Integer, ForeignKey("customer.id", ondelete="CASCADE"), primary_key=True
    )
    total: Mapped[int | None] = mapped_column(index=True)
    tier: Mapped[Str | None] = mapped_column(index=True)
    segment: Mapped[Str | None] = mapped_column(index=True)
    computed_tier: Mapped[Str | None]
    computed_segment: Mapped[Str | None]
    stage: Mapped[Str]
    value: Mapped[int | None]
    loyalty: Mapped[int | None]
    intent: Mapped[int | None]
    satisfaction: Mapped[int | None]
    coverage: Mapped[int]
    completeness: Mapped[int]

    __table_args__ = {"sqlite_autoincrement": False}


class ScoreSnapshot(Base):
    """The score at a month's end, for migration charts; `month` is the first day of that month."""

    __tablename__ = "score_snapshot"

    id: Mapped[Key]
    month: Mapped[dt.date]
    customer_id: Mapped[OwnedByCustomer]
    total: Mapped[int | None]
    tier: Mapped[Str | None]
    segment: Mapped[Str | None]
    stage: Mapped[Str]

    __table_args__ = (
        Index("uq_score_snapshot_month_customer_id", "month", "customer_id", unique=True),
        {"sqlite_autoincrement": True},
    )


class Override(Base):
    """A tier or segment set by a person, with a reason and an end."""

    __tablename__ = "override"

    id: Mapped[Key]
    customer_id: Mapped[OwnedByCustomer]
    tier: Mapped[Str | None]
    segment: Mapped[Str | None]
    reason: Mapped[Str]
    until: Mapped[dt.date | None]
    staff_id: Mapped[ByStaff | None]
    set_at: Mapped[dt.datetime]
