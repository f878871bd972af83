"""Order lines, visits and payments become events of customers: each once, none lost."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from showroom_crm.importing import cleaning, headers, mapping
from showroom_crm.values.fields import Subject
from showroom_crm.values.import_plans import Action, ImportPlan
from showroom_crm.values.mappings import ColumnMappings
from showroom_crm.values.sheets import CellValue, Sheet
from tests.unit.importing.ledger import Ledger, conventions, sheet

SERVICES: list[list[CellValue]] = [
    ["车主", "电话", "车牌号", "工单号", "进厂日期", "行驶里程", "维修类型", "结算金额"],
    ["张伟", "13800000001", "浙A12345", "RO1", "2026-03-05", 15000, "定保", 1280],
    ["张伟", "13800000001", "浙A12345", "RO2", "2026-09-05", 21000, "一般维修", 900],
    ["李娜", "13900000002", "浙A12346", "RO3", "2026-05-01", 8000, "定保", ""],
]
LINES: list[list[CellValue]] = [
    ["订单号", "客户姓名", "手机", "商品名称", "数量", "单价", "金额", "下单日期"],
    ["SO1", "张伟", "13800000001", "机油", 2, 280, 560, "2026-03-05"],
    ["SO1", "张伟", "13800000001", "机滤", 1, 60, 60, "2026-03-05"],
    ["SO2", "李娜", "13900000002", "脚垫", 1, 500, "", "2026-03-06"],
]


def columns(given_: Sheet, **told: object) -> ColumnMappings:
    header = headers.find(given_)
    assert header is not None
    return mapping.suggest(header, given_, **told)  # type: ignore[arg-type]  # as a caller may


def fields(given_: Sheet, **told: object) -> dict[str, str | None]:
    return {c.column.label: c.field for c in columns(given_, **told).columns}


def load(
    ledger: Ledger, rows: list[list[CellValue]], source: str = "src", **told: object
) -> ImportPlan:
    """Import rows; then import them again and see that this changes nothing."""
    page = sheet(*rows)
    header = headers.find(page)
    assert header is not None
    mapped = mapping.suggest(header, page, **told)  # type: ignore[arg-type]  # as a caller may
    assert mapping.missing(mapped) == ""
    table = cleaning.clean(page, header, mapped, conventions())
    plan = ledger.plan_table(table, source, None)
    ledger.apply(plan)
    again = ledger.plan_table(table, source, None)
    assert not any(row.records for row in again.rows)
    assert again.count(Action.INSERT) == again.count(Action.UPDATE) == 0
    return plan


def amounts(ledger: Ledger, table: str, column: str = "amount") -> list[object]:
    return [row.get(column) for row in ledger.rows(table)]


@pytest.mark.parametrize(
    ("rows", "subject"),
    [
        (SERVICES, "services"),
        (LINES, "purchases"),
        ([["手机", "收款日期", "收款金额"], ["13800000001", "2026-03-05", 5000]], "payments"),
        ([["车牌号", "进厂日期", "金额"], ["浙A12345", "2026-03-05", 300]], "services"),
        ([["姓名", "电话", "日期", "离店时间", "来店人数"],
          ["张伟", "13800000001", "2026-03-05", "10:20", 2]], "visits"),
        ([["保单号", "险种", "车牌号", "保费"], ["P1", "商业险", "浙A12345", 3800]], "policies"),
        ([["姓名", "手机", "订单号", "订单日期", "成交价"],
          ["张伟", "13800000001", "HT1", "2026-03-05", 158000]], "customers"),
        ([["车主", "电话", "车牌号", "上次保养日", "累计消费"],
          ["张伟", "13800000001", "浙A12345", "2026-03-05", 900]], "customers"),
        ([["订单号", "客户姓名", "手机", "车型", "定金", "订单状态", "退订日期", "订单日期"],
          ["HT1", "张伟", "13800000001", "星越", 5000, "已订", "", "2026-03-05"]], "orders"),
    ],
)  # fmt: skip
def test_headers_and_values_tell_what_each_row_is(
    rows: list[list[CellValue]], subject: str
) -> None:
    found = columns(sheet(*rows))
    assert found.subject == subject
    assert not [q for q in found.questions if q.kind == "subject"]


def test_what_is_not_sure_is_one_question_and_the_people_come_in_meanwhile() -> None:
    rows: list[list[CellValue]] = [
        ["姓名", "手机", "工单号", "进厂日期", "金额"],
        ["张伟", "13800000001", "RO1", "2026-03-05", 1280],
        ["李娜", "13900000002", "RO2", "2026-03-06", 900],
    ]
    found = columns(sheet(*rows))
    assert found.subject is Subject.CUSTOMERS
    question = next(q for q in found.questions if q.kind == "subject")
    assert [choice.value for choice in question.choices] == ["customers", "services"]
    told = columns(sheet(*rows), answers={question.key: "services"})
    assert told.subject is Subject.SERVICES
    assert columns(sheet(*rows), subject="customers").questions == tuple(
        q for q in found.questions if q.kind != "subject"
    )


def test_each_row_of_service_visits_is_a_visit_of_its_customer() -> None:
    ledger = Ledger()
    plan = load(ledger, SERVICES)
    assert plan.count(Action.INSERT) == 3
    assert [row["name"] for row in ledger.rows("customer")] == ["张伟", "李娜"]
    visits = ledger.rows("service_visit")
    assert {(v["order_no"], v["in_on"], v.get("amount"), v["km"]) for v in visits} == {
        ("RO1", dt.date(2026, 3, 5), 128000, 15000),
        ("RO2", dt.date(2026, 9, 5), 90000, 21000),
        ("RO3", dt.date(2026, 5, 1), None, 8000),
    }
    cars = ledger.tables["vehicle"]
    assert {cars[int(str(v["vehicle_id"]))]["plate"] for v in visits} == {"浙A12345", "浙A12346"}
    mine = next(car for car in cars.values() if car["plate"] == "浙A12345")
    assert (mine["last_service_on"], mine["km"]) == (dt.date(2026, 9, 5), 21000)
    assert "service_count" not in mine
    assert any("missing in the file" in note for note in plan.notes)


def test_an_older_visit_never_moves_the_car_back() -> None:
    ledger = Ledger()
    load(ledger, SERVICES)
    load(
        ledger, [SERVICES[0], ["张伟", "13800000001", "浙A12345", "RO0", "2025-01-05", 6000, "", 1]]
    )
    mine = next(car for car in ledger.rows("vehicle") if car["plate"] == "浙A12345")
    assert (mine["last_service_on"], mine["km"]) == (dt.date(2026, 9, 5), 21000)
    assert len(ledger.rows("service_visit")) == 4


def test_a_plate_alone_finds_the_customer_and_an_unknown_one_says_who_is_missing() -> None:
    ledger = Ledger()
    load(ledger, SERVICES)
    plan = load(
        ledger,
        [
            ["车牌号", "进厂日期", "里程", "金额"],
            ["浙A·12345", "2026-10-01", 23000, 300],
            ["京A12345", "2026-10-01", 100, 300],
            ["", "2026-10-01", 100, 300],
        ],
    )
    assert [row.action for row in plan.rows] == [Action.INSERT, Action.SKIP, Action.SKIP]
    assert plan.rows[0].name == "张伟"
    assert "京A12345" in plan.rows[1].reason
    assert "import the customer list first" in plan.rows[1].reason
    assert len(ledger.rows("customer")) == 2


def test_orders_count_once_however_many_lines() -> None:
    ledger = Ledger()
    plan = load(ledger, LINES)
    assert plan.count(Action.INSERT) == 3
    assert plan.rows[1].merged_into == 2
    assert {(p["receipt_no"], p.get("amount")) for p in ledger.rows("payment")} == {
        ("SO1", 62000), ("SO2", None),
    }  # fmt: skip
    assert ledger.rows("payment")[0]["note"] == "机油、机滤"


def test_a_missing_amount_is_missing_never_quantity_nor_price() -> None:
    ledger = Ledger()
    load(ledger, [LINES[0], ["SO1", "张伟", "13800000001", "机油", 280, 280, "", "2026-03-05"]])
    assert amounts(ledger, "payment") == [None]


def test_a_line_without_amount_is_told() -> None:
    plan = load(
        Ledger(),
        [*LINES[:2], ["SO1", "张伟", "13800000001", "机滤", 1, 60, "", "2026-03-05"]],
    )
    assert [(problem.row, "no amount" in problem.message) for problem in plan.problems] == [
        (3, True)
    ]


def test_a_total_that_stands_on_each_line_is_the_total_of_the_order() -> None:
    rows: list[list[CellValue]] = [
        ["订单号", "手机", "商品名称", "数量", "订单总额", "下单日期"],
        ["SO1", "13800000001", "机油", 2, 620, "2026-03-05"],
        ["SO1", "13800000001", "机滤", 1, 620, "2026-03-05"],
        ["SO2", "13800000001", "脚垫", 1, 500, "2026-03-06"],
    ]
    ledger = Ledger()
    load(ledger, rows)
    assert sorted(map(str, amounts(ledger, "payment"))) == ["50000", "62000"]


def test_a_total_of_the_line_is_summed_up() -> None:
    rows: list[list[CellValue]] = [
        ["Order ID", "Phone", "Item", "Qty", "Unit price", "Total", "Order date"],
        ["1", "13800000001", "oil", 2, 100, 200, "2026-03-05"],
        ["1", "13800000001", "oil", 2, 100, 200, "2026-03-05"],
    ]
    ledger = Ledger()
    load(ledger, rows)
    assert amounts(ledger, "payment") == [40000]


def test_lines_of_an_online_shop_find_their_customers_by_number() -> None:
    ledger = Ledger()
    customers = sheet(["CustomerID", "Name", "Phone"], [17850, "Anna Smith", "13800000001"])
    ledger.load(customers)
    source = str(ledger.rows("customer_alias")[0]["source"])
    rows: list[list[CellValue]] = [
        ["InvoiceNo", "StockCode", "Quantity", "InvoiceDate", "UnitPrice", "CustomerID", "Country"],
        ["536365", "85123A", 6, "12/13/2010 8:26", 2.55, 17850, "UK"],
        ["536365", "71053", 2, "12/13/2010 8:26", 3.39, 17850, "UK"],
        ["C536379", "D", -1, "12/14/2010 9:41", 27.5, 17850, "UK"],
        ["536380", "D", 1, "12/14/2010 9:41", 27.5, 99999, "UK"],
    ]
    assert fields(sheet(*rows))["Country"] is None
    plan = load(ledger, rows, source)
    assert [row.action for row in plan.rows] == [Action.INSERT] * 3 + [Action.SKIP]
    found = {(p["receipt_no"], p["amount"], p["paid_on"]) for p in ledger.rows("payment")}
    assert found == {
        ("536365", 1530 + 678, dt.date(2010, 12, 13)),
        ("C536379", -2750, dt.date(2010, 12, 14)),
    }
    assert any("quantity × unit price" in note for note in plan.notes)


def test_several_amounts_are_asked_and_stay_empty_meanwhile() -> None:
    rows: list[list[CellValue]] = [
        ["工单号", "车牌号", "姓名", "进厂日期", "维修类型", "应收金额", "实收金额"],
        ["RO1", "浙A12345", "张伟", "2026-03-05", "定保", 1280, 1200],
    ]
    found = columns(sheet(*rows))
    question = next(q for q in found.questions if q.key == "amount_column")
    assert [c.label for c in question.choices][:2] == ["应收金额: 1280", "实收金额: 1200"]
    ledger = Ledger()
    load(ledger, rows)
    assert amounts(ledger, "service_visit") == [None]
    load(ledger, rows, answers={question.key: question.choices[1].value})
    assert amounts(ledger, "service_visit") == [120000]
    by_hand = mapping.with_column(found, question.key, question.choices[0].value)
    assert {c.column.text: c.field for c in by_hand.columns}["应收金额"] == "work_amount"
    assert by_hand.questions == ()


def test_several_days_are_asked_and_the_day_of_the_order_counts_meanwhile() -> None:
    rows: list[list[CellValue]] = [
        ["订单号", "手机", "商品名称", "数量", "金额", "下单日期", "付款日期"],
        ["SO1", "13800000001", "机油", 2, 620, "2026-03-05", "2026-03-08"],
    ]
    found = columns(sheet(*rows))
    question = next(q for q in found.questions if q.key == "day_column")
    assert "下单日期" in question.meanwhile
    ledger = Ledger()
    load(ledger, rows)
    assert amounts(ledger, "payment", "paid_on") == [dt.date(2026, 3, 5)]
    load(ledger, rows, answers={"day_column": question.choices[1].value})
    assert amounts(ledger, "payment", "paid_on") == [dt.date(2026, 3, 8)]


def test_without_a_day_a_visit_waits() -> None:
    dayless: list[CellValue] = ["张伟", "13800000001", "浙A12345", "RO9", "", 15000, "定保", 1280]
    plan = load(Ledger(), [*SERVICES, dayless])
    assert plan.rows[3].action is Action.SKIP
    assert "the day is missing" in plan.rows[3].reason


def test_orders_of_cars_are_deals_and_a_cancelled_one_does_not_count() -> None:
    rows: list[list[CellValue]] = [
        [
            "订单号",
            "客户姓名",
            "手机",
            "车型",
            "成交价",
            "定金",
            "订单日期",
            "交车日期",
            "订单状态",
        ],
        ["HT1", "张伟", "13800000001", "星越", 158000, 5000, "2026-03-05", "2026-03-20", "已交车"],
        ["HT2", "李娜", "13900000002", "星瑞", 128000, 5000, "2026-03-06", "", "已退订"],
    ]
    ledger = Ledger()
    load(ledger, rows, subject="orders")
    deals = {str(deal["order_no"]): deal for deal in ledger.rows("deal")}
    assert deals["HT1"]["price"] == 15_800_000
    assert deals["HT1"]["delivered_on"] == dt.date(2026, 3, 20)
    assert "cancelled_on" not in deals["HT1"]
    assert deals["HT2"]["cancelled_on"] == dt.date(2026, 3, 6)
    assert [car["model"] for car in ledger.rows("vehicle")] == ["星越"]


def test_payments_by_phone_know_their_order() -> None:
    ledger = Ledger()
    ledger.load(
        sheet(["姓名", "手机", "订单号", "订单日期"], ["张伟", "13800000001", "HT1", "2026-03-01"])
    )
    load(
        ledger,
        [
            ["手机", "收款日期", "收款金额", "款项类型", "收据号", "订单号"],
            ["13800000001", "2026-03-05", 5000, "定金", "R1", "HT1"],
            ["13800000001", "2026-03-20", 153000, "尾款", "R2", "HT9"],
        ],
    )
    payments = ledger.rows("payment")
    assert payments[0]["deal_id"] in ledger.tables["deal"]
    assert "deal_id" not in payments[1]
    assert "HT9" in str(payments[1]["note"])


def test_two_alike_visits_on_a_day_are_two_and_another_file_adds_only_what_is_new() -> None:
    head: list[CellValue] = ["姓名", "电话", "车牌号", "进厂日期", "维修类型", "工时费", "材料费"]
    one: list[CellValue] = ["张伟", "13800000001", "浙A12345", "2026-03-05", "洗车", 30, 0]
    ledger = Ledger()
    load(ledger, [head, one, one])
    assert amounts(ledger, "service_visit") == [3000, 3000]
    plan = load(ledger, [head, one, one, one])
    assert [row.action for row in plan.rows].count(Action.INSERT) == 1
    assert len(ledger.rows("service_visit")) == 3


def test_a_table_without_anybody_says_what_is_missing() -> None:
    found = columns(sheet(["订单号", "商品名称", "数量", "金额"], ["SO1", "机油", 2, 560]))
    sentence = mapping.missing(found)
    assert "no column with the name of the customer" in sentence
    assert "plate" in sentence


_VISIT = st.tuples(
    st.sampled_from(["张伟", "李娜"]),
    st.sampled_from(["", "RO1", "RO2"]),
    st.sampled_from(["2026-03-05", "2026-03-06", ""]),
    st.sampled_from(["定保", "洗车", ""]),
    st.sampled_from([100, 200, "", -50]),
)


@settings(derandomize=True, max_examples=150)
@given(st.lists(_VISIT, min_size=1, max_size=10), st.lists(_VISIT, max_size=6))
def test_counts_add_up_and_every_visit_is_there_as_often_as_it_was(
    rows: list[tuple[CellValue, ...]], earlier: list[tuple[CellValue, ...]]
) -> None:
    phones = {"张伟": "13800000001", "李娜": "13900000002"}
    head: list[CellValue] = ["姓名", "手机", "工单号", "进厂日期", "维修类型", "结算金额"]

    def table(given_: list[tuple[CellValue, ...]]) -> list[list[CellValue]]:
        return [head, *([name, phones[str(name)], *rest] for name, *rest in given_)]

    ledger = Ledger()
    if earlier:
        load(ledger, table(earlier), subject="services")
    before = len(ledger.rows("service_visit"))
    plan = load(ledger, table(rows), subject="services")
    assert sum(map(plan.count, Action)) == len(rows)
    kept = [row for row in plan.rows if row.action is not Action.SKIP]
    places = {row.row: rows[row.row - 2] for row in kept}
    told = {r: row for r, row in places.items() if row[1] or row[2] or row[4] != ""}
    numbered = {(row[0], row[1]) for row in told.values() if row[1]}
    nameless = [row for row in told.values() if not row[1]]
    added = len(ledger.rows("service_visit")) - before
    if not earlier:
        assert added == len(numbered) + len(nameless)
    assert added <= len(numbered) + len(nameless)


CALLS: list[list[CellValue]] = [
    [
        "姓名",
        "手机",
        "跟进时间",
        "跟进方式",
        "跟进内容",
        "跟进结果",
        "跟进后级别",
        "下次跟进",
        "级别",
    ],
    ["张伟", "13800000001", "2026-03-05 10:00", "电话", "问价", "无人接听", "B", "2026-03-06", "N"],
    ["张伟", "13800000001", "2026-03-09 11:00", "微信", "已约", "等消息", "A", "2026-03-12", "N"],
    ["张伟", "13800000001", "2026-03-07", "微信", "发图", "已接通", "C", "2026-03-08", "N"],
]
DRIVES: list[list[CellValue]] = [
    ["姓名", "手机", "试驾日期", "试驾车型", "试驾里程", "驾照已查", "试驾反馈"],
    ["张伟", "13800000001", "2026-03-05", "朗逸", 12, "是", "好"],
    ["张伟", "13800000001", "2026-03-05", "朗逸", 12, "是", "好"],
    ["张伟", "13800000001", "2026-03-08", "途岳", "", "否", ""],
]
LAST_CONTACTS: list[list[CellValue]] = [
    [
        "姓名",
        "手机",
        "意向级别",
        "来源",
        "跟进时间",
        "跟进方式",
        "跟进内容",
        "跟进结果",
        "下次跟进",
    ],
    ["张伟", "13800000001", "H", "来店", "2026-03-05", "电话", "问价", "考虑", "2026-03-06"],
    ["李娜", "13900000002", "A", "来电", "2026-03-06", "微信", "发图", "考虑", "2026-03-08"],
]


def test_a_log_of_contacts_keeps_every_one_and_the_newest_tells_of_today() -> None:
    ledger = Ledger()
    load(ledger, CALLS)

    calls = ledger.rows("contact")
    assert [row.get("level_after") for row in calls] == ["B", "A", "C"]
    assert [row.get("result") for row in calls] == ["no_answer", None, None]
    assert [row.get("success") for row in calls] == [False, None, True]
    assert calls[1]["content"] == "已约 · 等消息"
    (who,) = ledger.rows("customer")
    assert (who["level"], who["last_contact_note"]) == ("A", "已约")
    assert who["last_contact_on"] == dt.date(2026, 3, 9)
    assert who["next_follow_up_on"] == dt.date(2026, 3, 12)


def test_an_older_log_moves_nothing_back() -> None:
    ledger = Ledger()
    load(ledger, CALLS)
    older: list[list[CellValue]] = [
        CALLS[0],
        ["张伟", "13800000001", "2026-02-01 09:00", "电话", "旧话", "", "D", "2026-02-02", ""],
    ]
    load(ledger, older, subject="contacts")

    (who,) = ledger.rows("customer")
    assert (who["level"], who["last_contact_on"]) == ("A", dt.date(2026, 3, 9))
    assert who["next_follow_up_on"] == dt.date(2026, 3, 12)
    assert len(ledger.rows("contact")) == 4


def test_test_drives_are_kept_as_often_as_they_were_made() -> None:
    ledger = Ledger()
    load(ledger, DRIVES)

    drives = ledger.rows("test_drive")
    assert [row.get("km") for row in drives] == [12, 12, None]
    assert [row.get("licence_checked") for row in drives] == [True, True, False]
    assert ledger.rows("customer")[0]["test_drive_on"] == dt.date(2026, 3, 8)


@pytest.mark.parametrize(
    ("rows", "subject"),
    [(CALLS, "contacts"), (DRIVES, "test_drives"), (LAST_CONTACTS, "customers")],
)
def test_a_list_with_the_last_contact_of_each_is_no_log(
    rows: list[list[CellValue]], subject: str
) -> None:
    assert columns(sheet(*rows)).subject == subject


def test_every_good_of_an_order_is_kept_however_many() -> None:
    head: list[CellValue] = ["姓名", "手机", "销售单号", "销售日期", "商品名称", "数量", "金额"]
    rows = [head] + [
        ["张伟", "13800000001", "X1", "2026-03-05", f"精品{number}", 1, 100] for number in range(8)
    ]
    ledger = Ledger()
    load(ledger, rows)
    [note] = amounts(ledger, "payment", "note")
    assert all(f"精品{number}" in str(note) for number in range(8))


def test_an_hour_of_leaving_before_coming_is_told() -> None:
    rows: list[list[CellValue]] = [
        ["姓名", "电话", "来店日期", "来店时刻", "离店时间", "来店人数"],
        ["张伟", "13800000001", "2026-03-05", "14:30", "13:10", 2],
        ["李娜", "13800000002", "2026-03-05", "14:30", "15:10", 2],
    ]
    ledger = Ledger()
    plan = load(ledger, rows)
    assert [(each.row, each.message) for each in plan.problems] == [(2, "before the visit began")]
    assert amounts(ledger, "visit", "left_at") == [None, dt.datetime(2026, 3, 5, 15, 10)]
