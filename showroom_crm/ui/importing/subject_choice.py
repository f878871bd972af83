"""The drop-down that says what each row of a table tells: a customer, an order, a visit."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from showroom_crm.i18n import _
from showroom_crm.ui.widgets.labels import Text
from showroom_crm.values.fields import SUBJECT_LABELS, Subject

_NARROW = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon


class SubjectChoice(QWidget):
    """Tells the subject that was chosen; shows the one that was recognised."""

    decided = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Offer every subject."""
        super().__init__(parent)
        self.choice = QComboBox()
        self.choice.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.choice.setSizeAdjustPolicy(_NARROW)
        self.choice.setMinimumContentsLength(8)
        for subject, label in SUBJECT_LABELS.items():
            self.choice.addItem(_(label), subject.value)
        title = Text(_("Each row is"), "muted")
        title.setBuddy(self.choice)
        self.choice.setAccessibleName(_("Each row is"))
        self.choice.activated.connect(self._decide)
        self.choice.installEventFilter(self)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(title)
        line.addWidget(self.choice, 1)

    def show_subject(self, subject: Subject) -> None:
        """Show `subject` chosen without telling anyone."""
        self.choice.setCurrentIndex(self.choice.findData(subject.value))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Never change by the mouse wheel, which is meant for the list around it."""
        if event.type() is QEvent.Type.Wheel:
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def _decide(self, _index: int) -> None:
        self.decided.emit(self.choice.currentData())
