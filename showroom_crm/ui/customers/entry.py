"""What is typed into a field becomes the value that is kept, or a sentence saying what is wrong."""

import datetime as dt
import re
from collections.abc import Callable

from showroom_crm.errors import InvalidInput
from showroom_crm.i18n import _
from showroom_crm.ui import shown
from showroom_crm.values.customers import Value
from showroom_crm.values.fields import Field, FieldKind

_DATE = re.compile(r"(?:(\d{4})\D+)?(\d{1,2})\D+(\d{1,2})\D*")
_PACKED = re.compile(r"(\d{4})(\d{2})(\d{2})")
_AMOUNT = re.compile(r"(\d+(?:\.\d+)?)\s*([万wWkK]?)")
_UNITS = {"": 1, "k": 1_000, "w": 10_000, "万": 10_000}
_FEN = 100


def read(field: Field, typed: str, today: dt.date) -> Value:
    """Return the value of what was typed, None for nothing; raises InvalidInput."""
    text = typed.strip()
    if not text:
        return None
    if field.kind is FieldKind.DATE:
        return date(text, today)
    read_kind = _READERS.get(field.kind)
    return read_kind(text) if read_kind else text


def written(field: Field, kept: Value) -> str:
    """Return a kept value as one would type it."""
    match kept:
        case None:
            return ""
        case dt.date():
            return kept.isoformat()
        case int() if field.kind in (FieldKind.MONEY, FieldKind.MONEY_RANGE):
            yuan = kept / _FEN
            return f"{yuan:.2f}".removesuffix(".00")
        case str() if field.kind is FieldKind.PHONE:
            return shown.phone(kept)
    return str(kept)


def date(text: str, today: dt.date) -> dt.date:
    """Return a date typed as 2026-11-25, 11-25, 20261125 or 11月25日; raises InvalidInput."""
    match = _PACKED.fullmatch(text) or _DATE.fullmatch(text)
    if match:
        year, month, day = match.groups()
        try:
            return dt.date(int(year or today.year), int(month), int(day))
        except ValueError:
            pass
    raise InvalidInput(_("Type the date as 2026-11-25 or 11-25."))


def money(text: str) -> int:
    """Return fen for an amount typed in yuan or 万; raises InvalidInput."""
    match = _AMOUNT.fullmatch(text.replace(",", "").replace("¥", "").strip())
    if not match:
        raise InvalidInput(_("Type the amount in yuan, such as 158000 or 15.8万."))
    return round(float(match[1]) * _UNITS[match[2].lower()] * _FEN)


def _whole(text: str) -> int:
    digits = text.replace(",", "")
    if not digits.isdigit():
        raise InvalidInput(_("Type a whole number."))
    return int(digits)


def _phone(text: str) -> str:
    digits = re.sub(r"[\s()（）-]", "", text).removeprefix("+86")
    if not digits.isdigit() or not 5 <= len(digits) <= 15:
        raise InvalidInput(_("Type the number with its digits, such as 138 0013 8000."))
    return digits


def _sign(text: str) -> str:
    return re.sub(r"[\s·•.-]", "", text).upper()


_READERS: dict[FieldKind, Callable[[str], Value]] = {
    FieldKind.MONEY: money,
    FieldKind.INTEGER: _whole,
    FieldKind.PHONE: _phone,
    FieldKind.PLATE: _sign,
    FieldKind.VIN: _sign,
    FieldKind.ID_NUMBER: _sign,
}
