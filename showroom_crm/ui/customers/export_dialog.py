"""What an export asks before it writes: who, columns, sheets, numbers covered or not, and where."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFileDialog,
    QFormLayout,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from showroom_crm.i18n import N_, _
from showroom_crm.operations import exports
from showroom_crm.operations.exports import EVERY_KEY, Disclosure, Wish
from showroom_crm.ui import theme
from showroom_crm.ui.widgets.buttons import ActionButton, LinkButton, PrimaryButton
from showroom_crm.ui.widgets.choice_row import ChoiceRow
from showroom_crm.ui.widgets.elided import ElidedText
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
_BOXES = (0, 6, 0, 0)  # so that the first one stands on the line of its label


class ExportDialog(QDialog):
    """Accepted when it may be written; `query` and `wish` say what, `path` where.

    What is seen goes out as it is with Enter alone; every other wish is one click more.
    """

    def __init__(
        self,
        query: CustomerQuery,
        counts: tuple[int, int],
        keys: tuple[str, ...],
        path: Path,
        parent: QWidget,
    ) -> None:
        """Ask about the customers of `query`; `counts` are those and all, `keys` the columns.

        Without another wish the file is `path`, which is not there yet.
        """
        super().__init__(parent)
        self._query = query
        self.path = path
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
        self._where = ElidedText("")
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(14)
        column.addWidget(Text(_("Export customers"), "title"))
        column.addLayout(self._questions())
        column.addLayout(self._buttons())
        self._full.toggled.connect(self._toggled)
        for box in self.beside.values():
            box.toggled.connect(self._be_a_workbook)
        self._tell_where()

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

    def _questions(self) -> QFormLayout:
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(14)
        questions: tuple[tuple[str, QWidget], ...] = (
            (_("Customers"), self.who),
            (_("Columns"), self.columns),
            (_("Further sheets"), self._sheets()),
            (_("Numbers"), self._numbers()),
            (_("File"), self._file()),
        )
        for label, answer in questions:
            form.addRow(Text(label, "muted"), answer)
        return form

    def _numbers(self) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(*_BOXES)
        column.setSpacing(6)
        for widget in (self._full, self._covered, self._why):
            column.addWidget(widget)
        return box

    def _file(self) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self.elsewhere = LinkButton(_("Another place or CSV…"))
        self.elsewhere.clicked.connect(self._choose_file)
        row.addWidget(self._where, 1)
        row.addWidget(self.elsewhere)
        return line

    def _sheets(self) -> QWidget:
        boxes = QWidget()
        grid = QGridLayout(boxes)
        grid.setContentsMargins(*_BOXES)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        for place, box in enumerate(self.beside.values()):
            grid.addWidget(box, place // 3, place % 3)
        return boxes

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(0, 4, 0, 0)
        row.addStretch(1)
        self.go = PrimaryButton(_("Export"), "export", "Enter")
        cancel = ActionButton(_("Cancel"), keys="Esc")
        cancel.clicked.connect(self.reject)
        self.go.clicked.connect(self._finish)
        self.go.setDefault(True)
        row.addWidget(cancel)
        row.addWidget(self.go)
        self.go.setFocus()
        return row

    def _tell_where(self) -> None:
        self._where.setText(f"{self.path.name} · {self.path.parent.name or self.path.parent}")

    def _choose_file(self) -> None:
        beside = any(box.isChecked() for box in self.beside.values())
        kinds = _("Workbook (*.xlsx)") if beside else _("Workbook (*.xlsx);;CSV (*.csv)")
        chosen, _kind = QFileDialog.getSaveFileName(
            self, _("Export customers"), str(self.path), kinds
        )
        if chosen:
            named = exports.named(Path(chosen))
            self.path = named if named == Path(chosen) else exports.free(named)
            self._tell_where()
            self.go.setFocus()

    def _be_a_workbook(self, wanted: bool) -> None:
        """Leave CSV, which holds one table only, where further sheets are wanted."""
        if wanted and self.path.suffix.lower() != ".xlsx":
            self.path = exports.free(self.path.with_suffix(".xlsx"))
            self._tell_where()

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
