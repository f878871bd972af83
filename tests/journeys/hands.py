"""Hands and eyes of a person at the real window: keys, mouse, dropped files, file dialogs."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QInputMethodEvent,
    QKeySequence,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QWidget,
)

from showroom_crm.app import Program
from showroom_crm.operations.desk import Desk
from showroom_crm.ui import snapshot

W = TypeVar("W", bound=QWidget)
_LEFT, _NO_KEY = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
_LOOK_EVERY = 10  # milliseconds


class Person:
    """Sits at the window of `program` and waits until it has answered before going on."""

    def __init__(self, program: Program) -> None:
        """Sit down; nothing is started yet."""
        self.program = program

    @property
    def desk(self) -> Desk:
        """The desk the window works on, to see what is really kept."""
        assert self.program.desk is not None
        return self.program.desk

    def wait(self) -> None:
        """Wait until the window has done what was asked."""
        snapshot.settle(self.program.tasks)
        while any(button.isDown() for button in self._all(QAbstractButton)):
            QTest.qWait(_LOOK_EVERY)  # a key pressed it, it goes down and up before it acts
            snapshot.settle(self.program.tasks)
        front = QApplication.activeModalWidget() or self.program.window
        elsewhere = QApplication.activeWindow() is not front
        if elsewhere and front.isVisible() and QApplication.activePopupWidget() is None:
            front.activateWindow()  # the screen of tests has nobody to do that
            assert QTest.qWaitForWindowActive(front)
            snapshot.settle(self.program.tasks)

    def find(self, kind: type[W], inside: QWidget | None = None) -> W:
        """Return the one visible widget of `kind`."""
        found = [each for each in self._all(kind, inside) if each.isVisible()]
        assert found, f"no {kind.__name__} in sight"
        return found[0]

    def sees(self, text: str) -> bool:
        """Tell whether a visible label or button says `text`."""
        said: list[QLabel | QAbstractButton] = [*self._all(QLabel), *self._all(QAbstractButton)]
        return any(text in each.text() for each in said if each.isVisible())

    def press(self, keys: str) -> None:
        """Press keys where the cursor is, such as "Ctrl+F", and wait."""
        QTest.keySequence(self._focus(), QKeySequence(keys))
        self.wait()

    def write(self, text: str) -> None:
        """Type `text` where the cursor is, Chinese by an input method, and wait."""
        where = self._focus()
        if text.isascii():
            QTest.keyClicks(where, text)
        else:
            commit(where, text)
        self.wait()

    def click(self, name: str, inside: QWidget | None = None) -> None:
        """Click the visible button called `name` and wait."""
        buttons = [
            each
            for each in self._all(QAbstractButton, inside)
            if each.isVisible() and name in (each.accessibleName(), each.text().strip())
        ]
        assert buttons, f"no button {name!r} in sight"
        assert buttons[0].isEnabled(), f"button {name!r} cannot be pressed"
        self.click_at(buttons[0], buttons[0].rect().center())

    def click_at(self, where: QWidget, at: QPoint) -> None:
        """Click a point of a widget and wait."""
        QTest.mouseClick(where, _LEFT, _NO_KEY, at)
        self.wait()

    def drop(self, where: QWidget, *files: Path) -> None:
        """Drop files on a widget and wait."""
        carried = QMimeData()
        carried.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
        middle, copy = where.rect().center(), Qt.DropAction.CopyAction
        enter = QDragEnterEvent(middle, copy, carried, _LEFT, _NO_KEY)
        QApplication.sendEvent(where, enter)
        assert enter.isAccepted()
        QApplication.sendEvent(where, QDropEvent(QPointF(middle), copy, carried, _LEFT, _NO_KEY))
        self.wait()

    def with_file(self, file: Path, do: Callable[[], None]) -> None:
        """Do what opens a file dialog, enter the path of `file` there and press Enter."""
        looking = QTimer()
        looking.setInterval(_LOOK_EVERY)
        answered: list[str] = []

        def look() -> None:
            dialog = QApplication.activeModalWidget()
            if not isinstance(dialog, QFileDialog):
                return
            looking.stop()
            name = dialog.findChild(QLineEdit, "fileNameEdit")
            assert name is not None
            name.selectAll()
            commit(name, str(file))
            answered.append(Path(name.text()).name)
            QTest.keyClick(name, Qt.Key.Key_Return)

        looking.timeout.connect(look)
        looking.start()
        do()
        self.wait()
        looking.stop()
        assert answered == [file.name], answered  # the dialog has gone to its folder

    def dialog(self, kind: type[W]) -> W:
        """Return the dialog now in front."""
        front = QApplication.activeModalWidget()
        assert isinstance(front, kind), front
        return front

    def _focus(self) -> QWidget:
        return QApplication.focusWidget() or QApplication.activeModalWidget() or self.program.window

    def _all(self, kind: type[W], inside: QWidget | None = None) -> list[W]:
        if inside is not None:
            return inside.findChildren(kind)
        front = QApplication.activeModalWidget()
        start = front if isinstance(front, QDialog) else self.program.window
        return [*start.findChildren(kind)]


def commit(where: QWidget, text: str) -> None:
    """Type `text` as an input method does: ready words at once."""
    committed = QInputMethodEvent()
    committed.setCommitString(text)
    QApplication.sendEvent(where, committed)
