"""Tables whose names, phones, cars and numbers collide as badly as they can, in seeded numbers."""

import random
from collections.abc import Mapping

import pytest

from showroom_crm.importing import matching, planning
from showroom_crm.values.clean_tables import CleanTable
from showroom_crm.values.customers import Value
from showroom_crm.values.import_choices import Choices
from showroom_crm.values.import_plans import Action, ImportPlan
from showroom_crm.values.questions import QuestionKind
from tests.unit.importing.ledger import Ledger

SEEDS = 12
TABLES = 250  # for each seed
NAMES = ("张伟", "张强", "李娜", "张先生", "张女士", "李**", "王强", "西城商贸有限公司", None)
PHONES = ("13800000001", "13800000002", "13800000003", "02155556666")
VINS = ("GZXKC2P10RA000373", "LSVAA4182E2184847", "LFV2A21K8A3000001", "RA000373")
PLATES = ("宁ZB8722", "宁ZT3722", "沪A12345")
ID_NOS = ("11010519491231002X", "440308199901101512")
SOURCE = "编号"


def some(lot: random.Random, values: tuple[str, ...], share: float) -> str | None:
    return lot.choice(values) if lot.random() < share else None


def table(lot: random.Random) -> CleanTable:
    """Return a clean table of two to seven rows; each column of keys may be missing."""
    count = lot.randint(2, 7)
    numbers = list(range(2, 2 + count))
    columns: dict[str, list[Value]] = {"name": [lot.choice(NAMES) for _row in numbers]}
    for key, values in (("vin", VINS), ("plate", PLATES), ("id_no", ID_NOS)):
        if lot.random() < 0.6:
            share = lot.choice((0.3, 0.8))
            columns[key] = [some(lot, values, share) for _row in numbers]
    if lot.random() < 0.4:
        columns["source_id"] = [some(lot, ("001", "002", "003"), 0.6) for _row in numbers]
    columns["level"] = [some(lot, ("H", "A", "B"), 0.4) for _row in numbers]
    phones = [
        tuple(dict.fromkeys(lot.choices(PHONES, k=lot.choice((0, 1, 1, 1, 2))))) for _row in numbers
    ]
    return CleanTable(numbers, columns, phones)


def told(lot: random.Random, plan: ImportPlan) -> dict[str, str]:
    """Answer some of the open questions of a plan."""
    return {
        question.key: lot.choice(question.choices).value
        for question in plan.questions
        if question.kind is QuestionKind.PERSON and lot.random() < 0.7
    }


def plan_of(ledger: Ledger, given: CleanTable, answers: Mapping[str, str]) -> ImportPlan:
    return ledger.plan_table(given, SOURCE, Choices(answers=answers))


@pytest.mark.parametrize("seed", range(SEEDS))
def test_a_second_import_changes_nothing(seed: int) -> None:
    lot = random.Random(seed)
    for _round in range(TABLES):
        ledger, given = Ledger(), table(lot)
        first = plan_of(ledger, given, {})
        assert sum(first.count(action) for action in Action) == len(given.rows)
        ledger.apply(first)
        again = plan_of(ledger, given, {})
        written = [record for row in again.rows for record in row.records]
        assert written == [], given


@pytest.mark.parametrize("seed", range(3))
def test_nobody_comes_in_twice_whatever_was_answered(seed: int) -> None:
    lot = random.Random(seed)
    for _round in range(TABLES):
        ledger, given = Ledger(), table(lot)
        ledger.apply(plan_of(ledger, given, told(lot, plan_of(ledger, given, {}))))
        again = plan_of(ledger, given, {})
        assert not again.count(Action.INSERT), given


def test_people_without_a_phone_are_not_joined_by_having_none() -> None:
    given = CleanTable([2, 3], {"name": ["张伟", "李娜"]}, [(), ()])
    found = matching.match(given, Ledger().known(), source=SOURCE)
    assert len({match.customer for match in found}) == 2
    assert planning.plan(given, found, {}, source=SOURCE).count(Action.INSERT) == 2
