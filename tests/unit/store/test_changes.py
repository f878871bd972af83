"""Every write is logged exactly, or leaves no trace."""

import datetime as dt

import pytest
from sqlalchemy import Connection, select

from showroom_crm.store import families, tables
from showroom_crm.store.changes import Writing
from showroom_crm.store.database import Store

NOW = dt.datetime(2026, 11, 20, 9, 30)
CHANGE = tables.BY_NAME["change"]
OPERATION = tables.BY_NAME["operation"]

Line = tuple[str, int, int | None, str | None, str | None, str | None]


def lines(store: Store, operation_id: int) -> list[Line]:
    c = CHANGE.c
    wanted = select(c.table, c.row_id, c.customer_id, c.field, c.old, c.new)
    with store.read() as connection:
        rows = connection.execute(wanted.where(c.operation_id == operation_id).order_by(c.id))
        return [(*row,) for row in rows]


def count(connection: Connection, table: str) -> int:
    return len(connection.execute(select(tables.BY_NAME[table])).all())


def add_customer(store: Store, **cells: str | dt.date) -> int:
    with store.write("edit", "Add a customer", None, NOW) as writing:
        return writing.insert("customer", [cells])[0]


def test_an_inserted_row_is_one_line_with_its_cells(store: Store) -> None:
    with store.write("edit", "Add", None, NOW) as writing:
        [customer] = writing.insert(
            "customer", [{"name": "王小明", "birth_date": dt.date(1990, 1, 2), "remark": None}]
        )

    [line] = lines(store, writing.operation_id)

    assert line[:5] == ("customer", customer, customer, None, None)
    assert tables.row_from_json("customer", str(line[5])) == {
        "id": customer,
        "customer_no": f"C{customer:06d}",
        "name": "王小明",
        "birth_date": dt.date(1990, 1, 2),
    }


def test_what_comes_along_with_a_new_customer_is_told_in_one_line(store: Store) -> None:
    odd = '王",\n"+":{"小明'

    with store.write("edit", "Add", None, NOW) as writing:
        [customer] = writing.insert("customer", [{"name": odd}])
        phones = writing.insert("contact_way", [way(customer, "13800138000"), way(customer, odd)])
        [contact] = writing.insert("contact", [{"customer_id": customer, "at": NOW}])

    [line] = lines(store, writing.operation_id)
    told = list(families.parted("customer", customer, str(line[5])))

    assert line[:5] == ("customer", customer, customer, None, None)
    assert [(table, row_id) for table, row_id, _row in told] == [
        ("customer", customer),
        *(("contact_way", phone) for phone in phones),
        ("contact", contact),
    ]
    rows = [tables.row_from_json(table, row) for table, _id, row in told]
    assert (rows[0]["name"], rows[2]["value"], rows[3]["at"]) == (odd, odd, NOW)
    assert all(row["customer_id"] == customer for row in rows[1:])


def test_only_cells_that_really_change_are_logged(store: Store) -> None:
    customer = add_customer(store, name="王小明", level="B")

    with store.write("edit", "Edit", None, NOW) as writing:
        changed = writing.update("customer", {customer: {"name": "王小明", "level": "H"}})

    assert changed == 1
    assert lines(store, writing.operation_id) == [
        ("customer", customer, customer, "level", '"B"', '"H"')
    ]


def test_an_update_that_changes_nothing_logs_nothing(store: Store) -> None:
    customer = add_customer(store, name="王小明")

    with store.write("edit", "Edit", None, NOW) as writing:
        assert writing.update("customer", {customer: {"name": "王小明", "level": None}}) == 0
        assert writing.update("customer", {999: {"name": "nobody"}}) == 0

    assert lines(store, writing.operation_id) == []


