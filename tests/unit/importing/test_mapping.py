"""Which field a column goes to, and which questions are asked instead of guessed."""

import pytest

from showroom_crm.importing import headers, mapping
from showroom_crm.importing.vocabulary import vocabulary
from showroom_crm.values.fields import BY_KEY
from showroom_crm.values.mappings import ColumnMappings
from showroom_crm.values.sheets import CellValue
from tests.unit.importing.ledger import cleaned, sheet


def suggested(*rows: list[CellValue], **told: dict[str, str]) -> ColumnMappings:
    given = sheet(*rows)
    header = headers.find(given)
    assert header is not None
    return mapping.suggest(header, given, **told)  # type: ignore[arg-type]


def fields(*rows: list[CellValue], **told: dict[str, str]) -> list[str | None]:
    return [column.field for column in suggested(*rows, **told).columns]


def test_every_shipped_word_leads_to_a_field() -> None:
    words = vocabulary()
    assert set(words.fields.values()) <= set(BY_KEY)
    assert {key for keys in words.ambiguous.values() for key in keys} <= set(BY_KEY)
    assert not set(words.ambiguous) & set(words.fields)


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("客户姓名*", "name"), ("客戶名稱", "name"), ("Customer Name", "name"),
        ("联系电话（必填）", "mobile"), ("行動電話", "mobile"), ("Mobile No", "mobile"),
        ("预算(万元)", "budget"), ("备注（如有）", "remark"), ("购买频率(月)", "purchase_interval"),
        ("下次保养里程", "next_service_km"), ("最近一次跟进时间：", "last_contact_on"),
    ],
)  # fmt: skip
def test_headers_in_all_spellings(header: str, field: str) -> None:
    rows: list[list[CellValue]] = [["姓名", header, "车型"], ["", "", ""]]
    if field == "name":
        rows = [["电话", header, "车型"], ["", "", ""]]
    assert fields(*rows)[1] == field


def test_values_decide_with_the_header() -> None:
    rows: list[list[CellValue]] = [
        ["姓名", "试驾", "报价", "客户等级"],
        ["张伟", "√", "2026-03-05", "金卡"],
        ["李娜", "○", "2026-03-06", "普通会员"],
        ["王强", "", "2026-03-07", "VIP"],
    ]
    assert fields(*rows) == ["name", "test_drive_done", "quote_on", "membership"]


def test_values_alone_name_a_column_without_header() -> None:
    rows: list[list[CellValue]] = [
        ["姓名", "", "X1", "车型"],
        ["张伟", "13800000001", "GZXKC2P10RA000373", "晨星"],
        ["李娜", "13800000002", "GZXCX2P33SA005373", "小满"],
    ]
    assert fields(*rows)[:3] == ["name", "mobile", "vin"]


@pytest.mark.parametrize(
    ("header", "values"),
    [
        ("日期", ["2026-03-05", "2026-03-06"]),
        ("客户等级", ["A", "B"]),
        ("购买频率", [3.0, 4.0]),
        ("来源", ["汽车之家", "懂车帝"]),
        ("意向级别", ["A", "D"]),
    ],
)
def test_unclear_columns_are_asked_about_and_left_out(header: str, values: list[CellValue]) -> None:
    rows: list[list[CellValue]] = [["姓名", "手机", header]]
    rows += [["张伟", f"1380000000{i}", value] for i, value in enumerate(values)]
    found = suggested(*rows)
    assert found.columns[2].field is None
    assert [question.where for question in found.questions] == [f"C {header}"]


def test_level_d_beside_h_keeps_the_other_levels() -> None:
    found = suggested(["姓名", "级别"], ["张伟", "H"], ["李娜", "D"])
    assert found.columns[1].field == "level"
    assert found.questions[0].key == "level_d:级别"


def test_an_answer_settles_the_question() -> None:
    rows: list[list[CellValue]] = [["姓名", "日期"], ["张伟", "2026-03-05"]]
    key = suggested(*rows).questions[0].key
    answered = suggested(*rows, answers={key: "first_visit_on"})
    assert answered.columns[1].field == "first_visit_on"
    assert not answered.questions


def test_two_phone_columns() -> None:
    rows: list[list[CellValue]] = [["姓名", "手机", "电话"]]
    mobiles: list[list[CellValue]] = [
        *rows,
        ["张伟", "13800000001", "13900000001"],
        ["李娜", "13800000002", ""],
    ]
    found = suggested(*mobiles)
    assert [column.field for column in found.columns] == ["name", "mobile", None]
    assert [choice.value for choice in found.questions[0].choices] == ["phone2", "mobile", ""]
    landlines: list[list[CellValue]] = [*rows, ["张伟", "13800000001", "021-55556666"]]
    assert fields(*landlines) == ["name", "mobile", "phone2"]
    twice: list[list[CellValue]] = [*rows, ["张伟", "13800000001", "13800000001"]]
    assert fields(*twice) == ["name", "mobile", None]
    assert not suggested(*twice).questions


