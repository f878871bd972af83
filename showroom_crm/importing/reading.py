"""Opens a spreadsheet of any kind, judged by its content and never by the end of its name."""

import stat
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import chain, count
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NoReturn

from showroom_crm import paths
from showroom_crm.errors import FilePasswordNeeded, FileUnreadable, NoPermission, NotFound
from showroom_crm.i18n import N_, _
from showroom_crm.importing import reading_process, remarks
from showroom_crm.importing.parsed import Failure, Finished, Message, SheetStart, Wanted
from showroom_crm.values.sheets import Sheet, Workbook

SECONDS = 60.0  # longest time a parser may work on one file; 100,000 wide rows take 5
LARGEST = 300 << 20  # bytes of a file

_COMPOUND_FILE = b"\xd0\xcf\x11\xe0"
_FOREIGN = (
    (b"%PDF", N_("This is a PDF document, not a table.")),
    (b"\x89PNG", N_("This is a picture, not a table.")),
    (b"\xff\xd8\xff", N_("This is a picture, not a table.")),
    (b"GIF8", N_("This is a picture, not a table.")),
    (b"BM", N_("This is a picture, not a table.")),
    (b"{\\rtf", N_("This is a text document, not a table.")),
    (b"Rar!", N_("This is a packed archive. Unpack it and import the file inside.")),
    (b"7z\xbc\xaf", N_("This is a packed archive. Unpack it and import the file inside.")),
    (b"\x1f\x8b", N_("This is a packed archive. Unpack it and import the file inside.")),
    (b"SQLite format 3", N_("This is a database, not a table.")),
)
_EXPORT = N_("Open it in the program it comes from and export it as .xlsx or .csv.")
_REPAIR = N_("Open it in Excel or WPS, save it under a new name as .xlsx, and import that.")
_SMALLER = N_("Keep only the sheet with the customers in a new file, and import that.")

_FAILURES: Mapping[Failure, tuple[str, str]] = {
    Failure.GONE: (N_("The file cannot be read any more."), ""),
    Failure.DAMAGED: (N_("The file is damaged: it cannot be read as a workbook."), _REPAIR),
    Failure.UNSUPPORTED: (
        N_("The file is locked in a way this program cannot open."),
        N_("Open it in the program it comes from, save it without a password, and import that."),
    ),
    Failure.TOO_LARGE: (
        N_("The workbook needs more memory than this program may use for it."),
        _REPAIR,
    ),
    Failure.TOO_SLOW: (N_("Reading the file took too long and was stopped."), _REPAIR),
    Failure.TOO_MANY_CELLS: (N_("The file is too large for a customer list."), _SMALLER),
    Failure.ARCHIVE: (
        N_("This is a packed archive. Unpack it and import the file inside."),
        "",
    ),
    Failure.DOCUMENT: (N_("This is a text document, not a table."), _EXPORT),
    Failure.NO_TABLE: (N_("The page holds no table."), _EXPORT),
    Failure.NOT_TEXT: (
        N_("This is not a table, or its encoding is unknown."),
        N_("Choose the encoding, or save the file as .xlsx."),
    ),
}


class _ParserDied(Exception):
    """The child process ended without a word: the file asked for more than it may have."""


