"""The sample showroom: made by importing the sample workbooks as anybody would."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path

from showroom_crm.i18n import _
from showroom_crm.operations import imports, opening
from showroom_crm.operations.desk import Desk
from showroom_crm.paths import resource


def make(folder: Path, progress: opening.Progress = lambda done, of: None) -> Desk:
    """Make the sample showroom in `folder` and return it open; raises InvalidInput if it exists.

    Its clock stands at the day of the samples, so that they look the same on any day.
    """
    with resource("samples", "samples.toml").open("rb") as file:
        samples = tomllib.load(file)
    files: list[str] = samples["files"]
    day: dt.date = samples["as_of"]
    desk = opening.create_sample(folder, _("Sample showroom"), _("Manager"), day)
    for done, name in enumerate(files):
        progress(done, len(files))
        path = resource("samples", name)
        imports.apply(desk, imports.propose(desk, imports.read(path), path))
    progress(len(files), len(files))
    return desk
