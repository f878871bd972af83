"""Hints that a level may not fit any more."""

import datetime as dt
from dataclasses import replace

import pytest

from showroom_crm.followup import levels
from showroom_crm.followup.suggestions import suggest
from showroom_crm.values.followups import CustomerBrief, Suggestion

TODAY = dt.date(2026, 11, 21)
LEVELS = levels.by_code(levels.load())
LIMITS = levels.limits()


def ago(days: int) -> dt.date:
    return TODAY - dt.timedelta(days=days)


def hints(level: str, **brief: object) -> tuple[Suggestion, ...]:
    customer = replace(CustomerBrief(1, "C000001", "张伟", level), **brief)  # type: ignore[arg-type]
    return suggest(customer, LEVELS, TODAY, LIMITS)


@pytest.mark.parametrize(
    ("level", "brief", "kind", "offered"),
    [
        ("H", {"level_since": ago(8)}, "hot_too_long", ("A", "F")),
        ("N", {"level_since": ago(2)}, "not_levelled", ("H", "A", "B", "C")),
        ("B", {"level_since": ago(61)}, "unchanged", ()),
        ("A", {"expected_on": ago(1)}, "expected_passed", ()),
        ("B", {"failed_in_a_row": 3}, "lost_touch", ("L",)),
        ("B", {"last_success_on": ago(21)}, "not_reached", ()),
        ("L", {"level_since": ago(9), "last_contact_on": ago(2)}, "give_up", ("S", "F")),
    ],
)
def test_a_hint(level: str, brief: dict[str, object], kind: str, offered: tuple[str, ...]) -> None:
    (hint,) = hints(level, **brief)
    assert (hint.kind, hint.levels) == (kind, offered)
    assert hint.text


@pytest.mark.parametrize(
    ("level", "brief"),
    [
        ("H", {"level_since": ago(7)}),
        ("N", {"level_since": ago(1)}),
        ("B", {"level_since": ago(60), "last_success_on": ago(20), "expected_on": TODAY}),
        ("O", {"expected_on": ago(1)}),
        ("F", {"level_since": ago(400), "failed_in_a_row": 9, "expected_on": ago(90)}),
        ("L", {"level_since": ago(2), "last_contact_on": ago(1), "failed_in_a_row": 4}),
        ("X", {"level_since": ago(400)}),
    ],
)
def test_no_hint(level: str, brief: dict[str, object]) -> None:
    assert hints(level, **brief) == ()


def test_only_levels_the_showroom_has_are_offered() -> None:
    customer = CustomerBrief(1, "C000001", "张伟", "H", level_since=ago(8))
    few = {code: level for code, level in LEVELS.items() if code in "HA"}
    (hint,) = suggest(customer, few, TODAY, LIMITS)
    assert hint.levels == ("A",)
