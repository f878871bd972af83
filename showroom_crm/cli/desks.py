"""How the command line gets at a store: which folder, who, and the password."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from showroom_crm import paths
from showroom_crm.errors import InvalidInput, NotFound
from showroom_crm.i18n import _

if TYPE_CHECKING:
    from showroom_crm.operations.desk import Desk
    from showroom_crm.store.keys import KeyFile

PASSWORD_VARIABLE = "SHOWROOM_CRM_PASSWORD"


def folder(options: argparse.Namespace) -> Path:
    """Return the folder of the store the command speaks of."""
    return Path(options.store) if options.store else paths.default_store()


@contextmanager
def opened(options: argparse.Namespace) -> Iterator[Desk]:
    """Open the store for one command, and leave it so that others may open it.

    Raises NotFound, WrongPassword, StoreLocked, StoreDamaged, NewerStore.
    """
    from showroom_crm.operations import opening  # not worth waiting for where only help is asked

    where = folder(options)
    known = opening.describe(where)
    if known.open:
        desk = opening.unlock_open(where)
    else:
        desk = opening.unlock(where, _user(options, known), password(options))
    try:
        opening.start_day(desk)
        yield desk
    finally:
        opening.close(desk)


def _user(options: argparse.Namespace, known: KeyFile) -> str:
    user: str = options.user or (known.names[0] if len(known.names) == 1 else "")
    if not user and not known.open:
        raise InvalidInput(
            _("Say who you are with --user: {names}.").format(names=_(", ").join(known.names))
        )
    return user


def name_and_secret(options: argparse.Namespace) -> tuple[str | None, str]:
    """Return who and by what a closed store is opened; nobody and "" where none is needed."""
    from showroom_crm.operations import opening

    known = opening.describe(folder(options))
    return (None, "") if known.open else (_user(options, known), password(options))


def password(options: argparse.Namespace) -> str:
    """Return the password: from a file, the environment, or a prompt where someone can answer."""
    if options.password_file:
        try:
            return Path(options.password_file).read_text("utf-8").rstrip("\r\n")
        except (OSError, UnicodeDecodeError):
            raise NotFound(
                _("The password file {file} cannot be read.").format(file=options.password_file)
            ) from None
    kept = os.environ.get(PASSWORD_VARIABLE)
    if kept is not None:
        return kept
    if sys.stdin is None or not sys.stdin.isatty():
        raise InvalidInput(
            _("Give the password by --password-file or in {variable}.").format(
                variable=PASSWORD_VARIABLE
            )
        )
    return getpass.getpass(_("Password: "))
