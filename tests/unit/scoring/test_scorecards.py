"""Criteria as files: the shipped ones are sound, mistakes are told with their place."""

import dataclasses
from pathlib import Path

import pytest

from showroom_crm.errors import FileUnreadable, UserError
from showroom_crm.paths import resource
from showroom_crm.scoring import scorecards
from showroom_crm.values.facts import BY_KEY, FACTS, STORED
from showroom_crm.values.scores import CustomerKind, Dimension, Scorecard, Thresholds


def test_facts_are_declared_once() -> None:
    assert len(BY_KEY) == len(FACTS)
    assert {f.key for f in FACTS} - set(STORED) == {
        "last_contact_within_cadence",
        "months_since_last_service",
        "services_per_year",
        "visits_ratio",
    }


def test_shipped_criteria(card: Scorecard) -> None:
    assert [s.key for s in card.segments] == [
        "churn_risk",
        "loyal_fan",
        "high_value",
        "potential_buyer",
        "new_customer",
        "growing",
        "ordinary",
    ]
    for kind in CustomerKind:
        for dimension, weight in card.weights[kind].items():
            rules = [r for r in card.rules if r.dimension is dimension and kind in r.kinds]
            assert bool(rules) or not weight
    assert {r.dimension for r in card.rules} == set(Dimension)


def test_shipped_texts_are_filled_in_both_languages(card: Scorecard) -> None:
    texts = [card.name, *(s.name for s in card.segments)]
    for rule in card.rules:
        texts += [rule.text, *(b.text for b in rule.bands if b.text)]
        texts += [rule.lift] if rule.lift else []
    for text in texts:
        assert text.zh
        assert text.en
        assert ("{value}" in text.zh) == ("{value}" in text.en)
        assert text.in_language("zh_CN") == text.zh
        assert text.in_language("en") == text.en


_TEXT = resource("defaults", "scorecard.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("version = 1\n", "", "“version” must be a whole number"),
        ("version = 1\n", "version = [", "not written as TOML"),
        ("valid_from = 2026-01-01", 'valid_from = "soon"', "“valid_from” must be a date"),
        ("intent = 90", "intent = 91", "weights.prospect: the weights"),
        ("a = 80", "a = 40", "thresholds.prospect: the least points"),
        ("[stages]", "[steps]", "the section “stages” is missing"),
        ('key = "visits"', 'key = "quote"', "rule quote: this key is used twice"),
        ('key = "visits"', 'key = "no word"', "is not a plain word"),
        (
            'fact = "visit_count"',
            'fact = "shoe_size"',
            "visits: there is no fact called shoe",
        ),
        ('dimension = "value"', 'dimension = "worth"', "“worth” is none of value, loyalty"),
        ('kinds = ["owner"]', "kinds = []", "rule spending: it applies to nobody"),
        (
            "{ at_least = 2, points = 15 }",
            "{ at_least = 0, points = 15 }",
            "the bounds of",
        ),
        ("{ at_least = 1, points = 10 }", "{ is = 1, points = 10 }", "needs “at_least”"),
        ("[{ is = true, points = 15 }]", "[{ at_least = 1, points = 15 }]", "needs “is”"),
        ("[{ is = true, points = 15 }]", '[{ is = "on", points = 15 }]', "only true or false"),
        ("[{ is = true, points = 15 }]", "[]", "rule test_drive: it gives no points"),
        ("{ is = true, points = 15 }", "{ is = true, points = 1.5 }", "“points” must be a whole"),
        ('fact = "loan"', 'fact = "loan"\nquantiles = true', "can be cut by the shop's data"),
        ('key = "growing"', 'key = "ordinary"', "segment ordinary: this key is used twice"),
        (
            '"total", at_least = 40 }]',
            '"sum", at_least = 40 }]',
            "potential_buyer: there is no fact",
        ),
        ('"total", at_least = 40 }]', '"total", over = 40 }]', "“over” is none of"),
        (
            '"total", at_least = 40 }]',
            '"total", contains = 40 }]',
            "compared by contains",
        ),
        ('"total", at_least = 40 }]', '"total", at_least = "much" }]', "must be a number"),
        ('"total", at_least = 40 }]', '"total" }]', "one fact and one comparison"),
        ('"total", at_least = 40 }]', '"total", is = [40, 50] }]', "compared with one value"),
        ("any = []", "any = [[]]", "segment ordinary: each alternative"),
        ("any = []", "", "“any” must be a list"),
        ('icon = "user-fill"', "icon = 3", "“icon” must be a text"),
    ],
)
def test_mistakes_are_told_with_their_place(old: str, new: str, told: str) -> None:
    assert old in _TEXT
    with pytest.raises(UserError) as caught:
        scorecards.load(_TEXT.replace(old, new, 1))
    assert told in caught.value.text
    assert caught.value.text.endswith(".")


def test_json_that_is_none() -> None:
    with pytest.raises(UserError, match="JSON"):
        scorecards.from_json("{")
    with pytest.raises(UserError, match="rules"):
        scorecards.from_json("[]")


def test_file_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "card.toml").write_bytes("zh = '中'".encode("gbk"))
    with pytest.raises(FileUnreadable, match=r"card\.toml"):
        scorecards.load(tmp_path / "card.toml")
    with pytest.raises(FileUnreadable, match=r"none\.toml"):
        scorecards.load(tmp_path / "none.toml")


def test_file_and_text_are_read_alike(tmp_path: Path, card: Scorecard) -> None:
    path = tmp_path / "card.toml"
    path.write_text(scorecards.dump(card), encoding="utf-8")
    assert scorecards.load(path) == card
    assert scorecards.dump(scorecards.load(path)) == scorecards.dump(card)


def test_edited_criteria_are_checked(card: Scorecard) -> None:
    scorecards.check(card)
    upside_down = {kind: Thresholds(30, 50, 80) for kind in CustomerKind}
    with pytest.raises(UserError, match=r"thresholds\.prospect"):
        scorecards.check(dataclasses.replace(card, thresholds=upside_down))
