"""Why a customer has this score, rule by rule, and what would raise it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from showroom_crm.scoring.bands import band_of, best_value
from showroom_crm.scoring.columns import Choices, Column, Columns, columns_of, numbers
from showroom_crm.scoring.engine import rows, score_columns
from showroom_crm.scoring.rules import reach, rules_for
from showroom_crm.scoring.sentences import reason, shown, written
from showroom_crm.values.facts import BY_KEY
from showroom_crm.values.levels import Tier
from showroom_crm.values.scores import (
    NO_CUTS,
    Contribution,
    CustomerKind,
    Cuts,
    Dimension,
    Explanation,
    Lift,
    Rule,
    Score,
    Scorecard,
)


@dataclass(frozen=True, slots=True)
class _Given:
    """What one rule found in one customer: value, points, and the sentence for them."""

    rule: Rule
    value: str
    points: int
    sentence: str


def explain(facts: pd.DataFrame, scorecard: Scorecard, cuts: Cuts = NO_CUTS) -> Explanation:
    """Return the reasons for the score of the one customer in a facts frame of one row.

    The score itself comes from the same computation as everyone's.
    """
    columns = columns_of(facts)
    scored = score_columns(columns, facts.index, scorecard, cuts)
    score = _score(scored, scorecard)
    owner = bool(numbers(columns, "is_owner")[0] == 1.0)
    kind = CustomerKind.OWNER if owner else CustomerKind.PROSPECT
    asked = [r for d in _weighed(scorecard, kind) for r in rules_for(scorecard, kind, d)]
    given = [g for rule in asked if (g := _given(rule, columns, cuts)) is not None]
    known = {g.rule.key for g in given}
    silent = [r.fact for r in asked if r.key not in known and reach(r) > 0]
    return Explanation(
        score=score,
        contributions=_contributions(given, scorecard, kind, score.total),
        lifts=_lifts(asked, columns, scorecard, cuts, score.total),
        unknown=tuple(BY_KEY[fact].label for fact in dict.fromkeys(silent)),
    )


def _weighed(scorecard: Scorecard, kind: CustomerKind) -> list[Dimension]:
    return [d for d in Dimension if scorecard.weights[kind].get(d, 0) > 0]


def _score(scored: pd.DataFrame, scorecard: Scorecard) -> Score:
    found = dict(zip(("customer_id", *scored.columns), next(rows(scored)), strict=True))
    segment = next((s for s in scorecard.segments if s.key == found["segment"]), None)
    return Score(
        customer_id=int(scored.index[0]),
        total=_number(found["total"]),
        tier=Tier(found["tier"]) if found["tier"] else None,
        segment=segment.key if segment else None,
        segment_name=shown(segment.name) if segment else "",
        icon=segment.icon if segment else "",
        colour=segment.colour if segment else "",
        dimensions={d: _number(found[d]) for d in Dimension},
        coverage=_number(found["coverage"]) or 0,
    )


def _number(value: int | str | None) -> int | None:
    return None if value is None else int(value)


def _given(rule: Rule, columns: Columns, cuts: Cuts) -> _Given | None:
    fact, value = BY_KEY[rule.fact], _value(columns[rule.fact])
    if value is None:
        return None
    band = band_of(rule, value, cuts)
    text = written(fact, value)
    return _Given(rule, text, band.points if band else 0, reason(rule, band, fact, text))


def _value(column: Column) -> str | float | None:
    """Return the value of the first row."""
    if isinstance(column, Choices):
        return column.categories[column.codes[0]] if column.codes[0] >= 0 else None
    return None if math.isnan(column[0]) else float(column[0])


def _contributions(
    given: Sequence[_Given], scorecard: Scorecard, kind: CustomerKind, total: int | None
) -> tuple[Contribution, ...]:
    """Return each rule's share of the total, in whole points that add up to it."""
    if total is None:
        return ()
    shares = _shares(given, scorecard, kind)
    found = [
        Contribution(
            rule=g.rule.key,
            dimension=g.rule.dimension,
            fact=g.rule.fact,
            value=g.value,
            points=points,
            sentence=g.sentence,
        )
        for g, points in zip(given, _whole(shares, total), strict=True)
    ]
    return tuple(sorted(found, key=lambda c: -abs(c.points)))


