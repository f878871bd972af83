"""The process that parses one file: started before the file is known, ended when it is read."""

from __future__ import annotations

import multiprocessing
from threading import Lock

from showroom_crm.importing import parser_process
from showroom_crm.importing.parsed import Wanted

_PATIENCE = 1.0  # seconds a process may take to end by itself


class ReadingProcess:
    """A process that waits for what is `Wanted` and then sends `Message`s on its channel."""

    def __init__(self) -> None:
        """Start it; it loads what it needs and waits."""
        context = multiprocessing.get_context("spawn")
        self.channel, theirs = context.Pipe()
        self._process = context.Process(target=parser_process.work, args=(theirs,), daemon=True)
        self._process.start()
        theirs.close()

    @property
    def waits(self) -> bool:
        """Whether it is there and can be asked."""
        return self._process.is_alive()

    def ask(self, wanted: Wanted) -> None:
        """Let it begin."""
        self.channel.send(wanted)

    def end(self) -> None:
        """End it, whatever it does."""
        self.channel.close()
        self._process.join(_PATIENCE)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()
        self._process.close()


_waiting: list[ReadingProcess] = []  # one at most
_lock = Lock()


def get_ready() -> None:
    """Start a process for the next file, unless one waits already: that takes a moment."""
    with _lock:
        if not _waiting:
            _waiting.append(ReadingProcess())


def take() -> ReadingProcess:
    """Return the process that waits, or a new one; who takes it ends it."""
    with _lock:
        ready = _waiting.pop() if _waiting else None
    if ready is not None and not ready.waits:
        ready.end()
        ready = None
    return ready or ReadingProcess()


def let_go() -> None:
    """End the process that waits, if there is one."""
    with _lock:
        while _waiting:
            _waiting.pop().end()
