"""Chooses the reader for each field: what turns its cells into stored values."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from showroom_crm.importing import (
    amounts,
    cells,
    choices,
    coming_days,
    identity,
    media,
    people,
    phones,
    scores,
    value_questions,
)
from showroom_crm.importing.cells import Clean, Read
from showroom_crm.importing.dates import (
    COMING,
    NO_DATE,
    UNDATED,
    DateReader,
    Direction,
    Order,
    order_of,
)
from showroom_crm.importing.disputes import DELIVERED, HALF_YEAR
from showroom_crm.importing.events import times
from showroom_crm.importing.events.words import payment_kind
from showroom_crm.importing.vocabulary import name_part
from showroom_crm.values.clean_tables import Conventions
from showroom_crm.values.fields import Entity, Field, FieldKind
from showroom_crm.values.mappings import ColumnMapping
from showroom_crm.values.questions import Sort, question_key
from showroom_crm.values.sheets import CellValue
from showroom_crm.values.value_lists import ValueList

Reader = Callable[[CellValue], Read]

_CAR_PRICES = frozenset({"budget", "price", "quote_amount", "loan_amount", "trade_in_value"})
_ODOMETERS = frozenset({"km", "last_service_km", "next_service_km", "work_km", "work_next_km"})
_CODED = frozenset({"kind", "gender"})


@dataclass(frozen=True, slots=True)
class Unread:
    """A column before its cells are read: its field, and what the cells alone cannot tell."""

    mapped: ColumnMapping
    field: Field
    cells: Sequence[CellValue]
    conventions: Conventions
    answers: Mapping[str, str]

    def words(self, name: str) -> dict[str, str]:
        """Return the words of one of the showroom's lists."""
        return choices.words(value_list(self.conventions, name))

    def told(self) -> dict[str, str]:
        """Return what people said of words that the list of the field does not know."""
        return value_questions.told(self.field.key, self.answers)


def reader(column: Unread) -> Reader:
    """Return what reads the cells of a column.

    Some readers depend on the whole column: the order of day and month, the scale of a score.
    """
    if make := _MADE.get(column.field.kind):
        return make(column)
    key = column.field.key
    if key == "name" and name_part(column.mapped.column.text):
        return people.part
    return _listed(column) or _BY_KEY.get(key) or _PLAIN.get(column.field.kind, cells.text)


_BY_KEY: Mapping[str, Callable[[CellValue], Clean]] = {
    "name": people.name,
    "source_id": cells.number,
    "uscc": identity.registration,
    "visit_time": times.clock,
    "visit_left": times.clock,
    "contact_time": times.clock,
    "pay_kind": payment_kind,
}
_PLAIN: Mapping[FieldKind, Callable[[CellValue], Clean]] = {
    FieldKind.LONG_TEXT: cells.prose,
    FieldKind.INTEGER: amounts.whole,
    FieldKind.DECIMAL: amounts.decimal,
    FieldKind.VIN: identity.vin,
    FieldKind.PLATE: identity.plate,
    FieldKind.ID_NUMBER: identity.id_number,
}


def value_list(conventions: Conventions, name: str) -> ValueList:
    """Return the showroom's list of that name, else the shipped one."""
    return conventions.lists.get(name) or choices.default_lists()[name]


def is_car_price(field: Field) -> bool:
    """Tell whether amounts of a field are about those of a car."""
    return field.key in _CAR_PRICES


def typed(field: Field, text: str, today: dt.date) -> Clean:
    """Return what a person typed into one field of a form; a single value, never a whole column."""
    match field.kind:
        case FieldKind.DATE:
            return _typed_day(field, text, today)
        case FieldKind.MONEY | FieldKind.MONEY_RANGE:
            return amounts.money(text, car=is_car_price(field))
        case FieldKind.PHONE:
            found = phones.parse(text)
            number = found.numbers[0] if found.numbers else None
            return Clean(number, found.reason, found.problem, found.detail)
        case FieldKind.LEVEL:
            return cells.text(text.upper())
    return (_BY_KEY.get(field.key) or _PLAIN.get(field.kind, cells.text))(text)


def _typed_day(field: Field, text: str, today: dt.date) -> Clean:
    read = DateReader(today, today.year, _direction(field), Order.YEAR, written_on=today)
    found = read(text)
    if found.problem == COMING:
        early = field.key in coming_days.EARLY
        return Clean(coming_days.meant(text, today, early=early), COMING, detail=today.isoformat())
    return Clean(None, problem=NO_DATE) if found.problem == UNDATED else found


