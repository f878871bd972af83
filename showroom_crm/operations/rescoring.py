"""Keeping scores true: of the touched with each write, of all when a day or the criteria change."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from showroom_crm.followup import levels as shipped_levels
from showroom_crm.store import facts, scores
from showroom_crm.store.database import Connected
from showroom_crm.values.scores import Scorecard

if TYPE_CHECKING:
    import pandas as pd

# Dealer practice: half a year between services; the law asks for three years of warranty.
_SERVICE_MONTHS, _WARRANTY_MONTHS = 6, 36
_MANY = 50  # from this many touched customers on, what is learnt from all is learnt anew


def touched(connection: Connected, today: dt.date, customers: Collection[int]) -> None:
    """Score these customers anew, by what the last scoring of all has learnt."""
    if not customers:
        return
    basis = scores.basis(connection)
    if basis is None or len(customers) >= _MANY:
        everyone(connection, today)
        return
    from showroom_crm.scoring import engine

    frame, _kept = facts.frame(connection, today, fact_settings(), customers, basis.kept)
    scored = engine.score(frame, in_force(connection), basis.cuts)
    rows = _rows(engine.rows(scored), scores.overrides(connection, today, customers))
    scores.keep(connection, rows, everyone=False)


def everyone(connection: Connected, today: dt.date) -> int:
    """Score all customers anew and keep what was learnt; return how many scores changed."""
    from showroom_crm.scoring import engine

    frame, kept = facts.frame(connection, today, fact_settings())
    card = in_force(connection)
    cuts = engine.cut_points(frame, card)
    scored = engine.score(frame, card, cuts)
    rows = _rows(engine.rows(scored), scores.overrides(connection, today, None))
    changed = scores.keep(connection, rows, everyone=True)
    last = scores.basis(connection)
    before = None
    if last is not None:
        before = last.day if last.day < today else last.before
    scores.keep_basis(connection, scores.Basis(today, kept, cuts, before))
    return changed


def in_force(connection: Connected) -> Scorecard:
    """Return the scorecard in force: the latest adopted, or the one that comes with the program."""
    from showroom_crm.scoring import scorecards

    kept = scores.scorecard(connection)
    return scorecards.default() if kept is None else scorecards.from_json(kept)


def facts_of(
    connection: Connected, today: dt.date, customers: Collection[int] | None = None
) -> pd.DataFrame:
    """Return the facts of these customers, or of all."""
    basis = scores.basis(connection) if customers is not None else None
    kept = basis.kept if basis else None
    return facts.frame(connection, today, fact_settings(), customers, kept)[0]


def fact_settings() -> facts.FactSettings:
    """Return what facts depend on beside the records."""
    cadences = {level.code: level.cadence for level in shipped_levels.load() if level.cadence}
    return facts.FactSettings(cadences, _SERVICE_MONTHS, _WARRANTY_MONTHS)


def _rows(
    scored: list[tuple[Any, ...]], overrides: dict[int, tuple[str | None, str | None]]
) -> list[tuple[Any, ...]]:
    """Put the rows of the engine into the order of the score table, with overrides in force."""
    rows: list[tuple[Any, ...]] = []
    for customer, total, tier, segment, stage, *rest in scored:
        own_tier, own_segment = tier, segment
        if customer in overrides:
            set_tier, set_segment = overrides[customer]
            own_tier, own_segment = set_tier or tier, set_segment or segment
        rows.append((customer, total, own_tier, own_segment, tier, segment, stage, *rest))
    return rows
