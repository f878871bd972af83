"""What single rules and whole dimensions give for columns of facts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from showroom_crm.scoring.bands import bounds_of, choice_points
from showroom_crm.scoring.columns import Bools, Choices, Column, Columns, Floats
from showroom_crm.values.scores import CustomerKind, Cuts, Dimension, Rule, Scorecard


@dataclass(frozen=True, slots=True)
class Marks:
    """What one rule gave: points (0 without data) and where the fact has data."""

    points: Floats
    known: Bools


@dataclass(frozen=True, slots=True)
class Side:
    """One dimension of customers of one kind, by row.

    `earned` are the points of all rules, `reachable` the most the rules with data could give;
    `score` is 0-100 where `speaks`, else 0.
    """

    earned: Floats
    reachable: Floats
    speaks: Bools
    score: Floats


def marks(rule: Rule, column: Column, cuts: Cuts) -> Marks:
    """Return what one rule gives for a column of its fact."""
    if isinstance(column, Choices):
        table = np.array([*(choice_points(rule, c) for c in column.categories), 0.0])
        return Marks(table[column.codes], column.codes >= 0)
    known = ~np.isnan(column)
    if rule.bands[0].values:
        points = np.where(column == 1.0, choice_points(rule, "true"), choice_points(rule, "false"))
    else:
        points = _by_number(rule, column, cuts)
    points[~known] = 0.0
    return Marks(points, known)


def reach(rule: Rule) -> float:
    """Return the most points a rule can give; a rule that only takes away reaches 0."""
    return float(max(0, *(band.points for band in rule.bands)))


def rules_for(scorecard: Scorecard, kind: CustomerKind, dimension: Dimension) -> tuple[Rule, ...]:
    """Return the rules of one dimension that apply to customers of one kind, in order."""
    return tuple(r for r in scorecard.rules if r.dimension is dimension and kind in r.kinds)


def side(rules: tuple[Rule, ...], columns: Columns, rows: int, cuts: Cuts) -> Side:
    """Return one dimension: points earned as a share of what the rules with data can give.

    A dimension speaks where a rule with data could give points, or took some away.
    """
    earned, reachable = np.zeros(rows), np.zeros(rows)
    for rule in rules:
        given = marks(rule, columns[rule.fact], cuts)
        earned += given.points
        reachable += np.where(given.known, reach(rule), 0.0)
    speaks = (reachable > 0) | (earned < 0)
    share = np.divide(earned, reachable, out=np.zeros(rows), where=reachable > 0)
    return Side(earned, reachable, speaks, np.maximum(share * 100.0, 0.0))


def _by_number(rule: Rule, column: Floats, cuts: Cuts) -> Floats:
    table = np.array([0.0, *(float(band.points) for band in rule.bands)])
    return np.asarray(table[np.searchsorted(bounds_of(rule, cuts), column, side="right")])
