"""Indicators: fractions with their parts, and nothing where there is nothing to divide by."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from showroom_crm.insight import kpis
from showroom_crm.values.insight import KpiCount, KpiValue
from showroom_crm.values.kpis import BY_KEY, KPIS, QUANTITIES

MARCH, APRIL = dt.date(2026, 3, 1), dt.date(2026, 4, 1)


def _one(key: str, **counts: float) -> KpiValue:
    found = kpis.compute([KpiCount(MARCH, name, n) for name, n in counts.items()], [BY_KEY[key]])
    assert len(found) == 1
    return found[0]


def test_every_quantity_is_declared_and_used() -> None:
    declared = [quantity.key for quantity in QUANTITIES]
    used = {q.removeprefix("-") for kpi in KPIS for q in (*kpi.numerator, *kpi.denominator)}
    assert len(set(declared)) == len(declared)
    assert set(declared) == used
    assert len(BY_KEY) == len(KPIS)


@pytest.mark.parametrize(
    ("key", "counts", "value", "text"),
    [
        ("test_drive_rate", {"test_drives": 13, "new_prospects": 40}, 32.5, "32.5 % (13 / 40)"),
        ("lost_rate", {"lost": 5, "carried_over": 60, "new_prospects": 40}, 5.0, "5.0 % (5 / 100)"),
        (
            "nps",
            {"survey_promoters": 3, "survey_detractors": 5, "survey_answers": 10},
            -20.0,
            "-20.0 % (-2 / 10)",
        ),
        ("satisfaction", {"survey_points": 84.5, "survey_answers": 10}, 8.45, "8.4"),
        (
            "churn_rate",
            {"served_half_year_ago": 50, "served_again": 35},
            30.0,
            "30.0 % (15 / 50)",
        ),
        ("order_rate", {"orders": 3, "new_prospects": 0}, None, "–"),
        ("order_rate", {"orders": 3}, None, "–"),
        ("retention_rate", {"owners_active_at_end": 9, "owners_at_start": 8}, None, "–"),
    ],
)
def test_value_and_parts(
    key: str, counts: dict[str, float], value: float | None, text: str
) -> None:
    found = _one(key, **counts)
    assert found.value == (None if value is None else pytest.approx(value))
    if found.denominator == 0:
        text = "– (3 / 0)"
    assert kpis.written(found) == text


def test_return_and_churn_make_a_whole() -> None:
    counts = {"served_half_year_ago": 7, "served_again": 4}
    rates = [_one(key, **counts).value or 0 for key in ("return_rate", "churn_rate")]
    assert sum(rates) == pytest.approx(100)


def test_months_and_breakdowns_stand_apart() -> None:
    counts = [
        KpiCount(APRIL, "orders", 1, "王芳"),
        KpiCount(APRIL, "new_prospects", 4, "王芳"),
        KpiCount(APRIL, "orders", 5),
        KpiCount(APRIL, "new_prospects", 10),
        KpiCount(MARCH, "orders", 2),
        KpiCount(MARCH, "new_prospects", 10),
    ]
    found = kpis.compute(counts, [BY_KEY["order_rate"]])
    assert [(v.month, v.breakdown, v.value) for v in found] == [
        (MARCH, "", 20.0),
        (APRIL, "", 50.0),
        (APRIL, "王芳", 25.0),
    ]


def test_course_over_the_months() -> None:
    counts = [
        KpiCount(month, name, n)
        for month, orders, new in ((MARCH, 2, 10), (APRIL, 5, 10), (dt.date(2026, 5, 1), 1, 0))
        for name, n in (("orders", orders), ("new_prospects", new))
    ]
    chart = kpis.course(kpis.compute(counts), BY_KEY["order_rate"])
    assert chart.title == "Order rate: 50.0 %, 30 percentage points more than the month before"
    assert [(bar.key, bar.value) for bar in chart.series[0].bars] == [
        ("2026-03", 20.0),
        ("2026-04", 50.0),
    ]
    assert chart.unit == "%"


@pytest.mark.parametrize(
    ("orders", "title"),
    [
        ([], "Order rate: nothing counted yet"),
        ([3], "Order rate: 30.0 %"),
        ([3, 3], "Order rate: 30.0 %, as the month before"),
        ([3, 1], "Order rate: 10.0 %, 20 percentage points less than the month before"),
    ],
)
def test_titles_of_a_course(orders: list[int], title: str) -> None:
    counts = [
        KpiCount(dt.date(2026, n, 1), name, count)
        for n, each in enumerate(orders, 1)
        for name, count in (("orders", each), ("new_prospects", 10))
    ]
    assert kpis.course(kpis.compute(counts), BY_KEY["order_rate"]).title == title


@given(st.dictionaries(st.sampled_from([q.key for q in QUANTITIES]), st.integers(0, 10**6)))
def test_any_counts_give_a_fraction_or_nothing(counts: dict[str, int]) -> None:
    for found in kpis.compute([KpiCount(MARCH, key, n) for key, n in counts.items()]):
        if found.value is None:
            assert not found.denominator or found.numerator is None
        else:
            assert found.numerator is not None
            assert found.denominator
            fraction = found.numerator / found.denominator
            assert found.value == pytest.approx(found.kpi.scale * fraction)
        assert kpis.written(found)
