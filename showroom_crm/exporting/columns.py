"""The columns of an exported customer table: which, under what header, read and covered how."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from operator import attrgetter
from typing import Any

from showroom_crm.i18n import _
from showroom_crm.values import computed, fields, masking
from showroom_crm.values.customers import CustomerLine, Flag, Value
from showroom_crm.values.fields import FieldKind
from showroom_crm.values.own_fields import is_own

Line = CustomerLine | Mapping[str, Value]
Words = Mapping[str, Mapping[str, str]]
Reader = Callable[[Line], Value]


class CellKind(StrEnum):
    """How a cell is written and looks."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    CODE = "code"  # letters and digits kept as text: phones, numbers, plates
    DATE = "date"
    INSTANT = "instant"
    MONEY = "money"  # fen in, yuan out
    NUMBER = "number"
    DECIMAL = "decimal"  # one decimal
    GENERAL = "general"  # a number as it is
    PERCENT = "percent"  # whole percent
    RATE = "rate"  # percent with one decimal
    AMOUNT = "amount"  # a whole number with separators
    YES_NO = "yes_no"
    LEVEL = "level"
    TIER = "tier"


@dataclass(frozen=True, slots=True)
class ExportColumn:
    """One column: the key of a field or computed value, its English header, its kind of cell.

    `width` in letters; None fits the column to what stands in it. A `named` one is called as the
    showroom calls it.
    """

    key: str
    label: str
    kind: CellKind
    width: float | None = None
    named: bool = False

    @property
    def header(self) -> str:
        """The header as the importer knows it, in the language now shown."""
        return self.label if self.named else _(self.label)


_KINDS = {
    FieldKind.LONG_TEXT: CellKind.LONG_TEXT,
    FieldKind.PHONE: CellKind.CODE,
    FieldKind.ID_NUMBER: CellKind.CODE,
    FieldKind.VIN: CellKind.CODE,
    FieldKind.PLATE: CellKind.CODE,
    FieldKind.DATE: CellKind.DATE,
    FieldKind.INSTANT: CellKind.INSTANT,
    FieldKind.MONEY: CellKind.MONEY,
    FieldKind.INTEGER: CellKind.NUMBER,
    FieldKind.DECIMAL: CellKind.DECIMAL,
    FieldKind.BOOLEAN: CellKind.YES_NO,
    FieldKind.LEVEL: CellKind.LEVEL,
}
_OWN_KINDS = {FieldKind.DECIMAL: CellKind.GENERAL}
_CODES = frozenset({"customer_no", "source_id", "uscc", "engine_no", "order_no"})
_COMPUTED_KINDS = {
    "tier": CellKind.TIER,
    "score": CellKind.NUMBER,
    "coverage": CellKind.PERCENT,
}
_LINE_NAMES = {"source_l1": "source"}

DEFAULT_KEYS: tuple[str, ...] = (
    "customer_no", "name", "mobile", "level", "tier", "segment", "score", "stage", "flags",
    "salesperson", "model", "budget", "source_l1", "next_follow_up_on", "next_follow_up_topic",
    "last_contact_on", "last_contact_note", "expected_on", "visit_count", "vehicle_model", "plate",
    "gender", "city", "registered_on", "remark",
)  # fmt: skip


def columns(
    keys: Iterable[str] = DEFAULT_KEYS, own: Mapping[str, fields.Field] | None = None
) -> tuple[ExportColumn, ...]:
    """Return the columns for field keys and computed keys; raises KeyError for an unknown one.

    `own` are the showroom's own fields by key.
    """
    return tuple(_column(key, own or {}) for key in keys)


def in_list(chosen: Iterable[ExportColumn]) -> bool:
    """Tell whether a line of the list knows all these columns."""
    known = {*CustomerLine.__slots__, *_LINE_NAMES, "budget"}
    return all(column.key in known or is_own(column.key) for column in chosen)


def _column(key: str, own: Mapping[str, fields.Field]) -> ExportColumn:
    if key in own:
        kind = _OWN_KINDS.get(own[key].kind) or _KINDS.get(own[key].kind, CellKind.TEXT)
        return ExportColumn(key, own[key].label, kind, named=True)
    if key in computed.BY_KEY:
        kind = _COMPUTED_KINDS.get(key, CellKind.TEXT)
        return ExportColumn(key, computed.BY_KEY[key].label, kind)
    field = fields.BY_KEY[key]
    kind = CellKind.CODE if key in _CODES else _KINDS.get(field.kind, CellKind.TEXT)
    return ExportColumn(key, field.label, kind)


