"""Reads the command, runs it, and turns mistakes into one sentence and an exit code."""

from __future__ import annotations

import argparse
import sys
from typing import Any

import showroom_crm
from showroom_crm import paths
from showroom_crm.errors import UserError
from showroom_crm.i18n import _, set_language, system_language

DONE, MISTAKE = 0, 1


def main(arguments: list[str] | None = None) -> int:
    """Run the command in `arguments` (by default those of the process) and return its exit code.

    0: done; 1: a mistake the person can mend, told in one sentence; 2: wrong arguments.
    """
    given = sys.argv[1:] if arguments is None else arguments
    if not given:
        from showroom_crm import app  # the window comes up before anything heavy is loaded

        return app.run()
    set_language(system_language())
    options = parser().parse_args(given)
    from showroom_crm.cli import commands

    try:
        commands.run(options)
    except UserError as error:
        print(" ".join(filter(None, (error.text, error.hint))), file=sys.stderr)
        return MISTAKE
    except KeyboardInterrupt:
        print(_("Stopped."), file=sys.stderr)
        return MISTAKE
    except Exception as error:  # noqa: BLE001  the last line: nobody is shown a traceback
        print(_kept(error), file=sys.stderr)
        return MISTAKE
    return DONE


def _kept(error: Exception) -> str:
    """Keep the details in the log and return the sentence to show."""
    import traceback

    log = paths.log_dir() / "command-line.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("a", encoding="utf-8") as out:
        traceback.print_exception(error, file=out)
    return _("Something went wrong that should not have. Details are in {file}.").format(file=log)


def parser() -> argparse.ArgumentParser:
    """Return the parser of all commands."""
    from showroom_crm.cli import commands

    top = argparse.ArgumentParser(
        prog="showroom-crm", description=_("Customers of one car showroom.")
    )
    top.add_argument("--version", action="version", version=f"%(prog)s {showroom_crm.__version__}")
    subparsers = top.add_subparsers(dest="command", metavar=_("COMMAND"), required=True)
    for command in commands.ALL:
        listed: dict[str, Any] = {} if command.hidden else {"help": _(command.help)}
        sub = subparsers.add_parser(command.name, description=_(command.help), **listed)
        for names, settings in command.arguments:
            sub.add_argument(*names, **settings)
    return top
