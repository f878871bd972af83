"""Keeping scores true: of the touched with each write, of all when a day or the criteria change."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from showroom_crm.followup import levels as shipped_levels
from showroom_crm.store import facts, scores
from showroom_crm.store.adding import Adding
from showroom_crm.store.database import Connected
from showroom_crm.values.scores import Scorecard

if TYPE_CHECKING:
    import pandas as pd

# Dealer practice: half a year between services; the law asks for three years of warranty.
_SERVICE_MONTHS, _WARRANTY_MONTHS = 6, 36
_MANY = 50  # from this many touched customers on, what is learnt from all is learnt anew


def _nothing() -> None:
    pass


def touched(
    adding: Adding,
    today: dt.date,
    customers: Collection[int],
    meanwhile: Callable[[], None] = _nothing,
) -> None:
    """Score these customers anew, by what the last scoring of all has learnt.

    `meanwhile` is called when all that scores depend on is read, to write what takes its time.
    """
    if not customers:
        return
    connection = adding.connection
    basis = scores.basis(connection)
    if basis is None or len(customers) >= _MANY:
        everyone(adding, today, meanwhile)
        return
    from showroom_crm.scoring import engine

    frame, _kept = facts.frame(connection, today, fact_settings(), customers, basis.kept)
    scored = engine.score(frame, in_force(connection), basis.cuts)
    rows = _rows(engine.rows(scored), scores.overrides(connection, today, customers))
    scores.keep(adding, rows, scores.present(connection, customers))


def everyone(adding: Adding, today: dt.date, meanwhile: Callable[[], None] = _nothing) -> int:
    """Score all customers anew and keep what was learnt; return how many scores changed.

    `meanwhile` is called as `touched` does.
    """
    from showroom_crm.scoring import engine

    connection = adding.connection
    frame, kept = facts.frame(connection, today, fact_settings())
    card, by_hand = in_force(connection), scores.overrides(connection, today, None)
    present, last = scores.present(connection), scores.basis(connection)
    meanwhile()
    cuts = engine.cut_points(frame, card)
    scored = engine.score(frame, card, cuts)
    changed = scores.keep(adding, _rows(engine.rows(scored), by_hand), present)
    before = None
    if last is not None:
        before = last.day if last.day < today else last.before
    scores.keep_basis(adding.connection, scores.Basis(today, kept, cuts, before))
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
    scored: Iterable[tuple[Any, ...]], overrides: dict[int, tuple[str | None, str | None]]
) -> Iterator[tuple[Any, ...]]:
    """Put the rows of the engine into the order of the score table, with overrides in force."""
    for customer, total, tier, segment, stage, *rest in scored:
        own_tier, own_segment = tier, segment
        if customer in overrides:
            set_tier, set_segment = overrides[customer]
            own_tier, own_segment = set_tier or tier, set_segment or segment
        yield customer, total, own_tier, own_segment, tier, segment, stage, *rest
