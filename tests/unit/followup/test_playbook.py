"""What to say."""

import re

import pytest

from showroom_crm.followup import playbook
from showroom_crm.followup.defaults import read

KNOWN = {"salutation", "name", "model", "car", "salesperson", "competitor", "concern"}
LINES = read("playbook")["line"]


@pytest.mark.parametrize("row", LINES, ids=lambda row: f"{row['occasion']}-{row.get('segment')}")
def test_every_line_speaks_both_languages_with_known_placeholders(row: dict[str, str]) -> None:
    for language in ("zh", "en"):
        used = set(re.findall(r"{(\w*)}", row[language]))
        assert used <= KNOWN
        said = playbook.line(row.get("segment"), row["occasion"], {}, language)
        assert said
        assert "{" not in said
    assert not re.search(r"[一-鿿]", row["en"])


@pytest.mark.parametrize("row", LINES, ids=lambda row: f"{row['occasion']}-{row.get('segment')}")
def test_nobody_is_offered_another_price_by_segment(row: dict[str, str]) -> None:
    assert not re.search(r"折|优惠|便宜|赠送|discount|cheaper|% off", row["zh"] + row["en"])


def test_a_segment_s_own_line_comes_first() -> None:
    own = playbook.line("churn_risk", "service", {"car": "鲁A·12345"}, "zh_CN")
    anyone = playbook.line("growing", "service", {"car": "鲁A·12345"}, "zh_CN")
    assert own != anyone
    assert "鲁A·12345" in own
    assert "鲁A·12345" in anyone


def test_an_unknown_occasion_is_an_ordinary_follow_up() -> None:
    assert playbook.line(None, "nowhere", {}, "en") == playbook.line(None, "follow_up", {}, "en")


def test_what_is_not_known_is_worded_generally() -> None:
    said = playbook.line(None, "after_visit", {"model": "", "salutation": "王女士"}, "zh_CN")
    assert said.startswith("王女士，")
    assert "您看的车" in said


@pytest.mark.parametrize(
    ("name", "gender", "written", "spoken"),
    [
        ("王芳", "female", None, "王女士"),
        ("张伟", "男", None, "张先生"),
        ("欧阳明月", "female", None, "欧阳女士"),
        ("张伟", None, None, "张伟"),
        ("李先生", "male", None, "李先生"),
        ("王芳", None, "女士", "王女士"),
        ("王芳", None, "王姐", "王姐"),
        ("济南宏图物流有限公司", "male", None, "济南宏图物流有限公司"),
        ("John Smith", "male", None, "John Smith"),
    ],
)
def test_how_to_address(name: str, gender: str | None, written: str | None, spoken: str) -> None:
    assert playbook.salutation(name, gender, written, "zh_CN") == spoken


def test_levels_have_their_occasion() -> None:
    assert playbook.occasion_of("H") == "closing"
    assert playbook.occasion_of("B") == "follow_up"
    assert playbook.occasion_of(None) == "follow_up"
    assert {row["occasion"] for row in LINES} >= set(read("playbook")["occasions"].values())
