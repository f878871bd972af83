"""What can be done, as data: one record feeds shortcut, command list and shortcut sheet."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from showroom_crm.i18n import _


@dataclass(frozen=True, slots=True)
class Command:
    """One thing to do: `title` and `group` are source texts, `keys` portable text such as Ctrl+N.

    `bound` is False where the widget itself listens to the key (a letter in a list).
    """

    title: str
    run: Callable[[], object]
    keys: str = ""
    icon: str = ""
    group: str = ""
    bound: bool = True


def key_text(keys: str) -> str:
    """Return `keys` as the system writes it (Ctrl+N, on macOS ⌘N), Return and Enter alike."""
    named = keys.replace("Return", "Enter")
    return QKeySequence(named).toString(QKeySequence.SequenceFormat.NativeText)


def bind(commands: Iterable[Command], widget: QWidget) -> tuple[QShortcut, ...]:
    """Let the keys of `commands` work wherever the focus is inside `widget`."""
    shortcuts = []
    for command in commands:
        if command.keys and command.bound:
            shortcut = QShortcut(QKeySequence(command.keys), widget)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(command.run)
            shortcuts.append(shortcut)
    return tuple(shortcuts)


def matching(commands: Iterable[Command], typed: str) -> list[Command]:
    """Return the commands whose shown title holds every word of `typed`, best first."""
    words = typed.casefold().split()
    hits = [c for c in commands if all(word in _(c.title).casefold() for word in words)]
    return sorted(hits, key=lambda c: not _(c.title).casefold().startswith(typed.casefold()))
