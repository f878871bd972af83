"""The last resort: what nobody caught goes to the log and into one report without personal data."""

import logging
import sys
from types import TracebackType

from PySide6.QtCore import QObject, Qt, QThread, Signal, qVersion
from PySide6.QtWidgets import QApplication, QDialog

import showroom_crm

_log = logging.getLogger(__name__)
# Their messages name parts of the program; those of other errors may quote a customer's data.
_TELLING = (AttributeError, TypeError, NameError, ImportError, NotImplementedError, RecursionError)


class FaultReporter(QObject):
    """Takes what nobody caught: writes it to the log and shows one report at a time."""

    _fault = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        """Be ready; `install` makes it the process's last resort."""
        super().__init__(parent)
        self._open: QDialog | None = None
        self._fault.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Catch what falls through every slot of the window."""
        sys.excepthook = self.caught

    def caught(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Log the fault and show it; leave the program on Ctrl+C in a terminal."""
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        details = report(error, trace)
        _log.error("%s", details)
        self._fault.emit(details)

    def _show(self, details: str) -> None:
        if self._open is None and QThread.currentThread() is self.thread():
            from showroom_crm.ui.errors import ReportDialog  # not worth a later start

            self._open = ReportDialog(details, QApplication.activeWindow())
            self._open.finished.connect(self._closed)
            self._open.open()

    def _closed(self) -> None:
        self._open = None


def report(error: BaseException, trace: TracebackType | None) -> str:
    """Return what a developer needs of `error`: versions, kind and lines, no user's value."""
    import platform  # these two are not worth waiting for at each start
    import traceback

    kind = type(error).__name__
    said = f": {error}" if isinstance(error, _TELLING) else ""
    lines = [
        f"Showroom CRM {showroom_crm.__version__} · Qt {qVersion()}",
        f"Python {platform.python_version()} · {platform.system()} {platform.release()}",
        f"{kind}{said}",
    ]
    for frame in traceback.extract_tb(trace):
        name = frame.filename.replace("\\", "/")
        short = (
            name[name.rfind("showroom_crm/") :] if "showroom_crm/" in name else name.split("/")[-1]
        )
        lines.append(f"  {short}:{frame.lineno} {frame.name}")
    return "\n".join(lines)
