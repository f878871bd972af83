"""Fields the showroom made itself: what they are called, and how their values are kept as text."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass

from showroom_crm.i18n import N_
from showroom_crm.values.customers import Value
from showroom_crm.values.fields import Entity, Field, FieldKind
from showroom_crm.values.groups import Group

PREFIX = "custom:"
LONGEST_LABEL = 60
KIND_LABELS: dict[FieldKind, str] = {
    FieldKind.TEXT: N_("Text"),
    FieldKind.LONG_TEXT: N_("Long text"),
    FieldKind.DECIMAL: N_("Number"),
    FieldKind.DATE: N_("Date"),
    FieldKind.BOOLEAN: N_("Yes or no"),
    FieldKind.CHOICE: N_("Choice"),
}
_YES, _NO = "yes", "no"


@dataclass(frozen=True, slots=True)
class OwnField:
    """One field of the showroom's own; `id` is below zero for one an import is about to make.

    `key` stays for good, `label` may change; `kind` is one of `KIND_LABELS`.
    """

    id: int
    key: str
    label: str
    kind: FieldKind
    position: int = 0

    @property
    def field_key(self) -> str:
        """What columns, queries and profiles call the field."""
        return PREFIX + self.key

    @property
    def field(self) -> Field:
        """The field as the data dictionary would declare it."""
        return Field(self.field_key, self.label, self.kind, Entity.OWN, Group.OWN)


def is_own(key: str | None) -> bool:
    """Tell whether a field key names a field of the showroom's own."""
    return key is not None and key.startswith(PREFIX) and len(key) > len(PREFIX)


def key_of(label: str) -> str:
    """Return the key for a label: its letters and digits, everything else as one underscore.

    So a key can be typed in a filter and on the command line; "" where nothing is left.
    """
    plain = unicodedata.normalize("NFKC", label.removeprefix(PREFIX))
    return re.sub(r"\W+", "_", plain).strip("_")[:LONGEST_LABEL].lower()


def tidy(label: str) -> str:
    """Return a label in one line without outer blanks, at most `LONGEST_LABEL` characters."""
    return " ".join(label.split())[:LONGEST_LABEL].strip()


def as_kept(value: Value) -> str | None:
    """Return a value as the text that is kept: ISO dates, plain numbers, yes and no."""
    match value:
        case None | "":
            return None
        case bool():
            return _YES if value else _NO
        case float() if value == int(value):
            return str(int(value))
        case dt.datetime():
            return value.isoformat(" ", "seconds")
        case dt.date():
            return value.isoformat()
    return str(value)


def from_kept(kind: FieldKind, text: str) -> Value:
    """Return the value of a kept text; one that does not fit its kind stays text."""
    try:
        match kind:
            case FieldKind.BOOLEAN:
                return {_YES: True, _NO: False}.get(text, text)
            case FieldKind.DATE:
                return dt.date.fromisoformat(text)
            case FieldKind.DECIMAL:
                return int(text) if re.fullmatch(r"-?\d+", text) else float(text)
    except ValueError:
        return text
    return text