def row_reader(
    chosen: Sequence[ExportColumn], words: Words, *, masked: bool
) -> Callable[[Line], list[Value]]:
    """Return what reads a line's values in the order of the columns, in words, masked if asked.

    `words` gives for a column's key the word to show for a value (segment, stage, flags).
    """
    readers = [_reader(column, words.get(column.key, {}), masked) for column in chosen]
    return lambda line: [read(line) for read in readers]


def covered(line: CustomerLine, own: Mapping[str, fields.Field]) -> CustomerLine:
    """Return a line with its numbers covered as a masked table has them."""
    shown: dict[str, Any] = {}
    held = dict(line.own)
    for column in columns((*DEFAULT_KEYS, *own), own):
        cover = _masker(column)
        if cover and column.key in held:
            held[column.key] = _covered(held[column.key], cover)
        elif cover:
            shown[column.key] = _covered(getattr(line, column.key), cover)
    return replace(line, own=held, **shown)


def _reader(column: ExportColumn, words: Mapping[str, str], masked: bool) -> Reader:
    if column.key == "budget":
        return _budget
    if column.key == "flags":
        return lambda line: _flag_words(_value(line, "flags"), words)
    read = _plain_reader(column.key)
    if words:
        return lambda line: _worded(read(line), words)
    if masked and (cover := _masker(column)):
        return lambda line: _covered(read(line), cover)
    return read


def _masker(column: ExportColumn) -> Callable[[str], str] | None:
    free = masking.free_text if column.kind is CellKind.LONG_TEXT else None
    return masking.masker(column.key) or free


def _plain_reader(key: str) -> Reader:
    if is_own(key):
        return lambda line: line.get(key) if isinstance(line, Mapping) else line.own.get(key)
    name = _LINE_NAMES.get(key, key)
    from_line = attrgetter(name) if name in CustomerLine.__slots__ else None

    def read(line: Line) -> Value:
        if from_line and isinstance(line, CustomerLine):
            value: Value = from_line(line)
            return value
        return line.get(key) if isinstance(line, Mapping) else None

    return read


def _value(line: Line, name: str) -> object:
    return line.get(name) if isinstance(line, Mapping) else getattr(line, name, None)


def _worded(value: Value, words: Mapping[str, str]) -> Value:
    return words.get(value, value) if isinstance(value, str) else value


def _covered(value: Value, cover: Callable[[str], str]) -> Value:
    return cover(value) if isinstance(value, str) and value else value


def _flag_words(flags: object, words: Mapping[str, str]) -> str:
    if not isinstance(flags, (frozenset, set, tuple, list)):
        return ""
    return "、".join(words.get(flag, flag) for flag in Flag if flag in flags)


def _budget(line: Line) -> Value:
    low, high = _value(line, "budget_min"), _value(line, "budget_max")
    return money_range(
        low if isinstance(low, int) else None, high if isinstance(high, int) else None
    )


def money_range(low: int | None, high: int | None) -> str:
    """Return a range of fen as it is said and imported: "15-20万", "15.85万以上", "10万以下"."""
    if low is None and high is None:
        return ""
    if high is None:
        return f"{_in_wan(low or 0)}万以上"
    if low is None:
        return f"{_in_wan(high)}万以下"
    return f"{_in_wan(low)}万" if low == high else f"{_in_wan(low)}-{_in_wan(high)}万"


def _in_wan(fen: int) -> str:
    """Write fen in units of 10,000 yuan without loss: 15850000 becomes 15.85."""
    whole, rest = divmod(fen, 1_000_000)
    return f"{whole}.{rest:06d}".rstrip("0").rstrip(".")


def amount_kind(value: float) -> CellKind:
    """Return the kind for a figure: whole numbers show no decimals."""
    return CellKind.AMOUNT if float(value).is_integer() else CellKind.DECIMAL


def as_text(value: Value, kind: CellKind) -> str:
    """Return a value as plain text: dates ISO, money in yuan, yes and no in words."""
    if value is None or value == "":
        return ""
    if kind is CellKind.YES_NO:
        return _("Yes") if value else _("No")
    if kind is CellKind.MONEY and isinstance(value, int):
        return f"{value // 100}.{value % 100:02d}" if value >= 0 else f"-{as_text(-value, kind)}"
    if isinstance(value, dt.datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    return value.isoformat() if isinstance(value, dt.date) else str(value)
