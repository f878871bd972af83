"""What the database and the disk complain about, told apart in one plain sentence each."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy.exc import DBAPIError

from showroom_crm.errors import (
    DiskFull,
    NoPermission,
    NotFound,
    StoreDamaged,
    StoreLocked,
    TargetInUse,
    UserError,
)
from showroom_crm.i18n import N_, _

_DAMAGED = N_(
    "The showroom's data cannot be read: the file is damaged, or its key file is another"
    " showroom's. Restore the latest backup; the file was left as it is."
)
_BROKEN_DISK = N_("The disk cannot be written or read. Check the disk and try again.")
# In the words of SQLite, which has no codes of its own for some of them.
_OF_DATABASE: tuple[tuple[str, type[UserError], str], ...] = (
    (
        "disk is full",
        DiskFull,
        N_("The disk is full. Nothing was lost; make some room and try again."),
    ),
    ("disk i/o", DiskFull, _BROKEN_DISK),
    (
        "readonly",
        NoPermission,
        N_("The showroom's folder may not be written. Check the folder's permissions."),
    ),
    (
        "unable to open",
        NoPermission,
        N_("The showroom's data cannot be opened. Check that the folder is there and writable."),
    ),
    (
        "locked",
        StoreLocked,
        N_("The showroom's data is in use by another program. Close it and try again."),
    ),
    ("not a database", StoreDamaged, _DAMAGED),
    ("malformed", StoreDamaged, _DAMAGED),
)
_SHARING_VIOLATION, _LOCK_VIOLATION = 32, 33  # of Windows
_OF_DISK: dict[int, tuple[type[UserError], str]] = {
    errno.ENOSPC: (DiskFull, N_("There is no room left on the disk for “{path}”.")),
    errno.EDQUOT: (DiskFull, N_("There is no room left on the disk for “{path}”.")),
    errno.EFBIG: (DiskFull, N_("There is no room left on the disk for “{path}”.")),
    errno.EACCES: (NoPermission, N_("“{path}” may not be read or written. Check its permissions.")),
    errno.EPERM: (NoPermission, N_("“{path}” may not be read or written. Check its permissions.")),
    errno.EROFS: (NoPermission, N_("“{path}” is on a disk that cannot be written.")),
    errno.ENOENT: (NotFound, N_("“{path}” is not there. Is the disk connected?")),
    errno.ENOTDIR: (NotFound, N_("“{path}” is not there. Is the disk connected?")),
    errno.EEXIST: (NoPermission, N_("“{path}” cannot be made: a file of that name is there.")),
    errno.EIO: (DiskFull, _BROKEN_DISK),
}


@contextmanager
def told_plainly() -> Iterator[None]:
    """Turn the database's known complaints into the house's errors; others pass unchanged."""
    try:
        yield
    except DBAPIError as error:
        raise _of_database(str(error.orig)) or error from error
    except sqlcipher.Error as error:
        raise _of_database(str(error)) or error from error


@contextmanager
def disk_told_plainly() -> Iterator[None]:
    """Turn what the disk complains about into the house's errors; others pass unchanged."""
    try:
        yield
    except OSError as error:
        raise _of_disk(error) or error from error


def _of_database(complaint: str) -> UserError | None:
    low = complaint.lower()
    for words, kind, sentence in _OF_DATABASE:
        if words in low:
            return kind(_(sentence))
    return None


def _of_disk(error: OSError) -> UserError | None:
    path = error.filename or ""
    if getattr(error, "winerror", None) in (_SHARING_VIOLATION, _LOCK_VIOLATION):
        return TargetInUse(
            _("“{path}” is open in another program. Close it there and try again.").format(
                path=path
            )
        )
    known = _OF_DISK.get(error.errno or 0)
    if known is None:
        return None
    kind, sentence = known
    return kind(_(sentence).format(path=path))
