"""Columns nobody knows come in as fields of the showroom's own, behave like any, and go again."""

from pathlib import Path

import pytest

from showroom_crm.errors import InvalidInput
from showroom_crm.exporting.look import Palette
from showroom_crm.operations import exports, history, imports, own_fields
from showroom_crm.operations.desk import Desk
from showroom_crm.operations.exports import Disclosure, Style, Wish
from showroom_crm.operations.imports import ImportResult, Proposal
from showroom_crm.store import customers, listing
from showroom_crm.values.fields import FieldKind, Subject
from showroom_crm.values.import_choices import Choices, Policy
from showroom_crm.values.import_plans import Action
from showroom_crm.values.levels import Tier
from showroom_crm.values.queries import CustomerQuery

HEAD = "序号,客户姓名,手机号码,爱好标签,积分,结婚日,有车位,登录密码,卡片,空列"
PEOPLE = (
    "1,张一,13900000001,钓鱼,12,2020-05-20,是,abc,4111111111111111,",
    "2,李二,13900000002,露营,3.5,2019/1/2,否,def,4012888888881881,",
    "3,王三,13900000003,,,,,,,",
)

STYLE = Style(
    Palette(
        tints=dict.fromkeys(Tier, "#FEF8E7"),
        levels={"H": "#DC4C4C"},
        text="#1F2937",
        line="#E6E8EC",
        header="#2F6FED",
        overdue="#D64545",
    ),
    words={},
)


def file(folder: Path, *rows: str, head: str = HEAD, name: str = "客户.csv") -> Path:
    path = folder / name
    path.write_text("\n".join((head, *rows)) + "\n", "utf-8")
    return path


def proposal(desk: Desk, path: Path, choices: Choices | None = None) -> Proposal:
    return imports.propose(desk, imports.read(path), path, choices=choices)


def kept(desk: Desk, path: Path, choices: Choices | None = None) -> Proposal:
    columns = imports.keep_left_out(proposal(desk, path).mapping)
    return imports.propose(desk, imports.read(path), path, mappings=columns, choices=choices)


def bring_in(desk: Desk, path: Path) -> ImportResult:
    return imports.apply(desk, kept(desk, path))


def own(desk: Desk, name: str) -> dict[str, object]:
    ids = listing.ids(desk.store, CustomerQuery(), desk.today)
    for line in customers.lines(desk.store, ids, desk.today):
        if line.name == name:
            return dict(line.own)
    raise AssertionError(name)


def test_unknown_columns_are_told_and_kept_as_what_they_are(desk: Desk, tmp_path: Path) -> None:
    path = file(tmp_path, *PEOPLE)
    left = [mapped.column.label for mapped in imports.left_out(proposal(desk, path).mapping)]
    assert left == ["爱好标签", "积分", "结婚日", "有车位"]
    planned = kept(desk, path)
    assert {each.label: each.kind for each in planned.new_fields} == {
        "爱好标签": FieldKind.TEXT,
        "积分": FieldKind.DECIMAL,
        "结婚日": FieldKind.DATE,
        "有车位": FieldKind.BOOLEAN,
    }
    assert own_fields.listed(desk) == ()  # a plan makes nothing
    imports.apply(desk, planned)
    assert [(usage.field.label, usage.values) for usage in own_fields.listed(desk)] == [
        ("爱好标签", 2), ("积分", 2), ("结婚日", 2), ("有车位", 2)
    ]  # fmt: skip
    with desk.store.read() as connection:
        texts = set(connection.exec_driver_sql("SELECT value FROM custom_value").scalars())
    assert texts == {"钓鱼", "露营", "12", "3.5", "2020-05-20", "2019-01-02", "yes", "no"}
    assert own(desk, "王三") == {}


def test_the_second_time_nothing_changes_and_blanks_take_nothing_away(
    desk: Desk, tmp_path: Path
) -> None:
    bring_in(desk, file(tmp_path, *PEOPLE))
    again = proposal(desk, file(tmp_path, *PEOPLE))
    assert again.plan.count(Action.UNCHANGED) == 3
    assert again.new_fields == ()
    # Another layout finds the fields by their names.
    head = "姓名,手机,积分,爱好标签"
    other = file(tmp_path, "张一,13900000001,15,", "李二,13900000002,,", head=head)
    planned = proposal(desk, other)
    assert planned.mapping.fields >= {"custom:积分", "custom:爱好标签"}
    assert planned.plan.count(Action.UPDATE) == 1
    result = imports.apply(desk, planned)
    assert own(desk, "张一")["custom:积分"] == 15
    assert own(desk, "张一")["custom:爱好标签"] == "钓鱼"
    assert own(desk, "李二")["custom:积分"] == 3.5
    history.undo(desk, result.operation)
    assert own(desk, "张一")["custom:积分"] == 12


def test_policies_hold_for_own_fields(desk: Desk, tmp_path: Path) -> None:
    bring_in(desk, file(tmp_path, *PEOPLE))
    head = "姓名,手机,爱好标签"
    newer = file(tmp_path, "张一,13900000001,登山", "王三,13900000003,登山", head=head)
    fill = Choices(policies={"custom:爱好标签": Policy.FILL})
    planned = proposal(desk, newer, fill)
    assert [row.action for row in planned.plan.rows] == [Action.UNCHANGED, Action.UPDATE]
    append = Choices(policies={"custom:爱好标签": Policy.APPEND})
    imports.apply(desk, proposal(desk, newer, append))
    assert own(desk, "张一")["custom:爱好标签"] == "钓鱼\n登山"


