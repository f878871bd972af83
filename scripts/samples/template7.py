"""The seven-column classification template, with twelve example customers and no telephone."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

FILE_NAME = "客户分类模板.xlsx"
HEADERS = ("客户ID", "姓名", "客户类型", "客户来源", "购买频率(月)", "上一次购买时间", "备注")
ROWS: tuple[tuple[str, str, str, str, int | None, date | None, str | None], ...] = (
    ("001", "张文博", "忠诚客户", "线下门店", 6, date(2026, 9, 12), "推荐过两位朋友"),
    ("002", "李雅琴", "潜在客户", "线上广告", None, None, "关注青川 PRO"),
    ("003", "王建辉", "流失客户", "线下门店", 24, date(2023, 4, 18), "两年未到店"),
    ("004", "欧阳思颖", "忠诚客户", "朋友推荐", 5, date(2026, 10, 26), None),
    ("005", "单志鹏", "高价值客户", "车展", 12, date(2026, 3, 5), "公司两台车"),
    ("006", "曾晓燕", "潜在客户", "线上广告", None, None, None),
    ("007", "云州市恒启商贸有限公司", "高价值客户", "老客户介绍", 8, date(2026, 6, 30), "开专票"),
    ("008", "仇明远", "一般客户", "线下门店", 18, date(2025, 7, 2), None),
    ("009", "解佳怡", "流失客户", "线上广告", 36, date(2022, 11, 11), "已购他品牌"),
    ("010", "赵先生", "潜在客户", "路过", None, None, "只留了姓"),
    ("011", "查国强", "一般客户", "朋友推荐", 12, date(2025, 12, 20), None),
    ("012", "上官秀萍", "忠诚客户", "老客户介绍", 6, date(2026, 8, 8), "生日月到店有礼"),
)


def write(path: Path) -> None:
    """Writes the workbook."""
    import xlsxwriter

    with xlsxwriter.Workbook(str(path)) as book:
        book.set_properties({"created": datetime(2026, 11, 20, 8, 30)})
        sheet = book.add_worksheet("客户分类")
        sheet.write_row(0, 0, HEADERS, book.add_format({"bold": True}))
        sheet.set_column(0, len(HEADERS) - 1, 16)
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for line, row in enumerate(ROWS, start=1):
            for place, value in enumerate(row):
                if isinstance(value, date):
                    sheet.write_datetime(line, place, value, day)
                elif isinstance(value, str):
                    sheet.write_string(line, place, value)
                elif value is not None:
                    sheet.write_number(line, place, value)
