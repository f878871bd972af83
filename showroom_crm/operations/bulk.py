"""Work on very many records at once."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_SELDOM = (10_000, 10, 1_000)  # new objects, then rounds, between looks of the garbage collector


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
