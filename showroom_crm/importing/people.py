"""Reads and compares names of people and companies."""

import re
from functools import lru_cache

from showroom_crm.i18n import N_
from showroom_crm.importing import phones
from showroom_crm.importing.cells import FULL_WIDTH, MEANS_EMPTY, SPACES, Clean, folded, shown
from showroom_crm.importing.cells import means_empty as _means_empty
from showroom_crm.values.customers import Value
from showroom_crm.values.sheets import CellValue

_COMPANY = re.compile(
    r"公司|集团|有限|厂$|商行|合作社|事务所|学校|医院|银行|研究院|研究所|委员会|管理局|工作室|酒店|"
    r"超市|经营部|服务部|分店|门市部|商店|协会|中心$|大队|支队|幼儿园|\b(?:ltd|inc|co|gmbh|llc|corp)\b\.?",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"(先生|女士|小姐|太太|老师|总|经理|老板|师傅|大哥|大姐|哥|姐|叔|阿姨|医生|律师|主任|局长|书记|院长)+$"
)
_LATIN_TITLE = re.compile(r"^(mr|mrs|ms|miss|dr)\.?\s+", re.IGNORECASE)
_MALE, _FEMALE = {"先生", "大哥", "哥", "叔"}, {"女士", "小姐", "太太", "大姐", "姐", "阿姨"}
_RELATIONS = {
    *(
        "本人",
        "自己",
        "妻子",
        "老婆",
        "太太",
        "爱人",
        "配偶",
        "丈夫",
        "老公",
        "先生",
        "父亲",
        "母亲",
        "爸爸",
        "妈妈",
    ),
    *(
        "父母",
        "儿子",
        "女儿",
        "家人",
        "家属",
        "亲戚",
        "朋友",
        "同事",
        "司机",
        "秘书",
        "助理",
        "机主",
        "使用人",
    ),
}
_NOBODY = _RELATIONS | {
    "匿名",
    "匿名用户",
    "匿名客户",
    "客户",
    "用户",
    "网友",
    "游客",
    "访客",
    "测试",
    "test",
    "车主",
    "未留",
    "未留资",
    "未留名",
    "不愿透露",
    "保密",
    "先生",
    "女士",
    "小姐",
    "无名氏",
    "新客户",
    "潜客",
}
_UNTOLD = re.compile(r"(?:客户|顾客)?(?:未留|没留|未提供|未登记|未告知|拒留|不留|不愿|不肯)\w{0,6}")
_HAN = re.compile(r"[㐀-鿿豈-﫿𠀀-𳎯·]+")
_SHORT_NAMES = frozenset({"Na", "Nan", "Nil"})  # of people, where other columns say nothing
_EDGE = " -/,，:：;；、|()[]【】"  # what is left around a number cut out
_LABEL = re.compile(r"(?:电话|手机号?|联系电话|联系方式|tel|phone|mobile)[\s:：]*$", re.IGNORECASE)
_DOUBLE_SURNAMES = frozenset(
    (
        *(
            "欧阳",
            "上官",
            "司马",
            "诸葛",
            "东方",
            "皇甫",
            "尉迟",
            "公孙",
            "慕容",
            "令狐",
            "司徒",
            "夏侯",
        ),
        *(
            "长孙",
            "宇文",
            "端木",
            "轩辕",
            "百里",
            "南宫",
            "呼延",
            "闻人",
            "独孤",
            "西门",
            "澹台",
            "申屠",
        ),
    )
)

_NOTE = re.compile(r"(?<=\S)\s*[(\[【]([^()\[\]【】]+)[)\]】]$")
_TURNED = re.compile(r"([^\W\d_][\w'’.\- ]*), *([^\W\d_][\w'’.\- ]*)")

_WHOLE_NAME = re.compile(r"[一-鿿]{2,4}")
_MORE_NAME = re.compile(r"|先生|女士|小姐|太太|老师|[(\[【].*[)\]】]|[A-Za-z.'’ -]+")

NO_NAME = N_("not a name")
REMARK = N_("remark in brackets moved out of the name")
TURNED = N_("given name put first")
PHONE_IN_NAME = N_("phone number moved out of the name")


def name(cell: CellValue) -> Clean:
    """Return a name without blanks between Chinese characters; one for nobody is nothing."""
    if isinstance(cell, str) and _HAN.fullmatch(cell) and not _says_nobody(cell):
        return Clean(cell)
    before = shown(cell)
    after = " ".join("、".join(folded(cell).splitlines()).split())
    reason = ""
    if phones.around(after):
        after, reason = _beside_number(after)[0], PHONE_IN_NAME
    if note := _NOTE.search(after):
        after, reason = after[: note.start()].rstrip(), reason or REMARK
    after = spaced(after)
    if after != (turned := given_first(after)):
        return Clean(turned, TURNED)
    if _says_nobody(after):
        return Clean(None, reason or (MEANS_EMPTY if after else ""))
    if not any(sign.isalpha() for sign in after):
        return Clean(None, problem=NO_NAME)
    changed = SPACES if "".join(before.split()) == "".join(after.split()) else FULL_WIDTH
    return Clean(after, reason or (changed if after != before else ""))


