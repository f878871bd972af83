"""Reads dates in all spellings of a showroom's spreadsheets."""

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from showroom_crm.i18n import N_
from showroom_crm.importing import coming_days, past_days
from showroom_crm.importing.amounts import arabic
from showroom_crm.importing.cells import EMPTY, MEANS_EMPTY, Clean, folded, means_empty
from showroom_crm.values.sheets import CellValue

_TIME = (
    r"(?:[T\s]*(?:上午|下午|am|pm)?\s*\d{1,2}[:点时]\d{0,2}[分]?"
    r"(?::?\d{0,2}[秒]?(?:\.\d+)?)?\s*(?:am|pm|z|[+-]\d{2}:?\d{2})?)?"
)
_WEEKDAY = r"(?:\s*[(]?(?:星期|周|礼拜)[一二三四五六日天][)]?)?"
_END = _WEEKDAY + _TIME + r"\.?"
# A day takes all its digits: else 10: would be the 1st at 0 o'clock.
_YEAR_FIRST = re.compile(
    r"(\d{4})(?:\s*[-/.年、,]\s*|\s+)(\d{1,2})(?:\s*[-/.月、,]\s*|\s+)(\d{1,2}+)\s*[日号]?" + _END,
    re.I,
)
_PACKED = re.compile(r"(\d{4})(\d{2})(\d{2})(?:\d{4}|\d{6})?" + _END, re.I)
_MONTH_ONLY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*月?份?")
_NO_YEAR = re.compile(r"(\d{1,2})\s*[月]\s*(\d{1,2}+)\s*[日号]?" + _END, re.I)
_TWO_PARTS = re.compile(r"(\d{1,2})\s*[-/.]\s*(\d{1,2}+)\s*[日号]?" + _END, re.I)
_THREE_PARTS = re.compile(
    r"(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{4}|\d{1,2}(?!\d))" + _END, re.I
)
_SHORT_YEAR = re.compile(r"(\d{2})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2}+)\s*[日号]?" + _END, re.I)
_REPUBLIC = re.compile(  # years of the Republic, as Taiwan counts them: 115 is 2026
    r"(?:民国|民國)\s*(\d{2,3})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?|"
    r"(1[0-4]\d)\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?"
)
_ENGLISH = (
    "%d %b %Y", "%d %B %Y", "%b %d %Y", "%B %d %Y", "%d %b %y", "%d %B %y", "%b %d %y", "%B %d %y",
    "%Y %b %d", "%Y %B %d",
)  # fmt: skip
_MONTH_WORD = re.compile(r"[A-Za-z]{3}")
_ENGLISH_WEEKDAY = re.compile(r"^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[,.]?\s+", re.IGNORECASE)
_TIME_BEHIND = re.compile(r"[\sT,]+\d{1,2}:\d{2}.*$")
_ORDINAL = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)\b", re.IGNORECASE)
_NEVER = frozenset({"长期", "永久", "长期有效", "至今", "never", "forever", "permanent"})
_LUNAR = re.compile(r"农历|阴历|正月|腊月|冬月|初[一二三四五六七八九十1-9]|廿")
_YEARLESS = re.compile(r"--\d{1,2}-\d{1,2}")
_CHINESE_YEAR = re.compile(r"[〇零一二三四五六七八九]{4}(?=年)")
_CHINESE_PART = re.compile(r"[一二三四五六七八九十]{1,3}(?=[月日号])")
_STAMP = re.compile(r"1\d{9}(?:\d{3})?")  # seconds or thousandths of them since 1970, from 2001 on
_SOME_HOUR = re.compile(r"[1-9]")
_DAY_NUMBER = re.compile(r"[0-9]{4,5}(?:\.[0-9]*)?")
_SERIAL = range(7_000, 73_050)  # 1919 to 2099 as day numbers
_DAY_0 = {False: dt.date(1899, 12, 30), True: dt.date(1904, 1, 1)}
NEVER_FROM = 2050
_REPUBLIC_FROM = 1911  # the year before its first
_NEAR = 15  # years from now that two digits may mean
_LAST_DAY = 31
_SEVERAL = 3  # different days by which a part that never changes is the year
_HALF_A_YEAR = 6  # months
_PLACEHOLDERS = {dt.date(1970, 1, 1), dt.date(1900, 1, 1), dt.date(1, 1, 1), dt.date(1899, 12, 30)}

