"""python -m scripts.fuzz_reading SECONDS OUT [SEED [FILE ...]]: imports bent files, keeps failures.

Every file, or every one of tests/data, is bent in many ways: bytes flipped, cut, repeated, numbers
made extreme, members of archives swapped, dropped or bent inside. Each mutant is parsed in a forked
process with the limits of the real one, and planned where it can be read: all its rows have to be
accounted for and to come back when they are given back. An exception nobody expects, a signal or a
long time is a finding, and the mutant is written to OUT with the word for it in its name. Needs a
system that can fork.
"""

from __future__ import annotations

import datetime as dt
import io
import os
import random
import resource
import struct
import sys
import time
import traceback
import warnings
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from showroom_crm.errors import UserError
from showroom_crm.importing import parser_process
from showroom_crm.importing.parsed import Failure, Finished, SheetStart, Wanted
from showroom_crm.operations import imports, opening, returned, sheets
from showroom_crm.values.import_choices import Choices
from showroom_crm.values.sheets import Sheet, Workbook

DATA = Path("tests/data")
LONG = 8.0  # seconds of computing that are worth a look
_EXTREMES = (0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF, 0x80000000)
_NUMBERS = (b"0", b"-1", b"1048577", b"99999999999", b"16385", b"1e308", b"", b"4294967296")


def main() -> None:
    """Fuzz for the seconds given and tell what was found."""
    until, out = time.process_time() + float(sys.argv[1]), Path(sys.argv[2])
    luck = random.Random(sys.argv[3] if len(sys.argv) > 3 else "reading")
    out.mkdir(parents=True, exist_ok=True)
    seeds = [*map(Path, sys.argv[4:])] or sorted(DATA.iterdir())
    store = out / "store"
    if not opening.exists(store):
        opening.close(opening.create_sample(store, "东城展厅", "王芳", dt.date(2026, 11, 20)))
    _word(DATA / "plain.xlsx", store)  # what is loaded here, no child has to load
    found: Counter[str] = Counter()
    spent = 0.0
    while time.process_time() + spent < until:
        seed = luck.choice(seeds)
        mutant = out / f"mutant{seed.suffix}"
        mutant.write_bytes(bent(seed.read_bytes(), luck))
        before = time.monotonic()
        verdict = _verdict(mutant, store)
        spent += time.monotonic() - before
        found[verdict] += 1
        if verdict not in ("planned", "no_people", *Failure):
            mutant.rename(out / f"{verdict}-{found[verdict]}-{seed.name}")
    for verdict, count in found.most_common():
        print(f"{count:6} {verdict}")


def bent(data: bytes, luck: random.Random) -> bytes:
    """Return `data` changed in one to four ways."""
    for _ in range(luck.choice((1, 1, 2, 4))):
        if data[:2] == b"PK" and luck.random() < 0.85:
            data = _bent_archive(data, luck)
        else:
            data = luck.choice(_WAYS)(data, luck)
    return data


