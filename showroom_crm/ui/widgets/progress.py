"""One line that says what is being done, how far it is, and lets one stop it."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from showroom_crm.i18n import _
from showroom_crm.ui.tasks import Job
from showroom_crm.ui.widgets.buttons import LinkButton
from showroom_crm.ui.widgets.labels import Text

_PATIENCE = 120  # milliseconds: what is done sooner shows nothing
_STEPS = 1000


class Progress(QWidget):
    """Follows a job; appears only when the work takes a moment."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self._job: Job | None = None
        self._text, self._bar = Text("", "muted"), QProgressBar()
        self._stop = LinkButton(_("Cancel"))
        self._stop.clicked.connect(self.stop)
        head = QHBoxLayout()
        head.addWidget(self._text, 1)
        head.addWidget(self._stop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self._bar)
        self._due = QTimer(self)
        self._due.setSingleShot(True)
        self._due.setInterval(_PATIENCE)
        self._due.timeout.connect(self.show)
        self.hide()

    def follow(self, job: Job, text: str, can_stop: bool = True) -> None:
        """Say `text` (already translated) until `job` has ended."""
        self._job = job
        self._text.setText(text)
        self._stop.setVisible(can_stop)
        self._bar.setRange(0, 0)
        job.progressed.connect(self._move)
        job.said.connect(self._say)
        job.ended.connect(self._ended)
        self._due.start()

    def _move(self, done: float, total: float) -> None:
        if self.sender() is not self._job:
            return
        self._bar.setRange(0, _STEPS)
        self._bar.setValue(round(_STEPS * done / total) if total else 0)

    def _say(self, text: str) -> None:
        if self._job is not None and self.sender() is self._job and not self._job.cancelled:
            self._text.setText(text)

    def _ended(self) -> None:
        if self.sender() is self._job:
            self._due.stop()
            self._job = None
            self.hide()

    def stop(self) -> None:
        """Stop the job, where one may."""
        if self._job is not None and not self._stop.isHidden():
            self._job.cancel()
            self._text.setText(_("Stopping…"))
