"""Reads what identifies cars, people and companies: VIN, plate, ID and registration numbers."""

import datetime as dt
import re
import unicodedata

from showroom_crm.i18n import N_
from showroom_crm.importing.cells import EMPTY, MEANS_EMPTY, Clean, folded, means_empty, shown
from showroom_crm.values.sheets import CellValue

_VIN_VALUES = {str(digit): digit for digit in range(10)} | dict(
    zip(
        "ABCDEFGHJKLMNPRSTUVWXYZ",
        (1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 7, 9, 2, 3, 4, 5, 6, 7, 8, 9),
        strict=True,
    )
)
_VIN_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID = re.compile(r"[1-9]\d{16}[\dX]")
_ID_15 = re.compile(r"[1-9]\d{14}")
_VIN = re.compile(r"[A-HJ-NPR-Z0-9]{17}")
_VIN_INSIDE = re.compile(r"(?<![A-Z0-9])(?=[A-Z0-9]*\d)[A-HJ-NPR-Z0-9]{17}(?![A-Z0-9])")
_PROVINCE = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
# GA 36: seven characters, or eight on new energy cars with the class letter third or last.
PLATE = re.compile(
    rf"[{_PROVINCE}][A-HJ-NP-Z](?:[A-HJ-NP-Z0-9]{{4}}[A-HJ-NP-Z0-9挂学警港澳]"
    rf"|[A-HJK][A-HJ-NP-Z0-9]\d{{4}}|\d{{5}}[A-HJK])"
)
_NO_PLATE = re.compile(r"未上牌|未挂牌|临牌|临时.*|无牌|新车|待上牌|暂未上牌|未上|没上牌|上牌中")
_USCC_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"

ROUNDED = N_("rounded by the spreadsheet: the last three digits are lost")
ID_WRONG = N_("the check digit of the ID number is wrong")
ID_LENGTH = N_("an ID number has 18 characters, this has {detail}")
VIN_WRONG = N_("the check digit of the VIN is wrong")
VIN_LENGTH = N_("a VIN has 17 characters, this has {detail}")
VIN_SIGNS = N_("a VIN has no I, O or Q")
MASKED = N_("the number is masked")
NOT_THE_PLATE = N_("part of the cell is not this plate: {detail}")
PLATE_WRONG = N_("not a plate number as they are issued")
USCC_WRONG = N_("the check character of the registration number is wrong")
CAPITALS = N_("written in capitals without blanks and dots")
LOOKALIKES = N_("O and I are 0 and 1 in a VIN")


def vin_is_sound(vin: str) -> bool:
    """Tell whether the ninth character is the check digit of the others (ISO 3779)."""
    if not _VIN.fullmatch(vin):
        return False
    total = sum(_VIN_VALUES[sign] * weight for sign, weight in zip(vin, _VIN_WEIGHTS, strict=True))
    return vin[8] == "0123456789X"[total % 11]


def id_is_sound(number: str) -> bool:
    """Tell whether the last character is the check digit of the others (GB 11643)."""
    if not _ID.fullmatch(number):
        return False
    try:
        dt.date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    total = sum(int(sign) * weight for sign, weight in zip(number, _ID_WEIGHTS, strict=False))
    return number[17] == "10X98765432"[total % 11]


def uscc_is_sound(code: str) -> bool:
    """Tell whether the last character is the check character of the others (GB 32100)."""
    if len(code) != 18 or any(sign not in _USCC_SIGNS for sign in code):
        return False
    total = sum(_USCC_SIGNS.index(sign) * pow(3, i, 31) for i, sign in enumerate(code[:17]))
    return _USCC_SIGNS.index(code[17]) == (31 - total % 31) % 31


def _signs(cell: CellValue) -> tuple[str, str]:
    """Return a cell as shown, and in capitals without blanks, dots and dashes."""
    signs = re.sub(r"[\s·•・.\-'‘’`]", "", folded(cell)).strip("*/,;:，；：").upper()
    return shown(cell), unicodedata.normalize("NFKC", signs)


def _nothing(before: str, after: str) -> Clean | None:
    """Return what a cell gives that says nothing or hides what it says, None for any other."""
    text = folded(before)
    if means_empty(text) or means_empty(after):
        return Clean(None, MEANS_EMPTY) if text else EMPTY
    return Clean(None, problem=MASKED) if re.search(r"[*＊]{2,}", after) else None


def vin(cell: CellValue) -> Clean:
    """Return a VIN in capitals; one that cannot be right is kept with a warning."""
    before, after = _signs(cell)
    if (nothing := _nothing(before, after)) is not None:
        return nothing
    if len(after) != 17 and (inside := _VIN_INSIDE.search(folded(before).upper())):
        after = inside.group()
    reason = "" if after == before else CAPITALS
    if len(after) != 17:
        return Clean(after, reason, VIN_LENGTH, str(len(after)))
    if not _VIN.fullmatch(after):
        guess = after.translate(str.maketrans("OIQ", "010"))
        if vin_is_sound(guess):
            return Clean(guess, LOOKALIKES)
        return Clean(after, reason, VIN_SIGNS)
    return Clean(after, reason, "" if vin_is_sound(after) else VIN_WRONG)


def plate(cell: CellValue) -> Clean:
    """Return a plate in capitals without dot; a car without plate gives nothing."""
    before, after = _signs(cell)
    if (nothing := _nothing(before, after)) is not None:
        return nothing
    if _NO_PLATE.fullmatch(folded(before)):
        return Clean(None, MEANS_EMPTY)
    reason = "" if after == before else CAPITALS
    if PLATE.fullmatch(after):
        return Clean(after, reason)
    found = [match.group() for match in PLATE.finditer(after)]
    if not found:
        return Clean(after, reason, PLATE_WRONG)
    rest = after.replace(found[0], "", 1).strip("/、,;()")
    return Clean(found[0], CAPITALS, NOT_THE_PLATE, rest)


def id_number(cell: CellValue) -> Clean:
    """Return an ID number; one rounded by a spreadsheet is lost, one that fails its check kept."""
    if isinstance(cell, float | int) and not isinstance(cell, bool) and cell >= 1e15:
        return Clean(None, problem=ROUNDED)
    before, after = _signs(cell)
    if (nothing := _nothing(before, after)) is not None:
        return nothing
    if re.fullmatch(r"[\d]+E\+?\d+", after) or (after.endswith("000") and _rounded(after)):
        return Clean(None, problem=ROUNDED)
    reason = "" if after == before else CAPITALS
    if _ID_15.fullmatch(after):
        return Clean(after, reason)
    if not after.isascii() or len(after) != 18:
        return Clean(after, reason, ID_LENGTH, str(len(after)))
    return Clean(after, reason, "" if id_is_sound(after) else ID_WRONG)


def _rounded(number: str) -> bool:
    return len(number) == 18 and number.isdigit() and not id_is_sound(number)


def registration(cell: CellValue) -> Clean:
    """Return a company's registration number (统一社会信用代码)."""
    before, after = _signs(cell)
    if (nothing := _nothing(before, after)) is not None:
        return nothing
    reason = "" if after == before else CAPITALS
    return Clean(after, reason, "" if uscc_is_sound(after) else USCC_WRONG)
