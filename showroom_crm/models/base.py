"""What all tables share: the naming of constraints, and the types of keys, money and text."""

from __future__ import annotations

from typing import Annotated, Any

from sqlalchemy import BigInteger, ForeignKey, Integer, MetaData, Text
from sqlalchemy.orm import DeclarativeBase, mapped_column

# Named constraints let a migration find and change them on every database.
_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """The root of all tables."""

    metadata = MetaData(naming_convention=_NAMES)
    __table_args__: Any = {"sqlite_autoincrement": True}  # an id is never given twice


Key = Annotated[int, mapped_column(Integer, primary_key=True)]
Fen = Annotated[int, mapped_column(BigInteger)]
Str = Annotated[str, mapped_column(Text)]
OwnedByCustomer = Annotated[
    int, mapped_column(Integer, ForeignKey("customer.id", ondelete="CASCADE"), index=True)
]
ByStaff = Annotated[int, mapped_column(Integer, ForeignKey("staff.id"))]
OnVehicle = Annotated[
    int, mapped_column(Integer, ForeignKey("vehicle.id", ondelete="SET NULL"), index=True)
]
