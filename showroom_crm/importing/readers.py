"""Chooses the reader for each field: what turns its cells into stored values."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
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
from showroom_crm.importing.cells import Clean
from showroom_crm.importing.dates import (
    COMING,
    NO_DATE,
    UNDATED,
    DateReader,
    Direction,
    Order,
    order_of,
)
from showroom_crm.importing.disputes import DELIVERED, HALF_YEAR, level_question
from showroom_crm.importing.events import times
from showroom_crm.importing.events.words import payment_kind
from showroom_crm.values.fields import Entity, Field, FieldKind
from showroom_crm.values.imports import CellValue, ColumnMapping, Conventions
from showroom_crm.values.value_lists import ValueList

Reader = Callable[[CellValue], Clean]

_CAR_PRICES = frozenset({"budget", "price", "quote_amount", "loan_amount", "trade_in_value"})
_ODOMETERS = frozenset({"km", "last_service_km", "next_service_km", "work_km", "work_next_km"})
_CODED = frozenset({"kind", "gender"})


def date_question(column: str) -> str:
    """Return what the answer to "day or month first" is filed under."""
    return f"date_order:{column}"


def reader(
    mapped: ColumnMapping,
    field: Field,
    values: Sequence[CellValue],
    conventions: Conventions,
    answers: Mapping[str, str],
) -> Reader:
    """Return the reader of a column; phones and money ranges are read elsewhere.

    Some readers depend on the whole column: the order of day and month, the scale of a score.
    """
    kind = field.kind
    if kind is FieldKind.DATE:
        return _dates(mapped, field, values, conventions, answers)
    if kind is FieldKind.INSTANT:
        return partial(times.instant, day=_dates(mapped, field, values, conventions, answers))
    if kind is FieldKind.LEVEL:
        return _levels(mapped, field, conventions, answers)
    if kind is FieldKind.MONEY or (kind is FieldKind.DECIMAL and field.entity is not Entity.OWN):
        return _numbers(mapped, field, values, conventions, answers)
    if kind is FieldKind.INTEGER:
        return partial(amounts.whole, unit=mapped.unit, rounded=field.key in _ODOMETERS)
    return (
        _listed(field, values, conventions, answers)
        or _BY_KEY.get(field.key)
        or _PLAIN.get(kind, cells.text)
    )


_BY_KEY: Mapping[str, Reader] = {
    "name": people.name,
    "source_id": cells.number,
    "uscc": identity.registration,
    "visit_time": times.clock,
    "visit_left": times.clock,
    "contact_time": times.clock,
    "pay_kind": payment_kind,
}
_PLAIN: Mapping[FieldKind, Reader] = {
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
    found = DateReader(today, today.year, _direction(field), Order.YEAR)(text)
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


def _dates(
    mapped: ColumnMapping,
    field: Field,
    values: Sequence[CellValue],
    conventions: Conventions,
    answers: Mapping[str, str],
) -> DateReader:
    told = answers.get(date_question(mapped.column.key), "")
    order, _ = order_of(values, conventions.file_year)
    return DateReader(
        today=conventions.today,
        year=conventions.file_year,
        direction=_direction(field),
        order=Order(told) if told in set(Order) else order,
        epoch_1904=conventions.epoch_1904,
        month=conventions.file_month,
    )


def _listed(
    field: Field,
    values: Sequence[CellValue],
    conventions: Conventions,
    answers: Mapping[str, str],
) -> Reader | None:
    """Return the reader of a field whose values stand in a list, None for any other field."""
    told = value_questions.told(field.key, answers)
    if field.kind is FieldKind.BOOLEAN:
        return choices.MarkReader(choices.words(value_list(conventions, "boolean")), told)
    if field.kind is FieldKind.STAFF:
        names = {choices.staff_key(name): key for name, key in conventions.staff.items()}
        return choices.StaffReader(names)
    if field.key in value_questions.CODED:
        return choices.CodeReader({}, told)
    return _chosen(field, field.value_list, values, conventions, told) if field.value_list else None


def _chosen(
    field: Field,
    name: str,
    values: Sequence[CellValue],
    conventions: Conventions,
    told: Mapping[str, str],
) -> Reader:
    list_ = value_list(conventions, name)
    words = choices.words(list_)
    if field.key == "source_l1":
        return media.reader(list_, value_list(conventions, "media"), told, values)
    if field.kind is FieldKind.CHOICES:
        return choices.ChoicesReader(words, told)
    if field.key == "gender":
        words = _genders(words, values)
    return choices.ChoiceReader(words, told, list_.open, codes=field.key in _CODED)


def _genders(words: Mapping[str, str], values: Sequence[CellValue]) -> dict[str, str]:
    """Return the words for genders with the codes of GB/T 2261.1: 1 and 2, 0 and 9 for unknown.

    Where 0 stands beside 1 alone, either may be a man: both are asked about.
    """
    codes = {cells.folded(value) for value in set(values)}
    if "2" in codes:
        return {**words, "0": "", "9": ""}
    return {word: value for word, value in words.items() if word != "1" or "0" not in codes}


def _levels(
    mapped: ColumnMapping, field: Field, conventions: Conventions, answers: Mapping[str, str]
) -> choices.LevelReader:
    """Read letters as the file means them, once somebody said what its D is."""
    words = choices.words(value_list(conventions, "level"))
    for level in conventions.levels:
        words |= {choices.key(name): level.code for name in (level.name_zh, level.name_en)}
    answer = answers.get(level_question(mapped.column.key))
    letters: dict[str, str | None] = {"D": None}
    if answer == DELIVERED:
        letters = {}
    elif answer == HALF_YEAR:
        letters = {"D": "S"}
    codes = frozenset(level.code for level in conventions.levels)
    told = value_questions.told(field.key, answers)
    return choices.LevelReader(words, told, codes, letters)


def _numbers(
    mapped: ColumnMapping,
    field: Field,
    values: Sequence[CellValue],
    conventions: Conventions,
    answers: Mapping[str, str],
) -> Reader:
    """Return the reader of amounts and scores; those of an event may lie below zero."""
    if field.kind is FieldKind.DECIMAL:
        return amounts.decimal if field.subjects else _scores(mapped, values, conventions, answers)
    if field.subjects:
        return partial(amounts.signed_money, unit=mapped.unit)
    return partial(amounts.money, unit=mapped.unit, car=field.key in _CAR_PRICES)


def _scores(
    mapped: ColumnMapping,
    values: Sequence[CellValue],
    conventions: Conventions,
    answers: Mapping[str, str],
) -> Reader:
    words = choices.words(value_list(conventions, "satisfaction"))
    return scores.reader(mapped, values, words, answers)
