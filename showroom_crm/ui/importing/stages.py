"""The stages of an import as a bar and a word: how much of the whole each of them is."""

from __future__ import annotations

from showroom_crm.i18n import N_, _
from showroom_crm.ui.tasks import Job
from showroom_crm.values.progress import Report, Stage

_WORDS = {
    Stage.READING: N_("Reading the file…"),
    Stage.CLEANING: N_("Cleaning the cells…"),
    Stage.MATCHING: N_("Looking for known customers…"),
    Stage.PLANNING: N_("Planning the import…"),
    Stage.SECURING: N_("Making a backup…"),
    Stage.WRITING: N_("Writing the customers…"),
    Stage.SCORING: N_("Scoring the customers…"),
}
# Where each stage begins and ends on the bar, by what they took on lists of 10,000 rows.
_TO_A_PLAN = {
    Stage.READING: (0.0, 0.3),
    Stage.CLEANING: (0.3, 0.6),
    Stage.MATCHING: (0.6, 0.75),
    Stage.PLANNING: (0.75, 1.0),
}
_TO_THE_STORE = {
    Stage.SECURING: (0.0, 0.1),
    Stage.WRITING: (0.1, 0.6),
    Stage.SCORING: (0.6, 1.0),
}
_SPANS = {**_TO_A_PLAN, **_TO_THE_STORE}


def reporting(job: Job) -> Report:
    """Return what an operation calls to move the bar of `job`, and to hear that it is cancelled."""
    said: list[Stage] = []

    def report(stage: Stage, share: float) -> None:
        if said[-1:] != [stage]:
            said.append(stage)
            job.said.emit(_(_WORDS[stage]))
        begin, end = _SPANS[stage]
        job.report(begin + (end - begin) * share)

    return report
