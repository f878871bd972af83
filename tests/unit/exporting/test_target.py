"""A file takes its place whole or not at all, and the sentence says why not."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from showroom_crm.errors import DiskFull, NoPermission, NotFound, TargetInUse, UserError
from showroom_crm.exporting import tables
from showroom_crm.exporting.look import TableLook
from showroom_crm.exporting.target import free_name, replacing
from showroom_crm.values.customers import CustomerLine

LineMaker = Callable[..., CustomerLine]


def names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


@contextmanager
def files_limited_to(size: int) -> Iterator[None]:
    resource = pytest.importorskip("resource", reason="not on Windows")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_file_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    target = tmp_path / "list.txt"
    target.write_text("old")
    with replacing(target) as draft:
        draft.write_text("new")
        assert target.read_text() == "old"
    assert target.read_text() == "new"
    assert names(tmp_path) == ["list.txt"]


def test_failure_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "list.txt"
    target.write_text("old")
    with pytest.raises(ZeroDivisionError), replacing(target) as draft:
        draft.write_text(f"half {1 // 0}")
    assert target.read_text() == "old"
    assert names(tmp_path) == ["list.txt"]


def test_full_disk_is_told_and_leaves_no_trace(
    tmp_path: Path, line: LineMaker, look: TableLook
) -> None:
    target = tmp_path / "list.xlsx"
    target.write_text("old")
    lines = (line(id=number, remark="很长的备注" * 200) for number in range(2000))
    with files_limited_to(100_000), pytest.raises(DiskFull, match=r"list\.xlsx was not saved"):
        tables.write_customers(target, lines, look=look)
    assert target.read_text() == "old"
    assert names(tmp_path) == ["list.xlsx"]


def test_disk_that_fills_while_the_workbook_is_closed(tmp_path: Path, look: TableLook) -> None:
    target = tmp_path / "list.xlsx"
    with files_limited_to(3_000), pytest.raises(DiskFull):
        tables.write_customers(target, [], look=look)
    assert names(tmp_path) == []


def test_open_target_is_told_with_another_name(tmp_path: Path) -> None:
    target = tmp_path / "list.xlsx"
    target.write_text("open")
    (tmp_path / "~$list.xlsx").write_text("")
    with pytest.raises(TargetInUse, match=r"save as list \(2\)\.xlsx"), replacing(target):
        pytest.fail("nothing may be written while the target is open")
    assert target.read_text() == "open"


def test_folder_in_the_way(tmp_path: Path) -> None:
    target = tmp_path / "list.xlsx"
    target.mkdir()
    with pytest.raises(TargetInUse, match="is a folder"), replacing(target) as draft:
        draft.write_text("new")
    assert names(tmp_path) == ["list.xlsx"]


def test_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="nowhere"), replacing(tmp_path / "nowhere" / "list.xlsx"):
        pytest.fail("there is no folder to write into")


@pytest.mark.skipif(getattr(os, "geteuid", lambda: 0)() == 0, reason="root may write everywhere")
def test_folder_one_may_not_write_into(tmp_path: Path) -> None:
    tmp_path.chmod(0o555)
    try:
        with pytest.raises(NoPermission), replacing(tmp_path / "list.xlsx"):
            pytest.fail("the folder is closed")
    finally:
        tmp_path.chmod(0o755)


def test_denied_by_the_system(tmp_path: Path) -> None:
    with (
        pytest.raises(NoPermission, match="Choose another folder"),
        replacing(tmp_path / "list.xlsx"),
    ):
        raise PermissionError(13, "denied")


def test_free_name_skips_taken_ones(tmp_path: Path) -> None:
    for name in ("a.xlsx", "a (2).xlsx"):
        (tmp_path / name).touch()
    assert free_name(tmp_path / "a.xlsx").name == "a (3).xlsx"


@pytest.mark.skipif(os.name == "nt", reason="other bounds, and pipes have no place in its folders")
def test_the_longest_names_and_a_pipe(tmp_path: Path) -> None:
    longest = tmp_path / ("x" * 251 + ".txt")
    with replacing(longest) as draft:
        draft.write_text("new")
    assert longest.read_text() == "new"
    os.mkfifo(tmp_path / "pipe.csv")
    for name in ("x" * 252 + ".txt", "长" * 100 + ".xlsx", "pipe.csv"):
        with pytest.raises(UserError), replacing(tmp_path / name) as draft:
            draft.write_text("new")
    assert names(tmp_path) == ["pipe.csv", longest.name]
