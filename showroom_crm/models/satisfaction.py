"""What customers said: surveys and complaints."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Mapped

from showroom_crm.models.base import Base, ByStaff, Key, OwnedByCustomer, Str


class Survey(Base):
    """One answered question of satisfaction on a scale from 0 to 10."""

    __tablename__ = "survey"

    id: Mapped[Key]
    customer_id: Mapped[OwnedByCustomer]
    on: Mapped[dt.date | None]
    kind: Mapped[Str | None]
    score: Mapped[float]
    comment: Mapped[Str | None]


class Complaint(Base):
    """One complaint, open until `closed_on`."""

    __tablename__ = "complaint"

    id: Mapped[Key]
    customer_id: Mapped[OwnedByCustomer]
    opened_on: Mapped[dt.date | None]
    category: Mapped[Str | None]
    text: Mapped[Str]
    closed_on: Mapped[dt.date | None]
    result: Mapped[Str | None]
    staff_id: Mapped[ByStaff | None]
