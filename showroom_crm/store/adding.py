"""Adding many rows with one statement, beside the work that prepares the next ones."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache
from itertools import islice
from types import TracebackType
from typing import Any, TypeVar

from sqlalchemy import Connection

from showroom_crm.store import tables

_AT_ONCE = 2000  # rows a statement: encoding them holds the other threads for some milliseconds
_MANY = 500  # rows from which a thread of their own is worth its while
_TURN = 0.0002  # seconds; else the thread waits for five milliseconds after each statement
_WAITING = 12  # statements; more would hold too many rows in memory
_Row = TypeVar("_Row")


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
        self._under_way: list[Future[str | None]] = []
        self._usual_turn = sys.getswitchinterval()

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
            sys.setswitchinterval(self._usual_turn)
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
        rows: Iterable[Sequence[Any]],
        instead: bool = False,
    ) -> None:
        """Add rows of texts, integers, booleans and None, given in the order of `columns`.

        They are asked for some thousands at a time, while those before are added. With `instead`
        they take the place of rows of the same key.
        """
        cells = ", ".join(f"value ->> {place}" for place in range(len(columns)))
        self._add(_statement(table, tuple(columns), cells, instead), rows, tables.to_json)

    def encoded(self, table: str, columns: Sequence[str], rows: Iterable[str]) -> None:
        """Add rows given as JSON, cells by the names of their `columns`."""
        cells = ", ".join(f"value ->> '{column}'" for column in columns)
        statement = _statement(table, tuple(columns), cells, instead=False)
        self._add(statement, rows, lambda part: f"[{','.join(part)}]")

    def _add(
        self, statement: str, rows: Iterable[_Row], encode: Callable[[list[_Row]], str]
    ) -> None:
        left = iter(rows)
        while part := list(islice(left, _AT_ONCE)):
            if len(part) < _MANY:
                self.run(statement, encode(part))
            else:
                self._begin(self._thread or self._start(), statement, encode(part))

    def _start(self) -> ThreadPoolExecutor:
        sys.setswitchinterval(min(self._usual_turn, _TURN))
        self._thread = ThreadPoolExecutor(1, "adding")
        return self._thread

    def run(self, statement: str, *values: str | int) -> None:
        """Run a statement, when its turn has come: not before what is under way."""
        if self._thread is not None and self._under_way:
            self._begin(self._thread, statement, *values)
        else:
            self._execute(statement, *values)

    def ask(self, question: str, *values: str | int) -> Callable[[], str | None]:
        """Run a statement that gives one text, as `run` does; what is returned waits for it."""
        if self._thread is not None and self._under_way:
            return self._begin(self._thread, question, *values).result
        answer = self._execute(question, *values)
        return lambda: answer

    def _begin(
        self, thread: ThreadPoolExecutor, statement: str, *values: str | int
    ) -> Future[str | None]:
        while len(self._under_way) >= _WAITING:
            self._under_way.pop(0).result()
        self._under_way.append(thread.submit(self._execute, statement, *values))
        return self._under_way[-1]

    def _execute(self, statement: str, *values: str | int) -> str | None:
        cursor = self._connection.connection.cursor()
        try:
            found = cursor.execute(statement, values).fetchone()
        finally:
            cursor.close()
        return found[0] if found else None

    def _settle(self) -> None:
        waited, self._under_way = self._under_way, []
        for work in waited:
            work.result()


@cache
def _statement(table: str, columns: tuple[str, ...], cells: str, instead: bool) -> str:
    names = ", ".join(f'"{column}"' for column in columns)
    verb = "INSERT OR REPLACE" if instead else "INSERT"
    return f'{verb} INTO "{table}" ({names}) SELECT {cells} FROM jsonb_each(?)'  # noqa: S608
