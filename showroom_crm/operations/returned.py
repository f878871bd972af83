"""Giving back the rows an import did not take: in the user's own layout, with the reason."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from showroom_crm.exporting import rejects
from showroom_crm.operations.imports import Proposal
from showroom_crm.values.import_plans import Action, PlannedRow


def write(proposals: Sequence[Proposal], path: Path) -> int:
    """Give the rows that were rejected or set aside back in the user's own layout, with reasons.

    The proposals are those of the sheets of one file. Returns how many rows were read back from
    the file. Raises TargetInUse, DiskFull, NoPermission.
    """
    sheets = [_rejected(proposal) for proposal in proposals]
    return rejects.write(path, proposals[0].path, sheets) if proposals else 0


def _rejected(proposal: Proposal) -> rejects.RejectedSheet:
    returned = [rejects.Reject(row.row, None, row.reason) for row in rows(proposal)]
    numbers = {each.row for each in returned}
    returned += [
        rejects.Reject(problem.row, _letters(proposal, problem.column), problem.message)
        for problem in proposal.plan.problems
        if problem.row in numbers
    ]
    index = {column.key: column.index for column in proposal.header.columns}
    typed = proposal.choices.edits.items()
    edits = {(row, index[key]): text for (row, key), text in typed if key in index}
    return rejects.RejectedSheet(proposal.sheet, proposal.header, returned, edits)


def rows(proposal: Proposal) -> list[PlannedRow]:
    """Return the rows that cannot be imported or wait for an answer; not those switched off."""
    return [
        row
        for row in proposal.plan.rows
        if row.action in (Action.SKIP, Action.REJECT) and row.row not in proposal.choices.skip
    ]


def _letters(proposal: Proposal, title: str) -> str | None:
    """Return the letters of the column a problem names."""
    for column in proposal.header.columns:
        if column.title == title:
            return column.letters
    return None
