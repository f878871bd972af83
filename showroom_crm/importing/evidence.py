"""What the values of a column look like, so that they may decide together with its header."""

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice

from showroom_crm.importing import choices, coming_days, dates, people, phones
from showroom_crm.importing.amounts import NO_AMOUNT, money_range
from showroom_crm.importing.cells import folded, means_empty, shown
from showroom_crm.importing.identity import PLATE
from showroom_crm.values.fields import Field, FieldKind
from showroom_crm.values.sheets import CellValue

SAMPLE = 200  # filled cells looked at
_ASKED = frozenset({FieldKind.LEVEL, FieldKind.BOOLEAN})  # a person is asked what their words mean
_WORDS_FIT = 0.4
_DEGREES = frozenset(
    (
        *(
            "高",
            "中",
            "低",
            "强",
            "弱",
            "热",
            "温",
            "冷",
            "重点",
            "一般",
            "高意向",
            "中意向",
            "低意向",
        ),
        *("无意向", "hot", "warm", "cold", "high", "medium", "low"),
    )
)
_MARKED = frozenset(
    {
        "order_status",
        "work_status",
        "pay_status",
        "membership",
        "status",
        "age_band",
        "marital",
        "order_no",
        "source_id",
    }
)
_VIN = re.compile(r"(?=.*\d)(?=.*[A-Z])[A-Z0-9]{17}")
_ID = re.compile(r"[1-9]\d{5}(?:19|20)\d{9}[\dX]|[1-9]\d{14}")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[A-Za-z]{2,}")
_LEVEL = re.compile(r"[OHABCNDFSLTWM][0-3]?(?:级|类)?(?:[\s(:].*)?", re.IGNORECASE)
_MEMBER = re.compile(
    r"(?:普通|标准|大众|铜|银|金|白金|铂金|钻|钻石|黑金?|至尊|尊享|s?vip\d?|gold|silver|platinum|diamond"
    r"|bronze|standard|regular)(?:卡|会员|会员卡|用户|客户|级|member)?",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\d\W][^\n。，,；;]{0,11}")
_COURTESY = re.compile(
    r"(?:mrs?|ms|miss|mx|dr|prof|sir|herr|frau)\.?|先生|女士|小姐|太太|老师", re.I
)
_LONGEST_CAR = 40  # characters; more is a sentence
_CAR = re.compile(
    r"(?<![\d.])[1-6]\.\d ?[LT]?(?![\d.万wW%])|(?<!\d)20\d\d ?款|[一-鿿A-Za-z] ?(?:plus|pro|max)\b"
    r"|豪华|舒适|旗舰|[四两]驱|手动|自动|[一-鿿]{2,}.*[白黑灰银红蓝]色?$",
    re.IGNORECASE,
)
_PICTURE = re.compile(r".*\.(?:jpe?g|png|gif|bmp|webp|heic)(?:\?.*)?", re.IGNORECASE)
_URL = re.compile(r"(?:https?://|www\.).+", re.IGNORECASE)
_CARD = re.compile(r"(?:62|4|5[1-5]|35|37)\d{13,17}")
_SHORT_DAY = re.compile(
    r"(1[0-2]|0?[1-9])[-/.](3[01]|[12]\d|0?[1-9])(?:[日号])?(?:\s+\d{1,2}[:点时].*)?"
)
_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏"
    "吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱"
    "严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚"
    "符舒阮柯纪梅童凌毕单季裴霍涂成苗谷曲盛冉翁蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司"
    "古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣"
    "巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满"
    "闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈晁芮都普阙"
    "浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆茹诺战慕危玉银亢嵇公哈湛宾戎勾茅利於呼居揭干但尉"
)


@dataclass(frozen=True, slots=True)
class Profile:
    """How many filled cells were looked at, and the share of them that look like each thing."""

    filled: int
    shares: Mapping[str, float]
    samples: tuple[str, ...]
    distinct: float

    def share(self, *kinds: str) -> float:
        """Return the largest share among `kinds`."""
        return max((self.shares.get(kind, 0.0) for kind in kinds), default=0.0)


