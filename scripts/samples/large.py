"""Many customers for benchmarks: a clean workbook of any length, or plain rows for a store.

python -m scripts.samples.large 10000 customers.xlsx
"""

from __future__ import annotations

import sys
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, TypedDict

from scripts.samples.prospects import Prospect, prospect

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.samples.writing import Cell

FIRST_NUMBER = 100_001  # far from the people of the sample files
COLUMNS: dict[str, str] = {
    "customer_id": "潜客ID",
    "name": "客户姓名",
    "gender": "性别",
    "mobile": "联系电话",
    "wechat": "微信号",
    "source_l1": "客户来源",
    "source_l2": "二级渠道",
    "salesperson": "销售顾问",
    "registered_at": "登记日期",
    "first_visit_at": "首次到店时间",
    "last_visit_at": "最近一次到店时间",
    "visit_count": "到店次数",
    "level": "意向级别",
    "customer_type": "客户类型",
    "model": "意向车型",
    "color": "意向颜色",
    "budget": "预算",
    "competitor": "竞品车型",
    "owned_car": "现有车型",
    "expect_date": "预计购车时间",
    "quote": "报价",
    "last_follow_at": "最近一次跟进时间",
    "last_follow_note": "跟进记录",
    "next_follow_at": "下次跟进日期",
    "remark": "备注",
}
"""The 25 columns: key of the field and header, as in the month export."""


class Contact(TypedDict):
    """One entry of the contact log."""

    at: datetime
    channel: str
    topic: str
    succeeded: bool
    note: str
    level_after: str
    next_at: date | None
    by: str


class Customer(TypedDict):
    """One customer: the 25 fields and three entries of the contact log, oldest first."""

    fields: dict[str, Cell]
    contacts: list[Contact]


def customers(count: int, seed: int = 1) -> Iterator[Customer]:
    """`count` different customers, the same for the same seed; phones are text, sums in yuan."""
    rng = Random(seed)
    for number in range(FIRST_NUMBER, FIRST_NUMBER + count):
        each = prospect(rng, number)
        yield {"fields": _fields(each), "contacts": _contacts(rng, each)}


def _fields(each: Prospect) -> dict[str, Cell]:
    origin, visits, wish, follow_up = each.origin, each.visits, each.wish, each.follow_up
    return {
        "customer_id": f"{each.number:07d}",
        "name": each.person.name,
        "gender": each.person.gender,
        "mobile": each.person.phone,
        "wechat": each.wechat,
        "source_l1": origin.source,
        "source_l2": origin.media,
        "salesperson": origin.salesperson,
        "registered_at": origin.registered,
        "first_visit_at": visits.first,
        "last_visit_at": visits.last,
        "visit_count": visits.count,
        "level": each.level,
        "customer_type": wish.kind,
        "model": wish.model.name,
        "color": wish.color,
        "budget": wish.budget[1],
        "competitor": wish.rival,
        "owned_car": wish.owned,
        "expect_date": wish.expected,
        "quote": wish.quote,
        "last_follow_at": follow_up.last,
        "last_follow_note": follow_up.note,
        "next_follow_at": follow_up.next,
        "remark": each.remark,
    }


def _contacts(rng: Random, each: Prospect) -> list[Contact]:
    """Three talks from registration to the last one."""
    first, last = each.origin.registered, each.follow_up.last or each.origin.registered
    days = (first, first + (last - first) // 2, last)
    following = (days[1], days[2], each.follow_up.next)
    topics = ("到店接待" if each.visits.first == first else "日常跟进", "到店邀约", "日常跟进")
    return [
        {
            "at": datetime.combine(day, time(9)) + timedelta(minutes=rng.randrange(9 * 60)),
            "channel": rng.choice(("电话", "电话", "微信", "展厅接待")),
            "topic": topic,
            "succeeded": rng.random() < 0.8,
            "note": each.follow_up.note,
            "level_after": each.level,
            "next_at": next_at,
            "by": each.origin.salesperson,
        }
        for day, next_at, topic in zip(days, following, topics, strict=True)
    ]


def write(path: Path, count: int, seed: int = 1, start: int = 0) -> None:
    """Writes a workbook of `count` rows under one header line, in constant memory.

    The first `start` customers of the seed are left out.
    """
    import xlsxwriter

    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        book.set_properties({"created": datetime(2026, 11, 20, 8, 30)})
        sheet = book.add_worksheet("潜客")
        day_format = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_row(0, 0, COLUMNS.values())
        for line, customer in enumerate(islice(customers(start + count, seed), start, None), 1):
            for place, value in enumerate(customer["fields"].values()):
                if isinstance(value, date):
                    sheet.write_datetime(line, place, value, day_format)
                elif isinstance(value, str):
                    if value:
                        sheet.write_string(line, place, value)
                elif value is not None:
                    sheet.write_number(line, place, value)


if __name__ == "__main__":
    write(Path(sys.argv[2]), int(sys.argv[1]))
