"""Commands that make a store: your own, or the sample showroom."""

from __future__ import annotations

import argparse

from showroom_crm.cli import desks
from showroom_crm.cli.commands.command import STORE, Command, argument
from showroom_crm.errors import InvalidInput
from showroom_crm.i18n import N_, _


def _init(options: argparse.Namespace) -> None:
    from showroom_crm.operations import opening

    if not options.user:
        raise InvalidInput(_("Say who you are with --user NAME."))
    password = desks.password(options)
    desk, code = opening.create(desks.folder(options), options.showroom, options.user, password)
    opening.close(desk)
    print(_("The showroom is in {folder}.").format(folder=desks.folder(options)))
    print(_("Recovery code, shown once; print it and lock it away: {code}").format(code=code))


def _demo(options: argparse.Namespace) -> None:
    from showroom_crm.operations import opening, sample

    folder = desks.folder(options)
    if options.empty:
        desk = sample.make_empty(folder)
    else:
        desk = sample.make(folder, lambda done, of: print(f"{done} / {of}"))
    opening.close(desk)
    print(_("The sample showroom is in {folder}; it needs no password.").format(folder=folder))


COMMANDS = (
    Command(
        "init",
        N_("make an encrypted store"),
        (*STORE, argument("--showroom", required=True, metavar=N_("SHOWROOM"))),
        _init,
    ),
    Command(
        "demo",
        N_("make a sample showroom without a password"),
        (
            STORE[0],
            argument("--empty", action="store_true", help=N_("without importing the samples")),
        ),
        _demo,
    ),
)
