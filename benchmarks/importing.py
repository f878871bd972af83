"""Importing a workbook whole, and undoing it, against reading and writing its cells bare."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from itertools import count
from pathlib import Path

from benchmarks.lines import Bench, Case, Line, Unit
from benchmarks.listing import PAGE
from benchmarks.showroom import TODAY
from scripts.samples import large
from showroom_crm.operations import history, imports, opening
from showroom_crm.operations.desk import Desk
from showroom_crm.store import customers, driver, keys, listing
from showroom_crm.values.queries import CustomerQuery

_COLUMNS = len(large.COLUMNS)
_numbers = count()


def whole_import(desk: Desk, file: Path) -> int:
    """Do all of an import: read, propose, apply, list anew; return the operation."""
    workbook = imports.read(file)
    result = imports.apply(desk, imports.propose(desk, workbook, file))
    ids = listing.ids(desk.store, CustomerQuery(), TODAY)
    customers.lines(desk.store, ids[:PAGE], TODAY)
    assert result.operation is not None
    assert result.read == result.inserted + result.updated + result.unchanged
    return result.operation


def _file(bench: Bench, rows: int) -> Path:
    file = bench.folder / f"{rows}.xlsx"
    if not file.exists():
        large.write(file, rows)
    return file


def _empty(bench: Bench) -> Desk:
    return opening.create_sample(
        bench.folder / f"import-{next(_numbers)}", "Benchmark", "Manager", TODAY
    )


def _bare(file: Path, folder: Path) -> None:
    """Read with calamine, write every cell into one table of an encrypted file."""
    from python_calamine import load_workbook

    folder.mkdir(exist_ok=True)
    rows = load_workbook(file).get_sheet_by_index(0).to_python()
    path = folder / f"bare-{next(_numbers)}.db"
    connection = driver.connect(path, keys.new_key())
    connection.execute("BEGIN")
    names = ", ".join(f"c{number}" for number in range(_COLUMNS))
    connection.execute(f"CREATE TABLE cells ({names})")
    places = ", ".join("?" * _COLUMNS)
    connection.executemany(
        f"INSERT INTO cells VALUES ({places})",  # noqa: S608 - question marks
        [[cell if isinstance(cell, str | float) else str(cell) for cell in row] for row in rows],
    )
    connection.execute("COMMIT")
    connection.close()


class _Desk:
    """A desk that is another one for every turn."""

    def __init__(self, bench: Bench) -> None:
        """Have none yet."""
        self._bench = bench
        self.desk: Desk | None = None

    def fresh(self) -> Desk:
        """Leave the last showroom and open an empty one, ready for a file as the window is."""
        imports.get_ready()
        if self.desk is not None:
            opening.close(self.desk)
        self.desk = _empty(self._bench)
        return self.desk

    def copied(self) -> Desk:
        """Leave the last showroom and open a copy of the full one, ready as the window is."""
        imports.get_ready()
        if self.desk is not None:
            opening.close(self.desk)
        folder = self._bench.folder / f"import-{next(_numbers)}"
        source = self._bench.desk.store.folder
        self._bench.close()
        shutil.copytree(source, folder, ignore=shutil.ignore_patterns("*.lock"))
        self.desk = opening.unlock_open(folder)
        return self.desk

    def now(self) -> Desk:
        """Return the present one."""
        assert self.desk is not None
        return self.desk


def _into_empty(bench: Bench) -> Case:
    file, turn = _file(bench, bench.size.rows), _Desk(bench)
    return Case(
        work=lambda: _done(whole_import, turn.now(), file),
        floor=lambda: _bare(file, bench.folder / "bare"),
        before=turn.fresh,
    )


def _into_full(bench: Bench) -> Case:
    """Import as many rows as there are customers, the first half of them known."""
    half = bench.size.customers // 2
    file = bench.folder / "half.xlsx"
    large.write(file, 2 * half, start=half)
    turn = _Desk(bench)
    return Case(
        work=lambda: _done(whole_import, turn.now(), file),
        floor=lambda: _bare(file, bench.folder / "bare"),
        before=turn.copied,
        repeat=1,
    )


def _undoing(bench: Bench) -> Case:
    file, turn = _file(bench, bench.size.rows), _Desk(bench)
    last = [0]

    def imported() -> float:
        desk = turn.fresh()
        begun = time.perf_counter()
        last[0] = whole_import(desk, file)
        return time.perf_counter() - begun

    return Case(lambda: _done(history.undo, turn.now(), last[0]), imported)


def _memory(bench: Bench) -> Case:
    file = _file(bench, bench.size.rows)

    def work() -> float:
        folder = bench.folder / f"import-{next(_numbers)}"
        command = [sys.executable, "-m", "benchmarks.imported", str(file), str(folder)]
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
        return float(json.loads(done.stdout.splitlines()[-1])["megabytes"])

    return Case(work, repeat=1)


def _done(step: object, *arguments: object) -> None:
    """Do a step whose answer is not a measure of its own."""
    assert callable(step)
    step(*arguments)


_FLOOR = "calamine, then executemany of the same cells into SQLCipher"
LINES = (
    Line("import a workbook of 25 columns into an empty showroom", _into_empty, 5, floor=_FLOOR),
    Line("memory of that import", _memory, 350, Unit.MEGABYTES),
    Line("undo that import", _undoing, 1, floor="the import itself"),
    Line(
        "import as many rows as there are customers, half of them known",
        _into_full,
        6,
        floor=_FLOOR,
    ),
)
