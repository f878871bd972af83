"""The child process that parses a workbook, so that a bad file can harm nothing and nobody waits.

The parser holds the interpreter for up to half a second, and a damaged or malicious file may ask
for any amount of memory: both stay in here. The rows travel back in portions small enough not to
hold up the window either.
"""

import io
import os
import re
import sys
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from enum import StrEnum
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, BinaryIO

from showroom_crm.importing import cells
from showroom_crm.values.imports import CellValue

PORTION = 2000  # rows sent at a time
MEMORY = 3 << 30  # bytes the parser may use where the platform can limit it
_LONGEST_GAP = 2000  # blank rows after which nothing of a table is expected any more
_HIDDEN_ROW = re.compile(rb'<(?:\w+:)?row\b[^>]*?\shidden="(?:1|true)"[^>/]*>')
_DEFAULT_PASSWORD = "VelvetSweatshop"  # Excel locks read-only workbooks with it and never asks
_COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
FAR_COLUMN = 2000  # no customer list is wider; a stray cell out there is left out


class Failure(StrEnum):
    """Why a workbook could not be parsed."""

    DAMAGED = "damaged"
    PASSWORD_NEEDED = "password_needed"
    WRONG_PASSWORD = "wrong_password"
    UNSUPPORTED = "unsupported"
    TOO_LARGE = "too_large"


@dataclass(frozen=True, slots=True)
class SheetStart:
    """Announces a sheet; its rows follow as lists until the next announcement."""

    name: str
    hidden: bool
    merges: tuple[tuple[int, int, int, int], ...]


@dataclass(frozen=True, slots=True)
class Finished:
    """Ends the transfer of a workbook, with what an .xlsx says beside its cells."""

    epoch_1904: bool = False
    hidden_rows: int = 0
    error_cells: int = 0
    cut_cells: int = 0


Message = SheetStart | Finished | Failure | list[list[CellValue]]


def work(path: str, password: str | None, careful: bool, channel: Connection) -> None:
    """Parse the workbook at `path` and send `Message`s; the entry of the child process.

    `careful` reads an .xlsx row by row: slower, but a stray cell far out costs nothing.
    """
    _limit()
    try:
        for message in messages(path, password, careful=careful):
            channel.send(message)
    except MemoryError:
        channel.send(Failure.TOO_LARGE)
    except BrokenPipeError:
        pass  # nobody waits any more
    finally:
        channel.close()


