"""Vehicles that customers own, and the insurance on them."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Mapped, mapped_column

from showroom_crm.models.base import Base, Fen, Key, OnVehicle, OwnedByCustomer, Str


class Vehicle(Base):
    """One car of a customer; km on the odometer, `service_*` sums as a source reports them."""

    __tablename__ = "vehicle"

    id: Mapped[Key]
    customer_id: Mapped[OwnedByCustomer]
    vin: Mapped[Str | None] = mapped_column(index=True)
    plate: Mapped[Str | None] = mapped_column(index=True)
    engine_no: Mapped[Str | None]
    model: Mapped[Str | None]
    color: Mapped[Str | None]
    purchased_on: Mapped[dt.date | None]
    delivered_on: Mapped[dt.date | None]
    licensed_on: Mapped[dt.date | None]
    inspection_end: Mapped[dt.date | None]
    insurance_end: Mapped[dt.date | None]
    insurer: Mapped[Str | None]
    km: Mapped[int | None]
    daily_km: Mapped[int | None]
    last_service_on: Mapped[dt.date | None]
    last_service_km: Mapped[int | None]
    next_service_on: Mapped[dt.date | None]
    next_service_km: Mapped[int | None]
    service_count: Mapped[int | None]
    service_amount: Mapped[Fen | None]
    service_advisor: Mapped[Str | None]
    sold_here: Mapped[bool | None]
    transferred_on: Mapped[dt.date | None]


class InsurancePolicy(Base):
    """One year of insurance on a vehicle; `here` tells whether the showroom sold it."""

    __tablename__ = "insurance_policy"

    id: Mapped[Key]
    customer_id: Mapped[OwnedByCustomer]
    vehicle_id: Mapped[OnVehicle | None]
    company: Mapped[Str | None]
    kinds: Mapped[Str | None]
    policy_no: Mapped[Str | None]
    starts_on: Mapped[dt.date | None]
    ends_on: Mapped[dt.date | None] = mapped_column(index=True)
    amount: Mapped[Fen | None]
    here: Mapped[bool | None]
