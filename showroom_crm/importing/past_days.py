"""Reads words for days gone by: 昨天, 前天, 3天前, 上周五, yesterday."""

import datetime as dt
import re

from showroom_crm.importing.amounts import arabic

_DAYS_BACK = {
    "今天": 0, "今日": 0, "当天": 0, "當天": 0, "刚刚": 0, "today": 0,
    "昨天": 1, "昨日": 1, "昨晚": 1, "yesterday": 1,
    "前天": 2, "前日": 2, "大前天": 3,
}  # fmt: skip
_PART_OF_DAY = re.compile(r"(?:早上|上午|中午|下午|晚上|傍晚)?(?:\d{1,2}[:点時时]\d{0,2}分?)?$")
_AGO = re.compile(r"(\d{1,3})(?:天|日)(?:之?前|以前)|(\d{1,3})daysago")
_WEEKDAY = re.compile(r"(上上|上|本|这|這)个?(?:周|週|星期|礼拜|禮拜)([一二三四五六日天])")
_WEEKS_BACK = {"上上": 2, "上": 1}
_WEEKDAYS = "一二三四五六日"
_HINT = re.compile(r"[昨今前周週期禮礼当當刚]|ago|yesterday|today", re.IGNORECASE)
_LONGEST = 16  # characters; what is longer is a sentence
_NUMERAL = re.compile(r"[一二两三四五六七八九十]{1,3}(?=天|日)")


def meant(text: str, base: dt.date) -> dt.date | None:
    """Return the day that words mean when written on the day `base`; None for any other words.

    A week begins on Monday; a day of the present week that is still to come is not meant.
    """
    if len(text) > _LONGEST or not _HINT.search(text):
        return None
    plain = _PART_OF_DAY.sub("", re.sub(r"\s+", "", text.lower()))
    if plain in _DAYS_BACK:
        return base - dt.timedelta(days=_DAYS_BACK[plain])
    digits = _NUMERAL.sub(arabic, plain.replace("两", "二"))
    if match := _AGO.fullmatch(digits):
        return base - dt.timedelta(days=int(match.group(1) or match.group(2)))
    if match := _WEEKDAY.fullmatch(plain):
        monday = base - dt.timedelta(days=base.weekday() + 7 * _WEEKS_BACK.get(match.group(1), 0))
        day = monday + dt.timedelta(days=_WEEKDAYS.index(match.group(2).replace("天", "日")))
        return day if day <= base else None
    return None


def tells(text: str) -> bool:
    """Tell whether words mean a day gone by that can be counted from another."""
    return meant(text, dt.date(2026, 1, 4)) is not None  # a Sunday: all its week is past
