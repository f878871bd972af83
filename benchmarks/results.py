"""The results as a page to read: what was measured, against what, and whether it is enough."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from importlib.metadata import version

from benchmarks.lines import Size, Unit
from benchmarks.measuring import Result

_LIBRARIES = (
    "SQLAlchemy", "sqlcipher3", "pandas", "XlsxWriter", "python-calamine", "PySide6-Essentials",
)  # fmt: skip


def page(size: Size, results: Sequence[Result]) -> str:
    """Return the whole page in Markdown."""
    libraries = ", ".join(f"{name} {version(name)}" for name in _LIBRARIES)
    head = (
        "# Measured against the budget\n\n"
        f"Written by `python -m benchmarks --size {size.name}`: {size.customers:,} customers, "
        f"files of {size.rows:,} rows; Python {platform.python_version()}, {platform.system()}, "
        f"{os.cpu_count()} cores; {libraries}.\n\n"
        "Work and floor run in turns and their medians are compared: the times depend on the "
        "machine, the ratios hardly do.\n\n"
        "| work | floor | work | floor | result | budget | kept |\n"
        "|---|---|--:|--:|--:|--:|---|\n"
    )
    return head + "".join(_row(result) for result in results)


def sentence(result: Result) -> str:
    """Return one result in a line, for the terminal."""
    verdict = "" if result.within else "  OVER BUDGET"
    return f"{_value(result):>10}  (budget {_budget(result)})  {result.line.name}{verdict}"


def _row(result: Result) -> str:
    cells = (
        result.line.name,
        result.line.floor or "-",
        _amount(result.work, result.line.unit),
        _amount(result.floor, result.line.unit),
        _value(result),
        _budget(result),
        "yes" if result.within else "**no**",
    )
    return f"| {' | '.join(cells)} |\n"


def _value(result: Result) -> str:
    if result.line.unit is Unit.TIMES:
        return f"{result.value:.2f} x"
    return _amount(result.work, result.line.unit)


def _budget(result: Result) -> str:
    line = result.line
    percentile = "" if line.percentile == 50 else f"p{line.percentile} "
    return f"{percentile}{line.budget:g} {'x' if line.unit is Unit.TIMES else line.unit}"


def _amount(taken: float | None, unit: Unit) -> str:
    if taken is None:
        return "-"
    if unit is Unit.MEGABYTES:
        return f"{taken:.0f} MB"
    return f"{taken:.2f} s" if taken >= 1 else f"{taken * 1000:.3g} ms"
