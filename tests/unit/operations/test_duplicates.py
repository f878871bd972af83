"""Likely duplicates are found, merged without loss, taken apart again, and told apart for good."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text

from showroom_crm.errors import InvalidInput, NotFound
from showroom_crm.operations import customers, duplicates, history, imports, opening
from showroom_crm.operations.desk import Desk
from showroom_crm.store import customers as stored
from showroom_crm.store import listing, merging, tables
from showroom_crm.store.changes import Row
from showroom_crm.values.customers import Value
from showroom_crm.values.duplicates import MergePlan
from showroom_crm.values.fields import BY_KEY, Entity
from showroom_crm.values.import_plans import Action
from showroom_crm.values.queries import CustomerQuery

DAY = dt.date(2026, 11, 20)
NOW = dt.datetime.combine(DAY, dt.time(9, 30))
LOG = ("operation", "change")
DERIVED = tables.DERIVED_TABLES | set(LOG)

Content = dict[str, dict[int, dict[str, Any]]]


def add(desk: Desk, phones: tuple[str, ...] = (), **cells: Value) -> int:
    with desk.write("edit", "Add") as writing:
        (customer,) = writing.insert("customer", [cells])
        ways: list[Row] = [
            {"customer_id": customer, "kind": "phone", "value": number, "position": place}
            for place, number in enumerate(phones)
        ]
        writing.insert("contact_way", ways)
    return customer


def put(desk: Desk, table: str, **cells: Value) -> int:
    with desk.write("edit", "Add") as writing:
        (row,) = writing.insert(table, [cells])
    return row


def content(desk: Desk) -> Content:
    with desk.store.read() as connection:
        return {
            name: {
                row["id"]: {k: v for k, v in row.items() if k not in tables.DERIVED_COLUMNS}
                for row in connection.execute(select(tables.BY_NAME[name])).mappings()
            }
            for name in tables.IN_ORDER
            if name not in DERIVED and name != "setting"
        }


def search(desk: Desk, typed: str) -> list[int]:
    return list(listing.ids(desk.store, CustomerQuery(search=typed), DAY))


def results(plan: MergePlan) -> dict[str, Value | tuple[Value, ...]]:
    return {f.key: f.result[0] if len(f.result) == 1 else f.result for f in plan.fields}


def test_a_pair_is_found_merged_and_taken_apart_again(desk: Desk) -> None:
    one = add(desk, ("13800000001",), name="张伟", level="A", last_contact_on=DAY)
    other = add(
        desk,
        ("13800000002", "13800000001"),
        name="张先生",
        city="苏州",
        level="H",
        remark="有旧车",
        last_contact_on=dt.date(2026, 11, 1),
    )
    put(desk, "contact", customer_id=other, at=NOW, content="来电")
    before = content(desk)

    (found,) = duplicates.scan(desk)
    assert [line.id for line in found.lines] == [one, other]
    assert found.group.confidence > 0.85
    assert ("same phone …0001", False) in found.reasons

    changes = duplicates.merge(desk, one, [other])

    (person,) = stored.lines(desk.store, [one, other], DAY)
    assert (person.name, person.level, person.city, person.remark) == (
        "张伟",
        "A",
        "苏州",
        "有旧车",
    )
    assert stored.by_number(desk.store, "C000002") == one
    assert search(desk, "C000002") == [one]
    assert [row["value"] for row in content(desk)["contact_way"].values()] == [
        "13800000001",
        "13800000002",
    ]
    assert [row["customer_id"] for row in content(desk)["contact"].values()] == [one]
    assert not duplicates.scan(desk)

    assert changes.operation is not None
    history.undo(desk, changes.operation)
    assert content(desk) == before


def test_the_merged_number_finds_the_survivor_at_the_next_import(
    desk: Desk, tmp_path: Path
) -> None:
    one = add(desk, ("13800000001",), name="张伟")
    other = add(desk, ("13800000002",), name="张玮", city="苏州")
    duplicates.merge(desk, one, [other])
    file = tmp_path / "export.csv"
    file.write_text("客户编号,姓名,手机,城市\nC000002,张玮,13800000002,苏州\n", "utf-8")
    plan = imports.propose(desk, imports.read(file), file).plan
    assert [(row.action, row.customer) for row in plan.rows] == [(Action.UNCHANGED, one)]


def test_choices_and_defaults(desk: Desk) -> None:
    one = add(
        desk, name="王强", province="江苏", remark="甲", no_call=True, visit_count=2, gender="male"
    )
    other = add(
        desk,
        name="王小强",
        province="上海",
        city="上海",
        address="人民路1号",
        remark="乙",
        no_call=False,
        visit_count=5,
        last_contact_on=DAY,
    )
    plan = duplicates.preview(desk, one, [other])
    told = results(plan)
    assert told["address"] == ("上海", "上海", None, "人民路1号")
    assert (told["name"], told["remark"], told["no_call"]) == ("王小强", "甲\n乙", True)
    assert (told["visit_count"], told["gender"]) == (5, "male")
    assert next(f for f in plan.fields if f.key == "name").chosen == 1
    chosen = results(duplicates.preview(desk, one, [other], {"name": one, "address": one}))
    assert (chosen["name"], chosen["address"]) == ("王强", ("江苏", None, None, None))


def test_equal_rows_are_not_doubled_and_what_points_at_them_is_led_over(desk: Desk) -> None:
    one, other, third = add(desk, name="张伟"), add(desk, name="张伟"), add(desk, name="李娜")
    car = put(desk, "vehicle", customer_id=one, vin="LSVAA4182E2184847", km=100)
    same = put(desk, "vehicle", customer_id=other, vin="LSVAA4182E2184847", plate="沪A12345", km=90)
    visit = put(desk, "service_visit", customer_id=other, vehicle_id=same, in_on=DAY)
    foreign = put(desk, "service_visit", customer_id=third, vehicle_id=same, in_on=DAY)
    put(desk, "quote", customer_id=one, on=DAY, amount=5)
    put(desk, "quote", customer_id=other, on=DAY, amount=5)
    put(desk, "referral", customer_id=one, referred_id=other)
    put(desk, "referral", customer_id=third, referred_id=other)
    field = put(desk, "custom_field", key="sun", label="天窗", kind="text", position=0)
    put(desk, "custom_value", customer_id=one, field_id=field, value="有")
    put(desk, "custom_value", customer_id=other, field_id=field, value="无")
    before = content(desk)
    plan = duplicates.preview(desk, one, [other])
    assert plan.moves["service_visit"] == 1
    changes = duplicates.merge(desk, one, [other], {f"custom_value:{field}": other})
    after = content(desk)
    assert list(after["vehicle"]) == [car]
    assert (after["vehicle"][car]["plate"], after["vehicle"][car]["km"]) == ("沪A12345", 100)
    assert {after["service_visit"][row]["vehicle_id"] for row in (visit, foreign)} == {car}
    assert len(after["quote"]) == 1
    assert [(r["customer_id"], r["referred_id"]) for r in after["referral"].values()] == [
        (third, one)
    ]
    assert [row["value"] for row in after["custom_value"].values()] == ["无"]
    assert changes.operation is not None
    history.undo(desk, changes.operation)
    assert content(desk) == before


def test_a_family_is_never_proposed_again_until_that_is_undone(desk: Desk) -> None:
    one = add(desk, ("13800000001",), name="张伟")
    other = add(desk, ("13800000001",), name="张强")
    (found,) = duplicates.scan(desk)
    assert any(against for _reason, against in found.reasons)
    changes = duplicates.separate(desk, [other, one], family=True)
    assert not duplicates.scan(desk)
    homes = {row["household_id"] for row in content(desk)["customer"].values()}
    assert len(homes) == 1
    assert None not in homes
    assert changes.operation is not None
    history.undo(desk, changes.operation)
    assert len(duplicates.scan(desk)) == 1


def test_an_answered_import_remembers_the_family(desk: Desk, tmp_path: Path) -> None:
    add(desk, ("13800000001",), name="张伟")
    file = tmp_path / "list.csv"
    file.write_text("姓名,手机\n李娜,13800000001\n", "utf-8")
    book = imports.read(file)
    proposal = imports.propose(desk, book, file)
    (question,) = proposal.plan.questions
    answered = replace(proposal.choices, answers={question.key: "family"})
    imports.apply(desk, imports.propose(desk, book, file, choices=answered))
    assert [row["kind"] for row in content(desk)["distinct_pair"].values()] == ["family"]
    assert not duplicates.scan(desk, 0.1)
    again = imports.propose(desk, book, file).plan
    assert ([row.action for row in again.rows], again.questions) == ([Action.UNCHANGED], ())


def test_the_survivor_tells_the_history_of_all_its_records(desk: Desk) -> None:
    one, other, third = add(desk, name="张伟"), add(desk, name="张伟", level="B"), add(desk)
    customers.edit(desk, other, {"level": "H"})
    car = put(desk, "vehicle", customer_id=other, vin="LSVAA4182E2184847")
    put(desk, "vehicle", customer_id=one, vin="LSVAA4182E2184847")
    put(desk, "service_visit", customer_id=third, vehicle_id=car, in_on=DAY)
    changes = duplicates.merge(desk, one, [other])

    def told(customer: int) -> list[str]:
        return [f"{e.text} {e.detail}" for e in stored.card(desk.store, customer, DAY).timeline]

    assert any("Merge 张伟 + 张伟" in line for line in told(one))
    assert any("B → H" in line for line in told(one))
    assert not any("Merge" in line or "B → H" in line for line in told(third))
    history.undo(desk, changes.operation)
    assert not any("B → H" in line for line in told(one))
    assert any("B → H" in line for line in told(other))


def test_later_edits_stand_in_the_way_and_are_told(desk: Desk) -> None:
    one = add(desk, name="张伟", level="A")
    other = add(desk, name="张伟", level="H", city="苏州")
    changes = duplicates.merge(desk, one, [other])
    customers.edit(desk, one, {"city": "无锡"})
    assert changes.operation is not None
    told = history.preview(desk, changes.operation)
    assert [conflict.field for conflict in told.conflicts] == ["city"]
    history.undo(desk, changes.operation)
    assert {line.city for line in stored.lines(desk.store, [one, other], DAY)} == {"无锡", "苏州"}


def test_merges_on_merges_are_taken_back_in_any_order(desk: Desk) -> None:
    one, other, third = (add(desk, (f"1380000000{i}",), name=f"张{i}") for i in range(3))
    for customer in (one, other, third):
        put(desk, "contact", customer_id=customer, at=NOW, content=str(customer))
    before = content(desk)
    first = duplicates.merge(desk, one, [other])
    second = duplicates.merge(desk, one, [third])
    assert search(desk, "C000002") == search(desk, "C000003") == [one]
    assert first.operation is not None
    assert second.operation is not None
    history.undo(desk, first.operation)
    owners = [row["customer_id"] for row in content(desk)["contact"].values()]
    assert owners == [one, other, one]
    history.undo(desk, second.operation)
    assert content(desk)["customer"] == before["customer"]
    assert content(desk)["contact"] == before["contact"]
    ways = {(row["customer_id"], row["value"]) for row in content(desk)["contact_way"].values()}
    assert ways == {(row["customer_id"], row["value"]) for row in before["contact_way"].values()}


def test_a_record_merged_further_tells_what_stays_with_the_last_survivor(desk: Desk) -> None:
    one, other, third = (add(desk, name=f"张{i}") for i in range(3))
    put(desk, "contact", customer_id=third, at=NOW, content="来电")
    before = content(desk)
    first = duplicates.merge(desk, other, [third])
    second = duplicates.merge(desk, one, [other])
    assert search(desk, "C000003") == [one]  # the aliases of who is merged go along
    assert first.operation is not None
    assert history.preview(desk, first.operation).conflicts
    assert second.operation is not None
    history.undo(desk, second.operation)
    history.undo(desk, first.operation)
    assert content(desk) == before


def test_what_cannot_be_merged(desk: Desk) -> None:
    many = [add(desk, name=f"张{sign}") for sign in "一二三四五六"]
    with pytest.raises(InvalidInput):
        duplicates.merge(desk, many[0], [many[0]])
    with pytest.raises(InvalidInput):
        duplicates.merge(desk, many[0], many[1:])
    with pytest.raises(NotFound):
        duplicates.merge(desk, many[0], [999])


def test_no_table_and_no_column_of_customers_is_forgotten(desk: Desk) -> None:
    hanging = merging.how_tables_hang()
    with_customer = {name for name in tables.IN_ORDER if tables.has_customer(name)} - {"change"}
    assert set(hanging.order) == with_customer - tables.DERIVED_TABLES
    one, other = add(desk, name="张伟"), add(desk, name="张强")
    known = {c for f in duplicates.preview(desk, one, [other]).fields for c in f.columns}
    own = {column.name for column in tables.BY_NAME["customer"].c} - tables.DERIVED_COLUMNS
    assert own - known == {"id", "customer_no", "household_id"}
    fields = {field.stored_as for field in BY_KEY.values() if field.entity is Entity.CUSTOMER}
    assert fields - known == {"budget", "customer_no"}


# --- the laws -------------------------------------------------------------------------------------

CELLS: dict[str, dict[str, st.SearchStrategy[Any]]] = {
    "contact": {"at": st.just(NOW), "content": st.sampled_from(("甲", "乙", None))},
    "vehicle": {
        "vin": st.sampled_from(("LSVAA4182E2184847", None)),
        "plate": st.sampled_from(("沪A12345", "沪B12345", None)),
    },
    "quote": {"on": st.just(DAY), "amount": st.sampled_from((1, 2))},
    "contact_way": {
        "kind": st.just("phone"),
        "value": st.sampled_from(("13800000001", "13800000002", "13800000003")),
        "position": st.integers(0, 2),
    },
    "customer_alias": {"source": st.just("x"), "value": st.sampled_from(("001", "002"))},
    "consent": {"given": st.booleans()},
    "complaint": {"text": st.sampled_from(("慢", "贵"))},
    "override": {"reason": st.just("x"), "set_at": st.just(NOW)},
}
ROW = st.sampled_from(sorted(CELLS)).flatmap(
    lambda table: st.tuples(
        st.just(table), st.integers(0, 3), st.fixed_dictionaries(CELLS[table]), st.booleans()
    )
)
PERSON = st.fixed_dictionaries(
    {
        "name": st.sampled_from(("张伟", "张先生", "李娜", None)),
        "level": st.sampled_from(("H", "D", None)),
        "remark": st.sampled_from(("甲", "乙\n甲", None)),
        "budget_min": st.sampled_from((100, None)),
        "last_contact_on": st.sampled_from((DAY, dt.date(2026, 1, 1), None)),
    }
)


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder: Path = tmp_path_factory.mktemp("laws")
    made = opening.create_sample(folder / "store", "展厅", "王芳", DAY)
    yield replace(made, clock=lambda: NOW)
    opening.close(made)


@given(
    st.lists(PERSON, min_size=4, max_size=4),
    st.lists(ROW, max_size=14),
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), max_size=4),
    st.integers(1, 3),
)
@settings(max_examples=25)
def test_a_merge_loses_nothing_and_its_undo_restores_everything(
    bench: Desk,
    people: list[dict[str, Value]],
    rows: list[tuple[str, int, dict[str, Value], bool]],
    pairs: list[tuple[int, int]],
    others: int,
) -> None:
    desk = bench
    with desk.write("edit", "Clear") as writing:
        with desk.store.read() as connection:
            everyone = list(connection.scalars(text("SELECT id FROM customer")))
        writing.delete("customer", everyone)
    ids = [add(desk, (), **person) for person in people]
    with desk.write("edit", "Fill") as writing:
        for table, owner, cells, _flag in rows:
            writing.insert(table, [{"customer_id": ids[owner], **cells}])
        cars = list(writing.connection.execute(text("SELECT id, customer_id FROM vehicle")))
        for car, owner_id in cars:
            visit: Row = {"customer_id": owner_id, "vehicle_id": car, "in_on": DAY}
            writing.insert("service_visit", [visit])
        unique = {(min(a, b), max(a, b)) for a, b in pairs if a != b}
        for a, b in sorted(unique):
            writing.insert("referral", [{"customer_id": ids[a], "referred_id": ids[b]}])
            pair: Row = {"customer_id": ids[a], "other_id": ids[b], "kind": "different"}
            writing.insert("distinct_pair", [pair])
    before = content(desk)
    keep, gone = ids[0], ids[1 : 1 + others]

    plan = duplicates.preview(desk, keep, gone)
    changes = duplicates.merge(desk, keep, gone)

    after = content(desk)
    for table, names in CELLS.items():
        kept = {tuple(row[name] for name in names) for row in after[table].values()}
        told = {tuple(row[name] for name in names) for row in before[table].values()}
        if table == "contact_way":
            kept, told = {row[:2] for row in kept}, {row[:2] for row in told}
        if table not in ("vehicle", "customer_alias"):
            assert kept == told
        for row in after[table].values():
            assert row["customer_id"] not in gone
    for table in before.keys() & plan.moves.keys() | plan.repeats.keys():
        repeated = plan.repeats.get(table, 0)
        added = len(plan.inserts.get(table, ()))
        assert len(after[table]) == len(before[table]) - repeated + added
    numbers = set(plan.numbers[1:])
    assert numbers <= {str(row["value"]) for row in after["customer_alias"].values()}
    visits = list(after["service_visit"].values())
    assert all(row["vehicle_id"] in after["vehicle"] for row in visits)

    assert changes.operation is not None
    history.undo(desk, changes.operation)
    assert content(desk) == before
