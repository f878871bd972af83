"""What one look at the tables counts for the indicators, and how it is split by group."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, text

BREAKDOWNS = ("salesperson", "model", "source")

_NEWEST_CAR = (
    "(SELECT v.model FROM vehicle v WHERE v.customer_id = u.customer_id ORDER BY v.id DESC LIMIT 1)"
)
_JOINED = " LEFT JOIN kpi_customer c ON c.id = u.customer_id"
_GROUPS = {
    "salesperson": "(SELECT s.name FROM staff s WHERE s.id = coalesce(u.staff_id, "
    "c.salesperson_id))",
    "source": "c.source_l1",
}


@dataclass(frozen=True, slots=True)
class Month:
    """A month as far as it has come: `end` is its last day, or today in the month that runs."""

    start: dt.date
    end: dt.date
    last: dt.date
    running: bool

    def parameters(self) -> dict[str, str | bool]:
        """Return the days that the statements speak of, as the store writes days."""
        day = dt.timedelta(days=1)
        half_year = months_before(self.start, 6)
        days = {
            "start": self.start,
            "end": self.end,
            "last": self.last,
            "tomorrow": self.end + day,
            "ninety": self.start - 90 * day,
            "year_ago": self.end - 365 * day,
            "half_start": half_year,
            "half_end": months_before(self.start, 5) - day,
        }
        written: dict[str, str | bool] = {name: each.isoformat() for name, each in days.items()}
        return written | {"running": self.running}


def month_of(month: dt.date, today: dt.date) -> Month:
    """Return the month that `month` lies in, cut off after today."""
    start = month.replace(day=1)
    last = month.replace(day=calendar.monthrange(month.year, month.month)[1])
    return Month(start, min(last, today), last, running=today <= last)


def months_before(start: dt.date, count: int) -> dt.date:
    """Return the first day of the month `count` months before that of `start`."""
    year, month = divmod(start.year * 12 + start.month - 1 - count, 12)
    return dt.date(year, month + 1, 1)


@dataclass(frozen=True, slots=True)
class Topic:
    """Quantities of the same things, counted in one statement.

    `units` gives a row for each thing: `customer_id`, `staff_id` and `model` (each may be empty:
    the customer's own then count), and a number for each quantity. `kept` holds the quantities,
    each with the condition under which the shop keeps what it takes to count it. Things of
    `owners` are told by the car they own, others by the car they ask for.
    """

    units: str
    kept: Mapping[str, str]
    owners: bool = False


def there_is(table: str, *columns: str) -> str:
    """Return the condition that a table has a row, with any of some columns filled if named."""
    where = " OR ".join(f"{column} IS NOT NULL" for column in columns) or "1"
    return f"EXISTS (SELECT 1 FROM {table} WHERE {where})"  # noqa: S608


def grouped(units: str, breakdown: str | None, columns: str, owners: bool = False) -> str:
    """Return the statement that gives, for rows of `units`, the group and some columns."""
    if breakdown is None:
        return f"SELECT NULL AS part, {columns} FROM ({units}) u"  # noqa: S608
    if breakdown == "model":
        order = (_NEWEST_CAR, "c.model") if owners else ("c.model", _NEWEST_CAR)
        part = f"coalesce(u.model, {', '.join(order)})"
    else:
        part = _GROUPS[breakdown]
    return f"SELECT {part} AS part, {columns} FROM ({units}) u{_JOINED}"  # noqa: S608


def sums(
    connection: Connection, topic: Topic, breakdown: str | None, parameters: Mapping[str, Any]
) -> dict[tuple[str | None, str], float]:
    """Return what each quantity of the topic comes to in each group (None: in no group)."""
    columns = ", ".join(f"coalesce(sum(u.{name}), 0)" for name in topic.kept)
    statement = grouped(topic.units, breakdown, columns, topic.owners) + " GROUP BY 1"
    found: dict[tuple[str | None, str], float] = {}
    for part, *numbers in execute(connection, statement, parameters):
        for name, number in zip(topic.kept, numbers, strict=True):
            found[part or None, name] = found.get((part or None, name), 0) + number
    return found


def execute(connection: Connection, statement: str, parameters: Mapping[str, Any]) -> Any:
    """Run a statement with those of the parameters that it names."""
    used = {name: value for name, value in parameters.items() if f":{name}" in statement}
    return connection.execute(text(statement), used)
