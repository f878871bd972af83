"""Reasons as a salesperson reads them, in both languages."""

import dataclasses
from collections.abc import Callable, Iterator

import pandas as pd
import pytest

from showroom_crm import i18n
from showroom_crm.scoring import explaining
from showroom_crm.scoring.sentences import condition, criterion, money, written
from showroom_crm.values.facts import BY_KEY
from showroom_crm.values.levels import Tier
from showroom_crm.values.queries import Op
from showroom_crm.values.scores import Explanation, Predicate, Scorecard, Text

FrameOf = Callable[..., pd.DataFrame]
Row = dict[str, object]


@pytest.fixture
def chinese() -> Iterator[None]:
    i18n.set_language("zh_CN")
    yield
    i18n.set_language("en")


def _lines(found: Explanation) -> list[str]:
    return [f"{c.points:+d} {c.sentence}" for c in found.contributions]


def test_reasons_of_a_hot_prospect(card: Scorecard, frame_of: FrameOf, hot: Row) -> None:
    found = explaining.explain(frame_of({**hot, "quote_given": 0}), card)
    assert _lines(found) == [
        "+40 Intent level H, within 7 days",
        "+15 Visits: 2",
        "+15 Test drive taken",
        "+10 Contacted within the cadence",
        "+5 Has a car to trade in",
        "+5 Expected to buy in 5 days",
        "+0 Quote: no",
        "+0 No open complaint",
    ]
    assert (found.score.total, found.score.tier) == (90, Tier.A)
    assert (found.score.icon, found.score.colour) == ("flame-fill", "orange")
    assert found.unknown == ()


def test_reasons_in_chinese(card: Scorecard, frame_of: FrameOf, hot: Row, chinese: None) -> None:
    late = {**hot, "days_since_last_contact": 9, "days_to_expected_purchase": None}
    found = explaining.explain(frame_of(late), card)
    assert found.score.segment_name == "潜在购买者"
    assert _lines(found)[0] == "+42 意向级别 H，7 天内"
    assert "-11 超过跟进周期未联系" in _lines(found)
    assert found.lifts[0].sentence == "今天联系一次"
    assert found.unknown == ("Days to the expected purchase",)


def test_lifts_lead_to_the_next_tier(card: Scorecard, frame_of: FrameOf, hot: Row) -> None:
    found = explaining.explain(frame_of({**hot, "test_drive_done": 0, "quote_given": 0}), card)
    assert found.score.tier is Tier.B
    best = found.lifts[0]
    assert (best.sentence, best.points, best.total, best.tier) == (
        "Arrange a test drive",
        15,
        90,
        Tier.A,
    )
    assert [lift.rule for lift in found.lifts] == ["test_drive", "quote"]


def test_complaint_takes_visibly(card: Scorecard, frame_of: FrameOf, hot: Row) -> None:
    found = explaining.explain(frame_of({**hot, "open_complaints": 1}), card)
    assert found.score.total == 90
    assert "-10 Open complaints: 1" in _lines(found)
    assert found.lifts[0].sentence == "Settle and close the complaint"


def test_penalty_takes_no_more_than_there_is(
    card: Scorecard, frame_of: FrameOf, faithful: Row
) -> None:
    """Satisfaction is worth 15 points of the total; a complaint takes just these."""
    found = explaining.explain(frame_of({**faithful, "open_complaints": 1}), card)
    points = {c.rule: c.points for c in found.contributions}
    assert points["survey"] + points["complaint"] == 0
    assert points["survey"] == 15


def test_no_data_has_no_reasons(card: Scorecard, frame_of: FrameOf) -> None:
    found = explaining.explain(frame_of({}), card)
    assert found.score.total is None
    assert found.contributions == ()
    assert "Intent level" in found.unknown


@pytest.mark.parametrize(
    ("key", "value", "text"),
    [
        ("days_overdue", 1.0, "1 day"),
        ("days_overdue", 12.0, "12 days"),
        ("car_age_months", 36.4, "36 months"),
        ("deal_price", 15_800_000.0, "¥158,000"),
        ("visits_ratio", 1.5333, "1.5"),
        ("visit_count", 2.0, "2"),
        ("completeness", 60.0, "60 %"),
        ("loan", 1.0, "yes"),
        ("loan", 0.0, "no"),
        ("level", "H", "H"),
        ("satisfaction_last", float("nan"), "not known"),
        ("level", None, "not known"),
    ],
)
def test_values_as_written(key: str, value: str | float | None, text: str) -> None:
    assert written(BY_KEY[key], value) == text


def test_money_in_chinese(chinese: None) -> None:
    assert money(15_800_000) == "15.8 万元"
    assert money(80_000) == "800 元"
    assert money(20_000_000) == "20 万元"


def test_criteria_in_words(card: Scorecard) -> None:
    rules = {rule.key: rule for rule in card.rules}
    assert [criterion(rules["visits"], n) for n in (0, 1)] == ["Visits ≥ 1", "Visits ≥ 2"]
    assert criterion(rules["intent_level"], 7) == "Intent level: S, L"
    assert criterion(rules["contact"], 1) == "Contacted within the cadence: no"
    spending = rules["spending"]
    assert criterion(spending, 0) == "Service spending in 12 months < ¥2,000"
    cuts = {"spending": (100_00.0, 200_00.0, 300_00.0, 400_00.0)}
    assert criterion(spending, 2, cuts) == "Service spending in 12 months ≥ ¥200"


def test_conditions_in_words(card: Scorecard) -> None:
    said = [
        condition(predicate)
        for segment in card.segments
        for alternative in segment.alternatives
        for predicate in alternative
    ]
    assert "Open complaints ≥ 1" in said
    assert "Owner = yes" in said
    assert "Intent level is one of O, H, A" in said
    assert "Intent level is none of F, S" in said
    assert "Loyalty ≥ 75" in said
    assert "Days since delivery ≤ 90 days" in said
    assert condition(Predicate("tier", Op.IS, ("A",))) == "Tier = A"
    assert condition(Predicate("level", Op.EMPTY)) == "Intent level is not known"


def test_lift_of_a_choice(card: Scorecard, frame_of: FrameOf, hot: Row) -> None:
    """A level no customer in the frame has yet can be reached too."""
    rules = tuple(
        dataclasses.replace(rule, lift=Text("提升级别", "Raise the level"))
        if rule.key == "intent_level"
        else rule
        for rule in card.rules
    )
    changed = dataclasses.replace(card, rules=rules)
    found = explaining.explain(frame_of({**hot, "level": "C"}), changed)
    assert [(lift.sentence, lift.points) for lift in found.lifts] == [("Raise the level", 30)]
