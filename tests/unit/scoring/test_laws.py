"""Laws of the score that hold for whatever facts and whatever points."""

import dataclasses
import datetime as dt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from showroom_crm.scoring import engine, explaining, scorecards
from showroom_crm.scoring.bands import band_of, best_value
from showroom_crm.scoring.columns import columns_of, numbers
from showroom_crm.scoring.rules import marks, reach
from showroom_crm.values.facts import BY_KEY, STORED, FactKind, Unit
from showroom_crm.values.scores import NO_CUTS, Band, CustomerKind, Cuts, Rule, Scorecard, Text

CARD = scorecards.default()
_TOPS = {
    Unit.COUNT: 6, Unit.DAYS: 900, Unit.MONTHS: 120, Unit.FEN: 5_000_000_00, Unit.RATIO: 4,
    Unit.PERCENT: 100, Unit.POINTS: 10,
}  # fmt: skip


def _values(key: str) -> st.SearchStrategy[str | float]:
    fact = BY_KEY[key]
    if fact.kind is FactKind.CHOICE:
        return st.sampled_from(["O", "H", "A", "B", "C", "N", "D", "F", "S", "L", "T", "Q"])
    if fact.kind is FactKind.BOOLEAN:
        return st.sampled_from([0.0, 1.0])
    return st.integers(0, _TOPS[fact.unit]).map(float)


_CUSTOMER = st.fixed_dictionaries(
    {"is_owner": st.sampled_from([0.0, 1.0])},
    optional={key: _values(key) for key in STORED if key != "is_owner"},
)
_OWN = {"spending": (100.0, 9_000.0, 90_000.0, 900_000.0), "frequency": (1.0, 1.0, 2.0, 3.0)}
_CUTS = st.sampled_from([NO_CUTS, _OWN])
_SOME = settings(max_examples=40)


def _frame(*rows: dict[str, object]) -> pd.DataFrame:
    frame = pd.DataFrame(list(rows), columns=list(STORED), index=range(1, len(rows) + 1))
    numeric = [key for key in STORED if key != "level"]
    frame[numeric] = frame[numeric].astype("float64")
    return frame


@st.composite
def _cards(draw: st.DrawFn) -> Scorecard:
    """The default criteria with other points in every band and other weights."""
    rules = tuple(
        dataclasses.replace(
            rule,
            bands=tuple(
                dataclasses.replace(band, points=draw(st.integers(-60, 60))) for band in rule.bands
            ),
        )
        for rule in CARD.rules
    )
    weights = {}
    for kind in CustomerKind:
        parts = sorted(draw(st.lists(st.integers(0, 100), min_size=3, max_size=3)))
        steps = np.diff([0, *parts, 100]).tolist()
        weights[kind] = dict(zip(CARD.weights[kind], steps, strict=True))
    return dataclasses.replace(CARD, rules=rules, weights=weights)


@_SOME
@given(st.lists(_CUSTOMER, min_size=1, max_size=8), _cards(), _CUTS)
def test_scores_stay_in_bounds(rows: list[dict[str, object]], card: Scorecard, cuts: Cuts) -> None:
    scored = engine.score(_frame(*rows), card, cuts)
    for name in ("total", "value", "loyalty", "intent", "satisfaction", "coverage"):
        assert scored[name].dropna().between(0, 100).all()
    assert (scored["total"].isna() == scored["tier"].isna()).all()


@_SOME
@given(st.lists(_CUSTOMER, min_size=1, max_size=8), _cards(), _CUTS)
def test_one_row_scores_as_among_many(
    rows: list[dict[str, object]], card: Scorecard, cuts: Cuts
) -> None:
    frame = _frame(*rows)
    alone = [next(engine.rows(engine.score(frame.loc[[i]], card, cuts))) for i in frame.index]
    assert alone == list(engine.rows(engine.score(frame, card, cuts)))


