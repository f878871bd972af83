"""Reads the command, runs it, and turns mistakes into one sentence and an exit code."""

from __future__ import annotations

import argparse
import io
import sys
from typing import Any

import showroom_crm
from showroom_crm import paths
from showroom_crm.errors import UserError
from showroom_crm.i18n import N_, _, language, set_language, system_language

DONE, MISTAKE = 0, 1
# What argparse itself says; it looks its words up under the name `_` of its own module.
ARGPARSE = (
    N_("usage: "),
    N_("positional arguments"),
    N_("options"),
    N_("show this help message and exit"),
    N_("show program's version number and exit"),
    N_("%(prog)s: error: %(message)s\n"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("the following arguments are required: %s"),
    N_("unrecognized arguments: %s"),
    N_("expected one argument"),
    N_("expected at least one argument"),
    N_("invalid %(type)s value: %(value)r"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
    N_("ambiguous option: %(option)s could match %(matches)s"),
    N_("ignored explicit argument %r"),
)


def main(arguments: list[str] | None = None) -> int:
    """Run the command in `arguments` (by default those of the process) and return its exit code.

    0: done; 1: a mistake the person can mend, told in one sentence; 2: wrong arguments.
    """
    given = sys.argv[1:] if arguments is None else arguments
    if not given:
        from showroom_crm import app  # the window comes up before anything heavy is loaded

        return app.run()
    set_language(system_language())
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal of another code page lacks ¥ or 张
            stream.reconfigure(errors="replace")
    options = parser().parse_args(given)
    from showroom_crm.cli import commands
    from showroom_crm.store import failures

    try:
        with failures.disk_told_plainly():
            commands.run(options)
    except UserError as error:
        between = "" if language().startswith("zh") else " "
        print(between.join(filter(None, (error.text, error.hint))), file=sys.stderr)
        return MISTAKE
    except KeyboardInterrupt:
        print(_("Stopped."), file=sys.stderr)
        return MISTAKE
    except Exception as error:  # noqa: BLE001  the last line: nobody is shown a traceback
        print(_kept(error), file=sys.stderr)
        return MISTAKE
    return DONE


def _kept(error: Exception) -> str:
    """Keep the lines of the program in the log and return the sentence to show.

    What the error itself says is left out: it may quote a customer.
    """
    import traceback

    log = paths.log_dir() / "command-line.log"
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("a", encoding="utf-8") as out:
            out.writelines([*traceback.format_tb(error.__traceback__), f"{type(error).__name__}\n"])
    except OSError:
        return _("Something went wrong that should not have.")
    return _("Something went wrong that should not have. Details are in {file}.").format(file=log)


def parser() -> argparse.ArgumentParser:
    """Return the parser of all commands."""
    from showroom_crm.cli import commands

    argparse._ = _  # type: ignore[attr-defined]
    top = argparse.ArgumentParser(
        prog="showroom-crm", description=_("Customers of one car showroom.")
    )
    top.add_argument("--version", action="version", version=f"%(prog)s {showroom_crm.__version__}")
    subparsers = top.add_subparsers(dest="command", metavar=_("COMMAND"), required=True)
    for command in commands.ALL:
        listed: dict[str, Any] = {} if command.hidden else {"help": _(command.help)}
        sub = subparsers.add_parser(command.name, description=_(command.help), **listed)
        for names, settings in command.arguments:
            words = {key: _(settings[key]) for key in ("help", "metavar") if settings.get(key)}
            sub.add_argument(*names, **settings | words)
    return top
