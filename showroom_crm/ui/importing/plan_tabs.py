"""The tabs of a plan: what each holds, how much of it, and the words above it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from showroom_crm.i18n import N_, _
from showroom_crm.ui.importing.draft import Draft
from showroom_crm.values.import_plans import Action

_SWITCHED = (Action.INSERT, Action.UPDATE, Action.SKIP)


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab: its word, how many things it holds, and the `hint` above them.

    `action` is what happens with the rows of a tab of rows.
    """

    title: str
    count: Callable[[Draft], int]
    action: Action | None = None
    hint: str = ""

    @property
    def switches(self) -> bool:
        """Whether one can switch its rows on and off."""
        return self.action in _SWITCHED

    def titled(self, draft: Draft) -> str:
        """Return the word of the tab, with how many things it holds where it holds any."""
        count = self.count(draft)
        return f"{_(self.title)} {count:,}" if count else _(self.title)


QUESTIONS = Tab(N_("To decide"), lambda draft: draft.open_questions)
REPAIRS = Tab(
    N_("Repaired"),
    lambda draft: len(draft.plan.repairs),
    hint=N_("Cells that were put right while reading; the file itself stays as it is."),
)
PROBLEMS = Tab(
    N_("To check"),
    lambda draft: len(draft.plan.problems),
    hint=N_("Cells to look at; double click one to type over it."),
)
TABS = (
    Tab(N_("New"), lambda draft: draft.count(Action.INSERT), Action.INSERT),
    Tab(N_("Updates"), lambda draft: draft.count(Action.UPDATE), Action.UPDATE),
    Tab(N_("Unchanged"), lambda draft: draft.count(Action.UNCHANGED), Action.UNCHANGED),
    QUESTIONS,
    Tab(
        N_("Left out"),
        lambda draft: draft.count(Action.SKIP),
        Action.SKIP,
        N_("These rows wait for an answer or were switched off; nothing is written."),
    ),
    Tab(
        N_("Returned"),
        lambda draft: draft.count(Action.REJECT),
        Action.REJECT,
        N_("These rows cannot be imported: put them right below, or save them with the reason."),
    ),
    REPAIRS,
    PROBLEMS,
)
