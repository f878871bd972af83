"""A few invented customers and a look for their table."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from showroom_crm.exporting.look import ExportNote, Palette, TableLook
from showroom_crm.values.customers import CustomerLine, Flag
from showroom_crm.values.levels import Stage, Tier

LineMaker = Callable[..., CustomerLine]

_LINE: dict[str, Any] = {
    "id": 1,
    "customer_no": "C000001",
    "name": "张三",
    "level": "H",
    "tier": Tier.A,
    "segment": "loyal_fan",
    "score": 82,
    "coverage": 60,
    "stage": Stage.PROSPECT,
    "flags": frozenset({Flag.OVERDUE}),
    "mobile": "13800138000",
    "model": "途观L",
    "salesperson": "王芳",
    "source": "自然进店",
    "next_follow_up_on": dt.date(2026, 3, 5),
    "next_follow_up_topic": "到店邀约",
    "last_contact_on": dt.date(2026, 3, 1),
    "last_contact_note": "想看现车",
    "registered_on": dt.date(2026, 2, 1),
    "expected_on": None,
    "budget_min": 15_000_000,
    "budget_max": 20_000_000,
    "gender": "男",
    "birth_date": dt.date(1990, 5, 17),
    "city": "北京市",
    "plate": "京A12345",
    "vehicle_model": "朗逸",
    "remark": "周末联系",
    "visit_count": 2,
}


@pytest.fixture
def line() -> LineMaker:
    """Make a list line that differs from 张三 by what is given."""
    return lambda **changed: CustomerLine(**{**_LINE, **changed})


@pytest.fixture
def look() -> TableLook:
    """A light palette, words for segments and stages, lists for drop-downs; nothing masked."""
    return TableLook(
        title="Customers & prospects",
        palette=Palette(
            tints={
                Tier.A: "#FEF8E7",
                Tier.B: "#EFF8F1",
                Tier.C: "#EFF5FD",
                Tier.D: "#F8F9FA",
            },
            levels={"H": "#DC4C4C", "B": "#C99A1B"},
            text="#1F2937",
            line="#E6E8EC",
            header="#2F6FED",
            overdue="#D64545",
        ),
        note=ExportNote("王芳", dt.datetime(2026, 3, 6, 9, 30), "monthly review"),
        words={
            "segment": {"loyal_fan": "忠诚粉丝"},
            "stage": {"prospect": "潜客"},
            "flags": {"overdue": "逾期", "birthday": "生日"},
        },
        lists={"level": ("H", "A", "B", "C"), "gender": ("男", "女"), "salesperson": ("王芳",)},
        level_names={"H": "7 天内", "B": "30 天内"},
        tier_names={Tier.A: "重点"},
        masked=False,
    )
