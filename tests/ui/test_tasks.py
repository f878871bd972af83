"""Work runs off the window's thread, in order, and comes back whole or not at all."""

import threading
from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from showroom_crm.errors import UserError
from showroom_crm.ui.tasks import Job, Tasks
from showroom_crm.values.operations import Changes


@pytest.fixture
def tasks(qtbot: QtBot) -> Iterator[Tasks]:
    made = Tasks()
    yield made
    assert made.wait_for_done()


def test_result_arrives_on_the_windows_thread(tasks: Tasks) -> None:
    seen: list[tuple[int, int]] = []
    tasks.read(threading.get_ident, lambda worker: seen.append((worker, threading.get_ident())))
    assert tasks.wait_for_done()
    [(worker, here)] = seen
    assert here == threading.get_ident() != worker


def test_writes_keep_their_order_and_one_thread(tasks: Tasks) -> None:
    done: list[tuple[int, int]] = []

    def note(number: int) -> None:
        done.append((number, threading.get_ident()))

    for number in range(20):
        tasks.write(partial(note, number))
    assert tasks.wait_for_done()
    assert [number for number, _ in done] == list(range(20))
    assert len({thread for _, thread in done}) == 1


def test_what_is_on_screen_does_not_wait_for_long_work(tasks: Tasks) -> None:
    go, seen = threading.Event(), list[str]()

    def file() -> str:
        assert go.wait(10)
        return "file"

    def show(found: str) -> None:
        seen.append(found)
        go.set()

    tasks.read(file, seen.append, long=True)
    tasks.read(lambda: "list", show)
    assert tasks.wait_for_done()
    assert seen == ["list", "file"]


def test_a_mistake_goes_to_whoever_asked_or_to_the_window(tasks: Tasks) -> None:
    def mistake() -> None:
        raise UserError("The file is gone.")

    here: list[UserError] = []
    window: list[UserError] = []
    tasks.refused.connect(window.append)
    tasks.read(mistake, failed=here.append)
    tasks.write(mistake)
    assert tasks.wait_for_done()
    assert [str(error) for error in here] == ["The file is gone."]
    assert [str(error) for error in window] == ["The file is gone."]


def test_a_fault_surfaces_here(tasks: Tasks) -> None:
    def fault() -> None:
        raise ZeroDivisionError

    ended: list[str] = []
    with capture_exceptions() as caught:
        tasks.read(fault).ended.connect(partial(ended.append, "ended"))
        assert tasks.wait_for_done()
    assert ended == ["ended"]  # a progress bar must not turn for ever
    assert [kind for kind, _error, _trace in caught] == [ZeroDivisionError]


def test_every_place_hears_of_a_write(tasks: Tasks) -> None:
    heard: list[tuple[Changes, str]] = []
    tasks.written.connect(lambda changes, told: heard.append((changes, told)))
    one, two = Changes(1, "edit", frozenset({7})), Changes(2, "register", frozenset({8}))
    tasks.write(lambda: one, told="Saved")
    tasks.write(lambda: (8, two))
    tasks.write(lambda: "nothing to tell")
    tasks.read(lambda: one)
    assert tasks.wait_for_done()
    assert heard == [(one, "Saved"), (two, "")]


def test_nothing_is_delivered_to_a_widget_that_is_gone(tasks: Tasks) -> None:
    label = QLabel("old")
    tasks.read(lambda: "new", label.setText)
    delete(label)
    assert tasks.wait_for_done()


def test_a_cancelled_job_stops_and_tells_nobody(tasks: Tasks) -> None:
    begun, go_on = threading.Event(), threading.Event()
    results: list[str] = []
    job = Job()

    def work() -> str:
        begun.set()
        go_on.wait(5)
        job.report(1, 2)
        return "finished"

    waiting = tasks.read(work, results.append, job=job)
    never = tasks.read(lambda: "never", results.append)
    assert begun.wait(5)
    assert waiting is job
    job.cancel()
    never.cancel()
    go_on.set()
    assert tasks.wait_for_done()
    assert results == []


def test_a_mistake_of_a_job_nobody_wants_any_more_is_not_told(tasks: Tasks) -> None:
    begun, go_on = threading.Event(), threading.Event()
    told: list[UserError] = []
    tasks.refused.connect(told.append)

    def work() -> None:
        begun.set()
        go_on.wait(5)
        raise UserError("This customer is no longer there.")

    jobs = [tasks.read(work), tasks.read(work, failed=told.append)]
    assert begun.wait(5)
    for job in jobs:
        job.cancel()
    go_on.set()
    assert tasks.wait_for_done()
    assert told == []


def test_at_the_end_reading_is_dropped_and_writing_is_waited_for(tasks: Tasks) -> None:
    begun, over, done = threading.Event(), threading.Event(), list[str]()
    job = Job(tasks)

    def compare() -> None:
        begun.set()
        while not over.wait(0.001):
            job.report(0)

    def write() -> None:
        assert begun.wait(10)
        done.append("written")

    tasks.read(compare, lambda _nothing: done.append("read"), job=job, long=True)
    tasks.write(write)
    assert begun.wait(10)
    tasks.finish()
    over.set()
    assert done == ["written"]
    assert not tasks.busy


def test_progress_is_heard(tasks: Tasks, qtbot: QtBot) -> None:
    job = Job()
    with qtbot.waitSignal(job.progressed) as heard:
        tasks.write(lambda: job.report(3, 4), job=job)
    assert heard.args == [3.0, 4.0]


def test_busy_until_delivered(tasks: Tasks) -> None:
    states = [tasks.busy]
    tasks.read(lambda: None)
    states.append(tasks.busy)
    assert tasks.wait_for_done()
    assert [*states, tasks.busy] == [False, True, False]
