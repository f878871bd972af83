"""Scores as kept for sorting and filtering, the versions of the scorecard, and month ends."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, insert, select, text, update

from showroom_crm.store import tables
from showroom_crm.store.adding import Adding
from showroom_crm.store.changes import Writing
from showroom_crm.store.database import Store

_SCORE = tables.BY_NAME["score"]
_VERSION = tables.BY_NAME["scorecard_version"]
_SETTING = tables.BY_NAME["setting"]
_BASIS = "scoring_basis"
_AT_ONCE = 2000  # rows
COLUMNS = tuple(column.name for column in _SCORE.c)

Present = Mapping[int, tuple[Any, ...]]
"""By customer, the rows of `COLUMNS` that are kept."""


@dataclass(frozen=True, slots=True)
class Basis:
    """What scoring learnt from all customers, needed to score a few: kept records, quantile cuts.

    `day` is the day on which all were scored last, `before` the last such day before it: nobody
    had the program open between the two.
    """

    day: dt.date
    kept: frozenset[str]
    cuts: Mapping[str, tuple[float, ...]]
    before: dt.date | None = None


def basis(connection: Connection) -> Basis | None:
    """Return what the last scoring of all customers learnt, or None before the first."""
    kept = connection.scalar(select(_SETTING.c.value).where(_SETTING.c.key == _BASIS))
    if kept is None:
        return None
    content = json.loads(kept)
    cuts = {rule: tuple(bounds) for rule, bounds in content["cuts"].items()}
    before = content["before"] and dt.date.fromisoformat(content["before"])
    return Basis(dt.date.fromisoformat(content["day"]), frozenset(content["kept"]), cuts, before)


def keep_basis(connection: Connection, new: Basis) -> None:
    """Keep what a scoring of all customers learnt; derived, so not in the change log."""
    content = json.dumps(
        {
            "day": new.day.isoformat(),
            "before": new.before and new.before.isoformat(),
            "kept": sorted(new.kept),
            "cuts": dict(new.cuts),
        }
    )
    row = connection.scalar(select(_SETTING.c.id).where(_SETTING.c.key == _BASIS))
    if row is None:
        connection.execute(insert(_SETTING).values(key=_BASIS, value=content))
    else:
        connection.execute(update(_SETTING).where(_SETTING.c.id == row).values(value=content))


def keep(adding: Adding, rows: Iterable[tuple[Any, ...]], before: Present) -> int:
    """Keep scores given as rows of `COLUMNS`, writing only those that changed; return how many.

    `before` are the scores present, of which those without a row are removed.
    """
    there, changed = set[int](), []
    for row in rows:
        there.add(row[0])
        if before.get(row[0]) != row:
            changed.append(row)
    gone = [key for key in before if key not in there]
    if gone:
        adding.connection.execute(
            delete(_SCORE).where(_SCORE.c.customer_id == bindparam("gone")),
            [{"gone": key} for key in gone],
        )
    adding.rows("score", COLUMNS, changed, instead=True)
    return len(changed) + len(gone)


def present(connection: Connection, customers: Collection[int] | None = None) -> Present:
    """Return the scores kept of these customers, or of all, as rows of `COLUMNS`."""
    statement = f"SELECT {', '.join(COLUMNS)} FROM score"  # noqa: S608
    if customers is not None:
        statement += " WHERE customer_id IN (SELECT value FROM json_each(?))"
    # The bare driver hands over a hundred thousand rows in two thirds of the time.
    cursor = connection.connection.cursor()
    cursor.execute(statement, () if customers is None else (tables.to_json(list(customers)),))
    found: dict[int, tuple[Any, ...]] = {}
    while rows := cursor.fetchmany(_AT_ONCE):  # all at once hold every other thread
        found.update((row[0], row) for row in rows)
    cursor.close()
    return found


def overrides(
    connection: Connection, today: dt.date, customers: Collection[int] | None
) -> dict[int, tuple[str | None, str | None]]:
    """Return (tier, segment) set by a person and still in force, by customer; the latest wins."""
    table = tables.BY_NAME["override"]
    statement = (
        select(table.c.customer_id, table.c.tier, table.c.segment)
        .where((table.c.until.is_(None)) | (table.c.until >= today))
        .order_by(table.c.id)
    )
    rows = connection.execute(statement).fetchall()
    return {row[0]: (row[1], row[2]) for row in rows if customers is None or row[0] in customers}


def scorecard(connection: Connection) -> str | None:
    """Return the JSON of the scorecard in force, or None where the shipped one is."""
    latest = select(_VERSION.c.content).order_by(_VERSION.c.version.desc()).limit(1)
    return connection.scalar(latest)


def versions(store: Store) -> list[dict[str, Any]]:
    """Return all adopted versions, newest first: version, adopted_at, staff_id, reason, content."""
    with store.read() as connection:
        rows = connection.execute(select(_VERSION).order_by(_VERSION.c.version.desc()))
        return [dict(row) for row in rows.mappings()]


def adopt(writing: Writing, content: str, reason: str, staff_id: int | None) -> int:
    """Put a scorecard (JSON) into force as a new version; return its number."""
    last = writing.connection.scalar(select(func.max(_VERSION.c.version))) or 0
    row = {
        "version": last + 1,
        "adopted_at": writing.at,
        "staff_id": staff_id,
        "reason": reason,
        "content": content,
    }
    writing.insert("scorecard_version", [row])
    return last + 1


def snapshot(connection: Connection, month: dt.date) -> None:
    """Keep today's scores as those of the month that begins on `month`."""
    connection.execute(
        text("DELETE FROM score_snapshot WHERE month = :month"), {"month": month.isoformat()}
    )
    connection.execute(
        text(
            "INSERT INTO score_snapshot (month, customer_id, total, tier, segment, stage) "
            "SELECT :month, customer_id, total, tier, segment, stage FROM score"
        ),
        {"month": month.isoformat()},
    )
