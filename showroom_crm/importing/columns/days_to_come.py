"""Counts words for days to come, such as 3个月内, from the day on which they were said."""

import datetime as dt
from typing import NamedTuple

from showroom_crm.i18n import _
from showroom_crm.importing import coming_days, dates
from showroom_crm.importing.cells import Clean, folded, shown
from showroom_crm.importing.columns.column import Column
from showroom_crm.importing.columns.gathered import Gathered
from showroom_crm.importing.columns.rule import Rule
from showroom_crm.values.sheets import CellValue

_SAID_ON = ("last_contact_on", "last_visit_on", "first_visit_on", "registered_on")


class _Waiting(NamedTuple):
    """A cell with such words, and the stored keys under which its day will stand."""

    place: int
    cell: CellValue
    keys: tuple[str, ...]
    title: str


class DaysToCome(Rule):
    """Days that lie ahead, in words: they wait until the other days of the row are known."""

    def __init__(self, table: Gathered) -> None:
        super().__init__(table)
        self._waiting: list[_Waiting] = []

    def column(self, column: Column) -> None:
        """Put words for days aside; those that mean no day, such as 不急, go to the remark."""
        if column.field.key not in coming_days.FIELDS:
            return
        keys = tuple(column.values)
        for i, (cell, found) in enumerate(zip(column.cells, column.results, strict=True)):
            if found.problem == dates.COMING:
                self._waiting.append(_Waiting(i, cell, keys, column.title))
                column.results[i] = Clean(None)
            elif found.problem == dates.UNDATED:
                self.table.note(i, f"{column.mapped.column.label}：{shown(cell).strip()}")

    def finish(self) -> None:
        """Fill in the days, and tell from which day each of them is counted."""
        for place, cell, keys, title in self._waiting:
            base = self._said_on(place)
            day = coming_days.meant(folded(cell), base, early=keys[0] in coming_days.EARLY)
            if day is not None:
                reason = _(dates.COMING).format(detail=base.isoformat())
                self.table.repaired(place, title, cell, day.isoformat(), reason)
                for key in keys:
                    self.table.add(key, place, day)

    def _said_on(self, place: int) -> dt.date:
        """Return the last day on which a row says that somebody spoke with the customer."""
        today, columns = self.table.conventions.today, self.table.columns
        told = (columns[key][place] for key in _SAID_ON if key in columns)
        days = [day for day in told if isinstance(day, dt.date) and day <= today]
        return max(days, default=today)
