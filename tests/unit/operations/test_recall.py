"""A layout that came before goes from file to plan in one step; one like it is helped."""

import datetime as dt
import json
from pathlib import Path

import pytest
from sqlalchemy import text

from showroom_crm.operations import history, imports, recall
from showroom_crm.operations.desk import Desk
from showroom_crm.operations.imports import Proposal
from showroom_crm.store import customers, listing, profiles
from showroom_crm.values.import_choices import Choices, Policy
from showroom_crm.values.places import Place
from showroom_crm.values.queries import CustomerQuery
from showroom_crm.values.questions import QuestionKind

HEAD = "线索编号,客户姓名,手机号码,级别,首次到店,线索来源,评语"
ROWS = (
    "A1,张一,13900000001,H,03/05/2026,易车网推荐,好",
    "A2,李二,13900000002,D,04/06/2026,易车网推荐,谈价",
)


def file(folder: Path, *rows: str, head: str = HEAD, name: str = "易车线索_20261101.csv") -> Path:
    path = folder / name
    path.write_text("\n".join((head, *rows)) + "\n", "utf-8")
    return path


def proposal(desk: Desk, path: Path, choices: Choices | None = None) -> Proposal:
    return imports.propose(desk, imports.read(path), path, choices=choices)


def fields(planned: Proposal) -> dict[str, str | None]:
    return {mapped.column.text: mapped.field for mapped in planned.mapping.columns}


def decide(desk: Desk, path: Path) -> Proposal:
    """Answer everything that is asked, and put one column by hand."""
    first = proposal(desk, path)
    assert first.plan.questions or first.mapping.questions
    columns = first.mapping
    keys = {mapped.column.text: mapped.column.key for mapped in columns.columns}
    columns = imports.with_field(columns, keys["级别"], "level")
    columns = imports.with_field(columns, keys["评语"], "remark")
    answers = {
        f"level_d:{keys['级别']}": "delivered",
        f"date_order:{keys['首次到店']}": "dmy",
        "value:source_l1:易车网推荐": "线上平台",
        "phone:13900000001": "same",
    }
    choices = Choices(answers=answers, policies={"remark": Policy.OVERWRITE}, profile="易车 leads")
    planned = imports.propose(desk, imports.read(path), path, mappings=columns, choices=choices)
    imports.apply(desk, planned)
    return planned


def test_known_layout_asks_nothing_it_was_told_before(desk: Desk, tmp_path: Path) -> None:
    decide(desk, file(tmp_path, *ROWS))
    newer = file(tmp_path, "A3,王三,13900000003,D,07/08/2026,易车网推荐,等", name="x_202612.csv")
    again = proposal(desk, newer)
    assert again.mapping.questions == ()
    assert again.plan.questions == ()
    assert again.profile == "易车 leads"
    assert again.choices.policies == {"remark": Policy.OVERWRITE}
    imports.apply(desk, again)
    [line] = customers.lines(
        desk.store, listing.ids(desk.store, CustomerQuery(search="王三"), desk.today), desk.today
    )
    assert line.level == "D"
    card = customers.card(desk.store, line.id, desk.today)
    assert card.values["first_visit_on"] == dt.date(2026, 8, 7)


def test_the_scale_of_scores_is_not_asked_again(desk: Desk, tmp_path: Path) -> None:
    head = "姓名,手机,满意度"
    scores = [f"王{name},1390000000{n},{n}" for n, name in enumerate("一二三四", 1)]
    first = proposal(desk, file(tmp_path, *scores, head=head))
    (question,) = first.plan.questions
    assert question.kind is QuestionKind.SCALE
    imports.apply(desk, proposal(desk, first.path, Choices(answers={question.key: "5"})))
    again = proposal(desk, file(tmp_path, *scores[:3], head=head, name="next.csv"))
    assert again.plan.questions == ()
    assert again.table.columns["satisfaction"] == [2.0, 4.0, 6.0]


def test_answers_about_single_people_are_not_kept(desk: Desk, tmp_path: Path) -> None:
    decide(desk, file(tmp_path, *ROWS))
    [kept] = profiles.everything(desk.store)
    assert not [key for key in kept.answers if key.startswith("phone:")]
    assert kept.answers["value:source_l1:易车网推荐"] == "线上平台"


