"""Whole imports from cells to plan, and the laws that hold for all of them."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from showroom_crm.importing import reading
from showroom_crm.values.import_choices import Choices
from showroom_crm.values.import_plans import Action
from showroom_crm.values.sheets import CellValue
from tests.unit.importing.ledger import Ledger, first_table, samples, sheet

_HEADER: list[CellValue] = [
    *("客户编号", "姓名", "电话", "意向级别", "车架号"),
    *("车牌号", "交车日期", "最近跟进时间", "跟进记录", "备注"),
]
_PEOPLE = ("", "张伟", "张 伟 ", "李娜", "欧阳 静", "王强")
_PLATE_OF = {"张伟": "宁ZB8722", "张 伟 ": "宁Z·B8722", "李娜": "未上牌", "王强": "宁ZT3722"}
_VIN_OF = {"张伟": "GZXKC2P10RA000373", "张 伟 ": "gzxkc2p10ra000373", "王强": "GZXCX2P33SA005373"}
_ROW = st.tuples(
    st.sampled_from(["", "001", "002", "003"]),
    st.sampled_from(_PEOPLE),
    st.sampled_from(
        ["", "13800000001", 13800000002.0, "138 0000 0003/13800000001", "1380000", "021-55556666"]
    ),
    st.sampled_from(["", "H", "A级", "战败", "Q"]),
    st.booleans(),
    st.booleans(),
    st.sampled_from(["", "2026-05-01", "5月2日", 46143.0]),
    st.sampled_from(["", "2026-11-01", "2026-11-10", "昨天"]),
    st.sampled_from(["", "看车", "已报价"]),
    st.sampled_from(["", "老客户", "要白色\n要现车"]),
).map(lambda r: (*r[:4], _VIN_OF.get(r[1], "") if r[4] else "", *_plate(r), *r[6:]))


def _plate(row: tuple[object, ...]) -> tuple[str]:
    return (_PLATE_OF.get(str(row[1]), "") if row[5] else "",)


@settings(derandomize=True, max_examples=200)
@given(st.lists(_ROW, min_size=1, max_size=12))
def test_counts_add_up_and_a_second_import_changes_nothing(
    rows: list[tuple[CellValue, ...]],
) -> None:
    table = sheet(
        _HEADER, ["", "赵敏", "13800000009", "H", "", "", "", "", "", ""], *map(list, rows)
    )
    ledger = Ledger()
    plan = ledger.load(table)
    assert sum(map(plan.count, Action)) == len(plan.rows)
    before = {name: dict(rows) for name, rows in ledger.tables.items()}
    again = ledger.plan(table)
    assert again.count(Action.INSERT) == again.count(Action.UPDATE) == 0
    assert not any(row.records for row in again.rows)
    ledger.apply(again)
    assert ledger.tables == before


@pytest.mark.parametrize("path", samples(), ids=lambda path: path.stem)
def test_samples_come_in_once(path: Path) -> None:
    table = first_table(reading.read(path))
    ledger = Ledger()
    plan = ledger.load(table)
    assert plan.count(Action.INSERT) > 0.5 * len(plan.rows)
    assert sum(map(plan.count, Action)) == len(plan.rows)
    again = ledger.plan(table)
    assert not any(row.records for row in again.rows)


def test_samples_merge_into_each_other() -> None:
    ledger = Ledger()
    for path in samples():
        ledger.load(first_table(reading.read(path)))
    for path in samples():
        again = ledger.plan(first_table(reading.read(path)))
        assert not [row for row in again.rows if row.action is Action.INSERT]


def test_switched_off_rows_write_nothing() -> None:
    table = sheet(
        ["姓名", "手机", "备注"], ["张伟", "13800000001", "一"], ["张伟", "13800000001", "二"]
    )
    plan = Ledger().plan(table, Choices(skip=frozenset({2})))
    assert [row.action for row in plan.rows] == [Action.SKIP, Action.INSERT]
