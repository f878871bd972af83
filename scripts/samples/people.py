"""Invented people: names, telephone numbers, plates, vehicle and identity numbers nobody can have.

Each number passes the usual checks of form, yet lies outside of what is issued:

- Mobile numbers begin with 154, 164 or 194. No operator was ever given these three blocks, while
  their neighbours (150-153, 155-159, 162, 165-167, 190-193, 195-199) were; libphonenumber 9.0
  accepts no number in them.
- Plates carry the authority codes 宁Z, 青Z and 琼Z. Ningxia issues A to E, Qinghai A to H and
  Hainan A to F; there is no authority Z in any of the three.
- Vehicle numbers have a correct check digit, but begin with G, a region that ISO 3780 has given to
  no country.
- Identity numbers have a correct check digit, but begin with 649901: Ningxia's prefectures end at
  6405.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date
    from random import Random

MOBILE_PREFIXES = ("154", "164", "194")
PLATE_AUTHORITIES = ("宁Z", "青Z", "琼Z")
MANUFACTURER = "GZX"
ID_REGION = "649901"

COMMON_SURNAMES = tuple(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭吕苏卢蒋蔡贾丁魏薛叶余潘杜戴夏钟汪田任姜范方石姚谭邹熊金陆"
)
TRICKY_SURNAMES = ("曾", "单", "仇", "查", "翟", "覃", "解", "欧阳", "上官", "司马")
_GIVEN = {
    "男": (
        "志建文俊家永国明思宇浩子天一嘉晓立学泽承",
        "强军杰辉鹏飞涛斌轩然博宁远成峰凯豪阳林超",
    ),
    "女": (
        "雅静丽晓雪思婉欣佳慧玉梦美诗若秀春紫海亦",
        "婷琴怡娟敏萍燕雯琳芳颖洁梅萱瑶霞莹妍岚珊",
    ),
}
TOWNS = ("云州", "临溪", "安平", "青石", "白塘", "河湾")
_FIRM_WORDS = "恒宏安明众瑞鑫禾川途"
_TRADES = ("商贸", "农业", "物流", "建材", "教育", "装饰", "餐饮", "科技")

_VIN_VALUES = dict(
    zip(
        "0123456789ABCDEFGHJKLMNPRSTUVWXYZ",
        [*range(10), *range(1, 9), *range(1, 6), 7, 9, *range(2, 10)],
        strict=True,
    )
)
_VIN_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
_VIN_YEARS = "KLMNPRSTVWXY"  # from 2019 on
_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_PLATE_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody the showroom knows: a person with a gender, or a company with none."""

    name: str
    gender: str
    phone: str

    @property
    def surname(self) -> str:
        """The surname alone, two characters for the few double ones."""
        return next((s for s in TRICKY_SURNAMES if self.name.startswith(s)), self.name[:1])

    @property
    def polite(self) -> str:
        """How a note calls somebody whose given name was not asked: 张先生, 李女士."""
        return self.surname + ("先生" if self.gender == "男" else "女士")


def person(rng: Random, number: int) -> Person:
    """An invented person or, 3 times in 100, company; its `number` fixes the telephone number."""
    if rng.random() < 0.03:
        firm = "".join(rng.sample(_FIRM_WORDS, 2)) + rng.choice(_TRADES)
        name = f"{rng.choice(TOWNS)}市{firm}有限公司"
        return Person(name, "", mobile(number))
    surnames = TRICKY_SURNAMES if rng.random() < 0.08 else COMMON_SURNAMES
    gender = "男" if rng.random() < 0.62 else "女"
    first, second = _GIVEN[gender]
    given = rng.choice(second) if rng.random() < 0.15 else rng.choice(first) + rng.choice(second)
    return Person(rng.choice(surnames) + given, gender, mobile(number))


def mobile(number: int) -> str:
    """The `number`-th of 100 million different mobile numbers without an owner."""
    prefix = MOBILE_PREFIXES[number % len(MOBILE_PREFIXES)]
    return f"{prefix}{(number * 61_803_399 + 27_182_818) % 100_000_000:08d}"


def plate(number: int, *, energy: str = "燃油") -> str:
    """The `number`-th plate: seven characters for 燃油, eight for 纯电 (D) and 增程 (F)."""
    authority = PLATE_AUTHORITIES[0 if number % 12 else 1 + number % 24 // 12]
    place = number * 61_807 + 4_711
    if energy == "燃油":
        place %= len(_PLATE_LETTERS) * 10_000
        return f"{authority}{_PLATE_LETTERS[place // 10_000]}{place % 10_000:04d}"
    return f"{authority}{'D' if energy == '纯电' else 'F'}{place % 100_000:05d}"


def vin(number: int, model_code: str, year: int) -> str:
    """The `number`-th vehicle number of a five-character `model_code` and a year from 2019."""
    head = MANUFACTURER + model_code
    tail = f"{_VIN_YEARS[year - 2019]}A{number % 1_000_000:06d}"
    return f"{head}{vin_check_digit(f'{head}0{tail}')}{tail}"


def vin_check_digit(text: str) -> str:
    """Position 9 of a vehicle number (GB 16735): weighted sum modulo 11, ten written X."""
    total = sum(_VIN_VALUES[c] * w for c, w in zip(text, _VIN_WEIGHTS, strict=True))
    return "0123456789X"[total % 11]


def identity_number(number: int, born: date, gender: str) -> str:
    """An 18-character identity number (GB 11643); its 17th digit is odd for 男."""
    order = number % 100 * 10 + (1 if gender == "男" else 2)
    digits = f"{ID_REGION}{born:%Y%m%d}{order:03d}"
    return digits + identity_check_digit(digits)


def identity_check_digit(digits: str) -> str:
    """The 18th character for the first 17 digits: weighted sum modulo 11, read from a table."""
    total = sum(int(d) * w for d, w in zip(digits, _ID_WEIGHTS, strict=True))
    return "10X98765432"[total % 11]
