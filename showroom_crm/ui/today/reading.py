"""What the place Today asks of the store, in one look for the reading lane."""

from __future__ import annotations

from dataclasses import dataclass

from showroom_crm.operations import agenda, levels
from showroom_crm.operations.desk import Desk
from showroom_crm.store import customers, listing, staff, views
from showroom_crm.values.customers import CustomerLine
from showroom_crm.values.followups import Agenda, Urgency
from showroom_crm.values.levels import Level
from showroom_crm.values.queries import Condition, CustomerQuery, Op

MOST = 80  # cards; who is further down comes up as these are done
_OFFERED = 5


@dataclass(frozen=True, slots=True)
class Day:
    """The agenda of today, how many were contacted already, and what the form needs.

    `incomplete` are a few records worth completing, read only when nothing is left to do.
    """

    agenda: Agenda
    done: int
    levels: tuple[Level, ...]
    incomplete: tuple[CustomerLine, ...]
    known: bool = True  # whether there is any customer at all

    @property
    def due(self) -> int:
        """How many customers are still to be contacted today."""
        totals = self.agenda.totals
        return sum(totals.get(each, 0) for each in Urgency if each is not Urgency.THIS_WEEK)


def day(desk: Desk, by: str | None) -> Day:
    """Return today of one salesperson, or of everyone."""
    found = agenda.today(desk, by, most=MOST)
    conditions = [Condition("last_contact_on", Op.IS, (desk.today,))]
    if by is not None:
        conditions.append(Condition("salesperson", Op.IS, (by,)))
    done = listing.count(desk.store, CustomerQuery(conditions=tuple(conditions)), desk.today)
    made = Day(found, done, levels.current(desk.store), ())
    if made.due:
        return made
    known = listing.count(desk.store, CustomerQuery(), desk.today) > 0
    return Day(found, done, made.levels, _incomplete(desk), known)


def salespeople(desk: Desk) -> tuple[str, ...]:
    """Return the names of the active members of staff."""
    return tuple(member.name for member in staff.everyone(desk.store) if member.active)


def _incomplete(desk: Desk) -> tuple[CustomerLine, ...]:
    shipped = views.shipped(desk.today)
    query = next(view.query for view in shipped if view.key == "incomplete")
    ids = listing.ids(desk.store, query, desk.today)[:_OFFERED]
    return tuple(customers.lines(desk.store, ids, desk.today))
