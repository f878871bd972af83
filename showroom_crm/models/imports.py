"""What was imported when, and how each layout of spreadsheet is read."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Integer
from sqlalchemy.orm import Mapped, mapped_column

from showroom_crm.models.base import Base, Key, Str


class ImportBatch(Base):
    """One imported sheet; read = inserted + updated + unchanged + skipped + rejected.

    Sheets that came from one reading of a file share its `run`.
    """

    __tablename__ = "import_batch"

    id: Mapped[Key]
    operation_id: Mapped[int] = mapped_column(Integer, ForeignKey("operation.id"), index=True)
    run: Mapped[Str] = mapped_column(server_default="")
    file_name: Mapped[Str]
    sheet: Mapped[Str]
    source: Mapped[Str]
    at: Mapped[dt.datetime]
    rows_read: Mapped[int]
    inserted: Mapped[int]
    updated: Mapped[int]
    unchanged: Mapped[int]
    skipped: Mapped[int]
    rejected: Mapped[int]


class ImportProfile(Base):
    """How a layout was mapped last time: `fingerprint` names the headers, `mapping` is JSON."""

    __tablename__ = "import_profile"

    id: Mapped[Key]
    fingerprint: Mapped[Str] = mapped_column(unique=True)
    name: Mapped[Str]
    source: Mapped[Str]
    mapping: Mapped[Str]
    used_at: Mapped[dt.datetime]
