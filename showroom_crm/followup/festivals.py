"""The days on which the shop sends greetings, by the Western and the Chinese calendar."""

import datetime as dt
from typing import Any

from lunardate import LunarDate

from showroom_crm.followup.defaults import pick, read
from showroom_crm.values.followups import Festival

_LUNAR_YEARS = range(1900, 2100)  # as far as the tables of the calendar reach


def upcoming(today: dt.date, days: int) -> tuple[Festival, ...]:
    """Return the festivals from `today` to `days` days later, in order of their dates."""
    end = today + dt.timedelta(days=days)
    found = [
        Festival(row["key"], pick(row["zh"], row["en"]), on)
        for row in read("reminders")["festival"]
        for year in range(today.year - 1, end.year + 1)
        if (on := _date(row, year)) is not None and today <= on <= end
    ]
    return tuple(sorted(found, key=lambda festival: festival.on))


def _date(row: dict[str, Any], year: int) -> dt.date | None:
    """Return the day of a festival in a year of its own calendar."""
    if "date" in row:
        month, day = row["date"]
        return dt.date(year, month, day)
    if year not in _LUNAR_YEARS:
        return None
    month, day = row["lunar"]
    found: dt.date = LunarDate(year, month, day).to_solar_date()
    return found
