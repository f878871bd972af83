"""Orders with their price, finance and delivery, and what was paid."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Integer
from sqlalchemy.orm import Mapped, mapped_column

from showroom_crm.models.base import Base, ByStaff, Fen, Key, OnVehicle, OwnedByCustomer, Str


class Deal(Base):
    """One order from deposit to delivery or cancellation; all amounts in fen."""

    __tablename__ = "deal"

    id: Mapped[Key]
    customer_id: Mapped[OwnedByCustomer]
    vehicle_id: Mapped[OnVehicle | None]
    salesperson_id: Mapped[ByStaff | None]
    order_no: Mapped[Str | None]
    status: Mapped[Str | None]
    model: Mapped[Str | None]
    ordered_on: Mapped[dt.date | None]
    price: Mapped[Fen | None]
    deposit: Mapped[Fen | None]
    accessories: Mapped[Fen | None]
    expected_delivery_on: Mapped[dt.date | None]
    invoiced_on: Mapped[dt.date | None]
    delivered_on: Mapped[dt.date | None]
    cancelled_on: Mapped[dt.date | None]
    lender: Mapped[Str | None]
    loan_amount: Mapped[Fen | None]
    down_payment: Mapped[Fen | None]
    loan_months: Mapped[int | None]
    loan_rate: Mapped[float | None]
    loan_ends_on: Mapped[dt.date | None]


class Payment(Base):
    """One amount a customer paid, in fen; a refund is below zero."""

    __tablename__ = "payment"

    id: Mapped[Key]
    customer_id: Mapped[OwnedByCustomer]
    deal_id: Mapped[int | None] = mapped_column(
        Integer, ForeignKey("deal.id", ondelete="SET NULL"), index=True
    )
    receipt_no: Mapped[Str | None]
    paid_on: Mapped[dt.date | None]
    amount: Mapped[Fen | None]
    kind: Mapped[Str | None]
    method: Mapped[Str | None]
    note: Mapped[Str | None]
