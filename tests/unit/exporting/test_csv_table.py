"""The customer table as CSV opens in Excel with Chinese intact and runs nothing."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from showroom_crm.exporting import csv_table
from showroom_crm.exporting.columns import CellKind, ExportColumn, columns
from showroom_crm.values.customers import CustomerLine

LineMaker = Callable[..., CustomerLine]


def read(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.reader(stream))


def test_file_begins_with_the_mark_and_has_the_same_columns(
    tmp_path: Path, line: LineMaker
) -> None:
    path = tmp_path / "客户.csv"
    words = {"segment": {"loyal_fan": "忠诚粉丝"}}
    lines = [line(remark="两\n行"), line(name='引"号')]
    assert csv_table.write(path, lines, words=words, masked=False) == 2
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    header, first, second = read(path)
    assert header == [column.header for column in columns()]
    row = dict(zip(header, first, strict=True))
    assert row["Mobile"] == "13800138000"
    assert row["Next follow-up"] == "2026-03-05"
    assert row["Budget"] == "15-20万"
    assert row["Segment"] == "忠诚粉丝"
    assert row["Remark"] == "两\n行"
    assert second[header.index("Name")] == '引"号'


def test_masked_unless_asked_otherwise(tmp_path: Path, line: LineMaker) -> None:
    path = tmp_path / "list.csv"
    csv_table.write(path, [line()], columns(("mobile", "plate")), words={})
    assert read(path)[1] == ["138****8000", "京A·***45"]


@pytest.mark.parametrize("text", ["=1+1", "+8613800138000", "-2", "@SUM(A1)", "\t=1", "＝1"])
def test_formulas_become_text(text: str) -> None:
    assert csv_table.cell(text, CellKind.TEXT) == "'" + text


def test_headers_of_own_fields_and_texts_in_number_fields_run_nothing(
    tmp_path: Path, line: LineMaker
) -> None:
    path = tmp_path / "list.csv"
    own = ExportColumn("remark", "=1+1", CellKind.GENERAL, named=True)
    csv_table.write(path, [line(remark="@SUM(A1)")], [own], words={})
    assert read(path) == [["'=1+1"], ["'@SUM(A1)"]]


def test_a_very_long_remark_is_read_back(tmp_path: Path, line: LineMaker) -> None:
    path = tmp_path / "list.csv"
    assert csv_table.write(path, [line(remark="长" * 140_000)], words={}) == 1


def test_negative_numbers_stay_numbers() -> None:
    assert csv_table.cell(-150, CellKind.MONEY) == "-1.50"
    assert csv_table.cell(-2, CellKind.NUMBER) == "-2"


@given(st.text(max_size=20))
def test_only_the_apostrophe_is_added(text: str) -> None:
    written = csv_table.cell(text, CellKind.TEXT)
    assert written in (text, "'" + text)
    assert not written.startswith(("=", "+", "-", "@", "\t", "\r"))
