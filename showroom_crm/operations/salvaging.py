"""Saving what can still be read of a damaged store into a workbook."""

from __future__ import annotations

from pathlib import Path

from showroom_crm.exporting import plain
from showroom_crm.i18n import _
from showroom_crm.operations import safety


def into_workbook(folder: Path, user: str | None, secret: str, path: Path) -> int:
    """Write every readable row of a closed store as .xlsx, a sheet a table; return how many.

    Name and secret as in `safety.restore`. Raises WrongPassword, StoreDamaged, TargetInUse.
    """
    tables = [
        plain.PlainTable(found.name, found.columns, found.rows)
        for found in safety.salvage(folder, user, secret)
        if found.rows
    ]
    return plain.write(path, _("Salvaged records"), tables)
