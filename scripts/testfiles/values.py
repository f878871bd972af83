"""Workbooks whose cells are written in every way a sales desk writes them."""

from __future__ import annotations

from datetime import date
from typing import Any

from scripts.testfiles.books import book
from scripts.testfiles.made import HEADER, PEOPLE, Row, file

_NAMES = [str(person[1]) for person in PEOPLE]
_PHONES = [str(person[2]) for person in PEOPLE]


def _beside(header: str, *cells: object) -> list[Row]:
    """Return a table of names, phones and one more column."""
    rows: list[Row] = [["姓名", "手机", header]]
    for i, cell in enumerate(cells):
        rows.append([f"{_NAMES[i % 5]}{'' if i < 5 else i}", f"138000010{i:02}", cell])  # type: ignore[list-item]
    return rows


@file("phones_as_numbers.xlsx")
def phones_as_numbers() -> bytes:
    rows: list[Row] = [HEADER, *([*p[:2], float(str(p[2])), *p[3:]] for p in PEOPLE)]
    return book(("客户", rows))


@file("ids_with_zeros.xlsx")
def ids_with_zeros() -> bytes:
    rows: list[Row] = [
        ["客户ID", "姓名", "手机"],
        ["001", "张伟", "13800000001"],
        ["0010", "李娜", "13900000002"],
        ["1", "王强", "15000000003"],
        [10, "欧阳静", "18600000004"],
        ["A-007", "赵敏", "17700000005"],
    ]
    return book(("客户", rows))


@file("phones_in_every_spelling.xlsx")
def phones_in_every_spelling() -> bytes:
    spellings = (
        "138 0000 0001", "138-0000-0002", "+86 13800000003", "8613800000004", "008613800000005",
        "１３８０００００００６", "13800000007/13900000007", "13800000008、0571-88880008",
        "021-55550009", "(010)66660010", "0571-88880011转802", "4008000012", "手机：13800000013",
        "13800000014（微信同号）", "13800000015\n13900000015", "  13800000016  ", "'13800000017",
        "+852 91230018", "无", "—", "N/A",
    )  # fmt: skip
    surnames = "王李张刘陈杨黄赵周吴徐孙马朱胡郭何高林罗郑"
    rows: list[Row] = [["客户姓名", "联系方式"]]
    rows += [[f"{surnames[i]}一{'甲乙丙丁'[i % 4]}", text] for i, text in enumerate(spellings)]
    return book(("客户", rows))


@file("phones_beyond_repair.xlsx")
def phones_beyond_repair() -> bytes:
    rows: list[Row] = [
        ["姓名", "手机"],
        ["张伟", "1.38E+10"],
        ["李娜", "1380000000"],
        ["王强", "138****0003"],
        ["欧阳静", "问前台"],
        ["赵敏", "13800000005"],
        ["孙丽", "138000000061"],
    ]
    return book(("客户", rows))


@file("dates_in_every_spelling.xlsx")
def dates_in_every_spelling() -> bytes:
    return book(
        (
            "2026年客户",
            _beside(
                "登记日期", "2026-3-5", "2026/3/5", "2026.3.5", "2026年3月5日", "20260305",
                20260305, 46086, date(2026, 3, 5), "3月5日", "2026-03-05 14:30:00",
                "2026年3月5日 星期四", "26年3月5日", "5-Mar-2026", "２０２６－０３－０５",
                "2026-03-05T14:30:00", "46086",
            ),
        )
    )  # fmt: skip


@file("dates_beyond_repair.xlsx")
def dates_beyond_repair() -> bytes:
    return book(
        (
            "客户",
            _beside(
                "登记日期", "2026-2-30", "9999-12-31", "1900-01-00", "上周", "2026-13-01", "待定",
                "0000-00-00", "2099-12-31",
            ),
        )
    )  # fmt: skip


@file("dates_day_first.xlsx")
def dates_day_first() -> bytes:
    """One 25 in the column tells the order of all."""
    return book(
        ("客户", _beside("登记日期", "03/05/2026", "04/05/2026", "25/05/2026", "06/05/2026"))
    )


@file("dates_unclear.xlsx")
def dates_unclear() -> bytes:
    return book(("客户", _beside("登记日期", "03/05/2026", "04/05/2026", "05/05/2026")))


