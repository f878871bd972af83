"""What holds for every import: the plan is what is stored, counts agree, undo leaves no trace."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text

from showroom_crm.operations import customers, history, imports, opening
from showroom_crm.operations.desk import Desk
from showroom_crm.operations.imports import ImportResult, Proposal
from showroom_crm.store import batches, tables
from showroom_crm.values.import_choices import Choices, Policy
from showroom_crm.values.import_plans import Action
from showroom_crm.values.sheets import CellValue, Sheet, Workbook

DAY = dt.date(2026, 11, 20)
Content = dict[str, dict[int, dict[str, Any]]]
Rows = list[list[CellValue]]

# Operations and changes are the history itself; imports stay in it as undone. How a layout was
# read is kept on purpose: the next try begins where the undone one ended.
_HISTORY = {"operation", "change", "import_batch", "import_profile"}
_PEOPLE: Rows = [
    ["姓名", "手机", "意向级别", "意向车型", "销售顾问", "来源", "自备一列", "备注"],
    ["张伟", "13800000001", "H", "星越", "李强", "车展", "蓝", "要现车"],
    ["李娜", "13800000002", "A", "", "王芳", "抖音", "红", ""],
    ["王强", "13800000003", "", "星瑞", "", "朋友圈的广告", "", "第一次来"],
    ["", "", "B", "", "", "", "", ""],
]
_AGAIN: Rows = [
    ["姓名", "手机", "意向级别", "生日", "车架号", "交车日期", "来源", "满意度", "自备一列"],
    ["张伟", "13800000001", "A", "1990-01-02", "GZXKC2P10RA000373", "2026-5-1", "车展", 9.0, "绿"],
    ["王大", "13800000002", "B", "", "", "", "", "", ""],
    ["赵敏", "13800000009", "H", "", "GZXKC2P10RA000374", "", "朋友圈的广告", "", "蓝"],
    ["赵敏", "13800000009", "H", "", "", "", "", "", "黄"],
]  # fmt: skip
_ORDERS: Rows = [
    ["姓名", "手机", "订单号", "下单日期", "商品名称", "数量", "单价", "金额"],
    ["张伟", "13800000001", "S1", "2026-10-01", "脚垫", 1.0, 300.0, 300.0],
    ["张伟", "13800000001", "S1", "2026-10-01", "坐垫", 2.0, 100.0, 200.0],
    ["陈静", "13800000011", "S2", "2026-10-02", "机油", 1.0, 80.0, 80.0],
]
_CONTACTS: Rows = [
    ["姓名", "手机", "跟进时间", "跟进方式", "跟进内容", "跟进人"],
    ["张伟", "13800000001", "2026-11-02 10:30", "电话", "已报价", "李强"],
    ["张伟", "13800000001", "2026-11-05 16:00", "微信", "约试驾", "孙丽"],
]
_APART = {"phone:13800000002": "apart", "value:source_l1:朋友圈的广告": "online"}
_FILES: list[tuple[str, Rows, Choices]] = [
    ("again", _AGAIN, Choices(_APART)),
    ("overwritten", _AGAIN, Choices(_APART, policies={"*": Policy.OVERWRITE})),
    ("filled", _AGAIN, Choices({}, policies={"*": Policy.FILL}, skip=frozenset({4}))),
    ("typed", _AGAIN, Choices({}, edits={(3, "姓名"): "李娜"})),
    ("orders", _ORDERS, Choices()),
    ("contacts", _CONTACTS, Choices()),
]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Sit down at a showroom that has taken one file already."""
    opened = opening.create_sample(tmp_path / "s", "展厅", "王芳", DAY)
    bring_in(opened, _PEOPLE, Choices())
    yield opened
    opening.close(opened)


def planned(desk: Desk, rows: Rows, choices: Choices) -> Proposal:
    book = Workbook("表.xlsx", "xlsx", (Sheet("表", False, [list(row) for row in rows]),))
    begun = imports.begin(desk, book, None, choices)
    columns = imports.keep_left_out(begun.mapping)
    return imports.propose(desk, book, Path("表.xlsx"), None, columns, begun.choices)


