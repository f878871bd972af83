"""What the cells of one row tell about each other, once every column is read."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

from showroom_crm.i18n import N_
from showroom_crm.importing import coming_days, people
from showroom_crm.importing.cells import each_once, folded
from showroom_crm.values.customers import Value
from showroom_crm.values.imports import CellValue

Columns = dict[str, list[Value]]

_SAME_AS_PHONE = frozenset(
    {"同手机号", "同手机", "手机号", "同号", "同电话", "同上", "手机同号", "同手机号码"}
)
SAME_PHONE = N_("the phone of the row")
NO_SUCH_PHONE = N_("the row has no phone to be the same")
_SAID_ON = ("last_contact_on", "last_visit_on", "first_visit_on", "registered_on")


def wechat_by_phone(columns: Columns, phones: Sequence[tuple[str, ...]]) -> list[tuple[int, str]]:
    """Put the phone where the WeChat column says that it is the same; return place and word."""
    wechat = columns.get("wechat", ())
    same = [(i, str(name)) for i, name in enumerate(wechat) if name in _SAME_AS_PHONE]
    for i, _word in same:
        columns["wechat"][i] = phones[i][0] if phones[i] else None
    return same


def fill(columns: Columns, key: str, values: Sequence[Value]) -> None:
    """Put the values where a column has none of its own."""
    known = columns.get(key) or [None] * len(values)
    columns[key] = [a if a is not None else b for a, b in zip(known, values, strict=True)]


def told_by_name(columns: Columns) -> None:
    """Fill blanks with what a name tells: 张先生 is a man, …公司 is a company."""
    names = columns.get("name")
    if names is None:
        return
    told: Mapping[str, Callable[[str], str | None]] = {
        "gender": people.gender,
        "salutation": lambda name: people.salutation(name) or None,
        "kind": lambda name: "company" if people.is_company(name) else None,
    }
    for key, tell in told.items():
        heard = each_once(names, partial(_heard, tell=tell))
        if any(heard):
            fill(columns, key, heard)


def _heard(name: CellValue, tell: Callable[[str], str | None]) -> str | None:
    return tell(name) if isinstance(name, str) else None


def days_to_come(
    columns: Columns, field: str, waiting: Iterable[tuple[int, CellValue]], today: dt.date
) -> list[tuple[int, dt.date, dt.date]]:
    """Fill in the days that words such as 3个月内 mean; return place, day, and day counted from.

    They are counted from the last day on which the row says that somebody spoke with the
    customer or registered one, else from `today`. `waiting` are places and cells.
    """
    found = []
    for i, cell in waiting:
        base = _said_on(columns, i, today)
        day = coming_days.meant(folded(cell), base, early=field in coming_days.EARLY)
        if day is not None:
            columns[field][i] = day
            found.append((i, day, base))
    return found


def _said_on(columns: Columns, i: int, today: dt.date) -> dt.date:
    told = (columns[key][i] for key in _SAID_ON if key in columns)
    days = [day for day in told if isinstance(day, dt.date) and day <= today]
    return max(days, default=today)
