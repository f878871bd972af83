"""The value lists as the screens and workbooks offer them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from showroom_crm.i18n import language
from showroom_crm.importing.choices import default_lists
from showroom_crm.values.fields import FIELDS
from showroom_crm.values.value_lists import ValueList


def named() -> Mapping[str, ValueList]:
    """Return all lists by name."""
    return default_lists()


def by_field() -> dict[str, Sequence[str]]:
    """Return by field key the words to choose from, in the language now shown."""
    return {
        field.key: [word for _value, word in choices(field.value_list)]
        for field in FIELDS
        if field.value_list
    }


def choices(name: str) -> list[tuple[str, str]]:
    """Return (stored value, word to show) of a list, in its order."""
    chinese = language().startswith("zh")
    return [(each.value, each.zh if chinese else each.en) for each in named()[name].entries]


def word(name: str, value: str) -> str:
    """Return the word to show for a stored value; one that is in no list is shown as it is."""
    return next((shown for stored, shown in choices(name) if stored == value), value)
