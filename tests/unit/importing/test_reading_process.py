"""A process waits for the next file, is used once, and never outlives its purpose."""

import multiprocessing
from collections.abc import Iterator
from pathlib import Path

import pytest

from showroom_crm.importing import reading, reading_process
from showroom_crm.importing.reading_process import ReadingProcess


@pytest.fixture(autouse=True)
def _nobody_waits() -> Iterator[None]:
    reading_process.let_go()
    yield
    reading_process.let_go()
    assert multiprocessing.active_children() == []


def read(folder: Path) -> list[object]:
    file = folder / "a.csv"
    file.write_text("name,phone\nAnna,13800000001\n", "utf-8")
    return list(reading.read(file).sheets[0].rows[1])


def test_the_one_that_waits_reads_the_next_file_and_ends(tmp_path: Path) -> None:
    reading_process.get_ready()
    reading_process.get_ready()
    [waiting] = multiprocessing.active_children()
    assert read(tmp_path) == ["Anna", "13800000001"]
    assert waiting not in multiprocessing.active_children()
    assert read(tmp_path) == ["Anna", "13800000001"]


def test_one_that_died_while_waiting_is_replaced(tmp_path: Path) -> None:
    reading_process.get_ready()
    [waiting] = multiprocessing.active_children()
    waiting.kill()
    waiting.join()
    assert read(tmp_path) == ["Anna", "13800000001"]


def test_it_ends_when_nobody_is_left_to_ask_it() -> None:
    process = ReadingProcess()
    process.channel.close()
    [waiting] = multiprocessing.active_children()
    waiting.join(20)
    assert waiting.exitcode == 0
    process.end()
