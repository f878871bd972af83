"""The people of the showroom who sell, serve, manage."""

from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from showroom_crm.models.base import Base, Key, Str


class StaffMember(Base):
    """A member of staff; `role` is salesperson, manager, service or admin."""

    __tablename__ = "staff"

    id: Mapped[Key]
    name: Mapped[Str] = mapped_column(unique=True)
    role: Mapped[Str]
    active: Mapped[bool]
