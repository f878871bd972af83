"""A showroom with many customers and three contacts each, written the way the program writes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path

from scripts.samples import large
from scripts.samples.showroom import AS_OF
from showroom_crm.operations import opening, rescoring
from showroom_crm.operations.desk import Desk
from showroom_crm.store.changes import Row
from showroom_crm.values.customers import Value

TODAY = AS_OF
_AT_ONCE = 5_000
_COLUMNS = {
    "name": "name",
    "gender": "gender",
    "source_l1": "source_l1",
    "source_l2": "source_l2",
    "registered_at": "registered_on",
    "first_visit_at": "first_visit_on",
    "last_visit_at": "last_visit_on",
    "visit_count": "visit_count",
    "level": "level",
    "customer_type": "customer_type",
    "model": "model",
    "color": "ext_color",
    "competitor": "competitor",
    "owned_car": "owned_car",
    "expect_date": "expected_on",
    "last_follow_at": "last_contact_on",
    "last_follow_note": "last_contact_note",
    "next_follow_at": "next_follow_up_on",
    "remark": "remark",
}


def filled(folder: Path, count: int) -> Desk:
    """Open the showroom in `folder`; a missing one is made, with `count` customers, all scored."""
    if opening.exists(folder):
        return opening.unlock_open(folder)
    desk = opening.create_sample(folder, "Benchmark", "Manager", TODAY)
    staff: dict[str, int] = {}
    source = large.customers(count)
    while part := list(islice(source, _AT_ONCE)):
        with desk.store.write("import", "Fill", desk.staff.id, desk.now()) as writing:
            for name in {str(each["fields"]["salesperson"]) for each in part} - staff.keys():
                row: Row = {"name": name, "role": "salesperson", "active": True}
                (staff[name],) = writing.insert("staff", [row])
            rows = [_customer(each["fields"], staff) for each in part]
            ids = writing.insert("customer", rows)
            pairs = list(zip(ids, part, strict=True))
            writing.insert(
                "contact_way", [way for each in pairs for way in _ways(each[0], each[1]["fields"])]
            )
            writing.insert("contact", [row for each in pairs for row in _contacts(*each, staff)])
    with desk.store.derive() as adding:
        rescoring.everyone(adding, TODAY)
    return desk


def _customer(fields: Mapping[str, Value], staff: Mapping[str, int]) -> Row:
    row: dict[str, Value] = {
        column: fields[key] if fields[key] != "" else None for key, column in _COLUMNS.items()
    }
    row["salesperson_id"] = staff[str(fields["salesperson"])]
    budget, quote = fields["budget"], fields["quote"]
    row["budget_max"] = int(budget) * 100 if isinstance(budget, int | float) else None
    row["quote_amount"] = int(quote) * 100 if isinstance(quote, int | float) else None
    return row


def _ways(customer: int, fields: Mapping[str, Value]) -> Iterator[Row]:
    for kind, key in (("phone", "mobile"), ("wechat", "wechat")):
        if fields[key]:
            yield {"customer_id": customer, "kind": kind, "value": fields[key], "position": 0}


def _contacts(customer: int, each: large.Customer, staff: Mapping[str, int]) -> Iterator[Row]:
    for entry in each["contacts"]:
        next_on = entry["next_at"]
        yield {
            "customer_id": customer,
            "at": entry["at"],
            "channel": entry["channel"],
            "topic": entry["topic"],
            "success": entry["succeeded"],
            "content": entry["note"],
            "level_after": entry["level_after"],
            "next_on": next_on.date() if isinstance(next_on, dt.datetime) else next_on,
            "staff_id": staff[entry["by"]],
        }