def _bent_archive(data: bytes, luck: random.Random) -> bytes:
    """Bend one member, or swap, drop or repeat members."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = [(name, archive.read(name)) for name in archive.namelist()]
    except (zipfile.BadZipFile, zlib.error, ValueError, OSError, EOFError, RuntimeError):
        return data
    if not parts:
        return data
    which = luck.randrange(len(parts))
    name, content = parts[which]
    match luck.randrange(8):
        case 0:
            parts.pop(which)
        case 1:
            other = luck.randrange(len(parts))
            parts[which], parts[other] = (name, parts[other][1]), (parts[other][0], content)
        case 2:
            parts.append((luck.choice(("../" + name, name.upper(), "/" + name, name)), content))
        case _:
            heavy = [i for i, (n, _) in enumerate(parts) if "sheet" in n or "content" in n]
            which = luck.choice(heavy or [which])
            name, content = parts[which]
            parts[which] = name, luck.choice(_WAYS)(content, luck)
    out = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        warnings.simplefilter("ignore")  # names that stand twice are what we want
        for name, content in parts:
            archive.writestr(zipfile.ZipInfo(name), content)
    return out.getvalue()


def _flip(data: bytes, luck: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(luck.choice((1, 2, 8, 40))):
        if changed:
            changed[luck.randrange(len(changed))] = luck.randrange(256)
    return bytes(changed)


def _cut(data: bytes, luck: random.Random) -> bytes:
    return data[: luck.randrange(len(data) + 1)]


def _drop(data: bytes, luck: random.Random) -> bytes:
    at = luck.randrange(len(data) + 1)
    return data[:at] + data[at + luck.choice((1, 2, 4, 100, 1000)) :]


def _repeat(data: bytes, luck: random.Random) -> bytes:
    at = luck.randrange(len(data) + 1)
    size = luck.choice((1, 4, 50, 2000))
    return data[:at] + data[at : at + size] * luck.choice((2, 3, 50)) + data[at + size :]


def _extreme(data: bytes, luck: random.Random) -> bytes:
    if len(data) < 8:
        return data
    changed = bytearray(data)
    at = luck.randrange(len(data) - 4)
    form = luck.choice("BHI")
    most = 256 ** struct.calcsize(form) - 1
    struct.pack_into("<" + form, changed, at, luck.choice(_EXTREMES) & most)
    return bytes(changed)


def _number(data: bytes, luck: random.Random) -> bytes:
    """Put an extreme number in the place of one written in digits."""
    places = [i for i in range(len(data)) if data[i : i + 1].isdigit()]
    if not places:
        return data
    at = luck.choice(places)
    return data[:at] + luck.choice(_NUMBERS) + data[at + luck.choice((1, 1, 3)) :]


def _zeros(data: bytes, luck: random.Random) -> bytes:
    at = luck.randrange(len(data) + 1)
    return data[:at] + bytes(luck.choice((1, 512, 5000))) + data[at:]


_WAYS: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    *(_flip, _flip, _cut, _drop, _repeat),
    *(_extreme, _extreme, _number, _number, _zeros),
)


def _verdict(path: Path, store: Path) -> str:
    """Import the mutant in a process of its own and return the word for what came of it."""
    ours, theirs = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(ours)
        _limit()
        os.write(theirs, _word(path, store).encode()[:200])
        os._exit(0)
    os.close(theirs)
    with os.fdopen(ours, "rb") as channel:
        word = channel.read().decode()
    _, status, used = os.wait4(child, 0)
    if os.WIFSIGNALED(status):
        return f"signal_{os.WTERMSIG(status)}"
    return "slow" if used.ru_utime + used.ru_stime > LONG else word


def _limit() -> None:
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 2)
    resource.setrlimit(resource.RLIMIT_AS, (parser_process.MEMORY,) * 2)
    resource.setrlimit(resource.RLIMIT_CPU, (60, 60))


def _word(path: Path, store: Path) -> str:
    try:
        read = _read(path)
        return read if isinstance(read, str) else _planned(path, read, store)
    except MemoryError:
        return "too_large"
    except BaseException as error:  # noqa: BLE001  whatever it is, it is what we look for
        line = traceback.extract_tb(error.__traceback__)[-1]
        return f"{type(error).__name__}_{Path(line.filename).stem}_{line.lineno}"


def _read(path: Path) -> Workbook | str:
    """Return the content of a file, or the word for why it has none."""
    found: list[Sheet] = []
    for message in parser_process.messages(Wanted(str(path))):
        match message:
            case SheetStart(name, hidden, merges):
                found.append(Sheet(name, hidden, [], merges))
            case list():
                found[-1].rows.extend(message)
            case Finished(kind, epoch_1904):
                return Workbook(path.name, kind, tuple(found), epoch_1904=epoch_1904)
            case Failure():
                return str(message)
    return "no_end"


def _planned(path: Path, book: Workbook, store: Path) -> str:
    """Plan the likely sheets and give all their rows back."""
    desk = opening.unlock_open(store)
    try:
        for offer in sheets.taken(desk, book):
            choices = Choices(place=offer.place)
            found = imports.propose(desk, book, path, offer.name, choices=choices)
            if len(found.plan.rows) != len(found.header.data):
                return "rows_lost"
            wanted = len(returned.rows(found))
            if returned.write([found], store.with_name("back.xlsx")) != wanted:
                return "rows_not_returned"
    except UserError:
        return "no_people"
    finally:
        desk.store.close()
    return "planned"


if __name__ == "__main__":
    main()
