"""Profiles of sources are renamed, forgotten and shared; a bad file takes nothing over."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from showroom_crm.errors import InvalidInput, NotFound
from showroom_crm.importing import profile_files
from showroom_crm.operations import history, imports, opening, profiles
from showroom_crm.operations.desk import Desk
from showroom_crm.store import profiles as stored
from showroom_crm.values.import_choices import Choices, Policy
from showroom_crm.values.places import Place
from showroom_crm.values.profiles import Profile

FULL = Profile(
    name="易车 leads",
    source="线索编号",
    fingerprint="0123456789abcdef",
    fields={"姓名": "name", "电话": "mobile", "评语": "custom:评语", "序号": None},
    answers={
        "level_d:级别": "delivered",
        "date_order:首次到店": "dmy",
        "value:source_l1:易车网推荐": "网络",
    },
    policies={"remark": Policy.OVERWRITE, "*": Policy.FILL},
    sheet="线索",
    place=Place(3, 4, 1, 9),
    encoding="gb18030",
    subject="orders",
    named=True,
)


def keep(desk: Desk, *kept: Profile) -> None:
    with desk.write("test", "test") as writing:
        stored.put(writing, kept)


def plain(found: tuple[Profile, ...]) -> list[dict[str, Any]]:
    return [{name: getattr(each, name) for name in Profile.__slots__ if name != "used_at"}
            for each in found]  # fmt: skip


def test_everything_about_a_profile_travels_in_its_file(desk: Desk, tmp_path: Path) -> None:
    keep(desk, FULL)
    before = plain(stored.everything(desk.store))
    assert before == plain((FULL,))
    assert profiles.save(desk, tmp_path / "p.json", "易车 leads") == 1
    other = opening.create_sample(tmp_path / "other", "西城展厅", "李强", desk.today)
    names, _changes = profiles.load(other, tmp_path / "p.json")
    assert names == ("易车 leads",)
    assert plain(stored.everything(other.store)) == before
    history.undo(other)
    assert stored.everything(other.store) == ()
    opening.close(other)


def test_names_of_staff_and_numbers_of_people_stay_here(desk: Desk, tmp_path: Path) -> None:
    told = {
        "value:salesperson:王芳": "1",
        "value:source_l1:13900000001 转介绍": "转介绍",
        "phone:13900000001": "same",
        "value:source_l1:抖音": "网络",
    }
    keep(desk, Profile("甲", "甲", "0" * 16, {"姓名": "name"}, told))
    profiles.save(desk, tmp_path / "p.json")
    text = (tmp_path / "p.json").read_text("utf-8")
    assert "王芳" not in text
    assert "13900000001" not in text
    assert "抖音" in text


def test_a_source_is_renamed_and_forgotten_each_undoable(desk: Desk) -> None:
    keep(desk, FULL)
    profiles.rename(desk, "易车 leads", " 易车  线索 ")
    assert [each.name for each in profiles.listed(desk)] == ["易车 线索"]
    assert stored.everything(desk.store)[0].source == "线索编号"  # ids stay what they were
    history.undo(desk)
    profiles.forget(desk, "易车 leads")
    assert profiles.listed(desk) == ()
    history.undo(desk)
    assert plain(stored.everything(desk.store)) == plain((FULL,))
    with pytest.raises(NotFound):
        profiles.rename(desk, "没有", "x")
    with pytest.raises(InvalidInput):
        profiles.rename(desk, "易车 leads", "  ")


def test_a_known_source_keeps_its_own_ids_when_a_file_is_taken_over(
    desk: Desk, tmp_path: Path
) -> None:
    keep(desk, FULL)
    profiles.save(desk, tmp_path / "p.json")
    text = (tmp_path / "p.json").read_text("utf-8")
    changed = text.replace("线索编号", "别处").replace("0123456789abcdef", "f" * 16)
    (tmp_path / "q.json").write_text(changed, "utf-8")
    profiles.load(desk, tmp_path / "q.json")
    assert {each.source for each in stored.everything(desk.store)} == {"线索编号"}
    [source] = profiles.listed(desk)
    assert source.layouts == 2


Harm = Callable[[dict[str, Any]], object]
HARMS: dict[str, Harm] = {
    "foreign": lambda data: data.clear(),
    "newer": lambda data: data.update({"showroom_crm_import_profiles": 99}),
    "no version": lambda data: data.update({"showroom_crm_import_profiles": "1"}),
    "no profiles": lambda data: data.update({"profiles": []}),
    "not a list": lambda data: data.update({"profiles": {"a": 1}}),
    "no name": lambda data: data["profiles"][1].pop("name"),
    "unknown part": lambda data: data["profiles"][1].update({"run": "x"}),
    "unknown field": lambda data: data["profiles"][1]["fields"].update({"姓名": "password"}),
    "field is no text": lambda data: data["profiles"][1]["fields"].update({"姓名": 7}),
    "answer about a person": lambda data: data["profiles"][1].update(
        {"answers": {"phone:13900000001": "same"}}
    ),
    "policy": lambda data: data["profiles"][1].update({"policies": {"remark": "destroy"}}),
    "place": lambda data: data["profiles"][1].update({"place": {"first_row": -1, "last_row": 2}}),
    "encoding": lambda data: data["profiles"][1].update({"encoding": "klingon"}),
    "encoding of no text": lambda data: data["profiles"][1].update({"encoding": "gbk\0"}),
    "subject is no text": lambda data: data["profiles"][1].update({"subject": []}),
    "place upside down": lambda data: data["profiles"][1].update(
        {"place": {"first_row": 5, "last_row": 2}}
    ),
    "twice": lambda data: data["profiles"][1].update({"fingerprint": "0" * 16}),
}


@pytest.mark.parametrize("harm", HARMS)
def test_a_bad_file_is_told_in_a_sentence_and_takes_nothing_over(
    desk: Desk, tmp_path: Path, harm: str
) -> None:
    good = Profile("甲", "甲", "0" * 16, {"姓名": "name"})
    other = Profile("乙", "乙", "1" * 16, {"姓名": "name"})
    data = json.loads(profile_files.written([good, other]))
    HARMS[harm](data)
    path = tmp_path / "p.json"
    path.write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    with pytest.raises(InvalidInput) as told:
        profiles.load(desk, path)
    assert told.value.text.endswith((".", "。"))
    assert stored.everything(desk.store) == ()


@given(st.text() | st.binary().map(lambda data: data.decode("latin-1")))
def test_any_text_is_refused_or_read(text: str) -> None:
    try:
        profile_files.read(text)
    except InvalidInput:
        return


HALF_A_CHARACTER = profile_files.written([Profile("甲", "甲", "0" * 16, {})]).replace(
    "甲", "\\ud800"
)


@pytest.mark.parametrize(
    "data",
    [b"\xff\xfe\x00", b"PK\x03\x04", b"[" * 100_000, HALF_A_CHARACTER.encode()],
    ids=["bytes", "archive", "deep", "half a character"],
)
def test_files_of_other_sorts_are_refused(desk: Desk, tmp_path: Path, data: bytes) -> None:
    (tmp_path / "p.json").write_bytes(data)
    with pytest.raises(InvalidInput):
        profiles.load(desk, tmp_path / "p.json")
    with pytest.raises(NotFound):
        profiles.load(desk, tmp_path / "nowhere.json")


def test_a_profile_from_another_machine_brings_a_file_in_without_a_question(
    desk: Desk, tmp_path: Path
) -> None:
    head, row = "编号,姓名,电话,级别,评语", "A1,张一,13900000001,D,好"
    path = tmp_path / "x.csv"
    path.write_text(f"{head}\n{row}\n", "utf-8")
    first = imports.propose(desk, imports.read(path), path)
    columns = imports.keep_left_out(first.mapping)
    keys = {mapped.column.text: mapped.column.key for mapped in columns.columns}
    columns = imports.with_field(columns, keys["级别"], "level")
    answers = {f"level_d:{keys['级别']}": "delivered"}
    choices = Choices(answers=answers, profile="甲")
    planned = imports.propose(desk, imports.read(path), path, mappings=columns, choices=choices)
    imports.apply(desk, planned)
    profiles.save(desk, tmp_path / "p.json")
    other = opening.create_sample(tmp_path / "other", "西城展厅", "李强", desk.today)
    profiles.load(other, tmp_path / "p.json")
    there = imports.propose(other, imports.read(path), path)
    assert there.mapping.questions == ()
    assert there.plan.questions == ()
    assert [field.label for field in there.new_fields] == ["评语"]
    opening.close(other)
