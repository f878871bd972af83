"""Media that stand where the source of a customer is asked for."""

from collections.abc import Mapping

from showroom_crm.importing import headers, mapping
from showroom_crm.values.clean_tables import CleanTable
from showroom_crm.values.questions import Question
from showroom_crm.values.sheets import CellValue
from tests.unit.importing.ledger import cleaned, sheet

MEDIA = ["抖音", "懂车帝", "汽车之家", "小红书", "路过"]


def rows(words: list[str]) -> list[list[CellValue]]:
    people = [["张伟", f"1380000000{i}", word] for i, word in enumerate(words)]
    return [["姓名", "手机", "客户来源"], *people]  # type: ignore[list-item]  # texts are cells


def asked(words: list[str]) -> tuple[Question, ...]:
    table = sheet(*rows(words))
    header = headers.find(table)
    assert header is not None
    return mapping.suggest(header, table).questions


def taken(words: list[str], answers: Mapping[str, str]) -> CleanTable:
    return cleaned(sheet(*rows(words)), answers)[0]


def test_a_column_of_media_is_offered_as_online_leads_first() -> None:
    (question,) = asked(MEDIA)
    assert [choice.value for choice in question.choices] == ["source_l1", "source_l2", ""]
    table = taken(MEDIA, {"column:客户来源": "source_l1"})
    assert table.columns["source_l1"] == ["网络"] * 4 + ["路过"]
    assert table.columns["source_l2"] == [*MEDIA[:4], None]
    assert not table.questions
    assert [(r.before, r.after) for r in table.repairs] == [(word, "网络") for word in MEDIA[:4]]


def test_one_medium_among_sources_is_asked_about_and_stays() -> None:
    words = ["来店", "来电", "抖音直播", "路过"]
    table = taken(words, {})
    assert table.columns["source_l1"] == ["来店", "来电", "抖音直播", "路过"]
    (question,) = table.questions
    assert question.choices[0].value == "网络"
    told = taken(words, {question.key: "网络"})
    assert told.columns["source_l1"] == ["来店", "来电", "网络", "路过"]
    assert told.columns["source_l2"] == [None, None, "抖音", None]
    assert "source_l2" not in taken(words, {question.key: "抖音直播"}).columns


def test_a_medium_of_its_own_column_is_not_overwritten() -> None:
    table, _source = cleaned(
        sheet(
            ["姓名", "手机", "客户来源", "二级渠道"],
            ["张伟", "13800000001", "抖音", "抖音本地生活"],
            ["李娜", "13800000002", "抖音", ""],
        )
    )
    assert table.columns["source_l1"] == ["网络", "网络"]
    assert table.columns["source_l2"] == ["抖音本地生活", "抖音"]
