"""Registering, editing and removing customers on a real store."""

import datetime as dt

import pytest

from showroom_crm.errors import InvalidInput, NotFound
from showroom_crm.operations import customers, duplicates, history
from showroom_crm.operations.desk import Desk
from showroom_crm.store import customers as stored
from showroom_crm.store import history as stored_history
from showroom_crm.store import listing
from showroom_crm.store.changes import Row
from showroom_crm.values.customers import CustomerCard, Flag, Value
from showroom_crm.values.queries import Condition, CustomerQuery, Op
from tests.unit.operations.conftest import TODAY

ZHANG: dict[str, Value] = {"name": "张三", "mobile": "19400000001", "model": "晨星 L"}


def card(desk: Desk, customer: int) -> CustomerCard:
    return stored.card(desk.store, customer, desk.today)


def test_a_visitor_is_registered_with_all_that_follows_from_today(desk: Desk) -> None:
    customer, changes = customers.register(desk, ZHANG)
    found = card(desk, customer)
    assert changes.customers == frozenset({customer})
    assert found.line.customer_no == f"C{customer:06d}"
    assert found.line.level == "N"
    assert found.line.salesperson == "王芳"
    assert found.values["first_visit_on"] == TODAY
    assert found.line.next_follow_up_on == TODAY + dt.timedelta(days=1)
    assert found.line.tier is not None
    assert [entry.kind for entry in found.timeline].count("visit") == 1


@pytest.mark.parametrize("values", [{}, {"model": "晨星 L"}, {"name": "", "mobile": None}])
def test_nobody_is_registered_without_name_and_phone(desk: Desk, values: dict[str, Value]) -> None:
    with pytest.raises(InvalidInput):
        customers.register(desk, values)
    assert listing.ids(desk.store, CustomerQuery(), desk.today) == []


def test_each_field_goes_to_its_table_and_comes_back(desk: Desk) -> None:
    customer, _changes = customers.register(desk, ZHANG)
    given: dict[str, Value] = {
        "phone2": "01088886666",
        "wechat": "zhang_san",
        "plate": "宁ZA1234",
        "insurance_end": dt.date(2027, 3, 1),
        "price": 15_880_000,
        "budget_min": 15_000_000,
        "budget_max": 20_000_000,
        "satisfaction": 9.0,
        "complaint": "等了两小时",
        "consent": True,
        "no_sms": True,
    }
    customers.edit(desk, customer, given)
    values = card(desk, customer).values
    assert {key: values[key] for key in given} == given


def test_an_empty_value_clears_and_the_same_value_changes_nothing(desk: Desk) -> None:
    customer, _changes = customers.register(desk, {**ZHANG, "wechat": "zhang_san"})
    customers.edit(desk, customer, {"wechat": "", "model": None})
    found = card(desk, customer)
    assert found.values["wechat"] is None
    assert found.line.model is None
    before = history.recent(desk, 1)[0]
    customers.edit(desk, customer, {"name": "张三"})
    after = history.recent(desk, 1)[0]
    assert after.changes == 0 or after == before


def test_the_second_phone_becomes_the_first_when_that_is_cleared(desk: Desk) -> None:
    customer, _changes = customers.register(desk, {**ZHANG, "phone2": "13900000002"})
    customers.edit(desk, customer, {"mobile": None})
    found = card(desk, customer)
    assert (found.values["mobile"], found.values["phone2"]) == ("13900000002", None)
    assert found.line.mobile == "13900000002"
    history.undo(desk)
    assert card(desk, customer).values["phone2"] == "13900000002"


def test_a_new_level_brings_its_next_date(desk: Desk) -> None:
    customer, _changes = customers.register(desk, ZHANG)
    customers.edit(desk, customer, {"level": "H"})
    assert card(desk, customer).line.next_follow_up_on == TODAY + dt.timedelta(days=2)
    own = TODAY + dt.timedelta(days=9)
    customers.edit(desk, customer, {"level": "A", "next_follow_up_on": own})
    assert card(desk, customer).line.next_follow_up_on == own


def test_what_makes_no_sense_is_refused_and_leaves_no_trace(desk: Desk) -> None:
    customer, _changes = customers.register(desk, ZHANG)
    before = card(desk, customer)
    for values in ({"level": "Q"}, {"salesperson": "没有这个人"}, {"shoe_size": 42}):
        with pytest.raises(InvalidInput):
            customers.edit(desk, customer, dict(values))
    with pytest.raises(InvalidInput):
        customers.edit(desk, customer, {"name": None, "mobile": None})
    assert card(desk, customer) == before


