"""Measures every line of the budget and writes benchmarks/results.md."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from benchmarks import (
    answering,
    charts,
    duplicates,
    exporting,
    importing,
    listing,
    printing,
    scoring,
    starting,
    window,
)
from benchmarks.lines import SIZES, Bench, Line
from benchmarks.measuring import measure
from benchmarks.results import page, sentence

RESULTS = Path(__file__).parent / "results.md"
LINES: tuple[Line, ...] = (
    *starting.LINES,
    *listing.LINES,
    *window.LINES,
    *charts.LINES,
    *scoring.LINES,
    *duplicates.LINES,
    *importing.LINES,
    *answering.LINES,
    *exporting.LINES,
    *printing.LINES,
)


def main(arguments: list[str] | None = None) -> int:
    """Measure; return 1 when a line of the small size is grossly over its budget."""
    asked = _asked(arguments)
    size = SIZES[asked.size]
    results = []
    with tempfile.TemporaryDirectory(prefix="showroom-bench-") as folder:
        bench = Bench(size, Path(folder), asked.showroom)
        for line in LINES:
            if asked.only in line.name:
                results.append(measure(line, bench))
                print(sentence(results[-1]), flush=True)
        bench.close()
    if not asked.only:
        asked.out.write_text(page(size, results), encoding="utf-8")
    broken = [result for result in results if result.broken]
    return 1 if broken and size.name == "small" else 0


def _asked(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--size", choices=SIZES, default="full")
    parser.add_argument("--only", default="", help="measure the lines whose name has this text")
    parser.add_argument("--showroom", type=Path, help="keep the filled showroom in this folder")
    parser.add_argument("--out", type=Path, default=RESULTS, help="where the page is written")
    return parser.parse_args(arguments)
