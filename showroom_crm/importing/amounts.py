"""Reads money, counts and marks; money becomes integer fen."""

import re
from typing import NamedTuple

from showroom_crm.i18n import N_
from showroom_crm.importing.cells import EMPTY, MEANS_EMPTY, Clean, folded, means_empty, shown
from showroom_crm.values.sheets import CellValue

_NUMBER = r"([0-9]{1,12}(?:\.[0-9]{1,9})?)"  # more digits are no amount but a number of something
_SCALE = r"\s*(万元?|w|wan|千元?|k)?"
_RANGE = re.compile(
    _NUMBER + _SCALE + r"\s*(?:元)?\s*(?:-|~|至|到|—|–)+\s*" + _NUMBER + _SCALE + r"(?:元)?",
    re.IGNORECASE,
)
_SINGLE = re.compile(
    _NUMBER
    + r"\s*(万元?|w|wan|千|k)?\s*(?:块|元)?\s*"
    + r"(整|左右|上下|多|出头|以内|以下|以上|起|内|之内|\+)?(?:的?预算)?",
    re.IGNORECASE,
)
_HALF = re.compile(r"([0-9]{1,4})万([1-9])(?:千)?")  # 15万8 is 158,000
_CHINESE = re.compile(
    r"[一二三四五六七八九两十]{1,3}(?=[万千到至])|(?<=万)[一二三四五六七八九](?!\d)"
)
_NOTE = re.compile(r"\([^()\d]+\)")  # a remark in brackets
_OTHER_CURRENCY = re.compile(
    r"us\$|hk\$|nt\$|\$|€|£|usd|eur|gbp|hkd|twd|美元|美金|欧元|港币|港元|台币|日元"
)
_COUNT = re.compile(
    r"(-?[0-9]{1,12}(?:\.[0-9]+)?)\s*(万)?\s*(次|公里|千米|km|个月|月|期|年|台|人|岁|分|天)?",
    re.IGNORECASE,
)
_BELOW_ZERO = re.compile(r"[¥￥]?\s*[-−–]\s*([^-−–~至到]+)|\(([^()]+)\)")
_LEAST_FOR_A_CAR = 500 * 100  # fen; nothing about a car costs less
_MANY = 1000  # under a header in units of 10,000 what is larger is meant as it stands
_NO_SUM = 1e12  # beyond anything a showroom counts
_AT_MOST = {"以内", "以下", "内", "之内"}
_AT_LEAST = {"以上", "起", "+"}
_UP_TO = re.compile(r"(?:不超过|不到|不高于|最多|低于|小于|少于|<=?|≤)(.+)")
_FROM = re.compile(r"(?:超过|不低于|不少于|至少|最少|高于|大于|>=?|≥)(.+)")

WRITTEN = N_("amount written as text")
IN_TEN_THOUSANDS = N_("counted in units of 10,000 yuan")
IN_UNITS = N_("counted in units of 10,000")
NO_AMOUNT = N_("not an amount")
NO_NUMBER = N_("not a number")
ROUNDED_DOWN = N_("whole kilometres only")
NOT_WHOLE = N_("not a whole number")
NEGATIVE = N_("must not be negative")
FOREIGN = N_("an amount in another currency")

Range = tuple[int | None, int | None]


class Amounts(NamedTuple):
    """The lowest and the highest amount in a cell, in fen; reason and problem as of `Read`."""

    ends: Range
    reason: str = ""
    problem: str = ""

    @property
    def value(self) -> str | None:
        """The amounts in yuan as one text, None without any."""
        known = dict.fromkeys(end for end in self.ends if end is not None)
        return "-".join(map(yuan, known)) or None

    @property
    def detail(self) -> str:
        """Nothing: the texts about amounts have no gaps."""
        return ""


def yuan(fen: int) -> str:
    """Return an amount in yuan, with fen only where there are any."""
    return f"{fen // 100}" if fen % 100 == 0 else f"{fen / 100:.2f}"


def _plain(text: str) -> str:
    """Return an amount without marks of its own currency, notes, and words such as about."""
    bare = grouped(_NOTE.sub("", text.lower()))
    bare = re.sub(
        r"[¥￥']|rmb|cny|cn¥|大约|约|大概|人民币|差不多|预算|近|全款|裸车|落地|/[台辆]$", "", bare
    )
    bare = re.sub(r"^\(([0-9.]+)\)$", r"-\1", bare)  # accountants' minus
    bare = _CHINESE.sub(arabic, bare).replace("万元", "万")
    return _HALF.sub(r"\1.\2万", bare) if _HALF.fullmatch(bare) else bare


def grouped(text: str) -> str:
    """Return a number without the commas and blanks that part thousands; others stay."""
    joined = re.sub(r"(?<=\d)[,，\s](?=\d{3}(?!\d))", "", text)
    return re.sub(r"(?<!\d)\s+|\s+(?!\d)", "", joined)


def _fen(number: str, unit: str | None, default: int) -> int:
    scale = {"": default, "k": 1000, "千": 1000}.get(unit or "", 10_000)
    return round(float(number) * scale * 100)


def money_range(cell: CellValue, unit: int = 1, *, car: bool = False) -> Amounts:
    """Return the lowest and the highest amount in a cell.

    `unit` is what a bare number counts in: 1 or 10,000 yuan. `car` says that the amount is about
    that of a car, so that a bare 15.8 can only be 158,000 yuan.
    """
    ends, reason, problem = _money_range(cell, unit)
    known = [end for end in ends if end is not None]
    if car and known and 0 < max(known) < _LEAST_FOR_A_CAR:
        low, high = (end if end is None else end * 10_000 for end in ends)
        return Amounts((low, high), IN_TEN_THOUSANDS, problem)
    return Amounts(ends, reason, problem)


