"""Trying operations on a copy of the store: what several in a row would do, and nothing kept."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from showroom_crm.operations import imports
from showroom_crm.operations.desk import Desk
from showroom_crm.operations.imports import ImportResult, Proposal
from showroom_crm.store import copying, database


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """A desk over a copy of the store, on which imports may be carried out in earnest."""

    desk: Desk

    def carry_out(self, proposal: Proposal) -> ImportResult:
        """Carry an import out on the copy, so that the next is planned as if it had been made."""
        return imports.carry_out(self.desk, proposal)


@contextmanager
def on_a_copy(desk: Desk) -> Iterator[Rehearsal]:
    """Give the same desk over a copy of its store, encrypted like it and gone afterwards.

    Raises StoreDamaged, DiskFull, NoPermission where it cannot be copied.
    """
    with tempfile.TemporaryDirectory(prefix="showroom-rehearsal-") as name:
        folder = Path(name)
        source = desk.store.folder / database.DATABASE
        copying.copy(source, desk.store.key, folder / database.DATABASE)
        store = database.open_store(folder, desk.store.key)
        try:
            yield Rehearsal(replace(desk, store=store))
        finally:
            store.close()
