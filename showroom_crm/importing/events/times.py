"""Reads moments of visits: a day with an hour, or the hour alone."""

import datetime as dt
import re

from showroom_crm.i18n import N_
from showroom_crm.importing.cells import EMPTY, MEANS_EMPTY, Clean, folded, means_empty
from showroom_crm.importing.dates import HOUR, DateReader, moment
from showroom_crm.values.sheets import CellValue

_HOUR = re.compile(
    r"(上午|下午|晚上|am|pm)?\s*(\d{1,2})[:点时](\d{1,2})?[分]?(?::\d{2})?\s*(am|pm)?", re.I
)
_AFTERNOON = frozenset({"下午", "晚上", "pm"})

NO_HOUR = N_("not a time of day")


def instant(cell: CellValue, day: DateReader) -> Clean:
    """Return the moment in a cell; one that tells no hour is midnight."""
    found = day(cell)
    if not isinstance(found.value, dt.date):
        return found
    at = _time(cell) or dt.time()
    reason = "" if found.reason == HOUR else found.reason  # here it is
    return found._replace(value=dt.datetime.combine(found.value, at), reason=reason)


def clock(cell: CellValue) -> Clean:
    """Return the hour in a cell as HH:MM, with or without a day before it."""
    if means_empty(text := folded(cell)):
        return Clean(None, MEANS_EMPTY) if text else EMPTY
    at = _time(cell)
    return Clean(at.strftime("%H:%M")) if at is not None else Clean(None, problem=NO_HOUR)


def _time(cell: CellValue) -> dt.time | None:
    if isinstance(cell, dt.datetime):
        return cell.time().replace(second=0, microsecond=0)
    if isinstance(cell, dt.time):
        return cell.replace(second=0, microsecond=0)
    if at := moment(cell):
        return at.time().replace(second=0)
    if isinstance(cell, float | int) and not isinstance(cell, bool):
        minutes = round(cell % 1 * 1440)
        return dt.time(minutes // 60, minutes % 60) if cell % 1 and minutes < 1440 else None
    match = _HOUR.search(folded(cell))
    if match is None:
        return None
    hour, minute = int(match.group(2)), int(match.group(3) or 0)
    words = {(match.group(1) or "").lower(), (match.group(4) or "").lower()}
    if words & _AFTERNOON and hour < 12:
        hour += 12
    return dt.time(hour, minute) if hour < 24 and minute < 60 else None
