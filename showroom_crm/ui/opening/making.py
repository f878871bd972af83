"""The sample showroom being made: how far it is, and a way to stop."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer, Signal

from showroom_crm.i18n import _
from showroom_crm.operations.desk import Desk
from showroom_crm.ui.opening.page import OpeningPage
from showroom_crm.ui.tasks import Job, Tasks

Report = Callable[[float, float], None]
MakeSample = Callable[[Path, Report], Desk]


class MakingPage(OpeningPage):
    """Makes the sample showroom; `opened` gives the desk."""

    opened = Signal(object)
    failed = Signal(object)

    def __init__(self, tasks: Tasks, make: Callable[[Report], Desk]) -> None:
        """Begin as soon as the page is shown."""
        super().__init__(
            "storefront",
            _("The sample showroom"),
            _("Invented people, real work: spreadsheets of a showroom are being imported."),
        )
        self._tasks, self._make_sample = tasks, make
        self.column.addWidget(self.progress)
        QTimer.singleShot(0, self._make)

    def _make(self) -> None:
        job = Job(self._tasks)
        self._tasks.write(
            partial(self._make_sample, job.report), self.opened.emit, self.failed.emit, job
        )
        self.progress.follow(job, _("Importing the sample workbooks…"), can_stop=False)