def _shares(given: Sequence[_Given], scorecard: Scorecard, kind: CustomerKind) -> list[float]:
    """Return each rule's share of the total, unrounded.

    A dimension that no rule could have added to (a complaint and no survey) takes from the others
    what its weight takes.
    """
    weights = scorecard.weights[kind]
    sides = {d: [g for g in given if g.rule.dimension is d] for d in Dimension}
    reachable = {d: sum(reach(g.rule) for g in found) for d, found in sides.items()}
    adding = sum(weights.get(d, 0) for d in Dimension if reachable[d])
    taking = sum(
        weights.get(d, 0)
        for d in Dimension
        if not reachable[d] and any(g.points < 0 for g in sides[d])
    )
    shares = {
        g.rule.key: _forgiven(g, sides[d]) * 100.0 * weights.get(d, 0) / adding / reachable[d]
        for d in Dimension
        if reachable[d]
        for g in sides[d]
    }
    lost = sum(shares.values()) * taking / (adding + taking) if adding else 0.0
    penalties = [g for d in Dimension if not reachable[d] for g in sides[d] if g.points < 0]
    weighed = sum(g.points * weights.get(g.rule.dimension, 0) for g in penalties)
    for g in penalties:
        part = g.points * weights.get(g.rule.dimension, 0) / weighed
        shares[g.rule.key] = -lost * part
    return [shares.get(g.rule.key, 0.0) for g in given]


def _forgiven(given: _Given, side: Sequence[_Given]) -> float:
    """Return a rule's points; what penalties would take below 0 of the dimension is forgiven."""
    added = sum(g.points for g in side if g.points > 0)
    taken = -sum(g.points for g in side if g.points < 0)
    if given.points < 0 and taken > added:
        return given.points * added / taken
    return float(given.points)


def _whole(shares: Sequence[float], total: int) -> list[int]:
    """Return whole points that add up to the total, by the greatest remainders."""
    exact = [round(share, 6) for share in shares]
    points = [math.floor(share) for share in exact]
    by_remainder = sorted(range(len(exact)), key=lambda n: points[n] - exact[n])
    for n in by_remainder[: total - sum(points)]:
        points[n] += 1
    return points


def _lifts(
    asked: Sequence[Rule],
    columns: Columns,
    scorecard: Scorecard,
    cuts: Cuts,
    total: int | None,
) -> tuple[Lift, ...]:
    """Return what each rule a person can act on would give at its best, by the same computation."""
    rules = [rule for rule in asked if rule.lift is not None]
    if not rules:
        return ()
    tried = {key: _repeated(column, len(rules)) for key, column in columns.items()}
    for n, rule in enumerate(rules):
        tried[rule.fact] = _replaced(tried[rule.fact], n, best_value(rule, cuts))
    scored = score_columns(tried, pd.RangeIndex(len(rules)), scorecard, cuts)
    lifts = [
        Lift(rule.key, shown(rule.lift), new - (total or 0), new, Tier(tier))
        for rule, new, tier in zip(rules, scored["total"], scored["tier"], strict=True)
        if rule.lift is not None and new is not pd.NA and new > (total or 0)
    ]
    return tuple(sorted(lifts, key=lambda lift: -lift.points))


def _repeated(column: Column, times: int) -> Column:
    if isinstance(column, Choices):
        return Choices(np.repeat(column.codes, times), column.categories)
    return np.repeat(column, times)


def _replaced(column: Column, row: int, value: str | float) -> Column:
    if isinstance(column, Choices):
        categories = tuple(dict.fromkeys((*column.categories, str(value))))
        codes = column.codes.copy()
        codes[row] = categories.index(str(value))
        return Choices(codes, categories)
    changed = column.copy()
    changed[row] = value
    return changed
