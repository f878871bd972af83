"""The budget tells what is within it, what is over, and what must stop a change."""

from pathlib import Path

import pytest

from benchmarks.lines import SIZES, Bench, Case, Line, Unit
from benchmarks.measuring import Result, at_percentile, measure
from benchmarks.results import page, sentence

TIMES = Line("work", lambda _bench: Case(lambda: None), budget=2, floor="the least")
WAIT = Line("wait", lambda _bench: Case(lambda: None), 40, Unit.MILLISECONDS, percentile=95)


@pytest.mark.parametrize(
    ("line", "work", "floor", "within", "broken"),
    [
        (TIMES, 1.9, 1.0, True, False),
        (TIMES, 3.9, 1.0, False, False),
        (TIMES, 4.1, 1.0, False, True),
        (WAIT, 0.039, 1.0, True, False),
        (WAIT, 0.041, None, False, False),
        (WAIT, 0.081, None, False, True),
    ],
)
def test_verdicts(line: Line, work: float, floor: float | None, within: bool, broken: bool) -> None:
    result = Result(line, work, floor)
    assert (result.within, result.broken) == (within, broken)


def test_percentiles() -> None:
    values = [float(number) for number in range(1, 101)]
    assert at_percentile(values, 50) == 50.5
    assert at_percentile(values, 95) == 95
    assert at_percentile(values, 100) == 100
    assert at_percentile([3.0], 95) == 3


def test_a_line_is_prepared_once_and_run_in_turns_with_its_floor(tmp_path: Path) -> None:
    order: list[str] = []

    def step(name: str, seconds: float) -> float:
        order.append(name)
        return seconds

    def prepare(_bench: Bench) -> Case:
        order.append("prepare")
        return Case(
            work=lambda: step("work", 3.0),
            floor=lambda: step("floor", 1.5),
            before=lambda: step("before", 0.0),
            repeat=2,
        )

    result = measure(Line("x", prepare, 3), Bench(SIZES["small"], tmp_path))
    assert order == ["prepare", *["floor", "before", "work"] * 3]
    assert result.value == 2


def test_a_step_may_measure_itself(tmp_path: Path) -> None:
    line = Line("memory", lambda _bench: Case(lambda: 120.0, repeat=1), 200, Unit.MEGABYTES)
    result = measure(line, Bench(SIZES["small"], tmp_path))
    assert result.value == 120
    assert "120 MB" in sentence(result)


def test_the_page_has_a_row_for_every_line() -> None:
    results = [Result(TIMES, 3.0, 1.0), Result(WAIT, 0.03, None)]
    text = page(SIZES["small"], results)
    assert "| work | the least | 3.00 s | 1.00 s | 3.00 x | 2 x | **no** |" in text
    assert "| wait | - | 30 ms | - | 30 ms | p95 40 ms | yes |" in text
