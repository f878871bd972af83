"""What takes an operation back: rows to remove, rows to put back, cells to set back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from showroom_crm.store import tables
from showroom_crm.store.effects import Effect
from showroom_crm.values.customers import Value

Row = Mapping[str, Value]


class Held(NamedTuple):
    """A row, or one cell of it, that a later edit keeps from being taken back."""

    table: str
    row_id: int
    field: str | None


@dataclass(slots=True)
class Reversal:
    """What an undo will write, by table and row id, and what it leaves alone.

    `marks` are what it sets back in the log itself: which operations had been undone, and by whom.
    """

    removes: dict[str, set[int]] = field(default_factory=dict)
    restores: dict[str, dict[int, Row]] = field(default_factory=dict)
    resets: dict[str, dict[int, dict[str, Value]]] = field(default_factory=dict)
    held: list[Held] = field(default_factory=list)
    marks: dict[int, dict[str, Value]] = field(default_factory=dict)

    def counts(self) -> tuple[int, int, int]:
        """Return how many rows are removed and put back, and how many cells set back."""
        return (
            sum(map(len, self.removes.values())),
            sum(map(len, self.restores.values())),
            sum(len(cells) for rows in self.resets.values() for cells in rows.values()),
        )


def of(effects: Mapping[str, Effect]) -> Reversal:
    """Return what takes these effects back whole."""
    reversal = Reversal()
    for table, effect in effects.items():
        reversal.removes[table] = set(effect.inserted)
        reversal.restores[table] = {
            row_id: tables.row_from_json(table, row) for row_id, row in effect.deleted.items()
        }
        reversal.resets[table] = {
            row_id: cells
            for row_id, changed in effect.changed.items()
            if (cells := _old_cells(table, changed))
        }
    return reversal


def _old_cells(
    table: str, changed: Mapping[str, tuple[str | None, str | None]]
) -> dict[str, Value]:
    return {
        name: tables.cell_from_json(table, name, old)
        for name, (old, new) in changed.items()
        if old != new
    }