def test_a_column_more_or_less_is_helped_by_the_nearest_layout(desk: Desk, tmp_path: Path) -> None:
    decide(desk, file(tmp_path, *ROWS))
    changed = file(
        tmp_path,
        "A4,赵四,13900000004,H,急,无,07/08/2026",
        head="线索编号,客户姓名,手机号码,级别,评语,微信号,首次到店",
        name="y.csv",
    )
    planned = proposal(desk, changed)
    assert fields(planned)["评语"] == "remark"
    assert fields(planned)["级别"] == "level"
    assert fields(planned)["微信号"] == "wechat"
    whys = {mapped.column.text: mapped.why for mapped in planned.mapping.columns}
    assert whys["评语"] == "as last time"
    assert whys["微信号"] != "as last time"
    assert planned.profile == "易车 leads"
    imports.apply(desk, planned)
    assert [each.name for each in profiles.everything(desk.store)] == ["易车 leads"] * 2
    sources = {each.source for each in profiles.everything(desk.store)}
    assert sources == {"易车 leads"}  # ids of both layouts are ids of one system


def test_a_layout_unlike_any_other_is_not_helped(desk: Desk, tmp_path: Path) -> None:
    decide(desk, file(tmp_path, *ROWS))
    other = file(tmp_path, "张一,13900000001,好", head="姓名,手机,评语", name="名单.csv")
    assert fields(proposal(desk, other))["评语"] is None
    named = proposal(desk, other, Choices(profile="易车 leads"))
    assert fields(named)["评语"] == "remark"


@pytest.mark.parametrize(
    ("file_name", "name"),
    [
        ("易车线索_20261119.csv", "易车线索"),
        ("DMS潜客月报_2026年11月.xlsx", "DMS潜客月报"),
        ("leads (2026-11-01).xlsx", "leads"),
        ("20261101.csv", "20261101"),
        ("名单 - 副本.xlsx", "名单"),
    ],
)
def test_a_new_source_is_called_after_its_file(desk: Desk, file_name: str, name: str) -> None:
    assert recall.name_for(desk, file_name) == name


def test_another_layout_of_a_file_is_called_after_its_sheet(desk: Desk, tmp_path: Path) -> None:
    decide(desk, file(tmp_path, *ROWS))
    profiles_name = profiles.everything(desk.store)[0].name
    assert recall.name_for(desk, f"{profiles_name}_202611.xlsx", "售后") == "易车 leads · 售后"
    assert recall.name_for(desk, f"{profiles_name}.xlsx") == "易车 leads 2"


def test_profiles_of_the_first_form_are_still_read(desk: Desk, tmp_path: Path) -> None:
    path = file(tmp_path, *ROWS)
    decide(desk, path)
    old = json.dumps({"评语": None, "客户姓名": "name"})
    with desk.store.write("test", "test", None, desk.now()) as writing:
        writing.connection.execute(text("UPDATE import_profile SET mapping = :old"), {"old": old})
    [kept] = profiles.everything(desk.store)
    assert kept.fields == {"评语": None, "客户姓名": "name"}
    assert fields(proposal(desk, path))["评语"] is None


def test_the_table_is_found_where_a_person_pointed(desk: Desk, tmp_path: Path) -> None:
    lines = ("本表说明,由市场部提供,请勿转发", "姓名,电话,示例", "某某,13800000000,示例")
    first = file(tmp_path, *lines[1:], HEAD, *ROWS, head=lines[0])
    place = Place(first_row=4, last_row=4, first_column=1, last_column=3)
    planned = proposal(desk, first, Choices(place=place))
    assert [c.text for c in planned.header.columns] == HEAD.split(",")[1:4]
    imports.apply(desk, planned)
    next_month = file(
        tmp_path, *lines[1:], HEAD, *ROWS, "A9,孙九,13900000009,H,,,", head=lines[0], name="n.csv"
    )
    again = proposal(desk, next_month)
    assert [c.text for c in again.header.columns] == HEAD.split(",")[1:4]
    assert len(again.plan.rows) == 3
    assert again.choices.place == place


def test_the_encoding_of_a_known_layout_is_tried(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "客户.csv"
    head, row = "姓名,手機,備註,來源,地址", "陳大文,13900000001,好,網站,九龍"
    path.write_bytes(f"{head}\n{row}\n".encode("big5"))
    names = {guess.name for guess in imports.read(path).encodings}
    assert {"big5", "gb18030"} <= names
    imports.apply(desk, imports.propose(desk, imports.read(path, encoding="big5"), path))
    wrong = imports.read(path, encoding="gb18030")
    assert recall.read_known(desk, wrong, path).encoding == "big5"
    right = imports.read(path, encoding="big5")
    assert recall.read_known(desk, right, path) is right


def test_undo_of_an_import_keeps_what_was_decided(desk: Desk, tmp_path: Path) -> None:
    path = file(tmp_path, *ROWS)
    decide(desk, path)
    history.undo(desk)
    assert proposal(desk, path).mapping.questions == ()
