"""Which value a field has after a merge, where nobody chose one."""

import datetime as dt
from collections.abc import Sequence

from showroom_crm.importing.people import is_vague
from showroom_crm.importing.policies import merged
from showroom_crm.values.customers import Value
from showroom_crm.values.duplicates import Row
from showroom_crm.values.import_choices import Policy

Cells = tuple[Value, ...]

# Columns that only make sense together: they come from one record.
TOGETHER: dict[str, tuple[str, ...]] = {
    "address": ("province", "city", "district", "address"),
    "budget": ("budget_min", "budget_max"),
    "next_follow_up_on": ("next_follow_up_on", "next_follow_up_topic"),
}
_UNJUDGED = "N"  # the level of who was met and not judged yet: any other one says more
JOINED = frozenset({"remark"})
_FIRST = frozenset({"registered_on", "first_visit_on"})
_LAST = frozenset(
    {
        *("last_visit_on", "second_visit_on", "last_contact_on", "test_drive_on"),
        *("visit_count", "contact_count"),
    }
)
# A refusal of one record is a refusal of the person; so is what was done once.
_ANY = frozenset({"no_call", "no_sms", "no_wechat", "no_marketing", "test_drive_done"})


def by_freshness(people: Sequence[Row]) -> list[int]:
    """Return the places of the records, the one contacted last first, of equals the survivor."""
    return sorted(range(len(people)), key=lambda i: (_seen(people[i]), -i), reverse=True)


def _seen(row: Row) -> dt.date:
    days = (row.get(key) for key in ("last_contact_on", "last_visit_on", "registered_on"))
    return next((day for day in days if isinstance(day, dt.date)), dt.date.min)


def default(key: str, values: Sequence[Cells], fresh: Sequence[int]) -> Cells:
    """Return the value of a field; `fresh` are the places of the records, the latest first."""
    filled = [values[i] for i in fresh if any(cell not in (None, "") for cell in values[i])]
    if not filled:
        return values[0]
    result = filled[0]
    if key == "address":
        result = max(filled, key=lambda cells: sum(cell not in (None, "") for cell in cells))
    elif key == "name":
        result = next((cells for cells in filled if not is_vague(str(cells[0]))), result)
    elif key == "level":
        result = next((cells for cells in filled if cells[0] != _UNJUDGED), result)
    elif key in JOINED:
        result = (_together([cells[0] for cells in values]),)
    elif key in _FIRST:
        result = min(filled, key=_rank)
    elif key in _LAST:
        result = max(filled, key=_rank)
    elif key in _ANY:
        result = (any(cells[0] for cells in filled),)
    return result


def _rank(cells: Cells) -> float:
    cell = cells[0]
    return cell.toordinal() if isinstance(cell, dt.date) else float(str(cell))


def _together(texts: Sequence[Value]) -> Value:
    """Return the lines of all texts, each once, in the order of the records."""
    result: Value = None
    for text in texts:
        result = merged(result, text, Policy.APPEND)
    return result
