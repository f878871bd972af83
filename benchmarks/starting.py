"""Starting the program on a full showroom, against a bare window; the memory its list takes."""

from __future__ import annotations

import json
import os
import secrets
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.lines import Bench, Case, Line, Unit
from showroom_crm.operations import opening
from showroom_crm.store import keys

_STARTS = 5
_PASSWORD = "a long enough password 1"


def _start(what: str, home: Path) -> dict[str, float]:
    """Start a process and return what it measured; its preferences live in `home`."""
    folders = ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "LOCALAPPDATA")
    environment = {
        **os.environ,
        **dict.fromkeys(folders, str(home)),
        "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"),
    }
    command = [sys.executable, "-m", "benchmarks.started", what, str(time.monotonic())]
    done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    measured: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return measured


def _until(event: str) -> Callable[[Bench], Case]:
    def prepare(bench: Bench) -> Case:
        home, folder = _ready(bench)
        return Case(
            work=lambda: _start(str(folder), home)[event],
            floor=lambda: _start("bare", home)["window"],
            repeat=_STARTS,
        )

    return prepare


def _memory(bench: Bench) -> Case:
    home, folder = _ready(bench)
    return Case(
        work=lambda: _start(str(folder), home)["megabytes"],
        floor=lambda: _start("bare", home)["megabytes"],
        repeat=2,
    )


def _ready(bench: Bench) -> tuple[Path, Path]:
    """Have the showroom filled and leave it, so that the program may open it."""
    opening.start_day(bench.desk)  # the day has begun: nobody is scored anew at the start
    folder = bench.desk.store.folder
    bench.close()
    home = bench.folder / "home"
    home.mkdir(exist_ok=True)
    assert opening.exists(folder)
    return home, folder


def _unlocking(bench: Bench) -> Case:
    folder, salt = bench.folder / "locked", secrets.token_bytes(16)
    desk, _code = opening.create(folder, "Benchmark", "Manager", _PASSWORD)
    opening.close(desk)

    def work() -> float:
        begun = time.perf_counter()
        desk = opening.unlock(folder, "Manager", _PASSWORD)
        taken = time.perf_counter() - begun
        opening.close(desk)
        return taken

    return Case(work, lambda: keys.derive(_PASSWORD, salt), repeat=_STARTS)


_FLOOR = "a bare window with an empty table"
LINES = (
    Line("start of the process to the painted window", _until("window"), 1.6, floor=_FLOOR),
    Line("start of the process to the painted list", _until("rows"), 4.5, floor=_FLOOR),
    Line("unlock with a password", _unlocking, 1.25, floor="one argon2id at its parameters"),
    Line("memory with the list open", _memory, 200, Unit.MEGABYTES, _FLOOR),
)
