"""What a filled cell does to a filled field, for every field."""

import datetime as dt
from collections.abc import Mapping

from showroom_crm.values.customers import Value
from showroom_crm.values.fields import Entity, Field, FieldKind
from showroom_crm.values.import_choices import Policy

_GOVERNED = frozenset({Entity.CUSTOMER, Entity.VEHICLE, Entity.DEAL})
_WORDS = frozenset({FieldKind.TEXT, FieldKind.LONG_TEXT})
_GROWING = frozenset({FieldKind.DATE, FieldKind.INTEGER, FieldKind.DECIMAL, FieldKind.MONEY})
_FILL = (
    "name kind gender salutation birth_date id_no uscc source_l1 source_l2 campaign referrer "
    "registered_on collected_by first_visit_on "
    "vin engine_no vehicle_model vehicle_color purchased_on delivered_on licensed_on"
)
_FORWARD = (
    "last_visit_on second_visit_on visit_count last_contact_on contact_count "
    "km last_service_on last_service_km service_count service_amount insurance_end inspection_end "
    "next_service_on next_service_km"
)
_CUT = 32_000  # characters; cells of a workbook hold few more
DEFAULTS: Mapping[str, Policy] = (
    dict.fromkeys(_FILL.split(), Policy.FILL)
    | dict.fromkeys(_FORWARD.split(), Policy.FORWARD)
    | {"remark": Policy.APPEND}
)
"""Who somebody is and where they come from is only completed; counts and last dates only grow;
remarks are added to; everything else, such as level and next step, follows the newer file."""


def offered(field: Field) -> tuple[Policy, ...]:
    """Return what one may choose for a field, its default first; nothing where all is kept anyway.

    A customer may have any number of phones, contacts and consents: none of these takes the place
    of another.
    """
    if field.entity not in _GOVERNED | {Entity.OWN} or not field.importable:
        return ()
    default = DEFAULTS.get(field.key, Policy.OVERWRITE)
    further = [Policy.FILL, Policy.OVERWRITE]
    if field.kind in _WORDS:
        further.append(Policy.APPEND)
    if field.kind in _GROWING and field.entity is not Entity.OWN:
        further.append(Policy.FORWARD)
    return tuple(dict.fromkeys([default, *further]))


def merged(old: Value, new: Value, how: Policy) -> Value:
    """Return what the field holds afterwards; an empty `new` never changes anything."""
    if new is None or new == old or says_no_more(new, old):
        return old
    if old is None or old == "":
        return new
    if how is Policy.OVERWRITE:
        return new
    if how is Policy.APPEND:
        return _appended(str(old), str(new))
    if how is Policy.FORWARD and _is_later(new, old):
        return new
    return old


def says_no_more(new: Value, old: Value) -> bool:
    """Tell whether two texts differ in blanks only, or the new one was cut by a workbook."""
    if not isinstance(new, str) or not isinstance(old, str):
        return False
    one, other = " ".join(new.split()), " ".join(old.split())
    return one == other or (len(new) >= _CUT and other.startswith(one.removesuffix("…")))


def _appended(old: str, new: str) -> str:
    """Return the old text with those lines of the new one that it does not have."""
    seen = {" ".join(line.split()) for line in old.splitlines()}
    fresh = {" ".join(line.split()): line for line in new.splitlines()}
    lines = [line for key, line in fresh.items() if key and key not in seen]
    return "\n".join([old, *lines])


def _is_later(new: Value, old: Value) -> bool:
    if isinstance(new, dt.date) and isinstance(old, dt.date):
        return new > old
    if isinstance(new, int | float) and isinstance(old, int | float):
        return new > old
    return False
