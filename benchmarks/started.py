"""One start of the program, or of a bare window, in a process of its own: prints what it took.

python -m benchmarks.started (bare | FOLDER) BEGUN tells in JSON after how many seconds since
BEGUN, a reading of the monotonic clock, the window and the first rows were painted, and how many
megabytes the process then took.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView, QWidget

from benchmarks.measuring import most_megabytes

if TYPE_CHECKING:
    from showroom_crm.app import Program

_PATIENCE = 60_000  # milliseconds until a start without rows is given up


class Watch(QObject):
    """Sees the first painting of the window and, with `customers`, of rows in the list."""

    def __init__(self, app: QApplication, begun: float, program: Program | None) -> None:
        """Look at every event from now on."""
        super().__init__(app)
        self._app, self._begun, self._program = app, begun, program
        self._seen: dict[str, float] = {}
        app.installEventFilter(self)
        QTimer.singleShot(_PATIENCE, lambda: app.exit(1))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Note when a painting has been done: right after the event that asked for it."""
        if event.type() is QEvent.Type.Paint and isinstance(watched, QWidget):
            if "window" not in self._seen:
                QTimer.singleShot(0, lambda: self._note("window"))
            if "rows" not in self._seen and self._has_rows(watched):
                QTimer.singleShot(0, lambda: self._note("rows"))
        return False

    def _has_rows(self, painted: QWidget) -> bool:
        table = painted.parent()
        return (
            self._program is not None
            and isinstance(table, QTableView)
            and table.model().rowCount() > 0
        )

    def _note(self, what: str) -> None:
        self._seen.setdefault(what, time.monotonic() - self._begun)
        if self._program is None or "rows" in self._seen:
            print(json.dumps({**self._seen, "megabytes": most_megabytes()}), flush=True)
            self._app.exit()


def bare(begun: float) -> int:
    """Show a window with an empty table; return the exit code."""
    app = QApplication([])
    watch = Watch(app, begun, None)
    window = QMainWindow()
    window.setCentralWidget(QTableView())
    window.resize(1440, 860)
    window.show()
    code = app.exec()
    del watch
    return code


def program(folder: Path, begun: float) -> int:
    """Start the program at its list of the customers in `folder`; return the exit code."""
    from showroom_crm.app import Program

    app = QApplication([])
    started = Program(app, folder)
    started.remembered.change(place="customers")
    watch = Watch(app, begun, started)
    started.window.resize(1440, 860)
    started.start()
    code = app.exec()
    started.window.close()
    del watch
    return code


if __name__ == "__main__":
    what, began = sys.argv[1], float(sys.argv[2])
    sys.exit(bare(began) if what == "bare" else program(Path(what), began))
