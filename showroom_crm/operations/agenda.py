"""Whom to contact today, and the same on paper."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import partial

from showroom_crm.followup import agenda as rules
from showroom_crm.followup import levels as level_rules
from showroom_crm.followup import reminders, sheet, windows
from showroom_crm.i18n import _
from showroom_crm.operations import levels
from showroom_crm.operations.bulk import let_go
from showroom_crm.operations.desk import Desk
from showroom_crm.store import agenda as stored
from showroom_crm.store import scores
from showroom_crm.values.followups import Agenda, FollowUpSheet, Urgency


def today(
    desk: Desk, by: str | None = None, day: dt.date | None = None, most: int | None = None
) -> Agenda:
    """Return the agenda of `day` (today), of one salesperson by name or of all.

    At most `most` items are put into words; the totals count all.
    """
    when = day or desk.today
    follow_ups = stored.follow_ups(desk.store, when + dt.timedelta(days=reminders.WEEK_AHEAD))
    rules_of_dates = reminders.load()
    anchors = stored.anchors(desk.store, windows.windows(rules_of_dates, when))
    due = list(reminders.due(anchors, rules_of_dates, when))
    settings = rules.AgendaSetup(
        level_rules.by_code(levels.current(desk.store)),
        level_rules.limits(),
        away_since=_away_since(desk),
        most=most,
        briefs=partial(stored.briefs, desk.store),
    )
    found = rules.today(follow_ups, due, when, by, settings)
    let_go(due, anchors, follow_ups)
    return found


def _away_since(desk: Desk) -> dt.date | None:
    """Return the last day before today on which the program was opened, as far as is known."""
    with desk.store.read() as connection:
        basis = scores.basis(connection)
    return basis.before if basis else None


def follow_up_sheet(desk: Desk, by: str | None = None, day: dt.date | None = None) -> FollowUpSheet:
    """Return the list for paper: what is overdue and due on `day`, without the week after it.

    Printing it is noted in the history.
    """
    agenda = today(desk, by, day)
    due = tuple(item for item in agenda.items if item.urgency is not Urgency.THIS_WEEK)
    narrowed = replace(agenda, items=due)
    title = _("Follow-up list {date}").format(date=agenda.day.isoformat())
    return sheet.follow_up_sheet(narrowed, title, desk.staff.name, desk.now())


def note_print(desk: Desk, rows: int) -> None:
    """Note in the history that a follow-up list of so many rows was printed or saved."""
    name = _("Print the follow-up list, {count} rows").format(count=rows)
    with desk.write("print", name):
        pass