def profile(cells: Sequence[CellValue]) -> Profile:
    """Return what the first filled cells of a column look like."""
    filled = list(islice((c for c in cells if not means_empty(folded(c))), SAMPLE))
    if not filled:
        return Profile(0, {}, (), 0.0)
    texts = [folded(cell) for cell in filled]
    looks: dict[str, int] = dict.fromkeys(_LOOKS, 0)
    cache_: dict[tuple[type, str], list[str]] = {}
    for cell, text in zip(filled, texts, strict=True):
        key = (cell.__class__, text)
        if key not in cache_:
            cache_[key] = _looks(cell, text)
        for name in cache_[key]:
            looks[name] += 1
    shares = {name: count / len(filled) for name, count in looks.items() if count}
    samples = tuple(dict.fromkeys(shown(cell) for cell in filled))[:5]
    return Profile(len(filled), shares, samples, len(set(texts)) / len(texts))


def _looks(cell: CellValue, text: str) -> list[str]:
    """Return the names of all sorts of value a cell may be."""
    if isinstance(cell, dt.date):
        return ["date"]
    possible = _LOOKS if isinstance(cell, str) else _NUMERIC
    return [name for name, looks_like in possible.items() if looks_like(cell, text)]


def fits(profile_: Profile, field: Field) -> float:
    """Return how well the values fit the field: 1 well or nothing to judge by, 0 not at all."""
    if profile_.filled == 0:
        return 1.0
    kinds = _BY_KEY.get(field.key) or _BY_KIND.get(field.kind)
    if field.kind is FieldKind.TEXT and profile_.share("mark") >= 0.8 and field.key not in _MARKED:
        return 0.0  # yes and no are no model, no name and no address
    if field.key == "source_l2" and profile_.share("url") >= 0.5:
        return 0.0
    if kinds is None:
        return 1.0
    fit = min(1.0, profile_.share(*kinds) / 0.5)
    if field.kind in _ASKED or field.key == "gender":
        return max(fit, min(_WORDS_FIT, profile_.share("word")))
    return fit


def _is_number(cell: CellValue, text: str) -> bool:
    if isinstance(cell, bool):
        return False
    return isinstance(cell, int | float) or bool(re.fullmatch(r"-?[\d,]+(\.\d+)?", text))


def _is_count(cell: CellValue, text: str) -> bool:
    return _is_number(cell, text) or bool(re.fullmatch(r"-?[\d,.]+\s*\D{0,3}", text))


def _is_money(cell: CellValue, text: str) -> bool:
    if isinstance(cell, bool) or (text.isdigit() and len(text) == 11):
        return False
    return money_range(cell)[2] != NO_AMOUNT


def _is_serial(cell: CellValue, text: str) -> bool:
    return isinstance(cell, int | float) and 20_000 <= cell <= 60_000 and text != ""


def _is_phone(cell: CellValue, text: str) -> bool:
    return not isinstance(cell, bool) and len(text) >= 7 and bool(phones.parse(cell).numbers)


def _is_car(cell: CellValue, text: str) -> bool:
    return len(text) <= _LONGEST_CAR and bool(_CAR.search(text)) and not _is_phone(cell, text)


def _is_mobile(cell: CellValue, text: str) -> bool:
    return len(text) >= 11 and any(map(phones.is_mobile, phones.parse(cell).numbers))


def _is_name(cell: CellValue, text: str) -> bool:
    if not isinstance(cell, str):
        return False
    if people.is_company(text):
        return True
    plain = text.replace(" ", "")
    chinese = 2 <= len(plain) <= 4 and all("\u4e00" <= sign <= "\u9fff" for sign in plain)
    return chinese and (plain[0] in _SURNAMES or people.salutation(plain) != "")


@cache
def _list_words(name: str) -> frozenset[str]:
    return frozenset(choices.words(choices.default_lists()[name]))


def _in_list(name: str) -> Callable[[CellValue, str], bool]:
    return lambda cell, text: choices.key(text) in _list_words(name)