@file("serial_numbers.xlsx")
def serial_numbers() -> bytes:
    rows: list[Row] = [HEADER, *([*p[:5], 46327 + i, p[6]] for i, p in enumerate(PEOPLE))]
    return book(("客户", rows))


@file("epoch_1904.xlsx")
def epoch_1904() -> bytes:
    rows: list[Row] = [["姓名", "手机", "登记日期", "下次跟进日期"]]
    rows += [
        [n, p, date(2026, 11, 1 + i), 44865 + i]
        for i, (n, p) in enumerate(zip(_NAMES, _PHONES, strict=True))
    ]
    return book(("客户", rows), options={"date_1904": True})


@file("formula_cells.xlsx")
def formula_cells() -> bytes:
    def formulas(_: Any, page: Any) -> None:
        for row, (name, phone) in enumerate(zip(_NAMES, _PHONES, strict=True), 1):
            page.write_formula(row, 0, f'=TRIM("{name} ")', None, name)
            page.write_formula(row, 1, f"={phone}+0", None, int(phone))
            page.write_formula(row, 2, "=A1", None, "")

    return book(("客户", [["姓名", "手机", "备注"]]), dress=formulas)


@file("error_cells.xlsx")
def error_cells() -> bytes:
    def errors(_: Any, page: Any) -> None:
        page.write_formula(2, 2, "=VLOOKUP(1,A1:A2,2,0)", None, "#N/A")
        page.write_formula(3, 2, "=1/0", None, "#DIV/0!")
        page.write_formula(4, 3, "=NOSUCH()", None, "#NAME?")

    rows: list[Row] = [["姓名", "手机", "意向车型", "备注"]]
    rows += [[p[1], p[2], p[4], p[6]] for p in PEOPLE]
    return book(("客户", rows), dress=errors)


@file("rich_text.xlsx")
def rich_text() -> bytes:
    def rich(workbook: Any, page: Any) -> None:
        red = workbook.add_format({"color": "red", "bold": True})
        page.write_rich_string(1, 1, "张", red, "伟")
        page.write_rich_string(2, 6, "要", red, "白色", "，急")

    return book(("客户", [HEADER, *PEOPLE]), dress=rich)


@file("links_and_comments.xlsx")
def links_and_comments() -> bytes:
    def links(_: Any, page: Any) -> None:
        page.write_url(1, 1, "https://example.com/1", None, "张伟")
        page.write_comment(2, 2, "周末打")
        page.data_validation(1, 3, 5, 3, {"validate": "list", "source": ["H", "A", "B", "C"]})

    return book(("客户", [HEADER, *PEOPLE]), dress=links)


@file("money.xlsx")
def money() -> bytes:
    return book(
        (
            "客户",
            _beside(
                "购车预算", "15.8万", "15-20万", "15万-20万", "15~20", "¥158,000", "158000", 158000,
                "20万以内", "50万以上", "15万左右", "约15.8万元", "158,000.00元", "待定", "面议",
                15.8, "-5",
            ),
        )
    )  # fmt: skip


@file("money_in_wan.xlsx")
def money_in_wan() -> bytes:
    rows: list[Row] = [["姓名", "手机", "成交价（万元）", "订车日期"]]
    rows += [
        [n, p, 12.5 + i, "2026-10-01"] for i, (n, p) in enumerate(zip(_NAMES, _PHONES, strict=True))
    ]
    return book(("订单", rows))


@file("marks.xlsx")
def marks() -> bytes:
    return book(
        (
            "客户",
            _beside("拒绝营销", "√", "✓", "○", "是", "Y", 1, True, "×", "否", "N", 0, "", "也许"),
        )
    )


@file("empty_words.xlsx")
def empty_words() -> bytes:
    return book(
        (
            "客户",
            _beside("意向车型", "无", "N/A", "NaN", "null", "-", "——", "暂无", " ", "#N/A", "未知"),
        )
    )


@file("genders.xlsx")
def genders() -> bytes:
    return book(
        ("客户", _beside("性别", "男", "女", "先生", "女士", "M", "F", "male", "保密", "男性", "1"))
    )


@file("levels.xlsx")
def levels() -> bytes:
    return book(
        (
            "客户",
            _beside(
                "意向级别", "H", "h级", "Ａ", "B类", "C（30天内）", "H-7天内", "战败", "", "Q", "N"
            ),
        )
    )


