"""Reads words for days to come: 3个月内, 下月, 半年后, 五一前, next week."""

import datetime as dt
import re
from collections.abc import Callable

from showroom_crm.importing.amounts import arabic

_NUMERAL = re.compile(r"[一二两三四五六七八九十]{1,3}(?=个|天|日|周|星期|礼拜|年|月|季度)")
_SAID_WITH_IT = re.compile(
    r"大概|大约|约|可能|计划|预计|打算|准备|考虑|想|要|再|左右|前后|期间|吧|就|的|"
    r"(?:购车|买车|购买|换车|订车|提车|成交|购|买|到店|联系|跟进)(?=$|[前后内])|^(?:at|by|on|about|around|the)\b"
)
_DAYS_OF = {"天": 1, "日": 1, "周": 7, "星期": 7, "礼拜": 7, "day": 1, "week": 7, "d": 1, "w": 7}
_MONTHS_OF = {"月": 1, "季度": 3, "年": 12, "month": 1, "mth": 1, "mo": 1, "quarter": 3, "year": 12}
_SPAN = re.compile(
    r"(?:<=?|>=?|≤|≥|within|in|under|over|lessthan|morethan|next)?"
    r"(?:(?:\d+(?:\.\d+)?|半)(?:个?月|天|日|周|年|days?|weeks?|months?)?(?:-|~|至|到|—|–|或|to))?"
    r"(?P<many>\d+(?:\.\d+)?|半)\+?(?P<some>个)?(?P<half>半)?"
    r"(?P<unit>天|日|周|星期|礼拜|月|年|季度|days?|weeks?|months?|mths?|mo|quarters?|years?|d|w)"
    r"(?P<half2>半)?(?P<end>以?内|之内|以?后|之后|以?上|以外|开外|\+|time|orless|ormore)?"
)
_NOW = re.compile(
    r"今天|今日|当天|现在|马上|立即|立刻|随时|尽快|即刻|asap|now|immediately|today|rightaway"
)
_SOON = {"明天": 1, "明日": 1, "后天": 2, "大后天": 3, "tomorrow": 1}
_WEEK = re.compile(
    r"(本|这|this|下下|下|next)?个?(?:周|星期|礼拜)([1-6一二三四五六日天末])?|(this|next)week(end)?|weekend"
)
_MONTH = re.compile(
    r"(本|这|当|this|下下|下|next)个?(?:月|month)(?:份)?(初|上旬|中旬?|下旬|底|末)?|月(底|末)"
)
_NAMED_MONTH = re.compile(
    r"(今年|明年|后年|(?:20)?\d\d年)?(1[0-2]|0?[1-9])月(?:份)?(初|上旬|中旬?|下旬|底|末)?(?:之?前|以前)?"
)
_QUARTER = re.compile(
    r"(今年|明年|(?:20)?\d\d年?)?(?:第?([1-4])季度|q([1-4]))|(本|这|this|下|next)个?(?:季度|quarter)"
)
_YEAR = re.compile(
    r"(今年|明年|后年|本年|(?:20)?\d\d年|thisyear|nextyear)?(上半年|下半年|年初|年中|年底|年末|年内|初|底|末|内)?"
    r"(?:之?前)?|endof(?:the)?year|yearend"
)
_FEAST = re.compile(
    r"(元旦|五一|劳动节|端午|十一|国庆|中秋|双11|双十一|双12|双十二|春节|过年|年前|新年|元宵|newyear)节?(之?前|之?后|以后)?"
)
_FIXED = {
    "元旦": (1, 1), "newyear": (1, 1), "五一": (5, 1), "劳动节": (5, 1), "十一": (10, 1),
    "国庆": (10, 1), "双11": (11, 11), "双十一": (11, 11), "双12": (12, 12), "双十二": (12, 12),
}  # fmt: skip
_LUNAR = {
    "端午": (5, 5), "中秋": (8, 15), "春节": (1, 1), "过年": (1, 1), "年前": (1, 1),
    "新年": (1, 1), "元宵": (1, 15),
}  # fmt: skip
_WEEKDAYS = "一二三四五六日"
_PART = {"初": 10, "上": 10, "中": 20}  # day on which this part of a month ends
_HINT = re.compile(
    r"[天日周月年季后前内末底旦庆节秋午宵双刻时快在上一]|week|month|mth|day|tomorrow|year|quarter|now|asap"
    r"|immediately|rightaway|q[1-4]|\d\s*(?:d|w|mo)",
    re.IGNORECASE,
)
_LONGEST = 24  # characters; what is longer is a sentence
FIELDS = frozenset(
    {"next_follow_up_on", "expected_on", "inspection_end", "insurance_end", "next_service_on"}
    | {"expected_delivery_on", "work_next_on", "policy_to", "contact_next_on"}
)
"""Fields whose days lie ahead."""
EARLY = frozenset({"next_follow_up_on", "contact_next_on"})
"""Those that are due when the week or month named begins."""
_FURTHEST = 20 * 12  # months; what is further off is no plan


