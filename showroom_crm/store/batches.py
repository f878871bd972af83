"""The imports made so far: by whom, when, what came of them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import func, insert, select

from showroom_crm.store import tables
from showroom_crm.store.changes import Writing
from showroom_crm.store.database import Store

_BATCH = tables.BY_NAME["import_batch"]
_OPERATION = tables.BY_NAME["operation"]
_STAFF = tables.BY_NAME["staff"]


@dataclass(frozen=True, slots=True)
class Batch:
    """One imported sheet; read = inserted + updated + unchanged + skipped + rejected.

    `run` is shared by the sheets that came from one reading of a file.
    """

    run: str
    file_name: str
    sheet: str
    source: str
    rows_read: int
    inserted: int
    updated: int
    unchanged: int
    skipped: int
    rejected: int


@dataclass(frozen=True, slots=True)
class PastImport:
    """An import that was made: by whom, when, and whether it was taken back since."""

    operation: int
    at: dt.datetime
    staff: str | None
    undone: bool
    batch: Batch


def add(writing: Writing, batch: Batch) -> None:
    """Note an import; a record of what happened, so it is not undone with it."""
    row = {name: getattr(batch, name) for name in Batch.__slots__}
    writing.connection.execute(
        insert(_BATCH).values(**row, at=writing.at, operation_id=writing.operation_id)
    )


def recent(store: Store, files: int = 12) -> tuple[PastImport, ...]:
    """Return the imports of the latest readings of files, the latest first."""
    latest = select(_BATCH.c.run).group_by(_BATCH.c.run).order_by(func.max(_BATCH.c.id).desc())
    statement = (
        select(_BATCH, _STAFF.c.name, _OPERATION.c.undone_by)
        .join_from(_BATCH, _OPERATION, _OPERATION.c.id == _BATCH.c.operation_id)
        .outerjoin(_STAFF, _STAFF.c.id == _OPERATION.c.staff_id)
        .where(_BATCH.c.run.in_(latest.limit(files)))
        .order_by(_BATCH.c.id.desc())
    )
    with store.read() as connection:
        rows = connection.execute(statement).mappings().all()
    return tuple(
        PastImport(
            row["operation_id"],
            row["at"],
            row["name"],
            row["undone_by"] is not None,
            Batch(**{name: row[name] for name in Batch.__slots__}),
        )
        for row in rows
    )
