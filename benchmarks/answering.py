"""How long the window may be still while a file is opened, reviewed, imported and taken back."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from functools import cache

from benchmarks.lines import Bench, Case, Line, Unit
from scripts.samples import large

_RUN = "import sys; from benchmarks.answered import main; main(*sys.argv[1:])"
"""Not `-m`: the process that parses the file would load the whole window again."""
_FOLDERS = ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "LOCALAPPDATA")


@cache
def _measured(bench: Bench, rows: int, turn: int) -> dict[str, float | str]:
    """Import `rows` rows, half of them of known customers, in a window on a copy of the showroom.

    `turn` tells several runs apart.
    """
    home = bench.folder / "answering"
    file = home / f"{rows}.xlsx"
    if not file.exists():
        home.mkdir(exist_ok=True)
        large.write(file, rows, start=bench.size.customers - rows // 2)
    folder = home / f"{rows}-{turn}"
    source = bench.desk.store.folder
    bench.close()
    shutil.copytree(source, folder, ignore=shutil.ignore_patterns("*.lock"))
    environment = {
        **os.environ,
        **dict.fromkeys(_FOLDERS, str(home)),
        "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"),
    }
    command = [sys.executable, "-c", _RUN, str(folder), str(file)]
    done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    shutil.rmtree(folder)
    measured: dict[str, float | str] = json.loads(done.stdout.splitlines()[-1])
    return measured


def _stalled(bench: Bench) -> Case:
    turns = iter(range(1, 1 << 30))
    return Case(lambda: float(_measured(bench, bench.size.rows, next(turns))["seconds"]))


def _stalled_by_many(bench: Bench) -> Case:
    return Case(lambda: float(_measured(bench, bench.size.customers, 0)["seconds"]), repeat=1)


def _memory(bench: Bench) -> Case:
    return Case(lambda: float(_measured(bench, bench.size.customers, 0)["megabytes"]), repeat=1)


_MS = Unit.MILLISECONDS
LINES = (
    Line("longest stall of the window during an import and its undo", _stalled, 100, _MS),
    Line(
        "the same with as many rows as there are customers, half of them known",
        _stalled_by_many,
        100,
        _MS,
    ),
    Line("memory of the window until that import is done", _memory, 900, Unit.MEGABYTES),
)
