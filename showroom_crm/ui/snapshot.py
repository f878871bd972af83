"""Pictures of the window: furnished without touching anybody's preferences, taken when at rest."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QPoint, QTimer
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget

from showroom_crm.errors import TargetInUse
from showroom_crm.i18n import _
from showroom_crm.operations.desk import Desk
from showroom_crm.ui import places, theme
from showroom_crm.ui.main_window import MainWindow
from showroom_crm.ui.place import Go
from showroom_crm.ui.remembered import Remembered
from showroom_crm.ui.tasks import Tasks

if TYPE_CHECKING:
    import numpy as np

    Numbers = np.ndarray[tuple[int, ...], np.dtype[np.uint32]]

STANDARD = (1280, 720)  # pixels
_SOON = 500  # milliseconds: a timer that fires once within this time still changes the picture
_COLOURS = 256
_SHADE = QColor(0, 0, 0, 70)  # over what a dialog keeps from being used


class Stage:
    """The main window on an open store; `preferences` is a file that nobody else uses."""

    def __init__(self, preferences: Path, desk: Desk | None = None) -> None:
        """Furnish the window where there is a `desk`, and show it."""
        self.tasks, self.go, self.remembered = Tasks(), Go(), Remembered(preferences)
        self.window = MainWindow(self.tasks, self.go, self.remembered)
        if desk is not None:
            parts = (desk, self.tasks, self.go, self.remembered)
            self.window.open_showroom(places.showroom(*parts))
        self.window.show()

    def picture(self, size: tuple[int, int]) -> QImage:
        """Return the window, `size` pixels large, with the dialogs over it, once it is at rest."""
        self.window.resize(*size)
        settle(self.tasks)
        return _seen(self.window)

    def close(self) -> None:
        """End what is under way and take everything down."""
        settle(self.tasks)
        for widget in QApplication.topLevelWidgets():
            if widget.isVisible():
                widget.close()
        self.window.deleteLater()
        settle(self.tasks)


def settle(tasks: Tasks) -> None:
    """Run the event loop until no work is under way and nothing is about to change."""
    QCoreApplication.processEvents()
    while tasks.busy or _due():
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        QCoreApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    QCoreApplication.processEvents()


def _seen(window: QWidget) -> QImage:
    image = window.grab().toImage()
    painter = QPainter(image)
    for dialog in QApplication.topLevelWidgets():
        if dialog.isVisible() and dialog is not window:
            painter.fillRect(image.rect(), _SHADE)
            over = dialog.grab()
            corner = image.rect().center() - over.rect().center()
            corner = QPoint(max(corner.x(), 0), max(corner.y(), 0))
            painter.drawPixmap(corner, over)
            painter.setPen(QColor(theme.tokens().line))
            painter.drawRect(over.rect().translated(corner).adjusted(-1, -1, 0, 0))
    painter.end()
    return image


def save(image: QImage, path: Path) -> None:
    """Write `image` as a small PNG of at most 256 colours; raises TargetInUse."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not _few_colours(image).save(str(path), quality=0):
        raise TargetInUse(
            _("{name} cannot be written. Close it elsewhere or choose another folder.").format(
                name=path.name
            )
        )


def _due() -> bool:
    return any(
        timer.isActive() and timer.isSingleShot() and timer.interval() <= _SOON
        for window in QApplication.topLevelWidgets()
        for timer in window.findChildren(QTimer)
    )


def _few_colours(image: QImage) -> QImage:
    """Return `image` with a palette: the colours that matter most, the others as the nearest."""
    import numpy as np

    image = image.convertToFormat(QImage.Format.Format_RGB32)
    wide, high = image.width(), image.height()
    pixels = np.frombuffer(image.constBits(), np.uint32).reshape(high, -1)[:, :wide] & 0xFFFFFF
    found, where, often = np.unique(pixels, return_inverse=True, return_counts=True)
    kept, nearest = _palette(found, often)
    lines = np.zeros((high, (wide + 3) // 4 * 4), np.uint8)  # Qt's lines end at four bytes
    lines[:, :wide] = nearest.astype(np.uint8)[where.reshape(high, wide)]
    made = QImage(lines.data, wide, high, lines.shape[1], QImage.Format.Format_Indexed8)
    made.setColorTable([0xFF000000 | int(colour) for colour in found[kept]])
    return made.copy()


def _palette(colours: Numbers, often: Numbers) -> tuple[list[int], Numbers]:
    """Return which colours to keep, and for each colour the place of the nearest kept one.

    Kept is, one after another, the colour whose pixels would suffer most without it.
    """
    import numpy as np

    shifts = np.array([16, 8, 0], np.uint32)
    parts = (colours[:, None] >> shifts & 255).astype(np.float32)
    kept = [int(often.argmax())]
    away = ((parts - parts[kept[0]]) ** 2).sum(axis=1)
    nearest = np.zeros(len(colours), np.uint32)
    while len(kept) < min(_COLOURS, len(colours)):
        worst = int((away * np.sqrt(often)).argmax())
        apart = ((parts - parts[worst]) ** 2).sum(axis=1)
        nearest[apart < away] = len(kept)
        away = np.minimum(away, apart)
        kept.append(worst)
    return kept, nearest
