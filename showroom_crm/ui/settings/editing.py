"""Changing one number of a scorecard: each function returns a new card, the old one stays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from showroom_crm.values.facts import BY_KEY, Unit
from showroom_crm.values.scores import CustomerKind, Dimension, Rule, Scorecard, Thresholds

_FEN = 100


def with_points(card: Scorecard, rule: str, band: int, points: int) -> Scorecard:
    """Return `card` with other points for a band of a rule."""
    return _with_band(card, rule, band, points=points)


def with_bound(card: Scorecard, rule: str, band: int, bound: float) -> Scorecard:
    """Return `card` with another lower bound, as shown, for a band of a rule."""
    fact = BY_KEY[next(each.fact for each in card.rules if each.key == rule)]
    kept = bound * _FEN if fact.unit is Unit.FEN else bound
    return _with_band(card, rule, band, at_least=kept)


def shown_bound(rule: Rule, band: int) -> float | None:
    """Return the lower bound of a band as shown: money in yuan; None where there is none."""
    bound = rule.bands[band].at_least
    if bound is None or rule.quantiles:
        return None
    return bound / _FEN if BY_KEY[rule.fact].unit is Unit.FEN else bound


def with_threshold(card: Scorecard, kind: CustomerKind, tier: str, least: int) -> Scorecard:
    """Return `card` with another least total for tier a, b or c of one kind of customer."""
    changed: Thresholds = replace(card.thresholds[kind], **{tier: least})
    return replace(card, thresholds={**card.thresholds, kind: changed})


def with_weight(
    card: Scorecard, kind: CustomerKind, dimension: Dimension, percent: int
) -> Scorecard:
    """Return `card` with another weight of a dimension for one kind of customer."""
    weights: Mapping[Dimension, int] = {**card.weights[kind], dimension: percent}
    return replace(card, weights={**card.weights, kind: weights})


def _with_band(card: Scorecard, rule: str, band: int, **changes: float) -> Scorecard:
    def changed(each: Rule) -> Rule:
        if each.key != rule:
            return each
        bands = list(each.bands)
        bands[band] = replace(bands[band], **changes)  # type: ignore[arg-type]
        return replace(each, bands=tuple(bands))

    return replace(card, rules=tuple(changed(each) for each in card.rules))
