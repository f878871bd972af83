"""Where a file goes: written beside its target, forced to disk, put in its place in one step."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from showroom_crm.errors import DiskFull, NoPermission, NotFound, TargetInUse, UserError
from showroom_crm.i18n import _

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_FORBIDDEN = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Yield a draft to write; when the block ends well the draft takes the place of `path`.

    The draft lives in a folder of its own beside the target, which is gone afterwards whatever
    happened, and an existing target stays whole until the draft is on the disk.
    Raises TargetInUse, NoPermission, DiskFull, NotFound (the folder), UserError.
    """
    path = Path(os.path.realpath(path))
    _refuse_open(path)
    try:
        with tempfile.TemporaryDirectory(
            prefix=".showroom-", dir=path.parent, ignore_cleanup_errors=True
        ) as folder:
            draft = Path(folder) / path.name
            yield draft
            _to_disk(draft)
            _put_in_place(draft, path)
    except OSError as error:
        raise _explained(error, path) from error


def all_there(found: int, rows: int) -> int:
    """Return `rows` when the draft, read back, holds as many; raise UserError when it does not."""
    if found != rows:
        raise UserError(
            _("Only {found} of {rows} rows came out; nothing was replaced. Try again.").format(
                found=found, rows=rows
            )
        )
    return rows


def free_name(path: Path) -> Path:
    """Return the first of "name (2).xlsx", "name (3).xlsx", ... that is not taken."""
    number = 2
    while _is_there(other := path.with_name(f"{path.stem} ({number}){path.suffix}")):
        number += 1
    return other


def _refuse_open(path: Path) -> None:
    """Notice Excel's, WPS's and LibreOffice's sign of an open file before any work is done."""
    signs = (f"~${path.name}", f".~lock.{path.name}#", f".~{path.name}")
    if any(_is_there(path.parent / sign) for sign in signs):
        raise _in_use(path)
    if not _is_there(path):
        return
    if not (path.is_file() or path.is_dir()):
        sentence = _("This is a device, not a file.")
        raise UserError(_("{file}: {sentence}").format(file=path.name, sentence=sentence))
    if path.is_file() and not os.access(path, os.W_OK):
        raise NoPermission(
            _("{file} is write-protected. Save under another name.").format(file=path.name)
        )


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # a name too long for this disk, as that of a sign may be
        return False


def _to_disk(draft: Path) -> None:
    with draft.open("rb+") as stream:
        os.fsync(stream.fileno())


def _put_in_place(draft: Path, path: Path) -> None:
    try:
        draft.replace(path)
    except (PermissionError, IsADirectoryError) as error:
        raise _in_use(path) from error
    if os.name == "posix":
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _in_use(path: Path) -> TargetInUse:
    other = free_name(path).name
    if path.is_dir():
        text = _("{file} is a folder. Save as {other} instead.")
    else:
        text = _("{file} is open in another program. Close it there, or save as {other}.")
    return TargetInUse(text.format(file=path.name, other=other))


def _explained(error: OSError, path: Path) -> UserError:
    folder = str(path.parent)
    if error.errno in _FULL:
        return DiskFull(
            _("The disk is full: {file} was not saved. Free some space and try again.").format(
                file=path.name
            )
        )
    if error.errno in _FORBIDDEN:
        return NoPermission(
            _("Files may not be written into {folder}. Choose another folder.").format(
                folder=folder
            )
        )
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return NotFound(
            _("The folder {folder} is not there. Choose another folder.").format(folder=folder)
        )
    return UserError(
        _("{file} could not be saved: {reason}.").format(
            file=path.name, reason=error.strerror or type(error).__name__
        )
    )
