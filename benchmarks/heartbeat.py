"""The heartbeat of the window: how long it did not answer, and what was going on meanwhile."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer

_EVERY = 5  # milliseconds between two beats


@dataclass(frozen=True, slots=True)
class Stall:
    """How many seconds the window did not answer, and during what."""

    seconds: float
    during: str


class Heartbeat(QObject):
    """Beats in the window's thread from now on; a beat that comes late tells of a stall."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin to beat."""
        super().__init__(parent)
        self.during = ""
        self.stalls: list[Stall] = []
        self._until: Callable[[], object] | None = None
        self._loop = QEventLoop(self)
        self._timer = QTimer(self, timerType=Qt.TimerType.PreciseTimer, interval=_EVERY)
        self._timer.timeout.connect(self._beat)
        self._last = time.perf_counter()
        self._timer.start()

    def run(self, during: str, step: Callable[[], object], until: Callable[[], object]) -> float:
        """Do `step` in the window's thread, live on `until` it is over; return the seconds."""
        begun = time.perf_counter()
        self.during = during
        QTimer.singleShot(0, self, step)
        QTimer.singleShot(0, self, lambda: setattr(self, "_until", until))
        self._loop.exec()
        return time.perf_counter() - begun

    def forget(self) -> None:
        """Begin anew: what came before is not counted."""
        self.stalls.clear()
        self._last = time.perf_counter()

    def worst(self, count: int = 1) -> list[Stall]:
        """Return the longest stalls, the longest first."""
        return sorted(self.stalls, key=lambda stall: -stall.seconds)[:count]

    def _beat(self) -> None:
        now = time.perf_counter()
        self.stalls.append(Stall(max(0.0, now - self._last - _EVERY / 1000), self.during))
        self._last = now
        if self._until is not None and self._until():
            self._until = None
            self._loop.exit()