@_SOME
@given(_CUSTOMER, _cards(), _CUTS)
def test_contributions_add_up_to_the_total(
    row: dict[str, object], card: Scorecard, cuts: Cuts
) -> None:
    found = explaining.explain(_frame(row), card, cuts)
    assert sum(c.points for c in found.contributions) == (found.score.total or 0)
    rules = [c.rule for c in found.contributions]
    assert len(rules) == len(set(rules))


@_SOME
@given(_CUSTOMER, _cards(), _CUTS)
def test_lifts_are_what_the_score_would_be(
    row: dict[str, object], card: Scorecard, cuts: Cuts
) -> None:
    frame = _frame(row)
    found = explaining.explain(frame, card, cuts)
    for lift in found.lifts:
        rule = next(r for r in card.rules if r.key == lift.rule)
        if BY_KEY[rule.fact].derived:
            continue
        changed = frame.copy()
        changed[rule.fact] = best_value(rule, cuts)
        total = engine.score(changed, card, cuts)["total"].iloc[0]
        assert lift.total == total
        assert lift.points == total - (found.score.total or 0) > 0


@settings(max_examples=200)
@given(_CUSTOMER, st.sampled_from(CARD.rules), st.data())
def test_more_of_what_gives_points_never_lowers_the_total(
    row: dict[str, object], rule: Rule, data: st.DataObject
) -> None:
    """Of two customers alike but for one fact, the one whose value earns more is not behind."""
    kind = CustomerKind.OWNER if row["is_owner"] else CustomerKind.PROSPECT
    if BY_KEY[rule.fact].derived or kind not in rule.kinds:
        return
    one, other = data.draw(_values(rule.fact)), data.draw(_values(rule.fact))
    scored = engine.score(_frame({**row, rule.fact: one}, {**row, rule.fact: other}), CARD)
    bands = [band_of(rule, value, NO_CUTS) for value in (one, other)]
    points = [band.points if band else 0 for band in bands]
    first, second = (None if pd.isna(total) else int(total) for total in scored["total"])
    if first is None or second is None:
        return
    if points[0] >= points[1]:
        assert first >= second
    if points[0] <= points[1]:
        assert first <= second


@pytest.mark.parametrize("rule", CARD.rules, ids=lambda rule: rule.key)
@settings(max_examples=15)
@given(data=st.data())
def test_single_band_and_whole_column_agree(rule: Rule, data: st.DataObject) -> None:
    if BY_KEY[rule.fact].derived:
        rule = dataclasses.replace(
            rule, fact="visit_count" if rule.bands[0].values == () else "loan"
        )
    value = data.draw(_values(rule.fact))
    columns = columns_of(_frame({rule.fact: value}))
    band = band_of(rule, value, NO_CUTS)
    given_points = marks(rule, columns[rule.fact], NO_CUTS)
    assert given_points.points.tolist() == [band.points if band else 0.0]
    assert given_points.known.tolist() == [True]
    best = band_of(rule, best_value(rule, NO_CUTS), NO_CUTS)
    assert best is not None
    assert best.points == max(b.points for b in rule.bands)
    assert reach(rule) == max(0, best.points)


def test_derived_facts_delivered_are_kept() -> None:
    frame = _frame({"is_owner": 1.0, "days_since_last_service": 30.0})
    assert numbers(columns_of(frame), "visits_ratio")[0] == pytest.approx(30 / 30.4375 / 6)
    given_ratio = frame.assign(visits_ratio=1.25)
    assert numbers(columns_of(given_ratio), "visits_ratio")[0] == 1.25


_TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@_SOME
@given(_cards(), _TEXTS, _TEXTS, st.dates())
def test_toml_and_json_give_the_card_back(card: Scorecard, zh: str, en: str, day: dt.date) -> None:
    text = Text(zh, en)
    bands = (Band(1, None, (), text), Band(2, 0.1), Band(-3, 1e6))
    rule = dataclasses.replace(CARD.rules[1], text=text, bands=bands, lift=text)
    changed = dataclasses.replace(
        card, name=text, author=zh, reason=en, valid_from=day, rules=(*card.rules[2:], rule)
    )
    assert scorecards.load(scorecards.dump(changed)) == changed
    assert scorecards.from_json(scorecards.to_json(changed)) == changed
