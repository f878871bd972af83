"""Whose an order or a visit is, where the file knows customers by number, plate or VIN alone."""

from collections import Counter
from collections.abc import Iterable, Mapping

from showroom_crm.i18n import N_, _
from showroom_crm.values.matches import Known

_MISSING = {
    "plate": N_("no customer with the plate {key}: import the customer list first"),
    "vin": N_("no customer with the VIN {key}: import the customer list first"),
    "source_id": N_("no customer with the number {key}: import the customer list first"),
    "id_no": N_("no customer with the ID number …{key}: import the customer list first"),
}
_ENOUGH = 0.5  # share of a file's customer numbers a source must know to be that of the file


def nobody_there(keys: Mapping[str, str]) -> str:
    """Return the sentence that says which customer a row needs and nobody knows."""
    for name, text in _MISSING.items():
        if key := keys.get(name):
            return _(text).format(key=key[-4:] if name == "id_no" else key)
    return _("nothing in the row says whose it is")


def likely_source(own: str, numbers: Iterable[object], customers: Known) -> str:
    """Return the source whose customer numbers the file uses: `own` where it knows any of them.

    So it is where the showroom's own numbers stand in the file. Else one source that knows most of
    the `numbers` counts.
    """
    wanted = {number for number in numbers if isinstance(number, str)}
    known = Counter(source for source, number in customers.aliases if number in wanted)
    if own in known or not known or not wanted.isdisjoint(customers.numbers):
        return own
    (best, count), *others = known.most_common(2)
    alone = not others or others[0][1] < count
    return best if alone and count >= _ENOUGH * len(wanted) else own
