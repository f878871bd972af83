"""Sheets as people, dealer systems and portals really make them, with what must be found."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from showroom_crm.values.sheets import CellValue

Row = Sequence[CellValue]
Rows = Sequence[Row]
Merges = tuple[tuple[int, int, int, int], ...]

ZHANG, LI, WANG, ZHAO, CHEN, LIU = "张伟", "李娜", "王强", "赵敏", "陈晨", "刘洋"
ALL = (ZHANG, LI, WANG, ZHAO, CHEN, LIU)
PHONE = {name: f"1380000000{i}" for i, name in enumerate(ALL, 1)}


@dataclass(frozen=True)
class Awkward:
    """A sheet, the names that must come of it, the rows of its header, the rows left out."""

    rows: Rows
    names: tuple[str, ...]
    header: tuple[int, int] = (1, 1)
    left: tuple[tuple[int, str], ...] = ()
    merges: Merges = ()
    others: tuple[tuple[str, ...], ...] = ()
    fields: frozenset[str] = frozenset()


def plain(*names: str, level: str = "B") -> list[list[CellValue]]:
    """Rows of name, phone, model, level."""
    return [[name, PHONE[name], "晨星 L", level] for name in names]


def dated(*names: str) -> list[list[CellValue]]:
    return [[*row, "2026-11-02"] for row in plain(*names)]


def numbered(*names: str) -> list[list[CellValue]]:
    return [[float(i), *row] for i, row in enumerate(plain(*names), 1)]


HEAD: list[CellValue] = ["客户姓名", "手机号码", "意向车型", "意向级别"]
NUMBERED: list[CellValue] = ["序号", *HEAD]
ENGLISH: list[CellValue] = ["Customer Name", "Mobile", "Model", "Level"]
NONE: list[CellValue] = []

BANNERS = {
    "a banner, a query and an export time above": Awkward(
        [
            ["东城店潜客跟进明细表"],
            ["查询条件：建档日期 2026-11-01 至 2026-11-30", "", "导出人：王芳"],
            ["导出时间：2026-11-30 18:02:11"],
            NONE,
            NUMBERED,
            *numbered(ZHANG, LI),
        ],
        (ZHANG, LI),
        (5, 5),
        merges=((0, 0, 0, 4),),
    ),
    "instructions in several rows above": Awkward(
        [
            ["填写说明：1、带*号为必填项；2、手机号码必须为11位数字；3、意向级别请填写H/A/B/C"],
            ["4、日期格式为2026-01-01"],
            ["5、请勿修改表头"],
            ["*客户姓名", "*手机号码", "意向车型", "意向级别"],
            *plain(ZHANG, LI),
        ],
        (ZHANG, LI),
        (4, 4),
    ),
    "instructions below the header": Awkward(
        [
            HEAD,
            ["必填，不超过20个字符", "必填，11位手机号", "选填", "下拉选择"],
            *plain(ZHANG, LI, WANG),
        ],
        (ZHANG, LI, WANG),
        left=((2, "note"),),
    ),
    "how to fill each column, without the usual words": Awkward(
        [
            [*HEAD, "建档日期"],
            ["真实姓名", "本人电话", "车系", "字母", "年月日"],
            *dated(ZHANG, LI, WANG, ZHAO),
        ],
        (ZHANG, LI, WANG, ZHAO),
        left=((2, "note"),),
    ),
    "an example row to be written over": Awkward(
        [HEAD, ["示例：张三", "13800138000", "晨星", "H"], *plain(ZHANG, LI)],
        (ZHANG, LI),
        left=((2, "example"),),
    ),
    "an example marked in its number": Awkward(
        [NUMBERED, ["例：", "张三", "13800138000", "晨星", "H"], *numbered(ZHANG, LI)],
        (ZHANG, LI),
        left=((2, "example"),),
    ),
    "an example block with a header of its own": Awkward(
        [
            ["填写示例："],
            HEAD,
            ["张三", "13800138000", "晨星", "H"],
            NONE,
            ["请从下面开始填写"],
            HEAD,
            *plain(ZHANG, LI),
        ],
        (ZHANG, LI),
        (6, 6),
        left=((3, "example"),),
    ),
    "required marks, units and line breaks": Awkward(
        [
            ["客户姓名\n（必填）", "联系电话\n*", "购车预算\n（万元）", "意向级别\r\n(H/A/B/C)"],
            [ZHANG, PHONE[ZHANG], 15.0, "A"],
            [LI, PHONE[LI], 18.5, "A"],
        ],
        (ZHANG, LI),
        fields=frozenset({"budget", "level"}),
    ),
    "names of fields as programs write them below the header": Awkward(
        [
            HEAD,
            ["CUST_NAME", "MOBILE_NO", "INTENT_SERIES", "INTENT_LEVEL"],
            *plain(ZHANG, LI),
        ],
        (ZHANG, LI),
        (1, 2),
    ),
    "names of fields as programs write them above the header": Awkward(
        [["cust_name", "mobile_no", "intent_series", "intent_level"], HEAD, *plain(ZHANG, LI)],
        (ZHANG, LI),
        (1, 2),
    ),
    "a table far down and far right": Awkward(
        [
            *[NONE] * 70,
            ["", "", "", "", *HEAD],
            *[["", "", "", "", *row] for row in plain(ZHANG, LI)],
        ],
        (ZHANG, LI),
        (71, 71),
    ),
    "blank rows between header and data": Awkward(
        [HEAD, NONE, NONE, NONE, *plain(ZHANG, LI)], (ZHANG, LI)
    ),
    "a store and a name of the list side by side above": Awkward(
        [["东城店", "", "意向客户一览"], HEAD, *plain(ZHANG, LI)], (ZHANG, LI), (2, 2)
    ),
}

LANGUAGES = {
    "Chinese, then English": Awkward([HEAD, ENGLISH, *plain(ZHANG, LI)], (ZHANG, LI), (1, 2)),
    "English, then Chinese": Awkward([ENGLISH, HEAD, *plain(ZHANG, LI)], (ZHANG, LI), (1, 2)),
    "English that nobody knows, then Chinese": Awkward(
        [
            ["Prospect", "Contact No", "Car of Choice", "Heat"],
            HEAD,
            *plain(ZHANG, LI),
        ],
        (ZHANG, LI),
        (1, 2),
    ),
    "both in one cell": Awkward(
        [
            ["客户姓名\nCustomer Name", "手机号码 Mobile", "意向车型/Model", "级别(Level)"],
            *plain(ZHANG, LI),
        ],
        (ZHANG, LI),
    ),
    "traditional, with groups": Awkward(
        [
            ["客戶資料", "", "需求", ""],
            ["客戶姓名", "行動電話", "意向車型", "意向級別"],
            *plain(ZHANG, LI),
        ],
        (ZHANG, LI),
        (1, 2),
        merges=((0, 0, 0, 1), (0, 2, 0, 3)),
    ),
    "three lines: groups of groups": Awkward(
        [
            ["客户档案", "", "", "", "跟进", ""],
            ["基本信息", "", "需求", "", "本月", ""],
            ["姓名", "电话", "意向车型", "级别", "最近跟进时间", "跟进记录"],
            *[[*row, "2026-11-02", "再约"] for row in plain(ZHANG, LI)],
        ],
        (ZHANG, LI),
        (1, 3),
        merges=((0, 0, 0, 3), (0, 4, 0, 5), (1, 0, 1, 1), (1, 2, 1, 3), (1, 4, 1, 5)),
    ),
    "cells merged down over two lines": Awkward(
        [
            ["序号", "姓名", "电话", "购车意向", ""],
            ["", "", "", "车型", "级别"],
            *numbered(ZHANG, LI),
        ],
        (ZHANG, LI),
        (1, 2),
        merges=((0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 1, 2), (0, 3, 0, 4)),
    ),
    "the days of the month as a second line": Awkward(
        [
            ["序号", "客户", "电话", "级别", "访问计划", *[""] * 9, "备注"],
            ["", "", "", "", *[float(day) for day in range(1, 11)], ""],
            [1.0, ZHANG, PHONE[ZHANG], "H", "*", *[""] * 9, "周末"],
            [2.0, LI, PHONE[LI], "A", "", "A", *[""] * 8, ""],
        ],
        (ZHANG, LI),
        (1, 2),
        merges=((0, 4, 0, 13),),
    ),
    "headers of a lead platform": Awkward(
        [
            ["lead_id", "customer_name", "phone_number", "series_name", "city", "create_time"],
            *[
                [f"88{i}", n, PHONE[n], "晨星", "杭州", "2026-11-02 10:20:33"]
                for i, n in enumerate((ZHANG, LI))
            ],
        ],
        (ZHANG, LI),
    ),
}

ENDS = {
    "totals and signatures at the end": Awkward(
        [
            NUMBERED,
            *numbered(ZHANG, LI),
            ["合计", "2人", "", "", ""],
            ["制表人：周敏", "", "审核：李强", "", "日期：2026-11-30"],
        ],
        (ZHANG, LI),
        left=((4, "total"), (5, "note")),
    ),
    "a register of visitors with signatures": Awkward(
        [
            ["来店（电）客户登记表"],
            ["日期：2026年11月3日", "", "", "天气：晴", ""],
            ["序号", "来店时间", "客户姓名", "联系电话", "来店目的"],
            [1.0, "09:20", ZHANG, PHONE[ZHANG], "看车"],
            [2.0, "10:20", LI, "", "看车"],
            ["本日来店合计", "2批", "", "", ""],
            ["展厅主管签字：", "", "销售经理签字：", "", ""],
        ],
        (ZHANG, LI),
        (3, 3),
        left=((6, "total"), (7, "note")),
    ),
    "English totals and a print line": Awkward(
        [ENGLISH, *plain(ZHANG, LI), ["Total: 2", "", "", ""], ["Printed on 2026-11-30 by admin"]],
        (ZHANG, LI),
        left=((4, "total"), (5, "note")),
    ),
    "subtotals in between": Awkward(
        [
            NUMBERED,
            *numbered(ZHANG, LI),
            ["", "小计", "", "2", ""],
            *numbered(WANG),
            ["", "小计", "", "1", ""],
            ["", "总计", "", "3", ""],
        ],
        (ZHANG, LI, WANG),
        left=((4, "total"), (6, "total"), (7, "total")),
    ),
    "a sum without a word": Awkward(
        [
            [*HEAD, "成交价"],
            *[[*row, 100_000.0 + i] for i, row in enumerate(plain(ZHANG, LI, WANG))],
            ["", "", "", "", 300_003.0],
        ],
        (ZHANG, LI, WANG),
        left=((5, "total"),),
    ),
    "sections by salesperson": Awkward(
        [
            NUMBERED,
            ["销售顾问：李强"],
            *numbered(ZHANG, LI),
            ["销售顾问：王芳"],
            *numbered(WANG, ZHAO),
        ],
        (ZHANG, LI, WANG, ZHAO),
        left=((2, "note"), (5, "note")),
    ),
    "sections by level, merged over the table": Awkward(
        [HEAD, ["H级客户"], *plain(ZHANG, LI), ["A级客户"], *plain(WANG)],
        (ZHANG, LI, WANG),
        left=((2, "note"), (5, "note")),
        merges=((1, 0, 1, 3), (4, 0, 4, 3)),
    ),
    "the header on every printed page": Awkward(
        [
            ["意向客户表"],
            HEAD,
            *plain(ZHANG, LI),
            ["第 1 页 共 2 页"],
            ["意向客户表"],
            HEAD,
            *plain(WANG),
            ["第 2 页 共 2 页"],
        ],
        (ZHANG, LI, WANG),
        (2, 2),
        left=((5, "total"), (6, "note"), (7, "header"), (9, "total")),
    ),
    "two header lines on every printed page": Awkward(
        [
            ["客户", "", "意向", ""],
            ["姓名", "电话", "车型", "级别"],
            *plain(ZHANG, LI),
            ["客户", "", "意向", ""],
            ["姓名", "电话", "车型", "级别"],
            *plain(WANG),
        ],
        (ZHANG, LI, WANG),
        (1, 2),
        left=((5, "header"), (6, "header")),
        merges=((0, 0, 0, 1), (0, 2, 0, 3), (4, 0, 4, 1), (4, 2, 4, 3)),
    ),
    "numbered lines without anybody": Awkward(
        [NUMBERED, *numbered(ZHANG, LI), [3.0], [4.0], [5.0]],
        (ZHANG, LI),
        left=((4, "number"), (5, "number"), (6, "number")),
    ),
    "a legend below the list": Awkward(
        [
            NUMBERED,
            *numbered(ZHANG, LI),
            NONE,
            ["级别说明"],
            ["H", "7天内购车"],
            ["A", "15天内购车"],
        ],
        (ZHANG, LI),
        left=((5, "note"), (6, "note"), (7, "note")),
    ),
    "people called like totals and notes": Awkward(
        [HEAD, ["总计", PHONE[ZHANG], "", ""], ["张示例", PHONE[LI], "", ""], *plain(WANG)],
        ("总计", "张示例", WANG),
    ),
    "a person known by name alone": Awkward(
        [HEAD, *plain(ZHANG), [LI], [WANG, "", "晨星", ""]], (ZHANG, LI, WANG)
    ),
    "a phone still to come": Awkward(
        [HEAD, [ZHANG, "待补充", "未定", "H"], *plain(LI, WANG, ZHAO)], (ZHANG, LI, WANG, ZHAO)
    ),
}

SEVERAL = {
    "another list below": Awkward(
        [
            ["一、意向客户"],
            HEAD,
            *plain(ZHANG, LI, WANG),
            NONE,
            ["二、战败客户"],
            ["姓名", "电话", "战败原因", "战败时间"],
            [ZHAO, PHONE[ZHAO], "价格", "2026-11-03"],
            [CHEN, PHONE[CHEN], "竞品", "2026-11-04"],
        ],
        (ZHANG, LI, WANG),
        (2, 2),
        others=((ZHAO, CHEN),),
    ),
    "a small summary above": Awkward(
        [
            ["级别", "人数", "占比"],
            ["H", 1.0, "50%"],
            ["A", 1.0, "50%"],
            NONE,
            HEAD,
            *plain(ZHANG, LI, WANG),
        ],
        (ZHANG, LI, WANG),
        (5, 5),
    ),
    "a small summary beside": Awkward(
        [
            [*HEAD, "", "级别", "人数"],
            [*plain(ZHANG)[0], "", "H", 1.0],
            [*plain(LI)[0], "", "A", 1.0],
            *plain(WANG, ZHAO, CHEN, LIU),
        ],
        ALL,
    ),
    "folded to two columns of people for printing": Awkward(
        [
            ["序号", "姓名", "电话", "序号", "姓名", "电话"],
            [1.0, ZHANG, PHONE[ZHANG], 3.0, WANG, PHONE[WANG]],
            [2.0, LI, PHONE[LI], 4.0, ZHAO, PHONE[ZHAO]],
        ],
        (ZHANG, LI),
        others=((WANG, ZHAO),),
    ),
    "two lists beside each other": Awkward(
        [
            ["姓名", "电话", "级别", "", "姓名", "电话", "车牌号"],
            [ZHANG, PHONE[ZHANG], "H", "", WANG, PHONE[WANG], "浙A12345"],
            [LI, PHONE[LI], "A", "", "", "", ""],
        ],
        (ZHANG, LI),
        others=((WANG,),),
    ),
    "an empty column inside one list": Awkward(
        [
            ["姓名", "电话", "", "意向车型", "级别"],
            *[[n, PHONE[n], "", "晨星", "H"] for n in (ZHANG, LI)],
        ],
        (ZHANG, LI),
        fields=frozenset({"model", "level"}),
    ),
    "columns rarely filled behind an empty one": Awkward(
        [
            ["姓名", "电话", "", "意向级别", "备注"],
            [ZHANG, PHONE[ZHANG], "", "", ""],
            [LI, PHONE[LI], "", "H", ""],
            [WANG, PHONE[WANG], "", "", ""],
            [ZHAO, PHONE[ZHAO], "", "A", "要白色"],
            [CHEN, PHONE[CHEN], "", "", ""],
        ],
        (ZHANG, LI, WANG, ZHAO, CHEN),
        fields=frozenset({"level", "remark"}),
    ),
    "the same list again for another month": Awkward(
        [["10月"], HEAD, *plain(ZHANG, LI), NONE, ["11月"], HEAD, *plain(WANG)],
        (ZHANG, LI, WANG),
        (2, 2),
        left=((6, "note"), (7, "header")),
    ),
}

WITHOUT = {
    "no header line": Awkward(
        [row[:] for row in plain(ZHANG, LI, WANG)], (ZHANG, LI, WANG), (0, 0)
    ),
    "no header line below a banner": Awkward(
        [["10月来店登记"], *plain(ZHANG, LI, WANG)], (ZHANG, LI, WANG), (0, 1)
    ),
    "a header nobody knows": Awkward(
        [["谁", "怎么找", "看什么"], *[[n, PHONE[n], "晨星"] for n in (ZHANG, LI, WANG)]],
        (ZHANG, LI, WANG),
    ),
    "empty and doubled header cells": Awkward(
        [
            ["姓名", "", "电话", "备注", "备注", ""],
            *[[n, "女士", PHONE[n], "要白色", "月底", "x"] for n in (ZHANG, LI, WANG)],
        ],
        (ZHANG, LI, WANG),
    ),
    "one column of phones": Awkward(
        [["手机号"], *[[PHONE[n]] for n in (ZHANG, LI)]],
        ("",) * 2,
    ),
    "a name merged over two columns": Awkward(
        [
            ["客户姓名", "", "手机号码", "意向级别"],
            *[[n, "", PHONE[n], "H"] for n in (ZHANG, LI)],
        ],
        (ZHANG, LI),
        merges=((0, 0, 0, 1), (1, 0, 1, 1), (2, 0, 2, 1)),
    ),
}

CARDS = {
    "one card": Awkward(
        [
            ["意向客户管理卡"],
            ["客户姓名", ZHANG, "性别", "男"],
            ["联系电话", PHONE[ZHANG], "客户来源", "车展"],
            ["意向车型", "晨星", "意向级别", "H"],
            ["备注", "周末带家人来"],
        ],
        (ZHANG,),
        (0, 0),
    ),
    "a card with a table of contacts inside": Awkward(
        [
            ["意向客户管理卡"],
            ["客户姓名", ZHANG, "联系电话", PHONE[ZHANG]],
            ["意向车型", "晨星", "意向级别", "H"],
            ["日期", "跟进方式", "跟进内容", "级别"],
            ["2026-11-01", "电话", "再约", "H"],
            ["2026-11-05", "到店", "试驾", "A"],
            NONE,
            ["客户姓名", LI, "联系电话", PHONE[LI]],
            ["意向车型", "小满", "意向级别", "B"],
        ],
        (ZHANG, LI),
        (0, 0),
    ),
    "a card with colons in its cells": Awkward(
        [
            ["客户信息卡"],
            [f"姓名：{ZHANG}", f"电话：{PHONE[ZHANG]}"],
            ["意向车型：晨星", "级别：H"],
        ],
        (ZHANG,),
        (0, 0),
    ),
    "cards below each other": Awkward(
        list(
            chain.from_iterable(
                [["姓名", n], ["手机", PHONE[n]], ["意向级别", "A"], NONE]
                for n in (ZHANG, LI, WANG)
            )
        ),
        (ZHANG, LI, WANG),
        (0, 0),
    ),
    "cards beside each other": Awkward(
        [
            ["姓名", ZHANG, "", "姓名", LI],
            ["手机", PHONE[ZHANG], "", "手机", PHONE[LI]],
            ["级别", "H", "", "级别", "A"],
        ],
        (ZHANG, LI),
        (0, 0),
    ),
    "a list lying on its side": Awkward(
        [
            ["客户姓名", ZHANG, LI, WANG],
            ["手机号码", PHONE[ZHANG], PHONE[LI], PHONE[WANG]],
            ["意向车型", "晨星", "青川", "小满"],
            ["意向级别", "H", "A", "B"],
        ],
        (ZHANG, LI, WANG),
        (0, 0),
    ),
}

SHEETS = BANNERS | LANGUAGES | ENDS | SEVERAL | WITHOUT | CARDS
