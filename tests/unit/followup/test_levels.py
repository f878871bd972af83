"""The intent levels as shipped."""

import pytest

from showroom_crm.errors import InvalidInput
from showroom_crm.followup import levels
from showroom_crm.i18n import set_language


def test_the_tight_scheme_comes_first_with_all_letters() -> None:
    shipped = levels.load()
    assert "".join(level.code for level in shipped) == "OHABCNDFSLT"
    assert levels.schemes() == ("tight", "wide")
    assert shipped == levels.load("tight")


@pytest.mark.parametrize("scheme", ["tight", "wide"])
def test_the_days_of_the_levels_follow_on_each_other(scheme: str) -> None:
    known = levels.by_code(levels.load(scheme))
    expected_from = 0
    for code in "HABC":
        level = known[code]
        assert level.days_from == expected_from
        expected_from = (level.days_to or 0) + 1
    assert (known["C"].days_to is None) == (scheme == "wide")


def test_the_schemes_differ_in_days_and_cadence() -> None:
    tight, wide = levels.by_code(levels.load()), levels.by_code(levels.load("wide"))
    assert [tight[code].cadence for code in "HABC"] == [2, 5, 10, 30]
    assert [wide[code].cadence for code in "HABC"] == [2, 7, 14, 30]
    assert wide["A"].patience == tight["A"].patience


def test_lost_and_delivered_leave_the_working_list() -> None:
    closed = {level.code for level in levels.load() if level.closed}
    assert closed == {"D", "F"}
    assert levels.by_code(levels.load())["F"].check_after == (30, 90)


def test_an_unknown_scheme_is_refused_with_a_sentence() -> None:
    with pytest.raises(InvalidInput, match="narrow"):
        levels.load("narrow")


def test_a_label_speaks_the_language_shown() -> None:
    hot = levels.by_code(levels.load())["H"]
    assert levels.label(hot) == "H · Within 7 days"
    set_language("zh_CN")
    try:
        assert levels.label(hot) == "H · 7 天内"
    finally:
        set_language("en")
