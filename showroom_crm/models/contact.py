"""The contact log: calls and messages, visits to the showroom, test drives, quotes, behaviour."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from showroom_crm.models.base import Base, ByStaff, Fen, Key, OwnedByCustomer, Str


class Contact(Base):
    """One call, visit or message: its result, the level before and after, and what comes next."""

    __tablename__ = "contact"

    id: Mapped[Key]
    customer_id: Mapped[OwnedByCustomer]
    at: Mapped[dt.datetime]
    channel: Mapped[Str | None]
    topic: Mapped[Str | None]
    result: Mapped[Str | None]
    success: Mapped[bool | None]
    content: Mapped[Str | None]
    level_before: Mapped[Str | None]
    level_after: Mapped[Str | None]
    next_on: Mapped[dt.date | None]
    next_topic: Mapped[Str | None]
    staff_id: Mapped[ByStaff | None]
    marketing: Mapped[bool | None]


class Visit(Base):
    """One visit to the showroom; `left_at` is empty while the visitor is there."""

    __tablename__ = "visit"

    id: Mapped[Key]
    customer_id: Mapped[OwnedByCustomer | None]  # visitors who leave no data are counted too
    arrived_at: Mapped[dt.datetime]
    left_at: Mapped[dt.datetime | None]
    flow: Mapped[Str | None]
    people: Mapped[int | None]
    purpose: Mapped[Str | None]
    status: Mapped[Str | None]
    staff_id: Mapped[ByStaff | None]


class TestDrive(Base):
    """One test drive; distance in km."""

    __test__ = False  # a table, not a test
    __tablename__ = "test_drive"

    id: Mapped[Key]
    customer_id: Mapped[OwnedByCustomer]
    on: Mapped[dt.date]
    model: Mapped[Str | None]
    km: Mapped[int | None]
    licence_checked: Mapped[bool | None]
    feedback: Mapped[Str | None]
    staff_id: Mapped[ByStaff | None]


class Quote(Base):
    """One offer to a customer, in fen."""

    __tablename__ = "quote"

    id: Mapped[Key]
    customer_id: Mapped[OwnedByCustomer]
    on: Mapped[dt.date]
    model: Mapped[Str | None]
    amount: Mapped[Fen | None]
    note: Mapped[Str | None]
    staff_id: Mapped[ByStaff | None]


class BehaviourSample(Base):
    """One observed sign of interest with its measure: a page opened, a message answered."""

    __tablename__ = "behaviour_sample"

    id: Mapped[Key]
    customer_id: Mapped[OwnedByCustomer]
    at: Mapped[dt.datetime]
    kind: Mapped[Str]
    value: Mapped[float | None]
    note: Mapped[Str | None]

    __table_args__ = (
        Index("ix_behaviour_sample_kind_at", "kind", "at"),
        {"sqlite_autoincrement": True},
    )


class Reminder(Base):
    """What a person answered to a reminder (done, put off, refused); `key` is the reminder's id."""

    __tablename__ = "reminder"

    id: Mapped[Key]
    customer_id: Mapped[OwnedByCustomer]
    key: Mapped[Str]
    due_on: Mapped[dt.date] = mapped_column(index=True)
    staff_id: Mapped[ByStaff | None]
    closed_on: Mapped[dt.date | None]
    result: Mapped[Str | None]
    postponed_to: Mapped[dt.date | None]
