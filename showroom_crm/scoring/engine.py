"""The one implementation of the score: rules over facts, dimensions, total, tier and segment."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from showroom_crm.scoring import segments
from showroom_crm.scoring.columns import (
    Bools,
    Choices,
    Column,
    Columns,
    Floats,
    Indices,
    categorical,
    choices,
    columns_of,
    numbers,
    take,
)
from showroom_crm.scoring.rules import reach, rules_for, side
from showroom_crm.scoring.stages import stages_of
from showroom_crm.values.levels import Tier
from showroom_crm.values.scores import (
    NO_CUTS,
    CustomerKind,
    Cuts,
    Dimension,
    Scorecard,
    Thresholds,
)

ENOUGH_FOR_QUANTILES = 50
_FEWEST_CUTS = 3  # quantiles that collapse on equal values say nothing


def score(facts: pd.DataFrame, scorecard: Scorecard, cuts: Cuts = NO_CUTS) -> pd.DataFrame:
    """Return the score of each customer of the facts frame (indexed by customer_id).

    Columns, in the order of the score table: total, tier, segment, stage, value, loyalty, intent,
    satisfaction, coverage, completeness. Numbers are 0-100, nullable Int8 (coverage and
    completeness plain int8); tier, segment and stage are categorical. Rules by quantiles use
    `cuts` (see `cut_points`), and their fixed bounds where it has none. `rows` gives the same
    for keeping.
    """
    return score_columns(columns_of(facts), facts.index, scorecard, cuts)


def score_columns(
    columns: Columns, index: pd.Index[int], scorecard: Scorecard, cuts: Cuts
) -> pd.DataFrame:
    """Return what `score` returns, from the facts as columns."""
    known = known_columns(columns, scorecard, cuts)
    complete = np.nan_to_num(numbers(known, "completeness"))
    return pd.DataFrame(
        {
            "total": _whole(numbers(known, "total")),
            "tier": categorical(choices(known, "tier")),
            "segment": categorical(segments.found(known, scorecard.segments)),
            "stage": categorical(choices(known, "stage")),
            **{str(d): _whole(numbers(known, d)) for d in Dimension},
            "coverage": numbers(known, "coverage").astype(np.int8),
            "completeness": rounded(complete).astype(np.int8),
        },
        index=index,
    )


def rows(scored: pd.DataFrame) -> Iterator[tuple[int | str | None, ...]]:
    """Return scores as plain rows: customer_id, then the columns in order, None without data."""
    return zip(scored.index.tolist(), *(_plain(scored[name]) for name in scored), strict=True)


def known_columns(columns: Columns, scorecard: Scorecard, cuts: Cuts) -> dict[str, Column]:
    """Return all that segments may ask for: the facts and the parts of the score."""
    rated = _rated(columns, scorecard, cuts)
    return {
        **columns,
        **{str(d): values for d, values in rated.sides.items()},
        "total": rated.total,
        "coverage": rated.coverage,
        "tier": Choices(rated.tier, tuple(str(t) for t in Tier)),
        "stage": stages_of(columns, scorecard.stages),
    }


def cut_points(facts: pd.DataFrame, scorecard: Scorecard) -> dict[str, tuple[float, ...]]:
    """Return the lower bounds, from the shop's own data, of the bands of rules by quantiles.

    Taken from customers of the rule's kinds with a value above 0, so that "never" stays in the
    lowest band. A rule is left out, and so keeps its fixed bounds, with fewer than 50 of them or
    when equal values leave fewer than three different bounds.
    """
    columns = columns_of(facts)
    owner = numbers(columns, "is_owner") == 1.0
    found: dict[str, tuple[float, ...]] = {}
    for rule in scorecard.rules:
        if not rule.quantiles:
            continue
        column = numbers(columns, rule.fact)
        chosen = column[_of_kinds(owner, rule.kinds) & (column > 0)]
        if len(chosen) < ENOUGH_FOR_QUANTILES:
            continue
        shares = np.arange(1, len(rule.bands)) / len(rule.bands)
        bounds = np.quantile(chosen, shares)
        if len(np.unique(bounds)) >= min(_FEWEST_CUTS, len(shares)):
            found[rule.key] = tuple(float(b) for b in bounds)
    return found


@dataclass(frozen=True, slots=True)
class _Criteria:
    """A scorecard as it applies to customers of one kind."""

    scorecard: Scorecard
    kind: CustomerKind
    cuts: Cuts


@dataclass(slots=True)
class _Rated:
    """Totals and dimensions of all customers while they are being put together."""

    total: Floats
    tier: npt.NDArray[np.int16]
    coverage: Floats
    sides: dict[Dimension, Floats]


def _rated(columns: Columns, scorecard: Scorecard, cuts: Cuts) -> _Rated:
    owner = numbers(columns, "is_owner") == 1.0
    rows = len(owner)
    rated = _Rated(
        np.full(rows, np.nan),
        np.full(rows, -1, dtype=np.int16),
        np.zeros(rows),
        {d: np.full(rows, np.nan) for d in Dimension},
    )
    for kind in CustomerKind:
        chosen = np.flatnonzero(owner == (kind is CustomerKind.OWNER))
        if len(chosen):
            _rate_kind(rated, take(columns, chosen), chosen, _Criteria(scorecard, kind, cuts))
    return rated


def _rate_kind(rated: _Rated, columns: Columns, rows: Indices, criteria: _Criteria) -> None:
    scorecard, kind = criteria.scorecard, criteria.kind
    weight, gained = np.zeros(len(rows)), np.zeros(len(rows))
    covered, coverable = np.zeros(len(rows)), 0.0
    for dimension in Dimension:
        rules = rules_for(scorecard, kind, dimension)
        share = scorecard.weights[kind].get(dimension, 0)
        part = side(rules, columns, len(rows), criteria.cuts)
        rated.sides[dimension][rows] = np.where(part.speaks, rounded(part.score), np.nan)
        weight += np.where(part.speaks, share, 0)
        gained += share * part.score
        if (whole := sum(reach(rule) for rule in rules)) > 0:
            covered += share * part.reachable / whole
            coverable += share
    total = rounded(np.divide(gained, weight, out=np.full(len(rows), np.nan), where=weight > 0))
    rated.total[rows] = total
    rated.tier[rows] = _tier_codes(total, scorecard.thresholds[kind])
    if coverable:
        rated.coverage[rows] = rounded(covered * 100.0 / coverable)


def rounded(values: Floats) -> Floats:
    """Return whole numbers, halves up; noise of the last digits is taken off first."""
    return np.asarray(np.floor(np.round(values, 6) + 0.5))


def _tier_codes(total: Floats, thresholds: Thresholds) -> npt.NDArray[np.int16]:
    """Return 0 to 3 for A to D, -1 without a total."""
    below = np.zeros(len(total), dtype=np.int16)
    for least in (thresholds.a, thresholds.b, thresholds.c):
        below += total < least
    below[np.isnan(total)] = -1
    return below


def _of_kinds(owner: Bools, kinds: frozenset[CustomerKind]) -> Bools:
    return np.asarray(
        (owner & (CustomerKind.OWNER in kinds)) | (~owner & (CustomerKind.PROSPECT in kinds))
    )


def _whole(values: Floats) -> pd.arrays.IntegerArray:
    missing = np.isnan(values)
    return pd.arrays.IntegerArray(np.where(missing, 0, values).astype(np.int8), missing)


def _plain(values: pd.Series[Any]) -> list[int | str | None]:
    kept = values.array
    if isinstance(kept, pd.Categorical):
        names = [*kept.categories, None]  # the last stands for the code -1
        return [names[code] for code in kept.codes.tolist()]
    found: list[int | str | None] = kept.to_numpy(dtype=np.int64, na_value=0).tolist()
    for place in np.flatnonzero(values.isna()).tolist():
        found[place] = None
    return found
