"""Opens a spreadsheet of any kind, judged by its content and never by the end of its name."""

import multiprocessing
import time
import zipfile
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NoReturn

from showroom_crm.errors import FilePasswordNeeded, FileUnreadable, NoPermission, NotFound
from showroom_crm.i18n import N_, _, ngettext
from showroom_crm.importing import cells, markup_tables, parser_process, text_tables
from showroom_crm.importing.parser_process import Failure, Finished, SheetStart
from showroom_crm.values.imports import Sheet, Workbook

SECONDS = 60.0  # longest time a parser may work on one file; 100,000 wide rows take 5
LARGEST = 300 << 20  # bytes of a file
LARGEST_TEXT = 100 << 20  # bytes of a text table, which is read in this process
LARGEST_UNPACKED = 2 << 30  # bytes a zipped workbook may claim to hold
LARGEST_RATIO = 400  # real workbooks pack 5 to 30 times

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
_TOO_LARGE = N_("The file is too large for a customer list.")
_EXPORT = N_("Open it in the program it comes from and export it as .xlsx or .csv.")

_FAILURES = {
    Failure.DAMAGED: N_("The file is damaged: it cannot be read as a workbook."),
    Failure.UNSUPPORTED: N_("The file is locked in a way this program cannot open."),
    Failure.TOO_LARGE: N_("The workbook needs more memory than this program may use for it."),
}
_REPAIR = N_("Open it in Excel or WPS, save it under a new name as .xlsx, and import that.")


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

    Workbooks are parsed in a child process; `cancelled` is asked now and then, and True ends the
    work with `FileUnreadable`. `encoding` overrules the guess for text files.

    Raises `NotFound`, `NoPermission`, `FilePasswordNeeded` (also for a wrong password) and
    `FileUnreadable`, each with a sentence for the user.
    """
    head = _head(path)
    if head.startswith(b"PK"):
        return _workbook(path, _zipped_kind(path), password, cancelled)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return _workbook(path, "xls", password, cancelled)
    for sign, sentence in _FOREIGN:
        if head.startswith(sign):
            raise FileUnreadable(_named(path, _(sentence)), _(_EXPORT))
    try:
        return _text(path, head, encoding)
    except OSError as error:  # gone since its first bytes were read
        raise FileUnreadable(_named(path, str(error.strerror or error))) from None


def _text(path: Path, head: bytes, encoding: str | None) -> Workbook:
    if path.stat().st_size > LARGEST_TEXT:
        raise FileUnreadable(_named(path, _(_TOO_LARGE)))
    if markup_tables.is_markup(head):
        return markup_tables.read(path, encoding)
    return text_tables.read(path, encoding)


def _named(path: Path, sentence: str) -> str:
    return _("{file}: {sentence}").format(file=path.name, sentence=sentence)


def _head(path: Path) -> bytes:
    """Return the first bytes after the mishaps that need no parser."""
    if path.name.startswith(("~$", ".~lock")):
        sentence = _("This is the mark of an open workbook, not the workbook itself.")
        raise FileUnreadable(_named(path, sentence), _("Choose the file without ~$ in its name."))
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise FileUnreadable(_named(path, _("This is a folder, not a file.")))
        with path.open("rb") as file:
            head = file.read(4096)
    except FileNotFoundError:
        raise NotFound(_("The file {file} does not exist.").format(file=path)) from None
    except PermissionError:
        sentence = _("The file cannot be opened: another program holds it, or it is not yours.")
        raise NoPermission(_named(path, sentence)) from None
    except OSError as error:
        raise FileUnreadable(_named(path, str(error.strerror or error))) from None
    if not head.strip(b"\x00"):
        raise FileUnreadable(_named(path, _("The file is empty.")))
    if size > LARGEST:
        raise FileUnreadable(_named(path, _(_TOO_LARGE)))
    return head


def _zipped_kind(path: Path) -> str:
    """Tell which sort of workbook a zip archive is, without unpacking it."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise FileUnreadable(_named(path, _(_FAILURES[Failure.DAMAGED])), _(_REPAIR)) from None
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries) or 1
    if unpacked > LARGEST_UNPACKED or (unpacked > 100 << 20 and unpacked / packed > LARGEST_RATIO):
        raise FileUnreadable(_named(path, _(_FAILURES[Failure.TOO_LARGE])), _(_REPAIR))
    names = {entry.filename.replace("\\", "/") for entry in entries}
    for kind, sign in (("xlsx", "xl/workbook.xml"), ("xlsb", "xl/workbook.bin")):
        if sign in names:
            return kind
    if "content.xml" in names:
        return "ods"
    if any(name.startswith(("word/", "ppt/")) for name in names):
        raise FileUnreadable(_named(path, _("This is a text document, not a table.")), _(_EXPORT))
    sentence = _("This is a packed archive. Unpack it and import the file inside.")
    raise FileUnreadable(_named(path, sentence))


