"""Columns nobody knows as fields of the showroom's own: which may be kept, and of what kind."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from showroom_crm.i18n import _
from showroom_crm.importing import choices
from showroom_crm.importing.cells import folded, means_empty
from showroom_crm.importing.column_rules import REFUSED
from showroom_crm.importing.dates import is_date, order_of
from showroom_crm.importing.vocabulary import bare, normalise, tongues, vocabulary
from showroom_crm.values.fields import FIELDS, FieldKind, Subject
from showroom_crm.values.mappings import ColumnMapping, ColumnMappings, HeaderColumn
from showroom_crm.values.own_fields import PREFIX, OwnField, is_own, key_of, tidy
from showroom_crm.values.questions import Sort, question_key
from showroom_crm.values.sheets import CellValue

# Words of these groups forbid a header they are only a part of, such as 登录密码.
_ALSO_AS_PART = frozenset({"password", "bank", "photo", "biometric"})
_NOT_AS_PART = frozenset({"账号", "头像"})  # 抖音账号 is nobody's bank account
_SHORTEST_PART = {True: 5, False: 2}  # letters of a Latin word, characters of a Chinese one
_CARD = re.compile(r"[3-6]\d{14,18}")
_PLAIN_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d{0,8})(?:\.\d{1,6})?")
_MOST_CHOICES, _LONGEST_CHOICE, _LEAST_REPEATED = 20, 20, 3.0
_LONG_TEXT = 60
_WHOLE_DAY = re.compile(
    r"\d{4}\D{1,3}\d{1,2}\D{1,3}\d{1,2}\s*[日号]?|\d{1,2}\D\d{1,2}\D\d{4}|\d{8}"
)
_MARKS = frozenset({"0", "1"})


def comparable(label: str) -> str:
    """Return a name as headers are compared."""
    return normalise(label) or key_of(label)


def is_taken(label: str) -> bool:
    """Tell whether a name is one of a field that comes with the program, in any spelling."""
    return comparable(label) in vocabulary().fields or any(
        comparable(label) in (comparable(field.label), comparable(_(field.label)))
        for field in FIELDS
    )


def label_for(header: str) -> str:
    """Return what a field made of a column is called: the header, marked where it is taken."""
    label = tidy(header)
    return _("{name} (own)").format(name=label) if is_taken(label) else label


def refusal(header: str, cells: Iterable[CellValue] = ()) -> str:
    """Return why a column must never be kept, or "": by its header, or by card numbers in it."""
    words = vocabulary()
    forms = dict.fromkeys((normalise(header), bare(header), *tongues(header)))
    for form in forms:
        if form in words.refused:
            return _(REFUSED[words.refused[form]])
    for word, group in words.refused.items():
        if group in _ALSO_AS_PART and word not in _NOT_AS_PART:
            long_enough = len(word) >= _SHORTEST_PART[word.isascii()]
            if long_enough and any(word in form for form in forms):
                return _(REFUSED[group])
    return _(REFUSED["bank"]) if _are_cards(cells) else ""


def recognised(header: str, own: Sequence[OwnField]) -> OwnField | None:
    """Return the showroom's own field a header names: by its label, or by what it was made of."""
    word = comparable(header)
    for field in own:
        if word == comparable(field.label):
            return field
    if word in vocabulary().fields:
        return None
    return next((field for field in own if key_of(header) == field.key), None)


def left_out(mapping: ColumnMappings) -> tuple[ColumnMapping, ...]:
    """Return the columns that could be kept and are not taken; those asked about are left aside."""
    asked = {question.key for question in mapping.questions}
    return tuple(
        mapped
        for mapped in mapping.columns
        if mapped.field is None
        and not (mapped.refusal or mapped.spare)
        and question_key(Sort.COLUMN, mapped.column.key) not in asked
    )


def kept(mapping: ColumnMappings) -> ColumnMappings:
    """Return the mapping with every column of `left_out` put to a field of the showroom's own.

    Own fields are of customers: a table of events stays as it is.
    """
    if mapping.subject is not Subject.CUSTOMERS:
        return mapping
    taken = {mapped.field for mapped in mapping.columns}
    targets: dict[str, str] = {}
    for mapped in left_out(mapping):
        target = target_of(mapped.column, taken)
        taken.add(target)
        targets[mapped.column.key] = target
    columns = (
        replace(mapped, field=own, confidence=1.0, why=_("a field of our own"))
        if (own := targets.get(mapped.column.key))
        else mapped
        for mapped in mapping.columns
    )
    return replace(mapping, columns=tuple(columns))


