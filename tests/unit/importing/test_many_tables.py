"""Sheets with thousands of headers, as printed lists have, are looked through once."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from scripts.testfiles.made import HEADER, PEOPLE
from showroom_crm.importing import headers, offers, reading
from showroom_crm.values.sheets import CellValue, Sheet

Rows = list[list[CellValue]]
_OTHER = ["姓名", "手机", "车牌号", "车架号", "保险到期"]


def printed(count: int) -> Rows:
    """Return people with the header once more on each page of forty lines."""
    return [[*(PEOPLE[i % 5] if i % 40 else HEADER)] for i in range(count)]


def headers_alone(count: int) -> Rows:
    """Return one header again and again, then people."""
    return [[*row] for row in [*[HEADER] * count, *PEOPLE]]


def two_in_turns(count: int) -> Rows:
    """Return pages of two tables in turns."""
    pages = {0: HEADER, 20: _OTHER}
    return [[*pages.get(i % 40, PEOPLE[i % 5])] for i in range(count)]


def seconds(make: Callable[[int], Rows], count: int) -> float:
    """Return the time it takes to find the tables."""
    sheet = Sheet("表", False, make(count))
    begun = time.process_time()
    assert headers.tables(sheet)
    return time.process_time() - begun


@pytest.mark.parametrize("make", [printed, headers_alone, two_in_turns])
def test_ten_times_the_rows_take_no_hundred_times_as_long(make: Callable[[int], Rows]) -> None:
    seconds(make, 500)  # what is learnt once
    assert seconds(make, 20_000) < 30 * max(seconds(make, 2000), 0.02)


def test_each_person_of_a_printed_list_is_a_row() -> None:
    [table] = headers.tables(Sheet("表", False, printed(400)))
    assert len(table.data) == 390
    assert {why for _row, why in table.skipped} == {"header"}


def test_each_table_of_a_page_is_found_by_its_name(tmp_path: Path) -> None:
    page = "".join(
        f"<table><tr><th>姓名<th>手机</tr><tr><td>{name}<td>1380000000{i}</tr></table>"
        for i, name in enumerate(("张伟", "李娜", "王强"))
    )
    (tmp_path / "名单.xls").write_text(f"<html>{page}</html>", "utf-8")
    workbook = reading.read(tmp_path / "名单.xls")
    tables = [offers.table_of(workbook, offer.name) for offer in offers.taken(workbook)]
    found = [sheet.rows[header.data[0]][0] for sheet, header in tables]
    assert found == ["张伟", "李娜", "王强"]
