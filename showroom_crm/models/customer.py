"""Customers, the ways to reach them, the numbers other systems gave them, households, pairs."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index, Integer, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from showroom_crm.models.base import Base, ByStaff, Fen, Key, OwnedByCustomer, Str


class Household(Base):
    """People who decide together and may share a phone."""

    __tablename__ = "household"

    id: Mapped[Key]
    name: Mapped[Str]


class Customer(Base):
    """A person or company with the current buying intention; field meanings in `values.fields`."""

    __tablename__ = "customer"

    id: Mapped[Key]
    customer_no: Mapped[Str] = mapped_column(unique=True)
    name: Mapped[Str | None]
    name_sort: Mapped[Str | None] = mapped_column(index=True)  # pinyin, so that names sort by sound
    kind: Mapped[Str | None]
    gender: Mapped[Str | None]
    salutation: Mapped[Str | None]
    birth_date: Mapped[dt.date | None]
    age_band: Mapped[Str | None]
    id_no: Mapped[Str | None] = mapped_column(index=True)
    uscc: Mapped[Str | None]
    employer: Mapped[Str | None]
    industry: Mapped[Str | None]
    occupation: Mapped[Str | None]
    education: Mapped[Str | None]
    marital: Mapped[Str | None]
    income_band: Mapped[Str | None]
    hobbies: Mapped[Str | None]
    province: Mapped[Str | None]
    city: Mapped[Str | None]
    district: Mapped[Str | None]
    address: Mapped[Str | None]
    pref_channel: Mapped[Str | None]
    pref_time: Mapped[Str | None]
    no_call: Mapped[bool | None]
    no_sms: Mapped[bool | None]
    no_wechat: Mapped[bool | None]
    no_marketing: Mapped[bool | None]
    number_status: Mapped[Str | None]
    source_l1: Mapped[Str | None]
    source_l2: Mapped[Str | None]
    campaign: Mapped[Str | None]
    referrer: Mapped[Str | None]
    registered_on: Mapped[dt.date | None] = mapped_column(index=True)
    salesperson_id: Mapped[ByStaff | None] = mapped_column(index=True)
    collected_by: Mapped[Str | None]
    household_id: Mapped[int | None] = mapped_column(
        Integer, ForeignKey("household.id"), index=True
    )

    level: Mapped[Str | None] = mapped_column(index=True)
    status: Mapped[Str | None]
    customer_type: Mapped[Str | None]
    model: Mapped[Str | None]
    trim: Mapped[Str | None]
    ext_color: Mapped[Str | None]
    int_color: Mapped[Str | None]
    budget_min: Mapped[Fen | None]
    budget_max: Mapped[Fen | None]
    pay_type: Mapped[Str | None]
    usage: Mapped[Str | None]
    car_user: Mapped[Str | None]
    concerns: Mapped[Str | None]
    competitor: Mapped[Str | None]
    expected_on: Mapped[dt.date | None]
    owned_car: Mapped[Str | None]
    trade_in_plate: Mapped[Str | None]
    trade_in_value: Mapped[Fen | None]
    first_visit_on: Mapped[dt.date | None]
    second_visit_on: Mapped[dt.date | None]
    last_visit_on: Mapped[dt.date | None]
    visit_count: Mapped[int | None]
    test_drive_on: Mapped[dt.date | None]
    test_drive_done: Mapped[bool | None]
    quote_on: Mapped[dt.date | None]
    quote_amount: Mapped[Fen | None]
    lost_on: Mapped[dt.date | None]
    lost_reason: Mapped[Str | None]
    lost_model: Mapped[Str | None]

    last_contact_on: Mapped[dt.date | None] = mapped_column(index=True)
    last_contact_note: Mapped[Str | None]
    next_follow_up_on: Mapped[dt.date | None] = mapped_column(index=True)
    next_follow_up_topic: Mapped[Str | None]
    contact_count: Mapped[int | None]
    membership: Mapped[Str | None]
    purchase_interval: Mapped[int | None]
    remark: Mapped[Str | None]


class ContactWay(Base):
    """One way to reach a customer: `kind` is phone, wechat or email, `value` comparable (digits).

    `position` 0 is the first of its kind: the mobile that is dialled, then the second phone.
    """

    __tablename__ = "contact_way"

    id: Mapped[Key]
    customer_id: Mapped[OwnedByCustomer]
    kind: Mapped[Str]
    value: Mapped[Str]
    position: Mapped[int]
    note: Mapped[Str | None]

    __table_args__ = (
        Index("ix_contact_way_kind_value", "kind", "value"),
        {"sqlite_autoincrement": True},
    )


class CustomerAlias(Base):
    """What another system, or a merged record, calls a customer: text kept as it came (`001`)."""

    __tablename__ = "customer_alias"

    id: Mapped[Key]
    customer_id: Mapped[OwnedByCustomer]
    source: Mapped[Str]
    value: Mapped[Str]

    __table_args__ = (
        Index("ix_customer_alias_source_value", "source", "value"),
        {"sqlite_autoincrement": True},
    )


class Referral(Base):
    """Who brought whom."""

    __tablename__ = "referral"

    id: Mapped[Key]
    customer_id: Mapped[OwnedByCustomer]
    referred_id: Mapped[int] = mapped_column(
        Integer, ForeignKey("customer.id", ondelete="CASCADE"), index=True
    )
    on: Mapped[dt.date | None]
    reward: Mapped[Str | None]
    rewarded_on: Mapped[dt.date | None]

    __table_args__ = (
        UniqueConstraint("customer_id", "referred_id"),
        {"sqlite_autoincrement": True},
    )


class DistinctPair(Base):
    """Two customers who look alike and are not one person, as somebody has decided.

    `customer_id` is the smaller of the two ids; `kind` is family or different.
    """

    __tablename__ = "distinct_pair"

    id: Mapped[Key]
    customer_id: Mapped[OwnedByCustomer]
    other_id: Mapped[int] = mapped_column(
        Integer, ForeignKey("customer.id", ondelete="CASCADE"), index=True
    )
    kind: Mapped[Str]

    __table_args__ = (
        UniqueConstraint("customer_id", "other_id"),
        {"sqlite_autoincrement": True},
    )


class Consent(Base):
    """What a person allowed or refused, when, and on which notice (PIPL art. 13-17)."""

    __tablename__ = "consent"

    id: Mapped[Key]
    customer_id: Mapped[OwnedByCustomer]
    given: Mapped[bool]
    on: Mapped[dt.date | None]
    purposes: Mapped[Str | None]
    channel: Mapped[Str | None]
    notice_version: Mapped[Str | None]
    evidence: Mapped[Str | None]
    withdrawn_on: Mapped[dt.date | None]