def meant(text: str, base: dt.date, *, early: bool = False) -> dt.date | None:
    """Return the day that words mean when said on the day `base`; None for any other words.

    A span such as 3个月内 ends on the day counted; a week, month or year named is its last day,
    or with `early` its first one that is still to come.
    """
    if len(text) > _LONGEST or not _HINT.search(text):
        return None
    plain = _plain(text)
    for read in _READERS:
        days = read(plain, base)
        if days is not None:
            first, last = days
            return max(first, base) if early else last
    return None


def tells(text: str) -> bool:
    """Tell whether words mean a day that can be counted from another."""
    return meant(text, dt.date(2026, 1, 1)) is not None


def _plain(text: str) -> str:
    joined = re.sub(r"\s+", "", text.lower()).replace("個", "个")
    digits = _NUMERAL.sub(arabic, joined.replace("两", "二"))
    return _SAID_WITH_IT.sub("", digits).strip("，,。.;；!！")


_Days = tuple[dt.date, dt.date] | None


def _now(text: str, base: dt.date) -> _Days:
    if _NOW.fullmatch(text):
        return base, base
    day = base + dt.timedelta(days=_SOON[text]) if text in _SOON else None
    return (day, day) if day else None


def _span(text: str, base: dt.date) -> _Days:
    match = _SPAN.fullmatch(text)
    if match is None or (match["unit"] == "月" and not (match["some"] or match["end"])):
        return None  # 3月 is March
    many = 0.5 if match["many"] == "半" else float(match["many"])
    many += 0.5 if match["half"] or match["half2"] else 0
    unit = match["unit"].rstrip("s")
    if unit in _DAYS_OF:
        day = base + dt.timedelta(days=round(min(many, _FURTHEST) * _DAYS_OF[unit]))
    else:
        months, rest = divmod(min(many * _MONTHS_OF[unit], _FURTHEST), 1)
        day = _later(base, int(months)) + dt.timedelta(days=round(rest * 30))
    return day, day


def _week(text: str, base: dt.date) -> _Days:
    match = _WEEK.fullmatch(text)
    if match is None:
        return None
    which, day, other, end = match.groups()
    which = which or other or ""
    monday = base - dt.timedelta(days=base.weekday())
    monday += dt.timedelta(weeks={"下": 1, "next": 1, "下下": 2}.get(which, 0))
    if end or day == "末" or text == "weekend":
        return monday + dt.timedelta(days=5), monday + dt.timedelta(days=6)
    if day is None:
        return (monday, monday + dt.timedelta(days=6)) if which else None
    place = int(day) - 1 if day.isdigit() else _WEEKDAYS.index(day.replace("天", "日"))
    meant_day = monday + dt.timedelta(days=place)
    if not which and meant_day < base:
        meant_day += dt.timedelta(weeks=1)
    return meant_day, meant_day


