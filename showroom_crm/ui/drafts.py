"""Whether something that was begun is not kept yet, so that nothing is made anew over it."""

from typing import Protocol, runtime_checkable

from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from showroom_crm.ui.widgets.search_box import SearchBox


@runtime_checkable
class Drafting(Protocol):
    """A widget that holds changes until they are adopted."""

    def unfinished(self) -> bool:
        """Return whether there are such changes."""


def begun(over: QWidget) -> bool:
    """Return whether anything below `over` was typed or chosen and is not kept yet."""
    holders = (each for each in over.findChildren(QWidget) if isinstance(each, Drafting))
    texts = over.findChildren(QPlainTextEdit)
    return (
        any(holder.unfinished() for holder in holders)
        or any(map(_typed, over.findChildren(QLineEdit)))
        or any(text.document().isModified() and text.toPlainText() for text in texts)
    )


def _typed(line: QLineEdit) -> bool:
    inside = isinstance(line.parent(), (QAbstractSpinBox, QComboBox))
    if inside or isinstance(line, SearchBox):
        return False
    return line.isModified() and bool(line.text())
