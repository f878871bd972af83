"""Where the window is put together: paths, log, crash report, unlocking, main window."""

import faulthandler
import gc
import logging
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from PySide6.QtCore import (
    QLibraryInfo,
    QMessageLogContext,
    QObject,
    QTimer,
    QtMsgType,
    QTranslator,
    qInstallMessageHandler,
)
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from showroom_crm import i18n, paths
from showroom_crm.errors import UserError
from showroom_crm.i18n import _
from showroom_crm.preferences import Theme
from showroom_crm.ui import drafts
from showroom_crm.ui.appearance import Appearance
from showroom_crm.ui.faults import FaultReporter
from showroom_crm.ui.main_window import MainWindow
from showroom_crm.ui.place import Go
from showroom_crm.ui.remembered import Remembered
from showroom_crm.ui.tasks import Tasks

if TYPE_CHECKING:
    from types import ModuleType

    from showroom_crm.operations.desk import Desk

_log = logging.getLogger(__name__)
_LOG_BYTES, _LOGS_KEPT = 1_000_000, 3
# Collecting all generations of garbage amid an import holds every thread for 0.4 s; the young
# ones, of at most 100,000 objects, for a few milliseconds.
_GARBAGE = (10_000, 10, 1_000)
_TURN = 0.0001  # seconds: painting a list asks for its turn hundreds of times while others work
_LOOK_EVERY = 5 * 60_000  # milliseconds between looks whether a backup or a new day is due
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class Program(QObject):
    """The running program: shows the window first, then loads the rest and opens the store."""

    def __init__(self, app: QApplication, folder: Path | None = None) -> None:
        """Put the frame together; `folder` is the store to open instead of the last one."""
        super().__init__(app)
        self.remembered = Remembered(paths.preferences_file())
        kept = self.remembered.now
        self.folder = folder or Path(kept.last_store or paths.default_store())
        use_language(app, kept.language or i18n.system_language())
        self.appearance = Appearance(app, kept.theme, kept.text_percent)
        self.tasks, self.go = Tasks(self), Go(self)
        self.go.look.connect(self._dress)
        self.go.language.connect(self._speak)
        self.window = self._new_window()
        self.desk: Desk | None = None
        self._places: ModuleType | None = None
        self._told_of_backup = ""
        self._clock = QTimer(self)
        self._clock.setInterval(_LOOK_EVERY)
        self._clock.timeout.connect(self._look_after)

    def start(self) -> None:
        """Show the window, then load what is heavy off its thread."""
        self.window.show()
        QTimer.singleShot(0, partial(self.tasks.read, _load, self._loaded))

    def _loaded(self, places: "ModuleType") -> None:
        self._places = places
        self._dialog = places.way_in(self.tasks, self.remembered, self.window)
        self._dialog.opened.connect(self._opened)
        self._dialog.rejected.connect(self.window.close)
        self._dialog.begin(self.folder)

    def _opened(self, desk: "Desk") -> None:
        from showroom_crm.operations import opening

        self.desk = desk
        if self._places is not None:
            parts = (desk, self.tasks, self.go, self.remembered)
            self.window.open_showroom(self._places.showroom(*parts))
        self.tasks.write(partial(opening.start_day, desk), self._day_started)
        self._clock.start()

    def _day_started(self, scored: bool) -> None:
        if scored:
            self.window.refresh()

    def _dress(self, choice: Theme, percent: int) -> None:
        """Change the look; another text size asks for pages made anew, as wide as it needs."""
        resized = percent != self.appearance.percent
        self.appearance.choose(choice, percent)
        if resized and not drafts.begun(self.window):
            QTimer.singleShot(0, self.window.rebuild)

    def _new_window(self) -> MainWindow:
        window = MainWindow(self.tasks, self.go, self.remembered)
        window.closed.connect(self._leave)
        return window

    def _speak(self, code: str) -> None:
        """Speak another language from now on; what was begun and is not kept stays as it is."""
        if drafts.begun(self.window):
            text = _("Keep or discard what you began; the language changes at the next start.")
            self.go.told.emit(text)
        else:
            QTimer.singleShot(0, partial(self._speak_now, code))

    def _speak_now(self, code: str) -> None:
        app = QApplication.instance()
        if not isinstance(app, QApplication):
            return
        use_language(app, code or i18n.system_language())
        self.appearance.choose(self.appearance.choice, self.appearance.percent)  # other fonts
        earlier, self.window = self.window, self._new_window()
        self.window.take_over(earlier)
        self.window.show()
        earlier.closed.disconnect(self._leave)
        earlier.hide()
        earlier.deleteLater()

    def _look_after(self) -> None:
        """Begin the day where the window stayed open over night; back up where it is due."""
        from showroom_crm.operations import opening, safety

        if self.desk is not None:
            self.tasks.write(partial(opening.start_day, self.desk), self._day_started)
            work = partial(safety.backup_if_due, self.desk)
            self.tasks.write(work, failed=self._not_backed_up)

    def _not_backed_up(self, error: UserError) -> None:
        """Say once why there is no backup; the side shows it until one succeeds."""
        if error.text != self._told_of_backup:
            self._told_of_backup = error.text
            self.window.tell_trouble(error)

    def _leave(self) -> None:
        """Finish what is under way, keep a backup of the day's work, and free the store."""
        self.window.hide()
        self._clock.stop()
        self.tasks.finish()
        if self.desk is not None:
            from showroom_crm.operations import opening

            opening.close(self.desk)
            self.desk = None


