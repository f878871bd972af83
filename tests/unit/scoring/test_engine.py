"""Totals, tiers, coverage and quantiles against figures worked out by hand."""

import dataclasses
from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from showroom_crm.scoring import engine
from showroom_crm.values.scores import CustomerKind, Scorecard

FrameOf = Callable[..., pd.DataFrame]
Row = dict[str, object]


def _first(scored: pd.DataFrame) -> dict[str, object]:
    return dict(zip(("customer_id", *scored.columns), next(engine.rows(scored)), strict=True))


def test_prospect_with_every_sign_scores_full(card: Scorecard, frame_of: FrameOf, hot: Row) -> None:
    found = _first(engine.score(frame_of(hot), card))
    assert found == {
        "customer_id": 1,
        "total": 100,
        "tier": "A",
        "segment": "potential_buyer",
        "stage": "prospect",
        "value": None,
        "loyalty": None,
        "intent": 100,
        "satisfaction": None,
        "coverage": 100,
        "completeness": 0,
    }


@pytest.mark.parametrize(
    ("change", "total", "tier"),
    [
        ({"level": "A"}, 90, "A"),
        ({"level": "C", "test_drive_done": 0}, 55, "B"),
        ({"test_drive_done": 0, "quote_given": 0}, 75, "B"),
        ({"days_since_last_contact": 3}, 80, "A"),
        ({"days_to_expected_purchase": -1}, 95, "A"),
        ({"days_to_expected_purchase": 16}, 95, "A"),
        ({"open_complaints": 1}, 90, "A"),
        ({"level": "F"}, 20, "D"),
    ],
)
def test_points_of_a_prospect(
    card: Scorecard, frame_of: FrameOf, hot: Row, change: Row, total: int, tier: str
) -> None:
    found = _first(engine.score(frame_of({**hot, **change}), card))
    assert (found["total"], found["tier"]) == (total, tier)


def test_owner_by_hand(card: Scorecard, frame_of: FrameOf, faithful: Row) -> None:
    """Fixed bounds: value 20+13+16+15+0+4 of 100, loyalty 40+25+15+15 of 100, intent 0."""
    found = _first(engine.score(frame_of(faithful), card))
    assert [found[d] for d in ("value", "loyalty", "intent", "satisfaction")] == [68, 95, 0, 100]
    assert found["total"] == round(0.35 * 68 + 0.30 * 95 + 0.15 * 100)
    assert (found["tier"], found["segment"], found["stage"]) == ("A", "loyal_fan", "loyal")
    assert found["coverage"] == 100


def test_unknown_facts_neither_add_nor_subtract(card: Scorecard, frame_of: FrameOf) -> None:
    scored = engine.score(frame_of({"level": "H"}, {"level": "C"}, {"level": "A"}), card)
    assert scored["total"].tolist() == [100, 25, 75]
    assert scored["coverage"].tolist() == [40, 40, 40]


def test_no_data_gives_no_score(card: Scorecard, frame_of: FrameOf) -> None:
    found = _first(engine.score(frame_of({}), card))
    assert (found["total"], found["tier"], found["segment"]) == (None, None, "ordinary")
    assert (found["coverage"], found["stage"]) == (0, "lead")


def test_complaint_counts_without_a_survey(card: Scorecard, frame_of: FrameOf, hot: Row) -> None:
    found = _first(engine.score(frame_of({**hot, "open_complaints": 2}), card))
    assert (found["satisfaction"], found["total"]) == (0, 90)
    assert found["segment"] == "churn_risk"


def test_never_contacted_counts_once_the_cadence_has_passed(
    card: Scorecard, frame_of: FrameOf, hot: Row
) -> None:
    never = {**hot, "days_since_last_contact": np.nan}
    waiting = {**never, "days_since_registered": 2}
    scored = engine.score(frame_of(never, waiting), card)
    assert scored["total"].tolist() == [80, 100]
    assert scored["coverage"].tolist() == [100, 90]


def test_owner_never_back_counts_from_delivery(card: Scorecard, frame_of: FrameOf) -> None:
    new = {"is_owner": 1, "service_count": 0, "days_since_delivery": 300}
    unknown = {"is_owner": 1, "days_since_delivery": 300}
    scored = engine.score(frame_of(new, unknown), card)
    assert scored["segment"].tolist() == ["churn_risk", "ordinary"]


def test_a_plain_list_of_buyers_tells_who_stays_away(card: Scorecard, frame_of: FrameOf) -> None:
    """A list with "every 6 months" and the last purchase is enough to see who is overdue."""
    often = {"is_owner": 1, "usual_interval_months": 6, "service_interval_months": 6}
    facts = frame_of(
        {**often, "days_since_delivery": 60},
        {**often, "days_since_delivery": 300},
        {**often, "usual_interval_months": None, "days_since_delivery": 300},
    )
    scored = engine.score(facts, card)
    assert [segment == "churn_risk" for segment in scored["segment"]] == [False, True, False]
    assert scored["loyalty"].isna().tolist() == [False, False, True]


