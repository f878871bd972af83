"""Which band of a rule a single value falls into, without the weight of whole columns."""

from __future__ import annotations

import math
from bisect import bisect_right

from showroom_crm.values.scores import Band, Cuts, Rule


def band_of(rule: Rule, value: str | float, cuts: Cuts) -> Band | None:
    """Return the band a single known value falls into; yes-no facts are 1.0 and 0.0."""
    if rule.bands[0].values:
        text = value if isinstance(value, str) else str(value == 1.0).lower()
        return next((band for band in rule.bands if text in band.values), None)
    reached = bisect_right(bounds_of(rule, cuts), float(value))
    return rule.bands[reached - 1] if reached else None


def best_value(rule: Rule, cuts: Cuts) -> str | float:
    """Return a value of the fact that earns the best band."""
    best = max(range(len(rule.bands)), key=lambda n: rule.bands[n].points)
    if chosen := rule.bands[best].values:
        return {"true": 1.0, "false": 0.0}.get(chosen[0], chosen[0])
    bounds = bounds_of(rule, cuts)
    if math.isfinite(bounds[best]):
        return bounds[best]
    return min(0.0, bounds[best + 1] - 1.0) if len(bounds) > 1 else 0.0


def bounds_of(rule: Rule, cuts: Cuts) -> tuple[float, ...]:
    """Return the lower bound of each band of a rule by number."""
    fixed = tuple(-math.inf if b.at_least is None else b.at_least for b in rule.bands)
    return (-math.inf, *cuts[rule.key]) if rule.quantiles and rule.key in cuts else fixed


def choice_points(rule: Rule, value: str) -> float:
    """Return the points of the first band that names this choice."""
    return next((float(b.points) for b in rule.bands if value in b.values), 0.0)
