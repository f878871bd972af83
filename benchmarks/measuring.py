"""Measuring one line: work and floor in turns, so that a busy moment hits both."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.lines import Bench, Line, Step, Unit

GROSS = 2.0  # how many times its budget a line may take before it counts as broken


@dataclass(frozen=True, slots=True)
class Result:
    """What work and floor took in seconds (or megabytes), and what that is by the budget."""

    line: Line
    work: float
    floor: float | None

    @property
    def value(self) -> float:
        """The result in the unit of the budget."""
        if self.line.unit is Unit.TIMES and self.floor:
            return self.work / self.floor
        return self.work * 1000 if self.line.unit is Unit.MILLISECONDS else self.work

    @property
    def within(self) -> bool:
        """Whether the budget is kept."""
        return self.value <= self.line.budget

    @property
    def broken(self) -> bool:
        """Whether the budget is exceeded so far that no busy machine explains it."""
        return self.value > self.line.budget * GROSS


def measure(line: Line, bench: Bench) -> Result:
    """Prepare and measure one line; the first of several turns only warms up."""
    case = line.prepare(bench)
    gc.unfreeze()
    gc.collect()
    gc.freeze()  # what the preparation made is not searched again at each turn
    works, floors = [], []
    repeat = case.repeat or bench.size.repeat
    for turn in range(repeat + 1 if repeat > 1 else 1):
        if case.floor:
            floors.append(_taken(case.floor))
        if case.before:
            case.before()
        works.append(_taken(case.work))
        if turn == 0 and repeat > 1:
            works.clear()
            floors.clear()
    floor = statistics.median(floors) if floors else None
    return Result(line, at_percentile(works, line.percentile), floor)


def at_percentile(values: Sequence[float], percentile: int) -> float:
    """Return the value that `percentile` percent of all do not exceed."""
    ordered = sorted(values)
    if percentile == 50:
        return statistics.median(ordered)
    return ordered[min(len(ordered) - 1, -(-len(ordered) * percentile // 100) - 1)]


def most_megabytes() -> float:
    """Return the most memory this process has taken so far."""
    status = Path("/proc/self/status")
    if status.exists():  # what `getrusage` tells on Linux begins with the memory of the parent
        (line,) = (line for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
        return int(line.split()[1]) / (1 << 10)
    import resource  # not on Windows

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20)


def _taken(step: Step) -> float:
    gc.collect()
    begun = time.perf_counter()
    measured = step()
    return measured if isinstance(measured, float) else time.perf_counter() - begun
