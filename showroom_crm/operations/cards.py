"""One customer read as a whole for paper, and the note of it in the history."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from showroom_crm.followup import levels as level_names
from showroom_crm.i18n import _
from showroom_crm.operations import insights, levels, scoring
from showroom_crm.operations.desk import Desk
from showroom_crm.store import customers, own_fields
from showroom_crm.values.customers import CustomerCard
from showroom_crm.values.own_fields import OwnField
from showroom_crm.values.scores import Explanation


@dataclass(frozen=True, slots=True)
class CardRead:
    """All that a printed card tells of a customer, who prints it and when.

    `levels` and `segments` are their names by code and by key, `own` the showroom's own fields.
    """

    card: CustomerCard
    explanation: Explanation
    levels: Mapping[str, str]
    segments: Mapping[str, str]
    own: tuple[OwnField, ...]
    printed_by: str
    printed_at: dt.datetime

    @property
    def name(self) -> str:
        """What the customer is called: by name, else by number."""
        return self.card.line.name or self.card.line.customer_no


def read(desk: Desk, customer_id: int) -> CardRead:
    """Return all of one customer for paper; raises NotFound."""
    return CardRead(
        card=customers.card(desk.store, customer_id, desk.today),
        explanation=scoring.explain(desk, customer_id),
        levels={each.code: level_names.label(each) for each in levels.current(desk.store)},
        segments={each.key: each.name for each in insights.segment_names(scoring.current(desk))},
        own=own_fields.everything(desk.store),
        printed_by=desk.staff.name,
        printed_at=desk.now(),
    )


def note_print(desk: Desk, read: CardRead) -> None:
    """Note in the history that the card was printed or saved: full numbers left the store."""
    with desk.write("print", _("Print the card of {name}").format(name=read.name)):
        pass
