"""How people at a sales desk write numbers, dates and sums into a cell."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from random import Random

Cell: TypeAlias = str | int | float | date | datetime | None
Row: TypeAlias = dict[str, Cell]

_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
DATE_HABITS = {
    "李强": ("true", "true", "true", "true"),
    "王芳": ("true", "true", "chinese", "slash"),
    "陈静": ("true", "true", "dots", "serial"),
    "赵磊": ("true", "true", "compact", "compact_number"),
    "周敏": ("true", "true", "day_only", "dots"),
}
"""Each one's own ways to write a date, drawn with equal chance."""


def written_phone(rng: Random, phone: str, second: str = "") -> Cell:
    """A mobile number as a number, or as text in one of the usual ways."""
    if second:
        return f"{phone}/{second}"
    groups = phone[:3], phone[3:7], phone[7:]
    return rng.choices(
        (
            float(phone),
            phone,
            " ".join(groups),
            "-".join(groups),
            f"+86 {phone}",
            f"86{phone}",
            phone.translate(_FULL_WIDTH),
            f"{phone}  ",
        ),
        (58, 22, 6, 4, 3, 2, 2, 3),
    )[0]


def written_date(rng: Random, day: date | None, writer: str) -> Cell:
    """A date in one of the ways of its `writer`."""
    if day is None:
        return None
    forms: dict[str, Cell] = {
        "true": day,
        "chinese": f"{day.year}年{day.month}月{day.day}日",
        "slash": f"{day.year}/{day.month}/{day.day}",
        "dots": f"{day.year}.{day.month}.{day.day}",
        "serial": excel_serial(day),
        "compact": f"{day:%Y%m%d}",
        "compact_number": int(f"{day:%Y%m%d}"),
        "day_only": f"{day.month}月{day.day}日",
    }
    return forms[rng.choice(DATE_HABITS[writer])]


def excel_serial(day: date) -> int:
    """The day's number in the 1900 system of Excel."""
    return (day - date(1899, 12, 30)).days


def written_budget(rng: Random, low: int, high: int) -> Cell:
    """A budget in yuan as a range, a rounded sum or a bare number."""
    return rng.choice(
        (
            f"{low // 10_000}-{high // 10_000}万",
            f"{low // 10_000}-{high // 10_000}万",
            f"{low // 10_000}~{high // 10_000}",
            f"{low // 10_000}万左右",
            f"{high // 10_000}万以内",
            high,
        )
    )


def written_price(rng: Random, yuan: int | None) -> Cell:
    """A price in yuan as a number, as 15.8万 or with thousands separators."""
    if yuan is None:
        return None
    return rng.choice((yuan, yuan, f"{yuan / 10_000:.4g}万", f"{yuan:,}", f"¥{yuan:,}"))


def mark(rng: Random, *, yes: bool) -> Cell:
    """A tick in one of the usual shapes; an empty cell or 否 for no."""
    return rng.choice(("√", "√", "√", "✓", "○", "是")) if yes else rng.choice((None, None, "否"))
