"""What a command is: a name, a sentence of help, arguments, and a function."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from showroom_crm.i18n import N_, _

Argument = tuple[tuple[str, ...], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Command:
    """One command; `help` is an English source text, translated when shown.

    A `hidden` one is not in the list of commands.
    """

    name: str
    help: str
    arguments: tuple[Argument, ...]
    run: Callable[[argparse.Namespace], None]
    hidden: bool = False


def argument(*names: str, **settings: Any) -> Argument:
    """Return one argument as `add_argument` takes it."""
    return names, settings


def day(text: str) -> dt.date:
    """Read a date argument."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            _("“{text}” is not a date such as 2026-11-24.").format(text=text)
        ) from None


def month(text: str) -> dt.date:
    """Read a month argument as its first day."""
    return day(f"{text}-01")


STORE: tuple[Argument, ...] = (
    argument("--store", metavar=N_("PATH"), help=N_("folder of the store")),
    argument("--user", metavar=N_("NAME"), help=N_("who you are")),
    argument("--password-file", metavar=N_("FILE"), help=N_("file with the password")),
)
JSON = argument("--json", action="store_true", help=N_("print for a program to read"))
VIEW = argument("--view", metavar=N_("VIEW"), help=N_("a saved view, by key or name"))
WHERE = argument("--where", metavar=N_("EXPR"), default="", help=N_("such as: level in H,A"))
SEARCH = argument("--search", metavar=N_("TEXT"), help=N_("name, pinyin, phone tail, plate, model"))
SORT = argument("--sort", metavar=N_("FIELD"), help=N_("a field; --sort=-FIELD sorts downwards"))
DISCLOSURE: tuple[Argument, ...] = (
    argument("--unmasked", action="store_true", help=N_("with full numbers")),
    argument("--purpose", default="", metavar=N_("TEXT"), help=N_("what full numbers are for")),
)
