"""Workbooks whose table lies where one would not look: titles, groups, totals, hidden parts."""

from __future__ import annotations

from typing import Any

from scripts.testfiles.books import book
from scripts.testfiles.made import HEADER, PEOPLE, Row, file

_TABLE = [HEADER, *PEOPLE]


@file("plain.xlsx")
def plain() -> bytes:
    return book(("客户", _TABLE))


@file("title_rows.xlsx")
def title_rows() -> bytes:
    title: list[Row] = [
        ["2026年10月意向客户级别状况表"],
        ["销售部", None, "统计日期：2026-10-31", None, None, "单位：人"],
        [],
    ]
    return book(
        ("10月", [*title, *_TABLE]), dress=lambda _, page: page.merge_range("A1:G1", title[0][0])
    )


@file("two_line_header.xlsx")
def two_line_header() -> bytes:
    rows: list[Row] = [
        ["客户信息", None, None, "购车意向", None, "跟进", None],
        ["姓名", "手机", "性别", "车型", "预算", "最近跟进", "下次跟进"],
        ["张伟", "13800000001", "男", "星越", "15-18万", "2026-11-01", "2026-11-25"],
        ["李娜", "13900000002", "女", "星瑞", "12万左右", "2026-11-02", "2026-11-26"],
        ["王强", "15000000003", "男", "豪越", "20万以内", "2026-11-03", "2026-11-27"],
    ]

    def groups(_: Any, page: Any) -> None:
        for area, text in (("A1:C1", "客户信息"), ("D1:E1", "购车意向"), ("F1:G1", "跟进")):
            page.merge_range(area, text)

    return book(("意向客户", rows), dress=groups)


@file("two_line_same_words.xlsx")
def two_line_same_words() -> bytes:
    """Only the group tells whose phone it is."""
    rows: list[Row] = [
        ["客户", None, "销售顾问", None, "保养", None],
        ["姓名", "电话", "姓名", "电话", "上次", "里程"],
        ["张伟", "13800000001", "李强", "13500000091", "2026-05-01", 12000],
        ["李娜", "13900000002", "王芳", "13500000092", "2026-06-01", 23000],
        ["赵敏", "17700000005", "李强", "13500000091", "2026-07-01", 8000],
    ]

    def groups(_: Any, page: Any) -> None:
        for area, text in (("A1:B1", "客户"), ("C1:D1", "销售顾问"), ("E1:F1", "保养")):
            page.merge_range(area, text)

    return book(("保有客户", rows), dress=groups)


@file("bilingual_header.xlsx")
def bilingual_header() -> bytes:
    english: Row = ["Cust No", "Name", "Mobile", "Level", "Model", "Created", "Remark"]
    return book(("客户 Customers", [HEADER, english, *PEOPLE]))


@file("bilingual_cells.xlsx")
def bilingual_cells() -> bytes:
    header: Row = [
        *("客户姓名 Name", "手机\nMobile", "意向级别/Level", "车型(Model)", "备注 Remark"),
    ]
    return book(("客户", [header, *([p[1], p[2], p[3], p[4], p[6]] for p in PEOPLE)]))


@file("totals_and_footer.xlsx")
def totals_and_footer() -> bytes:
    rows: list[Row] = [
        *_TABLE[:4],
        ["小计", None, 3],
        *_TABLE[4:],
        ["合计：5人"],
        [],
        ["制表人：李强", None, None, "审核："],
    ]
    return book(("客户", rows))


@file("hidden_rows.xlsx")
def hidden_rows() -> bytes:
    def hide(_: Any, page: Any) -> None:
        page.set_row(2, None, None, {"hidden": True})
        page.set_row(4, None, None, {"hidden": True})

    return book(("客户", _TABLE), dress=hide)


@file("hidden_sheet.xlsx")
def hidden_sheet() -> bytes:
    old: list[Row] = [
        HEADER,
        *([*p[:2], f"1310000{i:04}", *p[3:]] for i, p in enumerate(PEOPLE * 3)),
    ]

    def hide(workbook: Any, _: Any) -> None:
        workbook.worksheets()[1].hide()

    return book(("客户", _TABLE), ("旧数据", old), dress=hide)


@file("lookup_sheets.xlsx")
def lookup_sheets() -> bytes:
    lists: list[Row] = [
        ["级别", "车型", "来源"],
        *(
            [x, y, z]
            for x, y, z in zip(
                "HABCNO" * 3,
                ["星越", "星瑞", "豪越"] * 6,
                ["自然进店", "网络线索", "车展"] * 6,
                strict=True,
            )
        ),
    ]
    notes: list[Row] = [["填写说明"], ["1. 手机必填"], ["2. 级别从下拉中选择"]]
    return book(("填写说明", notes), ("字典", lists), ("客户信息", _TABLE))