WRITTEN = N_("date written as text")
HOUR = N_("the hour is not kept")
SERIAL = N_("day number read as a date")
REPUBLIC = N_("year of the Republic turned into the common one")
ADDED_YEAR = N_("year of the file added")
FIRST_DAY = N_("no day given, the first of the month taken")
IMPOSSIBLE = N_("this day does not exist")
NO_DATE = N_("not a date")
TOO_FAR = N_("too far in the past or in the future")
LUNAR = N_("a day of the lunar calendar is not kept")
NO_YEAR = N_("a birthday without a year cannot be kept")
NO_DAY = N_("a birthday without a day cannot be kept")
UNCLEAR = N_("day or month first? The column does not tell")
IN_FUTURE = N_("lies in the future")
STAMP = N_("timestamp read as a date")
COMING = N_("counted from {detail}")
SAID = N_("from which day this counts is not told")
UNDATED = N_("no day is meant; the text is kept in the remark")


class Order(StrEnum):
    """Which part of a date such as 03/05/2026 or 26-3-5 comes first.

    The year of the Republic comes first where Taiwan writes 98/3/2 for 2009.
    """

    DAY = "dmy"
    MONTH = "mdy"
    YEAR = "ymd"
    REPUBLIC = "roc"


class Direction(StrEnum):
    """Where dates of a field lie: behind, ahead, anywhere, or a birthday long ago."""

    PAST = "past"
    FUTURE = "future"
    BIRTH = "birth"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class DateReader:
    """Reads the cells of one column; `order` None leaves unclear dates out."""

    today: dt.date
    year: int
    direction: Direction
    order: Order | None
    epoch_1904: bool = False
    month: int = 0
    written_on: dt.date | None = None

    def __call__(self, cell: CellValue) -> Clean:
        """Return the date in a cell."""
        if isinstance(cell, dt.datetime):
            return self._checked(cell.date(), HOUR if cell.time() != dt.time() else "")
        if isinstance(cell, dt.date):
            return self._checked(cell, "")
        if isinstance(cell, int | float) and not isinstance(cell, bool):
            return self._number(float(cell))
        if isinstance(cell, str):
            text = folded(cell)
            bare = text.lstrip("'`’")
            return self._text(_digits(bare)) if bare or not text else Clean(None, MEANS_EMPTY)
        return EMPTY if cell is None else Clean(None, problem=NO_DATE)

    def _number(self, number: float) -> Clean:
        if number == int(number) and 19_000_101 <= number <= 99_991_231:
            return self._text(str(int(number)))
        if at := moment(number):
            return self._checked(at.date(), STAMP)
        if int(number) in _SERIAL:
            day = _DAY_0[self.epoch_1904] + dt.timedelta(days=int(number))
            return self._checked(day, SERIAL)
        return EMPTY if number == 0 else Clean(None, problem=NO_DATE)

    def _text(self, text: str) -> Clean:
        if means_empty(text):
            return Clean(None, MEANS_EMPTY if text else "")
        if text in _NEVER or (set(text) <= set("0-/.: ") and "0" in text):
            return Clean(None, MEANS_EMPTY)
        for pattern in (_YEAR_FIRST, _PACKED):
            if match := pattern.fullmatch(text):
                reason = _said_otherwise(text) if _is_iso(text) else WRITTEN
                year, month, day = map(int, match.groups()[:3])
                return self._day(year, month, day, reason)
        if match := _SHORT_YEAR.fullmatch(text):
            return self._short_year(*map(int, match.groups()[:3]))
        if match := _THREE_PARTS.fullmatch(text):
            return self._ordered(*map(int, match.groups()[:3]))
        return self._partial(text)

    def _partial(self, text: str) -> Clean:
        """Read what lacks a year or a day, day numbers kept as text, and English months."""
        if match := _REPUBLIC.fullmatch(text):
            year, month, day = (int(part) for part in match.groups() if part)
            return self._day(year + _REPUBLIC_FROM, month, day, REPUBLIC)
        if match := _NO_YEAR.fullmatch(text) or _TWO_PARTS.fullmatch(text):
            return self._without_year(int(match.group(1)), int(match.group(2)))
        if match := _MONTH_ONLY.fullmatch(text):
            if self.direction is Direction.BIRTH:
                return Clean(None, problem=NO_DAY)
            return self._day(int(match.group(1)), int(match.group(2)), 1, FIRST_DAY)
        if _STAMP.fullmatch(text) or (_DAY_NUMBER.fullmatch(text) and int(float(text)) in _SERIAL):
            return self._number(float(text))
        return self._in_words(text)

    def _in_words(self, text: str) -> Clean:
        if day := _english(text):
            return self._checked(day, WRITTEN)
        if _LUNAR.search(text):
            return Clean(None, problem=LUNAR)
        if _YEARLESS.fullmatch(text):
            return Clean(None, problem=NO_YEAR)
        if self.direction is Direction.PAST and past_days.tells(text):
            return self._said(text)
        if self.direction is not Direction.FUTURE or not any(map(str.isalpha, text)):
            return Clean(None, problem=NO_DATE)
        return Clean(None, problem=COMING if coming_days.tells(text) else UNDATED)

    def _said(self, text: str) -> Clean:
        """Count from the day on which the words were written, where that is told."""
        if self.written_on is None:
            return Clean(None, problem=SAID)
        day = past_days.meant(text, self.written_on)
        return Clean(day, COMING, detail=self.written_on.isoformat())

    def _ordered(self, first: int, second: int, third: int) -> Clean:
        parts = {
            Order.DAY: (third, second, first),
            Order.MONTH: (third, first, second),
            Order.YEAR: (first, second, third),
        }
        if self.order is None:
            return Clean(None, problem=UNCLEAR)
        if self.order is Order.REPUBLIC:
            return self._day(first + _REPUBLIC_FROM, second, third, REPUBLIC)
        year, month, day = parts[self.order]
        return self._day(self._century(year), month, day, WRITTEN)

    def _short_year(self, year: int, month: int, day: int) -> Clean:
        """Take 98年 for one of the Republic in its columns, but 26年 only for a birthday."""
        near = abs(year - self.year % 100) <= _NEAR and self.direction is not Direction.BIRTH
        if self.order is Order.REPUBLIC and not near:
            return self._day(year + _REPUBLIC_FROM, month, day, REPUBLIC)
        return self._day(self._century(year), month, day, WRITTEN)

    def _century(self, year: int) -> int:
        """Return the year for two digits: a birthday lies in the past, all else near today."""
        if year >= 100:
            return year
        limit = self.today.year if self.direction is Direction.BIRTH else self.today.year + 20
        return 2000 + year if 2000 + year <= limit else 1900 + year

    def _without_year(self, month: int, day: int) -> Clean:
        """Take the year of the file, and the one beside it where that fits the field better."""
        if self.direction is Direction.BIRTH:
            return Clean(None, problem=NO_YEAR)
        if self.month:
            return self._day(self.year + self._beside(month), month, day, ADDED_YEAR)
        found = self._day(self.year, month, day, ADDED_YEAR)
        if not isinstance(found.value, dt.date):
            return found
        if self.direction is Direction.PAST and found.value > self.today:
            return self._day(self.year - 1, month, day, ADDED_YEAR)
        if self.direction is Direction.FUTURE and found.value < self.today - dt.timedelta(days=180):
            return self._day(self.year + 1, month, day, ADDED_YEAR)
        return found

    def _beside(self, month: int) -> int:
        """Return how many years a day of `month` lies from a file of one month of a year."""
        if self.direction is Direction.FUTURE:
            return int(month < self.month)
        return -int(month - self.month > _HALF_A_YEAR)

    def _day(self, year: int, month: int, day: int, reason: str) -> Clean:
        try:
            return self._checked(dt.date(year, month, day), reason)
        except ValueError:
            never = year >= 9000 or (year == 0 and self.direction is not Direction.BIRTH)
            if year == 0 and not never:
                return Clean(None, problem=NO_YEAR)
            return Clean(None, MEANS_EMPTY) if never else Clean(None, problem=IMPOSSIBLE)

    def _checked(self, day: dt.date, reason: str) -> Clean:
        """Turn placeholders such as 9999-12-31 into nothing, and flag a past that is to come."""
        if day in _PLACEHOLDERS or (day.year >= NEVER_FROM and _is_year_end(day)):
            return Clean(None, MEANS_EMPTY)
        if not 1900 <= day.year < NEVER_FROM:
            return Clean(None, problem=TOO_FAR)
        if self.direction is Direction.BIRTH and day >= self.today:
            return Clean(None, problem=IN_FUTURE)
        late = self.direction is Direction.PAST and day > self.today
        return Clean(day, reason, IN_FUTURE if late else "")