def test_totals_of_an_earlier_system_give_a_yearly_rate(card: Scorecard, frame_of: FrameOf) -> None:
    """Eight visits in four years are two a year: 20 of 30 points for frequency, 32 of 40."""
    row = {"is_owner": 1, "service_count": 8, "days_since_delivery": 1460}
    scored = engine.score(frame_of({**row, "days_since_last_service": 150}), card)
    assert scored["loyalty"].tolist() == [round((20 + 32) / 70 * 100)]


def test_columns_are_small(card: Scorecard, shop: pd.DataFrame) -> None:
    scored = engine.score(shop, card)
    assert [str(t) for t in scored.dtypes] == [
        "Int8", "category", "category", "category", "Int8", "Int8", "Int8", "Int8", "int8", "int8",
    ]  # fmt: skip
    assert scored.index.equals(shop.index)


def test_facts_may_come_as_objects_and_categories(card: Scorecard, shop: pd.DataFrame) -> None:
    other = shop.copy()
    other["level"] = other["level"].astype("category")
    other["visit_count"] = (
        other["visit_count"].astype(object).where(other["visit_count"].notna(), None)
    )
    pd.testing.assert_frame_equal(engine.score(other, card), engine.score(shop, card))


def test_empty_shop_has_an_empty_frame(card: Scorecard, frame_of: FrameOf) -> None:
    assert list(engine.rows(engine.score(frame_of({}).iloc[:0], card))) == []


def test_few_owners_keep_the_fixed_bounds(
    card: Scorecard, frame_of: FrameOf, faithful: Row
) -> None:
    rows = [{**faithful, "service_amount_12m": 1000.0 * n} for n in range(1, 50)]
    assert "spending" not in engine.cut_points(frame_of(*rows), card)


def test_quintiles_of_the_own_data(card: Scorecard, frame_of: FrameOf, faithful: Row) -> None:
    amounts = [1000.0 * n for n in range(1, 101)]
    rows = [{**faithful, "service_amount_12m": a} for a in amounts]
    never = {**faithful, "service_amount_12m": 0}
    facts = frame_of(*rows, never)
    cuts = engine.cut_points(facts, card)
    assert cuts["spending"] == pytest.approx((20_800, 40_600, 60_400, 80_200))
    values = engine.score(facts, card, cuts)["value"].tolist()
    steps = [values[0], values[20], values[40], values[60], values[80]]
    assert [values.count(v) for v in steps] == [21, 20, 20, 20, 20]
    assert steps == sorted(set(steps))
    assert values[-1] == values[0]


def test_equal_values_say_nothing(card: Scorecard, frame_of: FrameOf, faithful: Row) -> None:
    facts = frame_of(*[faithful] * 80)
    assert engine.cut_points(facts, card) == {}


def test_prospects_do_not_enter_the_owners_quintiles(
    card: Scorecard, frame_of: FrameOf, faithful: Row
) -> None:
    rows = [{**faithful, "deal_price": 1000.0 * n} for n in range(1, 101)]
    ordered = [{"level": "O", "deal_price": 9_000_000.0}] * 100
    owners, everyone = frame_of(*rows), frame_of(*rows, *ordered)
    assert (
        engine.cut_points(everyone, card)["car_price"]
        == (engine.cut_points(owners, card)["car_price"])
    )


def test_weights_of_zero_leave_a_dimension_out(
    card: Scorecard, frame_of: FrameOf, faithful: Row
) -> None:
    weights = {
        **card.weights,
        CustomerKind.OWNER: dict.fromkeys(card.weights[CustomerKind.OWNER], 0),
    }
    scored = engine.score(frame_of(faithful), dataclasses.replace(card, weights=weights))
    assert scored["total"].isna().all()
    assert scored["loyalty"].tolist() == [95]


def test_a_real_shop_spreads_over_tiers_and_segments(card: Scorecard, shop: pd.DataFrame) -> None:
    scored = engine.score(shop, card, engine.cut_points(shop, card))
    prospects = scored[shop["is_owner"] == 0]
    share = prospects["tier"].value_counts(normalize=True)
    assert 0.08 <= share["A"] <= 0.18
    assert 0.20 <= share["B"] <= 0.33
    assert 0.28 <= share["C"] <= 0.42
    assert 0.15 <= share["D"] <= 0.35
    owners = scored[shop["is_owner"] == 1]
    assert owners["tier"].value_counts(normalize=True).between(0.02, 0.5).all()
    segments = scored["segment"].value_counts(normalize=True)
    assert 0.03 <= segments["churn_risk"] <= 0.2
    assert (segments > 0.01).all()
    assert segments.max() < 0.5
