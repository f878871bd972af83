"""Every command does its job on a real store, and every mistake is one sentence."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import openpyxl
import pypdfium2
import pytest

from showroom_crm import paths
from showroom_crm.cli import main
from showroom_crm.operations import history
from showroom_crm.paths import resource

DMS = str(resource("samples", "DMS潜客月报_2026年11月.xlsx"))
TEMPLATE = str(resource("samples", "客户分类模板.xlsx"))
Capture = pytest.CaptureFixture[str]


def answer(capsys: Capture, *arguments: str) -> Any:
    """Run a command that answers in JSON, whatever its form."""
    capsys.readouterr()
    assert main(list(arguments)) == 0
    return json.loads(capsys.readouterr().out)


def refused(capsys: Capture, *arguments: str) -> str:
    """Run a command that must fail by a mistake of the user; return the sentence."""
    capsys.readouterr()
    assert main(list(arguments)) == 1
    told = capsys.readouterr().err
    assert told.strip()
    assert "Traceback" not in told
    return told


def test_init_prints_the_recovery_code_once_and_the_password_opens(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHOWROOM_CRM_PASSWORD", "showroom-1")
    folder = str(tmp_path / "store")
    assert main(["init", "--showroom", "东城展厅", "--user", "王芳", "--store", folder]) == 0
    assert len(capsys.readouterr().out.strip().rpartition(" ")[2].split("-")) == 6
    assert answer(capsys, "list", "--json", "--store", folder) == {"count": 0, "customers": []}
    monkeypatch.setenv("SHOWROOM_CRM_PASSWORD", "wrong")
    refused(capsys, "list", "--store", folder)
    file = tmp_path / "password.txt"
    file.write_text("showroom-1\n", "utf-8")
    assert main(["list", "--store", folder, "--password-file", str(file)]) == 0


def test_without_a_password_and_without_anybody_to_ask_it_says_so(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SHOWROOM_CRM_PASSWORD", raising=False)
    told = refused(
        capsys, "init", "--showroom", "东城", "--user", "王芳", "--store", str(tmp_path / "s")
    )
    assert "--password-file" in told
    assert not (tmp_path / "s").exists()


def test_no_store_wrong_view_wrong_filter_and_wrong_customer_are_told(
    store: str, tmp_path: Path, capsys: Capture
) -> None:
    refused(capsys, "list", "--store", str(tmp_path / "nowhere"))
    assert "Overdue" in refused(capsys, "list", "--view", "x", "--store", store)
    refused(capsys, "list", "--where", "level ~ H", "--store", store)
    refused(capsys, "list", "--where", "shoe = 42", "--store", store)
    refused(capsys, "explain", "C999999", "--store", store)
    refused(capsys, "undo", "4711", "--store", store)
    refused(capsys, "import", str(tmp_path / "none.xlsx"), "--store", store)
    with pytest.raises(SystemExit) as wrong:
        main(["list", "--limit", "many", "--store", store])
    assert wrong.value.code == 2


def test_list_filters_searches_and_sorts(store: str, capsys: Capture) -> None:
    every = answer(capsys, "list", "--limit", "3", "--json", "--store", store)
    assert isinstance(every, dict)
    assert every["count"] > 1000
    assert len(every["customers"]) == 3
    hot = answer(
        capsys, "list", "--where", "level = H and score >= 50", "--sort=-score",
        "--json", "--store", store,
    )  # fmt: skip
    assert isinstance(hot, dict)
    scores = [each["score"] for each in hot["customers"]]
    assert scores == sorted(scores, reverse=True)
    assert {each["level"] for each in hot["customers"]} == {"H"}
    name = hot["customers"][0]["name"]
    found = answer(capsys, "list", "--search", name, "--json", "--store", store)
    assert isinstance(found, dict)
    assert name in {each["name"] for each in found["customers"]}


def test_numbers_leave_covered_or_with_a_purpose_that_is_noted(store: str, capsys: Capture) -> None:
    def latest() -> tuple[str, str]:
        found = answer(capsys, "history", "--json", "--limit", "1", "--store", store)
        return found[0]["kind"], found[0]["name"]

    one = ("list", "--limit", "1", "--where", "plate is not empty", "--json", "--store", store)
    before = latest()
    covered = answer(capsys, *one)["customers"][0]
    assert (covered["mobile"][3:7], covered["plate"][3:6]) == ("****", "***")
    assert latest() == before
    refused(capsys, *one, "--unmasked")
    full = answer(capsys, *one, "--unmasked", "--purpose", "车主关怀")["customers"][0]
    assert full["mobile"].isdigit()
    assert (full["mobile"][:3], full["mobile"][-4:]) == (
        covered["mobile"][:3],
        covered["mobile"][-4:],
    )
    assert latest() == ("export", "List 1 customer with full numbers · 车主关怀")
    answer(capsys, "follow-ups", "--json", "--store", store)
    assert latest()[0] == "print"


def test_explain_adds_up(store: str, capsys: Capture) -> None:
    told = answer(capsys, "explain", "C000010", "--json", "--store", store)
    assert isinstance(told, dict)
    assert sum(each["points"] for each in told["contributions"]) == told["score"]["total"]
    assert main(["explain", "C000010", "--store", store]) == 0


def test_import_reports_and_counts_add_up(store: str, tmp_path: Path, capsys: Capture) -> None:
    report, rejects = tmp_path / "report.json", tmp_path / "rejects.xlsx"
    base = ("--store", store, "--report", str(report), "--rejects", str(rejects))
    assert main(["import", DMS, TEMPLATE, "--dry-run", *base]) == 0
    planned = json.loads(report.read_text("utf-8"))
    assert main(["import", DMS, TEMPLATE, *base]) == 0
    done = json.loads(report.read_text("utf-8"))
    for each in (*planned, *done):
        counts = (each[key] for key in ("inserted", "updated", "unchanged", "skipped", "rejected"))
        assert each["rows_read"] == sum(counts)
    assert [each["operation"] for each in planned] == [None, None]
    assert all(each["operation"] for each in done)
    keys = ("header_row", "mapping", "rows_read", "inserted", "updated", "unchanged")
    assert [[each[key] for key in keys] for each in planned] == [
        [each[key] for key in keys] for each in done
    ]
    assert done[0]["mapping"]["客户姓名"] == "name"


def test_a_word_no_list_knows_is_told_what_it_is(
    store: str, tmp_path: Path, capsys: Capture
) -> None:
    file = tmp_path / "leads.csv"
    file.write_text(
        "姓名,手机,客户来源\n张伟,13800000001,圈层广告\n李娜,13900000002,圈层广告\n", "utf-8"
    )
    base = ("import", str(file), "--dry-run", "--json", "--store", store)
    (open_,) = answer(capsys, *base)
    assert [(q["key"], q["cells"]) for q in open_["questions"]] == [("value:source_l1:圈层广告", 2)]
    (told,) = answer(capsys, *base, "--value", "source_l1:圈层广告=Advertising")
    assert told["answers"] == {"value:source_l1:圈层广告": "广告"}
    assert told["questions"] == []
    assert [repair["after"] for repair in told["repairs"]] == ["广告", "广告"]
    for wrong in ("source_l1:圈层广告=汽车", "name:张伟=李", "source_l1", "nothing:a=b", "level:A"):
        refused(capsys, *base, "--value", wrong)


def test_a_question_of_the_report_is_answered_by_its_name(
    store: str, tmp_path: Path, capsys: Capture
) -> None:
    file = tmp_path / "cards.csv"
    file.write_text("姓名,手机,登记日期\n张伟,13800000001,03/05/2026\n", "utf-8")
    base = ("import", str(file), "--dry-run", "--json", "--store", store)
    (open_,) = answer(capsys, *base)
    (question,) = open_["questions"]
    told = f"{question['key']}={question['choices'][0]['value']}"
    (done,) = answer(capsys, *base, "--answer", told)
    assert done["questions"] == []
    assert [repair["after"] for repair in done["repairs"]] == ["2026-05-03"]
    refused(capsys, *base, "--answer", "nothing")


def test_undo_takes_the_last_import_back(store: str, capsys: Capture) -> None:
    before = answer(capsys, "list", "--json", "--limit", "0", "--store", store)
    (last,) = [
        each
        for each in answer(capsys, "history", "--json", "--store", store)
        if each["kind"] == "import" and "DMS" in each["name"]
    ]
    told = answer(capsys, "undo", str(last["id"]), "--json", "--store", store)
    assert isinstance(told, dict)
    assert told["undone"]["removes"] > 0
    after = answer(capsys, "list", "--json", "--limit", "0", "--store", store)
    assert isinstance(before, dict)
    assert isinstance(after, dict)
    assert after["count"] < before["count"]
    assert main(["undo", "--store", store]) == 0  # an undo can be undone
    again = answer(capsys, "list", "--json", "--limit", "0", "--store", store)
    assert isinstance(again, dict)


def test_several_operations_are_undone_together_or_not_at_all(
    store: str, capsys: Capture, tmp_path: Path
) -> None:
    path = tmp_path / "two.csv"
    numbers: list[str] = []
    for name in ("钱一", "钱二"):
        path.write_text(f"姓名,手机\n{name},1390066000{len(numbers)}\n", "utf-8")
        (done,) = answer(capsys, "import", str(path), "--json", "--store", store)
        numbers.append(str(done["operation"]))
    refused(capsys, "undo", *numbers, "4711", "--store", store)
    told = answer(capsys, "undo", *numbers, "--json", "--store", store)
    assert isinstance(told, dict)
    assert told["name"] == "Undo: Import two.csv and 1 more"
    assert told["undone"]["removes"] >= 4
    assert main(["undo", str(told["operation"]), "--store", store]) == 0


def test_export_template_follow_ups_and_report_write_files(
    store: str, tmp_path: Path, capsys: Capture
) -> None:
    table, blank = tmp_path / "客户.xlsx", tmp_path / "模板.xlsx"
    assert main(["export", str(table), "--view", "hot", "--store", store]) == 0
    sheet = openpyxl.load_workbook(table).worksheets[0]
    hot = answer(capsys, "list", "--view", "hot", "--json", "--limit", "0", "--store", store)
    assert isinstance(hot, dict)
    assert sheet.max_row - 1 == hot["count"]
    refused(capsys, "export", str(table), "--unmasked", "--store", store)
    some = ("--columns", "name,model", "--sheets", "vehicles, services", "--sort=-name")
    assert main(["export", str(table), *some, "--store", store]) == 0
    book = openpyxl.load_workbook(table)
    assert [cell.value for cell in book.worksheets[0][1]] == [
        "Customer no.",
        "Name",
        "Model of interest",
    ]
    assert book.worksheets[1].max_row > 100
    assert "boats" in refused(capsys, "export", str(table), "--sheets", "boats", "--store", store)
    assert "age" in refused(capsys, "export", str(table), "--columns", "age", "--store", store)
    assert main(["template", str(blank), "--store", store]) == 0
    assert len(openpyxl.load_workbook(blank).sheetnames) >= 2

    paper, grid = tmp_path / "名单.pdf", tmp_path / "名单.xlsx"
    refused(capsys, "follow-ups", "--store", store)
    assert main(["follow-ups", "--pdf", str(paper), "--xlsx", str(grid), "--store", store]) == 0
    due = answer(capsys, "follow-ups", "--json", "--store", store)
    assert isinstance(due, dict)
    text = "".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(paper))
    assert due["items"][0]["name"] in text.replace("\n", "")

    report = tmp_path / "报表.xlsx"
    assert main(["report", "--month", "2026-11", "--xlsx", str(report), "--store", store]) == 0
    kpis = answer(capsys, "report", "--json", "--store", store)
    assert isinstance(kpis, dict)
    assert any(each["value"] is not None for each in kpis["kpis"])


def test_backup_check_restore_and_salvage(store: str, tmp_path: Path, capsys: Capture) -> None:
    count = answer(capsys, "list", "--json", "--limit", "0", "--store", store)
    folder = tmp_path / "backups"
    folder.mkdir()
    assert main(["backup", str(folder), "--store", store]) == 0
    (kept,) = folder.glob("*.db")
    assert main(["undo", "--store", store]) == 0
    assert main(["restore", str(kept), "--store", store]) == 0
    assert answer(capsys, "list", "--json", "--limit", "0", "--store", store) == count
    health = answer(capsys, "check", "--store", store)
    assert isinstance(health, dict)
    assert health["sound"]
    assert main(["salvage", str(tmp_path / "rows.xlsx"), "--store", store]) == 0
    assert "customer" in openpyxl.load_workbook(tmp_path / "rows.xlsx").sheetnames


def test_what_if_tells_who_would_move_and_changes_nothing(
    store: str, tmp_path: Path, capsys: Capture
) -> None:
    card = tmp_path / "card.toml"
    shipped = resource("defaults", "scorecard.toml").read_text("utf-8")
    card.write_text(shipped, "utf-8")
    same = answer(
        capsys, "rescore", "--scorecard", str(card), "--what-if", "--json", "--store", store
    )
    assert isinstance(same, dict)
    assert same["moved"] == 0
    card.write_text("this is no toml", "utf-8")
    refused(capsys, "rescore", "--scorecard", str(card), "--store", store)
    assert answer(capsys, "rescore", "--json", "--store", store) == {"changed": 0}


def test_month_start_yields_everything_with_counts_that_add_up(
    store: str, tmp_path: Path, capsys: Capture
) -> None:
    out = tmp_path / "out"
    broken = tmp_path / "坏文件.xlsx"
    broken.write_bytes(b"PK\x03\x04 not a workbook")
    files = [TEMPLATE, str(broken), str(resource("samples", "售后进厂档案_2026.xls"))]
    assert main(["month-start", *files, "--out", str(out), "--store", store]) == 0
    told = capsys.readouterr().out
    assert "坏文件.xlsx" in told
    names = {file.suffix for file in out.iterdir()}
    assert names == {".xlsx", ".pdf", ".png"}
    assert len(list(out.glob("*.png"))) == 4
    for picture in out.glob("*.png"):
        assert picture.read_bytes().startswith(b"\x89PNG")


def test_a_target_that_cannot_be_written_is_one_sentence(
    store: str, tmp_path: Path, capsys: Capture
) -> None:
    away = str(tmp_path / "nowhere" / "report.json")
    told = refused(capsys, "import", TEMPLATE, "--dry-run", "--report", away, "--store", store)
    assert "report.json" in told
    (tmp_path / "file").touch()
    out = str(tmp_path / "file")
    assert out in refused(capsys, "month-start", TEMPLATE, "--out", out, "--store", store)


def test_a_folder_that_cannot_be_made_is_one_sentence(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHOWROOM_CRM_PASSWORD", "showroom-1")
    (tmp_path / "file").touch()
    folder = str(tmp_path / "file" / "store")
    told = refused(capsys, "init", "--showroom", "东城", "--user", "王芳", "--store", folder)
    assert "should not have" not in told


def test_what_goes_wrong_names_no_customer(
    store: str, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = "张欣然 13800000001"

    def fault(*_arguments: object) -> None:
        raise ValueError(said)

    monkeypatch.setattr(history, "recent", fault)
    assert "command-line.log" in refused(capsys, "history", "--store", store)
    log = (paths.log_dir() / "command-line.log").read_text("utf-8")
    assert "ValueError" in log
    assert said not in log


def test_a_terminal_without_chinese_is_no_mistake(store: str) -> None:
    call = [sys.executable, "-m", "showroom_crm", "list", "--store", store]
    plain = {**os.environ, "PYTHONIOENCODING": "ascii", "LANG": "zh_CN.UTF-8"}
    done = subprocess.run(call, env=plain, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize(
    ("room", "heavy"),
    [
        ("showroom_crm.cli.commands", {"sqlalchemy", "numpy", "pandas", "PySide6", "openpyxl"}),
        ("showroom_crm.app", {"sqlalchemy", "numpy", "pandas", "openpyxl"}),
        ("showroom_crm.ui.places", {"numpy", "pandas", "openpyxl", "pyqtgraph", "pypinyin"}),
    ],
)
def test_nothing_heavy_is_loaded_before_it_is_wanted(room: str, heavy: set[str]) -> None:
    asked = f"import sys, {room}; print({heavy} & set(sys.modules) or '')"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, check=True, text=True)
    assert done.stdout.strip() == ""