def _money_range(cell: CellValue, unit: int) -> Amounts:
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        if not 0 <= cell < _NO_SUM:
            return Amounts((None, None), "", NEGATIVE if cell < 0 else NO_AMOUNT)
        fen = round(float(cell) * unit * 100)
        return Amounts((fen, fen), IN_TEN_THOUSANDS if unit > 1 else "", "")
    text = _plain(folded(cell))
    if means_empty(text):
        return Amounts((None, None), MEANS_EMPTY if folded(cell) else "", "")
    return _written(text, unit, shown(cell))


def _written(text: str, unit: int, before: str) -> Amounts:
    """Return what an amount written as text says: a range, a limit, or one amount."""
    found: Range = (None, None)
    if match := _RANGE.fullmatch(text):
        low, low_unit, high, high_unit = match.groups()
        ends = _fen(low, low_unit or high_unit, unit), _fen(high, high_unit or low_unit, unit)
        return Amounts((min(ends), max(ends)), WRITTEN, "")
    if match := _SINGLE.fullmatch(text):
        return _single(match, unit, before)
    if limit := _UP_TO.fullmatch(text) or _FROM.fullmatch(text):
        (_low, end), _reason, problem = _written(limit.group(1), unit, before)
        found = (None, end) if limit.re is _UP_TO else (end, None)
        return Amounts(found, "" if problem else WRITTEN, problem)
    if text.startswith("-") and _SINGLE.fullmatch(text[1:]):
        return Amounts(found, "", NEGATIVE)
    return Amounts(found, "", FOREIGN if _OTHER_CURRENCY.search(text) else NO_AMOUNT)


def _single(match: re.Match[str], unit: int, before: str) -> Amounts:
    """Return one amount, or the one end that "10万以内" and "50万以上" give."""
    number, scale, word = match.groups()
    fen = _fen(number, scale, unit)
    if word in _AT_MOST:
        return Amounts((None, fen), WRITTEN, "")
    if word in _AT_LEAST:
        return Amounts((fen, None), WRITTEN, "")
    if unit > 1 or scale not in (None, "k", "千"):
        return Amounts((fen, fen), IN_TEN_THOUSANDS, "")
    return Amounts((fen, fen), "" if number == before else WRITTEN, "")


def money(cell: CellValue, unit: int = 1, *, car: bool = False) -> Clean:
    """Return an amount in fen; a range or a limit is not one amount."""
    (low, high), reason, problem = money_range(cell, unit, car=car)
    if low is None or low != high:
        given = low is not None or high is not None
        return Clean(None, reason, NO_AMOUNT if given else problem)
    return Clean(low, reason)


def signed_money(cell: CellValue, unit: int = 1) -> Clean:
    """Return an amount in fen that may be below zero, as of goods that came back: -35, (35.00)."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        found = money(abs(cell), unit)
        below = cell < 0
    else:
        match = _BELOW_ZERO.fullmatch(folded(cell))
        found = money(match.group(1) or match.group(2) if match else cell, unit)
        below = match is not None
    if not below or not isinstance(found.value, int):
        return found
    return Clean(-found.value, found.reason)


def whole(cell: CellValue, unit: int = 1, *, rounded: bool = False) -> Clean:
    """Return a count: 3次, 12,345公里, 1.2万; a bare number counts in `unit`, 1 or 10,000.

    `rounded` says that a fraction means nothing, as on an odometer.
    """
    found = decimal(cell)
    if not isinstance(found.value, float):
        return found
    scaled = unit > 1 and found.value < _MANY and "万" not in shown(cell)
    number = round(found.value * unit, 6) if scaled else round(found.value, 6)
    if number < 0:
        return Clean(None, problem=NEGATIVE)
    if number != int(number):
        return Clean(int(number), ROUNDED_DOWN) if rounded else Clean(None, problem=NOT_WHOLE)
    return Clean(int(number), IN_UNITS if scaled else found.reason)


def arabic(match: re.Match[str]) -> str:
    """Return a Chinese number below a hundred in digits: 两 2, 十二 12, 二十 20."""
    tens, ten, ones = match.group().replace("两", "二").rpartition("十")
    value = "零一二三四五六七八九".find
    if len(tens) > 1 or len(ones) > 1:
        return match.group()
    return str((value(tens) if tens else 1) * 10 * bool(ten) + (value(ones) if ones else 0))


def decimal(cell: CellValue) -> Clean:
    """Return a number as float; units behind it are left out."""
    if isinstance(cell, bool):
        return Clean(None, problem=NO_NUMBER)
    if isinstance(cell, int | float):
        return Clean(float(cell)) if abs(cell) < _NO_SUM else Clean(None, problem=NO_NUMBER)
    before = shown(cell)
    text = grouped(folded(cell))
    if means_empty(text):
        return Clean(None, MEANS_EMPTY) if text else EMPTY
    match = _COUNT.fullmatch(re.sub("[零一二两三四五六七八九十]+", arabic, text))
    if not match:
        return Clean(None, problem=NO_NUMBER)
    number = float(match.group(1)) * (10_000 if match.group(2) else 1)
    changed = bool(match.group(2) or match.group(3)) or match.group() != before
    return Clean(number, N_("number written as text") if changed else "")
