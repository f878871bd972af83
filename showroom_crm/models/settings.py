"""What the showroom chose: settings, saved views, fields of its own."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Integer, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from showroom_crm.models.base import Base, Key, OwnedByCustomer, Str


class Setting(Base):
    """One setting of the showroom as JSON."""

    __tablename__ = "setting"

    id: Mapped[Key]
    key: Mapped[Str] = mapped_column(unique=True)
    value: Mapped[Str]


class View(Base):
    """A saved query of the customer list with its columns, as JSON."""

    __tablename__ = "saved_view"

    id: Mapped[Key]
    name: Mapped[Str] = mapped_column(unique=True)
    icon: Mapped[Str]
    query: Mapped[Str]
    position: Mapped[int]


class CustomField(Base):
    """A field the showroom added; `kind` as in `values.fields.FieldKind`."""

    __tablename__ = "custom_field"

    id: Mapped[Key]
    key: Mapped[Str] = mapped_column(unique=True)
    label: Mapped[Str]
    kind: Mapped[Str]
    position: Mapped[int]


class CustomValue(Base):
    """What a customer has in a field the showroom added."""

    __tablename__ = "custom_value"

    id: Mapped[Key]
    customer_id: Mapped[OwnedByCustomer]
    field_id: Mapped[int] = mapped_column(
        Integer, ForeignKey("custom_field.id", ondelete="CASCADE")
    )
    value: Mapped[Str]

    __table_args__ = (
        UniqueConstraint("customer_id", "field_id"),
        {"sqlite_autoincrement": True},
    )
