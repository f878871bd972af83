"""Whom a row speaks of."""

import pytest

from showroom_crm.values.customers import Value
from showroom_crm.values.import_choices import Choices, Policy
from showroom_crm.values.import_plans import Action, ImportPlan
from showroom_crm.values.sheets import CellValue
from tests.unit.importing.ledger import Ledger, cleaned, sheet

_VIN = "GZXKC2P10RA000373"


def actions(plan: ImportPlan) -> list[Action]:
    return [row.action for row in plan.rows]


def rows(*people: tuple[CellValue, CellValue], extra: str = "") -> list[list[CellValue]]:
    return [["姓名", "手机", extra or "备注"], *([name, phone, ""] for name, phone in people)]


def test_same_phone_and_fitting_name_is_one_person() -> None:
    ledger = Ledger()
    ledger.load(sheet(*rows(("张伟", "13800000001"))))
    plan = ledger.load(sheet(*rows(("张先生", "138 0000 0001"))))
    assert actions(plan) == [Action.UPDATE]  # the form of address is new
    assert [row["name"] for row in ledger.rows("customer")] == ["张伟"]


def test_same_name_with_another_phone_is_another_person() -> None:
    plan = Ledger().load(sheet(*rows(("张伟", "13800000001"), ("张伟", "13800000002"))))
    assert actions(plan) == [Action.INSERT, Action.INSERT]


@pytest.mark.parametrize(
    ("answer", "customers"), [("", 1), ("same", 1), ("family", 2), ("apart", 2)]
)
def test_shared_phone_waits_for_an_answer(answer: str, customers: int) -> None:
    ledger = Ledger()
    table = sheet(*rows(("张伟", "13800000001"), ("李娜", "13800000001")))
    given = {"phone:13800000001": answer} if answer else {}
    plan = ledger.load(table, Choices(answers=given))
    assert len(ledger.rows("customer")) == customers
    assert len(plan.questions) == (0 if answer else 1)
    assert plan.rows[1].action is (Action.SKIP if not answer else plan.rows[1].action)


def test_a_switchboard_belongs_to_nobody() -> None:
    people = [(name, "13800000001") for name in ("张伟", "李娜", "王强")]
    plan = Ledger().load(sheet(*rows(*people)))
    assert actions(plan) == [Action.INSERT] * 3
    assert plan.notes


def test_a_landline_joins_only_the_same_name() -> None:
    people = [("张伟", "021-55556666"), ("李娜", "021-55556666"), ("张伟", "021-55556666")]
    plan = Ledger().load(sheet(*rows(*people)))
    assert actions(plan) == [Action.INSERT, Action.INSERT, Action.UNCHANGED]


def test_source_id_counts_with_the_same_name_only() -> None:
    ledger = Ledger()
    ledger.load(sheet(["客户编号", "姓名"], ["001", "张伟"]))
    plan = ledger.load(sheet(["客户编号", "姓名"], ["001", "张伟"], ["001", "李娜"]))
    assert actions(plan) == [Action.UNCHANGED, Action.INSERT]
    assert [alias["value"] for alias in ledger.rows("customer_alias")] == ["001"]


def test_vin_joins_a_customer_with_a_new_phone() -> None:
    ledger = Ledger()
    head: list[CellValue] = ["车主", "手机", "车架号", "行驶里程"]
    ledger.load(sheet(head, ["张伟", "13800000001", _VIN, 1000.0]))
    plan = ledger.load(sheet(head, ["张伟", "13800000002", _VIN.lower(), 2000.0]))
    assert actions(plan) == [Action.UPDATE]
    assert [way["value"] for way in ledger.rows("contact_way")] == ["13800000001", "13800000002"]
    assert [(car["vin"], car["km"]) for car in ledger.rows("vehicle")] == [(_VIN, 2000)]


def test_vin_under_another_name_is_asked_about() -> None:
    head: list[CellValue] = ["车主", "手机", "车架号"]
    ledger = Ledger()
    ledger.load(sheet(head, ["张伟", "13800000001", _VIN]))
    plan = ledger.plan(sheet(head, ["李娜", "13800000002", _VIN]))
    assert actions(plan) == [Action.SKIP]
    assert plan.questions[0].key == f"vin:{_VIN}"


def test_id_number_and_name_with_plate() -> None:
    ledger = Ledger()
    head: list[CellValue] = ["姓名", "身份证号", "车牌号", "备注"]
    ledger.load(sheet(head, ["张伟", "11010519491231002X", "宁ZB8722", "a"]))
    plan = ledger.load(
        sheet(head, ["张伟", "11010519491231002x", "", ""], ["张伟", "", "宁Z·B8722", ""])
    )
    assert actions(plan) == [Action.UNCHANGED] * 2


def test_rows_that_name_nobody_are_rejected() -> None:
    plan = Ledger().plan(
        sheet(*rows(("", ""), ("无", "1380000"), ("张伟", "")), ["", "", "只有备注"])
    )
    # The first row is blank and no row at all.
    assert actions(plan) == [Action.REJECT, Action.INSERT, Action.REJECT]


def test_blank_never_overwrites_and_policies_hold() -> None:
    head: list[CellValue] = [
        "姓名",
        "手机",
        "级别",
        "备注",
        "客户来源",
        "到店次数",
        "最近跟进时间",
        "跟进记录",
    ]
    ledger = Ledger()
    ledger.load(sheet(head, ["张伟", "13800000001", "H", "一", "来店", 3.0, "2026-11-10", "看车"]))
    ledger.load(sheet(head, ["张伟", "13800000001", "", "二", "来电", 2.0, "2026-11-12", "试驾"]))
    customer = ledger.rows("customer")[0]
    assert customer["level"] == "H"
    assert customer["remark"] == "一\n二"
    assert customer["source_l1"] == "来店"
    assert customer["visit_count"] == 3
    assert customer["last_contact_note"] == "试驾"
    assert [event["content"] for event in ledger.rows("contact")] == ["看车", "试驾"]


