"""One column of the file on a line: its name and cells, where it goes, and what its cells do."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QEnterEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from showroom_crm.i18n import _
from showroom_crm.ui import theme
from showroom_crm.ui.importing.field_choice import FieldChoice
from showroom_crm.ui.importing.policy_button import PolicyButton
from showroom_crm.ui.widgets.elided import ElidedText
from showroom_crm.ui.widgets.labels import Text
from showroom_crm.ui.widgets.tips import plain
from showroom_crm.values.mappings import ColumnMapping

_CHOICE, _POLICY, _GAP = 172, 26, 8
_WIDEST = 260  # of the choice, in a wide window
_OF_NAME, _OF_CHOICE = 3, 2  # shares of the room
_SHOWN = 3  # cells told at most


class Samples(ElidedText):
    """Cells of a column in one line: as many as can be told whole, the first one in any case."""

    def __init__(self, cells: Sequence[str], parent: QWidget | None = None) -> None:
        """Show some of `cells`."""
        self._cells = [" ".join(cell.split()) for cell in cells[:_SHOWN]]
        super().__init__(self._cells[0] if self._cells else "", "faint", parent)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell one more cell where there is room for it, one less where it would be cut."""
        super().resizeEvent(event)
        room = self.contentsRect().width()
        for count in range(len(self._cells), 0, -1):
            text = " · ".join(self._cells[:count])
            if count == 1 or self.fontMetrics().horizontalAdvance(text) <= room:
                self.setText(text)
                return


class MappingLine(QWidget):
    """Shows the policy under the mouse or the keyboard only, unless it is not the usual one."""

    def __init__(
        self, column: ColumnMapping, choice: FieldChoice, policy: PolicyButton, parent: QWidget
    ) -> None:
        """Set name and cells of `column`, `choice` and `policy` side by side."""
        super().__init__(parent)
        self.policy = policy
        self.setToolTip(_tip(column))
        _limit(choice)
        keeping = policy.sizePolicy()
        keeping.setRetainSizeWhenHidden(True)
        policy.setSizePolicy(keeping)
        policy.setFixedWidth(theme.px(_POLICY))
        told = QVBoxLayout()
        told.setSpacing(0)
        told.addWidget(ElidedText(column.column.label))
        told.addWidget(Samples(column.samples))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        row.addLayout(told, _OF_NAME)
        row.addWidget(choice, _OF_CHOICE, Qt.AlignmentFlag.AlignTop)
        row.addWidget(policy, 0, Qt.AlignmentFlag.AlignTop)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show what may be chosen here."""
        super().enterEvent(event)
        self.policy.show_near(True)

    def leaveEvent(self, event: QEvent) -> None:
        """Be calm again."""
        super().leaveEvent(event)
        self.policy.show_near(False)


def heads() -> QWidget:
    """Return the words over the lines, at the same edges."""
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, theme.px(_POLICY) + _GAP, 0)
    row.setSpacing(_GAP)
    goes_to = Text(_("Goes to"), "faint")
    _limit(goes_to)
    row.addWidget(ElidedText(_("Column of the file"), "faint"), _OF_NAME)
    row.addWidget(goes_to, _OF_CHOICE)
    return box


def _limit(widget: QWidget) -> None:
    widget.setMinimumWidth(theme.px(_CHOICE))
    widget.setMaximumWidth(theme.px(_WIDEST))


def _tip(column: ColumnMapping) -> str:
    letters = _("Column {letters}").format(letters=column.column.letters)
    return plain("\n".join([f"{letters} · {column.column.label}", *column.samples[:_SHOWN]]))
