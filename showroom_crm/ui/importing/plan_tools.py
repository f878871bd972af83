"""The line above the rows of a plan: find rows, switch all of them, take back what was typed."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from showroom_crm.i18n import _, ngettext
from showroom_crm.ui import theme
from showroom_crm.ui.widgets.buttons import LinkButton
from showroom_crm.ui.widgets.labels import Text
from showroom_crm.ui.widgets.search_box import SearchBox


class PlanTools(QWidget):
    """Holds the search box and the ways that go for all rows shown."""

    switched = Signal(bool)  # all rows on or off
    taken_back = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Offer nothing yet."""
        super().__init__(parent)
        self.search = SearchBox(_("Find rows of the plan"))
        self.search.setMaximumWidth(theme.px(240))
        self.all, self.none = LinkButton(_("All on")), LinkButton(_("All off"))
        self.all.clicked.connect(partial(self._switch, True))
        self.none.clicked.connect(partial(self._switch, False))
        self.typed, self.back = Text("", "accent"), LinkButton(_("Take all back"))
        self.back.clicked.connect(self.taken_back)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(12)
        line.addWidget(self.search, 1)
        line.addWidget(self.all)
        line.addWidget(self.none)
        line.addStretch(1)
        line.addWidget(self.typed)
        line.addWidget(self.back)

    def show_typed(self, count: int) -> None:
        """Say how many cells were typed by hand."""
        text = ngettext("{count} cell typed by hand", "{count} cells typed by hand", count)
        self.typed.setText(text.format(count=count))
        for widget in (self.typed, self.back):
            widget.setVisible(bool(count))

    def show_ways(self, search: bool, switch: bool) -> None:
        """Offer to find rows, and to switch all of them."""
        self.search.setVisible(search)
        for button in (self.all, self.none):
            button.setVisible(switch)

    def _switch(self, on: bool, *_clicked: bool) -> None:
        self.switched.emit(on)
