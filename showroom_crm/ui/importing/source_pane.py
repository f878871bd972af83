"""Where the customers stand in the file: its sheets with counts, and the header put right."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from showroom_crm.i18n import _, ngettext
from showroom_crm.ui import fonts, theme
from showroom_crm.ui.importing.draft import Draft
from showroom_crm.ui.importing.sheet_grid import SheetGrid
from showroom_crm.ui.importing.tables import Tables
from showroom_crm.ui.widgets.buttons import ActionButton, LinkButton
from showroom_crm.ui.widgets.elided import ElidedText
from showroom_crm.ui.widgets.flow import FlowLayout
from showroom_crm.ui.widgets.labels import Text, clear
from showroom_crm.ui.widgets.tips import plain
from showroom_crm.values.mappings import Header
from showroom_crm.values.places import Place, SheetOffer
from showroom_crm.values.sheets import Workbook

_IN_SIGHT = 6  # tables shown at once; more can be unfolded
_LINE, _GRID, _NAME = 28, 210, 220


class SourcePane(QWidget):
    """Tells which table to show, which come in, and where one lies in its sheet."""

    table_shown = Signal(object)  # SheetOffer
    taken = Signal(object, bool)  # SheetOffer, whether it comes in
    place_chosen = Signal(object)  # Place, None for as found

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self._shown: object = None
        self._book: Workbook | None = None
        self.checks: dict[SheetOffer, QCheckBox] = {}
        self._lines = QWidget()
        self._column = QVBoxLayout(self._lines)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._folded: list[QWidget] = []  # lines of tables that are shown when asked for
        self.more = LinkButton("")
        self.more.setCheckable(True)
        self.more.toggled.connect(self._show_more)
        self.where = ElidedText("", "faint")
        self.correct = LinkButton(_("More settings"), keys="Ctrl+H")
        self.correct.setCheckable(True)
        self.correct.toggled.connect(self._unfold)
        self.grid = SheetGrid()
        self.grid.setFixedHeight(theme.px(_GRID))
        self.grid.header_chosen.connect(self._choose_header)
        self.grid.marked.connect(self._mark)
        self.hint = Text(_("Click the line of the header, or mark the whole table."), "muted", True)
        self.range = ActionButton(_("Marked cells"))
        self.range.setToolTip(_("The marked cells are the table"))
        self.no_header = ActionButton(_("No header line"))
        self.as_found = ActionButton(_("As found"))
        self._build()

    def show_draft(self, draft: Draft, tables: Tables) -> None:
        """Show where the table of `draft` lies, among the `tables` of its file."""
        self._show_tables(draft, tables)
        header = draft.header
        page = next(each for each in draft.book.sheets if each.name == draft.sheet.name)
        self.where.setText(_whereabouts(header, people=bool(draft.sheet.numbers)))
        self.grid.show_sheet(page, header if not draft.sheet.numbers else None)
        self.as_found.setEnabled(draft.choices.place is not None)
        if header is None and self._book is not draft.book:
            self.correct.setChecked(True)  # nothing was found: a person has to say where it is
        self._book = draft.book

    def toggle(self) -> None:
        """Unfold the sheet, or fold it again."""
        self.correct.toggle()

    def _build(self) -> None:
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.where, 1)
        line.addWidget(self.correct)
        self._open = QWidget()
        inside = QVBoxLayout(self._open)
        inside.setContentsMargins(0, 0, theme.px(6), 0)
        inside.setSpacing(6)
        buttons = FlowLayout(gap=6)
        for button in (self.range, self.no_header, self.as_found):
            buttons.addWidget(button)
        inside.addWidget(self.hint)
        inside.addWidget(self.grid)
        inside.addLayout(buttons)
        self.range.setEnabled(False)
        self.range.clicked.connect(self._choose_range)
        self.no_header.clicked.connect(self._choose_no_header)
        self.as_found.clicked.connect(lambda _on: self.place_chosen.emit(None))
        self._open.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._lines)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(line)
        column.addWidget(self._open)

    def _show_tables(self, draft: Draft, tables: Tables) -> None:
        self._lines.setVisible(len(tables.offers) > 1)
        state = (id(draft.book), draft.offer, frozenset(tables.results), tables.offers)
        if self._shown == state:
            for offer, check in self.checks.items():
                check.setChecked(offer in tables.chosen or offer in tables.results)
            self._show_more()
            return
        self._shown = state
        clear(self._lines)
        self.checks.clear()
        self._folded.clear()
        few = len(tables.offers) <= _IN_SIGHT + 1
        for number, offer in enumerate(tables.offers):
            box = self._line(offer, draft.offer, tables)
            self._column.addWidget(box)
            if not few and number >= _IN_SIGHT and offer != draft.offer:
                self._folded.append(box)
        self._show_more()

    def _show_more(self, *_unfolded: bool) -> None:
        """Show all tables or the first ones, and say how many more there are and come in."""
        unfolded = self.more.isChecked()
        for box in self._folded:
            box.setVisible(unfolded)
        hidden = [check for box in self._folded for check in box.findChildren(QCheckBox)]
        count = len(hidden)
        text = ngettext(
            "{count} more sheet, {ticked} ticked", "{count} more sheets, {ticked} ticked", count
        )
        ticked = sum(check.isChecked() for check in hidden)
        self.more.say(_("Fewer sheets") if unfolded else text.format(count=count, ticked=ticked))
        self.more.setVisible(bool(hidden))

    def _line(self, offer: SheetOffer, present: SheetOffer | None, tables: Tables) -> QWidget:
        box = QWidget()
        box.setFixedHeight(theme.px(_LINE))
        line = QHBoxLayout(box)
        line.setContentsMargins(0, 0, theme.px(6), 0)
        line.setSpacing(8)
        check = self.checks[offer] = QCheckBox()
        check.setAccessibleName(_("Import {name}").format(name=offer.name))
        check.setChecked(offer in tables.chosen or offer in tables.results)
        check.setEnabled(offer.rows > 0 and offer not in tables.results)
        check.clicked.connect(partial(self._take, offer, check))
        line.addWidget(check)
        line.addWidget(self._name(offer, offer == present))
        state = ElidedText(_state(offer, done=offer in tables.results), "faint")
        state.setToolTip(plain(state.text()))
        line.addWidget(state, 1)
        return box

    def _name(self, offer: SheetOffer, present: bool) -> QWidget:
        title = offer.name
        if offer.place is not None:
            title = _("{name}, row {row}").format(name=offer.name, row=offer.place.first_row)
        if present:
            return Text(self._cut(title, fonts.bold()), "strong")
        name = LinkButton(self._cut(title, self.font()))
        name.setToolTip(plain("\n".join((title, _("Look at this table")))))
        name.clicked.connect(lambda _on: self.table_shown.emit(offer))
        return name

    def _cut(self, title: str, font: QFont) -> str:
        elide, room = Qt.TextElideMode.ElideMiddle, theme.px(_NAME)
        return QFontMetrics(font).elidedText(title, elide, room)

    def _take(self, offer: SheetOffer, check: QCheckBox) -> None:
        self.taken.emit(offer, check.isChecked())

    def _unfold(self, unfolded: bool) -> None:
        self._open.setVisible(unfolded)
        if unfolded and self.isVisible():
            self.grid.setFocus()

    def _mark(self, several: bool) -> None:
        self.range.setEnabled(several)

    def _choose_header(self, first: int, last: int) -> None:
        self.place_chosen.emit(Place(first, last))

    def _choose_range(self) -> None:
        if place := self.grid.marked_place():
            self.place_chosen.emit(place)

    def _choose_no_header(self) -> None:
        header = self.grid.cells.header
        above = header.first_row - 1 if header is not None and header.first_row else 0
        self.place_chosen.emit(Place(0, above))


def _state(offer: SheetOffer, done: bool) -> str:
    if done:
        return _("imported")
    rows = ngettext("{count} row", "{count} rows", offer.rows).format(count=f"{offer.rows:,}")
    parts: Iterable[str] = (rows if offer.rows else "", offer.reason)
    return " · ".join(part for part in parts if part)


def _whereabouts(header: Header | None, people: bool) -> str:
    if header is None:
        return _("No table was found")
    if people:
        return _("Cards, one person each")
    if header.first_row == 0:
        return _("A table without a header line")
    if header.first_row == header.last_row:
        return _("Header in row {row}").format(row=header.first_row)
    return _("Header in rows {first} to {last}").format(
        first=header.first_row, last=header.last_row
    )
