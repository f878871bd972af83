"""Fields of the showroom's own are made, renamed, ordered and removed, each step undoable."""

import datetime as dt

import pytest

from showroom_crm.errors import InvalidInput, NotFound
from showroom_crm.operations import customers, history, own_fields, where
from showroom_crm.operations.desk import Desk
from showroom_crm.store import listing
from showroom_crm.store import own_fields as stored
from showroom_crm.store.customers import card, lines
from showroom_crm.values.fields import FieldKind
from showroom_crm.values.own_fields import OwnField
from showroom_crm.values.queries import CustomerQuery


def labels(desk: Desk) -> list[str]:
    return [usage.field.label for usage in own_fields.listed(desk)]


def test_every_step_is_one_operation_that_can_be_undone(desk: Desk) -> None:
    hobby, _changes = own_fields.add(desk, " 爱好 标签 ", FieldKind.CHOICE)
    assert (hobby.key, hobby.label, hobby.field_key) == (
        "爱好_标签",
        "爱好 标签",
        "custom:爱好_标签",
    )
    score, _changes = own_fields.add(desk, "信用分", FieldKind.DECIMAL)
    assert labels(desk) == ["爱好 标签", "信用分"]
    own_fields.move(desk, score, 0)
    assert labels(desk) == ["信用分", "爱好 标签"]
    history.undo(desk)
    own_fields.rename(desk, hobby, "周末去处")
    assert labels(desk) == ["周末去处", "信用分"]
    assert own_fields.named(desk, "周末去处").key == hobby.key
    assert own_fields.named(desk, "custom:爱好 标签").label == "周末去处"
    history.undo(desk)
    assert labels(desk) == ["爱好 标签", "信用分"]


def test_a_removed_field_comes_back_with_what_customers_had_in_it(desk: Desk) -> None:
    hobby, _changes = own_fields.add(desk, "爱好标签")
    people = [
        customers.register(desk, {"name": name, "mobile": mobile})[0]
        for name, mobile in (("张一", "13900000001"), ("李二", "13900000002"))
    ]
    for person in people:
        customers.edit(desk, person, {hobby.field_key: "钓鱼"})
    assert own_fields.listed(desk) == (own_fields.Usage(hobby, 2),)
    own_fields.remove(desk, hobby)
    assert own_fields.listed(desk) == ()
    history.undo(desk)
    assert own_fields.listed(desk) == (own_fields.Usage(hobby, 2),)
    assert customers_value(desk, people[0], hobby) == "钓鱼"


def customers_value(desk: Desk, customer: int, field: OwnField) -> object:
    with desk.store.read() as connection:
        return stored.values_of(connection, [customer]).get(customer, {}).get(field.field_key)


@pytest.mark.parametrize(
    "label", ["", " -- ", "手机号码", "姓名", "登录密码", "银行卡号", "身份证照片"]
)
def test_names_that_say_nothing_are_known_or_never_kept_are_refused(desk: Desk, label: str) -> None:
    with pytest.raises(InvalidInput):
        own_fields.add(desk, label)
    assert own_fields.listed(desk) == ()


def test_a_name_is_given_once_in_any_spelling(desk: Desk) -> None:
    own_fields.add(desk, "爱好标签")
    with pytest.raises(InvalidInput):
        own_fields.add(desk, "愛好標籤：".replace("籤", "签"))
    with pytest.raises(NotFound):
        own_fields.named(desk, "别的")


def test_customers_are_found_listed_and_ordered_by_own_fields(desk: Desk) -> None:
    score, _changes = own_fields.add(desk, "信用分", FieldKind.DECIMAL)
    hobby, _changes = own_fields.add(desk, "爱好标签")
    born, _changes = own_fields.add(desk, "结婚日", FieldKind.DATE)
    people = {}
    for name, mobile, points, likes in (
        ("张一", "13900000001", 90, "钓鱼"),
        ("李二", "13900000002", 100, "露营"),
        ("王三", "13900000003", None, None),
    ):
        people[name] = customers.register(
            desk,
            {"name": name, "mobile": mobile, score.field_key: points, hobby.field_key: likes},
        )[0]
    customers.edit(desk, people["张一"], {born.field_key: dt.date(2020, 5, 20)})

    def found(search: str = "", expression: str = "", sort: str = "customer_no") -> list[str]:
        query = CustomerQuery(
            search=search,
            conditions=where.parse(expression, desk.today),
            sort=sort,
            descending=sort != "customer_no",
        )
        ids = listing.ids(desk.store, query, desk.today)
        return [line.name for line in lines(desk.store, ids, desk.today)]

    assert found(search="钓鱼") == ["张一"]
    assert found(sort=score.field_key) == ["李二", "张一", "王三"]
    assert found(expression=f"{hobby.field_key} contains 露") == ["李二"]
    assert found(expression=f"{hobby.field_key} is empty") == ["王三"]
    assert found(expression=f"{score.field_key} > 95") == ["李二"]
    assert found(expression=f"{born.field_key} < 2020-06-01") == ["张一"]
    [line] = lines(desk.store, [people["张一"]], desk.today)
    assert line.own == {
        score.field_key: 90,
        hobby.field_key: "钓鱼",
        born.field_key: dt.date(2020, 5, 20),
    }
    assert card(desk.store, people["张一"], desk.today).values[hobby.field_key] == "钓鱼"
    customers.edit(desk, people["张一"], {hobby.field_key: "", score.field_key: 120})
    assert found(search="钓鱼") == []
    assert found(sort=score.field_key) == ["张一", "李二", "王三"]
    with pytest.raises(InvalidInput):
        customers.edit(desk, people["张一"], {"custom:没有": "x"})
