"""Whatever a table holds: every filled cell is stored or told, and nothing else is stored."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from showroom_crm.errors import FileUnreadable
from showroom_crm.operations import imports, opening
from showroom_crm.operations.desk import Desk
from showroom_crm.operations.imports import Proposal
from showroom_crm.values.import_choices import Choices, Policy
from showroom_crm.values.import_plans import Action
from showroom_crm.values.sheets import CellValue, Sheet, Workbook
from tests.unit.importing.conservation import Done, inventions, losses
from tests.unit.importing.ledger import Ledger, cleaned, sheet

DAY = dt.date(2026, 11, 20)
_SOURCES = ["来店", "抖音", "转介绍", "车展", "朋友圈的那个广告"]
_WORDS = st.text("张伟买车白色要现Abc 12，。/-（）", min_size=1, max_size=12)
_DAYS = st.sampled_from(
    (
        *("2026-05-01", "2026/5/2", "5月3日", "2026-05-04 10:30", 46143.0, "昨天", "13/05/2026"),
        *("03/04/2026", "9999-12-31", dt.datetime(2026, 5, 6, 9, 30), "农历五月"),
    )
)
_MONEY = st.sampled_from(["15万", 150000.0, "12-15万", "约十八万", "$30,000", "-3", "15.8", "面议"])
_COLUMNS: dict[str, st.SearchStrategy[Any]] = {
    "客户编号": st.sampled_from(["001", "002", "003", 4.0, "1.38E+10"]),
    "姓名": st.sampled_from(
        ("张伟", "张 伟", "张先生", "李娜", "王强(老客户)", "Lee, Ann", "匿名", "赵敏13900000009")
    ),
    "手机": st.sampled_from(
        (
            *("13800000001", 13800000002.0, "138 0000 0003/13800000001", "1380000", "同上"),
            *("021-55556666-802", "13800000004 老婆", "138****0001", "+1 415 555 2671"),
        )
    ),
    "电话2": st.sampled_from(["13800000005", "0571-88880000", "没有", "打不通"]),
    "性别": st.sampled_from(["男", "女", "先生", "F", "不明", "保密"]),
    "生日": st.sampled_from(["1990-01-02", "1990.1", "05-06", "1985年3月", 32874.0, "2027-01-01"]),
    "身份证号": st.sampled_from(["11010519491231002X", "110105194912310021", "缺", 1.1e17]),
    "意向级别": st.sampled_from(["H", "A级", "战败", "Q", "D", "订单", "很高"]),
    "意向车型": st.sampled_from(["星越", "星瑞 2.0T", "/", "未定"]),
    "预算": _MONEY,
    "来源": st.sampled_from(_SOURCES),
    "登记日期": _DAYS,
    "销售顾问": st.sampled_from(("王芳", "李强", "李强(离职)", "公海", "未分配", "A", "Amy Wu")),
    "微信": st.sampled_from(["wx_abc", "同手机号", "无", "ａｂｃ"]),
    "邮箱": st.sampled_from(["a@b.cn", "a＠b.cn", "没有"]),
    "车架号": st.sampled_from(["GZXKC2P10RA000373", "gzxkc2p10ra000374", "LSVAA", "在办"]),
    "车牌号": st.sampled_from(["宁ZB8722", "宁Z·B8722", "宁ZD12345", "未上牌", "临牌"]),
    "交车日期": _DAYS,
    "行驶里程": st.sampled_from([12345.0, "1.2万", "3,000公里", "很少", 3000.5]),
    "成交价": _MONEY,
    "订单号": st.sampled_from(["D001", "D002", 3.0]),
    "报价": _MONEY,
    "最近跟进时间": _DAYS,
    "预计购车时间": st.sampled_from(["3个月内", "不急", "年底", "2026-12-01", "下周"]),
    "跟进记录": _WORDS,
    "满意度": st.sampled_from([9.0, "满意", "10", "一般", "-1", "85"]),
    "投诉内容": _WORDS,
    "同意联系": st.sampled_from(["是", "否", "√", "?", "也许"]),
    "竞品": st.sampled_from(["汉兰达", "途观、CR-V", "CR-V/途观"]),
    "关注点": st.sampled_from(["空间", "油耗、外观", "空间；别的"]),
    "备注": _WORDS,
    "自备一列": st.one_of(_WORDS, st.floats(0, 1e6).map(lambda n: round(n, 2))),
    "": _WORDS,
}  # fmt: skip
_POLICIES = st.sampled_from(
    [{}, {"*": Policy.FILL}, {"*": Policy.OVERWRITE}, {"remark": Policy.APPEND}]
)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Sit down at a new showroom; plans alone are made here, so it stays empty."""
    opened = opening.create_sample(tmp_path_factory.mktemp("conserve") / "s", "展厅", "王芳", DAY)
    yield opened
    opening.close(opened)


