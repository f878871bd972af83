"""Personal data with its telling part covered: one form for list, print, export (PIPL art. 51)."""

from __future__ import annotations

import re
from collections.abc import Callable

from showroom_crm.values.customers import Value
from showroom_crm.values.fields import BY_KEY, FieldKind

_STAR = "*"
_PHONE_IN_TEXT = re.compile(r"(?<!\d)(?:1[3-9]\d[ -]?\d{4}[ -]?\d{4}|0\d{2,3}-?\d{7,8})(?!\d)")
_ID_IN_TEXT = re.compile(r"(?<![0-9A-Za-z])[1-9]\d{5}(?:\d{11}[\dXx]|\d{9})(?![0-9A-Za-z])")
_VIN_IN_TEXT = re.compile(r"(?<![0-9A-Za-z])(?=[A-Z0-9]*\d)[A-HJ-NPR-Z0-9]{17}(?![0-9A-Za-z])")
_EMAIL_IN_TEXT = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)
_COVERED_IN_TEXT = re.compile(r"(?:\d|^)\*{4}\d|\d\*{5,8}[\dXx]|\*{11}\w|\*{4}@", re.ASCII)
_TO_DISTRICT = re.compile(
    r"^(?:[^省市区县旗]{2,8}(?:省|自治区))?(?:[^省市区县旗]{1,10}(?:市|自治州|地区|盟))?"
    r"(?:[^省市区县旗]{1,10}(?:区|县|旗|市))?"
)


def phone(text: str) -> str:
    """Cover the middle of a number: 13800138000 becomes 138****8000; short ones keep the end."""
    head, tail = (3, 4) if len(text) >= 11 else (0, min(4, len(text) // 2))
    return _covered(text, head, tail, stars=4)


def id_number(text: str) -> str:
    """Cover birth date and serial: 11010519491231002X becomes 110105********002X."""
    return _covered(text, 6, 4) if len(text) >= 15 else _covered(text, 1, 2)


def vin(text: str) -> str:
    """Keep the last six characters, the part a workshop asks for."""
    return _covered(text, 0, 6)


def plate(text: str) -> str:
    """Keep region and the last two characters: 京A12345 becomes 京A·***45."""
    bare = re.sub(r"[·•.\s-]", "", text)
    if len(bare) < 5:
        return _STAR * len(bare)
    return f"{bare[:2]}·{_STAR * (len(bare) - 4)}{bare[-2:]}"


def address(text: str) -> str:
    """Keep an address down to the district: 上海市浦东新区张江路9号 becomes 上海市浦东新区****."""
    known = _TO_DISTRICT.match(text)
    return (known.group() if known else "") + _STAR * 4


def name(text: str) -> str:
    """Keep the surname: 张三 becomes 张**, as a colleague's customer is shown."""
    return f"{text[0]}**" if text else ""


def email(text: str) -> str:
    """Keep the first letter and the domain: zhang@example.com becomes z****@example.com."""
    user, at, domain = text.partition("@")
    return f"{user[:1]}****{at}{domain}" if at else _covered(text, 1, 0, stars=4)


def account(text: str) -> str:
    """Cover an account name but for its first and last character (WeChat, engine number)."""
    return _covered(text, 1, 1, stars=4) if len(text) > 3 else _STAR * 4


def free_text(text: str) -> str:
    """Cover phones, id numbers, chassis numbers and e-mail addresses written inside a remark."""
    text = _EMAIL_IN_TEXT.sub(lambda found: email(found.group()), text)
    text = _VIN_IN_TEXT.sub(lambda found: vin(found.group()), text)
    text = _ID_IN_TEXT.sub(lambda found: id_number(found.group()), text)
    return _PHONE_IN_TEXT.sub(lambda found: phone(re.sub(r"\D", "", found.group())), text)


_BY_KIND: dict[FieldKind, Callable[[str], str]] = {
    FieldKind.PHONE: phone,
    FieldKind.ID_NUMBER: id_number,
    FieldKind.VIN: vin,
    FieldKind.PLATE: plate,
    FieldKind.LONG_TEXT: free_text,
}
_BY_FIELD: dict[str, Callable[[str], str]] = {
    "address": address,
    "email": email,
    "wechat": account,
    "engine_no": account,
    "uscc": account,
}


def masker(key: str) -> Callable[[str], str] | None:
    """Return what covers the field `key`, or None when the field is shown as it is.

    Names are left alone: whether they are covered depends on whose customer it is (`name`).
    """
    field = BY_KEY.get(key)
    return _BY_FIELD.get(key) or (_BY_KIND.get(field.kind) if field else None)


def masked(key: str, value: Value) -> Value:
    """Return the value of field `key` as someone without the right to see it whole may see it."""
    cover = masker(key)
    return cover(value) if cover and isinstance(value, str) and value else value


def is_masked(key: str, text: str) -> bool:
    """Tell whether a text of field `key` was covered here: an import must not take it for one."""
    cover = masker(key)
    if cover is None or _STAR * 3 not in text:
        return False
    return cover is not free_text or _COVERED_IN_TEXT.search(text) is not None


def _covered(text: str, head: int, tail: int, stars: int | None = None) -> str:
    hidden = max(len(text) - head - tail, 0)
    end = text[len(text) - tail :] if tail else ""
    return text[:head] + _STAR * (stars or hidden) + end
