"""One import in the real window, in a process of its own: prints how long the window was still.

`main` takes the folder of a showroom and a file. It opens the file in the Import place, looks at
the plan, carries it out and takes it back, and prints as JSON the longest stall in seconds, during
what it was, and the megabytes the process took until the import was done.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication

from benchmarks.heartbeat import Heartbeat
from benchmarks.measuring import most_megabytes
from showroom_crm import app
from showroom_crm.ui import place
from showroom_crm.ui.importing.page import ImportPage
from showroom_crm.ui.importing.session import Step

_LOOKED = 100  # beats that a person looks at each step


def main(folder: str, file: str) -> None:
    """Import `file` into the showroom in `folder`, take it back, and tell."""
    app.take_turns()
    application = QApplication([])
    program = app.Program(application, Path(folder))
    program.remembered.change(place=place.IMPORT)
    program.window.resize(1440, 860)
    heart = Heartbeat(application)

    def idle() -> bool:
        return program.desk is not None and bool(program.window.here) and not program.tasks.busy

    heart.run("start", program.start, idle)
    heart.run("start", lambda: None, _looked(idle))
    heart.forget()
    page = program.window.go_to(place.IMPORT)
    assert isinstance(page, ImportPage)
    session = page.session
    heart.run("opening the file", lambda: page.open_files((Path(file),)), _at(page, Step.REVIEW))
    heart.run("looking at the plan", lambda: None, _looked(idle))
    heart.run("importing", page.carry_out, _at(page, Step.RESULT))
    heart.run("looking at the result", lambda: None, _looked(idle))
    assert session.result is not None
    assert session.result.inserted + session.result.updated > 0
    megabytes = most_megabytes()
    heart.run("taking it back", page._undo_last, _at(page, Step.START))
    heart.run("being ready again", lambda: None, _looked(idle))
    (worst,) = heart.worst()
    told = {"seconds": worst.seconds, "during": worst.during, "megabytes": megabytes}
    print(json.dumps(told), flush=True)
    program.window.close()


def _at(page: ImportPage, step: Step) -> Callable[[], bool]:
    """Return what tells whether the import is at `step`, with nothing under way."""
    return lambda: page.session.step is step and page.session.under_way is None


def _looked(idle: Callable[[], bool]) -> Callable[[], bool]:
    """Return what tells, asked at each beat, whether a person has looked and all is done."""
    beats = iter(range(_LOOKED))
    return lambda: next(beats, None) is None and idle()


if __name__ == "__main__":
    main(*sys.argv[1:])
