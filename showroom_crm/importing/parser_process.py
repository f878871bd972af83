"""The child process that parses a file, so that a bad one can harm nothing and nobody waits.

The parser holds the interpreter for up to half a second, and a damaged or malicious file may ask
for any amount of memory: both stay in here. The rows travel back in portions small enough not to
hold up the window either.
"""

import io
import os
import struct
import sys
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from itertools import chain
from multiprocessing.connection import Connection
from pathlib import Path

from showroom_crm.importing import locked_files, package_facts, workbook_cells
from showroom_crm.importing.parsed import (
    Facts,
    Failure,
    Finished,
    Message,
    Remark,
    SheetStart,
    Told,
    Unparsed,
    Wanted,
)

MEMORY = 3 << 30  # bytes the parser may use where the platform can limit it
SECONDS = 90  # of work after which the child ends itself, even if nobody waits for it any more
MOST_CELLS = 40_000_000  # of all sheets: 100,000 rows of 400 columns
MOST_CHARACTERS = 600_000_000  # of all texts that differ within a portion
LARGEST_TEXT = 100 << 20  # bytes of a text table
LARGEST_UNPACKED = 2 << 30  # bytes a zipped workbook may claim to hold
LARGEST_RATIO = 400  # real workbooks pack 5 to 30 times
_BROKEN: tuple[type[Exception], ...] = (
    *(zipfile.BadZipFile, zlib.error, struct.error, OSError, EOFError),
    *(ValueError, LookupError, RuntimeError, AssertionError),
)
"""What the readers of a damaged file run into."""


def work(channel: Connection) -> None:
    """Parse what is `Wanted` and send `Message`s; the entry of the child process."""
    import python_calamine  # noqa: F401 - here, as the time before the question costs nobody

    _limit()
    try:
        for message in messages(channel.recv()):
            channel.send(message)
    except MemoryError:
        channel.send(Failure.TOO_LARGE)
    except (BrokenPipeError, EOFError):
        pass  # nobody waits any more
    finally:
        channel.close()


def messages(wanted: Wanted) -> Iterator[Message]:
    """Yield the content of the file, ending with `Finished` or with a single `Failure`."""
    from python_calamine import CalamineError, PasswordError

    try:
        yield from _bounded(_parsed(wanted))
    except Unparsed as reason:
        yield reason.failure
    except PasswordError:
        yield Failure.PASSWORD_NEEDED
    except CalamineError:
        yield Failure.DAMAGED
    except _BROKEN:
        yield Failure.DAMAGED


def _limit() -> None:
    """Keep the child within its memory and time, and keep its complaints off the console.

    Linux holds it to both. macOS takes the limit of memory without keeping it, and Windows knows
    neither: there the parent's clock, and the bounds on what is unpacked and sent, have to do.
    """
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 2)
    if sys.platform != "win32":
        import resource

        for kind, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, SECONDS)):
            _, hard = resource.getrlimit(kind)
            ceiling = most if hard == resource.RLIM_INFINITY else min(most, hard)
            try:
                resource.setrlimit(kind, (ceiling, hard))
            except (ValueError, OSError):
                continue  # a platform that knows the limit but does not let it be set


def _bounded(sent: Iterator[Message]) -> Iterator[Message]:
    """Pass messages on, cells cut to their longest, as long as there are not too many."""
    filled = characters = cut = 0
    remarks: list[Remark] = []
    for message in sent:
        if isinstance(message, Remark):
            remarks.append(message)
            continue
        if isinstance(message, Finished):
            remarks += [Remark(Told.CUT_CELLS, cut)] if cut else []
            yield replace(message, remarks=(*message.remarks, *remarks))
            continue
        if isinstance(message, list):
            filled += sum(map(len, message))
            lengths = [len(c) for c in set(chain.from_iterable(message)) if isinstance(c, str)]
            characters += sum(lengths)
            if max(lengths, default=0) > workbook_cells.LONGEST:
                cut += workbook_cells.shortened(message)
            if filled > MOST_CELLS or characters > MOST_CHARACTERS:
                raise Unparsed(Failure.TOO_MANY_CELLS)
        yield message


def _parsed(wanted: Wanted) -> Iterator[Message]:
    try:
        data = Path(wanted.path).read_bytes()
    except OSError:
        raise Unparsed(Failure.GONE) from None
    if data.startswith(b"PK") and (inside := _only_inside(data)):
        data = inside
    yield from _content(data, wanted)


def _only_inside(data: bytes) -> bytes | None:
    """Return the one table that an archive holds, None for a workbook and for anything else."""
    from showroom_crm.importing import archives  # what few files need

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archives.only_table(archive) if _is_archive(archive) else None


def _content(data: bytes, wanted: Wanted) -> Iterator[Message]:
    if data.startswith(locked_files.COMPOUND_FILE):
        data = locked_files.unlocked(data, wanted.password)
    if data.startswith(b"PK"):
        yield from _zipped(data, wanted)
    elif data.startswith(locked_files.COMPOUND_FILE):
        yield from _compound(data, wanted)
    else:
        yield from _text(data, wanted)


