"""The list of test files: each maker stands under the name of the file it makes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TypeAlias

Cell: TypeAlias = str | int | float | bool | date | None
Row: TypeAlias = Sequence[Cell]
Maker: TypeAlias = Callable[[], bytes]

MAKERS: dict[str, Maker] = {}

HEADER: Row = ["客户编号", "姓名", "手机", "意向级别", "意向车型", "登记日期", "备注"]
PEOPLE: list[Row] = [
    ["001", "张伟", "13800000001", "H", "星越", "2026-11-01", "周末带家人看车"],
    ["002", "李娜", "13900000002", "A", "星瑞", "2026-11-03", "要白色"],
    ["003", "王强", "15000000003", "B", "豪越", "2026-11-05", ""],
    ["004", "欧阳静", "18600000004", "C", "星越", "2026-11-08", "比较油耗"],
    ["005", "赵敏", "17700000005", "A", "缤越", "2026-11-10", "预算十五万"],
]
"""Five invented people under HEADER, as most of the files hold them."""


def file(name: str) -> Callable[[Maker], Maker]:
    """Put a maker on the list under the name of its file."""

    def listed(maker: Maker) -> Maker:
        MAKERS[name] = maker
        return maker

    return listed