def test_an_older_file_completes_but_does_not_overwrite() -> None:
    head: list[CellValue] = ["姓名", "手机", "级别", "意向颜色", "最近跟进时间"]
    ledger = Ledger()
    ledger.load(sheet(head, ["张伟", "13800000001", "A", "", "2026-11-10"]))
    ledger.load(sheet(head, ["张伟", "13800000001", "C", "白", "2026-09-01"]))
    customer = ledger.rows("customer")[0]
    assert (customer["level"], customer["ext_color"]) == ("A", "白")


def test_a_policy_of_the_user_wins() -> None:
    ledger = Ledger()
    ledger.load(sheet(["姓名", "手机", "级别"], ["张伟", "13800000001", "A"]))
    table = sheet(["姓名", "手机", "级别"], ["张伟", "13800000001", "B"])
    kept = ledger.plan(table, Choices(policies={"level": Policy.FILL}))
    assert actions(kept) == [Action.UNCHANGED]
    record = ledger.plan(table).rows[0].records[0]
    assert (record.values, record.old) == ({"level": "B"}, {"level": "A"})


def test_owners_get_level_d_and_prospects_keep_theirs() -> None:
    ledger = Ledger()
    head: list[CellValue] = ["姓名", "手机", "级别", "交车日期"]
    ledger.load(
        sheet(
            head,
            ["张伟", "13800000001", "", "2024-05-01"],
            ["李娜", "13800000002", "H", "2024-05-01"],
        )
    )
    assert [row.get("level") for row in ledger.rows("customer")] == ["D", "H"]


def test_two_cars_of_one_owner_and_a_double_row() -> None:
    head: list[CellValue] = ["车主", "手机", "车牌号", "车型", "保险公司"]
    table = sheet(
        head,
        ["张伟", "13800000001", "宁ZB8722", "晨星", "甲"],
        ["张伟", "13800000001", "宁ZT3722", "小满", "乙"],
        ["张伟", "13800000001", "宁ZB8722", "晨星", "甲"],
    )
    ledger = Ledger()
    plan = ledger.load(table)
    assert actions(plan) == [Action.INSERT, Action.UPDATE, Action.UNCHANGED]
    assert plan.rows[2].merged_into == 2
    assert [car["model"] for car in ledger.rows("vehicle")] == ["晨星", "小满"]
    newer = ledger.load(sheet(head, *[[*row[:4], "丙"] for row in table.rows[1:3]]))
    assert actions(newer) == [Action.UPDATE] * 2
    assert [car["insurer"] for car in ledger.rows("vehicle")] == ["丙", "丙"]


def test_cells_merged_downwards_count_for_every_row() -> None:
    given = sheet(
        ["销售顾问", "姓名", "手机"],
        ["李强", "张伟", "13800000001"],
        ["", "李娜", "13800000002"],
        merges=((1, 0, 2, 0),),
    )
    table, _source = cleaned(given)
    assert table.columns["salesperson"] == [1, 1]


def test_extension_and_second_phone_are_kept() -> None:
    table, _source = cleaned(
        sheet(["姓名", "电话", "备注"], ["张伟", "0755-88886666转801/13800000001", "要发票"])
    )
    assert table.phones == [("13800000001", "075588886666")]
    assert table.columns["remark"] == ["要发票\n分机 801"]


def test_who_was_told_apart_is_not_asked_about_again() -> None:
    ledger = Ledger()
    ledger.load(sheet(*rows(("张伟", "13800000001"), ("李娜", "13800000002"))))
    question = sheet(*rows(("李娜", "13800000001")))
    assert ledger.plan(question).questions
    pair: dict[str, Value] = {"customer_id": 1, "other_id": 2, "kind": "family"}
    ledger.tables["distinct_pair"] = {9: pair}
    assert {row["name"] for row in ledger.rows("customer")} == {"张伟", "李娜"}
    plan = ledger.plan(question)
    assert (actions(plan), plan.rows[0].customer) == ([Action.UPDATE], 2)


@pytest.mark.parametrize(("answer", "kind"), [("family", "family"), ("apart", "different")])
def test_an_answer_is_kept_in_mind(answer: str, kind: str) -> None:
    ledger = Ledger()
    table = sheet(*rows(("张伟", "13800000001"), ("李娜", "13800000001")))
    plan = ledger.load(table, Choices(answers={"phone:13800000001": answer}))
    assert [pair["kind"] for pair in ledger.rows("distinct_pair")] == [kind]
    assert plan.rows[1].records[-1].table == "distinct_pair"


def test_a_person_joined_under_another_name_is_known_by_it() -> None:
    ledger = Ledger()
    table = sheet(*rows(("张伟", "13800000001"), ("张玮", "13800000001")))
    ledger.load(table, Choices(answers={"phone:13800000001": "same"}))
    assert [alias["value"] for alias in ledger.rows("customer_alias")] == ["张玮"]
    again = ledger.plan(table)
    assert (actions(again), again.questions) == ([Action.UNCHANGED] * 2, ())


def test_rows_that_repeat_another_are_reported() -> None:
    plan = Ledger().plan(sheet(*rows(("张伟", "13800000001"), ("张伟", "13800000001"))))
    assert actions(plan) == [Action.INSERT, Action.UNCHANGED]
    assert "row 2" in plan.rows[1].reason
    assert plan.notes
