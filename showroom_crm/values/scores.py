"""Scorecards as values: rules, segments, scores, their reasons, and what a change would move."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from showroom_crm.i18n import N_
from showroom_crm.values.levels import Tier
from showroom_crm.values.queries import Op

Cuts = Mapping[str, tuple[float, ...]]
"""By rule key, the lower bounds of its bands taken from the shop's own data."""

NO_CUTS: Cuts = MappingProxyType({})


class CustomerKind(StrEnum):
    """Before or after delivery: the two are weighed differently."""

    PROSPECT = "prospect"
    OWNER = "owner"


class Dimension(StrEnum):
    """The four sides of a score, each 0-100."""

    VALUE = "value"
    LOYALTY = "loyalty"
    INTENT = "intent"
    SATISFACTION = "satisfaction"


DIMENSION_LABELS = {
    Dimension.VALUE: N_("Value"),
    Dimension.LOYALTY: N_("Loyalty"),
    Dimension.INTENT: N_("Need"),
    Dimension.SATISFACTION: N_("Satisfaction"),
}


@dataclass(frozen=True, slots=True)
class Text:
    """A text of the scorecard in both languages; `{value}` stands for the fact's value."""

    zh: str
    en: str

    def in_language(self, code: str) -> str:
        """Return the Chinese text for a Chinese language code, the English one for any other."""
        return self.zh if code.startswith("zh") else self.en


@dataclass(frozen=True, slots=True)
class Band:
    """Points for a range of values (from `at_least`) or for choices (`values`).

    A first band without `at_least` reaches down without end; choices of yes-no facts are "true"
    and "false". `text` replaces the rule's sentence.
    """

    points: int
    at_least: float | None = None
    values: tuple[str, ...] = ()
    text: Text | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: the fact's value gives the points of the band it falls into.

    Bands by number are in ascending order of `at_least`; the last reached one counts. With
    `quantiles` their bounds are cut from the shop's own data where there is enough of it: n bands
    hold an n-th of the owners each. A known value in no band gives 0 points. `lift`, where given,
    says what a person can do to earn the best band.
    """

    key: str
    dimension: Dimension
    fact: str
    kinds: frozenset[CustomerKind]
    text: Text
    bands: tuple[Band, ...]
    quantiles: bool = False
    lift: Text | None = None


@dataclass(frozen=True, slots=True)
class Predicate:
    """One comparison of a fact or of a part of the score with fixed values.

    `fact` is a key of the facts, or `total`, `tier`, `coverage`, `stage` or a dimension; `values`
    are numbers, or codes ("true" and "false" for yes-no facts). Without data only NOT_IN and
    EMPTY hold.
    """

    fact: str
    op: Op
    values: tuple[str | float, ...] = ()


@dataclass(frozen=True, slots=True)
class SegmentRule:
    """One segment: a customer belongs if all tests of any alternative hold.

    No alternative at all takes every customer left. `icon` and `colour` are keys of the theme.
    """

    key: str
    name: Text
    icon: str
    colour: str
    alternatives: tuple[tuple[Predicate, ...], ...]


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The least total for tier A, B and C; below C is D."""

    a: int
    b: int
    c: int


@dataclass(frozen=True, slots=True)
class StageLimits:
    """When an owner counts as loyal, and when as dormant.

    Dormant: more than `dormant_ratio` service intervals and at least `dormant_months` months
    without service. Loyal: `loyal_deals` purchases, `loyal_referrals` referrals, or
    `loyal_visits` service visits in 12 months.
    """

    dormant_ratio: float
    dormant_months: float
    loyal_deals: int
    loyal_referrals: int
    loyal_visits: int


@dataclass(frozen=True, slots=True)
class Scorecard:
    """The criteria of one version: who wrote them, when, why, and all they consist of.

    `weights` are per customer kind and dimension, in percent; `segments` are tried in order.
    """

    version: int
    name: Text
    valid_from: dt.date
    author: str
    reason: str
    weights: Mapping[CustomerKind, Mapping[Dimension, int]]
    thresholds: Mapping[CustomerKind, Thresholds]
    stages: StageLimits
    rules: tuple[Rule, ...]
    segments: tuple[SegmentRule, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """What the scorecard says of one customer; None where no fact speaks.

    `icon` and `colour` are the segment's keys of the theme, `coverage` and all points 0-100.
    """

    customer_id: int
    total: int | None
    tier: Tier | None
    segment: str | None
    segment_name: str
    icon: str
    colour: str
    dimensions: Mapping[Dimension, int | None]
    coverage: int


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one rule did to the total: signed points of the total and the sentence that says why.

    The points of all contributions of a customer add up to the total. `value` is the fact's
    value as written in the sentence.
    """

    rule: str
    dimension: Dimension
    fact: str
    value: str
    points: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Lift:
    """One thing to do and the total and tier the customer would then have."""

    rule: str
    sentence: str
    points: int
    total: int
    tier: Tier


@dataclass(frozen=True, slots=True)
class Explanation:
    """A score with its reasons, the greatest first, and what would raise it, the most first.

    `unknown` are labels of the facts that were asked for and have no data (to be translated).
    """

    score: Score
    contributions: tuple[Contribution, ...]
    lifts: tuple[Lift, ...]
    unknown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Move:
    """Customers who change from one tier or segment to another; None stands for "none"."""

    before: str | None
    after: str | None
    ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What new criteria would change: who moves, and the whole from-to matrix by number.

    `tiers` and `segments` hold only moves between different ones, largest first;
    the matrices count every customer, unmoved ones too.
    """

    customers: int
    moved: int
    tiers: tuple[Move, ...]
    segments: tuple[Move, ...]
    tier_matrix: Mapping[tuple[str | None, str | None], int]
    segment_matrix: Mapping[tuple[str | None, str | None], int]
    mean_before: float | None
    mean_after: float | None


class FindingKind(StrEnum):
    """What a check of a scorecard against the shop's facts can find."""

    EMPTY_SEGMENT = "empty_segment"
    SHADOWED_SEGMENT = "shadowed_segment"
    UNCLASSIFIED = "unclassified"
    SILENT_RULE = "silent_rule"
    QUANTILES_UNUSED = "quantiles_unused"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at before new criteria are adopted; `count` customers are concerned."""

    kind: FindingKind
    key: str
    count: int
    sentence: str
