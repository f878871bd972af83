"""Finds the phone numbers in a cell, however they are written."""

import re
from typing import NamedTuple

from showroom_crm.i18n import N_
from showroom_crm.importing.cells import folded, means_empty, shown
from showroom_crm.values.imports import CellValue

_MOBILE = re.compile(r"(?<!\d)(?:(?:\+|00)?86[-\s]?|0)?(1[3-9]\d(?:[-\s.]?\d){8})(?!\d)")
_LANDLINE = re.compile(
    r"(?<!\d)(?:(?:\+|00)86[-\s]?)?\(?(0\d{2,3})\)?[-\s]?([2-8]\d{2,3}[-\s]?\d{4})"
    r"(?:\s*(?:-|转|ext\.?|x|#|\*|分机)\s*(\d{1,6}))?(?!\d)",
    re.IGNORECASE,
)
_SERVICE = re.compile(r"(?<!\d)([48]00[-\s]?\d{3,4}[-\s]?\d{3,4})(?!\d)")
_FOREIGN = re.compile(r"(?<!\d)(?:\+|00)((?!86)\d{1,3})[-\s]?((?:\d[-\s]?){6,12}\d)(?!\d)")
_LOCAL = re.compile(r"(?<!\d)([2-8]\d{2,3}[-\s]?\d{4})(?!\d)")
_JAMMED = re.compile(r"(1[3-9]\d{9})(1[3-9]\d{9})")
_POWER = re.compile(r"(\d(?:\.\d+)?)e\+?(\d{1,2})", re.IGNORECASE)
_MOBILE_ALONE = re.compile(r"1[3-9]\d{9}")

ROUNDED = N_("rounded by the spreadsheet: the last digits are lost")
SHORT = N_("a mobile number has 11 digits, this has {detail}")
NO_PHONE = N_("not a phone number")
MASKED = N_("the number is masked")
NO_AREA = N_("landline without area code")
NO_EXTENSION = N_("the extension {detail} is kept in the remark")
REST = N_("part of the cell is not a phone number: {detail}")
SEVERAL = N_("several numbers in one cell")
DIGITS = N_("digits only")


class Phones(NamedTuple):
    """The numbers of a cell as digits, in the order they stand, and what there is to say."""

    numbers: tuple[str, ...]
    reason: str = ""
    problem: str = ""
    detail: str = ""
    extension: str = ""


def is_mobile(number: str) -> bool:
    """Tell whether digits are a mobile number of mainland China."""
    return bool(_MOBILE_ALONE.fullmatch(number))


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
        numbers, _reason(shown(cell), numbers), *_remains(numbers, extension, rest), extension
    )


def _find(text: str) -> tuple[list[str], str, str]:
    """Return the numbers in reading order, an extension, and the text with the numbers cut out."""
    found: list[tuple[int, str]] = []
    extension = ""
    for pattern in (_FOREIGN, _MOBILE, _LANDLINE, _SERVICE, _LOCAL):
        for match in pattern.finditer(text):
            groups = [group or "" for group in match.groups()]
            if pattern is _LANDLINE:
                extension = groups.pop() or extension
            found.append((match.start(), re.sub(r"\D", "", "".join(groups))))
        text = pattern.sub(lambda match: "\0" * len(match.group()), text)
    return [number for _, number in sorted(found)], extension, text.replace("\0", " ")


def _none(text: str) -> Phones:
    if re.search(r"\d{3}[*xX＊•]{3,}\d{3}", text):
        return Phones((), problem=MASKED)
    digits = re.sub(r"\D", "", text)
    if 9 <= len(digits) <= 13 and len(digits) >= 0.7 * len(text):
        return Phones((), problem=SHORT, detail=str(len(digits)))
    return Phones((), problem=NO_PHONE)


def _reason(text: str, numbers: tuple[str, ...]) -> str:
    if len(numbers) > 1:
        return SEVERAL
    return DIGITS if text != numbers[0] else ""


def _remains(numbers: tuple[str, ...], extension: str, rest: str) -> tuple[str, str]:
    """Return a problem and its detail for what was left of the cell or is unusual in it."""
    strays = re.findall(r"\d{5,}", rest)
    if strays:
        return REST, "、".join(strays)
    if extension:
        return NO_EXTENSION, extension
    if any(len(number) <= 8 for number in numbers):
        return NO_AREA, ""
    return "", ""
