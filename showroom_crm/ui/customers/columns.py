"""The columns of the customer list, declared: a new column is one line here."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import IntEnum, auto

from showroom_crm.i18n import N_, _
from showroom_crm.ui import shown, theme
from showroom_crm.values import masking
from showroom_crm.values.customers import CustomerLine
from showroom_crm.values.fields import FieldKind
from showroom_crm.values.own_fields import OwnField


class Paint(IntEnum):
    """How a cell is painted."""

    TEXT = auto()
    MUTED = auto()
    NUMBER = auto()
    SIGN = auto()  # icon of the segment
    NAME = auto()  # bold, with the icons of the flags
    LEVEL = auto()  # letter badge
    SCORE = auto()  # bar, number, letter of the tier
    DUE = auto()  # overdue red and bold, today in the accent


Show = Callable[[CustomerLine, dt.date], str]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `title` is a source text, `sort` the list field to order by ("" cannot).

    `editable` cells can be typed into with F2. `width` is in pixels at 100 % text size;
    `standard` columns are shown until a person chooses,
    as many as there is room for, in this order. The `named` ones were named by the showroom.
    """

    key: str
    title: str
    width: int
    text: Show
    paint: Paint = Paint.TEXT
    sort: str = ""
    standard: bool = False
    editable: bool = False
    named: bool = False

    @property
    def header(self) -> str:
        """The title to show."""
        return self.title if self.named or not self.title else _(self.title)


def _percent(share: int | None) -> str:
    return "" if share is None else _("{percent} %").format(percent=share)


def segment_word(key: str | None) -> str:
    """Return the name of a segment in the language shown."""
    if key is None:
        return ""
    sign = theme.SEGMENTS.get(key)
    return _(sign.label) if sign else key


def _day(name: str) -> Show:
    return lambda line, today: shown.day(getattr(line, name), today)


def _plain(name: str) -> Show:
    return lambda line, today: str(getattr(line, name) or "")


def _key_point(line: CustomerLine, _today: dt.date) -> str:
    """Return what to talk about: the planned topic, else what was said last."""
    return line.next_follow_up_topic or line.last_contact_note or ""


def gender_word(value: str | None) -> str:
    """Return the word for a gender as kept."""
    return {"male": _("Male"), "female": _("Female")}.get(value or "", value or "")


def _gender(line: CustomerLine, _today: dt.date) -> str:
    return gender_word(line.gender)


COLUMNS: tuple[Column, ...] = (
    Column(
        "sign", "", 36, lambda line, _t: segment_word(line.segment), Paint.SIGN, "segment", True
    ),
    Column("name", N_("Customer"), 136, lambda line, _t: line.name, Paint.NAME, "name", True),
    Column(
        "level", N_("Level"), 58, _plain("level"), Paint.LEVEL, "level", True, editable=True
    ),
    Column(
        "segment", N_("Segment"), 112, lambda line, _t: segment_word(line.segment),
        sort="segment", standard=True,
    ),
    Column("score", N_("Score"), 108, _plain("score"), Paint.SCORE, "score", True),
    Column("model", N_("Model"), 108, _plain("model"), sort="model", standard=True),
    Column(
        "next_follow_up_on", N_("Next follow-up"), 112,
        lambda line, today: shown.due(line.next_follow_up_on, today),
        Paint.DUE, "next_follow_up_on", True, editable=True,
    ),
    Column(
        "next_follow_up_topic", N_("Key point"), 150, _key_point, Paint.MUTED,
        standard=True, editable=True,
    ),
    Column("salesperson", N_("Salesperson"), 96, _plain("salesperson"), sort="salesperson",
           standard=True),
    Column(
        "last_contact_on", N_("Last contact"), 104,
        lambda line, today: shown.days_ago(line.last_contact_on, today),
        Paint.MUTED, "last_contact_on", True,
    ),
    Column(
        "last_contact_note", N_("Last note"), 220, _plain("last_contact_note"), Paint.MUTED,
        standard=True,
    ),
    Column(
        "mobile", N_("Mobile"), 124, lambda line, _t: masking.phone(line.mobile or ""),
        sort="mobile",
    ),
    Column("stage", N_("Stage"), 88, lambda line, _t: _(theme.STAGES[line.stage]), sort="stage"),
    Column("source", N_("Source"), 96, _plain("source"), sort="source"),
    Column("registered_on", N_("Registered"), 92, _day("registered_on"), sort="registered_on"),
    Column("expected_on", N_("Expected purchase"), 110, _day("expected_on"), sort="expected_on"),
    Column(
        "budget", N_("Budget"), 130,
        lambda line, _t: shown.money_range(line.budget_min, line.budget_max), sort="budget",
    ),
    Column("gender", N_("Gender"), 64, _gender, sort="gender"),
    Column("birth_date", N_("Birthday"), 96, _day("birth_date"), sort="birth_date"),
    Column("city", N_("City"), 88, _plain("city"), sort="city"),
    Column(
        "plate", N_("Plate"), 92, lambda line, _t: masking.plate(line.plate or ""), sort="plate"
    ),
    Column("vehicle_model", N_("Car"), 108, _plain("vehicle_model"), sort="vehicle_model"),
    Column("visit_count", N_("Visits"), 64, _plain("visit_count"), Paint.NUMBER, "visit_count"),
    Column(
        "coverage", N_("Known facts"), 88,
        lambda line, _t: _percent(line.coverage),
        Paint.NUMBER, "coverage",
    ),
    Column("remark", N_("Remark"), 200, _plain("remark"), Paint.MUTED, editable=True),
    Column("customer_no", N_("Customer no."), 88, _plain("customer_no"), sort="customer_no"),
)  # fmt: skip

BY_KEY = {column.key: column for column in COLUMNS}
_OWN_WIDTHS = {
    FieldKind.BOOLEAN: 64,
    FieldKind.DATE: 96,
    FieldKind.DECIMAL: 88,
    FieldKind.LONG_TEXT: 200,
}
_OWN_WIDTH = 120


def own(fields: Iterable[OwnField]) -> tuple[Column, ...]:
    """Return the showroom's own fields as columns, for the chooser after all others."""
    return tuple(_own(field) for field in fields)


def _own(field: OwnField) -> Column:
    key, kind = field.field_key, field.kind
    number = kind is FieldKind.DECIMAL
    return Column(
        key,
        field.label,
        _OWN_WIDTHS.get(kind, _OWN_WIDTH),
        lambda line, today: shown.value(key, line.own.get(key), today).replace("\n", " "),
        Paint.NUMBER if number else Paint.MUTED if kind is FieldKind.LONG_TEXT else Paint.TEXT,
        sort=key,
        named=True,
    )


def standard(room: int) -> tuple[str, ...]:
    """Return the standard columns that fit into `room` pixels, at least up to the date."""
    keys: list[str] = []
    left = room
    for column in COLUMNS:
        if not column.standard:
            continue
        left -= theme.px(column.width)
        if left < 0 and "next_follow_up_on" in keys:
            break
        keys.append(column.key)
    return tuple(keys)


def known(keys: tuple[str, ...], further: Iterable[Column] = ()) -> tuple[Column, ...]:
    """Return the columns of `keys` that exist, also among `further`, in their order."""
    every = {**BY_KEY, **{column.key: column for column in further}}
    return tuple(every[key] for key in keys if key in every)