def _workbook(
    path: Path, kind: str, password: str | None, cancelled: Callable[[], bool]
) -> Workbook:
    """Let a child process parse the workbook; where it dies of an .xlsx, once more with care."""
    until = time.monotonic() + SECONDS

    def stop() -> bool:
        if time.monotonic() > until:
            _fail(path, Failure.TOO_LARGE)
        return cancelled()

    try:
        return _parsed(path, kind, password, stop, careful=False)
    except _ParserDied:
        if kind != "xlsx":
            _fail(path, Failure.DAMAGED)
    try:
        return _parsed(path, kind, password, stop, careful=True)
    except _ParserDied:
        _fail(path, Failure.DAMAGED)


def _parsed(
    path: Path,
    kind: str,
    password: str | None,
    cancelled: Callable[[], bool],
    *,
    careful: bool,
) -> Workbook:
    """Start the child process and gather what it sends."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    child = context.Process(
        target=parser_process.work, args=(str(path), password, careful, theirs), daemon=True
    )
    child.start()
    theirs.close()
    try:
        return _gather(path, kind, ours, cancelled)
    finally:
        ours.close()
        child.join(1.0)
        if child.is_alive():
            child.kill()
            child.join()
        child.close()


def _gather(path: Path, kind: str, channel: Connection, cancelled: Callable[[], bool]) -> Workbook:
    sheets: list[Sheet] = []
    while True:
        message = _receive(channel, cancelled)
        match message:
            case SheetStart(name, hidden, merges):
                sheets.append(Sheet(name, hidden, [], merges))
            case list():
                sheets[-1].rows.extend(message)
            case Finished():
                book = Workbook(
                    path.name, kind, tuple(sheets), None, message.epoch_1904, _notes(message)
                )
                return _complete(path, book)
            case _:
                _fail(path, message)


def _notes(end: Finished) -> tuple[str, ...]:
    """Return the sentences about what the cells themselves do not tell."""
    notes = []
    if count := end.hidden_rows:
        text = ngettext(
            "The file has {count} hidden row; it is read like the others.",
            "The file has {count} hidden rows; they are read like the others.",
            count,
        )
        notes.append(text.format(count=count))
    if count := end.error_cells:
        text = ngettext(
            "{count} cell holds an error such as #N/A and is taken as empty.",
            "{count} cells hold an error such as #N/A and are taken as empty.",
            count,
        )
        notes.append(text.format(count=count))
    if count := end.cut_cells:
        notes.append(cells.cut_note(count))
    return tuple(notes)


def _receive(channel: Connection, cancelled: Callable[[], bool]) -> parser_process.Message:
    """Wait for the next message; a child that fell silent had a file it could not bear."""
    try:
        while not channel.poll(0.05):
            if cancelled():
                raise FileUnreadable(_("Reading was cancelled."))
        message: parser_process.Message = channel.recv()
    except (EOFError, OSError):
        raise _ParserDied from None
    return message


def _fail(path: Path, failure: object) -> NoReturn:
    if failure is Failure.PASSWORD_NEEDED:
        raise FilePasswordNeeded(_named(path, _("The file is protected by a password.")))
    if failure is Failure.WRONG_PASSWORD:
        raise FilePasswordNeeded(_named(path, _("This is not the password of the file.")))
    sentence = _FAILURES.get(Failure(str(failure)), _FAILURES[Failure.DAMAGED])
    raise FileUnreadable(_named(path, _(sentence)), _(_REPAIR))


def _complete(path: Path, book: Workbook) -> Workbook:
    if not any(sheet.rows for sheet in book.sheets):
        raise FileUnreadable(_named(path, _("The workbook has no filled cell.")))
    return book