def messages(path: str, password: str | None, *, careful: bool = False) -> Iterator[Message]:
    """Yield the content of the workbook at `path`, or a single `Failure`."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        source = _opened(path, password)
        if isinstance(source, Failure):
            yield source
            return
        cut = 0
        with ExitStack() as stack:
            if careful:
                sheets = _sheets_by_row(source)
            else:
                sheets = _sheets(stack.enter_context(CalamineWorkbook.from_filelike(source)))
            for message in sheets:
                if isinstance(message, list):
                    cut += cells.shortened(message)
                yield message
        yield replace(_beside_cells(source), cut_cells=cut)
    except PasswordError:
        yield Failure.PASSWORD_NEEDED
    except (CalamineError, zipfile.BadZipFile, OSError, ValueError, EOFError):
        yield Failure.DAMAGED


def _limit() -> None:
    """Keep the child within its memory and keep its complaints off the console."""
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 2)
    if sys.platform != "win32":
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        ceiling = MEMORY if hard == resource.RLIM_INFINITY else min(MEMORY, hard)
        try:
            resource.setrlimit(resource.RLIMIT_AS, (ceiling, hard))
        except (ValueError, OSError):
            return  # a platform that knows the limit but does not let it be set


def _opened(path: str, password: str | None) -> io.BytesIO | Failure:
    """Return the bytes to parse, decrypted where the file is locked.

    By bytes the parser has to look at the content; by a path it would trust the name.
    """
    content = io.BytesIO(Path(path).read_bytes())
    if content.getbuffer()[:8] != _COMPOUND_FILE:
        return content
    unlocked = _unlocked(content, password)
    content.seek(0)
    return content if unlocked is None else unlocked


def _unlocked(file: BinaryIO, password: str | None) -> io.BytesIO | Failure | None:
    """Return the decrypted workbook; None when it is not locked in a known way."""
    import msoffcrypto
    from msoffcrypto.exceptions import DecryptionError, FileFormatError, InvalidKeyError, ParseError

    plain = io.BytesIO()
    try:
        office = msoffcrypto.OfficeFile(file)
        if not office.is_encrypted():
            return None
        office.load_key(password=password or _DEFAULT_PASSWORD)
        office.decrypt(plain)
    except InvalidKeyError:
        return Failure.WRONG_PASSWORD if password else Failure.PASSWORD_NEEDED
    except DecryptionError:
        return Failure.UNSUPPORTED
    except (FileFormatError, ParseError):
        return None
    plain.seek(0)
    return plain


def _sheets(book: Any) -> Iterator[Message]:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    for meta in book.sheets_metadata:
        if meta.typ is not SheetTypeEnum.WorkSheet:
            continue
        sheet = book.get_sheet_by_name(meta.name)
        merges = tuple(
            (*first, *last)
            for first, last in sheet.merged_cell_ranges or ()
            if first[1] < FAR_COLUMN
        )
        yield SheetStart(meta.name, meta.visible is not SheetVisibleEnum.Visible, merges)
        yield from _portions(sheet)


def _portions(sheet: Any) -> Iterator[list[list[CellValue]]]:
    """Yield the rows from column A on; equal texts become one object and travel as one."""
    before: list[CellValue] = [""] * min((sheet.start or (0, 0))[1], FAR_COLUMN)
    width = FAR_COLUMN - len(before)
    same: dict[str, str] = {}
    portion: list[list[CellValue]] = []
    for row in sheet.iter_rows():
        near = row if len(row) <= width else row[:width]
        shared = [same.setdefault(c, c) if c.__class__ is str else c for c in near]
        portion.append(before + shared if before else shared)
        if len(portion) == PORTION:
            yield portion
            portion = []
            same.clear()
    if portion:
        yield portion


def _sheets_by_row(source: io.BytesIO) -> Iterator[Message]:
    """Yield the sheets of an .xlsx without laying out the cells between the filled ones."""
    from openpyxl import load_workbook

    book = load_workbook(source, read_only=True, data_only=True)
    for sheet in book.worksheets:
        yield SheetStart(sheet.title, sheet.sheet_state != "visible", ())
        sheet.reset_dimensions()
        rows: list[list[CellValue]] = []
        blank = 0
        for found in sheet.iter_rows(values_only=True):
            row: list[Any] = ["" if cell is None else cell for cell in found[:FAR_COLUMN]]
            while row and row[-1] == "":
                row.pop()
            blank = 0 if row else blank + 1
            if blank > _LONGEST_GAP:
                break
            rows.append(row)
        while rows and not rows[-1]:
            rows.pop()
        yield from (rows[i : i + PORTION] for i in range(0, len(rows), PORTION))


def _beside_cells(source: io.BytesIO) -> Finished:
    """Tell what an .xlsx says and the parser does not: day 0, hidden rows, cells with errors.

    Old Macs counted days from 1904. The parser gives cells with errors as empty ones.
    """
    if not zipfile.is_zipfile(source):
        return Finished()
    hidden = errors = 0
    with zipfile.ZipFile(source) as archive:
        names = archive.namelist()
        head = archive.read("xl/workbook.xml") if "xl/workbook.xml" in names else b""
        for name in names:
            if name.replace("\\", "/").startswith("xl/worksheets/"):
                for tags in _whole_tags(archive, name):
                    errors += tags.count(b' t="e"')
                    if b' hidden="' in tags:
                        hidden += len(_HIDDEN_ROW.findall(tags))
    since_1904 = b'date1904="1"' in head or b'date1904="true"' in head
    return Finished(since_1904, hidden, errors)


def _whole_tags(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """Yield a part of an archive piece by piece, never cut inside a tag."""
    rest = b""
    with archive.open(name) as part:
        while chunk := part.read(1 << 20):
            text = rest + chunk
            cut = text.rfind(b"<")
            if cut < 0:
                rest = b""
                continue
            yield text[:cut]
            rest = text[cut:]
