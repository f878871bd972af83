"""Two columns for one field: both are kept where the field has room, else the first counts."""

import datetime as dt

import pytest

from showroom_crm.values.clean_tables import CleanTable
from showroom_crm.values.customers import Value
from showroom_crm.values.sheets import CellValue
from tests.unit.importing.ledger import Ledger, cleaned, sheet

DAY = dt.date


def table(headers: tuple[str, str], field: str, *rows: tuple[CellValue, CellValue]) -> CleanTable:
    """Return a table with two more columns, both put to the same field by hand."""
    people: list[list[CellValue]] = [
        ["张伟", f"1380000000{i}", *cells] for i, cells in enumerate(rows)
    ]
    both = {f"column:{header}": field for header in headers}
    return cleaned(sheet(["姓名", "手机", *headers], *people), both)[0]


def test_a_second_source_leaves_the_media_of_the_first() -> None:
    told = table(
        ("客户来源", "渠道"), "source_l1", ("抖音", "来店"), ("懂车帝", ""), ("", "小红书")
    )
    assert told.columns["source_l1"] == ["网络", "网络", "网络"]
    assert told.columns["source_l2"] == ["抖音", "懂车帝", "小红书"]


@pytest.mark.parametrize(
    ("headers", "field", "one", "other", "kept"),
    [
        (("交车日期", "交付日期"), "delivered_on", "2026-01-02", "2026-02-03", DAY(2026, 1, 2)),
        (("姓名1", "姓名2"), "wechat", "zhang", "wei", "zhang"),
        (("车价", "成交价"), "price", "158000", "168000", 15_800_000),
    ],
)
def test_the_first_of_two_columns_counts(
    headers: tuple[str, str], field: str, one: str, other: str, kept: Value
) -> None:
    told = table(headers, field, (one, other), (one, ""), ("", one), (one, one))
    assert told.columns[field] == [kept, kept, kept, kept]
    (problem,) = told.problems
    assert (problem.row, problem.value, problem.kept) == (2, other, False)
    assert headers[0] in problem.message


def test_a_table_with_two_columns_of_days_comes_in() -> None:
    ledger = Ledger()
    told = table(("交车日期", "交付日期"), "delivered_on", ("2026-01-02", "2026-02-03"))
    ledger.apply(ledger.plan_table(told, "list", None))
    assert [car["delivered_on"] for car in ledger.rows("vehicle")] == [DAY(2026, 1, 2)]


def test_words_for_days_of_two_insurances_are_both_counted() -> None:
    told = table(
        ("交强险到期", "商业险到期"), "insurance_end", ("3个月内", "2个月内"), ("2个月内", "")
    )
    assert told.columns["insurance_end"] == [DAY(2027, 1, 20), DAY(2027, 1, 20)]
    assert told.columns["compulsory_end"] == [DAY(2027, 2, 20), DAY(2027, 1, 20)]
    assert told.columns["commercial_end"] == [DAY(2027, 1, 20), None]


def test_several_remarks_stay_apart() -> None:
    told = table(("备注", "说明"), "remark", ("要白色", "周末来"), ("", "周末来"))
    assert told.columns["remark"] == ["要白色\n周末来", "周末来"]
