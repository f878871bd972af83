"""Likely duplicates from the command line: found, merged, told apart, and taken back."""

import json
from pathlib import Path

import pytest

from showroom_crm.cli import main

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def twins(store: str, tmp_path: Path) -> str:
    """Return a showroom with 江一一 twice and a father and son on one phone."""
    file = tmp_path / "twins.csv"
    file.write_text(
        "姓名,手机,微信,意向车型,登记日期\n江一一,13900001111,twin1,晨星,2026-11-01\n"
        "江一一,13900001112,,晨星,2026-11-01\n江父,13900002222,,,\n",
        "utf-8",
    )
    assert main(["import", str(file), "--store", store]) == 0
    return store


def answer(capsys: Capture, *arguments: str) -> object:
    capsys.readouterr()
    assert main(list(arguments)) == 0
    return json.loads(capsys.readouterr().out)


def numbers(capsys: Capture, store: str, least: str = "0.5") -> list[list[str]]:
    found = answer(capsys, "duplicates", "--json", "--least", least, "--store", store)
    assert isinstance(found, list)
    return [
        [each["customer_no"] for each in group["customers"]]
        for group in found
        if any(each["name"] == "江一一" for each in group["customers"])
    ]


def test_found_merged_and_taken_back(twins: str, capsys: Capture) -> None:
    [[one, other]] = numbers(capsys, twins)
    told = answer(capsys, "merge", one, other, "--dry-run", "--json", "--store", twins)
    assert isinstance(told, dict)
    assert (told["operation"], told["survivor"], told["merged"]) == (None, one, [other])
    take = f"mobile={other}"
    done = answer(capsys, "merge", one, other, "--take", take, "--json", "--store", twins)
    assert isinstance(done, dict)
    assert done["fields"]["mobile"] == "139****1112, 139****1111"
    assert not numbers(capsys, twins)
    assert main(["explain", other, "--store", twins]) == 0  # the old number finds the survivor
    assert main(["undo", str(done["operation"]), "--store", twins]) == 0
    assert numbers(capsys, twins) == [[one, other]]


def test_told_apart(twins: str, capsys: Capture) -> None:
    [[one, other]] = numbers(capsys, twins)
    assert main(["separate", one, other, "--family", "--store", twins]) == 0
    assert "family" in capsys.readouterr().out
    assert not numbers(capsys, twins, "0")


def test_mistakes_are_told(twins: str, capsys: Capture) -> None:
    [[one, other]] = numbers(capsys, twins)
    for wrong in (
        ["merge", one, "C999999"],
        ["merge", one, one],
        ["merge", one, other, "--take", "city"],
        ["merge", one, other, "--take", f"nonsense={other}"],
        ["merge", one, other, "--take", "city=C000001"],
    ):
        assert main([*wrong, "--store", twins]) == 1
        assert "Traceback" not in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main(["duplicates", "--least", "2", "--store", twins])
    assert main(["duplicates", "--store", twins]) == 0
    assert "江一一" in capsys.readouterr().out