def _direction(field: Field) -> Direction:
    if field.entity is Entity.OWN:
        return Direction.ANY
    if field.key == "birth_date":
        return Direction.BIRTH
    return Direction.FUTURE if field.key in coming_days.FIELDS else Direction.PAST


def _dates(column: Unread) -> DateReader:
    conventions = column.conventions
    told = column.answers.get(question_key(Sort.DATE_ORDER, column.mapped.column.key), "")
    order, _ = order_of(column.cells, conventions.file_year)
    return DateReader(
        today=conventions.today,
        year=conventions.file_year,
        direction=_direction(column.field),
        order=Order(told) if told in set(Order) else order,
        epoch_1904=conventions.epoch_1904,
        month=conventions.file_month,
        written_on=conventions.written_on,
    )


def _instants(column: Unread) -> Reader:
    return partial(times.instant, day=_dates(column))


def _listed(column: Unread) -> Reader | None:
    """Return the reader of a field whose values stand in a list, None for any other field."""
    field = column.field
    if field.kind is FieldKind.STAFF:
        staff = column.conventions.staff
        return choices.StaffReader({choices.staff_key(name): key for name, key in staff.items()})
    if field.kind is FieldKind.BOOLEAN:
        return choices.MarkReader(column.words("boolean"), column.told())
    if field.key in value_questions.CODED:
        return choices.CodeReader({}, column.told())
    return _chosen(column, field.value_list) if field.value_list else None


def _chosen(column: Unread, name: str) -> Reader:
    list_, told = value_list(column.conventions, name), column.told()
    words = choices.words(list_)
    if column.field.key == "source_l1":
        return media.reader(list_, value_list(column.conventions, "media"), told, column.cells)
    if column.field.kind is FieldKind.CHOICES:
        return choices.ChoicesReader(words, told)
    if column.field.key == "gender":
        words = _genders(words, column.cells)
    return choices.ChoiceReader(words, told, list_.open, codes=column.field.key in _CODED)


def _genders(words: Mapping[str, str], values: Sequence[CellValue]) -> dict[str, str]:
    """Return the words for genders with the codes of GB/T 2261.1: 1 and 2, 0 and 9 for unknown.

    Where 0 stands beside 1 alone, either may be a man: both are asked about.
    """
    codes = {cells.folded(value) for value in set(values)}
    if "2" in codes:
        return {**words, "0": "", "9": ""}
    return {word: value for word, value in words.items() if word != "1" or "0" not in codes}


def _levels(column: Unread) -> choices.LevelReader:
    """Read letters as the file means them, once somebody said what its D is."""
    words = column.words("level")
    levels = column.conventions.levels
    for level in levels:
        words |= {choices.key(name): level.code for name in (level.name_zh, level.name_en)}
    answer = column.answers.get(question_key(Sort.LEVEL_D, column.mapped.column.key))
    letters: dict[str, str | None] = {"D": None}
    if answer == DELIVERED:
        letters = {}
    elif answer == HALF_YEAR:
        letters = {"D": "S"}
    codes = frozenset(level.code for level in levels)
    return choices.LevelReader(words, column.told(), codes, letters)


def _money(column: Unread) -> Reader:
    """Read one amount; that of an event may lie below zero."""
    if column.field.subjects:
        return partial(amounts.signed_money, unit=column.mapped.unit)
    return partial(amounts.money, unit=column.mapped.unit, car=is_car_price(column.field))


def _money_ranges(column: Unread) -> Reader:
    car = is_car_price(column.field)
    return partial(amounts.money_range, unit=column.mapped.unit, car=car)


def _decimals(column: Unread) -> Reader:
    """Read numbers; those of a customer that are no fields of its own are scores."""
    if column.field.subjects or column.field.entity is Entity.OWN:
        return amounts.decimal
    return scores.reader(column.mapped, column.cells, column.words("satisfaction"), column.answers)


def _counts(column: Unread) -> Reader:
    rounded = column.field.key in _ODOMETERS
    return partial(amounts.whole, unit=column.mapped.unit, rounded=rounded)


_MADE: Mapping[FieldKind, Callable[[Unread], Reader]] = {
    FieldKind.PHONE: lambda _column: phones.parse,
    FieldKind.DATE: _dates,
    FieldKind.INSTANT: _instants,
    FieldKind.LEVEL: _levels,
    FieldKind.MONEY: _money,
    FieldKind.MONEY_RANGE: _money_ranges,
    FieldKind.DECIMAL: _decimals,
    FieldKind.INTEGER: _counts,
}
"""Makes the readers that depend on more than the field."""
