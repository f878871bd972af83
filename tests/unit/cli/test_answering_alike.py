"""All questions of a sort are answered in one word on the command line, single ones before."""

import json
from pathlib import Path
from typing import Any

import pytest

from showroom_crm.cli import main
from showroom_crm.operations import value_answers
from showroom_crm.values.questions import QuestionKind, Sort

FORTY = str(Path(__file__).parents[2] / "data" / "forty_families.xlsx")
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> str:
    monkeypatch.setenv("SHOWROOM_CRM_PASSWORD", "showroom-1")
    folder = str(tmp_path / "store")
    assert main(["init", "--showroom", "东城展厅", "--user", "王芳", "--store", folder]) == 0
    return folder


def planned(capsys: Capture, store: str, *answers: str) -> dict[str, Any]:
    capsys.readouterr()
    given = [part for each in answers for part in ("--answer", each)]
    assert main(["import", FORTY, "--dry-run", "--json", "--store", store, *given]) == 0
    [only] = json.loads(capsys.readouterr().out)
    assert isinstance(only, dict)
    return only


def test_forty_questions_are_told_and_answered_as_one(store: str, capsys: Capture) -> None:
    asked = planned(capsys, store)
    assert (asked["inserted"], asked["skipped"], len(asked["questions"])) == (40, 40, 40)
    assert asked["sorts_of_questions"] == [
        {"sort": "phone", "count": 40, "answers": ["phone=same", "phone=family", "phone=apart"]}
    ]
    first = asked["questions"][0]
    assert first["people"] == {
        "name": "冯晓雨",
        "known": [{"name": "赵一鸣", "number": "", "row": 2}],
        "key": "phone",
        "tail": "0000",
    }
    family = planned(capsys, store, "phone=family")
    assert (family["inserted"], family["skipped"], family["questions"]) == (80, 0, [])
    same = planned(capsys, store, "person=same", "phone:13900020007=apart")
    assert (same["inserted"], same["skipped"], same["questions"]) == (41, 0, [])
    assert same["answers"]["phone:13900020007"] == "apart"
    assert main(["import", FORTY, "--dry-run", "--store", store]) == 0
    told = capsys.readouterr().out
    assert "--answer phone=same or phone=family" in told
    assert told.count("冯晓雨 has the phone …0000 of 赵一鸣") == 1


@pytest.mark.parametrize("sort", [*Sort, *QuestionKind])
def test_every_sort_of_question_can_be_answered_as_one(sort: str) -> None:
    assert value_answers.given(f"{sort}=2025") == (sort, "2025")


@pytest.mark.parametrize(
    ("answer", "sentence"), [("phnoe=family", "phone"), ("phone=maybe", "phone=family")]
)
def test_a_sort_or_answer_that_is_not_there_is_told(
    store: str, capsys: Capture, answer: str, sentence: str
) -> None:
    assert main(["import", FORTY, "--answer", answer, "--store", store]) == 1
    assert sentence in capsys.readouterr().err