def _month(text: str, base: dt.date) -> _Days:
    match = _MONTH.fullmatch(text)
    if match is None:
        return None
    which, part, end = match.groups()
    ahead = {"下": 1, "next": 1, "下下": 2}.get(which or "", 0)
    return _part_of(_later(base.replace(day=1), ahead), part or end)


def _named_month(text: str, base: dt.date) -> _Days:
    match = _NAMED_MONTH.fullmatch(text)
    if match is None:
        return None
    month = int(match[2])
    year = _year_of(match[1], base) or base.year + (month < base.month)
    return _part_of(dt.date(year, month, 1), match[3])


def _quarter(text: str, base: dt.date) -> _Days:
    match = _QUARTER.fullmatch(text)
    if match is None:
        return None
    year, number, letter, which = match.groups()
    now = (base.month - 1) // 3
    if which:
        place = now + (which in ("下", "next"))
        start = dt.date(base.year + place // 4, place % 4 * 3 + 1, 1)
    else:
        place = int(number or letter) - 1
        named = _year_of(year, base)
        start = dt.date(named or base.year + (place < now), place * 3 + 1, 1)
    return start, _later(start, 3) - dt.timedelta(days=1)


def _year(text: str, base: dt.date) -> _Days:
    match = _YEAR.fullmatch(text)
    if match is None or not text:
        return None
    named, part = match.groups()
    year = _year_of(named, base) or base.year
    if part is None and named is None and not text.startswith(("endof", "yearend")):
        return None
    months = {"上半年": (1, 6), "下半年": (7, 12), "年初": (1, 1), "初": (1, 1), "年中": (6, 7)}
    first, last = months.get(part or "", (1, 12))
    if part in ("年底", "年末", "底", "末"):
        first = 12
    if named is None and last < base.month:
        year += 1
    return dt.date(year, first, 1), _later(dt.date(year, last, 1), 1) - dt.timedelta(days=1)


def _feast(text: str, base: dt.date) -> _Days:
    match = _FEAST.fullmatch(text)
    if match is None:
        return None
    name = match[1]
    days = (_feast_of(name, year) for year in range(base.year - 1, base.year + 3))
    day = next(day for day in days if day >= base)
    if match[2] and match[2].endswith("后"):
        day += dt.timedelta(days=7)
    return day, day


def _feast_of(name: str, year: int) -> dt.date:
    if name in _FIXED:
        return dt.date(year, *_FIXED[name])
    from lunardate import LunarDate

    day: dt.date = LunarDate(year, *_LUNAR[name]).to_solar_date()
    return day


def _year_of(word: str | None, base: dt.date) -> int | None:
    if not word:
        return None
    ahead = {"今年": 0, "本年": 0, "thisyear": 0, "明年": 1, "nextyear": 1, "后年": 2}.get(word)
    return base.year + ahead if ahead is not None else 2000 + int(word.rstrip("年")[-2:])


def _part_of(start: dt.date, part: str | None) -> tuple[dt.date, dt.date]:
    """Return the first and the last day of a month that begins on `start`, or of a part of it."""
    last = _later(start, 1) - dt.timedelta(days=1)
    if not part:
        return start, last
    if end := _PART.get(part[0]):
        return start.replace(day=end - 9), start.replace(day=end)
    return last.replace(day=21 if part == "下旬" else last.day - 4), last


def _later(day: dt.date, months: int) -> dt.date:
    """Return the same day some months later, or the last day of that month where it is shorter."""
    place = day.month - 1 + months
    first = dt.date(day.year + place // 12, place % 12 + 1, 1)
    following = (first + dt.timedelta(days=31)).replace(day=1)
    return min(
        first.replace(day=1) + dt.timedelta(days=day.day - 1), following - dt.timedelta(days=1)
    )


_READERS: tuple[Callable[[str, dt.date], _Days], ...] = (
    _now, _span, _week, _month, _named_month, _quarter, _feast, _year,
)  # fmt: skip
