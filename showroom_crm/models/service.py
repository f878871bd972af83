"""Visits to the workshop."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Mapped

from showroom_crm.models.base import Base, Fen, Key, OnVehicle, OwnedByCustomer, Str


class ServiceVisit(Base):
    """One stay of a vehicle in the workshop; amount in fen, odometer in km."""

    __tablename__ = "service_visit"

    id: Mapped[Key]
    customer_id: Mapped[OwnedByCustomer]
    vehicle_id: Mapped[OnVehicle | None]
    order_no: Mapped[Str | None]
    in_on: Mapped[dt.date]
    out_on: Mapped[dt.date | None]
    km: Mapped[int | None]
    kind: Mapped[Str | None]
    amount: Mapped[Fen | None]
    advisor: Mapped[Str | None]
    next_on: Mapped[dt.date | None]
    next_km: Mapped[int | None]
    note: Mapped[Str | None]
