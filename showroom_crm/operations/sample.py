"""The sample showroom: made by importing the sample workbooks as anybody would."""

from __future__ import annotations

import datetime as dt
import shutil
import tomllib
from pathlib import Path
from typing import Any

from showroom_crm.i18n import _
from showroom_crm.operations import imports, opening
from showroom_crm.operations.desk import Desk
from showroom_crm.paths import resource


def make(folder: Path, progress: opening.Progress = lambda done, of: None) -> Desk:
    """Make the sample showroom in `folder` and return it open; raises InvalidInput if it exists.

    Its clock stands at the day of the samples, so that they look the same on any day. Where the
    making fails or is stopped, nothing is left behind.
    """
    files: list[str] = _samples()["files"]
    desk = make_empty(folder)
    try:
        for done, name in enumerate(files):
            progress(done, len(files))
            path = resource("samples", name)
            imports.apply(desk, imports.propose(desk, imports.read(path), path))
    except BaseException:
        desk.store.close()
        shutil.rmtree(folder, ignore_errors=True)
        raise
    progress(len(files), len(files))
    return desk


def make_empty(folder: Path) -> Desk:
    """Make the sample showroom as it is before the first import."""
    day: dt.date = _samples()["as_of"]
    return opening.create_sample(folder, _("Sample showroom"), _("Manager"), day)


def _samples() -> dict[str, Any]:
    with resource("samples", "samples.toml").open("rb") as file:
        return tomllib.load(file)