def bring_in(desk: Desk, rows: Rows, choices: Choices) -> ImportResult:
    return imports.apply(desk, planned(desk, rows, choices))


def content(desk: Desk) -> Content:
    """Return every row of every table but those of the history."""
    found: Content = {}
    with desk.store.read() as connection:
        for name in tables.IN_ORDER:
            if name not in _HISTORY:
                key = next(iter(tables.BY_NAME[name].primary_key)).name
                rows = connection.execute(select(tables.BY_NAME[name])).mappings()
                found[name] = {row[key]: dict(row) for row in rows}
        words = connection.execute(text("SELECT rowid, words FROM customer_search"))
        found["search"] = {row[0]: {"words": row[1]} for row in words}
        assert connection.execute(text("PRAGMA foreign_key_check")).all() == []
    return found


def differences(before: Content, after: Content) -> dict[str, list[object]]:
    """Return by table the rows that are not the same in both."""
    found: dict[str, list[object]] = {}
    for table, rows in before.items():
        others = after[table]
        keys = rows.keys() | others.keys()
        apart = [
            (rows.get(key), others.get(key)) for key in keys if rows.get(key) != others.get(key)
        ]
        if apart:
            found[table] = list(apart)
    return found


@pytest.mark.parametrize(("rows", "choices"), [f[1:] for f in _FILES], ids=[f[0] for f in _FILES])
def test_undo_leaves_no_trace_and_undo_of_the_undo_brings_all_back(
    desk: Desk, rows: Rows, choices: Choices
) -> None:
    before = content(desk)
    done = bring_in(desk, rows, choices)
    after = content(desk)
    assert differences(before, after) != {}

    undone = history.undo(desk, done.operation)
    assert differences(before, content(desk)) == {}

    history.undo(desk, undone.operation)
    assert differences(after, content(desk)) == {}


@pytest.mark.parametrize(("rows", "choices"), [f[1:] for f in _FILES], ids=[f[0] for f in _FILES])
def test_what_is_stored_is_the_plan_and_nothing_else(
    desk: Desk, rows: Rows, choices: Choices
) -> None:
    before, proposal = content(desk), planned(desk, rows, choices)
    plan = proposal.plan
    done = imports.apply(desk, proposal)
    after = content(desk)
    records = [record for row in plan.rows for record in row.records]
    wanted = Counter(str(record.table) for record in records if record.row_id is None)
    wanted.update(staff=len(proposal.new_staff), custom_field=len(proposal.new_fields))
    made = {t: [row for key, row in after[t].items() if key not in before[t]] for t in after}
    left = {"score", "search", "score_snapshot"}
    assert +wanted == Counter({t: len(rows) for t, rows in made.items() if rows and t not in left})
    for record in records:
        there = (
            made[record.table] if record.row_id is None else [after[record.table][record.row_id]]
        )
        said = {k: v for k, v in record.values.items() if not k.endswith("_id")}
        assert any(said.items() <= row.items() for row in there)
    kept = batches.recent(desk.store)[0]
    assert (done.read, kept.batch.rows_read) == (len(plan.rows), len(plan.rows))
    counts = [plan.count(action) for action in Action]
    assert [done.inserted, done.updated, done.unchanged, done.skipped, done.rejected] == counts
    assert sum(counts) == done.read


def test_an_edit_made_later_stays_and_is_named(desk: Desk) -> None:
    done = bring_in(desk, _AGAIN, Choices(_APART))
    number = next(k for k, row in content(desk)["customer"].items() if row["name"] == "赵敏")
    customers.edit(desk, number, {"city": "杭州"})
    assert done.operation is not None
    told = history.preview(desk, done.operation)
    assert [conflict.customer for conflict in told.conflicts] == ["赵敏"]
    history.undo(desk, done.operation)
    assert content(desk)["customer"][number]["city"] == "杭州"
