"""Which year days without one lie in: told by a title, a name or other days."""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

from showroom_crm.importing.cells import folded, shown
from showroom_crm.importing.dates import yearless
from showroom_crm.values.mappings import Header
from showroom_crm.values.sheets import CellValue, Sheet, Workbook

_YEAR = re.compile(
    r"(?<!\d)(20\d\d)(?=\D|\d{2}(?:\D|$)|\d{4}(?:\D|$)|$)"
    r"(?:(?:\s*[-./年]\s*(1[0-2]|0?[1-9])|(0[1-9]|1[0-2]))(?=\D|$|\d\d(?:\D|$)))?"
)
_FULL = re.compile(r"(?<!\d)(20\d\d)\s*[-./年]\s*\d{1,2}\s*[-./月]\s*\d{1,2}(?!\d)")
_LONG_AGO = 183  # days; a list without a year is of the last months


@dataclass(frozen=True, slots=True)
class FileYear:
    """The year of days without one, its month where that is told too, and whether it is told."""

    year: int
    month: int = 0
    told: bool = False


def told(book: Workbook, sheet: Sheet, header: Header, today: dt.date) -> FileYear:
    """Return the year and month in the title, the sheet's or the file's name; else this year."""
    for text in (header.title, sheet.name, book.name):
        found = [(int(y), int(one or two or 0)) for y, one, two in _YEAR.findall(text)]
        if likely := [each for each in found if today.year - 20 <= each[0] <= today.year + 1]:
            return FileYear(*max(likely), told=True)  # of a range, its end
    return FileYear(today.year)


def by_other_days(cells: Iterable[CellValue], today: dt.date) -> int | None:
    """Return the latest year of whole days in the cells that is not to come, None without any."""
    years = {
        int(match.group(1))
        for cell in set(cells)
        if (match := _FULL.search(shown(cell) if isinstance(cell, dt.date) else folded(cell)))
    }
    return max((year for year in years if year <= today.year), default=None)


def unclear(cells: Iterable[CellValue], today: dt.date) -> bool:
    """Tell whether days without a year would all lie so far back that another year may be meant."""
    days = [day for cell in set(cells) if (day := yearless(cell))]
    past = [_last(month, day, today) for month, day in days]
    return bool(past) and (today - max(past)).days > _LONG_AGO


def _last(month: int, day: int, today: dt.date) -> dt.date:
    """Return the last such day up to today; the 29th of February counts as the 28th."""
    found = dt.date(today.year, month, min(day, 28))
    return found if found <= today else found.replace(year=today.year - 1)
