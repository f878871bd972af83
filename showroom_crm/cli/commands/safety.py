"""Commands that keep data safe: history and undo, backup and restore, check and salvage."""

from __future__ import annotations

import argparse

from showroom_crm.cli import desks, output
from showroom_crm.cli.commands.command import JSON, STORE, Command, argument
from showroom_crm.errors import InvalidInput
from showroom_crm.i18n import N_, _
from showroom_crm.operations.desk import Desk


def _history(options: argparse.Namespace) -> None:
    from showroom_crm.operations import history

    with desks.opened(options) as desk:
        found = history.recent(desk, options.limit)
    if options.json:
        output.as_json(found)
        return
    output.table(
        (_("No."), _("When"), _("Who"), _("What"), _("Changes"), _("Undone by")),
        ((each.id, f"{each.at:%Y-%m-%d %H:%M}", each.staff, each.name, each.changes,
          each.undone_by) for each in found),
    )  # fmt: skip


def _undo(options: argparse.Namespace) -> None:
    from showroom_crm.operations import history

    with desks.opened(options) as desk:
        preview = history.preview(desk, _chosen(desk, options.operation))
        changes = history.undo(desk, preview.operation.id)
    if options.json:
        output.as_json({"undone": preview, "operation": changes.operation})
        return
    print(_("Undone: {name}").format(name=preview.operation.name))
    print(
        _("{removed} rows taken out, {restored} put back, {reset} cells set back").format(
            removed=preview.removes, restored=preview.restores, reset=preview.resets
        )
    )
    for conflict in preview.conflicts:
        print(
            _("Left as it is, because it was changed later: {customer}, {field}").format(
                customer=conflict.customer, field=conflict.field or conflict.table
            )
        )


def _chosen(desk: Desk, operation: int | None) -> int:
    from showroom_crm.operations import history

    if operation is not None:
        return operation
    last = history.last_undoable(desk)
    if last is None:
        raise InvalidInput(_("There is nothing to undo."))
    return last.id


COMMANDS = (
    Command(
        "history",
        N_("what was done, by whom and when"),
        (*STORE, argument("--limit", type=int, default=30, metavar="N"), JSON),
        _history,
    ),
    Command(
        "undo",
        N_("undo the last operation, or the one named"),
        (*STORE, argument("operation", nargs="?", type=int, metavar="OPERATION"), JSON),
        _undo,
    ),
)
