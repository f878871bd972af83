"""Own fields and profiles from the command line, on a small store of its own."""

import json
from pathlib import Path
from typing import Any

import pytest

from showroom_crm.cli import main

Capture = pytest.CaptureFixture[str]
HEAD, ROW = "线索编号,姓名,电话,爱好标签,登录密码", "A1,张一,13900000001,钓鱼,abc"


@pytest.fixture
def store(tmp_path: Path) -> str:
    folder = str(tmp_path / "store")
    assert main(["demo", "--empty", "--store", folder]) == 0
    return folder


def answer(capsys: Capture, *arguments: str) -> Any:
    capsys.readouterr()
    assert main(list(arguments)) == 0
    return json.loads(capsys.readouterr().out)


def file(folder: Path) -> str:
    path = folder / "线索.csv"
    path.write_text(f"{HEAD}\n{ROW}\n", "utf-8")
    return str(path)


def test_unknown_columns_are_told_and_kept_when_asked(
    store: str, tmp_path: Path, capsys: Capture
) -> None:
    [report] = answer(capsys, "import", file(tmp_path), "--dry-run", "--json", "--store", store)
    assert {"爱好标签", "登录密码"} <= {each["name"] for each in report["left_out"]}
    [report] = answer(
        capsys, "import", file(tmp_path), "--keep-unknown", "--json", "--store", store
    )
    assert report["own_fields"] == [
        {"key": "custom:爱好标签", "label": "爱好标签", "kind": "text", "new": True}
    ]
    assert [each["name"] for each in report["left_out"]] == ["登录密码"]
    assert answer(capsys, "own-fields", "--json", "--store", store) == [
        {"key": "custom:爱好标签", "label": "爱好标签", "kind": "text", "values": 1}
    ]
    where = "custom:爱好标签 contains 钓"
    assert answer(capsys, "list", "--where", where, "--json", "--store", store)["count"] == 1


def test_a_column_is_put_to_an_own_field_by_name(
    store: str, tmp_path: Path, capsys: Capture
) -> None:
    assert main(["own-fields", "--add", "周末去处", "--store", store]) == 0
    to = "爱好标签=custom:周末去处"
    [report] = answer(capsys, "import", file(tmp_path), "--map", to, "--json", "--store", store)
    assert report["mapping"]["爱好标签"] == "custom:周末去处"
    assert report["own_fields"][0]["new"] is False
    refused = ["import", file(tmp_path), "--map", "登录密码=custom:x", "--store", store]
    assert main(refused) == 1
    assert "登录密码" in capsys.readouterr().err
    assert main(["own-fields", "周末去处", "--rename", "休息日", "--store", store]) == 0
    assert main(["own-fields", "休息日", "--remove", "--store", store]) == 0
    assert answer(capsys, "own-fields", "--json", "--store", store) == []
    assert main(["own-fields", "--remove", "--store", store]) == 1


def test_a_profile_is_named_used_saved_and_taken_over(
    store: str, tmp_path: Path, capsys: Capture
) -> None:
    name = ("--profile", "易车 leads")
    [report] = answer(
        capsys, "import", file(tmp_path), "--keep-unknown", *name, "--json", "--store", store
    )
    assert report["profile"] == "易车 leads"
    out = str(tmp_path / "profiles.json")
    assert main(["profiles", "--save", out, "易车 leads", "--store", store]) == 0
    other = str(tmp_path / "other")
    assert main(["demo", "--empty", "--store", other]) == 0
    assert main(["profiles", "--load", out, "--store", other]) == 0
    [source] = answer(capsys, "profiles", "--json", "--store", other)
    assert (source["name"], source["layouts"]) == ("易车 leads", 1)
    [report] = answer(capsys, "import", file(tmp_path), "--json", "--store", other)
    assert report["profile"] == "易车 leads"
    assert report["mapping"]["爱好标签"] == "custom:爱好标签"
    assert main(["profiles", "易车 leads", "--rename", "易车", "--store", other]) == 0
    assert main(["profiles", "易车", "--forget", "--store", other]) == 0
    assert answer(capsys, "profiles", "--json", "--store", other) == []
    assert main(["profiles", "--save", out, "--store", other]) == 1
