"""Preferences come back as saved, and a damaged file never keeps the window shut."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from showroom_crm import preferences
from showroom_crm.preferences import Preferences, Theme

ANYTHING = st.sampled_from(
    [None, True, 7, -3, 1.5, "", "dark", [], ["name"], [1], {}, {"name": 9}, {"name": "wide"}]
)


def test_comes_back_as_saved(tmp_path: Path) -> None:
    file = tmp_path / "new folder" / "preferences.json"
    chosen = Preferences(
        language="zh_CN",
        theme=Theme.DARK,
        text_percent=150,
        list_columns=("name", "phone"),
        list_widths={"name": 140},
        list_descending=True,
    ).with_store(tmp_path / "门店")

    preferences.save(chosen, file)

    assert preferences.load(file) == chosen
    assert [path.name for path in file.parent.iterdir()] == ["preferences.json"]


def test_defaults_before_the_first_start(tmp_path: Path) -> None:
    assert preferences.load(tmp_path / "none.json") == Preferences()


@pytest.mark.parametrize("content", [b"{", b"\xff\xfe\x00", b"[]", b"", b"null"])
def test_a_damaged_file_is_kept_aside(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "preferences.json"
    file.write_bytes(content)

    assert preferences.load(file) == Preferences()
    assert not file.exists()
    assert (tmp_path / "preferences.json.damaged").read_bytes() == content


@pytest.mark.parametrize(("kept", "used"), [(5, 100), (130, 130), (900, 175)])
def test_text_size_stays_readable(tmp_path: Path, kept: int, used: int) -> None:
    file = tmp_path / "preferences.json"
    file.write_text(json.dumps({"text_percent": kept, "of a later version": True}))

    assert preferences.load(file).text_percent == used


@given(kept=st.fixed_dictionaries({}, optional=dict.fromkeys(Preferences.__slots__, ANYTHING)))
def test_a_wrong_kind_of_value_takes_its_default(
    tmp_path_factory: pytest.TempPathFactory, kept: dict[str, object]
) -> None:
    file = tmp_path_factory.mktemp("kept") / "preferences.json"
    file.write_text(json.dumps(kept), "utf-8")

    loaded = preferences.load(file)

    preferences.save(loaded, file)
    assert preferences.load(file) == loaded
    for name in Preferences.__slots__:
        assert type(getattr(loaded, name)) is type(getattr(Preferences(), name))


def test_recent_stores_are_few_and_the_last_comes_first(tmp_path: Path) -> None:
    chosen = Preferences()
    for number in (1, 2, 3, 4, 5, 6, 3):
        chosen = chosen.with_store(tmp_path / str(number))

    assert [Path(path).name for path in chosen.recent_stores] == ["3", "6", "5", "4", "2"]
    assert Path(chosen.last_store).name == "3"
