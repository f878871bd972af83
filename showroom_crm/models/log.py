"""The one change log: operations, chained by hash, and the cells they changed."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index, Integer
from sqlalchemy.orm import Mapped, mapped_column

from showroom_crm.models.base import Base, ByStaff, Key, Str


class OperationRow(Base):
    """One thing a person did; `hash` covers this row, its changes and the hash before it."""

    __tablename__ = "operation"

    id: Mapped[Key]
    kind: Mapped[Str]
    name: Mapped[Str]
    staff_id: Mapped[ByStaff | None]
    at: Mapped[dt.datetime]
    undoes: Mapped[int | None] = mapped_column(Integer, ForeignKey("operation.id"))
    undone_by: Mapped[int | None] = mapped_column(Integer, ForeignKey("operation.id"))
    changes: Mapped[int]
    hash: Mapped[Str]


class ChangeRow(Base):
    """One changed cell, or one inserted or deleted row when `field` is empty; values are JSON."""

    __tablename__ = "change"

    id: Mapped[Key]
    operation_id: Mapped[int] = mapped_column(
        Integer, ForeignKey("operation.id", ondelete="CASCADE"), index=True
    )
    table: Mapped[Str]
    row_id: Mapped[int]
    customer_id: Mapped[int | None]
    field: Mapped[Str | None]
    old: Mapped[Str | None]
    new: Mapped[Str | None]

    __table_args__ = (
        Index("ix_change_table_row_id", "table", "row_id"),
        Index("ix_change_customer_id", "customer_id"),
        {"sqlite_autoincrement": True},
    )
