"""Scores of satisfaction on the scales of questionnaires."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from showroom_crm.importing.scores import scale_of
from showroom_crm.values.questions import Sort, question_key
from showroom_crm.values.sheets import CellValue
from tests.unit.importing.ledger import cleaned, sheet


@pytest.mark.parametrize(
    ("header", "top"),
    [
        ("总体满意度(1-5)", 5), ("总体满意度（1～5分）", 5), ("满意度(5分制)", 5),
        ("五分制满意度", 5),
        ("满意度/5", 5), ("Overall satisfaction (1 to 5)", 5), ("CSAT out of 5", 5), ("5星评分", 5),
        ("NPS(0-10)", 10), ("满意度(10分制)", 10), ("满意度（百分制）", 100),
        ("评分(满分100)", 100),
        ("满意度(0-100)", 100), ("满意度", None), ("满意度2026", None), ("评分1", None),
    ],
)  # fmt: skip
def test_a_header_may_tell_the_scale(header: str, top: int | None) -> None:
    assert scale_of(header) == top


def taken(header: str, *cells: CellValue, answer: str = "") -> tuple[list[object], list[str]]:
    rows: list[list[CellValue]] = [["姓名", "手机", header]]
    rows += [[f"张{i}", f"1380000000{i}", cell] for i, cell in enumerate(cells)]
    answers = {question_key(Sort.SCALE, header): answer} if answer else {}
    table, _source = cleaned(sheet(*rows), answers)
    told = [f"{r.before} -> {r.after} ({r.reason})" for r in table.repairs if r.row > 1]
    return list(table.columns["satisfaction"]), told


def test_scores_are_brought_to_ten_and_told() -> None:
    scores, told = taken("总体满意度(1-5)", 5, "4分", 3, "★★★★☆", "非常满意")
    assert scores == [10.0, 8.0, 6.0, 8.0, 10.0]
    assert told[0] == "5 -> 10 (scale of 5 brought to 10)"
    assert taken("满意度（百分制）", 95, 88, 9) == (
        [9.5, 8.8, 0.9],
        [f"{n} -> {s} (scale of 100 brought to 10)" for n, s in ((95, 9.5), (88, 8.8), (9, 0.9))],
    )
    assert taken("NPS(0-10)", 5, 4, 3) == ([5.0, 4.0, 3.0], [])


def test_the_scale_is_asked_where_no_score_lies_above_five() -> None:
    table, _source = cleaned(
        sheet(
            ["姓名", "手机", "满意度"],
            ["张伟", "13800000000", 5],
            ["李娜", "13800000001", 4],
            ["王芳", "13800000002", 5],
        )
    )
    (question,) = [q for q in table.questions if q.key == "scale:满意度"]
    assert [choice.value for choice in question.choices] == ["5", "10", "100"]
    assert taken("满意度", 5, 4, 5, answer="5")[0] == [10.0, 8.0, 10.0]
    assert taken("满意度", 5, 4, 5, answer="10")[0] == [5.0, 4.0, 5.0]


@given(st.integers(2, 100), st.integers(0, 100))
def test_every_score_of_a_scale_lies_between_0_and_10(top: int, score: int) -> None:
    found = taken(f"满意度(0-{top})", score, top)[0]
    assert found[1] == 10.0
    first = found[0]
    assert (first is None) == (score > top)
    assert first is None or (isinstance(first, float) and abs(first * top - score * 10) < top / 100)
