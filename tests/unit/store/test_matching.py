"""What an import asks of those who are here already."""

import datetime as dt

import pytest

from showroom_crm.store import matching
from showroom_crm.store.changes import Row
from showroom_crm.store.database import Store


def test_many_are_told_part_by_part_as_all_at_once(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    with store.write("import", "Fill", None, dt.datetime(2026, 11, 21, 9)) as writing:
        ids = writing.insert("customer", [{"kind": "person", "name": f"客户{n}"} for n in range(7)])
        for number, customer in enumerate(ids):
            phone = f"1380000000{number}"
            way: Row = {"customer_id": customer, "kind": "phone", "value": phone, "position": 0}
            writing.insert("contact_way", [way])
    order = [*reversed(ids), ids[3]]
    whole = matching.current(store, ids, "any")
    monkeypatch.setattr(matching, "_AT_ONCE", 3)
    parts = matching.InTurn(store, order, "any")
    assert list(parts) == list(reversed(ids))
    assert len(parts) == 7
    assert {customer: parts[customer] for customer in parts} == whole
    assert {customer: parts[customer] for customer in ids} == whole
    assert parts.get(max(ids) + 1) is None
