"""The row of filter chips with the number of customers found at its right."""

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from showroom_crm.i18n import _, ngettext
from showroom_crm.operations.desk import Desk
from showroom_crm.ui.customers import filters
from showroom_crm.ui.customers.filters import BY_FIELD, FILTERS, Filter
from showroom_crm.ui.tasks import Tasks
from showroom_crm.ui.widgets.chips import Chip, Choice, ChoicePopup
from showroom_crm.ui.widgets.flow import FlowLayout
from showroom_crm.ui.widgets.labels import Text
from showroom_crm.values.queries import Condition, CustomerQuery


class FilterBar(QWidget):
    """Holds the conditions of the list; `changed` when one was chosen or cleared."""

    changed = Signal()

    def __init__(
        self,
        desk: Desk,
        tasks: Tasks,
        query: Callable[[], CustomerQuery],
        parent: QWidget | None = None,
    ) -> None:
        """Show the chips that are always there; `query` returns what is listed now, for counts."""
        super().__init__(parent)
        self._desk, self._tasks, self._query = desk, tasks, query
        self._conditions: dict[str, Condition] = {}
        self._chips: dict[str, Chip] = {}
        self.popup: ChoicePopup | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self._row = FlowLayout(gap=6)
        self._count = Text(tone="muted")
        self._count.setContentsMargins(0, 4, 0, 0)  # on the line of the first chips
        row.addLayout(self._row, 1)
        row.addWidget(self._count, 0, Qt.AlignmentFlag.AlignTop)
        self._more = Chip(_("+ Condition"))
        self._more.clicked.connect(self._offer_more)
        self._row.addWidget(self._more)
        for entry in FILTERS:
            if entry.always:
                self.chip(entry.field)

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """What is chosen."""
        return tuple(self._conditions.values())

    def choose(self, conditions: Iterable[Condition]) -> None:
        """Show `conditions` without telling anyone."""
        self._conditions = {condition.field: condition for condition in conditions}
        for field in self._conditions:
            self.chip(field)
        for field in self._chips:
            self._say(field)

    def clear(self, field: str) -> None:
        """Take the condition on `field` back."""
        self._chosen(field, ())

    def add_beside(self, widget: QWidget) -> None:
        """Add something to do beside the count."""
        if isinstance(layout := self.layout(), QHBoxLayout):
            layout.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)

    def show_count(self, count: int) -> None:
        """Show how many customers were found."""
        self._count.setText(ngettext("{count} customer", "{count} customers", count).format(
            count=f"{count:,}"
        ))  # fmt: skip

    def chip(self, field: str) -> Chip:
        if field not in self._chips:
            chip = self._chips[field] = Chip(filters.title_of(field))
            chip.clicked.connect(partial(self.open, field))
            chip.cleared.connect(partial(self.clear, field))
            self._row.insert(self._row.count() - 1, chip)
            self._say(field)
        return self._chips[field]

    def _say(self, field: str) -> None:
        chip, condition = self._chips[field], self._conditions.get(field)
        entry = BY_FIELD.get(field)
        chip.choose(filters.worded(condition, self._desk.today) if condition else "")
        chip.setVisible(bool(condition) or (entry is not None and entry.always))

    def _offer_more(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for entry in FILTERS:
            if not entry.always:
                menu.addAction(_(entry.title), partial(self.open, entry.field))
        menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    def open(self, field: str, *_clicked: bool) -> None:
        entry = BY_FIELD.get(field)
        if entry is not None:
            self._tasks.read(
                partial(entry.offer, self._desk, entry, self._query()),
                partial(self._show_choices, entry),
                urgent=True,
            )

    def _show_choices(self, entry: Filter, choices: list[Choice]) -> None:
        chip = self.chip(entry.field)
        chip.show()
        on = filters.checked(entry, self._conditions.get(entry.field), self._desk.today)
        popup = ChoicePopup(choices, on, entry.single, self)
        popup.chosen.connect(partial(self._chosen, entry.field))
        popup.destroyed.connect(self._popup_gone)
        self.popup = popup
        popup.open_below(chip)

    def _popup_gone(self) -> None:
        self.popup = None
        for field in self._chips:
            self._say(field)

    def _chosen(self, field: str, keys: tuple[str, ...]) -> None:
        entry = BY_FIELD.get(field)
        made = filters.condition_of(entry, keys, self._desk.today) if entry else None
        if made is None:
            self._conditions.pop(field, None)
        else:
            self._conditions[field] = made
        self._say(field)
        self.changed.emit()