def take_turns() -> None:
    """Let neither other threads nor the garbage collector hold up the window's thread for long."""
    gc.set_threshold(*_GARBAGE)
    sys.setswitchinterval(_TURN)


def run(folder: Path | None = None) -> int:
    """Open the window on the store in `folder` (by default the last one); return the exit code."""
    take_turns()
    app = QApplication(sys.argv[:1])
    app.setApplicationName("Showroom CRM")
    app.setDesktopFileName("showroom-crm")
    app.setWindowIcon(QIcon(str(paths.resource("icons", "app.svg"))))
    FaultReporter(app).install()
    program = Program(app, folder)
    program.start()
    keep_log(paths.log_dir())
    crashes = watch_crashes(paths.log_dir())
    code = app.exec()
    if crashes is not None:
        faulthandler.disable()
        crashes.close()
    return code


def keep_log(folder: Path) -> None:
    """Write what happens and Qt's complaints to a file of limited size in `folder`."""
    from logging.handlers import RotatingFileHandler  # brings half the network library

    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            folder / "showroom-crm.log",
            maxBytes=_LOG_BYTES,
            backupCount=_LOGS_KEPT,
            encoding="utf-8",
        )
    except OSError as error:  # a disk that cannot be written must not keep the window from opening
        _log.warning("no log: %s", type(error).__name__)
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=logging.INFO, handlers=[handler])
    qInstallMessageHandler(_qt_said)


def watch_crashes(folder: Path) -> TextIO | None:
    """Write where the program stood when it crashes into a file, which must be kept open."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = (folder / "crash.log").open("a", encoding="utf-8")
    except OSError:
        return None
    faulthandler.enable(file)
    return file


def use_language(app: QApplication, code: str) -> None:
    """Show the program, and Qt's own dialogs, in the language `code`."""
    i18n.set_language(code)
    for old in app.findChildren(QTranslator):
        app.removeTranslator(old)
        old.deleteLater()
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(f"qtbase_{i18n.language()}", folder):
        app.installTranslator(translator)


def _qt_said(kind: QtMsgType, _context: QMessageLogContext, text: str | None) -> None:
    logging.getLogger("qt").log(_LEVELS.get(kind, logging.INFO), "%s", text)


def _load() -> "ModuleType":
    """Import the places and all they stand on: half a second that no window should wait for."""
    from showroom_crm.ui import places

    return places