def target_of(column: HeaderColumn, taken: Collection[str | None] = ()) -> str:
    """Return the field key under which a column is kept; another one than those `taken`."""
    first = PREFIX + (key_of(column.label) or key_of(column.letters))
    target, number = first, 2
    while target in taken:
        target, number = f"{first}_{number}", number + 1
    return target


def made_of(
    targets: Mapping[str, tuple[str, Sequence[CellValue]]], known: Sequence[OwnField]
) -> dict[str, OwnField]:
    """Return by field key the fields that an import would make, with ids below zero.

    `targets` gives header and cells by field key, those of other fields and known ones included.
    """
    there = {field.field_key for field in known}
    last = max((field.position for field in known), default=-1)
    made: dict[str, OwnField] = {}
    for target, (header, cells) in targets.items():
        if not is_own(target) or target in there:
            continue
        key = key_of(target)
        label = header if key_of(header) == key else target.partition(":")[2]
        number = len(made) + 1
        made[target] = OwnField(
            -number, key, label_for(label), suggested_kind(cells), last + number
        )
    return made


def suggested_kind(cells: Iterable[CellValue]) -> FieldKind:
    """Return the kind that takes every cell as it is: date, number, yes or no, choice, or text."""
    filled = [cell for cell in cells if cell is not None and not means_empty(folded(cell))]
    texts = [folded(cell) for cell in filled]
    distinct = dict(zip(texts, filled, strict=True))
    if not distinct:
        return FieldKind.TEXT
    if _are_days(distinct):
        return FieldKind.DATE
    if _are_marks(distinct):
        return FieldKind.BOOLEAN
    if all(_is_number(cell, text) for text, cell in distinct.items()):
        return FieldKind.DECIMAL
    return _text_kind(distinct.keys(), len(texts) / len(distinct))


def _text_kind(distinct: Collection[str], times: float) -> FieldKind:
    """Return the kind of words that stand `times` times each in their column."""
    if any("\n" in text.strip() or len(text) > _LONG_TEXT for text in distinct):
        return FieldKind.LONG_TEXT
    few = len(distinct) <= _MOST_CHOICES and times >= _LEAST_REPEATED
    short = all(len(text) <= _LONGEST_CHOICE for text in distinct)
    return FieldKind.CHOICE if few and short else FieldKind.TEXT


def _are_days(distinct: Mapping[str, CellValue]) -> bool:
    """Tell whether all cells are whole days that can be read in one way, without any time."""
    if not all(
        _WHOLE_DAY.fullmatch(text) and is_date(cell) and not _has_time(cell)
        for text, cell in distinct.items()
    ):
        return False
    order, unclear = order_of(distinct.values(), 0)
    return order is not None or not unclear


def _has_time(cell: CellValue) -> bool:
    return isinstance(cell, dt.datetime) and cell.time() != dt.time.min


def _are_marks(distinct: Mapping[str, CellValue]) -> bool:
    words = choices.words(choices.default_lists()["boolean"])
    if any(choices.key(text) not in words for text in distinct):
        return False
    return not all(text.isdigit() for text in distinct) or set(distinct) == _MARKS


def _is_number(cell: CellValue, text: str) -> bool:
    """Tell whether a cell is a number one reckons with: no phone, no 007, no long code."""
    if isinstance(cell, bool):
        return False
    return bool(_PLAIN_NUMBER.fullmatch(text))


def _are_cards(cells: Iterable[CellValue]) -> bool:
    texts = {re.sub(r"[\s-]", "", folded(cell)) for cell in cells if isinstance(cell, str)}
    filled = [text for text in texts if text]
    cards = sum(bool(_CARD.fullmatch(text)) and _sum_fits(text) for text in filled)
    return cards >= 2 and cards >= len(filled) / 2


def _sum_fits(digits: str) -> bool:
    """Tell whether the check digit of a card number is right (ISO/IEC 7812-1, Luhn)."""
    doubled = [int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits))]
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0
