"""Charts of the customer base: segments, tiers by level and over time, the way to the car."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from showroom_crm.i18n import N_, _
from showroom_crm.insight.findings import change, customers, difference, share
from showroom_crm.values.insight import (
    Bar,
    ChartData,
    FunnelCounts,
    LevelTierCount,
    SegmentCount,
    SegmentName,
    Series,
    TierSnapshot,
)
from showroom_crm.values.levels import Tier

ALARMING = "churn_risk"  # the segment a title speaks of first
_HOT = ("H", "A")
_WAY = (
    ("leads", N_("Leads")),
    ("contacted", N_("Contacted")),
    ("visited", N_("Visited")),
    ("test_driven", N_("Test drive")),
    ("ordered", N_("Ordered")),
    ("owners", N_("Owners")),
)


def segment_sizes(
    counts: Sequence[SegmentCount],
    before: Sequence[SegmentCount],
    names: Sequence[SegmentName],
) -> ChartData:
    """Return the customers of each segment, in the order of `names`, with the change.

    `before` are the counts of last month's end, empty where there are none. The title speaks of
    churn risk, or of the largest segment where there is no such segment.
    """
    now, then = _by_segment(counts), _by_segment(before)
    bars = [
        Bar(
            label=each.name,
            key=each.key,
            value=now[each.key],
            colour=f"segment:{each.key}",
            note=difference(now[each.key], then[each.key] if before else None),
        )
        for each in names
    ]
    known = {each.key for each in names}
    if left := sum(count for key, count in now.items() if key not in known):
        bars.append(Bar(_("No segment"), "", left, "", ""))
    return ChartData(
        key="segments",
        title=_segments_title(names, now, then if before else None),
        series=(Series(_("Segments"), "segments", tuple(bars)),),
        unit=_("customers"),
        note="" if before else _("No earlier month to compare with yet."),
    )


def tiers_by_level(counts: Sequence[LevelTierCount], levels: Sequence[str]) -> ChartData:
    """Return the customers of each tier, stacked over the levels in the order of `levels`.

    Levels without customers are left out; customers without a level stand last. The title says
    how many of the hottest score low: they are close to buying and little worked on.
    """
    numbers = Counter[tuple[str, Tier | None]]()
    for each in counts:
        numbers[each.level or "", each.tier] += each.count
    present = {level for (level, _tier), count in numbers.items() if count}
    order = [level for level in levels if level in present]
    order += sorted(present - {*levels, ""}) + ([""] if "" in present else [])
    series = [
        Series(
            name=_("Tier {tier}").format(tier=tier) if tier else _("No tier"),
            key=str(tier or ""),
            bars=tuple(
                Bar(level or _("No level"), level, numbers[level, tier], _tier_colour(tier))
                for level in order
            ),
            colour=_tier_colour(tier),
        )
        for tier in (*Tier, None)
        if tier or any(t is None for (_level, t), count in numbers.items() if count)
    ]
    return ChartData(
        key="tiers_by_level",
        title=_levels_title(numbers),
        series=tuple(series),
        unit=_("customers"),
    )


def tiers_over_time(snapshots: Sequence[TierSnapshot]) -> ChartData:
    """Return the customers of each tier at each month's end, one line a tier."""
    numbers = Counter[tuple[dt.date, Tier | None]]()
    for each in snapshots:
        numbers[each.month, each.tier] += each.count
    months = sorted({month for month, _tier in numbers})
    series = tuple(
        Series(
            name=_("Tier {tier}").format(tier=tier),
            key=str(tier),
            bars=tuple(
                Bar(f"{m:%Y-%m}", f"{m:%Y-%m}", numbers[m, tier], _tier_colour(tier))
                for m in months
            ),
            colour=_tier_colour(tier),
        )
        for tier in Tier
    )
    return ChartData("tiers_over_time", _tiers_title(months, numbers), series, _("customers"))


def funnel(counts: FunnelCounts) -> ChartData:
    """Return the way from lead to owner, each step with its share of the step before.

    A step nobody is known to have taken, though later ones were, is not recorded by the shop and
    left out. The title names the step at which most stay behind.
    """
    steps = [(key, _(label), int(getattr(counts, key))) for key, label in _WAY]
    kept = [steps[0]] + [
        step
        for n, step in enumerate(steps[1:], 2)
        if step[2] or not any(later[2] for later in steps[n:])
    ]
    bars = [Bar(kept[0][1], kept[0][0], kept[0][2], "accent")]
    for (_key, _label, before), (key, label, count) in pairwise(kept):
        note = share(count, before) if count <= before else ""
        bars.append(Bar(label, key, count, "accent", note))
    return ChartData(
        key="funnel",
        title=_funnel_title(kept),
        series=(Series(_("Customers"), "funnel", tuple(bars)),),
        unit=_("customers"),
        note=_("In brackets: of those who came as far as the step before."),
    )


def _by_segment(counts: Sequence[SegmentCount]) -> Counter[str]:
    found = Counter[str]()
    for each in counts:
        found[each.segment or ""] += each.count
    return found


def _segments_title(
    names: Sequence[SegmentName], now: Counter[str], then: Counter[str] | None
) -> str:
    if not names or not now.total():
        return _("No customers yet")
    alarming = [each for each in names if each.key == ALARMING]
    chosen = alarming[0] if alarming else max(names, key=lambda each: now[each.key])
    return change(chosen.name, now[chosen.key], then[chosen.key] if then is not None else None)


def _levels_title(numbers: Counter[tuple[str, Tier | None]]) -> str:
    hot = sum(count for (level, _tier), count in numbers.items() if level in _HOT)
    low = sum(
        count
        for (level, tier), count in numbers.items()
        if level in _HOT and tier in {Tier.C, Tier.D}
    )
    if not hot:
        return _("No customers at level H or A")
    return _("{low} of {customers} at level H or A are only tier C or D").format(
        low=low, customers=customers(hot)
    )


def _tiers_title(months: Sequence[dt.date], numbers: Counter[tuple[dt.date, Tier | None]]) -> str:
    if not months:
        return _("No month kept yet")
    before = numbers[months[-2], Tier.A] if len(months) > 1 else None
    return change(_("Tier A"), numbers[months[-1], Tier.A], before)


def _funnel_title(steps: Sequence[tuple[str, str, int]]) -> str:
    going = [
        (later[2] / former[2], former, later)
        for former, later in pairwise(steps)
        if former[2] and later[2] <= former[2]
    ]
    if not going:
        return _("No customers yet")
    _ratio, former, later = min(going, key=lambda step: step[0])
    return _("Most stay behind between “{step}” and “{next}”: {share} go on").format(
        step=former[1], next=later[1], share=share(later[2], former[2])
    )


def _tier_colour(tier: Tier | None) -> str:
    return f"tier:{tier}" if tier else ""