def _compound(data: bytes, wanted: Wanted) -> Iterator[Message]:
    """Yield the content of a workbook as Excel wrote them from 5 to 2003."""
    from showroom_crm.importing import old_excel, record_facts  # what few files need

    if wanted.careful:
        raise Unparsed(Failure.DAMAGED)
    if record_facts.has_stream(data, "WordDocument", "PowerPoint Document"):
        raise Unparsed(Failure.DOCUMENT)
    book = record_facts.stream(data, "Workbook", "Book")
    if not book:  # the fast parser would ask for all the memory there is before it found out
        raise Unparsed(Failure.DAMAGED)
    if old_excel.version(book):
        yield from old_excel.messages(book)
        return
    facts = record_facts.of_records(book)
    yield from _by_calamine(data, facts)
    yield Finished("xls", facts.epoch_1904, facts.remarks)


def _by_calamine(data: bytes, facts: Facts) -> Iterator[Message]:
    """Yield the sheets; by bytes the parser has to look at the content, not at the name."""
    from python_calamine import CalamineWorkbook

    with ExitStack() as stack:
        book = stack.enter_context(CalamineWorkbook.from_filelike(io.BytesIO(data)))
        yield from workbook_cells.sheets(book, facts.patterns)


def _zipped(data: bytes, wanted: Wanted) -> Iterator[Message]:
    """Yield the content of a zipped workbook of whatever sort."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        kind = _zipped_kind(archive)
        if kind == "ods" and locked_files.is_locked_document(archive):
            raise Unparsed(Failure.UNSUPPORTED)
        if wanted.careful and kind != "xlsx":
            raise Unparsed(Failure.DAMAGED)
        facts = _facts(kind, archive)
    if wanted.careful:
        yield from workbook_cells.sheets_by_row(io.BytesIO(data))
    else:
        yield from _by_calamine(data, facts)
    yield Finished(kind, facts.epoch_1904, facts.remarks)


def _facts(kind: str, archive: zipfile.ZipFile) -> Facts:
    if kind == "xlsb":
        from showroom_crm.importing import record_facts

        return record_facts.of_xlsb(archive)
    return package_facts.of_xlsx(archive) if kind == "xlsx" else package_facts.of_ods(archive)


def _is_archive(archive: zipfile.ZipFile) -> bool:
    """Tell whether a zip is a packed file and no workbook; raises Unparsed for what is neither."""
    try:
        _zipped_kind(archive)
    except Unparsed as reason:
        if reason.failure is Failure.ARCHIVE:
            return True
        raise
    return False


def _zipped_kind(archive: zipfile.ZipFile) -> str:
    """Tell which sort of workbook a zip archive is, without unpacking it."""
    entries = archive.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries) or 1
    if unpacked > LARGEST_UNPACKED or (unpacked > 100 << 20 and unpacked / packed > LARGEST_RATIO):
        raise Unparsed(Failure.TOO_LARGE)
    if any(entry.flag_bits & 1 for entry in entries):  # locked by the archive itself
        raise Unparsed(Failure.UNSUPPORTED)
    names = {entry.filename.replace("\\", "/") for entry in entries}
    for kind, sign in (("xlsx", "xl/workbook.xml"), ("xlsb", "xl/workbook.bin")):
        if sign in names:
            return kind
    if "content.xml" in names:
        return "ods"
    document = any(name.startswith(("word/", "ppt/")) for name in names)
    raise Unparsed(Failure.DOCUMENT if document else Failure.ARCHIVE)


def _text(data: bytes, wanted: Wanted) -> Iterator[Message]:
    """Yield the tables of a text or a web page, and how it was decoded."""
    from showroom_crm.importing import (  # what few files need
        contact_cards,
        encodings,
        markup_tables,
        old_excel,
        text_tables,
        web_archive,
    )

    if old_excel.version(data):
        yield from old_excel.messages(data)
        return
    if len(data) > LARGEST_TEXT:
        raise Unparsed(Failure.TOO_LARGE)
    if web_archive.is_archive(data):
        data = web_archive.page(data)
    page = markup_tables.is_markup(data[:4096])
    decoded = encodings.decode(data, wanted.encoding, declares=page)
    cards = contact_cards.is_cards(data)
    if page:
        tables = markup_tables.tables(decoded.text)
    elif cards:
        rows = contact_cards.table(data, decoded.encoding)
        tables = [markup_tables.Table("", rows)]
    else:
        tables = [markup_tables.Table("", text_tables.table(decoded.text))]
    remarks = [Remark(Told.LOST_CHARACTERS, decoded.lost)]
    for table in tables:
        name = table.name or Path(wanted.path).stem
        yield SheetStart(name, merges=tuple(table.merges))
        yield from workbook_cells.in_portions(table.rows)
        remarks.append(Remark(Told.HIDDEN_ROWS, table.hidden_rows, name))
        remarks.append(Remark(Told.ERROR_CELLS, table.error_cells, name))
        remarks.append(Remark(Told.CUT_OFF, int(table.cut_off), name))
    yield Finished(
        "html" if page else "vcf" if cards else "csv",
        remarks=tuple(remark for remark in remarks if remark.count),
        encoding=decoded.encoding,
        encodings=encodings.guesses(decoded, [row for table in tables for row in table.rows]),
    )
