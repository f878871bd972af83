"""The command that pictures the window, for where no display shows it."""

from __future__ import annotations

import argparse
from pathlib import Path

from showroom_crm.cli import desks, painting
from showroom_crm.cli.commands.command import STORE, Command, argument
from showroom_crm.i18n import N_


def _screenshot(options: argparse.Namespace) -> None:
    with desks.opened(options) as desk:
        print(painting.window_picture(desk, Path(options.out)))


COMMANDS = (
    Command(
        "screenshot",
        N_("picture the window"),
        (*STORE, argument("--out", default="out", metavar=N_("DIR"))),
        _screenshot,
        hidden=True,
    ),
)
