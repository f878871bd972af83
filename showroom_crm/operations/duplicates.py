"""Customers who may be one person: finding them, merging them, and telling them apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from showroom_crm.errors import InvalidInput
from showroom_crm.i18n import _
from showroom_crm.importing import duplicates, merging, resemblance
from showroom_crm.operations import safety
from showroom_crm.operations.desk import Desk, changes_of
from showroom_crm.store import customers, pairs, staff
from showroom_crm.store import merging as stored
from showroom_crm.store.changes import Row
from showroom_crm.values.duplicates import (
    AT_ONCE,
    DIFFERENT,
    FAMILY,
    LEAST,
    Likeness,
    MergeField,
    MergePlan,
    Records,
)
from showroom_crm.values.fields import BY_KEY
from showroom_crm.values.operations import Changes
from showroom_crm.values.progress import Heard, unheard

Choices = Mapping[str, int]
_STAFF = "salesperson_id"


def scan(
    desk: Desk, least: float = LEAST, heard: Heard = unheard, most: int | None = None
) -> tuple[Likeness, ...]:
    """Return groups of customers who are likely one person, the surest first, and why.

    `least` is the confidence (0-1) from which a pair counts, `most` how many groups are wanted;
    `heard` hears how far the scan is.
    """
    groups = duplicates.scan(pairs.keys(desk.store), least, heard)[:most]
    ids = [customer for group in groups for customer in group.members]
    lines = {line.id: line for line in customers.lines(desk.store, ids, desk.today)}
    return tuple(
        Likeness(
            group,
            tuple(lines[each] for each in group.members),
            tuple(
                dict.fromkeys(
                    (resemblance.in_words(reason), reason.against)
                    for pair in group.pairs
                    for reason in pair.reasons
                )
            ),
        )
        for group in groups
        if all(each in lines for each in group.members)
    )


def preview(
    desk: Desk, keep: int, others: Sequence[int], choices: Choices | None = None
) -> MergePlan:
    """Return what merging `others` into the customer `keep` gives; nothing is written.

    `choices` say by key of the field whose value is taken, as a customer's id. The salesperson is
    told by name. Raises NotFound, InvalidInput for too few or too many.
    """
    records = stored.records(desk.store, _together(keep, others))
    plan = merging.plan(records, choices or {})
    names = {member.id: member.name for member in staff.everyone(desk.store)}
    fields = (_worded(field, records, names) for field in plan.fields)
    return replace(plan, fields=tuple(fields))


def merge(desk: Desk, keep: int, others: Sequence[int], choices: Choices | None = None) -> Changes:
    """Merge `others` into the customer `keep`, in one operation that can be undone at any time.

    All that belongs to the others goes over to the survivor, their numbers find it from then on.
    Raises NotFound, InvalidInput for too few or too many.
    """
    plan = merging.plan(stored.records(desk.store, _together(keep, others)), choices or {})
    safety.backup_before(desk)
    told = (name or number for name, number in zip(plan.names, plan.numbers, strict=True))
    with desk.write("merge", _("Merge {names}").format(names=" + ".join(told))) as writing:
        stored.carry_out(writing, plan)
    return changes_of(writing, "merge")


def separate(desk: Desk, together: Sequence[int], family: bool = False) -> Changes:
    """Keep in mind that these customers are not one person, and never propose them again.

    A family also stands in one household from then on. Raises NotFound, InvalidInput.
    """
    keep, *others = together
    people = stored.records(desk.store, _together(keep, others)).customers
    names = " + ".join(str(row["name"] or row["customer_no"]) for row in people)
    title = _("{names}: a family") if family else _("{names}: different people")
    kind = FAMILY if family else DIFFERENT
    told: list[Row] = [
        {"customer_id": one, "other_id": other, "kind": kind}
        for one, other in combinations(sorted(together), 2)
    ]
    with desk.write("separate", title.format(names=names)) as writing:
        pairs.remember(writing, told)
    return changes_of(writing, "separate")


def _together(keep: int, others: Sequence[int]) -> list[int]:
    found = list(dict.fromkeys([keep, *others]))
    if len(found) < 2:
        raise InvalidInput(_("Choose at least two customers."))
    if len(found) > AT_ONCE:
        raise InvalidInput(
            _("At most {count} customers can be merged at once.").format(count=AT_ONCE)
        )
    return found


def _worded(field: MergeField, records: Records, names: Mapping[int, str]) -> MergeField:
    """Return a field with its label, and members of staff by name."""
    if field.key.startswith(merging.OWN):
        own = records.own.get(int(field.key.rpartition(":")[2]))
        return replace(field, label=own.label if own else "")
    key = "salesperson" if field.key == _STAFF else field.key
    known = BY_KEY.get(key)
    worded = replace(field, label=_(known.label) if known else key)
    if field.key != _STAFF:
        return worded
    values = tuple((names.get(int(str(cell))) if cell else None,) for (cell,) in field.values)
    (cell,) = field.result
    return replace(worded, values=values, result=(names.get(int(str(cell))) if cell else None,))
