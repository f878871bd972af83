"""Works out what merging records of one person gives, without writing anything."""

from collections import Counter
from collections.abc import Mapping, Sequence

from showroom_crm.importing.moving import Moves
from showroom_crm.importing.people import compatible, is_vague
from showroom_crm.importing.winning import TOGETHER, by_freshness, default
from showroom_crm.values.customers import OLD_NUMBER, OTHER_NAME, Value
from showroom_crm.values.duplicates import MergeField, MergePlan, Records, Row

ALIAS, WAY, OWN = "customer_alias", "contact_way", "custom_value"
# The kinds of contact ways by the field that stands for the first of them.
_WAYS = {"mobile": "phone", "wechat": "wechat", "email": "email"}
_NO_FIELDS = frozenset({"id", "customer_no", "name_sort", "household_id"})
Choices = Mapping[str, int]
"""Of which record, by customer id, the value of a field is taken; by key of the field."""


def plan(records: Records, choices: Choices) -> MergePlan:
    """Return what merging the records into the first of them writes.

    A field takes the filled value; of several filled ones that of the record contacted last, the
    remark joins the lines of all, the address comes whole from one record. Of all rows of other
    tables none is lost: those that repeat what the survivor has are left with the record that goes.
    """
    ids = tuple(_id(row) for row in records.customers)
    fields = [*_own_columns(records, ids, choices), *_ways(records, ids, choices)]
    moves = Moves(records, ids)
    moves.join_ways({_WAYS[f.key]: f.result for f in fields if f.key in _WAYS})
    own = _own_fields(records, ids, choices)
    moves.keep_own({_field_id(f.key): f.result[0] for f in own})
    moves.carry_on()
    cells = _cells(fields)
    homes = [home for row in records.customers if (home := row.get("household_id"))]
    cells["household_id"] = homes[0] if homes else None
    first = records.customers[0]
    return MergePlan(
        customers=ids,
        fields=(*fields, *own),
        cells={name: cell for name, cell in cells.items() if first.get(name) != cell},
        updates=moves.updates,
        inserts={ALIAS: _aliases(records, ids[0], cells.get("name"))},
        moves=Counter(moves.moved),
        repeats=Counter(moves.repeated),
        numbers=tuple(str(row["customer_no"]) for row in records.customers),
        names=tuple(str(row.get("name") or "") for row in records.customers),
    )


def _cells(fields: Sequence[MergeField]) -> dict[str, Value]:
    """Return the cells of the survivor's own row."""
    own = (field for field in fields if field.key not in _WAYS)
    return {c: v for field in own for c, v in zip(field.columns, field.result, strict=True)}


def _own_columns(records: Records, ids: Sequence[int], choices: Choices) -> list[MergeField]:
    people = records.customers
    fresh = by_freshness(people)
    columns = [name for name in people[0] if name not in _NO_FIELDS]
    inside = {column for names in TOGETHER.values() for column in names}
    layout = {key: names for key, names in TOGETHER.items() if set(names) <= set(columns)}
    layout |= {name: (name,) for name in columns if name not in inside}
    found = []
    for key, names in layout.items():
        values = tuple(tuple(row.get(name) for name in names) for row in people)
        place = _place(ids, choices.get(key))
        result = values[place] if place is not None else default(key, values, fresh)
        found.append(_field(key, names, values, result, place))
    return found


def _field(
    key: str,
    columns: tuple[str, ...],
    values: tuple[tuple[Value, ...], ...],
    result: tuple[Value, ...],
    place: int | None,
) -> MergeField:
    if place is None and result in values:
        place = values.index(result)
    return MergeField(key, columns, values, place, result)


def _ways(records: Records, ids: Sequence[int], choices: Choices) -> list[MergeField]:
    """Return the contact ways as fields: all are kept, those of the chosen record come first."""
    found = []
    for key, kind in _WAYS.items():
        rows = [row for row in records.rows.get(WAY, ()) if row["kind"] == kind]
        rows.sort(key=lambda row: int(str(row["position"])))
        values = tuple(tuple(r["value"] for r in rows if r["customer_id"] == c) for c in ids)
        place = _place(ids, choices.get(key)) or 0
        order = [place, *(i for i in range(len(ids)) if i != place)]
        result = tuple(dict.fromkeys(value for i in order for value in values[i]))
        if result:
            found.append(_field(key, (key,), values, result, None))
    return found


def _own_fields(records: Records, ids: Sequence[int], choices: Choices) -> list[MergeField]:
    rows = records.rows.get(OWN, ())
    held = {(row["customer_id"], row["field_id"]): row["value"] for row in rows}
    fresh = by_freshness(records.customers)
    found = []
    for number in sorted({int(str(row["field_id"])) for row in rows}):
        values = tuple((held.get((customer, number)),) for customer in ids)
        place = _place(ids, choices.get(f"{OWN}:{number}"))
        result = values[place] if place is not None else default(OWN, values, fresh)
        found.append(_field(f"{OWN}:{number}", (OWN,), values, result, place))
    return found


def _field_id(key: str) -> int:
    return int(key.rpartition(":")[2])


def _aliases(records: Records, survivor: int, name: Value) -> list[Row]:
    """Return what the others were called: their numbers, and names that do not fit the survivor."""
    held = {(row["source"], row["value"]) for row in records.rows.get(ALIAS, ())}
    wanted = [(OLD_NUMBER, row["customer_no"]) for row in records.customers[1:]]
    shown = str(name or "")
    for row in records.customers:
        other = str(row.get("name") or "")
        if other and other != shown and not is_vague(other) and not compatible(other, shown):
            wanted.append((OTHER_NAME, other))
    return [
        {"customer_id": survivor, "source": source, "value": value}
        for source, value in dict.fromkeys(wanted)
        if (source, value) not in held
    ]


def _place(ids: Sequence[int], customer: int | None) -> int | None:
    return ids.index(customer) if customer in ids else None


def _id(row: Row) -> int:
    return int(str(row["id"]))
