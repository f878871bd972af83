"""All cells of one row below the plan, to be put right by hand."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from showroom_crm.i18n import N_, _
from showroom_crm.ui.importing.draft import Draft
from showroom_crm.ui.importing.editable_table import EditableTable
from showroom_crm.ui.importing.row_cells import PERSON, cells_of, to_keep
from showroom_crm.ui.importing.row_model import TEXT, RowModel
from showroom_crm.ui.importing.rows_model import told
from showroom_crm.ui.widgets.buttons import IconButton, LinkButton
from showroom_crm.ui.widgets.elided import ElidedText
from showroom_crm.ui.widgets.labels import Text
from showroom_crm.values.import_plans import Action, PlannedRow

_WIDTHS = (170, 240, 150)  # of column, text and field, at most
_WORDS = {
    Action.INSERT: N_("New"),
    Action.UPDATE: N_("Updates"),
    Action.UNCHANGED: N_("Unchanged"),
    Action.SKIP: N_("Left out"),
    Action.REJECT: N_("Returned"),
}


class RowEditor(QFrame):
    """Shows one row of a draft; `typed` tells row number, column key and text, None takes back."""

    typed = Signal(int, str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show no row yet."""
        super().__init__(parent)
        self.row: int | None = None
        self._draft: Draft | None = None
        self.title, self.state = Text("", "strong"), ElidedText("", "muted")
        self.back = LinkButton(_("Take back what was typed"))
        self.back.clicked.connect(self._take_back)
        close = IconButton("x", _("Close the row"))
        close.clicked.connect(self.close_row)
        self.model = RowModel()
        self.model.typed.connect(self._tell)
        self.table = EditableTable(TEXT)
        self.table.setModel(self.model)
        self.table.closed.connect(self._refresh)
        self.table.selectionModel().currentChanged.connect(self._look_at)
        head = QHBoxLayout()
        for widget in (self.title, self.state, self.back, close):
            head.addWidget(widget, int(widget is self.state))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        self.hide()

    def show_draft(self, draft: Draft) -> None:
        """Show what became of the row, once nothing is being typed."""
        self._draft = draft
        if not self.table.typing:
            self._refresh()

    def open_row(self, row: int, key: str = "") -> None:
        """Show the row with this number; with the key of a column, open its cell."""
        fresh = row != self.row
        self.row = row
        self._refresh()
        if fresh or key:
            self._go_to(key)
        self.show()
        if key:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
            self.table.open_cell()

    def close_row(self) -> None:
        """Show no row."""
        self.row = None
        self.hide()

    def _go_to(self, key: str) -> None:
        """Choose the cell of a column, or one with something wrong: name or phone before others."""
        cells = self.model.cells
        wanted = (n for n, cell in enumerate(cells) if cell.column.key == key)
        bad = [n for n, cell in enumerate(cells) if cell.bad]
        bad.sort(key=lambda n: cells[n].field not in PERSON)
        place = next(wanted, next(iter(bad), 0))
        self.table.setCurrentIndex(self.model.index(place, TEXT))

    def _refresh(self) -> None:
        draft = self._draft
        if draft is None or self.row is None:
            return
        planned = next((each for each in draft.plan.rows if each.row == self.row), None)
        if planned is None:
            self.close_row()
            return
        self.title.setText(_title(planned))
        self.table.setAccessibleName(self.title.text())
        self.state.setText(_state(planned))
        self.model.show_cells(cells_of(draft, self.row))
        self.table.fit_columns(_WIDTHS)
        self._look_at()

    def _look_at(self) -> None:
        here = self.table.currentIndex()
        cells = self.model.cells
        self.back.setVisible(here.isValid() and cells[here.row()].typed)

    def _tell(self, key: str, text: str) -> None:
        if self.row is not None and self._draft is not None:
            self.typed.emit(self.row, key, to_keep(self._draft, self.row, key, text))

    def _take_back(self) -> None:
        here = self.table.currentIndex()
        if self.row is not None and here.isValid():
            self.typed.emit(self.row, self.model.cells[here.row()].column.key, None)


def _title(row: PlannedRow) -> str:
    title = _("Row {row}").format(row=row.row)
    return f"{title} · {row.name}" if row.name else title


def _state(row: PlannedRow) -> str:
    return " · ".join(part for part in (_(_WORDS[row.action]), told(row)) if part)
