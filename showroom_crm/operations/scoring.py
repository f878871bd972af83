"""Scores explained, criteria tried out, adopted and rolled back."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from showroom_crm.errors import NotFound
from showroom_crm.i18n import _
from showroom_crm.operations import rescoring
from showroom_crm.operations.desk import Desk
from showroom_crm.store import scores
from showroom_crm.values.operations import Changes
from showroom_crm.values.scores import Explanation, Finding, Scorecard, WhatIf


def current(desk: Desk) -> Scorecard:
    """Return the scorecard in force."""
    with desk.store.read() as connection:
        return rescoring.in_force(connection)


def explain(desk: Desk, customer: int) -> Explanation:
    """Return every reason for a customer's score, and what would lift it; raises NotFound."""
    from showroom_crm.scoring import explaining

    with desk.store.read() as connection:
        frame = rescoring.facts_of(connection, desk.today, [customer])
        card = rescoring.in_force(connection)
        basis = scores.basis(connection)
    if frame.empty:
        raise NotFound(_("This customer is no longer there."))
    return explaining.explain(frame, card, basis.cuts if basis else {})


def rescore(desk: Desk, day: dt.date | None = None) -> tuple[int, Changes]:
    """Score everyone anew as of `day` (today); return how many scores changed."""
    with desk.store.derive() as adding:
        changed = rescoring.everyone(adding, day or desk.today)
    return changed, Changes(None, "rescore", None)


def try_out(desk: Desk, card: Scorecard) -> WhatIf:
    """Return who would move if `card` took the place of the criteria in force."""
    from showroom_crm.scoring import trying

    with desk.store.read() as connection:
        frame = rescoring.facts_of(connection, desk.today)
        present = rescoring.in_force(connection)
    return trying.what_if(frame, present, card)


def findings(desk: Desk, card: Scorecard) -> tuple[Finding, ...]:
    """Return what to look at before adopting `card`: empty or shadowed segments, silent rules."""
    from showroom_crm.scoring import checks

    with desk.store.read() as connection:
        frame = rescoring.facts_of(connection, desk.today)
    return checks.gaps(card, frame)


def adopt(desk: Desk, card: Scorecard, reason: str) -> Changes:
    """Put `card` into force with the reason for it, and score everyone by it; can be undone."""
    from showroom_crm.scoring import scorecards

    with desk.write("scorecard", _("Change the criteria: {reason}").format(reason=reason)) as w:
        dated = replace(card, valid_from=desk.today, author=desk.staff.name, reason=reason)
        scores.adopt(w, scorecards.to_json(dated), reason, desk.staff.id)
        rescoring.everyone(w.adding, desk.today)
    return Changes(w.operation_id, "scorecard", None, settings=True)