def test_a_deleted_customer_takes_along_its_rows_and_all_are_logged(store: Store) -> None:
    customer = add_customer(store, name="王小明")
    with store.write("edit", "Add", None, NOW) as writing:
        writing.insert("contact", [{"customer_id": customer, "at": NOW}])
        writing.insert("score_snapshot", [snapshot(customer)])

    with store.write("edit", "Delete", None, NOW) as writing:
        writing.delete("customer", [customer])

    assert sorted(line[0] for line in lines(store, writing.operation_id)) == [
        "contact",
        "customer",
        "score_snapshot",
    ]
    with store.read() as connection:
        assert count(connection, "contact") == count(connection, "customer") == 0


def snapshot(customer: int) -> dict[str, str | int | dt.date]:
    return {"month": dt.date(2026, 10, 1), "customer_id": customer, "stage": "prospect"}


def test_a_deleted_vehicle_leaves_its_visits_and_logs_what_they_lose(store: Store) -> None:
    customer = add_customer(store, name="王小明")
    with store.write("edit", "Add", None, NOW) as writing:
        [vehicle] = writing.insert("vehicle", [{"customer_id": customer, "plate": "沪A12345"}])
        [visit] = writing.insert(
            "service_visit",
            [{"customer_id": customer, "vehicle_id": vehicle, "in_on": NOW.date()}],
        )

    with store.write("edit", "Delete", None, NOW) as writing:
        writing.delete("vehicle", [vehicle])

    assert ("service_visit", visit, customer, "vehicle_id", str(vehicle), None) in lines(
        store, writing.operation_id
    )


def test_a_row_that_goes_over_to_another_customer_touches_both(store: Store) -> None:
    first, second = add_customer(store, name="王小明"), add_customer(store, name="李雷")
    with store.write("edit", "Add", None, NOW) as writing:
        [phone] = writing.insert("contact_way", [way(first, "13800138000")])

    with store.write("merge", "Merge", None, NOW) as writing:
        writing.update("contact_way", {phone: {"customer_id": second}})
        assert writing.touched == {first, second}


def way(customer: int, digits: str) -> dict[str, str | int]:
    return {"customer_id": customer, "kind": "phone", "value": digits, "position": 0}


def test_an_error_inside_leaves_no_trace(store: Store) -> None:
    add_customer(store, name="王小明")

    with pytest.raises(ZeroDivisionError):
        break_off(store)

    with store.read() as connection:
        assert count(connection, "customer") == count(connection, "operation") == 1
        assert count(connection, "change") == 1


def break_off(store: Store) -> None:
    with store.write("edit", "Half done", None, NOW) as writing:
        writing.insert("customer", [{"name": "李雷"}])
        raise ZeroDivisionError


def test_numbers_are_never_given_twice(store: Store) -> None:
    first = add_customer(store, name="王小明")
    with store.write("edit", "Delete", None, NOW) as writing:
        writing.delete("customer", [first])

    assert add_customer(store, name="李雷") == first + 1


def test_a_long_log_is_written_in_parts_and_stays_whole(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("showroom_crm.store.changes._LINES_IN_MEMORY", 3)

    with store.write("import", "Import", None, NOW) as writing:
        writing.insert("customer", [{"name": f"客户{number}"} for number in range(10)])
        assert writing.changed == 10

    assert len(lines(store, writing.operation_id)) == 10
    with store.read() as connection:
        assert connection.execute(select(OPERATION.c.changes)).scalar_one() == 10


def test_the_writing_knows_whom_it_touched_and_who_is_gone(store: Store) -> None:
    first, second = add_customer(store, name="王小明"), add_customer(store, name="李雷")

    with store.write("edit", "Edit", None, NOW) as writing:
        writing.update("customer", {second: {"level": "H"}})
        writing.delete("customer", [first])

    assert isinstance(writing, Writing)
    assert (writing.touched, writing.removed) == ({second}, {first})


def test_reading_cannot_change_anything(store: Store) -> None:
    add_customer(store, name="王小明")

    with store.read() as connection:
        connection.execute(tables.BY_NAME["customer"].update().values(name="?"))

    with store.read() as connection:
        names = connection.scalars(select(tables.BY_NAME["customer"].c.name)).all()
    assert names == ["王小明"]
