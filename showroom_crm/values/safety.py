"""Backups and the health of the store as values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class BackupInfo:
    """One backup: its file, the moment it shows, and its size in bytes."""

    file: Path
    at: dt.datetime
    size: int


@dataclass(frozen=True, slots=True)
class BackupContent:
    """What a backup holds, to choose by: customers, contacts logged, the last thing done."""

    customers: int
    contacts: int
    last_operation: str
    last_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class Health:
    """What a full check of the store found.

    `problems` are the database's own words, `loose_rows` point at rows that are not there,
    `not_indexed` entries are missing or left over in the search index, `broken_log` is the first
    operation from which on the change log was tampered with, `counts` are rows by table.
    """

    problems: tuple[str, ...]
    loose_rows: int
    not_indexed: int
    broken_log: int | None
    counts: Mapping[str, int]

    @property
    def sound(self) -> bool:
        """Whether nothing at all was found."""
        return not (
            self.problems or self.loose_rows or self.not_indexed or self.broken_log is not None
        )


@dataclass(frozen=True, slots=True)
class SalvagedTable:
    """What could be read of one table of a damaged store, as the file holds it; money in fen."""

    name: str
    columns: tuple[str, ...]
    rows: list[tuple[str | int | float | None, ...]]
