"""Words no list knows are asked about once each, and what is answered holds for all their cells."""

import pytest

from showroom_crm.importing import value_questions
from showroom_crm.values.clean_tables import CleanTable
from showroom_crm.values.questions import Question, QuestionKind
from showroom_crm.values.sheets import CellValue
from tests.unit.importing.ledger import cleaned, sheet


def table(header: str, *cells: str, answers: dict[str, str] | None = None) -> CleanTable:
    rows = [["姓名", "手机", header], *(["张伟", f"138{i:08}", c] for i, c in enumerate(cells))]
    return cleaned(sheet(*rows), answers)[0]  # type: ignore[arg-type]  # cells are texts


def asked(header: str, *cells: str, answers: dict[str, str] | None = None) -> list[Question]:
    found = table(header, *cells, answers=answers).questions
    return [question for question in found if question.kind is QuestionKind.VALUE]


def test_one_question_for_each_word_the_most_frequent_first() -> None:
    cells = ["试驾车", *["朋友圈广告"] * 3, "来店", "朋友圈 广告", ""]
    questions = asked("客户来源", *cells)
    assert [(q.key, q.cells) for q in questions] == [
        ("value:source_l1:朋友圈广告", 4),
        ("value:source_l1:试驾车", 1),
    ]
    assert "4 cells" in questions[0].text


@pytest.mark.parametrize(
    ("header", "word", "nearest"),
    [
        ("客户来源", "小区广告牌", "广告"),
        ("客户来源", "易车APP", "网络"),
        ("客户来源", "厅来店", "来店"),
        ("来源媒体", "懂车帝VIP线索", "懂车帝"),
        ("意向级别", "已经战败", "F"),
        ("号码状态", "号码是空号", "空号"),
    ],
)
def test_the_nearest_value_is_offered_first(header: str, word: str, nearest: str) -> None:
    assert asked(header, word)[0].choices[0].value == nearest


def test_only_an_open_list_offers_the_word_itself() -> None:
    assert [c.value for c in asked("客户来源", "地推")[0].choices][-2:] == ["地推", ""]
    closed = [c.value for c in asked("意向级别", "重点")[0].choices]
    assert "重点" not in closed
    assert closed[-1] == ""


def test_without_an_answer_nothing_is_guessed() -> None:
    assert table("客户来源", "朋友圈广告").columns["source_l1"] == ["朋友圈广告"]
    level = table("意向级别", "H", "重点")
    assert level.columns["level"] == ["H", None]
    assert [problem.kept for problem in level.problems] == [False]


@pytest.mark.parametrize(
    ("header", "field", "word", "answer", "stored"),
    [
        ("客户来源", "source_l1", "朋友圈 广告", "广告", "广告"),
        ("客户来源", "source_l1", "朋友圈广告", "朋友圈广告", "朋友圈广告"),
        ("客户来源", "source_l1", "朋友圈广告", "", None),
        ("意向级别", "level", "重点", "H", "H"),
        ("拒绝营销", "no_marketing", "也许", "yes", True),
        ("拒绝营销", "no_marketing", "也许", "", None),
        ("关注点", "concerns", "后备箱", "空间", "空间"),
        ("性别", "gender", "男生", "male", "male"),
    ],
)
def test_an_answer_holds_for_all_cells_and_is_told(
    header: str, field: str, word: str, answer: str, stored: object
) -> None:
    answers = {value_questions.key_of_word(field, word.replace(" ", "")): answer}
    found = table(header, word, word, answers=answers)
    assert found.columns[field] == [stored] * 2
    assert not found.problems
    assert not [q for q in found.questions if q.kind is QuestionKind.VALUE]
    assert len(found.repairs) == (0 if stored == word else 2)


@pytest.mark.parametrize("word", ["转介绍", "ＣＲＭ", "crm", "老客户 转介绍", "Walk-in", "無"])
def test_what_is_sure_is_not_asked(word: str) -> None:
    assert asked("客户来源", word) == []


def test_free_text_in_an_open_list_is_not_asked_about() -> None:
    assert asked("职业", *(f"在第{i}车间做钳工" for i in range(40))) == []
    assert asked("客户来源", "上周在万达广场逛街的时候看到我们的展台过来聊了聊就留了电话") == []


@pytest.mark.parametrize("text", ["level_d:级别", "value:", "value:level:", "column:姓名"])
def test_other_questions_ask_about_no_word(text: str) -> None:
    assert value_questions.parts(text) is None
    assert value_questions.parts("value:source_l1:a:b") == ("source_l1", "a:b")


def asked_words(header: str, *cells: CellValue) -> list[str]:
    people = [["张伟", f"1380000000{i}", cell] for i, cell in enumerate(cells)]
    table, _source = cleaned(sheet(["姓名", "手机", header], *people))
    return sorted(q.key for q in table.questions)


def test_codes_of_other_programs_are_asked_about_once_each() -> None:
    assert asked_words("客户状态", 1, 2, 1, "3") == [f"value:status:{code}" for code in "123"]
    assert asked_words("客户状态", "跟进中", "已到店", "战败") == []
    assert asked_words("性别", 0, 1, 1, 0) == ["value:gender:0", "value:gender:1"]
    assert asked_words("性别", 1, 2, 0, 9) == []
    assert asked_words("性别", 1, 1, "男") == []


def test_an_explained_code_becomes_what_it_means() -> None:
    rows: list[list[CellValue]] = [["姓名", "手机", "客户状态", "性别"]]
    rows += [["张伟", f"1380000000{i}", i, i % 2] for i in range(1, 4)]
    answers = {"value:status:1": "已到店", "value:status:2": "", "value:gender:0": "female"}
    table, _source = cleaned(sheet(*rows), answers)
    assert table.columns["status"] == ["已到店", None, "3"]
    assert table.columns["gender"] == [None, "female", None]
    assert sorted(q.key for q in table.questions) == ["value:gender:1", "value:status:3"]
