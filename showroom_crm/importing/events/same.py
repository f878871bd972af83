"""Finds the events of a file among those already kept, so that none comes in twice."""

import datetime as dt
from collections import defaultdict, deque
from collections.abc import Mapping, Sequence

from showroom_crm.importing.events.shapes import Shape
from showroom_crm.values.customers import Value

Row = Mapping[str, Value]


def twins(shape: Shape, wanted: Sequence[Row], kept: Sequence[Row]) -> dict[int, Row]:
    """Return for each event that is kept already which one it is; every kept one is met once.

    By its number; without one by all that is told of it, then by day, amount and kind, as often
    as it occurs; and where nothing alike is left, by one of that day that contradicts in nothing.
    """
    work = _Pairing(shape, kept)
    for find in (work.by_number, work.whole, work.told, work.exactly, work.fitting):
        for i, event in enumerate(wanted):
            if i not in work.found:
                find(i, event)
    return work.found


class _Pairing:
    """The events kept that no event of the file has met yet."""

    def __init__(self, shape: Shape, kept: Sequence[Row]) -> None:
        self._shape = shape
        self._columns = {*shape.places.values(), shape.amount, shape.staff} - {""}
        self._free = dict(enumerate(kept))
        self._numbers: dict[Value, deque[int]] = defaultdict(deque)
        self._alike: dict[tuple[Value, ...], deque[int]] = defaultdict(deque)
        self._days: dict[Value, deque[int]] = defaultdict(deque)
        self.found: dict[int, Row] = {}
        for place, row in self._free.items():
            self._alike[self._likeness(row)].append(place)
            self._days[as_day(row.get(shape.day))].append(place)
            if number := self._number(row):
                self._numbers[number].append(place)

    def by_number(self, i: int, event: Row) -> None:
        """Meet the one of the same number."""
        if number := self._number(event):
            self._meet(i, event, self._numbers.get(number), ())

    def whole(self, i: int, event: Row) -> None:
        """Meet one that is neither more nor less."""
        self._meet_said(i, event, whole=True)

    def told(self, i: int, event: Row) -> None:
        """Meet one to which the event adds nothing: some of it may be covered, or left out."""
        self._meet_said(i, event, whole=False)

    def exactly(self, i: int, event: Row) -> None:
        """Meet one with the same day, amount and kind."""
        self._meet(i, event, self._alike.get(self._likeness(event)), ())

    def fitting(self, i: int, event: Row) -> None:
        """Meet one of that day, or of no day, that contradicts in nothing."""
        day = as_day(event.get(self._shape.day))
        self._meet(i, event, self._days.get(day), self._shape.same)
        if day is not None and i not in self.found:
            self._meet(i, event, self._days.get(None), self._shape.same)

    def _meet_said(self, i: int, event: Row, *, whole: bool) -> None:
        said = {key: _told(value) for key, value in event.items() if value is not None}
        if self._number(event):
            return
        for place in self._days.get(as_day(event.get(self._shape.day)), ()):
            row = self._free.get(place)
            if row is None or any(_told(row.get(key)) != value for key, value in said.items()):
                continue
            if not whole or all(row.get(key) is None or key in said for key in self._columns):
                self.found[i] = self._free.pop(place)
                return

    def _meet(self, i: int, event: Row, places: deque[int] | None, columns: Sequence[str]) -> None:
        """Meet the first of `places` still free that contradicts neither in number nor columns."""
        while places and places[0] not in self._free:
            places.popleft()
        number = self._number(event)
        for place in places or ():
            row = self._free.get(place)
            if row is None or _contradict(self._number(row), number):
                continue
            if not any(_contradict(row.get(column), event.get(column)) for column in columns):
                self.found[i] = self._free.pop(place)
                return

    def _number(self, row: Row) -> Value:
        return row.get(self._shape.number) if self._shape.number else None

    def _likeness(self, row: Row) -> tuple[Value, ...]:
        return tuple(_told(row.get(column)) for column in self._shape.same)


def _told(value: Value) -> Value:
    """Return a value as files tell it: moments to the minute."""
    if isinstance(value, dt.datetime):
        return value.replace(second=0, microsecond=0)
    return value


def as_day(value: Value) -> dt.date | None:
    """Return the day of a day or a moment, None for anything else."""
    if isinstance(value, dt.datetime):
        return value.date()
    return value if isinstance(value, dt.date) else None


def _contradict(one: Value, other: Value) -> bool:
    one, other = _told(one), _told(other)
    if one is None or other is None or one == other:
        return False
    if isinstance(one, dt.datetime) and isinstance(other, dt.datetime):
        midnight = dt.time()
        return one.date() != other.date() or midnight not in (one.time(), other.time())
    return True