def test_what_belongs_to_others_or_must_not_be_kept() -> None:
    people: list[CellValue] = ["姓名", "手机", "销售顾问", "销售顾问电话", "介绍人电话"]
    rows: list[list[CellValue]] = [
        [*people, "密码", "银行卡号", "身份证照片", "序号"],
        ["张伟", "13800000001", "李强", "13900000001", "13700000001", "x", "6222", "a.jpg", 1.0],
    ]
    found = suggested(*rows)
    assert [column.field for column in found.columns] == [
        "name", "mobile", "salesperson", *[None] * 6
    ]  # fmt: skip
    assert all(column.why for column in found.columns)


def test_group_of_the_salesperson() -> None:
    given = sheet(
        ["客户", "", "销售顾问", ""],
        ["姓名", "电话", "姓名", "电话"],
        ["张伟", "13800000001", "李强", "13900000001"],
        merges=((0, 0, 0, 1), (0, 2, 0, 3)),
    )
    header = headers.find(given)
    assert header is not None
    found = [column.field for column in mapping.suggest(header, given).columns]
    assert found == ["name", "mobile", "salesperson", None]


def test_model_is_the_own_car_in_lists_of_owners() -> None:
    owners: list[list[CellValue]] = [["车主", "车型", "车牌", "交车日期"], ["张伟", "晨星", "", ""]]
    prospects: list[list[CellValue]] = [["姓名", "车型", "级别", "预算"], ["张伟", "晨星", "H", ""]]
    assert fields(*owners)[1] == "vehicle_model"
    assert fields(*prospects)[1] == "model"


def test_remembered_columns_are_obeyed() -> None:
    rows: list[list[CellValue]] = [["姓名", "状态", "备注"], ["张伟", "热", "x"]]
    assert fields(*rows, remembered={"状态": "level", "备注": ""}) == ["name", "level", None]


def test_the_missing_column_is_named() -> None:
    found = suggested(["车型", "颜色", "备注"], ["晨星", "白", "x"])
    assert "姓名" in mapping.missing(found)
    assert mapping.missing(suggested(["手机", "车型"], ["13800000001", "晨星"])) == ""


def test_fingerprint_does_not_mind_the_order_of_columns() -> None:
    one = headers.find(sheet(["姓名", "手机", "级别"]))
    two = headers.find(sheet(["级别", "姓名", "手机"]))
    assert one is not None
    assert two is not None
    assert mapping.fingerprint(one) == mapping.fingerprint(two)


STAFF: list[list[CellValue]] = [
    ["工号", "姓名", "部门", "职务", "手机"],
    ["E001", "张伟", "销售部", "销售顾问", "13800000001"],
    ["E002", "李娜", "售后部", "服务顾问", "13800000002"],
    ["E003", "王强", "市场部", "市场专员", "13800000003"],
]


def test_a_list_of_staff_is_no_list_of_customers() -> None:
    found = suggested(*STAFF)
    assert "list of staff" in mapping.missing(found)
    assert [q.key for q in found.questions] == ["subject"]
    assert "list of staff" in mapping.missing(suggested(*(row[1:] for row in STAFF)))
    told = suggested(*STAFF, answers={"subject": "customers"})
    assert mapping.missing(told) == ""
    assert not told.questions


def test_people_of_a_company_who_look_at_cars_are_customers() -> None:
    rows = [[*STAFF[0], "意向车型"], *([*row, "星越"] for row in STAFF[1:])]
    assert mapping.missing(suggested(*rows)) == ""


def test_the_plate_in_a_register_of_test_drives_is_that_of_the_car_driven() -> None:
    found = suggested(
        ["试驾日期", "姓名", "手机", "试驾车型", "车牌", "陪驾", "客户感受"],
        ["2026-11-01", "张伟", "13800000001", "星越", "浙A12345", "王芳", "安静"],
        ["2026-11-02", "李娜", "13800000002", "星瑞", "浙A12345", "王芳", "有点硬"],
    )
    assert found.subject == "test_drives"
    assert [column.field for column in found.columns][3:] == [
        "drive_model",
        None,
        "event_staff",
        "drive_feedback",
    ]


def test_friends_are_called_what_the_showroom_wrote_beside_them() -> None:
    found = suggested(
        ["昵称", "备注", "微信号", "来源"],
        ["雨过天晴", "张伟 13800000001 看星越", "yu_88", "扫一扫"],
        ["老罗", "罗总 13800000002", "luo66", "名片分享"],
    )
    assert [column.field for column in found.columns] == [None, "name", "wechat", "source_l1"]


def test_the_contact_of_a_company_is_kept_beside_it() -> None:
    rows: list[list[CellValue]] = [
        ["单位名称", "统一社会信用代码", "联系人", "联系人手机", "备注"],
        ["宁波海星贸易有限公司", "91350100M000100Y43", "张伟", "13800000001", "要五台"],
    ]
    assert fields(*rows) == ["name", "uscc", "remark", "mobile", "remark"]
    table, _source = cleaned(sheet(*rows))
    assert table.columns["remark"] == ["联系人：张伟\n要五台"]
    persons = [[*rows[0][:1], "公司电话", *rows[0][2:]], [rows[1][0], "", *rows[1][2:]]]
    assert fields(*persons)[2] == "name"
