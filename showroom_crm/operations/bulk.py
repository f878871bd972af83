"""Work on very many records at once."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

_SELDOM = (10_000, 10, 1_000)  # new objects, then rounds, between looks of the garbage collector
_AT_ONCE = 1000


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Let the garbage collector look seldom while very many records are made, none of them garbage.

    It would go through all of them again and again, a tenth of the time of an import. The young
    ones it still looks at take a few milliseconds. As a decorator it holds for a whole function.
    """
    before = gc.get_threshold()
    gc.set_threshold(*_SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def let_go(*many: list[Any]) -> None:
    """Empty large lists bit by bit: freed in one go, what they hold keeps all threads waiting."""
    for each in many:
        while each:
            del each[-_AT_ONCE:]
