"""What the database complains about, told apart and put into one plain sentence each."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DatabaseError, DBAPIError

from showroom_crm.errors import DiskFull, NoPermission, StoreDamaged, StoreLocked, UserError
from showroom_crm.i18n import N_, _

_KNOWN: tuple[tuple[str, type[UserError], str], ...] = (
    ("disk is full", DiskFull, N_("The disk is full. Nothing was lost; free some room and retry.")),
    ("disk i/o", DiskFull, N_("The disk cannot be written or read. Check the disk and retry.")),
    ("readonly", NoPermission, N_("The store may not be written. Check the folder's permissions.")),
    (
        "unable to open",
        NoPermission,
        N_("The store cannot be opened. Check that the folder is there and may be written."),
    ),
    ("locked", StoreLocked, N_("The store is in use by another program. Close it and retry.")),
    (
        "not a database",
        StoreDamaged,
        N_("The store's file is damaged. Restore the latest backup; the file was left as it is."),
    ),
    (
        "malformed",
        StoreDamaged,
        N_("The store's file is damaged. Restore the latest backup; the file was left as it is."),
    ),
)


@contextmanager
def told_plainly() -> Iterator[None]:
    """Turn the database's known complaints into the house's errors; others pass unchanged."""
    try:
        yield
    except DBAPIError as error:
        known = _known(str(error.orig))
        if known is None:
            raise
        raise known from error
    except DatabaseError as error:  # pragma: no cover  the same complaints outside a statement
        raise _known(str(error)) or error from error


def from_driver(error: Exception) -> UserError | None:
    """Return the house's error for a complaint of the bare driver, or None."""
    return _known(str(error))


def _known(complaint: str) -> UserError | None:
    low = complaint.lower()
    for words, kind, sentence in _KNOWN:
        if words in low:
            return kind(_(sentence))
    return None
