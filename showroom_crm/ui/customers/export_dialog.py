"""What an export asks before it writes: who, which columns and sheets, numbers covered or not."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from showroom_crm.i18n import N_, _
from showroom_crm.operations.exports import EVERY_KEY, Disclosure, Wish
from showroom_crm.ui import theme
from showroom_crm.ui.widgets.buttons import ActionButton, PrimaryButton
from showroom_crm.ui.widgets.choice_row import ChoiceRow
from showroom_crm.ui.widgets.fields import LabelledField
from showroom_crm.ui.widgets.labels import Text
from showroom_crm.values.exports import BELONGING_LABELS
from showroom_crm.values.queries import CustomerQuery

LISTED, ALL = "listed", "all"
SHOWN, USUAL, EVERYTHING = "shown", "usual", "everything"
_COLUMNS = (
    (SHOWN, N_("As in the list")),
    (USUAL, N_("The usual ones")),
    (EVERYTHING, N_("Everything kept")),
)
_LIST_TO_FIELD = {"source": "source_l1"}  # where the list calls a column otherwise
_ONLY_SIGNS = frozenset({"sign"})


class ExportDialog(QDialog):
    """Accepted when a file may be chosen; `query` and `wish` say what it shall hold."""

    def __init__(
        self, query: CustomerQuery, counts: tuple[int, int], keys: tuple[str, ...], parent: QWidget
    ) -> None:
        """Ask about the customers of `query`; `counts` are those and all, `keys` the columns."""
        super().__init__(parent)
        self._query = query
        self._keys = tuple(_LIST_TO_FIELD.get(key, key) for key in keys if key not in _ONLY_SIGNS)
        self.setWindowTitle(_("Export customers"))
        self.setMinimumWidth(theme.px(600))
        self.who, self.columns = _who(*counts), ChoiceRow([(k, _(text)) for k, text in _COLUMNS])
        self.who.choose(LISTED)
        self.columns.choose(SHOWN)
        self.beside = {each: QCheckBox(_(text)) for each, text in BELONGING_LABELS.items()}
        self._full = QCheckBox(_("Phone numbers, plates and addresses in full"))
        self._covered = Text(
            _("Private numbers are covered, as in the list: 138****8000."), "faint", wrap=True
        )
        self._purpose = QLineEdit()
        self._why = LabelledField(
            _("What the full numbers are needed for"), self._purpose, _("Kept in the history")
        )
        self._why.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(14)
        column.addWidget(Text(_("Export customers"), "title"))
        column.addLayout(self._questions())
        column.addLayout(self._buttons())
        self._full.toggled.connect(self._toggled)

    @property
    def query(self) -> CustomerQuery:
        """Whom to write, in the order of the list."""
        everyone = self.who.key == ALL
        return replace(self._query, search="", conditions=()) if everyone else self._query

    @property
    def wish(self) -> Wish:
        """Which columns and sheets to write, and how numbers."""
        keys = {SHOWN: self._keys, USUAL: None, EVERYTHING: EVERY_KEY}[self.columns.key]
        beside = tuple(each for each, box in self.beside.items() if box.isChecked())
        full = self._full.isChecked()
        return Wish(keys, beside, Disclosure(full, self._purpose.text().strip() if full else ""))

    def _questions(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(14)
        grid.setColumnStretch(1, 1)
        questions = (
            (_("Customers"), (self.who,)),
            (_("Columns"), (self.columns,)),
            (_("Further sheets"), (self._sheets(),)),
            (_("Numbers"), (self._full, self._covered, self._why)),
        )
        for row, (label, widgets) in enumerate(questions):
            name = Text(label, "muted")
            grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
            answers = QVBoxLayout()
            answers.setSpacing(6)
            for widget in widgets:
                answers.addWidget(widget)
            grid.addLayout(answers, row, 1)
        return grid

    def _sheets(self) -> QWidget:
        boxes = QWidget()
        grid = QGridLayout(boxes)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        for place, box in enumerate(self.beside.values()):
            grid.addWidget(box, place // 3, place % 3)
        return boxes

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(0, 4, 0, 0)
        row.addStretch(1)
        cancel, go = ActionButton(_("Cancel")), PrimaryButton(_("Choose file…"), "export")
        cancel.clicked.connect(self.reject)
        go.clicked.connect(self._finish)
        go.setDefault(True)
        row.addWidget(cancel)
        row.addWidget(go)
        return row

    def _toggled(self, full: bool) -> None:
        self._covered.setVisible(not full)
        self._why.setVisible(full)
        if full:
            self._purpose.setFocus()

    def _finish(self) -> None:
        if self._full.isChecked() and not self._purpose.text().strip():
            self._why.complain(_("Say what the full numbers are needed for."))
            self._purpose.setFocus()
            return
        self.accept()


def _who(listed: int, everyone: int) -> ChoiceRow:
    """Offer the customers of the list, and all of them where these are more."""
    choices = [(LISTED, _("In the list ({count})").format(count=f"{listed:,}"))]
    if everyone > listed:
        choices.append((ALL, _("All ({count})").format(count=f"{everyone:,}")))
    return ChoiceRow(choices)
