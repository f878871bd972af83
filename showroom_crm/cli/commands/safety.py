"""Commands that keep data safe: history and undo, backup and restore, check and salvage."""

from __future__ import annotations

import argparse
import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from showroom_crm.cli import desks, output
from showroom_crm.cli.commands.command import JSON, STORE, Command, argument
from showroom_crm.errors import InvalidInput
from showroom_crm.i18n import N_, _

if TYPE_CHECKING:
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
        wanted = sorted(set(options.operations)) or [_last(desk)]
        changes, did = history.undo_all(desk, wanted)
    if options.json:
        output.as_json({"undone": did, "operation": changes.operation, "name": changes.name})
        return
    print(changes.name)
    print(
        _("{removed} rows taken out, {restored} put back, {reset} cells set back").format(
            removed=did.removes, restored=did.restores, reset=did.resets
        )
    )
    for conflict in did.conflicts:
        print(
            _("Left as it is, because it was changed later: {customer} · {operation}").format(
                customer=conflict.customer, operation=conflict.later_operation
            )
        )


def _last(desk: Desk) -> int:
    from showroom_crm.operations import history

    last = history.last_undoable(desk)
    if last is None:
        raise InvalidInput(_("There is nothing to undo."))
    return last.id


def _backup(options: argparse.Namespace) -> None:
    from showroom_crm.operations import safety

    with desks.opened(options) as desk:
        made = safety.backup(desk, Path(options.folder) if options.folder else None)
    print(_("The backup is {file}.").format(file=made))


def _restore(options: argparse.Namespace) -> None:
    from showroom_crm.operations import safety

    user, secret = desks.name_and_secret(options)
    now = dt.datetime.now()
    kept = safety.restore(desks.folder(options), Path(options.file), user, secret, now)
    print(_("Restored."))
    if kept:
        print(_("What was there before is kept as {file}.").format(file=kept))


def _check(options: argparse.Namespace) -> None:
    from showroom_crm.operations import safety

    with desks.opened(options) as desk:
        found = safety.check(desk)
    output.as_json({"sound": found.sound, **output.plain(found)})


def _salvage(options: argparse.Namespace) -> None:
    from showroom_crm.operations import salvaging

    user, secret = desks.name_and_secret(options)
    rows = salvaging.into_workbook(desks.folder(options), user, secret, Path(options.out))
    print(_("{count} rows were saved into {file}.").format(count=rows, file=options.out))


COMMANDS = (
    Command(
        "history",
        N_("what was done, by whom and when"),
        (*STORE, argument("--limit", type=int, default=30, metavar=N_("N")), JSON),
        _history,
    ),
    Command(
        "undo",
        N_("undo the last operation, or those named, all of them or none"),
        (*STORE, argument("operations", nargs="*", type=int, metavar=N_("OPERATION")), JSON),
        _undo,
    ),
    Command(
        "backup",
        N_("make a checked backup"),
        (*STORE, argument("folder", nargs="?", metavar=N_("DIR"))),
        _backup,
    ),
    Command(
        "restore",
        N_("put a backup in the place of the store"),
        (*STORE, argument("file", metavar=N_("FILE"))),
        _restore,
    ),
    Command("check", N_("check the store from end to end"), STORE, _check),
    Command(
        "salvage",
        N_("save what can be read from a damaged store"),
        (*STORE, argument("out", metavar=N_("OUT.xlsx"))),
        _salvage,
    ),
)
