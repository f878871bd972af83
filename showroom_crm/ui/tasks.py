"""The only threading: one thread reads, one writes, one does what takes long; results come back."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QObject, Qt, QThreadPool, Signal
from shiboken6 import isValid

from showroom_crm.errors import UserError
from showroom_crm.values.operations import Changes

T = TypeVar("T")
_FOREVER = -1


class Cancelled(Exception):
    """Raised inside work whose job was cancelled, where it reports its progress."""


class Job(QObject):
    """One piece of work: hand `report` to an operation as its progress callback; `cancel` any time.

    A cancelled job that has not begun never does, and the result of one under way is dropped.
    """

    progressed = Signal(float, float)  # done, of how much
    said = Signal(str)  # what is being done now, already translated
    ended = Signal()  # whether done, failed or cancelled

    def __init__(self, parent: QObject | None = None) -> None:
        """Make a job that has not begun."""
        super().__init__(parent)
        self._cancelled = threading.Event()

    @property
    def cancelled(self) -> bool:
        """Whether `cancel` was called."""
        return self._cancelled.is_set()

    def cancel(self) -> None:
        """Ask the work to stop at its next report; its result will not be delivered."""
        self._cancelled.set()

    def report(self, done: float, total: float = 1.0) -> None:
        """Tell the window how far the work is; raises Cancelled when nobody wants it any more."""
        if self.cancelled:
            raise Cancelled
        self.progressed.emit(done, total)


@dataclass(slots=True, eq=False)
class _Errand:
    work: Callable[[], Any]
    then: Callable[[Any], object] | None
    failed: Callable[[UserError], object] | None
    job: Job
    writes: bool = False
    told: str = ""
    result: Any = None
    error: BaseException | None = field(default=None)


class Tasks(QObject):
    """Runs plain functions off the window's thread; made once by app.py, handed to the places."""

    written = Signal(object, str)  # Changes, and what to say of it ("" says nothing)
    refused = Signal(object)  # the UserError of work whose asker does not show errors itself
    busy_changed = Signal(bool)  # whether anything is being written
    _done = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        """Start the lanes."""
        super().__init__(parent)
        self._reading, self._writing, self._long = _lane(self), _lane(self), _lane(self)
        self._open: set[_Errand] = set()
        self._done.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """Whether any work is waiting, under way or not yet delivered."""
        return bool(self._open)

    def read(
        self,
        work: Callable[[], T],
        then: Callable[[T], object] | None = None,
        failed: Callable[[UserError], object] | None = None,
        job: Job | None = None,
        urgent: bool = False,
        *,
        long: bool = False,
    ) -> Job:
        """Run `work` on the reading lane, then `then(result)` or `failed(UserError)` here.

        Neither is called when it is a method of a widget that is gone by then, or `job` was
        cancelled. Without `failed` the window shows the error. `urgent` work (what is on screen)
        goes before what waits. `long` work (a file, a comparison of all customers) has a lane of
        its own, so that no list waits for it.
        """
        lane = self._long if long else self._reading
        return self._start(lane, _Errand(work, then, failed, job or Job(self)), urgent)

    def write(
        self,
        work: Callable[[], T],
        then: Callable[[T], object] | None = None,
        failed: Callable[[UserError], object] | None = None,
        job: Job | None = None,
        told: str = "",
    ) -> Job:
        """Run `work` on the writing lane; as `read`, and every place hears of the changes it made.

        `told` is said in the bar with an Undo beside it.
        """
        self.busy_changed.emit(True)
        errand = _Errand(work, then, failed, job or Job(self), writes=True, told=told)
        return self._start(self._writing, errand)

    def wait_for_done(self, milliseconds: int = 60_000) -> bool:
        """Finish and deliver all work, at most so long; return whether all is done."""
        clock = QElapsedTimer()
        clock.start()
        while self.busy and clock.elapsed() < milliseconds:
            for lane in (self._reading, self._writing, self._long):
                lane.waitForDone(5)
            QCoreApplication.sendPostedEvents(self)
        return not self.busy

    def finish(self) -> None:
        """Drop what is only read, and wait as long as it takes until all is written."""
        for errand in self._open:
            if not errand.writes:
                errand.job.cancel()
        while not self.wait_for_done():
            pass

    def _start(self, lane: QThreadPool, errand: _Errand, urgent: bool = False) -> Job:
        self._open.add(errand)
        lane.start(lambda: self._run(errand), int(urgent))
        return errand.job

    def _run(self, errand: _Errand) -> None:
        try:
            if not errand.job.cancelled:
                errand.result = errand.work()
        except Exception as error:  # noqa: BLE001 - delivered to the window's thread, raised there
            errand.error = error
        self._done.emit(errand)

    def _deliver(self, errand: _Errand) -> None:
        self._open.discard(errand)
        if errand.writes:
            self._tell(errand)
        job = errand.job
        try:
            self._hand_over(errand)
        finally:  # after a fault too: whoever follows the job must not wait for ever
            job.ended.emit()
            if job.parent() is self:
                job.deleteLater()

    def _hand_over(self, errand: _Errand) -> None:
        error, wanted = errand.error, not errand.job.cancelled
        if isinstance(error, UserError):
            if wanted:
                self._refuse(errand, error)
        elif isinstance(error, Cancelled):
            pass
        elif error is not None:
            raise error
        elif errand.then and wanted and _wanted(errand.then):
            errand.then(errand.result)

    def _tell(self, errand: _Errand) -> None:
        if not any(each.writes for each in self._open):
            self.busy_changed.emit(False)
        if changes := _changes_in(errand.result):
            self.written.emit(changes, errand.told)

    def _refuse(self, errand: _Errand, error: UserError) -> None:
        if errand.failed is None:
            self.refused.emit(error)
        elif _wanted(errand.failed):
            errand.failed(error)


def _lane(parent: QObject) -> QThreadPool:
    lane = QThreadPool(parent)
    lane.setMaxThreadCount(1)
    lane.setExpiryTimeout(_FOREVER)  # a thread that ended would take its warm connection along
    return lane


def _wanted(call: Callable[..., object]) -> bool:
    """Return whether the widget whose method `call` is still lives."""
    owner = getattr(getattr(call, "func", call), "__self__", None)
    return not isinstance(owner, QObject) or isValid(owner)


def _changes_in(result: object) -> Changes | None:
    """Return the changes a write gave back: alone, beside something else, or inside a record."""
    if isinstance(result, Changes):
        return result
    if isinstance(result, tuple):
        return next((part for part in result if isinstance(part, Changes)), None)
    inside = getattr(result, "changes", None)
    return inside if isinstance(inside, Changes) else None
