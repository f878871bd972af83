"""What the window can decide about rows, the command line can too; mistakes are one sentence."""

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from showroom_crm.cli import main

HEAD = "客户姓名,手机号码,意向级别,备注\n"
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> str:
    monkeypatch.setenv("SHOWROOM_CRM_PASSWORD", "showroom-1")
    folder = str(tmp_path / "store")
    assert main(["init", "--showroom", "东城展厅", "--user", "王芳", "--store", folder]) == 0
    return folder


@pytest.fixture
def leads(tmp_path: Path) -> str:
    path = tmp_path / "leads.csv"
    path.write_text(HEAD + "张一,13900000001,H,周末来\n,,A,没有留电话\n张一,13900000001,H,周末来\n")
    return str(path)


def report(capsys: Capture, store: str, *arguments: str) -> dict[str, Any]:
    capsys.readouterr()
    assert main(["import", "--json", "--store", store, *arguments]) == 0
    [only] = json.loads(capsys.readouterr().out)
    assert isinstance(only, dict)
    return only


def refused(capsys: Capture, store: str, *arguments: str) -> str:
    capsys.readouterr()
    assert main(["import", "--store", store, *arguments]) == 1
    return capsys.readouterr().err


def test_a_cell_is_typed_over_and_told(store: str, leads: str, capsys: Capture) -> None:
    before = report(capsys, store, leads, "--dry-run")
    assert (before["inserted"], before["rejected"]) == (1, 1)
    assert before["duplicates"] == [{"row": 4, "of": 2}]
    after = report(capsys, store, leads, "--edit", "3:客户姓名=李二", "--edit", "3:B=139 0000 0002")
    assert (after["inserted"], after["rejected"]) == (2, 0)
    typed = [each for each in after["repairs"] if "hand" in each["reason"]]
    assert [(each["row"], each["after"]) for each in typed] == [(3, "李二"), (3, "139 0000 0002")]


def test_a_policy_is_kept_and_told(store: str, leads: str, capsys: Capture, tmp_path: Path) -> None:
    report(capsys, store, leads)
    newer = tmp_path / "newer.csv"
    newer.write_text(HEAD + "张一,13900000001,A,已试驾\n")
    only_fill = report(capsys, store, str(newer), "--policy", "*=fill")
    assert (only_fill["updated"], only_fill["unchanged"]) == (0, 1)
    assert only_fill["policies"] == {"*": "fill"}
    assert report(capsys, store, str(newer), "--policy", "remark=fill")["updated"] == 1


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--edit", "nonsense"], "ROW:HEADER=TEXT"),
        (["--edit", "99:备注=x"], "Row 99"),
        (["--edit", "2:没有=x"], "没有"),
        (["--policy", "colour=fill"], "colour"),
        (["--policy", "level=append"], "fill"),
        (["--policy", "mobile=overwrite"], "mobile"),
        (["--report", "no/such/folder/out.json"], "folder"),
    ],
)
def test_a_choice_that_cannot_be_is_told(
    store: str, leads: str, capsys: Capture, arguments: list[str], sentence: str
) -> None:
    assert sentence in refused(capsys, store, leads, *arguments)


def test_a_field_of_our_own_takes_a_policy(store: str, capsys: Capture, tmp_path: Path) -> None:
    for note, wanted in (("大", 1), ("小", 0)):
        file = tmp_path / "own.csv"
        file.write_text(f"客户姓名,手机号码,尺码\n张一,13900000001,{note}\n")
        choice = ("--keep-unknown",) if wanted else ("--policy", "custom:尺码=fill")
        done = report(capsys, store, str(file), *choice)
        assert done["inserted"] + done["updated"] == wanted


def test_a_table_comes_from_standard_input(
    store: str, capsys: Capture, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    data = (HEAD + "张一,13900000001,H,\n,,A,\n").replace(",", "\t").encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    rejects = tmp_path / "returned.xlsx"
    done = report(capsys, store, "-", "--rejects", str(rejects))
    assert (done["inserted"], done["rejected"]) == (1, 1)
    assert rejects.exists()


@pytest.mark.parametrize(
    "wishes",
    [
        (),
        ("--keep-unknown",),
        ("--policy", "*=overwrite", "--policy", "remark=append"),
        ("--map", "尺码=occupation", "--map", "备注="),
        ("--edit", "3:客户姓名=李二", "--edit", "2:来源=抖音"),
        ("--value", "source_l1:亲戚=转介绍", "--answer", "phone=apart"),
        ("--answer", "phone=same", "--profile", "门户"),
        ("--header-row", "1", "--range", "A1:E4"),
        ("--as", "customers", "--encoding", "utf-8", "--sheet", "more"),
    ],
    ids=lambda wishes: " ".join(wishes[:2]) or "none",
)
def test_a_dry_run_tells_what_the_real_run_does(
    store: str, leads: str, capsys: Capture, tmp_path: Path, wishes: tuple[str, ...]
) -> None:
    report(capsys, store, leads)
    more = tmp_path / "more.csv"
    head = "客户姓名,手机号码,意向级别,备注,来源,尺码\n"
    rows = "张一,13900000001,A,再来,亲戚,大\n,,A,,,\n王五,13900000001,H,,车展,小\n赵六,139,B,,,\n"
    more.write_text(head + rows, "utf-8")
    dry = report(capsys, store, str(more), *wishes, "--dry-run")
    real = report(capsys, store, str(more), *wishes)
    assert dry.pop("operation") is None
    assert real.pop("operation") is not None
    assert dry == real
    assert real["rows_read"] == sum(
        real[key] for key in ("inserted", "updated", "unchanged", "skipped", "rejected")
    )


def test_the_encoding_is_told_and_can_be_given(store: str, tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / "leads.csv"
    path.write_bytes("客戶姓名,行動電話,備註\n陳怡君,13800000031,週末來看車\n".encode("big5"))
    plan = (str(path), "--dry-run")
    guessed = report(capsys, store, *plan)
    assert guessed["encoding"] == "big5"
    assert guessed["encodings"][0] == {"name": "big5", "samples": ["客戶姓名", "行動電話", "備註"]}
    assert report(capsys, store, *plan, "--encoding", "Big5")["rows_read"] == 1
    assert main(["import", *plan, "--store", store]) == 0
    assert "big5: 客戶姓名" in capsys.readouterr().out
    assert "no-such" in refused(capsys, store, *plan, "--encoding", "no-such")


def test_an_import_is_told_even_where_the_returned_rows_cannot_be_written(
    store: str, leads: str, capsys: Capture, tmp_path: Path
) -> None:
    told, nowhere = tmp_path / "report.json", str(tmp_path / "nowhere" / "returned.xlsx")
    sentence = refused(capsys, store, leads, "--rejects", nowhere, "--report", str(told))
    assert str(tmp_path / "nowhere") in sentence
    done, failed = json.loads(told.read_text("utf-8"))
    assert (done["inserted"], done["rejected"]) == (1, 1)
    assert done["operation"]
    assert failed["error"] in sentence
