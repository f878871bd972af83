"""What an operation did in the end to each row, read from its lines in the change log."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

import orjson
from sqlalchemy import Connection, text

from showroom_crm.store import families, tables
from showroom_crm.values.customers import Value

Cell = tuple[str | None, str | None]
"""The JSON of a cell before and after."""


@dataclass(slots=True)
class Effect:
    """What happened to one table, by row id.

    `inserted` and `deleted` hold rows as JSON, `changed` cells, all as they were before and after
    the whole operation; `overlay` are cells of inserted rows that the operation set afterwards.
    """

    inserted: dict[int, str] = field(default_factory=dict)
    overlay: dict[int, dict[str, str | None]] = field(default_factory=dict)
    deleted: dict[int, str] = field(default_factory=dict)
    changed: dict[int, dict[str, Cell]] = field(default_factory=dict)

    def set_cell(self, row_id: int, name: str, old: str | None, new: str | None) -> None:
        """Take in a changed cell; only its first old and its last new value count."""
        if row_id in self.inserted:
            self.overlay.setdefault(row_id, {})[name] = new
            return
        cells = self.changed.setdefault(row_id, {})
        cells[name] = (cells[name][0] if name in cells else old, new)

    def insert(self, row_id: int, row: str) -> None:
        """Take in an inserted row, which may be one that was deleted before."""
        before = self.deleted.pop(row_id, None)
        if before is None:
            self.inserted[row_id] = row
            return
        old, new = _cells(before), _cells(row)
        for name in old | new:
            if old.get(name) != new.get(name):
                self.set_cell(row_id, name, old.get(name), new.get(name))

    def delete(self, row_id: int, row: str) -> None:
        """Take in a deleted row, which may be one that was inserted or changed before."""
        if self.inserted.pop(row_id, None) is not None:
            self.overlay.pop(row_id, None)
            return
        first = {name: cell[0] for name, cell in self.changed.pop(row_id, {}).items()}
        self.deleted[row_id] = _joined(_cells(row) | first) if first else row

    def left(self, table: str, row_id: int) -> dict[str, Value]:
        """Return an inserted row as the operation left it; empty cells are missing."""
        row = tables.row_from_json(table, self.inserted[row_id])
        for name, cell in self.overlay.get(row_id, {}).items():
            row[name] = tables.cell_from_json(table, name, cell)
        return {name: cell for name, cell in row.items() if cell is not None}


def of_operation(connection: Connection, operation_id: int) -> Mapping[str, Effect]:
    """Return what the operation did in the end, by table."""
    effects: defaultdict[str, Effect] = defaultdict(Effect)
    rows = connection.execute(
        text(
            'SELECT "table", row_id, field, old, new FROM change'
            " WHERE operation_id = :operation ORDER BY id"
        ),
        {"operation": operation_id},
    )
    for table, row_id, name, old, new in rows:
        effect = effects[table]
        if name is not None:
            effect.set_cell(row_id, name, old, new)
        elif new is not None:
            for place, number, row in families.parted(table, row_id, new):
                effects[place].insert(number, row)
        else:
            effect.delete(row_id, old)
    return effects


def _cells(row: str) -> dict[str, str | None]:
    return {name: tables.to_json(cell) for name, cell in orjson.loads(row).items()}


def _joined(cells: Mapping[str, str | None]) -> str:
    kept = {name: orjson.loads(cell) for name, cell in cells.items() if cell is not None}
    return tables.to_json(kept)
