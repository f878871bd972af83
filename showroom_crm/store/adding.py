"""Adding many rows with one statement, beside the work that prepares the next ones."""

from __future__ import annotations

import json
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache
from types import TracebackType
from typing import Any

from sqlalchemy import Connection

_AT_ONCE = 2000  # rows a statement: encoding them holds the other threads for some milliseconds
_MANY = 500  # rows from which a thread of their own is worth its while
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


class Adding:
    """Adds rows within one transaction; a context that ends when all of them are there.

    The rows go to the database as one JSON array, whose cells it takes apart itself: that costs
    no more than binding each cell, and Python is free meanwhile. Many rows are added by a thread;
    `connection` waits for it, so that who asks for it sees everything that was added before.
    """

    def __init__(self, connection: Connection) -> None:
        """Add through `connection`, which is within a transaction."""
        self._connection = connection
        self._thread: ThreadPoolExecutor | None = None
        self._under_way: list[Future[None]] = []

    def __enter__(self) -> Adding:
        """Begin."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Wait for what is under way; raise what went wrong, unless something else did before."""
        if self._thread is not None:
            self._thread.shutdown(cancel_futures=error is not None)
        if error is None:
            self._settle()

    @property
    def connection(self) -> Connection:
        """The connection, after all rows were added; raises what went wrong with them."""
        self._settle()
        return self._connection

    def rows(
        self,
        table: str,
        columns: Sequence[str],
        rows: Sequence[Sequence[Any]],
        instead: bool = False,
    ) -> None:
        """Add rows of texts, integers, booleans and None, given in the order of `columns`.

        With `instead` they take the place of rows of the same key.
        """
        statement = _statement(table, tuple(columns), instead)
        for start in range(0, len(rows), _AT_ONCE):
            part = rows[start : start + _AT_ONCE]
            if len(part) < _MANY:
                self._settle()
                self._run(statement, _ENCODER.encode(part))
                continue
            self._thread = self._thread or ThreadPoolExecutor(1, "adding")
            work = self._thread.submit(self._run, statement, _ENCODER.encode(part))
            self._under_way.append(work)

    def _run(self, statement: str, rows: str) -> None:
        cursor = self._connection.connection.cursor()
        try:
            cursor.execute(statement, (rows,))
        finally:
            cursor.close()

    def _settle(self) -> None:
        waited, self._under_way = self._under_way, []
        for work in waited:
            work.result()


@cache
def _statement(table: str, columns: tuple[str, ...], instead: bool) -> str:
    names = ", ".join(f'"{column}"' for column in columns)
    cells = ", ".join(f"value ->> {place}" for place in range(len(columns)))
    verb = "INSERT OR REPLACE" if instead else "INSERT"
    return f'{verb} INTO "{table}" ({names}) SELECT {cells} FROM jsonb_each(?)'  # noqa: S608
