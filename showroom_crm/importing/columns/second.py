"""What a second column of the same field adds to the first."""

from showroom_crm.importing import insurance
from showroom_crm.importing.column_rules import SEVERAL_COLUMNS
from showroom_crm.values.customers import Value

_JOINED_BY = {"competitor": "、", "concerns": "、", "hobbies": "、", "order_goods": " "}
_SOONEST = frozenset({"insurance_end", *insurance.KINDS})


def overrules(key: str) -> bool:
    """Tell whether a field holds one value only, so that the first column has the say."""
    return key not in SEVERAL_COLUMNS and key not in _SOONEST


def both(key: str, first: Value, other: Value) -> Value:
    """Return what two cells of a row say together under a stored key; blank says nothing."""
    if first is None or other is None or first == other:
        return other if first is None else first
    if key in _SOONEST:
        return insurance.next_end((first, other))
    if overrules(key):
        return first
    between = _JOINED_BY.get(key, "\n")
    return f"{first}{between}{other}"
