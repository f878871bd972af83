"""Leads from car portals and video sites as a GB 18030 text file: 180 rows, 30 known already."""

from __future__ import annotations

import csv
import io
from datetime import datetime, timedelta
from random import Random
from typing import TYPE_CHECKING

from scripts.samples import dms_export, showroom
from scripts.samples.people import TOWNS, Person, person

if TYPE_CHECKING:
    from pathlib import Path

    from scripts.samples.prospects import Prospect

FILE_NAME = "线上线索_20261119.csv"
ENCODING = "gb18030"
LEADS, KNOWN = 180, 30
SEED = 20261119
_FIRST_NUMBER = 2001  # of the people who are in no other file
HEADERS = (
    "线索ID",
    "姓名",
    "手机号",
    "意向车型",
    "城市",
    "媒体",
    "线索时间",
    "询价内容",
    "隐私授权",
)
RARE_NAMES = {21: "王㛃", 64: "陈𬭎", 103: "李䶮", 150: "赵喆㛃"}
"""Names with characters that GB 18030 knows and GBK does not, by place in the file."""

_QUESTIONS = (
    "{model}落地价多少？",
    "你好，{model}最低价格是多少,能分期吗",
    "想问{model}有没有现车，{color}的，什么时候能提",
    '看到直播说"限时优惠12000",是真的吗？',
    "询底价\n车型：{model}\n颜色：{color}",
    "预约试驾{model}，周六上午，两个人",
    "老车置换{model}能补多少\r\n2016年的车,开了8万公里",
    "对比{rival}，你们有什么优势",
    '三个人坐后排挤不挤，"后备箱"多大',
    "外地户口能上牌吗,需要什么手续",
    "这个周末有活动吗？",
    "",
    "",
)
_ELECTRIC_QUESTIONS = ("电池质保几年，, 冬天续航打几折", "家里没车位，能装充电桩吗")


def rows() -> list[tuple[str, ...]]:
    """The 180 leads as cells of text, newest first."""
    rng = Random(SEED)
    known = rng.sample(dms_export.prospects(), KNOWN)
    people: list[tuple[Person, Prospect | None]] = [(each.person, each) for each in known]
    people += [(person(rng, _FIRST_NUMBER + n), None) for n in range(LEADS - KNOWN)]
    rng.shuffle(people)
    at = datetime(2026, 11, 19, 22, 48, 5)
    leads = []
    for place, (who, prospect) in enumerate(people):
        leads.append(_lead(rng, place, who, prospect, at))
        at -= timedelta(minutes=rng.randint(20, 420), seconds=rng.randint(0, 59))
    return leads


def _lead(
    rng: Random, place: int, who: Person, known: Prospect | None, at: datetime
) -> tuple[str, ...]:
    model = known.wish.model if known else rng.choice(showroom.MODELS)
    electric = _ELECTRIC_QUESTIONS if model.energy == "纯电" else ()
    question = rng.choice(_QUESTIONS + electric).format(
        model=model.name, color=rng.choice(showroom.COLORS), rival=rng.choice(showroom.RIVALS)
    )
    return (
        f"\tXS2026{11_900_000 + LEADS - place}",  # the tab keeps Excel from making it a number
        RARE_NAMES.get(place) or _screen_name(rng, who),
        _phone(place, who.phone, hidden=known is None),
        model.name,
        rng.choice((f"{TOWNS[0]}市", f"{TOWNS[0]}市", *TOWNS)),
        rng.choice(showroom.MEDIA),
        f"{at:%Y/%m/%d %H:%M}" if place % 17 == 0 else f"{at:%Y-%m-%d %H:%M:%S}",
        question,
        rng.choice(("是", "是", "是", "已同意", "否", "")),
    )


def _screen_name(rng: Random, who: Person) -> str:
    """Half give their name; others a polite form, a nickname or nothing of use."""
    draw = rng.random()
    if draw < 0.5 or not who.gender:
        return who.name
    if draw < 0.85:
        return who.polite
    return rng.choice((f"用户{who.phone[-4:]}", "Leo", "晴天", f"{who.surname}小姐", "匿名用户"))


def _phone(place: int, phone: str, *, hidden: bool) -> str:
    """The number with a tab before it, or its middle hidden by the portal for two of them."""
    if hidden and place in {37, 38, 121, 122}:
        return f"{phone[:3]}****{phone[-4:]}"
    return f"\t{phone}" if place % 3 else phone


def write(path: Path) -> None:
    """Writes the file with Windows line ends and quotes only where they are needed."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(HEADERS)
    writer.writerows(rows())
    path.write_bytes(text.getvalue().encode(ENCODING))
