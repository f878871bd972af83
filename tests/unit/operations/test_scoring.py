"""Scores on a real store: explained, tried out, adopted, taken back."""

from dataclasses import replace

import pytest

from showroom_crm.errors import NotFound
from showroom_crm.operations import customers, history, imports, scoring
from showroom_crm.operations.desk import Desk
from showroom_crm.paths import resource
from showroom_crm.store import customers as stored
from showroom_crm.store import listing
from showroom_crm.values.queries import CustomerQuery
from showroom_crm.values.scores import CustomerKind, Thresholds


def scores(desk: Desk) -> dict[int, tuple[int | None, str | None, str | None]]:
    ids = listing.ids(desk.store, CustomerQuery(), desk.today)
    lines = stored.lines(desk.store, ids, desk.today)
    return {line.id: (line.score, line.tier, line.segment) for line in lines}


@pytest.fixture
def shop(desk: Desk) -> Desk:
    for name in ("DMS潜客月报_2026年11月.xlsx", "售后进厂档案_2026.xls"):
        path = resource("samples", name)
        imports.apply(desk, imports.propose(desk, imports.read(path), path))
    return desk


def test_the_kept_score_is_the_explained_score(shop: Desk) -> None:
    kept = scores(shop)
    for customer in list(kept)[:25]:
        found = scoring.explain(shop, customer)
        assert (found.score.total, found.score.tier, found.score.segment) == kept[customer]
        assert sum(each.points for each in found.contributions) == found.score.total


def test_scoring_again_changes_nothing_and_an_edit_scores_one_as_all(shop: Desk) -> None:
    changed, _changes = scoring.rescore(shop)
    assert changed == 0
    customer = next(iter(scores(shop)))
    customers.edit(shop, customer, {"level": "H", "test_drive_done": True})
    after_edit = scores(shop)
    scoring.rescore(shop)
    assert scores(shop) == after_edit


def test_criteria_are_tried_adopted_and_rolled_back(shop: Desk) -> None:
    before = scores(shop)
    card = scoring.current(shop)
    easy = replace(card, thresholds=dict.fromkeys(CustomerKind, Thresholds(a=10, b=5, c=1)))
    tried = scoring.try_out(shop, easy)
    assert scores(shop) == before
    assert tried.moved > 0

    scoring.adopt(shop, easy, "先放宽看看")
    after = scores(shop)
    promoted = [c for c in before if before[c][1] != after[c][1]]
    assert len(promoted) == sum(len(move.ids) for move in tried.tiers)
    assert scoring.current(shop).reason == "先放宽看看"

    history.undo(shop)
    assert scores(shop) == before
    assert scoring.current(shop) == card


def test_nobody_is_explained_who_is_not_there(desk: Desk) -> None:
    with pytest.raises(NotFound):
        scoring.explain(desk, 4711)
