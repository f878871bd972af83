"""Finds the phone numbers in a cell, however they are written."""

import re
from functools import lru_cache
from typing import NamedTuple

from showroom_crm.i18n import N_
from showroom_crm.importing.cells import folded, means_empty, shown
from showroom_crm.values.sheets import CellValue

# The ranges the ministry of industry has given to mobile networks. 154, 164 and 194 wait to be
# given: nobody has a number there, so those of samples begin so.
_RANGE = r"1(?:3\d|4[5-9]|5\d|6[24567]|7[0-8]|8\d|9\d)"
_MOBILE = re.compile(rf"(?<!\d)(?:(?:\+|00)?86[-\s]?|0)?({_RANGE}(?:[-\s.]?\d){{8}})(?!\d)")
_NO_RANGE = re.compile(  # as long as a mobile number, but in no range of one
    r"(?<![\d+-])(?:(?:\+|00)?86[-\s]?|0)?(1[3-9]\d(?:[-\s.]?\d){8}|1\d{10})(?![\d-])"
)
_LANDLINE = re.compile(
    r"(?<!\d)(?:(?:\+|00)?86[-\s]?(?=\(?0)|(?P<no_zero>(?:\+|00)?86[-\s](?!0)))?"
    r"\(?((?(no_zero)[1-9]\d{1,2}|0\d{2,3}))\)?[-\s]?([2-8]\d{2,3}[-\s]?\d{4})"
    r"(?:\s*(?:-|转|ext\.?|x|#|\*|分机)\s*(\d{1,6}))?(?!\d)",
    re.IGNORECASE,
)
_SERVICE = re.compile(r"(?<!\d)([48]00[-\s]?\d{3,4}[-\s]?\d{3,4})(?!\d)")
_FOREIGN = re.compile(
    r"(?<![\d-])(?:\+|00)((?!86)[1-9]\d{0,2})(?:[-\s.]*\(0\))?[-\s.(]*((?:\d[-\s.()]*){5,12}\d)(?!\d)"
    r"(?:\s*(?:x|ext\.?)\s*(\d{1,6}))?",
    re.IGNORECASE,
)
# Three, three and four digits, as in North America; 09 and eight more, as in Taiwan.
_ABROAD = re.compile(
    r"(?<!\d)((?:1[-.\s])?\([2-9]\d{2}\)\s*|(?:1[-.\s])?[2-9]\d{2}[-.\s])(\d{3}[-.\s]\d{4})"
    r"(?:\s*(?:x|ext\.?)\s*(\d{1,6}))?(?!\d)|(?<!\d)(09\d{2}[-\s]?\d{3}[-\s]?\d{3})(?!\d)"
    r"|\((0[2-8])\)\s?(\d{3,4}[-\s]?\d{4})(?!\d)",
    re.IGNORECASE,
)
_LOCAL = re.compile(r"(?<!\d)(?<!\d[-\s])([2-9]\d{2,3}[-\s]?\d{4})(?!\d)")
# A whole cell that is a number of some other country or habit: digits in groups, nothing else.
_WHOLE = re.compile(r"\+?\(?\d[\d\s().\-/]{5,22}\d")
_NO_NUMBER = re.compile(
    r"(?:19|20)\d{2}[-/.]\d{1,2}[-/.]\d{1,2}|\d+\.\d+|(?:19|20)\d{2}(?:0[1-9]|1[0-2])[0-3]\d"
)
_TYPO = re.compile(r"1[3-9]\d{5,8}|1[3-9]\d{10,11}")
_WITH_EXTENSION = {_FOREIGN: 2, _ABROAD: 2, _LANDLINE: 3}  # which group it is
_JAMMED = re.compile(rf"({_RANGE}\d{{8}})({_RANGE}\d{{8}})")
_POWER = re.compile(r"(\d(?:\.\d+)?)e\+?(\d{1,2})", re.IGNORECASE)
_WORDS = re.compile(r"[^\W\d_]+")
_LABEL = re.compile(
    r"(?:手机|电话|号码|手机号|手机号码|联系|联系电话|联系方式|座机|固话|微信|微信同号|同微信|微信号|微信同步|同号|v信?|本人"
    r"|主|或|和|及|转|分机|号|x|ext|tel|telephone|phone|mobile|mob|cell|m|t|p|h|w|or|and|wechat|e)+",
    re.IGNORECASE,
)
_CUT = "\0"  # where a number was cut out
_MOBILE_ALONE = re.compile(rf"{_RANGE}\d{{8}}")

ROUNDED = N_("rounded by the spreadsheet: the last digits are lost")
SHORT = N_("a mobile number has 11 digits, this has {detail}")
NO_PHONE = N_("not a phone number")
MASKED = N_("the number is masked")
NO_AREA = N_("landline without area code")
ABROAD = N_("not a number of the mainland, kept as it is")
NO_EXTENSION = N_("the extension {detail} is kept in the remark")
REST = N_("part of the cell is not a phone number: {detail}")
SEVERAL = N_("several numbers in one cell")
DIGITS = N_("digits only")