def test_undo_takes_the_new_fields_out_again(desk: Desk, tmp_path: Path) -> None:
    result = bring_in(desk, file(tmp_path, *PEOPLE))
    undone = history.undo(desk, result.operation)
    assert own_fields.listed(desk) == ()
    history.undo(desk, undone.operation)
    assert own(desk, "张一")["custom:爱好标签"] == "钓鱼"


def test_undo_leaves_a_field_that_is_used_since(desk: Desk, tmp_path: Path) -> None:
    first = bring_in(desk, file(tmp_path, PEOPLE[0]))
    bring_in(desk, file(tmp_path, PEOPLE[1]))
    history.undo(desk, first.operation)
    assert own(desk, "李二")["custom:爱好标签"] == "露营"


def test_passwords_and_cards_never_become_own_fields(desk: Desk, tmp_path: Path) -> None:
    planned = proposal(desk, file(tmp_path, *PEOPLE))
    refused = {m.column.label: m for m in planned.mapping.columns if m.refusal}
    assert refused.keys() == {"登录密码", "卡片"}
    for mapped in refused.values():
        with pytest.raises(InvalidInput):
            imports.with_field(planned.mapping, mapped.column.key, "custom:x")


def test_columns_of_one_name_become_two_fields(desk: Desk, tmp_path: Path) -> None:
    path = file(tmp_path, "张一,13900000001,甲,乙", head="姓名,手机,评价,评价")
    planned = kept(desk, path)
    assert len(planned.new_fields) == 2
    imports.apply(desk, planned)
    assert set(own(desk, "张一").values()) == {"甲", "乙"}
    assert proposal(desk, path).plan.count(Action.UNCHANGED) == 1


def test_a_known_header_can_be_kept_apart_and_is_still_known_elsewhere(
    desk: Desk, tmp_path: Path
) -> None:
    path = file(tmp_path, "张一,13900000001,好", head="姓名,手机,备注")
    columns = proposal(desk, path).mapping
    key = next(c.column.key for c in columns.columns if c.column.text == "备注")
    mine = imports.with_field(columns, key, "custom:备注")
    imports.apply(desk, imports.propose(desk, imports.read(path), path, mappings=mine))
    assert [usage.field.label for usage in own_fields.listed(desk)] != ["备注"]
    assert "custom:备注" in proposal(desk, path).mapping.fields  # as last time
    other = file(tmp_path, "张一,13900000001,好,A", head="姓名,手机,备注,意向级别")
    assert "remark" in proposal(desk, other).mapping.fields


AWKWARD = (
    "张一,13900000001,=SUM(A1),007,12.50,2020-05-20,是,-",
    "李二,13900000002,+1 @家,13812345678901234,1000,1999-12-31,否,1",
    '王三,13900000003,"两行\n文字",A-1,-3,2031-01-01,,是',
    "赵四,13900000004,中文、标点；,8%,0,,是,yes",
)


@pytest.mark.parametrize("ending", [".xlsx", ".csv"])
@pytest.mark.parametrize("unmasked", [True, False])
def test_own_fields_go_out_as_columns_and_come_back_unchanged(
    desk: Desk, tmp_path: Path, ending: str, unmasked: bool
) -> None:
    head = "姓名,手机,口味,编码值,积分值,结婚日,有车位,随意"
    result = bring_in(desk, file(tmp_path, *AWKWARD, head=head))
    assert result.inserted == 4
    kinds = {usage.field.label: usage.field.kind for usage in own_fields.listed(desk)}
    assert kinds["积分值"] is FieldKind.DECIMAL
    assert kinds["结婚日"] is FieldKind.DATE
    assert kinds["有车位"] is FieldKind.BOOLEAN
    before = [own(desk, name) for name in ("张一", "李二", "王三", "赵四")]
    out = tmp_path / f"导出{ending}"
    wish = Wish(disclosure=Disclosure(unmasked=unmasked, purpose="test"))
    exports.customer_table(desk, out, CustomerQuery(), STYLE, wish)
    again = proposal(desk, out)
    assert {field.label for field in again.own.values()} == set(kinds)
    changed = [row.records for row in again.plan.rows if row.action is not Action.UNCHANGED]
    assert changed == []
    assert len(again.plan.rows) == 4
    assert [own(desk, name) for name in ("张一", "李二", "王三", "赵四")] == before


def test_chosen_columns_may_be_own_fields(desk: Desk, tmp_path: Path) -> None:
    bring_in(desk, file(tmp_path, *PEOPLE))
    out = tmp_path / "导出.csv"
    exports.customer_table(desk, out, CustomerQuery(), STYLE, Wish(("name", "custom:积分")))
    assert out.read_text("utf-8-sig").splitlines()[0].split(",")[-1] == "积分"
    with pytest.raises(InvalidInput):
        exports.customer_table(desk, out, CustomerQuery(), STYLE, Wish(("custom:没有",)))


def test_columns_of_a_table_of_events_are_no_own_fields(desk: Desk, tmp_path: Path) -> None:
    bring_in(desk, file(tmp_path, *PEOPLE))
    head = "订单号,手机,商品,数量,金额,下单时间,爱好标签,天气"
    row = "D1,13900000001,机油,2,300,2026-10-01,钓鱼,晴"
    planned = proposal(desk, file(tmp_path, row, head=head, name="订单明细.csv"))
    assert planned.mapping.subject is Subject.PURCHASES
    assert planned.own == {}
    assert "天气" in [mapped.column.label for mapped in imports.left_out(planned.mapping)]
    assert imports.keep_left_out(planned.mapping) == planned.mapping
    key = next(m.column.key for m in planned.mapping.columns if m.column.text == "天气")
    with pytest.raises(InvalidInput):
        imports.with_own_field(planned.mapping, key)