def test_removing_takes_everything_and_undo_brings_everything_back(desk: Desk) -> None:
    customer, _changes = customers.register(desk, {**ZHANG, "plate": "宁ZA1234"})
    before = card(desk, customer)
    customers.remove(desk, [customer])
    with pytest.raises(NotFound):
        card(desk, customer)
    history.undo(desk)
    after = card(desk, customer)
    assert (after.line, after.values, after.vehicles) == (
        before.line,
        before.values,
        before.vehicles,
    )


def test_a_number_is_never_given_twice(desk: Desk) -> None:
    first, _changes = customers.register(desk, ZHANG)
    customers.remove(desk, [first])
    second, _changes = customers.register(desk, ZHANG)
    assert second > first


def test_a_hint_comes_from_the_seventh_digit_on(desk: Desk) -> None:
    customers.register(desk, ZHANG)
    assert customers.similar(desk, "194000") == []
    assert [line.name for line in customers.similar(desk, "194 0000")] == ["张三"]


def test_the_same_level_once_more_leaves_the_next_date_alone(desk: Desk) -> None:
    day = TODAY + dt.timedelta(days=40)
    customer, _changes = customers.register(desk, {**ZHANG, "level": "A", "next_follow_up_on": day})
    customers.edit(desk, customer, {"level": "A"})
    assert card(desk, customer).line.next_follow_up_on == day


def test_a_level_can_be_cleared(desk: Desk) -> None:
    customer, _changes = customers.register(desk, {**ZHANG, "level": "A"})
    customers.edit(desk, customer, {"level": ""})
    assert card(desk, customer).line.level is None


@pytest.mark.parametrize(
    ("today", "flagged"),
    [
        (dt.date(2027, 2, 25), True),  # no leap year: the birthday falls on the 28th
        (dt.date(2027, 3, 1), False),
        (dt.date(2028, 2, 29), True),
        (dt.date(2027, 2, 10), False),
    ],
)
def test_who_was_born_on_the_29th_of_february_has_a_birthday_each_year(
    desk: Desk, today: dt.date, flagged: bool
) -> None:
    customer, _changes = customers.register(desk, {**ZHANG, "birth_date": dt.date(1992, 2, 29)})
    (line,) = stored.lines(desk.store, [customer], today)
    assert (Flag.BIRTHDAY in line.flags) is flagged
    born = CustomerQuery(conditions=(Condition("flag", Op.IN, (Flag.BIRTHDAY,)),))
    assert listing.ids(desk.store, born, today) == ([customer] if flagged else [])


def test_the_number_of_another_system_is_changed_and_cleared_and_no_other_alias(
    desk: Desk,
) -> None:
    keep, gone = (
        customers.register(desk, {"name": "张一", "mobile": mobile})[0]
        for mobile in ("13900000001", "13900000002")
    )
    duplicates.merge(desk, keep, [gone])
    for number in ("A1", "A2", ""):
        customers.edit(desk, keep, {"source_id": number})
        assert stored.card(desk.store, keep, TODAY).values["source_id"] == (number or None)
        assert stored.by_number(desk.store, "C000002") == keep


def test_of_several_orders_the_one_shown_is_changed(desk: Desk) -> None:
    customer, _changes = customers.register(desk, {"name": "张一"})
    with desk.write("edit", "Two orders") as writing:
        orders: list[Row] = [{"customer_id": customer, "order_no": each} for each in ("1", "2")]
        writing.insert("deal", orders)
    customers.edit(desk, customer, {"order_no": "3"})
    card = stored.card(desk.store, customer, TODAY)
    assert card.values["order_no"] == "3"
    assert [order["order_no"] for order in card.deals] == ["1", "3"]


def test_the_history_never_shows_a_number_in_full(desk: Desk) -> None:
    customers.register(desk, {"mobile": "13900000001"})
    [operation] = stored_history.recent(desk.store, 1)
    assert "13900000001" not in operation.name


def test_half_a_sign_is_refused_in_a_sentence(desk: Desk) -> None:
    customer, _changes = customers.register(desk, ZHANG)
    for values in ({"name": "张\ud83d"}, {"remark": "\udc00"}, {"wechat": "w\ud83d"}):
        with pytest.raises(InvalidInput):
            customers.register(desk, {**ZHANG, **values})
        with pytest.raises(InvalidInput):
            customers.edit(desk, customer, {**values})
    assert listing.ids(desk.store, CustomerQuery(), desk.today) == [customer]
    assert card(desk, customer).line.name == "张三"
