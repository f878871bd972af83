"""All commands, as data: name, help, arguments, and what runs them."""

from __future__ import annotations

import argparse

from showroom_crm.cli.commands import (
    choosing,
    doubles,
    lists,
    pictures,
    safety,
    scores,
    spreadsheets,
    stores,
)
from showroom_crm.cli.commands.command import Command

ALL: tuple[Command, ...] = (
    *stores.COMMANDS,
    *spreadsheets.COMMANDS,
    *choosing.COMMANDS,
    *lists.COMMANDS,
    *doubles.COMMANDS,
    *scores.COMMANDS,
    *safety.COMMANDS,
    *pictures.COMMANDS,
)


def run(options: argparse.Namespace) -> None:
    """Run the chosen command; raises UserError for a mistake the person can mend."""
    next(command for command in ALL if command.name == options.command).run(options)
