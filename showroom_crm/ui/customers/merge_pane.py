"""The merge screen of one group: choose field by field, see the result, decide what they are."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from showroom_crm.errors import UserError
from showroom_crm.i18n import N_, _, ngettext
from showroom_crm.operations import duplicates
from showroom_crm.operations.desk import Desk
from showroom_crm.ui.customers import reading
from showroom_crm.ui.customers.likeness_list import reasons_of
from showroom_crm.ui.customers.merge_table import SURVIVOR, MergeTable, words
from showroom_crm.ui.tasks import Job, Tasks
from showroom_crm.ui.widgets.buttons import ActionButton, LinkButton, PrimaryButton, QuietButton
from showroom_crm.ui.widgets.labels import Text
from showroom_crm.values.duplicates import Likeness, MergePlan
from showroom_crm.values.operations import Changes

_KINDS = {
    "contact": N_("contacts"),
    "visit": N_("visits"),
    "test_drive": N_("test drives"),
    "quote": N_("quotes"),
    "deal": N_("orders"),
    "payment": N_("payments"),
    "vehicle": N_("cars"),
    "service_visit": N_("service visits"),
    "insurance_policy": N_("policies"),
    "survey": N_("surveys"),
    "complaint": N_("complaints"),
    "contact_way": N_("contact ways"),
    "consent": N_("consents"),
    "reminder": N_("reminders"),
    "customer_alias": N_("former numbers and names"),
    "referral": N_("referrals"),
}


class MergePane(QWidget):
    """Merges the records of one group as chosen, or keeps in mind that they are not one person."""

    finished = Signal()  # the group is dealt with, or left for later

    def __init__(self, desk: Desk, tasks: Tasks, parent: QWidget | None = None) -> None:
        """Show nobody yet."""
        super().__init__(parent)
        self._desk, self._tasks = desk, tasks
        self._reading: Job | None = None
        self._choices: dict[str, int] = {}
        self._order: tuple[int, ...] = ()
        self._keep = 0
        self._everything = False
        self.table = MergeTable(desk.today)
        self._build()
        self._connect()

    @property
    def is_ready(self) -> bool:
        """Whether the result of the present choices is in sight."""
        return self._go.isEnabled()

    def learn_words(self) -> None:
        """Read the words for values of the lists."""
        self._tasks.read(partial(reading.choices, self._desk), self._learn, urgent=True)

    def show_group(self, found: Likeness) -> None:
        """Begin with the records of a group."""
        self._reasons.setText(reasons_of(found))
        self._reasons.setVisible(bool(found.reasons))
        self._begin(found.group.members)

    def merge(self) -> None:
        """Merge the records as shown."""
        plan = self.table.fields.plan
        if plan is None or not self.is_ready:
            return
        keep, *others = plan.customers
        name = plan.names[0] or plan.numbers[0]
        told = _("Merged into {name} {number}").format(name=name, number=plan.numbers[0])
        work = partial(duplicates.merge, self._desk, keep, others, dict(self._choices))
        self._write(work, told)

    def separate(self, family: bool) -> None:
        """Keep in mind that the records are not one person."""
        if self.is_ready:
            told = _("Kept apart as a family") if family else _("Kept apart as different people")
            work = partial(duplicates.separate, self._desk, list(self._order), family)
            self._write(work, told)

    def leave_out(self) -> None:
        """Leave the record in whose column the cursor stands out of this merge."""
        gone = self.table.record
        if gone and len(self._order) > 2:
            self._begin(tuple(each for each in self._order if each != gone))

    def fold(self) -> None:
        """Show fields in which the records agree, or hide them again."""
        self._everything = not self._everything
        if (plan := self.table.fields.plan) is not None:
            self.table.show_plan(plan, self._order, self._everything)
            self._tell_folded()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        inner = QVBoxLayout()
        inner.setContentsMargins(16, 10, 16, 10)
        inner.setSpacing(6)
        self._reasons = Text("", wrap=True)
        inner.addWidget(self._reasons)
        hint = _(
            "Click a value or press Space to take it; a column's title, or its number key, "
            "takes all from that record."
        )
        inner.addWidget(Text(hint, "muted", wrap=True))
        inner.addWidget(self.table, 1)
        self._moves, self._folded = Text("", "muted", wrap=True), LinkButton("")
        below = QHBoxLayout()
        below.addWidget(self._moves, 1)
        below.addWidget(self._folded, 0, Qt.AlignmentFlag.AlignTop)
        inner.addLayout(below)
        column.addLayout(inner, 1)
        self.foot = self._foot()
        column.addWidget(self.foot)  # the page takes it out to lie below the groups too

    def _foot(self) -> QFrame:
        foot = QFrame()
        foot.setObjectName("foot")
        row = QHBoxLayout(foot)
        row.setContentsMargins(16, 10, 16, 10)
        row.setSpacing(8)
        self._go = PrimaryButton(_("Merge"), "check", "Ctrl+Return")
        self._family = ActionButton(_("They are a family"), keys="F")
        self._different = ActionButton(_("Different people"), keys="D")
        self.later = QuietButton(_("Later"), keys="L")
        row.addWidget(self.later)
        row.addStretch(1)
        for button in (self._different, self._family, self._go):
            row.addWidget(button)
        return foot

    def _connect(self) -> None:
        self.table.chosen.connect(self._take)
        self.table.all_taken.connect(self._take_all)
        self._folded.clicked.connect(self.fold)
        self._go.clicked.connect(self.merge)
        self._family.clicked.connect(partial(self.separate, True))
        self._different.clicked.connect(partial(self.separate, False))
        self.later.clicked.connect(self.finished)

    def _learn(self, choices: reading.Choices) -> None:
        self.table.fields.words = words(choices.lists, choices.levels)
        self.table.viewport().update()

    def _begin(self, customers: tuple[int, ...]) -> None:
        self._order, self._keep, self._choices = customers, customers[0], {}
        self._preview()

    def _preview(self) -> None:
        """Work out the result of the present choices."""
        if self._reading is not None:
            self._reading.cancel()
        self._ready(False)
        others = [each for each in self._order if each != self._keep]
        work = partial(duplicates.preview, self._desk, self._keep, others, dict(self._choices))
        self._reading = self._tasks.read(work, self._show, self._failed, urgent=True)

    def _ready(self, ready: bool) -> None:
        for button in (self._go, self._family, self._different):
            button.setEnabled(ready)

    def _show(self, plan: MergePlan) -> None:
        self._reading = None
        self.table.show_plan(plan, self._order, self._everything)
        self._moves.setText(_moves(plan))
        self._tell_folded()
        self._ready(True)

    def _tell_folded(self) -> None:
        count = self.table.fields.equal
        self._folded.setVisible(bool(count))
        text = ngettext("Show {count} equal field", "Show {count} equal fields", count)
        folded = text.format(count=count)
        self._folded.say(_("Hide equal fields") if self._everything else folded)

    def _failed(self, error: UserError) -> None:
        """Say what is wrong; whoever is gone cannot be merged any more."""
        self._tasks.refused.emit(error)
        self.finished.emit()

    def _take(self, key: str, customer: int) -> None:
        if key == SURVIVOR:
            self._keep = customer
        else:
            self._choices[key] = customer
        self._preview()

    def _take_all(self, customer: int) -> None:
        plan = self.table.fields.plan
        if plan is not None:
            place = plan.customers.index(customer)
            filled = (field.key for field in plan.fields if any(field.values[place]))
            self._choices = dict.fromkeys(filled, customer)
            self._keep = customer
            self._preview()

    def _write(self, work: partial[Changes], told: str) -> None:
        self._ready(False)
        self._tasks.write(work, self._written, self._failed, told=told)

    def _written(self, _changes: Changes) -> None:
        self.finished.emit()


def _moves(plan: MergePlan) -> str:
    """Return what goes over to the survivor, and what it has already."""
    told = []
    sides = ((plan.moves, _("Moves over: {what}")), (plan.repeats, _("Already there: {what}")))
    for counts, text in sides:
        what = [f"{_(word)} {counts[kind]}" for kind, word in _KINDS.items() if counts.get(kind)]
        if what:
            told.append(text.format(what=_(", ").join(what)))
    former = _(", ").join(plan.numbers[1:])
    told.append(_("{numbers} will still find this customer").format(numbers=former))
    return " · ".join(told)
