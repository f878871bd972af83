"""Which insurance a column is about: a list of customers may have the end of each of two."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping

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


def policies(
    cells: Mapping[str, Value], known: Iterable[Mapping[str, Value]], car: int | None
) -> Iterator[dict[str, Value]]:
    """Yield a policy for each kind of insurance whose end a row tells, unless it is `known`.

    That is one of that kind which ends on that day. `car` is the car the row may speak of.
    """
    held = [(row.get("ends_on"), str(row.get("kinds"))) for row in known]
    for key, kind in KINDS.items():
        end = cells.get(key)
        if end is None or any(day == end and kind in kinds for day, kinds in held):
            continue
        policy: dict[str, Value] = {"kinds": kind, "ends_on": end}
        policy |= {"company": cells["insurer"]} if "insurer" in cells else {}
        yield policy | ({"vehicle_id": car} if car is not None else {})


def next_end(ends: Iterable[Value]) -> dt.date | None:
    """Return the first of the days on which an insurance ends."""
    return min((day for day in ends if isinstance(day, dt.date)), default=None)
