"""Dates as they stand in sentences and on paper."""

import datetime as dt


def short(day: dt.date, today: dt.date) -> str:
    """Return 11-24, with the year before it where it is not this year's."""
    return day.strftime("%m-%d") if day.year == today.year else day.isoformat()