@st.composite
def tables(draw: st.DrawFn, names: dict[str, st.SearchStrategy[Any]]) -> Sheet:
    """Draw a table with a name or a phone and any other columns, in any order."""
    who = draw(st.sampled_from([["姓名", "手机"], ["姓名"], ["手机"]]))
    others = draw(st.lists(st.sampled_from(sorted(names)), unique=True, max_size=12))
    header = draw(st.permutations(list(dict.fromkeys([*who, *others]))))
    cells = [st.one_of(st.just(""), names[name], names[name]) for name in header]
    rows = draw(st.lists(st.tuples(*cells), min_size=1, max_size=6))
    return Sheet("客户", False, [list(header), *map(list, rows)])


def planned(desk: Desk, table: Sheet, choices: Choices) -> Proposal:
    book = Workbook("客户.xlsx", "xlsx", (table,))
    begun = imports.begin(desk, book, None, choices)
    columns = imports.keep_left_out(begun.mapping)
    return imports.propose(desk, book, Path("客户.xlsx"), None, columns, begun.choices)


def done(proposal: Proposal) -> Done:
    """Return a plan with the names of the staff it knows and would add."""
    staff = {1: "王芳", **{number: name for name, number in proposal.new_staff.items()}}
    return Done(proposal.sheet, proposal.header, proposal.mapping, proposal.plan, staff)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(table=tables(_COLUMNS), policies=_POLICIES)
def test_every_cell_of_any_table_is_stored_or_told(
    desk: Desk, table: Sheet, policies: dict[str, Policy]
) -> None:
    try:
        proposal = planned(desk, table, Choices(policies=policies))
    except FileUnreadable:
        return
    assert losses(done(proposal)) == []
    assert inventions(done(proposal)) == []
    plan, filled = proposal.plan, [row for row in table.rows[1:] if set(row) - {""}]
    left_out = [number for number, _why in proposal.header.skipped]
    assert len(filled) == sum(map(plan.count, Action)) + len(left_out)


def test_what_a_second_row_says_otherwise_is_told() -> None:
    given = sheet(
        ["姓名", "手机", "意向车型", "城市", "车牌号", "行驶里程"],
        ["张伟", "13800000001", "星越", "宁波", "宁ZB8722", 900.0],
        ["张伟", "13800000001", "星瑞", "杭州", "宁ZB8722", 800.0],
    )
    plan = Ledger().plan(given)
    told = [(each.row, each.column, each.value) for each in plan.problems]
    assert told == [(3, "C 意向车型", "星瑞"), (3, "D 城市", "杭州"), (3, "F 行驶里程", "800")]


def test_what_known_customers_keep_is_counted() -> None:
    ledger = Ledger()
    ledger.load(sheet(["姓名", "手机", "生日"], ["张伟", "13800000001", "1990-01-02"]))
    plan = ledger.plan(sheet(["姓名", "手机", "生日"], ["张伟", "13800000001", "1991-01-02"]))
    assert plan.problems == []
    assert plan.notes == ("“C 生日”: 1 cell says otherwise than what is known, which stays.",)


def test_a_number_that_is_somebody_elses_is_told() -> None:
    given = sheet(
        ["客户编号", "姓名", "手机"],
        ["001", "张伟", "13800000001"],
        ["001", "李娜", "13800000002"],
    )
    assert [(each.row, each.value) for each in Ledger().plan(given).problems] == [(3, "001")]


def test_a_quote_without_its_day_stands_on_the_customer() -> None:
    ledger = Ledger()
    plan = ledger.load(sheet(["姓名", "手机", "报价"], ["张伟", "13800000001", 150000.0]))
    assert plan.problems == []
    assert [row["quote_amount"] for row in ledger.rows("customer")] == [15_000_000]


@pytest.mark.parametrize(
    ("header", "cell", "after"),
    [
        ("登记日期", "2026-05-04 10:30", "2026-05-04"),
        ("登记日期", dt.datetime(2026, 5, 4, 10, 30), "2026-05-04"),
        ("销售顾问", "李强(离职)", "李强"),
        ("销售顾问", "公海", ""),
        ("微信", "同手机号", "13800000001"),
        ("地址", "浙江省宁波市****", ""),
    ],
)
def test_what_is_left_of_a_cell_is_told(header: str, cell: CellValue, after: str) -> None:
    table, _source = cleaned(sheet(["姓名", "手机", header], ["张伟", "13800000001", cell]))
    assert [(each.row, each.after) for each in table.repairs] == [(2, after)]


def test_a_column_begun_far_below_the_header_is_told(desk: Desk) -> None:
    rows: list[list[CellValue]] = [["张伟", f"1380000{i:04}"] for i in range(400)]
    rows[399].append("要白色")
    proposal = planned(desk, sheet(["姓名", "手机"], *rows), Choices())
    assert losses(done(proposal)) == []


def test_a_second_phone_column_that_differs_late_is_no_copy(desk: Desk) -> None:
    rows: list[list[CellValue]] = [["张伟", f"1380000{i:04}", f"1380000{i:04}"] for i in range(20)]
    rows[19][2] = "13900000009"
    proposal = planned(desk, sheet(["姓名", "手机", "联系电话"], *rows), Choices())
    asked = [question.where for question in proposal.mapping.questions]
    assert asked == ["C 联系电话"] or proposal.table.phones[19] == ("13800000019", "13900000009")
