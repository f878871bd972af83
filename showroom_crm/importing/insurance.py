"""Which insurance a column is about: a list of customers may have the end of each of two."""

import datetime as dt
from collections.abc import Iterable, Mapping

from showroom_crm.values.customers import Value

KINDS: Mapping[str, str] = {"compulsory_end": "交强险", "commercial_end": "商业险"}
"""What a policy of each kind is called, by the key its last day stands under in a clean table."""

_WORDS = {
    "compulsory_end": ("交强", "强制险", "強制險", "compulsory", "mandatory"),
    "commercial_end": (
        "商业险",
        "商业保险",
        "商險",
        "商业",
        "任意險",
        "任意险",
        "commercial",
        "voluntary",
    ),
}


def kind_of(header: str) -> str | None:
    """Return the key of the kind of insurance a header names, None where it names none or both."""
    plain = header.lower()
    named = [key for key, words in _WORDS.items() if any(word in plain for word in words)]
    return named[0] if len(named) == 1 else None


def next_end(ends: Iterable[Value]) -> dt.date | None:
    """Return the first of the days on which an insurance ends."""
    return min((day for day in ends if isinstance(day, dt.date)), default=None)
