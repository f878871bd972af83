"""New criteria tried on a whole shop, and what they leave out."""

import dataclasses
from collections.abc import Callable

import pandas as pd

from showroom_crm.scoring import checks, engine, trying
from showroom_crm.values.queries import Op
from showroom_crm.values.scores import (
    CustomerKind,
    FindingKind,
    Predicate,
    Scorecard,
    SegmentRule,
    Text,
    Thresholds,
)

FrameOf = Callable[..., pd.DataFrame]
Row = dict[str, object]


def _segment(key: str, *predicates: Predicate) -> SegmentRule:
    return SegmentRule(key, Text(key, key), "star-fill", "blue", (predicates,))


def test_same_criteria_move_nobody(card: Scorecard, shop: pd.DataFrame) -> None:
    found = trying.what_if(shop, card, card)
    assert (found.customers, found.moved, found.tiers, found.segments) == (1000, 0, (), ())
    assert sum(found.tier_matrix.values()) == sum(found.segment_matrix.values()) == 1000
    assert found.mean_before == found.mean_after


def test_who_moves_from_where_to_where(card: Scorecard, shop: pd.DataFrame) -> None:
    limits = {**card.thresholds, CustomerKind.PROSPECT: Thresholds(90, 50, 25)}
    stricter = dataclasses.replace(card, thresholds=limits)
    found = trying.what_if(shop, card, stricter)
    before = engine.score(shop, card, engine.cut_points(shop, card))
    owner = shop["is_owner"] == 1
    falling = before.index[~owner & before["total"].between(80, 89)]
    assert [(m.before, m.after) for m in found.tiers] == [("A", "B")]
    assert list(found.tiers[0].ids) == falling.tolist()
    assert found.moved == len(falling) > 0
    assert found.tier_matrix["A", "B"] == len(falling)


def test_new_segment_takes_from_others_and_none(card: Scorecard, shop: pd.DataFrame) -> None:
    lost = _segment("lost_lately", Predicate("level", Op.IS, ("F",)))
    narrow = dataclasses.replace(card, segments=card.segments[:-1])
    wide = dataclasses.replace(card, segments=(lost, *card.segments))
    found = trying.what_if(shop, narrow, wide)
    matrix = found.segment_matrix
    moved_out = int(((shop["level"] == "F") & (shop["is_owner"] == 0)).sum())
    assert sum(n for (_old, new), n in matrix.items() if new == "lost_lately") == moved_out
    assert matrix[None, "ordinary"] > 0
    assert all(move.before != move.after for move in found.segments)


def test_shipped_criteria_have_no_gaps(card: Scorecard, shop: pd.DataFrame) -> None:
    assert checks.gaps(card, shop) == ()


def test_gaps_are_told(card: Scorecard, shop: pd.DataFrame) -> None:
    never = _segment("never", Predicate("total", Op.MORE, (100.0,)))
    hidden = _segment("hidden", Predicate("stage", Op.IS, ("lost",)))
    everyone_lost = _segment("gone", Predicate("level", Op.IN, ("F",)))
    changed = dataclasses.replace(card, segments=(everyone_lost, hidden, never))
    found = {f.kind: f for f in checks.gaps(changed, shop)}
    assert found[FindingKind.EMPTY_SEGMENT].key == "never"
    assert found[FindingKind.SHADOWED_SEGMENT].key == "hidden"
    lost = int((shop["level"] == "F").sum())
    assert found[FindingKind.SHADOWED_SEGMENT].count == lost
    assert found[FindingKind.UNCLASSIFIED].count == 1000 - lost
    assert str(lost) in found[FindingKind.SHADOWED_SEGMENT].sentence


def test_rules_without_data_are_told(card: Scorecard, frame_of: FrameOf, faithful: Row) -> None:
    rows = [{**faithful, "satisfaction_last": None}] * 3
    found = checks.gaps(card, frame_of(*rows))
    silent = {f.key for f in found if f.kind is FindingKind.SILENT_RULE}
    assert {"survey", "visits"} <= silent
    assert "complaint" not in silent
    unused = {f.key for f in found if f.kind is FindingKind.QUANTILES_UNUSED}
    assert unused == {"spending", "spending_total", "car_price", "frequency"}


def test_conditions_of_every_sort(card: Scorecard, frame_of: FrameOf) -> None:
    facts = frame_of(
        {"level": "H", "visit_count": 2, "loan": 1},
        {"level": "B", "visit_count": 0, "loan": 0},
        {},
    )
    expected = {
        Predicate("level", Op.IS, ("H",)): [1],
        Predicate("level", Op.IN, ("H", "B")): [1, 2],
        Predicate("level", Op.NOT_IN, ("H",)): [2, 3],
        Predicate("level", Op.EMPTY): [3],
        Predicate("level", Op.FILLED): [1, 2],
        Predicate("visit_count", Op.LESS, (2.0,)): [2],
        Predicate("visit_count", Op.AT_MOST, (2.0,)): [1, 2],
        Predicate("visit_count", Op.MORE, (0.0,)): [1],
        Predicate("visit_count", Op.AT_LEAST, (0.0,)): [1, 2],
        Predicate("visit_count", Op.IS, (0.0,)): [2],
        Predicate("visit_count", Op.IN, (0.0, 2.0)): [1, 2],
        Predicate("visit_count", Op.NOT_IN, (0.0,)): [1, 3],
        Predicate("visit_count", Op.EMPTY): [3],
        Predicate("visit_count", Op.FILLED): [1, 2],
        Predicate("loan", Op.IS, ("true",)): [1],
        Predicate("loan", Op.IS, ("false",)): [2],
        Predicate("tier", Op.IS, ("A",)): [1],
        Predicate("coverage", Op.IS, (0.0,)): [3],
        Predicate("intent", Op.FILLED): [1, 2],
    }
    for predicate, ids in expected.items():
        tried = dataclasses.replace(card, segments=(_segment("them", predicate),))
        scored = engine.score(facts, tried)
        assert scored.index[scored["segment"].notna()].tolist() == ids, predicate
