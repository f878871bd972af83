"""How values are written for a reader: dates, amounts, phones, in the manner of the showroom."""

import datetime as dt

from showroom_crm.i18n import _, language, ngettext
from showroom_crm.values.customers import Value
from showroom_crm.values.fields import BY_KEY, Field, FieldKind

_WAN = 1_000_000  # fen in 10,000 yuan


def day(on: dt.date | None, today: dt.date) -> str:
    """Return a date as 11-24, with the year where it is not this one."""
    if on is None:
        return ""
    return f"{on:%m-%d}" if on.year == today.year else f"{on:%Y-%m-%d}"


def due(on: dt.date | None, today: dt.date) -> str:
    """Return a next follow-up as a reader says it: overdue by days, today, tomorrow, the date."""
    if on is None:
        return ""
    ahead = (on - today).days
    if ahead < 0:
        return ngettext("{count} day late", "{count} days late", -ahead).format(count=-ahead)
    if ahead == 0:
        return _("Today")
    return _("Tomorrow") if ahead == 1 else day(on, today)


def days_ago(on: dt.date | None, today: dt.date) -> str:
    """Return a past date as today, yesterday, 3 days ago, or the date when it is long ago."""
    if on is None:
        return ""
    passed = (today - on).days
    if passed == 0:
        return _("Today")
    if passed == 1:
        return _("Yesterday")
    if 1 < passed <= 30:
        return ngettext("{count} day ago", "{count} days ago", passed).format(count=passed)
    return day(on, today)


def money(fen: int | None) -> str:
    """Return an amount of fen: 15.8 万 in Chinese, ¥158,000 in English."""
    if fen is None:
        return ""
    if language() == "zh_CN" and abs(fen) >= _WAN:
        return f"{fen / _WAN:.2f}".rstrip("0").rstrip(".") + " 万"
    return f"¥{fen / 100:,.0f}"


def money_range(least: int | None, most: int | None) -> str:
    """Return a range of two amounts in fen, either of which may be unknown."""
    if least is not None and most is not None and least != most:
        return f"{money(least)} – {money(most)}"
    return money(most if least is None else least)


def phone(digits: str | None) -> str:
    """Return a mobile number in groups of 3-4-4, any other number as it is."""
    if digits and len(digits) == 11 and digits.startswith("1"):
        return f"{digits[:3]} {digits[3:7]} {digits[7:]}"
    return digits or ""


def age(born: dt.date | None, today: dt.date) -> int | None:
    """Return the age in whole years."""
    if born is None:
        return None
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def value(key: str, kept: Value, today: dt.date) -> str:
    """Return the value of the field `key` (of the data dictionary) as text."""
    field: Field | None = BY_KEY.get(key)
    kind = field.kind if field else FieldKind.TEXT
    text = "" if kept is None else str(kept)
    match kept:
        case bool():
            text = _("Yes") if kept else _("No")
        case dt.datetime():
            text = f"{kept:%Y-%m-%d %H:%M}"
        case dt.date():
            text = day(kept, today)
        case int() if kind in (FieldKind.MONEY, FieldKind.MONEY_RANGE):
            text = money(kept)
        case int() | float():
            text = f"{kept:,}"
        case str() if kind is FieldKind.PHONE:
            text = phone(kept)
    return text
