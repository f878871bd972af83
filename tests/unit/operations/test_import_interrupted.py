"""An import that is cut off at any moment leaves the showroom as it was, or is there whole."""

import datetime as dt
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from showroom_crm.operations import imports, opening, returned
from showroom_crm.store import counts, health
from showroom_crm.values.import_choices import Choices
from showroom_crm.values.progress import Stage

DAY = dt.date(2026, 11, 20)
ROWS = 1500
_PROGRAM = """
import os, sys
from pathlib import Path
from showroom_crm.errors import DiskFull
from showroom_crm.operations import imports, opening
from showroom_crm.values.sheets import Sheet, Workbook

folder, stage, share, largest, count = sys.argv[1:]
desk = opening.unlock_open(Path(folder))
rows = [["姓名", "手机", "意向级别", "备注"]]
rows += [["张伟", f"138{i:08}", "H", "看车" * 400] for i in range(int(count))]
book = Workbook("表.xlsx", "xlsx", (Sheet("表", False, rows),))
proposal = imports.propose(desk, book, Path("表.xlsx"))

def report(at, done):
    if at == stage and done >= float(share):
        os.kill(os.getpid(), 9)

if int(largest):
    import resource
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(largest),) * 2)
try:
    imports.apply(desk, proposal, report)
except DiskFull as error:
    print("full", error.text)
else:
    print("done")
"""


def run(folder: Path, stage: str = "", share: float = 0, largest: int = 0) -> tuple[int, str]:
    """Import in a program of its own; return how it ended and what it said."""
    given = map(str, (folder, stage, share, largest, ROWS))
    command = [sys.executable, "-c", _PROGRAM, *given]
    ended = subprocess.run(command, capture_output=True, check=False, timeout=120)
    return ended.returncode, ended.stdout.decode() or ended.stderr.decode()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the folder of a showroom nobody sits at."""
    opening.close(opening.create_sample(tmp_path / "s", "展厅", "王芳", DAY))
    return tmp_path / "s"


def sound(folder: Path) -> int:
    """Return how many customers a showroom has whose file is without fault."""
    desk = opening.unlock_open(folder)
    try:
        found = health.check(desk.store)
        assert (found.problems, found.not_indexed) == ((), 0)
        return counts.customers(desk.store)
    finally:
        opening.close(desk)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows kills in another way")
@pytest.mark.parametrize(
    ("stage", "share"),
    [(Stage.SECURING, 0), (Stage.WRITING, 0), (Stage.WRITING, 0.9), (Stage.SCORING, 0)],
)
def test_a_program_killed_while_it_imports(folder: Path, stage: Stage, share: float) -> None:
    code, _said = run(folder, stage, share)
    assert code == -signal.SIGKILL
    assert sound(folder) == 0
    assert run(folder) == (0, "done\n")
    assert sound(folder) == ROWS


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no limit on the size of files")
def test_a_disk_that_fills_while_importing(folder: Path) -> None:
    code, said = run(folder, largest=max(p.stat().st_size for p in folder.iterdir()) + 500_000)
    assert (code, said[:4]) == (0, "full")
    assert sound(folder) == 0
    assert run(folder) == (0, "done\n")


@pytest.mark.parametrize("becomes", [None, "", "别的,东西\n1,2\n"])
def test_the_file_may_go_or_change_once_it_is_read(
    folder: Path, tmp_path: Path, becomes: str | None
) -> None:
    file = tmp_path / "leads.csv"
    file.write_text("姓名,手机\n张伟,13800000001\n,\n,139\n", "utf-8")
    desk = opening.unlock_open(folder)
    proposal = imports.propose(desk, imports.read(file), file, choices=Choices())
    if becomes is None:
        file.unlink()
    else:
        file.write_text(becomes, "utf-8")
    assert imports.apply(desk, proposal).inserted == 1
    for name in ("back.xlsx", "back.csv"):
        assert returned.write([proposal], tmp_path / name) == 1
        again = imports.read(tmp_path / name)
        assert again.sheets[0].rows[1][1] == "139"
    opening.close(desk)