def moment(cell: CellValue) -> dt.datetime | None:
    """Return the local time of a timestamp, in seconds or thousandths of a second since 1970."""
    if isinstance(cell, bool) or not isinstance(cell, str | int | float):
        return None
    text = cell if isinstance(cell, str) else f"{cell:.0f}"
    if not _STAMP.fullmatch(text):
        return None
    return dt.datetime.fromtimestamp(int(text[:10]))  # local and naive, as all instants


def yearless(cell: CellValue) -> tuple[int, int] | None:
    """Return month and day of a cell that tells no year, such as 3/1 14:20; None for any other."""
    if not isinstance(cell, str):
        return None
    text = folded(cell)
    match = _NO_YEAR.fullmatch(text) or _TWO_PARTS.fullmatch(text)
    if match is None:
        return None
    month, day = int(match.group(1)), int(match.group(2))
    return (month, day) if 1 <= month <= 12 and 1 <= day <= 31 else None


def _digits(text: str) -> str:
    """Return a date with its Chinese numerals in digits: 二〇二六年三月五日."""
    if not _CHINESE_YEAR.search(text) and not _CHINESE_PART.search(text):
        return text
    signs = str.maketrans("〇零一二三四五六七八九", "00123456789")
    years = _CHINESE_YEAR.sub(lambda match: match.group().translate(signs), text)
    return years if _LUNAR.search(years) else _CHINESE_PART.sub(arabic, years)


