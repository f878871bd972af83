"""Charts made of counts: bars in order, changes, and titles that state the finding."""

import datetime as dt

import pytest

from showroom_crm.insight import charts
from showroom_crm.insight.findings import change, difference, share
from showroom_crm.values.insight import (
    ChartData,
    FunnelCounts,
    LevelTierCount,
    SegmentCount,
    SegmentName,
    TierSnapshot,
)
from showroom_crm.values.levels import Tier

NAMES = (
    SegmentName("churn_risk", "Churn risk"),
    SegmentName("loyal_fan", "Loyal fan"),
    SegmentName("ordinary", "Ordinary"),
)
MARCH, APRIL = dt.date(2026, 3, 1), dt.date(2026, 4, 1)


def _bars(chart: ChartData, series: int = 0) -> list[tuple[str, float, str]]:
    return [(bar.label, bar.value, bar.note) for bar in chart.series[series].bars]


def test_segments_with_the_change_since_last_month() -> None:
    now = [SegmentCount("loyal_fan", 40), SegmentCount("churn_risk", 27), SegmentCount(None, 2)]
    before = [SegmentCount("churn_risk", 16), SegmentCount("loyal_fan", 43)]
    chart = charts.segment_sizes(now, before, NAMES)
    assert chart.title == "Churn risk: 27 customers, 11 more than last month"
    assert _bars(chart) == [
        ("Churn risk", 27, "+11"),
        ("Loyal fan", 40, "−3"),
        ("Ordinary", 0, "±0"),
        ("No segment", 2, ""),
    ]
    assert [bar.colour for bar in chart.series[0].bars][:2] == [
        "segment:churn_risk",
        "segment:loyal_fan",
    ]
    assert chart.note == ""


def test_segments_of_the_first_month() -> None:
    chart = charts.segment_sizes([SegmentCount("churn_risk", 1)], [], NAMES)
    assert chart.title == "Churn risk: 1 customer"
    assert {note for _label, _value, note in _bars(chart)} == {""}
    assert "No earlier month" in chart.note


def test_segments_without_churn_risk_tell_of_the_largest() -> None:
    now = [SegmentCount("loyal_fan", 4), SegmentCount("ordinary", 9)]
    assert charts.segment_sizes(now, [], NAMES[1:]).title == "Ordinary: 9 customers"
    assert charts.segment_sizes([], [], NAMES).title == "No customers yet"


def test_segments_no_longer_in_the_criteria_are_not_lost() -> None:
    now = [SegmentCount("retired", 5), SegmentCount("ordinary", 9)]
    assert _bars(charts.segment_sizes(now, [], NAMES))[-1] == ("No segment", 5, "")


def test_tiers_stacked_over_levels() -> None:
    counts = [
        LevelTierCount("H", Tier.A, 8),
        LevelTierCount("H", Tier.C, 2),
        LevelTierCount("A", Tier.D, 1),
        LevelTierCount("Q", Tier.B, 1),
        LevelTierCount(None, Tier.D, 4),
        LevelTierCount("C", Tier.D, 0),
    ]
    chart = charts.tiers_by_level(counts, ["O", "H", "A", "B", "C"])
    assert chart.title == "3 of 11 customers at level H or A are only tier C or D"
    assert [series.name for series in chart.series] == ["Tier A", "Tier B", "Tier C", "Tier D"]
    assert [bar.key for bar in chart.series[0].bars] == ["H", "A", "Q", ""]
    assert [[bar.value for bar in series.bars] for series in chart.series] == [
        [8, 0, 0, 0],
        [0, 0, 1, 0],
        [2, 0, 0, 0],
        [0, 1, 0, 4],
    ]


def test_customers_without_a_tier_have_a_layer_of_their_own() -> None:
    chart = charts.tiers_by_level([LevelTierCount("B", None, 3)], ["B"])
    assert (chart.series[-1].name, chart.series[-1].bars[0].value) == ("No tier", 3)
    assert chart.title == "No customers at level H or A"


def test_tiers_over_time_have_every_month() -> None:
    snapshots = [
        TierSnapshot(APRIL, Tier.A, 42),
        TierSnapshot(MARCH, Tier.A, 47),
        TierSnapshot(MARCH, Tier.D, 5),
        TierSnapshot(APRIL, None, 3),
    ]
    chart = charts.tiers_over_time(snapshots)
    assert chart.title == "Tier A: 42 customers, 5 fewer than last month"
    assert [[bar.value for bar in series.bars] for series in chart.series] == [
        [47, 42],
        [0, 0],
        [0, 0],
        [5, 0],
    ]
    assert [bar.key for bar in chart.series[0].bars] == ["2026-03", "2026-04"]
    assert charts.tiers_over_time(snapshots[:1]).title == "Tier A: 42 customers"
    assert charts.tiers_over_time([]).title == "No month kept yet"


def test_funnel_names_the_narrowest_step() -> None:
    chart = charts.funnel(FunnelCounts(200, 180, 100, 60, 18, 15))
    assert chart.title == (
        "Most stay behind between “Test drive” and “Ordered”: 30 % (18 / 60) go on"
    )
    assert _bars(chart) == [
        ("Leads", 200, ""),
        ("Contacted", 180, "90 % (180 / 200)"),
        ("Visited", 100, "56 % (100 / 180)"),
        ("Test drive", 60, "60 % (60 / 100)"),
        ("Ordered", 18, "30 % (18 / 60)"),
        ("Owners", 15, "83 % (15 / 18)"),
    ]


def test_steps_the_shop_does_not_record_are_left_out() -> None:
    chart = charts.funnel(FunnelCounts(50, 50, 40, 0, 20, 25))
    assert [label for label, _value, _note in _bars(chart)] == [
        "Leads",
        "Contacted",
        "Visited",
        "Ordered",
        "Owners",
    ]
    assert _bars(chart)[-1] == ("Owners", 25, "")
    assert "“Visited” and “Ordered”" in chart.title


def test_nobody_yet() -> None:
    chart = charts.funnel(FunnelCounts(0, 0, 0, 0, 0, 0))
    assert chart.title == "No customers yet"
    assert [value for _label, value, _note in _bars(chart)] == [0] * 6


@pytest.mark.parametrize(
    ("now", "before", "text"),
    [
        (3, None, "Fans: 3 customers"),
        (3, 3, "Fans: 3 customers, as many as last month"),
        (1, 0, "Fans: 1 customer, 1 more than last month"),
        (0, 2, "Fans: 0 customers, 2 fewer than last month"),
    ],
)
def test_change_in_words(now: int, before: int | None, text: str) -> None:
    assert change("Fans", now, before) == text


def test_shares_and_differences() -> None:
    assert share(1, 3) == "33 % (1 / 3)"
    assert share(0, 0) == "–"
    assert [difference(2, 5), difference(5, 5), difference(5, None)] == ["−3", "±0", ""]