def _labels_off(text: str) -> str:
    """Return what is left of a name when its number is gone, without signs and labels around it."""
    bare = _LABEL.sub("", " ".join(text.split()).strip(_EDGE)).strip(_EDGE)
    return bare + ")" if bare.count("(") > bare.count(")") else bare


def part(cell: CellValue) -> Clean:
    """Return a part of a name as `name` does, but Na and Nan are given names here."""
    return Clean(cell) if isinstance(cell, str) and cell in _SHORT_NAMES else name(cell)


def remark(cell: CellValue) -> str:
    """Return the remark in brackets behind a name, or an empty text."""
    called, note = _beside_number(folded(cell))
    bracket = _NOTE.search(called)
    told = [bracket.group(1).strip()] if bracket else []
    return "；".join([*told, *([note] if note else [])])


def _beside_number(text: str) -> tuple[str, str]:
    """Return the name in a text and what stands behind the number in it, such as 看星越."""
    parts = phones.around(text)
    if parts is None:
        return text.rstrip(), ""
    before, behind = map(_labels_off, parts)
    called, _blank, wish = before.partition(" ")
    whole = _WHOLE_NAME.fullmatch(called) and called not in _DOUBLE_SURNAMES
    if whole and wish and not _MORE_NAME.fullmatch(wish):  # 张伟 探岳 13800000001
        return called, f"{wish} {behind}".rstrip()
    if before and _MORE_NAME.fullmatch(behind):  # 张伟 13800000001 先生
        return f"{before} {behind}".rstrip(), ""
    return (before, behind) if before else (behind, "")


def spaced(text: str) -> str:
    """Return a name with single blanks, and none between Chinese characters only."""
    single = " ".join(text.split())
    plain = single.replace(" ", "")
    return plain if _HAN.fullmatch(plain) else single


def given_first(text: str) -> str:
    """Return "Lee, Mary Ann" as Mary Ann Lee; any other name as it is."""
    match = _TURNED.fullmatch(text) if text.isascii() and not is_company(text) else None
    return f"{match.group(2)} {match.group(1)}" if match else text


def _says_nobody(text: str) -> bool:
    return _means_empty(text) or text.lower() in _NOBODY or _UNTOLD.fullmatch(text) is not None


def joined(family: Value, given: Value) -> str | None:
    """Return a whole name: 张 and 伟 make 张伟, Smith and Anna make Anna Smith."""
    if not isinstance(family, str) or not isinstance(given, str):
        one = family if isinstance(family, str) else given
        return one if isinstance(one, str) else None
    if _HAN.fullmatch(family) and _HAN.fullmatch(given):
        return family + given
    return f"{given} {family}"


def is_company(name_: str) -> bool:
    """Tell whether a name is that of a company or office."""
    return bool(_COMPANY.search(name_))


def salutation(name_: str) -> str:
    """Return the form of address a name such as 张先生 carries, or an empty text."""
    match = _TITLE.search(name_)
    return match.group(1) if match and len(match.group()) < len(name_) <= 5 else ""


def gender(name_: str) -> str | None:
    """Return male or female where the form of address in a name tells it."""
    title = salutation(name_)
    return "male" if title in _MALE else "female" if title in _FEMALE else None


def surname(name_: str) -> str:
    """Return the family name of a Chinese name."""
    return name_[:2] if name_[:2] in _DOUBLE_SURNAMES else name_[:1]


@lru_cache(maxsize=200_000)
def comparable(name_: str) -> str:
    """Return a name as names are compared: half width, lower case, without blanks and dots."""
    return re.sub(r"[\s·•.,，。()（）]", "", folded(name_)).lower()


def compatible(one: str | None, other: str | None) -> bool:
    """Tell whether two names may belong to the same person.

    A missing name fits any; 张先生 and 张** fit 张伟; 张伟 does not fit 张强.
    """
    if not one or not other:
        return True
    first, second = comparable(one), comparable(other)
    if first == second:
        return True
    first_short, second_short = _stem(first), _stem(second)
    if first_short == second_short and "" not in (first_short, second_short):
        return not _contradict(one, other)
    if not (_vague(first) or _vague(second)):
        return False
    if _contradict(one, other):
        return False
    return surname(first_short) == surname(second_short)


def fuller(new: str, old: str) -> bool:
    """Tell whether a name says more than 张先生 or 张** did about the same person."""
    return _vague(comparable(old)) and not _vague(comparable(new)) and compatible(new, old)


def is_vague(name_: str) -> bool:
    """Tell whether a name is only a family name with a form of address or a mask."""
    return _vague(comparable(name_))


def _stem(text: str) -> str:
    """Return a name without form of address and without the stars that mask it."""
    stem = _TITLE.sub("", _LATIN_TITLE.sub("", text)) if len(text) <= 6 else text
    return stem.rstrip("*xX某") or text


def _vague(text: str) -> bool:
    """Tell whether a name is only a family name with a form of address or a mask."""
    return _stem(text) != text and _stem(text) == surname(_stem(text))


def _contradict(one: str, other: str) -> bool:
    """Tell whether the forms of address speak of a man and a woman."""
    genders = {gender(one), gender(other)} - {None}
    return len(genders) == 2