def _english(text: str) -> dt.date | None:
    """Return the day of a date with the name of its month: 3-May-26, Thu, May 3rd 2026 10:22."""
    plain = _TIME_BEHIND.sub("", _ENGLISH_WEEKDAY.sub("", text))
    parts = " ".join(_ORDINAL.sub(r"\1", re.sub(r"[,.\-/]", " ", plain)).split())
    for form in _ENGLISH:
        try:
            return dt.datetime.strptime(parts, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None


def _is_year_end(day: dt.date) -> bool:
    """Tell whether a far day is one that programs write for "never"."""
    return day.year == 9999 or (day.month, day.day) in {(1, 1), (12, 31), (12, 30)}


def _said_otherwise(text: str) -> str:
    """Return what is lost of a day in ISO form, with a time of day behind it or not."""
    return HOUR if _SOME_HOUR.search(text[10:]) else ""


def _is_iso(text: str) -> bool:
    return len(text) >= 10 and text[4] == "-" and text[7] == "-"


def is_date(cell: CellValue) -> bool:
    """Tell whether a cell reads like a date in any spelling, day numbers left aside."""
    if isinstance(cell, dt.date):
        return True
    text = folded(cell)
    patterns = (_YEAR_FIRST, _PACKED, _SHORT_YEAR, _THREE_PARTS, _NO_YEAR, _MONTH_ONLY, _REPUBLIC)
    if not any(pattern.fullmatch(text) for pattern in patterns):
        return bool(_MONTH_WORD.search(text)) and _english(text) is not None
    return not text.isdigit() or text[:2] in {"19", "20"}


def said(cell: CellValue) -> bool:
    """Tell whether a cell says a day gone by in words that count from another day, as 昨天."""
    return isinstance(cell, str) and past_days.tells(folded(cell))


def in_three_parts(text: str) -> bool:
    """Tell whether a text is a date such as 03/05/2026, whose order must be told."""
    return _THREE_PARTS.fullmatch(text) is not None


def may_be_of_republic(cells: Iterable[CellValue]) -> bool:
    """Tell whether a date such as 113/5/6, or 98/3/2 that begins with a year, is there."""
    texts = [folded(cell) for cell in cells if isinstance(cell, str)]
    found = (match for text in texts if (match := _THREE_PARTS.fullmatch(text)))
    years = any(int(match.group(1)) > _LAST_DAY for match in found)
    return years or any(map(_REPUBLIC.fullmatch, texts))


def order_of(cells: Iterable[CellValue], year: int) -> tuple[Order | None, bool]:
    """Return how dates such as 03/05/2026 or 26-3-5 are written in a column, and if any are there.

    A part above 12 decides for the whole column; contradictions decide nothing. Years of the
    Republic with three digits, or named so, tell that those with two are of it too.
    """
    texts = {folded(cell) for cell in {cell for cell in cells if isinstance(cell, str)}}
    days = (text for text in texts if text.strip("0/.- "))  # 0/0/00 is none
    found = {text: m for text in days if (m := _THREE_PARTS.fullmatch(text))}
    republic = any(map(_REPUBLIC.fullmatch, texts))
    if not found:
        return (Order.REPUBLIC if republic else None), False
    parts = [tuple(map(int, match.groups()[:3])) for match in found.values()]
    long_year = any(len(match.group(3)) == 4 for match in found.values())
    orders = [order for order in Order if republic or order is not Order.REPUBLIC]
    fitting = [order for order in orders if all(_fits(order, p, long_year, year) for p in parts)]
    if not republic and len(fitting) > 1 and (place := _year_place(parts, year)) is not None:
        fitting = [order for order in fitting if (order is Order.YEAR) == (place == 0)]
    return (fitting[0] if len(fitting) == 1 else None), True


def _year_place(parts: Sequence[tuple[int, ...]], year: int) -> int | None:
    """Return whether the first or the last part is the year: the same in all, and a near one."""
    for place, other in ((0, 2), (2, 0)):
        years, days = ({part[at] for part in parts} for at in (place, other))
        near = all(abs(each - year % 100) <= 1 for each in years)
        if len(years) == 1 and near and len(days) >= _SEVERAL:
            return place
    return None


def _fits(order: Order, parts: tuple[int, ...], long_year: bool, year: int) -> bool:
    first, second, third = parts
    if order in (Order.YEAR, Order.REPUBLIC):
        near = abs(first - year % 100) <= _NEAR or order is Order.REPUBLIC
        return not long_year and near and 1 <= second <= 12 and 1 <= third <= 31
    day, month = (first, second) if order is Order.DAY else (second, first)
    if not long_year and abs(third - year % 100) > _NEAR:
        return False
    return 1 <= month <= 12 and 1 <= day <= 31
