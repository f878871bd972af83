"""Columns that mean something only together, and cells that hold two things at once."""

from __future__ import annotations

from typing import Any

from scripts.testfiles.books import book
from scripts.testfiles.made import Row, file


@file("names_with_phones.xlsx")
def names_with_phones() -> bytes:
    """One cell for name and phone, models under a word that mostly means the level."""
    rows: list[Row] = [
        ["姓名/电话", "意向", "跟进"],
        ["张伟 13800000001", "朗逸 1.5 白", "周末带家人来看车，价格谈得差不多"],
        ["李女士：139-0000-0002", "朗逸 1.5 黑", "已加微信"],
        ["13600000003王强", "途岳 1.4T", ""],
        ["赵敏（电话 021-66778899）", "帕萨特 2.0", "等旧车卖掉再来"],
    ]
    return book(("客户", rows))


@file("name_in_three_parts.csv")
def name_in_three_parts() -> bytes:
    """An empty column for nicknames takes nothing from the parts of the name."""
    return "\r\n".join(
        (
            "First Name,Middle Name,Last Name,Nickname,Phone 1 - Value,Phone 2 - Value",
            "明,,周,,13800000001 ::: 13800000011,021-66778899",
            "华,,吴,,13800000002,021-66778899",
            "Anna,Maria,Smith,,13800000003,021-66778899",
            "",
        )
    ).encode()


@file("nicknames_and_given_names.csv")
def nicknames_and_given_names() -> bytes:
    """What the showroom calls people counts, not what they call themselves."""
    return "\r\n".join(
        (
            "昵称,备注名,添加人,添加时间,来源,手机",
            "风一样,张伟,李强,2026-11-01 10:00,扫描二维码,13800000001",
            "小太阳,李娜,李强,2026-11-02 10:00,搜索手机号,13900000002",
            "A0修车,王强,王芳,2026-11-03 10:00,扫描二维码,15000000003",
            "",
        )
    ).encode()


@file("ticked_columns.xlsx")
def ticked_columns() -> bytes:
    """The visitor form on the desk of many showrooms: one column for each level, to be ticked."""
    marks = ["√", "✓", "√", "○"]
    rows: list[Row] = [
        ["2026年3月份展厅来店客户登记表"],
        [
            "序号",
            "客户姓名",
            "电话",
            "性别",
            None,
            "意向级别",
            None,
            None,
            None,
            "接待顾问",
            "备注",
        ],
        [None, None, None, "男", "女", "H", "A", "B", "C", None, None],
    ]
    for i, name in enumerate(["张伟", "李娜", "王强", "赵敏"]):
        level = [mark if i == k else None for k, mark in enumerate(marks)]
        sex = [None, "√"] if i % 2 else ["√", None]
        rows.append([i + 1, name, f"138000000{i + 1:02}", *sex, *level, "王芳", ""])
    rows[5][8] = "√"  # type: ignore[index]  # two levels for one person
    rows.append(["合计", None, None, 2, 2, 1, 1, 1, 2, None, None])

    def groups(_: Any, page: Any) -> None:
        page.merge_range("A1:K1", rows[0][0])
        page.merge_range("D2:E2", "性别")
        page.merge_range("F2:I2", "意向级别")
        for column in "ABCJK":
            page.merge_range(f"{column}2:{column}3", rows[1]["ABCDEFGHIJK".index(column)])

    return book(("3月", rows), dress=groups)


@file("lists_beside_each_other.xlsx")
def lists_beside_each_other() -> bytes:
    """A phone list of two pairs of columns without a header."""
    names = list(zip("伟芳娜敏", "静强磊洋", strict=True))
    people: list[Row] = [
        [f"张{one}", f"138000001{i:02}", None, f"李{other}", f"139000002{i:02}"]
        for i, (one, other) in enumerate(names)
    ]
    return book(("通讯录", [["客户通讯录（2025）"], [], *people]))


@file("questionnaire_from_a_chat.csv")
def questionnaire_from_a_chat() -> bytes:
    """The source of all answers is a word for a column too: no card for all that."""
    return "\r\n".join(
        (
            "答题编号,提交答卷时间,来源,来源详情,1、您的姓名：,2、您的手机号码：,总分",
            "1,2026/3/5 10:00:01,微信,N/A,张伟,13800000001,0",
            "2,2026/3/5 10:00:02,微信,N/A,李娜,13900000002,0",
            "3,2026/3/5 10:00:03,微信,N/A,王强,15000000003,0",
            "",
        )
    ).encode()


@file("visits_with_short_days.csv")
def visits_with_short_days() -> bytes:
    """3/1 is a day, not an hour, where the hour of arrival stands beside it."""
    return "\r\n".join(
        (
            "日期,进店时间,离店时间,客户,电话,首次/再次",
            "11/1,10:05,11:00,张伟,13800000001,首次",
            "11/2,14:20,15:00,李娜,13900000002,首次",
            "",
        )
    ).encode()


@file("title_beside_salutation.csv")
def title_beside_salutation() -> bytes:
    return "\r\n".join(
        (
            "Lead ID,Salutation,First Name,Last Name,Title,Company / Account,Mobile,Rating",
            "00Q1,Mr.,Wei,Li,CEO,Acme,13800000001,Hot",
            "00Q2,Ms.,Na,Zhang,CFO,Acme,13900000002,Hot",
            "",
        )
    ).encode()