class Phones(NamedTuple):
    """The numbers of a cell as digits, in the order they stand, and what there is to say.

    `note` are words beside the numbers, such as 老婆, that would be lost otherwise.
    """

    numbers: tuple[str, ...]
    reason: str = ""
    problem: str = ""
    detail: str = ""
    extension: str = ""
    note: str = ""

    @property
    def value(self) -> str | None:
        """The numbers as one text, None without any."""
        return "、".join(self.numbers) or None


def is_mobile(number: str) -> bool:
    """Tell whether digits are a mobile number of mainland China, in a range given to one."""
    return bool(_MOBILE_ALONE.fullmatch(number))


def names_somebody(cell: CellValue) -> bool:
    """Tell whether a cell holds a number and words beside it that are no label."""
    if not isinstance(cell, str):
        return False
    found = parse(cell)
    return bool(found.numbers) and bool(found.note)


def around(text: str) -> tuple[str, str] | None:
    """Return what stands before and behind the full numbers in a text, None without a number."""
    rest = text
    for pattern in (_FOREIGN, _MOBILE, _LANDLINE):
        rest = pattern.sub(_CUT, rest)
    before, cut, behind = rest.partition(_CUT)
    return (before, behind.replace(_CUT, " ")) if cut else None


@lru_cache(maxsize=1024, typed=True)  # the looks of one cell ask for it four times
def parse(cell: CellValue) -> Phones:
    """Return the phone numbers in a cell; digits only, without +86, the extension apart."""
    text = "" if isinstance(cell, bool) else folded(cell)
    if _MOBILE_ALONE.fullmatch(text):  # nearly all of them
        return Phones((text,), "" if text == shown(cell) else DIGITS)
    if means_empty(text):
        return Phones((), problem=NO_PHONE if isinstance(cell, bool) else "")
    if power := _POWER.fullmatch(text):
        whole, exponent = power.group(1).replace(".", ""), int(power.group(2))
        if len(whole) <= exponent - 1:
            return Phones((), problem=ROUNDED)
        text = whole.ljust(exponent + 1, "0")
    return _numbers(cell, text)


def _numbers(cell: CellValue, text: str) -> Phones:
    if jammed := _JAMMED.fullmatch(text):
        return Phones((jammed.group(1), jammed.group(2)), SEVERAL)
    found, extension, rest = _find(text)
    numbers = tuple(dict.fromkeys(found))
    if not numbers:
        return _none(text)
    return Phones(
        numbers,
        _reason(shown(cell), numbers),
        *_remains(text, numbers, extension, rest),
        extension,
        _note(rest),
    )


def _find(text: str) -> tuple[list[str], str, str]:
    """Return the numbers in reading order, an extension, and the text with the numbers cut out."""
    found: list[tuple[int, str]] = []
    extension = ""
    for pattern in (_FOREIGN, _MOBILE, _ABROAD, _NO_RANGE, _LANDLINE, _SERVICE, _LOCAL):
        for match in pattern.finditer(text):
            groups = [group or "" for group in match.groups()]
            if pattern in _WITH_EXTENSION:
                extension = groups.pop(_WITH_EXTENSION[pattern]) or extension
            if pattern is _LANDLINE and groups[0]:  # +86 571 stands for 0571
                groups[0] = "0"
            found.append((match.start(), re.sub(r"\D", "", "".join(groups))))
        text = pattern.sub(lambda match: "\0" * len(match.group()), text)
    return [number for _, number in sorted(found)], extension, text.replace("\0", " ")


def _note(rest: str) -> str:
    """Return the words left in a cell, without those that only say that it is a number."""
    return " ".join(word for word in _WORDS.findall(rest) if not _LABEL.fullmatch(word))


def _none(text: str) -> Phones:
    if re.search(r"\d{3}[*xX＊•]{3,}\d{3}", text):
        return Phones((), problem=MASKED)
    digits = re.sub(r"\D", "", text)
    if _TYPO.fullmatch(digits) and len(digits) >= 0.7 * len(text):
        return Phones((), problem=SHORT, detail=str(len(digits)))
    if _WHOLE.fullmatch(text) and not _NO_NUMBER.fullmatch(text) and 7 <= len(digits) <= 15:
        return Phones((digits,), "" if digits == text else DIGITS, ABROAD)
    return Phones((), problem=NO_PHONE)


def _reason(text: str, numbers: tuple[str, ...]) -> str:
    if len(numbers) > 1:
        return SEVERAL
    return DIGITS if text != numbers[0] else ""


def _remains(text: str, numbers: tuple[str, ...], extension: str, rest: str) -> tuple[str, str]:
    """Return a problem and its detail for what was left of the cell or is unusual in it."""
    strays = re.findall(r"\d{5,}", rest)
    if strays:
        return REST, "、".join(strays)
    if extension:
        return NO_EXTENSION, extension
    if any(not is_mobile(re.sub(r"\D", "", number)) for number in _NO_RANGE.findall(text)):
        return ABROAD, ""
    if any(len(number) <= 8 for number in numbers):
        return (ABROAD if any(number[0] == "9" for number in numbers) else NO_AREA), ""
    return "", ""
