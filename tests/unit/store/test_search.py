"""Anyone is found by whatever a person remembers of them, as soon as it is written."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from showroom_crm.store import database, keys, search, search_index, tables
from showroom_crm.store.changes import Row
from showroom_crm.store.database import Store

NOW = dt.datetime(2026, 11, 20, 9, 30)


def found(store: Store, typed: str) -> set[int]:
    statement = text("SELECT rowid FROM customer_search WHERE customer_search MATCH :typed")
    with store.read() as connection:
        return set(connection.scalars(statement, {"typed": search.expression(typed)}))


def add(store: Store, name: str, phone: str = "13812345678", **cells: str) -> int:
    with store.write("edit", "Add", None, NOW) as writing:
        (customer,) = writing.insert("customer", [{"name": name, **cells}])
        way: Row = {"customer_id": customer, "kind": "phone", "value": phone, "position": 0}
        writing.insert("contact_way", [way])
    return customer


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("customer", "name"),
        ("customer", "id_no"),
        ("customer", "model"),
        ("customer", "remark"),
        ("customer", "last_contact_note"),
        ("contact_way", "value"),
        ("customer_alias", "value"),
        ("vehicle", "plate"),
        ("vehicle", "vin"),
        ("vehicle", "model"),
    ],
)
def test_whatever_is_changed_is_found_as_it_is_now(store: Store, table: str, column: str) -> None:
    customer = add(store, "张三")
    more: Row = {"customer_id": customer, "source": "dms", "kind": "phone", "position": 1}
    names = {each.name for each in tables.BY_NAME[table].c}
    before: Row = {name: cell for name, cell in more.items() if name in names}
    row = customer
    with store.write("edit", "Change", None, NOW) as writing:
        if table == "customer":
            writing.update(table, {row: {column: "Before77"}})
        else:
            (row,) = writing.insert(table, [{**before, column: "Before77"}])
    assert found(store, "before77") == {customer}
    with store.write("edit", "Change", None, NOW) as writing:
        writing.update(table, {row: {column: "After88"}})
    assert found(store, "after88") == {customer}
    assert not found(store, "before77")


def test_rows_that_go_over_to_another_customer_are_found_there(store: Store) -> None:
    one, other = add(store, "张三", "13800000001"), add(store, "李四", "13800000002")
    with store.write("edit", "Move", None, NOW) as writing:
        writing.update("contact_way", {1: {"customer_id": other}})
    assert found(store, "13800000001") == {other}
    with store.write("edit", "Leave", None, NOW) as writing:
        writing.delete("contact_way", [1])
    assert not found(store, "13800000001")
    assert one != other


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("张三丰", "张"),
        ("张三丰", "三丰"),
        ("张三丰", "张三丰"),
        ("张三丰", "zhang"),
        ("张三丰", "zhangsanfeng"),
        ("张三丰", "ZhangSan"),
        ("张三丰", "zsf"),
        ("张三丰", "zs"),
        ("张三丰", "feng"),
        ("张三丰", "zhang feng"),
        ("曾国强", "zeng"),
        ("单雄信", "shan"),
        ("仇英", "qiu"),
        ("查良镛", "zha"),
        ("翟天明", "zhai"),
        ("覃海", "qin"),
        ("解小东", "xie"),
        ("任明", "rm"),
        ("区志强", "ou"),
        ("尉迟恭", "yuchi"),
        ("万俟雪", "moqi"),
        ("吕布", "lv"),
        ("欧阳娜娜", "oynn"),
        ("阿依古丽·买买提", "买买提"),
        ("Anna Müller", "müller"),
        ("Anna Müller", "ann"),
        ("王a", "王"),
        ("苏州永固商贸有限公司", "永固商贸"),
        ("𠮷田", "𠮷"),
    ],
)
def test_a_name_is_found_by_character_sound_and_initials(
    store: Store, name: str, typed: str
) -> None:
    add(store, "某某", "13900000000")
    customer = add(store, name)

    assert found(store, typed) == {customer}


@pytest.mark.parametrize(
    "typed",
    ["13812345678", "138", "1381234", "5678", "678", "12345678", "45678", "C000002", "000002",
     "沪A8D123", "沪a8d123", "A8D123", "8D123", "123", "星途 凌云", "凌云", "白色",
     "138-1234-5678", "1234-5678", "沪A·8D123", "沪A-8D1", "cx-5", "CX5", "CX",
     "尾号 5678", "尾号5678", "手机尾号:678", "张 尾号 5678", "车牌尾号 D123", "想看"],
)  # fmt: skip
def test_anything_kept_of_a_customer_finds_them(store: Store, typed: str) -> None:
    add(store, "某某", "13900000000")
    customer = add(store, "张三丰", model="星途 凌云", remark="想看白色的 CX-5")
    with store.write("edit", "Add a car", None, NOW) as writing:
        writing.insert("vehicle", [{"customer_id": customer, "plate": "沪A8D123"}])

    assert found(store, typed) == {customer}


@pytest.mark.parametrize(
    "typed", ["李", "zhao", "9999", "尾号 9999", "尾号", "张四", "zs 9999", "sanz"]
)
def test_others_are_not_found(store: Store, typed: str) -> None:
    add(store, "张三丰")

    assert found(store, typed) == set()


@pytest.mark.parametrize(
    "typed", ["", "  ", '"', "*", "AND", "OR NOT", "a*b", "(", "张'", "-", "·"]
)
def test_signs_and_words_of_the_query_language_are_only_text(store: Store, typed: str) -> None:
    add(store, "张三丰")

    if search.expression(typed):
        found(store, typed)
    else:
        assert not any(ch.isalnum() for ch in typed)


def test_what_changes_is_found_at_once_and_what_was_no_longer(store: Store) -> None:
    customer = add(store, "张三丰")
    with store.write("edit", "Edit", None, NOW) as writing:
        writing.update("customer", {customer: {"name": "李雷"}})
        writing.update("contact_way", {1: {"value": "13987654321"}})
    assert (found(store, "张"), found(store, "5678")) == (set(), set())
    assert found(store, "lilei") == found(store, "4321") == {customer}

    with store.write("edit", "Delete the phone", None, NOW) as writing:
        writing.delete("contact_way", [1])
    assert found(store, "4321") == set()

    with store.write("edit", "Delete", None, NOW) as writing:
        writing.delete("customer", [customer])
    assert found(store, "李雷") == set()


def test_names_sort_by_sound(store: Store) -> None:
    for name in ("张三", "Anna", "曾国强", "阿宝", "李雷"):
        add(store, name)

    with store.read() as connection:
        names = connection.scalars(text("SELECT name FROM customer ORDER BY name_sort")).all()

    assert names == ["阿宝", "Anna", "李雷", "曾国强", "张三"]


def test_the_index_can_be_written_anew(store: Store) -> None:
    customer = add(store, "张三丰")
    with store.derive() as adding:
        search_index.rebuild(adding)

    assert found(store, "zsf") == {customer}


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder: Path = tmp_path_factory.mktemp("store")
    opened = database.create_store(folder, keys.new_key())
    yield opened
    opened.close()


@given(st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True))
@settings(max_examples=25)
def test_any_customer_is_found_by_any_end_of_the_phone(shared: Store, phone: str) -> None:
    customer = add(shared, "客户", phone)

    for length in (3, 4, 6, 8, 11):
        assert customer in found(shared, phone[-length:])


@given(st.text("张王李赵陈曾单仇查翟娜明强伟丽芳ab12·", min_size=1, max_size=4))
@settings(max_examples=25)
def test_any_name_is_found_by_itself_and_by_its_sound(shared: Store, name: str) -> None:
    customer = add(shared, name)

    if search.expression(name):
        assert customer in found(shared, name)
        assert customer in found(shared, "".join(search.syllables(name)))