@file("level_d_with_h.xlsx")
def level_d_with_h() -> bytes:
    return book(("客户", _beside("级别", "H", "A", "B", "D", "C")))


@file("level_d_without_h.xlsx")
def level_d_without_h() -> bytes:
    return book(("客户", _beside("级别", "A", "A", "B", "D", "C")))


@file("words_no_list_knows.xlsx")
def words_no_list_knows() -> bytes:
    """Sources and levels in words of the house; half of them a list knows in another spelling."""
    rows: list[Row] = [["姓名", "手机", "客户来源", "意向级别", "关注点"]]
    sources = (
        "朋友圈广告",
        "自然进店",
        "朋友圈 广告",
        "转介绍",
        "汽车之家专线",
        "ＣＲＭ",
        "朋友圈广告",
        "",
    )
    levels = ("重点", "H", "重点", "一般", "A", "", "B", "重点")
    concerns = ("空间、后备箱", "油耗", "后备箱/空间", "", "", "安全", "", "后备箱")
    for i, given in enumerate(zip(sources, levels, concerns, strict=True)):
        rows.append([f"{_NAMES[i % 5]}{'甲乙丙丁戊己庚辛'[i]}", f"138000010{i:02}", *given])
    return book(("客户", rows))


@file("bare_date.xlsx")
def bare_date() -> bytes:
    return book(("客户", _beside("日期", "2026-11-01", "2026-11-02", "2026-11-03")))


@file("grade_is_membership.xlsx")
def grade_is_membership() -> bytes:
    return book(("客户", _beside("客户等级", "金卡", "银卡", "普通", "金卡", "钻石")))


@file("grade_is_open.xlsx")
def grade_is_open() -> bytes:
    return book(("客户", _beside("客户等级", "A", "B", "C", "A", "B")))


@file("sources_are_websites.xlsx")
def sources_are_websites() -> bytes:
    return book(("线索", _beside("来源", "汽车之家", "懂车帝", "易车", "汽车之家", "抖音")))


@file("two_phone_columns.xlsx")
def two_phone_columns() -> bytes:
    rows: list[Row] = [["姓名", "手机号码", "联系电话"]]
    rows += [[n, p, f"1370000{i:04}"] for i, (n, p) in enumerate(zip(_NAMES, _PHONES, strict=True))]
    return book(("客户", rows))


@file("mobile_and_landline.xlsx")
def mobile_and_landline() -> bytes:
    rows: list[Row] = [["姓名", "电话", "联系电话"]]
    rows += [
        [n, p, f"0571-8888{i:04}"] for i, (n, p) in enumerate(zip(_NAMES, _PHONES, strict=True))
    ]
    return book(("客户", rows))


@file("salesperson_phone.xlsx")
def salesperson_phone() -> bytes:
    rows: list[Row] = [
        ["销售顾问", "销售顾问电话", "客户姓名", "客户电话", "介绍人", "介绍人电话"],
        ["李强", "13500000091", "张伟", "13800000001", "周建", "13600000071"],
        ["王芳", "13500000092", "李娜", "13900000002", "", ""],
        ["李强", "13500000091", "王强", "15000000003", "", ""],
    ]
    return book(("客户", rows))


@file("phone_under_odd_header.xlsx")
def phone_under_odd_header() -> bytes:
    rows: list[Row] = [["姓名", "客资", "意向车型"], *([p[1], p[2], p[4]] for p in PEOPLE)]
    return book(("客户", rows))


@file("refused_columns.xlsx")
def refused_columns() -> bytes:
    rows: list[Row] = [
        ["姓名", "手机", "登录密码", "银行卡号", "身份证照片", "宗教信仰", "孩子姓名"],
        ["张伟", "13800000001", "abc123", "6222020000000000001", "1.jpg", "无", "小宝"],
        ["李娜", "13900000002", "888888", "6222020000000000002", "2.jpg", "佛教", ""],
    ]
    return book(("客户", rows))


@file("phone_in_name.xlsx")
def phone_in_name() -> bytes:
    rows: list[Row] = [
        ["客户", "意向车型"],
        ["张伟13800000001", "星越"],
        ["李娜 13900000002", "星瑞"],
        ["王先生/15000000003", "豪越"],
        ["赵敏（17700000005）", "缤越"],
    ]
    return book(("客户", rows))
