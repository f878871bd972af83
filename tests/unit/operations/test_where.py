"""The filter a person can type."""

import datetime as dt

import pytest

from showroom_crm.errors import InvalidInput
from showroom_crm.operations import where
from showroom_crm.values.queries import Condition, Op

TODAY = dt.date(2026, 11, 20)


@pytest.mark.parametrize(
    ("text", "conditions"),
    [
        ("", ()),
        ("level = H", (Condition("level", Op.IS, ("H",)),)),
        ("level in H, A", (Condition("level", Op.IN, ("H", "A")),)),
        ("level not in F,S", (Condition("level", Op.NOT_IN, ("F", "S")),)),
        ("score>=60", (Condition("score", Op.AT_LEAST, (60,)),)),
        ("next_follow_up_on < today", (Condition("next_follow_up_on", Op.LESS, (TODAY,)),)),
        ("expected_on > 2026-3-5", (Condition("expected_on", Op.MORE, (dt.date(2026, 3, 5),)),)),
        ("model contains 晨星 L", (Condition("model", Op.CONTAINS, ("晨星 L",)),)),
        ("mobile is empty", (Condition("mobile", Op.EMPTY),)),
        ("plate is not empty", (Condition("plate", Op.FILLED),)),
        ("mobile = 013812345678", (Condition("mobile", Op.IS, ("013812345678",)),)),
        (
            "level = H AND score < 50",
            (Condition("level", Op.IS, ("H",)), Condition("score", Op.LESS, (50,))),
        ),
    ],
)  # fmt: skip
def test_filters_are_read(text: str, conditions: tuple[Condition, ...]) -> None:
    assert where.parse(text, TODAY) == conditions


@pytest.mark.parametrize("text", ["level", "level ~ H", "= 3", "registered_on > 2026-02-30"])
def test_what_is_no_filter_is_told(text: str) -> None:
    with pytest.raises(InvalidInput):
        where.parse(text, TODAY)