def _is_mark(cell: CellValue, text: str) -> bool:
    return isinstance(cell, bool) or choices.key(text) in _list_words("boolean")


def _is_card(text: str) -> bool:
    """Tell whether a text is the number of a bank card: its first digits and its check digit."""
    if not _CARD.fullmatch(text) or _ID.fullmatch(text):
        return False
    doubled = [int(d) * (1 + i % 2) for i, d in enumerate(reversed(text))]
    return sum(n - 9 if n > 9 else n for n in doubled) % 10 == 0


_LOOKS: Mapping[str, Callable[[CellValue, str], bool]] = {
    "phone": _is_phone,
    "mobile": _is_mobile,
    "date": lambda cell, text: dates.is_date(cell),
    "serial": _is_serial,
    "stamp": lambda cell, text: dates.moment(cell) is not None,
    "coming": lambda cell, text: coming_days.tells(text),
    "number": _is_number,
    "count": _is_count,
    "money": _is_money,
    "vin": lambda cell, text: bool(_VIN.fullmatch(text.replace(" ", "").upper())),
    "plate": lambda cell, text: bool(PLATE.fullmatch(re.sub(r"[\s·•.\-]", "", text).upper())),
    "id_no": lambda cell, text: bool(_ID.fullmatch(text.upper())),
    "email": lambda cell, text: bool(_EMAIL.fullmatch(text)),
    "level": lambda cell, text: bool(_LEVEL.fullmatch(text)),
    "level_word": _in_list("level"),
    "gender": _in_list("gender"),
    "mark": _is_mark,
    "name": _is_name,
    "media": _in_list("media"),
    "source": _in_list("source"),
    "letters": lambda cell, text: any(sign.isalpha() for sign in text),
    "d": lambda cell, text: bool(re.fullmatch(r"[dD](?:级|类)?", text)),
    "working": lambda cell, text: bool(re.fullmatch(r"[HONFSTLohnfstl][0-3]?(?:级|类)?", text)),
    "short_day": lambda cell, text: bool(_SHORT_DAY.fullmatch(text)),
    "picture": lambda cell, text: bool(_PICTURE.fullmatch(text)),
    "url": lambda cell, text: bool(_URL.fullmatch(text)),
    "card": lambda cell, text: _is_card(text.replace(" ", "")),
    "kind": _in_list("kind"),
    "called": lambda cell, text: phones.names_somebody(cell),
    "car": _is_car,
    "courtesy": lambda cell, text: bool(_COURTESY.fullmatch(text)),
    "word": lambda cell, text: bool(_WORD.fullmatch(text)),
    "degree": lambda cell, text: text.lower() in _DEGREES,
    "member": lambda cell, text: bool(_MEMBER.fullmatch(text.replace(" ", ""))),
    "long": lambda cell, text: len(text) > 12,
}
_NUMERIC = {
    name: _LOOKS[name]
    for name in (
        *(
            "phone",
            "mobile",
            "date",
            "serial",
            "stamp",
            "number",
            "count",
            "money",
            "id_no",
            "mark",
        ),
        *("card", "gender"),
    )
}
_DAYS = ("date", "serial", "short_day", "stamp")
_BY_KIND: Mapping[FieldKind, tuple[str, ...]] = {
    FieldKind.PHONE: ("phone",),
    FieldKind.DATE: _DAYS,
    FieldKind.MONEY: ("money",),
    FieldKind.MONEY_RANGE: ("money",),
    FieldKind.INTEGER: ("count",),
    FieldKind.VIN: ("vin", "letters", "number"),
    FieldKind.PLATE: ("plate", "letters"),
    FieldKind.ID_NUMBER: ("id_no", "number"),
    FieldKind.LEVEL: ("level", "level_word"),
    FieldKind.BOOLEAN: ("mark",),
    FieldKind.STAFF: ("letters",),
}
_BY_KEY: Mapping[str, tuple[str, ...]] = {
    "name": ("letters",),
    "gender": ("gender",),
    "email": ("email",),
    "satisfaction": ("count", "letters"),
    **dict.fromkeys(coming_days.FIELDS, (*_DAYS, "coming")),
}
