"""Fields of the showroom's own are made, renamed, ordered and removed, each step undoable."""

import pytest

from showroom_crm.errors import InvalidInput, NotFound
from showroom_crm.operations import customers, history, own_fields
from showroom_crm.operations.desk import Desk
from showroom_crm.store import own_fields as stored
from showroom_crm.values.fields import FieldKind
from showroom_crm.values.own_fields import OwnField


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
    own_fields.rename(desk, hobby, "兴趣")
    assert labels(desk) == ["兴趣", "信用分"]
    assert own_fields.named(desk, "兴趣").key == hobby.key
    assert own_fields.named(desk, "custom:爱好 标签").label == "兴趣"
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