def read(
    path: Path,
    *,
    password: str | None = None,
    encoding: str | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Workbook:
    """Return all sheets of the file at `path`.

    Files are parsed in a child process; `cancelled` is asked now and then, and True ends the
    work with `FileUnreadable`. `encoding` overrules the guess for text files.

    Raises `NotFound`, `NoPermission`, `FilePasswordNeeded` (also for a wrong password) and
    `FileUnreadable`, each with a sentence for the user.
    """
    head = _head(path)
    for sign, sentence in _FOREIGN:
        if head.startswith(sign):
            raise FileUnreadable(_named(path, _(sentence)), _(_EXPORT))
    wanted = Wanted(str(path), password, encoding)
    until = time.monotonic() + SECONDS

    def stop() -> bool:
        if time.monotonic() > until:
            _fail(path, Failure.TOO_SLOW, wanted)
        return cancelled()

    try:
        return _parsed(path, wanted, stop)
    except _ParserDied:
        if not head.startswith((b"PK", _COMPOUND_FILE)):
            _fail(path, Failure.DAMAGED, wanted)
    try:  # a stray cell far out overtaxes the fast parser, not the one that goes row by row
        return _parsed(path, replace(wanted, careful=True), stop)
    except _ParserDied:
        _fail(path, Failure.DAMAGED, wanted)


def _named(path: Path, sentence: str) -> str:
    return _("{file}: {sentence}").format(file=paths.readable(path.name), sentence=sentence)


def _head(path: Path) -> bytes:
    """Return the first bytes after the mishaps that need no parser."""
    if path.name.startswith(("~$", ".~lock")):
        sentence = _("This is the mark of an open workbook, not the workbook itself.")
        raise FileUnreadable(_named(path, sentence), _("Choose the file without ~$ in its name."))
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise FileUnreadable(_named(path, _("This is a folder, not a file.")))
        if not stat.S_ISREG(found.st_mode):  # opening a pipe would wait for ever
            raise FileUnreadable(_named(path, _("This is a device, not a file.")))
        with path.open("rb") as file:
            head = file.read(4096)
    except FileNotFoundError:
        raise NotFound(_("The file {file} does not exist.").format(file=path)) from None
    except PermissionError:
        sentence = _("The file cannot be opened: another program holds it, or it is not yours.")
        raise NoPermission(_named(path, sentence)) from None
    except (OSError, ValueError) as error:  # ValueError: a name no file can have
        reason = getattr(error, "strerror", None) or str(error)
        raise FileUnreadable(_named(path, reason)) from None
    if not head.strip(b"\x00"):
        raise FileUnreadable(_named(path, _("The file is empty.")))
    if found.st_size > LARGEST:
        raise FileUnreadable(_named(path, _("The file is too large for a customer list.")))
    return head


def _parsed(path: Path, wanted: Wanted, cancelled: Callable[[], bool]) -> Workbook:
    """Let a process of its own parse the file and gather what it sends."""
    process = reading_process.take()
    try:
        process.ask(wanted)
        return _gather(path, wanted, process.channel, cancelled)
    except BrokenPipeError:
        raise _ParserDied from None
    finally:
        process.end()


def _gather(
    path: Path, wanted: Wanted, channel: Connection, cancelled: Callable[[], bool]
) -> Workbook:
    sheets: list[Sheet] = []
    while True:
        message = _receive(channel, cancelled)
        match message:
            case SheetStart(name, hidden, merges):
                sheets.append(Sheet(_own_name(name, sheets), hidden, [], merges))
            case list():
                sheets[-1].rows.extend(message)
            case Finished():
                return _complete(path, tuple(sheets), message)
            case _:
                _fail(path, message, wanted)


def _own_name(name: str, others: Sequence[Sheet]) -> str:
    """Return a name no other sheet has: tables of a page may have none, or all the same."""
    name, taken = paths.readable(name), {sheet.name for sheet in others}
    numbered = (f"{name} ({number})" for number in count(2))
    return next(each for each in chain((name,), numbered) if each not in taken)


def _receive(channel: Connection, cancelled: Callable[[], bool]) -> Message:
    """Wait for the next message; a child that fell silent had a file it could not bear."""
    try:
        while not channel.poll(0.05):
            if cancelled():
                raise FileUnreadable(_("Reading was cancelled."))
        message: Message = channel.recv()
    except (EOFError, OSError):
        raise _ParserDied from None
    return message


def _fail(path: Path, failure: object, wanted: Wanted) -> NoReturn:
    if failure is Failure.PASSWORD_NEEDED:
        raise FilePasswordNeeded(_named(path, _("The file is protected by a password.")))
    if failure is Failure.WRONG_PASSWORD:
        raise FilePasswordNeeded(_named(path, _("This is not the password of the file.")))
    if failure is Failure.NO_ENCODING:
        sentence = _("There is no encoding called {name}.").format(name=wanted.encoding)
        raise FileUnreadable(sentence)
    sentence, hint = _FAILURES.get(Failure(str(failure)), _FAILURES[Failure.DAMAGED])
    raise FileUnreadable(_named(path, _(sentence)), _(hint) if hint else "")


def _complete(path: Path, sheets: tuple[Sheet, ...], end: Finished) -> Workbook:
    if not any(sheet.rows for sheet in sheets):
        raise FileUnreadable(_named(path, _("The workbook has no filled cell.")))
    return Workbook(
        paths.readable(path.name),
        end.kind,
        sheets,
        end.encoding,
        end.epoch_1904,
        remarks.sentences(end.remarks, len(sheets)),
        end.encodings,
    )