@file("sheets_per_month.xlsx")
def sheets_per_month() -> bytes:
    return book(
        ("9月", _TABLE[:3]), ("10月", _TABLE), ("汇总", [["月份", "人数"], ["9月", 2], ["10月", 5]])
    )


@file("merged_cells.xlsx")
def merged_cells() -> bytes:
    rows: list[Row] = [
        ["销售顾问", "姓名", "手机", "来源"],
        ["李强", "张伟", "13800000001", "自然进店"],
        [None, "李娜", "13900000002", None],
        [None, "王强", "15000000003", None],
        ["王芳", "欧阳静", "18600000004", "车展"],
        [None, "赵敏", "17700000005", "车展"],
    ]

    def merge(_: Any, page: Any) -> None:
        page.merge_range("A2:A4", "李强")
        page.merge_range("A5:A6", "王芳")
        page.merge_range("D2:D4", "自然进店")

    return book(("客户", rows), dress=merge)


@file("far_away_table.xlsx")
def far_away_table() -> bytes:
    return book(("客户", _TABLE), top=24, left=5)


@file("blank_rows.xlsx")
def blank_rows() -> bytes:
    rows: list[Row] = [HEADER, [], [], *PEOPLE[:2], [], *PEOPLE[2:]]
    return book(("客户", rows))


@file("example_before_header.xlsx")
def example_before_header() -> bytes:
    rows: list[Row] = [
        ["填写示例", None, None],
        ["姓名", "手机", "级别"],
        ["示例：张三", "13800138000", "H"],
        [],
        ["以下为正式数据"],
        *_TABLE,
    ]
    return book(("客户", rows))


@file("repeated_header.xlsx")
def repeated_header() -> bytes:
    return book(("打印", [HEADER, *PEOPLE[:2], HEADER, *PEOPLE[2:]]))


@file("duplicate_headers.xlsx")
def duplicate_headers() -> bytes:
    rows: list[Row] = [
        ["姓名", "电话", "电话", "备注", "备注", None],
        ["张伟", "13800000001", "13700000081", "要白色", "本月签", "红"],
        ["李娜", "13900000002", "13700000082", "", "下月看", None],
        ["王强", "15000000003", "", "再比较", "", "蓝"],
    ]
    return book(("客户", rows))


@file("line_numbers.xlsx")
def line_numbers() -> bytes:
    return book(("客户", [["序号", *HEADER[1:]], *([i, *p[1:]] for i, p in enumerate(PEOPLE, 1))]))


@file("unknown_columns.xlsx")
def unknown_columns() -> bytes:
    rows: list[Row] = [
        ["姓名", "手机", "星座", "会议室编码"],
        *([p[1], p[2], "狮子座", f"R{i}"] for i, p in enumerate(PEOPLE)),
    ]
    return book(("客户", rows))


@file("autofilter_and_freeze.xlsx")
def autofilter_and_freeze() -> bytes:
    def filtered(_: Any, page: Any) -> None:
        page.autofilter(0, 0, 5, 6)
        page.freeze_panes(1, 2)
        page.filter_column("D", "x == A")
        for row in (1, 3, 4):
            page.set_row(row, None, None, {"hidden": True})

    return book(("客户", _TABLE), dress=filtered)


@file("order_lines.xlsx")
def order_lines() -> bytes:
    rows: list[Row] = [
        ["订单号", "商品编码", "商品名称", "数量", "单价", "金额"],
    ]
    for i in range(12):
        count = 1 + i % 3
        rows.append([f"SO{i // 2:04}", f"P{i:03}", "机油", count, 280, 280 * count])
    return book(("明细", rows))


@file("policies_only.xlsx")
def policies_only() -> bytes:
    rows: list[Row] = [
        ["保单号", "险种", "保险公司", "保险到期", "保费"],
    ]
    for i in range(8):
        rows.append([f"PD{i:06}", "商业险", "平安", "2027-01-01", 3800 + i])
    return book(("保单", rows))


@file("vertical_card.xlsx")
def vertical_card() -> bytes:
    """One customer written downwards, as on a paper card."""
    rows: list[Row] = [["客户卡"], ["姓名", "张伟"], ["手机", "13800000001"], ["级别", "H"]]
    return book(("卡", rows))


@file("empty.xlsx")
def empty() -> bytes:
    return book(("Sheet1", []))


@file("header_only.xlsx")
def header_only() -> bytes:
    return book(("客户", [HEADER]))
